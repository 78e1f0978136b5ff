"""What a person does with one order. Each act is one action; a refusal appears in the screen or in the sheet that asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ui.desk import Desk
from ui.kit.field import ChoiceField
from ui.kit.notice import Notice
from ui.kit.sign import SignRow
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.asking import AskSheet, reason_field
from ui.screens.order_collecting import CollectionSheet
from ui.screens.order_reading import OrderFacts
from ui.screens.order_words import MARKERS, given_text
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.batch.actions.opening import open_batch
from workbench.batch.records import Batch
from workbench.kernel.findings import Done, Finding, stops
from workbench.kernel.values import Role
from workbench.orders.actions import cancel_order, countersign_order, hold_order, record_markers, resume_order, verify_order
from workbench.orders.content import signed_content
from workbench.orders.givens import values_of
from workbench.orders.records import Channel, OrderVersion
from workbench.people.digests import content_digest
from workbench.people.records import Meaning
from workbench.people.rights import Act, roles_for
from workbench.regimes.reading import regimes_of
from workbench.words.formats import date_text, patient_name, role_name

SOURCE = "PIC/S PE 010-4 chapter 4"


class OrderPage(Protocol):
    """What these acts need of the screen that they belong to."""

    facts: OrderFacts | None
    notice: Notice

    @property
    def on_hold(self) -> bool:
        """Whether the order is on hold."""


class OrderActs:
    """The acts of one order screen."""

    def __init__(self, desk: Desk, screen: OrderPage) -> None:
        self.desk, self.screen = desk, screen

    @property
    def facts(self) -> OrderFacts:
        """The order on the screen."""
        assert self.screen.facts is not None
        return self.screen.facts

    def _act(self, act: Callable[[], Done], then: Callable[[Done], object] | None = None) -> None:
        self.desk.act(act, self.screen.notice, then)

    # -------------------------------------------------------------------------------------------------- signed
    def verify(self) -> None:
        """Another person than who entered or prescribed the version compares it with its source, and signs."""
        words, facts = look.words, self.facts
        version = facts.counting
        excluded: dict[str, Finding] = {
            each: stops("orders.own-order", SOURCE, where=version.id, person=facts.name(each)) for each in (version.entered_by, version.prescriber)
        }
        person = self.desk.person
        request = SignatureRequest(
            words("Second person: compare and sign"), self._note(version), self.rows(version), Meaning.VERIFIED, self._digest(version),
            roles_for(Act.VERIFY_ORDER), words("Verifies the order"), words("Sign as verifier"), excluded=excluded,
            chosen=person.id if person is not None and person.id not in excluded else "", may_disagree=True,
        )  # fmt: skip

        def signed(given: Signed) -> None:
            doing = self.desk.doing()
            doing["actor"] = given.actor
            self._act(lambda: verify_order(facts.order.id, proof=given.proof, **doing))

        ask_signature(self.desk, request, signed, self.hold_disputed)

    def countersign(self) -> None:
        """The prescriber signs what was told in their name by telephone."""
        words, facts = look.words, self.facts
        waiting = facts.unsigned
        if not waiting:
            return
        prescriber = waiting[-1].prescriber
        excluded = {
            each: stops("orders.not-the-prescriber", SOURCE, where=facts.order.id, order=facts.order.id) for each in facts.people if each != prescriber
        }
        request = SignatureRequest(
            words("Prescriber: sign what was told by telephone"), self._note(waiting[-1]), [row for each in waiting for row in self.rows(each)],
            Meaning.PRESCRIBED, self._digest(waiting[-1]), (Role.PRESCRIBER,), role_name(Role.PRESCRIBER, words), words("Sign as prescriber"),
            excluded=excluded, chosen=prescriber,
        )  # fmt: skip

        def signed(given: Signed) -> None:
            doing = self.desk.doing()
            doing["actor"] = given.actor
            self._act(lambda: countersign_order(facts.order.id, proof=given.proof, **doing))

        ask_signature(self.desk, request, signed)

    def cancel(self) -> None:
        """Asks why, then for the signature of whoever may cancel."""
        words = look.words

        def reasoned(sheet: AskSheet) -> bool:
            self._sign_cancelling(sheet.value("reason"))
            return False  # the signature's sheet has taken its place already

        note = words("For good: nothing is made for this order any more. An open batch is told and is decided by itself.")
        self.desk.sheet(AskSheet("cancel-order", words("Cancel the order"), [reason_field()], words("Go on to sign"), "do.cancel-order-now", reasoned, note))

    def _sign_cancelling(self, why: str) -> None:
        words, facts = look.words, self.facts
        person = self.desk.person
        rows = [SignRow(words("Reason"), why), *self.rows(facts.counting)]
        request = SignatureRequest(
            words("Cancel the order and sign"), self._note(facts.counting), rows, Meaning.CANCELLED, b"", roles_for(Act.CANCEL_ORDER),
            words("Cancels the order"), words("Sign and cancel"), chosen=person.id if person else "",
        )  # fmt: skip

        def signed(given: Signed) -> None:
            doing = self.desk.doing()
            doing["actor"] = given.actor
            self._act(lambda: cancel_order(facts.order.id, why, proof=given.proof, **doing))

        ask_signature(self.desk, request, signed)

    def _digest(self, version: OrderVersion) -> bytes:
        return content_digest(signed_content(self.facts.order, version))

    def _note(self, version: OrderVersion) -> str:
        words = look.words
        return words("{order}, version {n} · {patient}").format(order=version.order, n=version.number, patient=patient_name(self.facts.patient))

    def rows(self, version: OrderVersion) -> list[SignRow]:
        """What is signed: the patient, every value as it counts and as it was written, and how it came."""
        words, facts, zone = look.words, self.facts, self.desk.zone
        patient = facts.patient
        rows = [
            SignRow(words("Patient"), f"{patient_name(patient)} · {date_text(patient.born, words)} · {patient.hospital_no}"),
            SignRow(words("Product"), f"{facts.formula.text[words.language]} · {facts.order.regime}"),
        ]
        rows += [SignRow(label, value) for label, value, _ in value_rows(facts, version, zone)]
        rows.append(SignRow(words("Prescriber"), facts.name(version.prescriber)))
        rows.append(SignRow(words("How it came"), came(facts, version)))
        if version.why:
            rows.append(SignRow(words("Why"), why_text(facts, version)))
        return rows

    # -------------------------------------------------------------------------------------------------- with a reason
    def _ask(self, name: str, heading: str, button: str, act: Callable[[str], Done], note: str = "") -> None:
        def done(sheet: AskSheet) -> bool:
            return self.desk.act(lambda: act(sheet.value("reason")), sheet.notice) is not None

        self.desk.sheet(AskSheet(name, heading, [reason_field()], button, f"do.{name}-now", done, note))

    def hold(self) -> None:
        """Puts the order on hold."""
        words, order, desk = look.words, self.facts.order.id, self.desk
        note = words("No batch is opened for it meanwhile, and an open batch does not go on.")
        heading, button = words("Put the order on hold"), words("Put on hold")
        self._ask("hold-order", heading, button, lambda why: hold_order(order, why, **in_right(desk, Act.HOLD_ORDER)), note)

    def hold_disputed(self) -> None:
        """The second person does not agree: the order waits until that is cleared up."""
        words, order, desk = look.words, self.facts.order.id, self.desk
        note = words("The order is put on hold with this reason. It is amended or resumed when it is cleared up.")
        heading, button = words("It does not agree: what differs?"), words("Put on hold")
        self._ask("hold-order", heading, button, lambda why: hold_order(order, why, **in_right(desk, Act.HOLD_ORDER)), note)

    def resume(self) -> None:
        """Takes it off hold; it is verified again."""
        words, order, desk = look.words, self.facts.order.id, self.desk
        note = words("It is verified again before anything goes on.")
        heading, button = words("Take the order off hold"), words("Resume")
        self._ask("resume-order", heading, button, lambda why: resume_order(order, why, **in_right(desk, Act.RESUME_ORDER)), note)

    def hold_or_resume(self) -> None:
        """One button, by the status of the order."""
        self.resume() if self.screen.on_hold else self.hold()

    # -------------------------------------------------------------------------------------------------- what comes from the patient
    def collect(self) -> None:
        """Records a collection of the patient's material."""
        self.desk.sheet(CollectionSheet(self.desk, self.facts))

    def markers(self) -> None:
        """Records what is known of the patient's infectious markers."""
        words, patient, desk = look.words, self.facts.patient.id, self.desk
        choice = ChoiceField("markers", words("Infectious markers"), [(code, words.marked(text)) for code, text in MARKERS.items()], size="work")

        def done(sheet: AskSheet) -> bool:
            return desk.act(lambda: record_markers(patient, sheet.value("markers"), **in_right(desk, Act.RECORD_MARKERS)), sheet.notice) is not None

        note = words("The last record counts, and stands on every label of this patient's material.")
        self.desk.sheet(AskSheet("markers", words("Infectious markers"), [choice], words("Record markers"), "do.record-markers-now", done, note))

    # -------------------------------------------------------------------------------------------------- the batch
    def open_batch(self) -> None:
        """Opens a batch for the verified order, and goes there; one that is open already is only shown."""
        facts, desk = self.facts, self.desk
        if facts.open_batch is not None:
            desk.go("batch", facts.open_batch.id)
            return
        regimes = regimes_of(desk.resources.regimes)
        self._act(lambda: open_batch(facts.order.id, regimes=regimes, **in_right(desk, Act.OPEN_BATCH)), self._opened)

    def _opened(self, done: Done) -> None:
        self.desk.go("batch", next(each.id for each in done.changed if isinstance(each, Batch)))

    def amend(self) -> None:
        """The intake, filled with the order as it stands."""
        self.desk.go("order-intake", self.facts.order.id)


def value_rows(facts: OrderFacts, version: OrderVersion, zone: str) -> list[tuple[str, str, str]]:
    """Label, value as it counts, and as it was typed, of every given of ``version``; the day of weighing after the weight."""
    words = look.words
    values = values_of(facts.formula, version.given)
    raws = {each.name: each.raw for each in version.given}
    rows = []
    for of in facts.formula.givens:
        if of.name not in raws:
            continue
        typed = raws[of.name] if of.kind == "quantity" else ""
        rows.append((of.text[words.language], given_text(of, values[of.name], words, zone), typed))
        if of.name == "weight" and version.weighed_on is not None:
            rows.append((words("Weighed on"), date_text(version.weighed_on, words), ""))
    return rows


def why_text(facts: OrderFacts, version: OrderVersion) -> str:
    """Why there is this version, and the reasons for what is unusual, each with the name of its value as the formula has it."""
    labels = {f"{each.name}: ": f"{each.text[look.words.language]}: " for each in facts.formula.givens}
    parts = (version.why or "").split("; ")
    named = (next((label + part.removeprefix(name) for name, label in labels.items() if part.startswith(name)), part) for part in parts)
    return "; ".join(named)


def came(facts: OrderFacts, version: OrderVersion) -> str:
    """Where the values of a version come from, in words."""
    words = look.words
    if version.channel is Channel.TELEPHONE:
        back = words("read back") if version.read_back else words("not read back")
        return words("by telephone from {name}, {back}").format(name=version.told_by or words("nobody named"), back=back)
    if version.channel is Channel.SCREEN:
        return words("entered on the screen by {name}").format(name=facts.name(version.entered_by))
    return words("order on paper, entered by {name}").format(name=facts.name(version.entered_by))
