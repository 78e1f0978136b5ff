"""The values in a scan that was read, in the types the program reckons with: dates, volume, the parts of a donation number.

Nothing here refuses: what is asked for and not in the scan is ``None``. Two-digit years need the present year, which the caller hands in.
"""
from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from workbench.barcodes import gs1_dates, hibc
from workbench.barcodes.checks import mod10_fits
from workbench.barcodes.isbt_dates import ordinal_day, ordinal_moment, real_day
from workbench.barcodes.records import Scan, Standard
from workbench.kernel.values import Quantity

EXPIRY, COLLECTION, PRODUCTION = ("004", "005", "01"), ("006", "007", "02"), ("008", "009", "03")
"""What a date is of: its ISBT 128 structure for a day, for a day and time, and its type in structure 031."""
GTIN_DIGITS = (8, 12, 13, 14)
_HIBC_ARTICLE = re.compile(r"[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}")
_EXACTLY, _UTC = "01", "2"
_VOLUME, _WEIGHT, _TARE = "0001", "0008", "0009"


@dataclass(frozen=True, slots=True)
class DonationNumber:
    """Structure 001: ``facility`` (5 characters), ``year`` (the last two digits of the nominal year), ``sequence`` (6 digits), ``flags``,
    and the check character that is printed beside it."""

    facility: str
    year: str
    sequence: str
    flags: str
    check: str

    @property
    def number(self) -> str:
        """The 13 characters that are unique for a hundred years: without flags and check character."""
        return self.facility + self.year + self.sequence


def donation_number(scan: Scan) -> DonationNumber | None:
    """The donation identification number."""
    data = scan.value("001") if scan.standard is Standard.ISBT128 else None
    return DonationNumber(data[:5], data[5:7], data[7:13], data[13:], dict(scan.checks)["001"]) if data else None


def expiry(scan: Scan, year: int) -> date | datetime | None:
    """When it expires: a day, at whose end it does, or a moment. Of both in one scan the moment counts; a month ends with its last day."""
    if scan.standard is Standard.ISBT128:
        return _isbt(scan, *EXPIRY) or _month(scan.value("026")) or real_day((scan.value("038") or "")[32:])
    if scan.standard is Standard.HIBC:
        return _iso(scan.value("expiry"))
    return _gs1(scan, ("7003", "17"), year)


def collected(scan: Scan) -> date | datetime | None:
    """When it was collected, by ISBT 128."""
    return _isbt(scan, *COLLECTION) if scan.standard is Standard.ISBT128 else None


def produced(scan: Scan, year: int) -> date | datetime | None:
    """When it was made."""
    if scan.standard is Standard.ISBT128:
        return _isbt(scan, *PRODUCTION)
    if scan.standard is Standard.HIBC:
        return _iso(hibc.fields(scan.text).get("made"))
    return _gs1(scan, ("8008", "11"), year)


def volume(scan: Scan) -> Quantity | None:
    """The volume in mL, where structure 029 states exactly one value for it."""
    return _dimension(scan, _VOLUME, "mL")


def weight(scan: Scan) -> Quantity | None:
    """The weight in g without the container, as ``volume``."""
    return _dimension(scan, _WEIGHT, "g")


def tare(scan: Scan) -> Quantity | None:
    """The weight of the empty container in g, as ``volume``."""
    return _dimension(scan, _TARE, "g")


def gtin(scan: Scan) -> str | None:
    """The trade item number in its fourteen digits, which compares across EAN-8, EAN-13 and GS1 symbols."""
    number = scan.value("01") if scan.standard in (Standard.GS1, Standard.MARKING) else None
    return number.zfill(14) if number else None


def article(scan: Scan) -> str | None:
    """The number by which the maker sells what it is: the GTIN in its fourteen digits, or labeller and product of an HIBC symbol."""
    if scan.standard is Standard.HIBC:
        lic, product = scan.value("lic"), scan.value("product")
        return f"{lic}{product}" if lic and product else None
    return gtin(scan)


def typed_article(text: str) -> str | None:
    """An article number as it is typed from a pack: a GTIN of 8, 12, 13 or 14 digits whose check digit fits, or an HIBC labeller and product.

    ``None`` for anything else. GTINs are given back in fourteen digits, so that one article has one number.
    """
    number = "".join(text.split()).upper()
    if number.isascii() and number.isdigit():
        return number.zfill(14) if len(number) in GTIN_DIGITS and mod10_fits(number) else None
    return number if _HIBC_ARTICLE.fullmatch(number) else None


def lot(scan: Scan) -> str | None:
    """The lot number as in the symbol. ISBT 128 fills it with zeros from the left, and does not say how many of them belong to it."""
    names = {Standard.ISBT128: ("018", "022", "035"), Standard.HIBC: ("lot",), Standard.GS1: ("10",), Standard.MARKING: ("10",)}
    return next((found for each in names.get(scan.standard, ()) if (found := scan.value(each))), None)


def printed_lot(scan: Scan) -> str | None:
    """The lot number as it stands in print, where the symbol says so: ``None`` for one of ISBT 128 that begins with filling zeros."""
    found = lot(scan)
    return None if found is None or (scan.standard is Standard.ISBT128 and found.startswith("0")) else found


def _isbt(scan: Scan, of_day: str, of_moment: str, flexible: str) -> date | datetime | None:
    moment = scan.value(of_moment)
    if moment:
        return ordinal_moment(moment)
    data = scan.value("031") or ""
    if data[2:4] == flexible:
        # Structure 031 says UTC or local, not which zone is local.
        return datetime.fromisoformat(f"{data[4:12]}T{data[12:]}").replace(tzinfo=UTC if data[0] == _UTC else None)
    return ordinal_day(scan.value(of_day) or "")


def _gs1(scan: Scan, identifiers: tuple[str, ...], year: int) -> date | datetime | None:
    found = next((value for each in identifiers if (value := scan.value(each))), None)
    return gs1_dates.moment(found, year) if found and scan.standard is not Standard.OWN else None


def _month(data: str | None) -> date | None:
    return date(int(data[:4]), int(data[4:]), monthrange(int(data[:4]), int(data[4:]))[1]) if data else None


def _iso(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    if "T" in text:
        return datetime.fromisoformat(text)
    return _month(text.replace("-", "")) if len(text) == 7 else date.fromisoformat(text)


def _dimension(scan: Scan, code: str, unit: str) -> Quantity | None:
    data = scan.value("029") if scan.standard is Standard.ISBT128 else None
    segments = [data[at : at + 14] for at in range(2, len(data), 14)] if data else []
    of_it = [each for each in segments if each[2:6] == code]
    if len(of_it) != 1 or of_it[0][:2] != _EXACTLY:
        return None
    return Quantity(Decimal(of_it[0][6:11]).scaleb(-int(of_it[0][11])), unit)
