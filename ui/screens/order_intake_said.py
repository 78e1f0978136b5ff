"""What the pages of an order say as a whole: the prescription, what differs from the order as it stands, what a prescriber signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ui.desk import Desk
from ui.kit.sign import SignRow
from ui.kit.theme import look
from ui.screens.order_intake_dose import DosePage
from ui.screens.order_intake_pages import SchedulePage
from ui.screens.order_intake_parts import Intake, Lines
from ui.screens.order_words import given_text
from ui.steps.signing import SignatureRequest
from workbench.kernel.findings import stops
from workbench.kernel.values import Role
from workbench.orders.actions import Prescription
from workbench.orders.givens import values_of
from workbench.orders.records import Channel, Order, OrderVersion
from workbench.orders.rules import WEIGHT
from workbench.people.records import Meaning, Person
from workbench.words.formats import date_text, moment_text, role_name


def prescription(intake: Intake, dose: DosePage, schedule: SchedulePage, begun: Mapping[str, str]) -> Prescription:
    """As typed. Of an amendment only the values that differ from ``begun``, so that the others stay as they were written."""
    way = schedule.way or Channel.PAPER
    phone = way is Channel.TELEPHONE
    raws = {name: raw for name, raw in dose.raws.items() if raw and not (intake.amends and raw == begun.get(name))}
    return Prescription(
        raws, schedule.prescriber.code, way, schedule.told_by.text if phone else None, phone and schedule.read_back.isChecked(),
        dose.weighed_on.value if WEIGHT in dose.editors else None, schedule.ward.text, schedule.planned.value, dose.reasons.answers,
    )  # fmt: skip


def as_it_stands(order: Order, version: OrderVersion, zone: str) -> dict[str, str]:
    """An order by the names of the fields, as they would have been typed."""
    words = look.words
    return {
        **{each.name: each.raw for each in version.given},
        "formula": order.formula,
        "regime": order.regime,
        "weighed_on": date_text(version.weighed_on, words) if version.weighed_on else "",
        "ward": order.ward,
        "planned": moment_text(order.planned, zone, words).replace("\u00a0", " ") if order.planned else "",
        "prescriber": version.prescriber,
    }


def changes(intake: Intake, dose: DosePage, schedule: SchedulePage, begun: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Label, old and new value of everything that is not as it was; empty for a new order."""
    order, version, formula = intake.order, intake.version, intake.formula
    if order is None or version is None or formula is None:
        return []
    words, zone, people = look.words, intake.desk.zone, dict(schedule.prescribers())
    typed, shown, kept = {**dose.typed, **schedule.typed}, dict(dose.lines), values_of(formula, version.given)
    fields = {name: editor.of for name, editor in dose.editors.items()}
    labels = {name: of.text[words.language] for name, of in fields.items()}
    labels |= {"weighed_on": words("Weighed on"), "ward": words("Ward"), "planned": words("Planned for"), "prescriber": words("Prescriber")}
    stands = as_it_stands(order, version, zone)
    same = {"weighed_on": dose.weighed_on.value == version.weighed_on, "planned": schedule.planned.value == order.planned}
    found = []
    for name, label in labels.items():
        old, new = stands.get(name, ""), typed.get(name, "")
        if not same.get(name, begun.get(name, "") == new):
            was = given_text(fields[name], kept[name], words, zone) if name in fields and name in kept else people.get(old, old)
            found.append((label, was or words("nothing"), shown.get(label) or people.get(new, new) or words("nothing")))
    return found


def prescribing(desk: Desk, title: str, pages: Sequence[tuple[str, Lines]], prescriber: str) -> SignatureRequest:
    """The prescriber signs here and now, whoever is signed in; nobody else signs for them."""
    words = look.words
    with desk.register.reading() as reader:
        others = {each.id: stops("orders.screen-by-prescriber", "21 CFR 11.50", where="channel") for each in reader.find(Person) if each.id != prescriber}
    rows = [SignRow(label, value) for _, lines in pages for label, value in lines if value]
    return SignatureRequest(
        words("Prescribe and sign"), title, rows, Meaning.PRESCRIBED, b"", (Role.PRESCRIBER,), role_name(Role.PRESCRIBER, words),
        words("Sign as prescriber"), excluded=others, chosen=prescriber,
    )  # fmt: skip
