"""Typing a code that cannot be scanned: the code with its check character, the reason, then the second person who reads it as well."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.field import NoteField, TextField
from ui.kit.layout import col, row
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.sign import SignRow
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.kernel.findings import Refused, stops
from workbench.people.records import Meaning
from workbench.people.rights import Act, roles_for
from workbench.people.signing import SecondPerson
from workbench.people.standing import reason_given
from workbench.scanners.entering import ByHand
from workbench.scanners.records import TypedCheck
from workbench.scanners.typing_in import Keyed, elements, keyed
from workbench.words.sentence import N_

CHECKS = {
    TypedCheck.OWN: N_("check digits fit"),
    TypedCheck.ISBT128: N_("check character K fits"),
    TypedCheck.GS1: N_("check digit fits"),
}


class HandSheet(Sheet):
    """``field.typed_code``, ``field.why``, ``do.enter-typed``; then the second person signs, and ``then`` gets what was typed.

    ``above``: it is opened above another sheet, which waits for it.
    """

    def __init__(self, desk: Desk, about: str, then: Callable[[ByHand], object], *, above: bool = False) -> None:
        super().__init__("by-hand", width=680)
        words = look.words
        self._desk, self._about, self._then, self._above = desk, about, then, above
        self._code = TextField("typed_code", words("The code, as it stands beside the symbol"), ident=True)
        self._why = NoteField("why", words("Why it cannot be scanned"), height=52)
        self.notice = Notice(name="notice.by-hand")
        self._go = Confirm(words("Second person …"), "users", name="do.enter-typed")
        self._go.pressed.connect(self._enter)
        how = words(
            "Our own identifier whole (%…), a donation number with the character in the box behind it, or a GS1 code with its brackets. "
            "Every typed code is counted, and shown to whoever reviews the batch."
        )
        foot = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12)
        title, note = Text(words("Type a code that cannot be scanned"), "page", wrap=True), Text(about, "note", "text2", wrap=True)
        self.set_body(col(title, note, self._code, Text(how, "small", "text3", wrap=True), self._why, self.notice, foot, gap=12))
        for each in (self._code, self._why):
            each.changed.connect(self._look)
        self._look()

    def confirm(self) -> None:
        """Ctrl+Enter."""
        self._go.press()

    def _look(self) -> None:
        self._go.left([each.label.text() for each in (self._code, self._why) if not each.text.strip()])

    def _enter(self) -> None:
        """The check character and the reason are judged before anybody else is asked."""
        try:
            code, why = keyed(self._code.text), reason_given(self._why.text)
        except Refused as refused:
            self.notice.refused(refused, self._desk.zone)
            self.grow()
            return
        desk, about, then, above = self._desk, self._about, self._then, self._above
        self.close_sheet()
        ask_second(desk, about, (code,), why, lambda given: then(ByHand(code, why, given)), above=above)


def ask_hand(desk: Desk, about: str, then: Callable[[ByHand], object], *, above: bool = False) -> None:
    """Opens the sheet for a code that cannot be scanned."""
    desk.sheet(HandSheet(desk, about, then, above=above), above=above)


def hand_link(act: Callable[[], object]) -> Link:
    """``do.enter-by-hand``: the way to that sheet, said alike wherever a label is scanned."""
    return Link(look.words("The code cannot be scanned"), act, name="do.enter-by-hand")


def ask_second(
    desk: Desk, about: str, codes: Sequence[Keyed], why: str, then: Callable[[SecondPerson], object], act: Act = Act.VERIFY_STEP, *, above: bool = False
) -> None:  # fmt: skip
    """Asks the second person, who may do ``act``, to read the codes on the things themselves and to sign; ``then`` gets who it was."""

    def signed(given: Signed) -> None:
        then(SecondPerson(given.actor, given.proof))

    ask_signature(desk, _request(desk, about, codes, why, act), signed, above=above)


def _rows(code: Keyed) -> list[SignRow]:
    """The code as it is compared: a GS1 code by its elements, anything else whole."""
    words, fits = look.words, look.words.marked(CHECKS[code.check])
    if code.check is TypedCheck.GS1:
        return [SignRow(f"({each.ai})", each.value, fits if each.checked else "") for each in elements(code.typed)]
    return [SignRow(words("Typed"), code.typed, fits)]


def _request(desk: Desk, about: str, codes: Sequence[Keyed], why: str, act: Act) -> SignatureRequest:
    words, first = look.words, desk.person
    excluded = {first.id: stops("people.same-person", "two-person rule", where="second", person=first.name)} if first is not None else {}
    return SignatureRequest(
        title=words("Second person: read the code on the thing itself"),
        note=f"{about}\n{words('Reason')}: {why}",
        rows=[line for code in codes for line in _rows(code)],
        meaning=Meaning.VERIFIED,
        digest=b"",
        roles=roles_for(act),
        role_label=words("Second person"),
        button=words("Sign: it is the same code"),
        excluded=excluded,
    )
