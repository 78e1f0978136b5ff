"""One line of what waits for a person: at a batch, or at an order, a formula or a lot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workbench.batch.worklist import Need
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaStatus, FormulaVersion, Text
from workbench.kernel.ports import Reader
from workbench.kernel.values import Role
from workbench.orders.records import Channel, Order, OrderStatus, OrderVersion
from workbench.people.records import Meaning, Signature
from workbench.people.rights import RIGHTS, Act
from workbench.stock.records import Lot, LotStatus
from workbench.words.sentence import N_
from workbench.words.translation import Words

MOST = 8
"""Orders, formulas and lots of each sort that are looked at."""
SAID: dict[Need, tuple[str, str, str, str]] = {
    Need.GO_ON: ("batch", N_("{batch} · go on"), N_("Go on"), "batch"),
    Need.SECOND_PERSON: ("second", N_("{batch} · second person"), N_("Check"), "batch"),
    Need.ENTER_RESULT: ("release", N_("{batch} · enter a result"), N_("Enter"), "release"),
    Need.CHECK_RESULT: ("release", N_("{batch} · check a result"), N_("Check"), "release"),
    Need.ASSESS: ("deviation", N_("{batch} · assess a deviation"), N_("Assess"), "release"),
    Need.REVIEW: ("release", N_("{batch} · review the record"), N_("Review"), "release"),
    Need.RELEASE: ("release", N_("{batch} · release"), N_("Release"), "release"),
    Need.CERTIFY: ("release", N_("{batch} · certify"), N_("Certify"), "release"),
    Need.DECIDE: ("release", N_("{batch} · decide"), N_("Decide"), "release"),
}
"""How each need looks, what it says, its button, and the screen that it opens."""
@dataclass(frozen=True, slots=True)
class Todo:
    """One line of what waits for a person. ``key`` stands in ``said``; ``about`` is what the screen opens with; ``subject`` in both languages."""

    key: str
    look: str
    screen: str
    since: datetime
    said: str
    button: str
    subject: Text
    who: str = ""
    about: object = None
    urgent: bool = False

    def title(self, words: Words) -> str:
        """What is to be done."""
        return words.marked(self.said).format(batch=self.key)

    def note(self, words: Words) -> str:
        """At what, and who asks for it."""
        asked = words("asked by {name}").format(name=self.who) if self.who else ""
        return " · ".join(part for part in (self.subject[words.language], asked) if part)


def other_todos(reader: Reader, person: str, role: Role) -> Iterator[Todo]:
    """What waits for ``person`` acting as ``role`` beside the batches in work."""
    may = RIGHTS[role]
    if Act.VERIFY_ORDER in may:
        yield from _to_verify(reader, person)
    if Act.COUNTERSIGN_ORDER in may:
        yield from _to_countersign(reader, person)
    if Act.OPEN_BATCH in may:
        yield from (
            _todo(each.id, "order", "order", each.opened, N_("{batch} · open a batch"), N_("Open"), each.formula)
            for each in reader.find(Order, {"status": OrderStatus.VERIFIED}, sort="-opened", limit=MOST)
        )
    if Act.APPROVE_FORMULA in may:
        yield from _to_approve(reader, person)
    if Act.DECIDE_LOT in may:
        yield from (
            _todo(each.number, "deviation", "register", each.expiry, N_("{batch} · decide about the lot"), N_("Decide"), each.name, ("lots", each.number))
            for each in reader.find(Lot, {"status": LotStatus.QUARANTINE}, sort="-id", limit=MOST)
        )


def _todo(key: str, look: str, screen: str, since: datetime, said: str, button: str, subject: str | Text, about: object = None) -> Todo:
    text = Text(subject, subject) if isinstance(subject, str) else subject
    return Todo(key, look, screen, since, said, button, text, about=about or key)


def _to_verify(reader: Reader, person: str) -> Iterator[Todo]:
    for order in reader.find(Order, {"status": OrderStatus.ENTERED}, sort="-opened", limit=MOST):
        if reader.get(OrderVersion, f"{order.id}.{order.version}").entered_by != person:
            yield _todo(order.id, "order", "order", order.opened, N_("{batch} · verify the order"), N_("Verify"), order.formula)


def _to_countersign(reader: Reader, person: str) -> Iterator[Todo]:
    """Orders that were told by telephone in this person's name and are not signed yet."""
    for version in reader.find(OrderVersion, {"prescriber": person, "channel": Channel.TELEPHONE}, sort="-seq", limit=MOST):
        if not reader.find(Signature, {"subject": version.id, "meaning": Meaning.PRESCRIBED}):
            yield _todo(version.order, "order", "order", version.at, N_("{batch} · sign what was told by telephone"), N_("Sign"), "", version.order)


def _to_approve(reader: Reader, person: str) -> Iterator[Todo]:
    for version in reader.find(FormulaVersion, {"status": FormulaStatus.PROVED}, sort="-at", limit=MOST):
        if not reader.find(Signature, {"subject": version.id, "meaning": Meaning.APPROVED, "person": person}):
            yield _todo(version.id, "order", "formulas", version.at, N_("{batch} · approve the formula"), N_("Read"), formula_of(version.text).text)
