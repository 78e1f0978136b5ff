"""Example content of every value that a label may ask for: what a version is drawn with before anybody may approve it."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal

from workbench.barcodes import building_gs1, building_isbt, own
from workbench.labels.carrying import Carried
from workbench.labels.content import LabelContent, copy_text, strip
from workbench.labels.profiles import COI, COMPOUND, DIN, GS1, OWN, SEC, Profile
from workbench.labels.reading import FLAGS, VALUES
from workbench.site.records import Purpose
from workbench.words.formats import figure_text
from workbench.words.translation import Words

DIGITS = "260000147"
FACILITY, PRODUCT, GTIN = "A9999", "S1295100", "04600439931256"
EXPIRY = datetime(2026, 11, 21, 13, 31, tzinfo=UTC)
ENGLISH: Mapping[str, str] = {
    "family": "LEBEDEVA-EXAMPLE", "given": "Anna", "born": "14-Mar-2013", "hospital_no": "004812771", "coi": DIGITS,
    "product": "CD19 CAR-T cells, autologous, for intravenous infusion", "product_short": "CD19 CAR-T cells", "form": "suspension for infusion",
    "dose": "82.4 million", "dose_unit": "CAR+ cells", "volume": "50.0 mL", "storage": "Store below −150 °C, in nitrogen vapour.",
    "expiry": "21-Nov-2026 13:31", "expiry_zone": "UTC+3 · 10:31 UTC", "expiry_offset": "UTC+3", "batch": "CT-2026-0147", "bag": "1", "of": "2",
    "serial": "L1204-3", "prepared": "21-Nov-2026 09:31", "prepared_zone": "UTC+3", "site": "Demo Hospital Pharmacy", "collection": "700123",
    "pair": "147-1", "certificate": "FC-2026-0093", "pending": "2 results pending", "table_unit": "MBq", "ward": "Ward 4B",
    "collected": "08-Nov-2026 11:40", "collected_zone": "UTC+3 · 08:40 UTC", "stage": "Expansion", "step": "Feed the culture, day 5",
    "made": "13-Nov-2026 10:05", "sample": "Harvest sample, quality control", "sample_volume": "3 mL", "taken": "20-Nov-2026 08:15",
    "material": "Interleukin-7, GMP grade, 50 µg", "lot": "26K-0141/B", "lot_expiry": "31-Jan-2027", "received": "12 vials",
}  # fmt: skip
RUSSIAN: Mapping[str, str] = {
    **ENGLISH,
    "family": "ЛЕБЕДЕВА-ПРИМЕРОВА", "given": "Анна Сергеевна", "born": "14-мар-2013",
    "product": "CD19 CAR-T клетки, аутологичные, для внутривенной инфузии", "product_short": "CD19 CAR-T клетки",
    "form": "суспензия для инфузий", "dose": "82,4 млн", "dose_unit": "CAR+ клеток", "volume": "50,0 мл",
    "storage": "Хранить ниже −150 °C, в парах азота.", "expiry": "21-ноя-2026 13:31", "prepared": "21-ноя-2026 09:31",
    "site": "Аптека демонстрационной больницы", "pending": "ожидаются 2 результата", "table_unit": "МБк", "ward": "Отделение 4Б",
    "collected": "08-ноя-2026 11:40", "stage": "Наращивание", "step": "Подпитка культуры, день 5", "made": "13-ноя-2026 10:05",
    "sample": "Проба урожая, контроль качества", "sample_volume": "3 мл", "taken": "20-ноя-2026 08:15",
    "material": "Интерлейкин-7, GMP, 50 мкг", "lot_expiry": "31-янв-2027", "received": "12 флаконов",
}  # fmt: skip
RADIOACTIVE = {
    "en": {
        "product": "Fludeoxyglucose (F-18), patient dose in a syringe", "product_short": "Fludeoxyglucose (F-18)", "dose": "250.3",
        "dose_unit": "MBq", "volume": "1.31 mL", "form": "solution for injection", "storage": "In its shield, at 15 to 25 °C", "half_life": "109.77 min",
    },
    "ru": {
        "product": "Флудезоксиглюкоза (18F), доза пациента в шприце", "product_short": "Флудезоксиглюкоза (18F)", "dose": "250,3",
        "dose_unit": "МБк", "volume": "1,31 мл", "form": "раствор для инъекций", "storage": "В защите, при 15–25 °C", "half_life": "109,77 мин",
    },
}  # fmt: skip
FIRST = frozenset({"autologous", "markers_not_evaluated", "dose", "marked", "sample", "short_life", "provisional", "quarantine", "retained", "regime EU-HE"})
SECOND = frozenset({"allogeneic", "markers_reactive", "biohazard", "reserve", "marked", "duplicate", "radiation", "held", "regime UK-POC"})
THIRD = frozenset({"autologous", "markers_negative", "dose", "released", "regime RU-iBMCP"})
FOURTH = frozenset({"allogeneic", "markers_not_evaluated", "reserve", "rejected"})
FIFTH = frozenset({"autologous", "markers_negative", "dose", "not_released"})
ROWS = (("10:30", "250.3"), ("11:30", "171.4"), ("12:30", "117.3"), ("13:30", "80.3"), ("14:30", "55.0"))
IDENTIFIERS = {
    "bag": own.Own(own.Kind.BAG, (DIGITS, "01")),
    "collection": own.Own(own.Kind.COLLECTION, ("700123",)),
    "container": own.Own(own.Kind.PART, (DIGITS, own.CONTAINER, "001")),
    "sample": own.Own(own.Kind.PART, (DIGITS, own.SAMPLE, "001")),
    "lot": own.Own(own.Kind.LOT, (DIGITS,)),
}


def examples(profile: Profile, words: Words, signals: Mapping[str, str]) -> Iterator[LabelContent]:
    """Contents that together show every zone of the profile: a first print, a duplicate, a real one, a reserve."""
    for flags in (FIRST, SECOND, THIRD, FOURTH, FIFTH):
        yield example(profile, words, flags, signals)


def example(profile: Profile, words: Words, flags: frozenset[str], signals: Mapping[str, str]) -> LabelContent:
    """One example under these conditions."""
    language, copy = words.language, 2 if "duplicate" in flags else 1
    again = copy > 1
    long, short = strip(Purpose.REHEARSAL, copy, words) if "marked" in flags else ("", "")
    identifier = str(IDENTIFIERS.get(profile.identifier, own.Own(own.Kind.PAIR, (DIGITS, "01", "1"))))
    symbols = carries(identifier, again)
    values = {**dict.fromkeys(VALUES, ""), **(RUSSIAN if language == "ru" else ENGLISH), **_codes(profile, again), "identifier": identifier}
    values |= {"strip": long, "strip_short": short, "copy": copy_text(copy, words)}
    if profile.trefoils:
        values |= RADIOACTIVE[language]
    values |= {f"signal_{name}": text for name, text in signals.items()} | {name: values.get(name) or values["expiry"] for name, _ in profile.reads}
    rows = tuple((clock, figure_text(Decimal(value), words)) for clock, value in ROWS[: profile.table.rows]) if profile.table else ()
    kept = flags & (FLAGS | {each for each in flags if each.startswith("regime ")})
    return LabelContent(language, identifier, tuple(sorted(values.items())), frozenset(kept), rows, tuple(symbols.items()))


def carries(identifier: str, again: bool = False, *, batch: str = "CT-2026-0147", serial: str = "L1204-3") -> dict[str, Carried]:
    """What the symbols of an example carry. Its ISBT 128 numbers are of the facility that is reserved for demonstration."""
    din = building_isbt.donation_number(FACILITY, 26, 147)
    donation = building_isbt.donation(din, building_isbt.REPEATED if again else building_isbt.NOT_USED)
    coi = building_isbt.chain_of_identity(building_isbt.coi_number(FACILITY, DIGITS))
    product = building_isbt.product(building_isbt.divided(PRODUCT, 1, 2))
    gs1 = building_gs1.medicine(GTIN, batch, serial, EXPIRY, short_lived=True)
    texts = {
        OWN: identifier, DIN: donation, COI: coi,
        COMPOUND: building_isbt.compound((donation, product, building_isbt.expiry(EXPIRY), coi)),
        SEC: building_isbt.european(_sec(din)),
    }  # fmt: skip
    return {name: Carried(text, text) for name, text in texts.items()} | {GS1: Carried(gs1.raw, gs1.bracketed)}


def _codes(profile: Profile, again: bool) -> dict[str, str]:
    din = building_isbt.donation_number(FACILITY, 26, 147)
    grouped, check = f"{din[:5]} {din[5:7]} {din[7:]}", building_isbt.check_character(din)
    return {
        "din": grouped, "din_flags": building_isbt.REPEATED if again else "", "din_check": check, "isbt_coi": grouped,
        "isbt_product": "S12951A0", "sec": building_isbt.european_text(_sec(din)), "gtin": GTIN,
    }  # fmt: skip


def _sec(din: str) -> str:
    return building_isbt.european_code("XA", "000001", din, "S1295", "A0", EXPIRY.date())
