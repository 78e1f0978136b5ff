"""One order as the register holds it, with everything that its screen shows. Records only, no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.batch.records import Batch
from workbench.calculation.evaluating import Value
from workbench.dossier.assemble import assemble
from workbench.formula.reading import formula_of
from workbench.formula.records import Field, FormulaVersion, MasterFormula
from workbench.kernel.findings import Finding, Refused
from workbench.kernel.ports import Reader
from workbench.orders.actions import looking
from workbench.orders.affected import affected, changed_names
from workbench.orders.givens import fields_from, values_of
from workbench.orders.records import Channel, Collection, Infectious, Order, OrderVersion, Patient
from workbench.people.records import Meaning, Person, Signature


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """``formula`` is that of the open batch, else the newest approved, else the newest there is. ``touched``: see ``_touched``."""

    order: Order
    patient: Patient
    versions: tuple[OrderVersion, ...]
    formula: MasterFormula
    signatures: tuple[Signature, ...]
    collections: tuple[Collection, ...]
    markers: tuple[Infectious, ...]
    batches: tuple[Batch, ...]
    open_batch: Batch | None
    people: Mapping[str, Person]
    changed: frozenset[str]
    touched: tuple[Finding, ...]

    @property
    def counting(self) -> OrderVersion:
        """The version that counts."""
        return next(each for each in self.versions if each.number == self.order.version)

    @property
    def before(self) -> OrderVersion | None:
        """The version that the counting one took the place of."""
        return next((each for each in self.versions if each.id == self.counting.supersedes), None)

    @property
    def values(self) -> dict[str, Value]:
        """What the counting version says, by the formula's names."""
        return values_of(self.formula, self.counting.given)

    def name(self, person: str) -> str:
        """A person's name; the identifier of somebody who is not known."""
        return self.people[person].name if person in self.people else person

    def signed(self, version: OrderVersion, meaning: Meaning) -> Signature | None:
        """The signature of this meaning under ``version``."""
        return next((each for each in self.signatures if each.subject == version.id and each.meaning is meaning), None)

    @property
    def verified(self) -> bool:
        """Whether another person signed the counting version."""
        return self.signed(self.counting, Meaning.VERIFIED) is not None

    @property
    def unsigned(self) -> tuple[OrderVersion, ...]:
        """Versions told by telephone that their prescriber has not signed yet."""
        return tuple(each for each in self.versions if each.channel is Channel.TELEPHONE and self.signed(each, Meaning.PRESCRIBED) is None)

    @property
    def asked_of_collection(self) -> tuple[Field, ...]:
        """What the formula asks to know of a collection."""
        return fields_from(self.formula, "collection")


def read_order(reader: Reader, order_id: str) -> OrderFacts:
    """``Refused`` when there is no such order."""
    order = looking.known_order(reader, order_id)
    versions = looking.versions_of(reader, order)
    batches = reader.find(Batch, {"order": order.id}, sort="-opened")
    open_batch = looking.open_batch_of(reader, order)
    changed, touched = _touched(reader, order, versions, open_batch)
    return OrderFacts(
        order,
        reader.get(Patient, order.patient),
        versions,
        _formula(reader, order),
        tuple(signature for each in versions for signature in reader.find(Signature, {"subject": each.id}, sort="at")),
        reader.find(Collection, {"order": order.id}, sort="at"),
        reader.find(Infectious, {"patient": order.patient}, sort="at"),
        batches,
        open_batch,
        {each.id: each for each in reader.find(Person)},
        changed,
        touched,
    )


def _formula(reader: Reader, order: Order) -> MasterFormula:
    """A formula may be withdrawn while its order waits: then the newest version still says what the values are called."""
    try:
        return looking.formula_for(reader, order)
    except Refused:
        newest = reader.find(FormulaVersion, {"code": order.formula}, sort="-version", limit=1)
        return formula_of(newest[0].text)


def _touched(
    reader: Reader, order: Order, versions: tuple[OrderVersion, ...], batch: Batch | None
) -> tuple[frozenset[str], tuple[Finding, ...]]:
    """What the last amendment changed, and what that touches in the open batch: worked steps and living labels.

    Until the amendment is verified it is compared with the version that the batch is made for, afterwards with the one before it.
    """
    counting = next(each for each in versions if each.number == order.version)
    dossier = assemble(reader, batch.id) if batch is not None else None
    before = next((each for each in versions if each.id == counting.supersedes), None)
    if dossier is not None and batch is not None and batch.order_version != order.version:
        before = dossier.ordered
    changed = changed_names(before, counting) if before is not None else frozenset[str]()
    return changed, affected(dossier, changed) if dossier is not None and changed else ()
