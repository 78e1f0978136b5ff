"""What a site must be told. Pure."""
from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workbench.kernel.findings import Finding, stops
from workbench.site.records import Site

LANGUAGES = ("en", "ru")
LOCK_MINUTES = (1, 60)
SOURCE = "21 CFR 11.10(d)"


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


def known_zone(zone: str) -> bool:
    """Whether ``zone`` is the IANA name of a time zone."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
