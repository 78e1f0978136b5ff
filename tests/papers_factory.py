"""Dossiers for the tests of labels and documents, made by hand: as much of a batch as a label asks for."""
from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from workbench.batch.records import Bag, BagStatus, Batch, MarkKind, Status, StepMark
from workbench.documents.marks import Face
from workbench.documents.press import Press
from workbench.dossier.dossier import Dossier
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaStatus, FormulaVersion
from workbench.kernel.values import Quantity, Role
from workbench.labels.profiles import BAGS, Profile
from workbench.labels.reading import profile_of
from workbench.labels.signals import SIGNALS, signal_texts
from workbench.orders.records import Allergies, Channel, Collection, Given, Infectious, Order, OrderStatus, OrderVersion, Patient
from workbench.people.records import Person
from workbench.site.records import ProductCodes, Purpose, Site, SiteCodes
from workbench.words.compiling import catalogue_bytes, gather
from workbench.words.translation import Words

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
ZONE = "Europe/Moscow"
NOW = datetime.fromisoformat("2026-11-21T09:31:00+03:00")
PATIENT = Patient("P1", "004812771", "Lebedeva", "Anna", date(2013, 3, 14), "female", "A9999267Q4M22", Allergies.KNOWN, "penicillins", "Ms")
RUSSIAN = replace(PATIENT, family="Лебедева", given="Анна Сергеевна", title="", allergy_text="пенициллины")


@cache
def words(language: str) -> Words:
    """Words of a language, from the fragments as they lie in the tree."""
    if language == "en":
        return Words("en")
    catalogue = catalogue_bytes(language, gather(ROOT / "resources" / "locale" / language))
    return Words(language, GNUTranslations(BytesIO(catalogue)))


@cache
def press(language: str) -> Press:
    """A press with the fonts of the project."""
    return Press({face.value: FONTS / face.value for face in Face}, words(language))


@cache
def profile(name: str) -> Profile:
    """A label profile of the project."""
    return profile_of((ROOT / "resources" / "labels" / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml")


LABELS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "resources" / "labels").glob("*.toml"))}
"""Every label file of the project, and the table of signals, by its name."""
EVERY = tuple(name for name in LABELS if name != SIGNALS)
PROFILES = tuple(name for name in EVERY if profile(name).identifier in BAGS)
"""The labels of bags."""
GTIN = "04600439931256"


def signals(language: str) -> dict[str, str]:
    """The signal texts of the project."""
    return signal_texts(LABELS[SIGNALS], language, NOW.date())


def cart(**parts: Any) -> Dossier:
    """A CAR-T batch with one filled bag. ``parts`` replace fields of the dossier."""
    dose, volume = Quantity(Decimal("82400000.00"), "car_cell"), Quantity(Decimal("50.0"), "mL")
    return _dossier("CELLS", "CT", "fill", "", dose, volume, parts)


def fdg(**parts: Any) -> Dossier:
    """A dose of FDG in a syringe."""
    inject = Given("inject_at", "", "2026-11-21T10:30:00+03:00", "")
    return _dossier("TRACER", "FD", "draw", "", Quantity(Decimal("250.31"), "MBq"), Quantity(Decimal("1.307"), "mL"), parts, (inject,))


def _dossier(
    code: str,
    prefix: str,
    step: str,
    round_key: str,
    dose: Quantity,
    volume: Quantity,
    parts: dict[str, Any],
    given: tuple[Given, ...] = (),
) -> Dossier:
    text = (ROOT / "tests" / "labels" / "data" / f"{code}.toml").read_text(encoding="utf-8")
    formula = formula_of(text)
    before = NOW - timedelta(days=13)
    key = f"{prefix}-2026-0147"
    batch = Batch(key, 147, "OR-2026-0031", 1, "P1", f"{code}.1", "CUSTOM", Status.IN_PROCESS, before, ZONE)
    bag = Bag(f"{key}.01", key, 1, 2, "dose", step, round_key, dose, volume, NOW + timedelta(hours=4), "", BagStatus.FILLED)
    done = StepMark("M1", key, step, round_key, MarkKind.PERFORMED, NOW, ZONE, "PH1", Role.PHARMACIST)
    order = Order("OR-2026-0031", "P1", code, "CUSTOM", 1, OrderStatus.IN_BATCH, before)
    version = OrderVersion("OR-2026-0031.1", order.id, 1, given, "MD1", Channel.PAPER, "PH1", before, ZONE)
    collection = Collection("C1", order.id, "P1", "700123", (), before, ZONE, "AN1")
    digest = hashlib.sha256(text.encode()).digest()
    nothing: dict[str, Any] = {name: () for name in Dossier.__dataclass_fields__}
    filled = {
        "site": Site("site", "Demo Hospital Pharmacy", "CR-2", ZONE, "en", Purpose.DEMO),
        "batch": batch,
        "order": order,
        "versions": (version,),
        "patient": PATIENT,
        "version": FormulaVersion(f"{code}.1", code, 1, text, digest, FormulaStatus.APPROVED, NOW, ZONE, "SU1"),
        "formula": formula,
        "marks": (done,),
        "bags": (bag,),
        "collections": (collection,) if formula.autologous else (),
        "markers": (Infectious("I1", "P1", "negative", NOW, ZONE, "MD1"),),
        "people": (Person("PH1", "A. Kim", "AK", "1042", active=True),),
        "codes": SiteCodes("codes", "A9999", "ICCBBA 70123", "AD1", before, ZONE, "XA", "000001"),
        "product": ProductCodes(code, "S1295100", GTIN),
        "head": (4205, hashlib.sha256(b"head").digest()),
    }
    return Dossier(**{**nothing, **filled, **parts})
