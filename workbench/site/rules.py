"""What a site must be told. Pure."""
from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workbench.barcodes import building_gs1, building_isbt
from workbench.kernel.findings import Finding, stops
from workbench.site.records import ProductCodes, Site, SiteCodes

LANGUAGES = ("en", "ru")
LOCK_MINUTES = (1, 60)
SOURCE = "21 CFR 11.10(d)"
LICENCE = "ISBT 128 is protected by law: ICCBBA registration and annual licence (ST-004)"
SEC = "Single European Code, ST-012"


def site_form(site: Site) -> tuple[Finding, ...]:
    """Stops a site without a name, with a zone or language that is not known, or that locks too early or too late."""
    found: list[Finding] = []
    if not site.name.strip():
        found.append(stops("site.name-missing", SOURCE, where="name"))
    if not known_zone(site.zone):
        found.append(stops("site.zone-unknown", "IANA time zones", where="zone", zone=site.zone))
    if site.language not in LANGUAGES:
        found.append(stops("site.language-unknown", SOURCE, where="language", language=site.language))
    if not LOCK_MINUTES[0] <= site.lock_minutes <= LOCK_MINUTES[1]:
        least, most = LOCK_MINUTES
        found.append(stops("site.lock-minutes", SOURCE, where="lock_minutes", least=str(least), most=str(most)))
    return tuple(found)


def codes_form(codes: SiteCodes, licensed: bool) -> tuple[Finding, ...]:
    """Stops ISBT 128 without its licence or its registration number, and numbers that do not have their form."""
    found: list[Finding] = []
    if not building_isbt.is_facility(codes.facility):
        found.append(stops("barcodes.isbt-facility", LICENCE, where="facility", value=codes.facility))
    if not licensed:
        found.append(stops("site.licence-unconfirmed", LICENCE, where="licensed"))
    if len(codes.licence.strip()) < 3:
        found.append(stops("site.licence-number", LICENCE, where="licence"))
    country, establishment = codes.country, codes.establishment
    if (country or establishment) and not building_isbt.is_establishment(country, establishment):
        found.append(stops("site.establishment", SEC, where="establishment", value=f"{country} {establishment}".strip()))
    return tuple(found)


def product_codes_form(codes: ProductCodes, isbt_on: bool) -> tuple[Finding, ...]:
    """Stops codes that do not have their form, and an ISBT 128 product code while ISBT 128 is off."""
    found: list[Finding] = []
    if codes.isbt and not isbt_on:
        found.append(stops("site.isbt-off", LICENCE, where="isbt"))
    if codes.isbt and not building_isbt.is_product_code(codes.isbt):
        found.append(stops("barcodes.isbt-product", LICENCE, where="isbt", value=codes.isbt))
    if codes.gtin and not building_gs1.is_gtin(codes.gtin):
        found.append(stops("barcodes.gs1-gtin", building_gs1.SOURCE, where="gtin", value=codes.gtin))
    return tuple(found)


def known_zone(zone: str) -> bool:
    """Whether ``zone`` is the IANA name of a time zone."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
