"""What the symbols of one label carry besides the workbench's own identifier: ISBT 128, Single European Code, GS1."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from workbench.barcodes import building_gs1 as gs1
from workbench.barcodes import building_isbt as isbt
from workbench.barcodes import own
from workbench.batch.records import Bag
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Refused, stops
from workbench.labels.profiles import COI, COMPOUND, DIN, GS1, ISBT, OWN, SEC, Profile

SHORT_LIFE = timedelta(days=15)
"""A shelf life below it is stated in hours and minutes (from preparation to expiry)."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The content of a symbol as a reader sends it, and as people read it (a GS1 element string in brackets)."""

    data: str
    shown: str


def carried(dossier: Dossier, bag: Bag, profile: Profile, identifier: str, serial: str, *, again: bool, short: bool) -> dict[str, Carried]:
    """What each symbol of the profile carries, by what it is called there. ``again`` flags a repeated print to every reader.

    Refused where the site lacks what the profile asks for: ``site.isbt-off``, ``labels.no-code`` and every ``barcodes.*`` of building.
    """
    found = {OWN: Carried(identifier, identifier)}
    if profile.carries & ISBT:
        found |= _isbt(dossier, bag, profile, again)
    if GS1 in profile.carries:
        gtin = dossier.product.gtin if dossier.product else ""
        if not gtin:
            raise _missing(dossier, "GTIN")
        elements = gs1.medicine(gtin, dossier.batch.id, serial, _local(bag.expiry, dossier), short)
        found[GS1] = Carried(elements.raw, elements.bracketed)
    return found


def printed_codes(dossier: Dossier, bag: Bag, profile: Profile, again: bool) -> dict[str, str]:
    """The same codes as people read them, the donation number with its check character; empty where the profile does not carry them.

    The chain of identity has none here: what is published does not say over which characters that of structure 040 is computed.
    """
    values = dict.fromkeys(("din", "din_flags", "din_check", "isbt_product", "isbt_coi", "sec", "gtin"), "")
    if profile.carries & ISBT:
        din = _din(dossier)
        values |= {"din": _grouped(din), "din_flags": isbt.REPEATED if again else "", "din_check": isbt.check_character(din)}
    if profile.carries & {COI, COMPOUND}:
        values["isbt_coi"] = _grouped(isbt.coi_number(_facility(dossier), dossier.patient.coi))
    if profile.carries & {COMPOUND, SEC}:
        values["isbt_product"] = _product(dossier, bag)
    if SEC in profile.carries:
        values["sec"] = isbt.european_text(_european(dossier, bag))
    if GS1 in profile.carries and dossier.product:
        values["gtin"] = dossier.product.gtin
    return values


def for_validation(dossier: Dossier, profile: Profile) -> bool:
    """Whether the label carries a facility number that is reserved for demonstration: it then says SAMPLE, whatever the register is for."""
    return bool(profile.carries & ISBT) and dossier.codes is not None and isbt.for_validation(dossier.codes.facility)


def _isbt(dossier: Dossier, bag: Bag, profile: Profile, again: bool) -> Mapping[str, Carried]:
    donation = isbt.donation(_din(dossier), isbt.REPEATED if again else isbt.NOT_USED)
    found = {DIN: donation}
    if profile.carries & {COI, COMPOUND}:
        found[COI] = isbt.chain_of_identity(isbt.coi_number(_facility(dossier), dossier.patient.coi))
    if COMPOUND in profile.carries:
        product, expiry = isbt.product(_product(dossier, bag)), isbt.expiry(_local(bag.expiry, dossier))
        found[COMPOUND] = isbt.compound((donation, product, expiry, found[COI]))
    if SEC in profile.carries:
        found[SEC] = isbt.european(_european(dossier, bag))
    return {name: Carried(data, data) for name, data in found.items()}


def _facility(dossier: Dossier) -> str:
    if dossier.codes is None:
        raise Refused((stops("site.isbt-off", isbt.SOURCE, where="symbol"),))
    return dossier.codes.facility


def _din(dossier: Dossier) -> str:
    """The site gives the number: its facility, the year of the batch, the number of the batch."""
    return isbt.donation_number(_facility(dossier), int(own.batch_digits(dossier.batch)[:2]), dossier.batch.number)


def _product(dossier: Dossier, bag: Bag) -> str:
    code = dossier.product.isbt if dossier.product else ""
    if not code:
        raise _missing(dossier, "ISBT 128")
    return isbt.divided(code, bag.number, bag.of)


def _european(dossier: Dossier, bag: Bag) -> str:
    codes = dossier.codes
    if codes is None or not codes.establishment:
        raise _missing(dossier, "SEC")
    product = _product(dossier, bag)
    return isbt.european_code(codes.country, codes.establishment, _din(dossier), product[:5], product[6:], _local(bag.expiry, dossier).date())


def _local(at: datetime, dossier: Dossier) -> datetime:
    """The moment in the zone that the label says in words."""
    return at.astimezone(ZoneInfo(dossier.batch.zone))


def _grouped(number: str) -> str:
    return f"{number[:5]} {number[5:7]} {number[7:]}"


def _missing(dossier: Dossier, name: str) -> Refused:
    return Refused((stops("labels.no-code", "codes of the site", where="symbol", name=name, formula=dossier.formula.code),))
