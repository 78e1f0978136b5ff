"""The signature in place: what is signed, what it means, who signs, and the secret again. The patient banner stays in sight."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.button import Button, Confirm
from ui.kit.card import Card
from ui.kit.chip import critical_chip
from ui.kit.field import ChoiceField, PasswordField
from ui.kit.icons import Icon
from ui.kit.layout import Part, box, clear, col, row, spread
from ui.kit.notice import Notice, PastRefusal
from ui.kit.sheet import Sheet
from ui.kit.signature import SignatureBlock
from ui.kit.signer import Signer
from ui.kit.small import IconTile
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from workbench.kernel.findings import Refused, Unavailable
from workbench.words.findings import told


@dataclass(frozen=True, slots=True)
class SignRow:
    """One line of what is signed: what, the recorded value, and how it was found (``good``: in green with a check)."""

    what: str
    value: str
    remark: str = ""
    good: bool = True


@dataclass(frozen=True, slots=True)
class Before:
    """A signature that stands already: role, name, when."""

    role: str
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class SignAsk:
    """Everything that the sheet shows. ``least`` digits are asked of a PIN, 0 for a password; ``chosen`` is who is expected to sign.

    ``digest`` is that of the records that are signed; empty where the act itself makes the record.
    """

    title: str
    note: str
    rows: Sequence[SignRow]
    meaning: str
    digest: bytes
    role: str
    button: str
    secret: str
    signers: Sequence[Signer]
    least: int = 0
    chosen: str = ""
    critical: bool = False
    may_disagree: bool = False
    before: Sequence[Before] = ()


Prove = Callable[[str, str, Callable[[object], None], Callable[[BaseException], None]], None]
"""(who, secret, what to do with the proof, what to do with a refusal): works elsewhere and calls back here."""


class SignSheet(Sheet):
    """``signed`` tells the proof; ``disagreed`` that the person does not sign because it does not agree.

    ``read_badge`` turns a scan into the identifier of a signer, or refuses it; ``prove`` verifies the secret.
    """

    signed = Signal(object)
    disagreed = Signal()

    def __init__(self, ask: SignAsk, read_badge: Callable[[bytes], str], prove: Prove, clock: Callable[[], str]) -> None:
        super().__init__("sign")
        self._ask, self._read_badge, self._prove, self._clock = ask, read_badge, prove, clock
        self._busy = False
        words = look.words
        self._refusals = col(gap=6)
        self._notice = Notice(name="notice.sign")
        self._who = ChoiceField("signer", words("Who signs"), [(each.id, f"{each.name} · {each.note}") for each in ask.signers], chosen=ask.chosen, size="work")
        self._secret = PasswordField("secret", ask.secret, width=132 if ask.least else 220)
        self.confirm_button = Confirm(ask.button, "writing-sign", name="do.sign")
        self._build()
        self._who.changed.connect(self._looked)
        self._secret.changed.connect(self._looked)
        self._secret.edit.returnPressed.connect(self.confirm)
        self.confirm_button.pressed.connect(self._sign)
        self._looked()

    def _build(self) -> None:
        ask, words = self._ask, look.words
        titles: list[Part] = [Text(ask.title, "page", wrap=True), Text(ask.note, "note", "text2", ident=True, wrap=True)]
        head: list[Part] = [IconTile("writing-sign", "progress", 44), (box(col(*titles, gap=1)), 1)]
        if ask.critical:
            head.append(critical_chip(words))
        parts: list[Part] = [row(*head, gap=14)]
        if ask.rows:
            parts.append(Card(col(self._table(), gap=0), edges=(1, 1, 1, 1), part="card"))
        parts += [SignatureBlock("signed", each.role, each.name, each.when, Text(words("signed"), "value", "released.fg")) for each in ask.before]
        parts += [self._refusals, self._now(), self._notice, self._meaning(), 2, self._foot()]
        self.set_body(col(*parts, gap=12))

    def _table(self) -> QWidget:
        words = look.words
        columns = (Column(words("What you sign"), 150), Column(words("Recorded value"), stretch=1), Column("", 40))
        lines = [Row((Cell(each.what, ink="text2"), Cell(each.value, strong=True, ident=True), _remark(each))) for each in self._ask.rows]
        return TableView("signed_values", Rows(columns, lines), row=34, head=30, grows=True, says=words("What you sign"))

    def _now(self) -> QWidget:
        words = look.words
        panel = _Now(self._ask.role)
        how = Text(words("scan the badge, or choose the name"), "small", "text2")
        head = row(Icon("id-badge-2", "primary", 24), Text(self._ask.role, "big"), how, None, gap=12)
        panel.setLayout(col(head, spread((self._who, 1), self._secret, gap=12), gap=8, edges=(14, 10, 14, 10)))
        return panel

    def _meaning(self) -> QWidget:
        words, digest = look.words, self._ask.digest.hex().upper()
        short = f"{digest[:4]} {digest[4:8]} … {digest[-4:]}"
        covers = words("This is the meaning of your signature. It covers record {digest} (SHA-256).").format(digest=short)
        if not digest:
            covers = words("This is the meaning of your signature. It covers the record that is made with it.")
        said = col(Text(self._ask.meaning, "big", wrap=True), Text(covers, "small", "text2", ident=True, wrap=True), None, gap=1)
        return box(spread(col(Icon("quote", "text3", 20), None), (said, 1), gap=12))

    def _foot(self) -> QWidget:
        words = look.words
        parts: list[Part] = [Button(words("Cancel"), name="do.cancel_sign", act=self.cancel)]
        if self._ask.may_disagree:
            parts.append(Button(words("It does not agree"), "warn", "alert-triangle", name="do.disagree", act=self._disagree))
        return box(row(*parts, None, self.confirm_button, gap=12))

    def first_field(self) -> QWidget | None:
        return self._secret.edit if self._who.code else self._who.combo

    def scanned(self, code: bytes) -> bool:
        """A badge: chooses its owner, or says why they do not sign here; the refusal stays in sight as one line."""
        try:
            person = self._read_badge(code)
        except Refused as refused:
            self.refuse(told(refused.findings[0], look.words).what)
            return True
        self._who.choose(person)
        self._secret.wipe()
        self._looked()
        return True

    def refuse(self, why: str) -> None:
        """A badge that was not taken, with its time."""
        clear(self._refusals)
        self._refusals.addWidget(PastRefusal(look.words("{time} badge refused").format(time=self._clock()), why))
        self.grow()

    def confirm(self) -> None:
        """Enter or Ctrl+Enter."""
        self.confirm_button.press()

    def _looked(self) -> None:
        words, ask = look.words, self._ask
        left: list[str] = []
        if not self._who.code:
            left.append(words("badge or name"))
        missing = max(ask.least, 1) - len(self._secret.text)
        if missing > 0 and ask.least and self._secret.text:
            left.append(words.plural("{secret}, {n} more digit", "{secret}, {n} more digits", missing).format(secret=ask.secret, n=missing))
        elif missing > 0:
            left.append(ask.secret)
        if self._busy:
            left = [words("checking …")]
        self.confirm_button.left(left)

    def _sign(self) -> None:
        if self._busy:
            return
        self._busy = True
        self._looked()
        self._prove(self._who.code, self._secret.text, self._proved, self._not_proved)

    def _proved(self, proof: object) -> None:
        self._busy = False
        self._secret.edit.clear()
        self.close_sheet()
        self.signed.emit(proof)

    def _not_proved(self, fault: BaseException) -> None:
        self._busy = False
        if isinstance(fault, Refused):
            self._notice.refused(fault)
        elif isinstance(fault, Unavailable):
            self._notice.unavailable(fault)
        else:
            raise fault
        self._secret.wipe()
        self._looked()
        self.grow()

    def _disagree(self) -> None:
        self.close_sheet()
        self.disagreed.emit()


def _remark(row: SignRow) -> Cell:
    """How a value was found: in green with a check, or in amber."""
    icon = "" if not row.remark else "circle-check" if row.good else "alert-triangle"
    return Cell(row.remark, icon=icon, ink="released.fg" if row.good else "await.fg", strong=True)


class _Now(SignatureBlock):
    """The block of who signs now: its frame, with the fields inside."""

    def __init__(self, role: str) -> None:
        QWidget.__init__(self)
        self.state = "now"
        self.setAccessibleName(role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else QSize(300, 72)
