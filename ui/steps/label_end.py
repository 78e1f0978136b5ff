"""A label that is no longer valid: what became of its paper, and the witness who saw it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.field import ChoiceField, NoteField
from ui.kit.layout import col, row
from ui.kit.sheet import Sheet
from ui.kit.sign import SignRow
from ui.kit.text import Text
from ui.kit.theme import look
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.kernel.findings import Done, stops
from workbench.labels.actions.fates import dispose_label
from workbench.labels.reckoning import Life
from workbench.labels.records import Fate
from workbench.labels.rules import CONTROL, witness_needed
from workbench.people.records import Meaning
from workbench.people.rights import Act, roles_for
from workbench.people.signing import SecondPerson
from workbench.words.sentence import N_

FATES = {
    Fate.DESTROYED: N_("destroyed before a witness"),
    Fate.RETURNED: N_("given back unused"),
    Fate.RETAINED: N_("kept with the record"),
    Fate.NOT_PRINTED: N_("nothing came out of the printer"),
}


class DisposalSheet(Sheet):
    """``field.fate``, ``field.fate_why``, ``do.dispose-now``; ``chosen`` gets the fate and the words when they are complete."""

    def __init__(self, life: Life, chosen: Callable[[Fate, str], object]) -> None:
        super().__init__("dispose-label", width=620)
        words = look.words
        self._chosen = chosen
        label = life.label
        heading = words("What became of label {label}?").format(label=label.id)
        why = life.end.why if life.end else ""
        note = words("Copy {copy}, {profile}. It is void: {why}").format(copy=label.copy, profile=label.profile, why=why)
        options = [(each.value, words.marked(text)) for each, text in FATES.items()]
        self._fate = ChoiceField("fate", words("Its paper was"), options, chosen=Fate.DESTROYED.value)
        self._why = NoteField("fate_why", words("How and where, such as: cut up, waste for destruction"))
        self._go = Confirm(words("Go on"), name="do.dispose-now")
        self._go.pressed.connect(self._done)
        self._why.changed.connect(self._look)
        foot = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12)
        self.set_body(col(Text(heading, "page", wrap=True), Text(note, "note", "text2", wrap=True), self._fate, self._why, foot, gap=12))
        self._look()

    def confirm(self) -> None:
        """Ctrl+Enter."""
        self._go.press()

    def _look(self) -> None:
        self._go.left([] if self._why.text.strip() else [look.words("how and where")])

    def _done(self) -> None:
        fate, why = Fate(self._fate.code), self._why.text
        self.close_sheet()
        self._chosen(fate, why)


def ask_disposal(desk: Desk, life: Life, do: Callable[[Callable[[], Done]], object]) -> None:
    """Asks what became of the paper of an ended label, and a witness where the rule wants one; ``do`` gets the act, to do it in its place."""

    def chosen(fate: Fate, why: str) -> None:
        if witness_needed(life, fate):
            ask_signature(desk, _witness(desk, life, fate, why), lambda signed: told(fate, why, signed))
        else:
            told(fate, why, None)

    def told(fate: Fate, why: str, signed: Signed | None) -> None:
        second = SecondPerson(signed.actor, signed.proof) if signed else None
        act = partial(dispose_label, life.label.batch, life.label.id, fate, why, second)
        doing = desk.doing(*((desk.role,) if desk.role in roles_for(Act.END_LABEL) and desk.role else roles_for(Act.END_LABEL)))
        do(lambda: act(**doing))

    desk.sheet(DisposalSheet(life, chosen))


def _witness(desk: Desk, life: Life, fate: Fate, why: str) -> SignatureRequest:
    words, label = look.words, life.label
    rows = [
        SignRow(words("Label"), f"{label.id} · {label.identifier}"),
        SignRow(words("Its paper was"), words.marked(FATES[fate])),
        SignRow(words("How and where"), why),
    ]
    me = desk.person
    excluded = {me.id: stops("people.same-person", CONTROL, where="witness", person=me.name)} if me else {}
    return SignatureRequest(
        words("A witness for label {label}").format(label=label.id), words("The second person saw it and signs."), rows, Meaning.WITNESSED, b"",
        roles_for(Act.WITNESS), words("Witness"), words("Sign as witness"), excluded=excluded,
    )  # fmt: skip
