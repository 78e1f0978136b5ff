"""The right column of a release: what is missing and what lifts it, the decision, its reason and meaning, and the signature."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.choose import Radios
from ui.kit.field import NoteField
from ui.kit.icons import Icon
from ui.kit.layout import FLUSH, Part, box, clear, col, line, row, scrolling, spread
from ui.kit.notice import Notice
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.release_moves import BUTTONS, NAMES, OFFERED, REASONED, Against, is_signed, note, roles_of, short, signature_roles
from workbench.batch.actions.moving import SIGNED
from workbench.batch.moves import Move
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding
from workbench.words.findings import told
from workbench.words.formats import meaning_sentence

MOST_LEFT = 3
"""Things that are named under the button; the rest is counted."""


class NotYet(Card):
    """How many things are missing, and for each what it is, what lifts it, and its rule."""

    def __init__(self) -> None:
        self._body = col(gap=6)
        super().__init__(self._body, name="card.not-yet")

    def show_findings(self, found: Sequence[Finding], zone: str) -> None:
        """Shows what stands against the decision; nothing hides the card."""
        clear(self._body)
        self.setVisible(bool(found))
        words = look.words
        shown = _grouped(found)
        n = len(shown)
        head = words.plural("Not yet: {n} thing missing", "Not yet: {n} things missing", n).format(n=n)
        self._body.addWidget(box(row(Icon("lock", "await.fg", 20), (Text(head, "head", "await.fg", wrap=True), 1), gap=10)))
        self.setAccessibleName(head)
        for place, (each, count) in enumerate(shown):
            if place:
                self._body.addWidget(line())
            self._body.addWidget(_said(each, count, zone))


def _grouped(found: Sequence[Finding]) -> list[tuple[Finding, int]]:
    """Exceptions that were not opened are one thing to do, however many they are."""
    once: dict[object, tuple[Finding, int]] = {}
    for each in found:
        key: object = each.code if each.code == "batch.exception-unopened" else (each.code, each.where, each.facts)
        first, count = once.get(key, (each, 0))
        once[key] = (first, count + 1)
    return list(once.values())


def _said(each: Finding, count: int, zone: str) -> QWidget:
    words, said = look.words, told(each, look.words, zone)
    what = said.what
    if each.code == "batch.exception-unopened":
        what = words.plural("{n} exception is not opened", "{n} exceptions are not opened", count).format(n=count)
    parts: list[Part] = [Text(what, "value", wrap=True)]
    if said.lifted:
        parts.append(Text(words("What lifts it: {how}").format(how=said.lifted), "small", "text2", wrap=True))
    parts.append(Text(words("Rule: {rule}").format(rule=said.rule.removesuffix(" ()")), "small", "text3", wrap=True))
    return box(col(*parts, gap=1))


class DecidePanel(QWidget):
    """``field.decision``, ``field.reason``, ``do.decide``. ``chosen`` tells another decision, ``decided`` that the button was pressed."""

    chosen = Signal()
    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        words = look.words
        self.missing = NotYet()
        self._head = Text(words("Decision and signature"), "head")
        self._radios = Radios("decision", [(each.value, words.marked(NAMES[each]), "") for each in OFFERED])
        self.reason = NoteField("reason", words("Reason"), height=56)
        self._meaning = Text("", "small", "text2", wrap=True)
        self._who_icon = Icon("user-check", "text2", 20)
        self._who, self._apart = Text("", "value", wrap=True), Text("", "small", "released.fg", wrap=True)
        who = spread(col(self._who_icon, None), (col(self._who, self._apart, None, gap=0), 1), gap=10)
        self.notice = Notice(name="notice.decide")
        self.go = Button("", "primary", "writing-sign", name="do.decide", wide=True, act=self.decided.emit)
        self._left = Text("", "small", "text2", wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        self._signing = box(col(line(), self._meaning, who, gap=6, edges=FLUSH))
        decision = Card(col(self._head, self._radios, self.reason, self._signing, gap=6))
        area = scrolling(col(self.missing, decision, self.notice, None, gap=10, edges=FLUSH))
        self.setLayout(col((area, 1), self.go, self._left, gap=8, edges=FLUSH))
        self._radios.chosen.connect(lambda _code: self.chosen.emit())
        self.reason.changed.connect(self.chosen.emit)

    @property
    def picked(self) -> Move | None:
        """The decision that is chosen."""
        return Move(self._radios.code) if self._radios.code else None

    def choose(self, move: Move | None) -> None:
        """Chooses, or nothing; tells nobody."""
        self._radios.choose(move.value if move is not None else "")

    def offer(self, dossier: Dossier) -> None:
        """Which decisions are possible as the batch stands; the others stay in sight with their reason."""
        words = look.words
        for each in OFFERED:
            self._radios.allow(each.value, bool(roles_of(dossier, each)), note(dossier, each, words))

    def show_against(self, dossier: Dossier, found: Against | None, name: str, zone: str) -> None:
        """Shows what stands against the chosen decision, for everybody and for the person signed in, called ``name``."""
        words, move = look.words, self.picked
        possible = move is not None and bool(roles_of(dossier, move))
        self.missing.show_findings(found.stops if found is not None and possible else (), zone)
        self.reason.setVisible(possible)
        self._signing.setVisible(possible)
        self.go.setText(words.marked(BUTTONS[move]) if possible and move is not None else words("Sign"))
        self.go.set_kind("danger" if move in (Move.STOP, Move.REJECT) else "primary")
        still = any(roles_of(dossier, each) for each in OFFERED)
        self.go.setVisible(still)
        if not still:
            self._left.setText(words("Nothing is left to decide about this batch."))
            self._left.setVisible(True)
            return
        if found is None or move is None or not possible:
            self._block([words("a decision")])
            return
        self._show_signer(dossier, move, found, name, zone)
        left = short(found.stops, dossier, words)
        if move in REASONED and len(self.reason.text) < 3:
            left.append(words("reason"))
        if not is_signed(move) and found.personal:
            left.append(signature_roles(dossier, move, words))
        self._block(left)

    def _show_signer(self, dossier: Dossier, move: Move, found: Against, name: str, zone: str) -> None:
        words = look.words
        roles = signature_roles(dossier, move, words)
        if not is_signed(move):
            self._meaning.setText(words("It is entered under your name, with its reason, and can be taken back by {roles}.").format(roles=roles))
        else:
            self._meaning.setText(words("Meaning: {sentence}").format(sentence=meaning_sentence(SIGNED[move][1], words)))
        self._who.setText(name)
        if not found.personal:
            self._apart.setText(words("took no part in this batch"))
        elif any(each.code == "people.took-part" for each in found.personal):
            self._apart.setText(words("took part in this batch: another person signs ({roles})").format(roles=roles))
        else:
            self._apart.setText(words("signs in place: {roles}").format(roles=roles))
        ink = "await.fg" if found.personal else "released.fg"
        self._apart.set_ink(ink)
        self._apart.setAccessibleDescription("; ".join(told(each, words, zone).what for each in found.personal))

    def _block(self, left: Sequence[str]) -> None:
        words = look.words
        self.go.block(bool(left))
        shown = [*left[:MOST_LEFT], *([words("{n} more").format(n=len(left) - MOST_LEFT)] if len(left) > MOST_LEFT else [])]
        self._left.setText(words("Left to do: {things}").format(things=" · ".join(shown)) if left else "")
        self._left.setVisible(bool(left))
        self.go.setAccessibleDescription(self._left.text())

    def retranslate(self) -> None:
        """Says every text again."""
        words = look.words
        self._head.setText(words("Decision and signature"))
        self.reason.set_label(words("Reason"))
        for each in OFFERED:
            self._radios.say(each.value, words.marked(NAMES[each]))
