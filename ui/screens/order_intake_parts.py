"""What the pages of an order have in common: the frame of a page, reasons in place, and the order so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.card import Card, card_head
from ui.kit.chip import Chip
from ui.kit.field import Field, TextField
from ui.kit.layout import FLUSH, Part, box, clear, col, row, scrolling, spread
from ui.kit.notice import Notice
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.order_intake_basis import Basis, Judged, spoken
from ui.steps.fields import NumberEditor, ValueEditor
from workbench.formula.records import MasterFormula
from workbench.kernel.findings import Finding, Severity
from workbench.orders.records import Order, OrderVersion, Patient
from workbench.regimes.reading import regimes_of
from workbench.regimes.records import Regime
from workbench.words.findings import told

LEAST_REASON = 3
"""Letters of a reason that says something (people.standing.reason_given)."""
MOST_LEFT = 2
Lines = list[tuple[str, str]]
"""Label and value of each line of a page, as the summary shows them."""


@dataclass
class Intake:
    """What all pages know: the order that is amended (or none), the patient, the formula, and what the rules say so far."""

    desk: Desk
    order: Order | None = None
    version: OrderVersion | None = None
    patient: Patient | None = None
    formula: MasterFormula | None = None
    basis: Basis | None = None
    judged: Judged = field(default_factory=Judged)
    _regimes: Mapping[str, Regime] | None = None

    @property
    def amends(self) -> bool:
        """Whether an order that stands is amended."""
        return self.order is not None

    @property
    def regimes(self) -> Mapping[str, Regime]:
        """The legal pathways, read when first asked for."""
        if self._regimes is None:
            self._regimes = regimes_of(self.desk.resources.regimes)
        return self._regimes

    def source(self, label: str) -> str:
        """Where a value comes from, in words: the line of the order, or the version that is amended."""
        words = look.words
        if self.version is not None:
            return words("order, version {n}").format(n=self.version.number)
        return words("order, line “{label}”").format(label=label)


class Page(QWidget):
    """One page of the intake. ``edited`` tells every change of what stands in it, ``left`` that the keyboard went elsewhere."""

    edited = Signal()
    left = Signal()

    def __init__(self, intake: Intake) -> None:
        super().__init__()
        self.intake = intake
        self.filling = False
        self.reasons = Reasons()
        self.reasons.setParent(self)
        self.reasons.edited.connect(self.edited)
        self.reasons.left.connect(self.left)

    @property
    def title(self) -> str:
        """The heading, and the word in the bar of steps."""
        raise NotImplementedError(type(self).__name__)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in it, by the names of its fields."""
        return {}

    def fill(self, values: Mapping[str, str]) -> None:
        """Fills it; what ``values`` does not name stays."""

    @property
    def left_to_do(self) -> list[str]:
        """What is missing before the next page, in a few words each."""
        return []

    @property
    def lines(self) -> Lines:
        """What it says, for the order so far."""
        return []

    def finish(self) -> bool:
        """The page is about to be left forwards; ``False`` when something was refused in place."""
        return True

    def show_judged(self) -> None:
        """The rules said something else."""

    def watch(self, *parts: Field | ValueEditor) -> None:
        """Tells every change of these, after they have read it themselves."""
        for each in parts:
            inner = getattr(each, "field", each)
            edit = getattr(inner, "edit", None)
            signal = edit.textChanged if edit is not None else each.changed
            signal.connect(lambda *_: self._tell())
            each.left.connect(self.left)

    def _tell(self) -> None:
        if not self.filling:
            self.edited.emit()

    def scrolled(self, *parts: Part, note: str = "") -> None:
        """The page: its heading over ``parts``, which scroll."""
        head: list[Part] = [Text(self.title, "step", wrap=True)]
        if note:
            head.append(Text(note, "note", "text2", wrap=True))
        self.setLayout(col((scrolling(col(*head, *parts, None, gap=12, edges=(0, 0, 8, 0))), 1), gap=0, edges=FLUSH))


class Reasons(QWidget):
    """What the rules found, in place; under each finding that asks for a decision, the field for its reason: ``field.reason.<where>``."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._body = col(gap=10, edges=FLUSH)
        self.setLayout(self._body)
        self._shown: tuple[Finding, ...] = ()
        self._fields: dict[str, TextField] = {}
        self._kept: dict[str, str] = {}
        self.setVisible(False)

    def show_findings(self, found: Iterable[Finding], zone: str) -> None:
        """Shows these; reasons that were typed stay as they were typed."""
        wanted = tuple(found)
        if wanted == self._shown:
            return
        self._kept |= {where: each.text for where, each in self._fields.items()}
        self._shown, self._fields = wanted, {}
        clear(self._body)
        for where in dict.fromkeys(each.where for each in wanted if each.severity is Severity.DECIDES):
            self._body.addWidget(self._decide(where, [each for each in wanted if each.where == where and each.severity is Severity.DECIDES], zone))
        for each in wanted:
            if each.severity is not Severity.DECIDES:
                self._body.addWidget(Notice.of(each, zone=zone))
        self.setVisible(bool(wanted))

    def _decide(self, where: str, found: Sequence[Finding], zone: str) -> QWidget:
        reason = TextField(f"reason.{where}", look.words("Reason"), text=self._kept.get(where, ""))
        reason.edit.textChanged.connect(lambda *_: self.edited.emit())
        reason.left.connect(self.left)
        self._fields[where] = reason
        notices: list[Part] = []
        for place, each in enumerate(found):
            said, last = told(each, look.words, zone), place == len(found) - 1
            notices.append(Notice("decide", said.what, rule=said.rule, go_on=said.lifted, extra=reason if last else None))
        return box(col(*notices, gap=6, edges=FLUSH))

    @property
    def typed(self) -> dict[str, str]:
        """Every reason typed so far, by ``reason.<where>``; also those that are not asked for just now."""
        now = self._kept | {where: each.text for where, each in self._fields.items()}
        return {f"reason.{where}": text for where, text in now.items() if text}

    def fill(self, values: Mapping[str, str]) -> None:
        """Takes the reasons out of ``values``."""
        for name, text in values.items():
            if name.startswith("reason."):
                where = name.removeprefix("reason.")
                self._kept[where] = text
                if where in self._fields:
                    self._fields[where].show_text(text)

    @property
    def answers(self) -> dict[str, str]:
        """Place to reason, of what is asked now."""
        return {where: each.text for where, each in self._fields.items() if each.text}

    @property
    def open(self) -> bool:
        """Whether a reason is still to be given."""
        return any(len(each.text) < LEAST_REASON for each in self._fields.values())


def say_stops(found: Iterable[Finding], parts: Mapping[str, Field | ValueEditor], zone: str) -> list[Finding]:
    """Says at its field what stops; what belongs to no field is given back. An unreadable number says so by itself already."""
    rest = []
    for each in found:
        if each.severity is not Severity.STOPS:
            continue
        part = parts.get(each.where)
        if part is None:
            rest.append(each)
        elif not each.code.startswith("calculation.number"):
            said = told(each, look.words, zone)
            part.say("error", f"{said.what} {said.lifted}".strip())
    return rest


def shown_findings(intake: Intake, found: Iterable[Finding]) -> list[Finding]:
    """``found`` with limits in words, in the order of their gravity."""
    formula = intake.formula
    if formula is None:
        return list(found)
    return [spoken(each, formula, intake.judged.values, look.words) for each in found]


class Summary(Card):
    """The order so far, page by page; the page in hand is framed."""

    def __init__(self, title: str, note: str, width: int = 348) -> None:
        self._body = col(gap=8, edges=FLUSH)
        self._area = scrolling(self._body)
        super().__init__(col(card_head(title), Text(note, "small", "text2", wrap=True), (self._area, 1), gap=8), width=width)
        self._shown: object = None

    def show_pages(self, pages: Sequence[tuple[str, Lines]], now: int) -> None:
        """Title and lines of each page, and the place of the one in hand."""
        if (list(pages), now, look.words.language) == self._shown:
            return
        self._shown = (list(pages), now, look.words.language)
        clear(self._body)
        for place, (title, lines) in enumerate(pages):
            head = row(Text(title, "value"), None, *([Chip("progress", look.words("this page"), small=True, icon="pencil")] if place == now else []))
            parts: list[Part] = [box(head, height=24), *(value_line(label, value) for label, value in lines)]
            card = Card(col(*parts, gap=4), edges=(10, 5, 10, 7), part="chosen" if place == now else "panel")
            self._body.addWidget(card)
            if place == now:
                QTimer.singleShot(0, card, lambda card=card: self._area.ensureWidgetVisible(card, 0, 4))
        self._body.addStretch(1)


def shortened(left: Sequence[str]) -> list[str]:
    """What is left to do, so that it stands beside its button: two things, and how many more."""
    if len(left) <= MOST_LEFT:
        return list(left)
    return [*left[: MOST_LEFT - 1], look.words("and {n} more").format(n=len(left) - MOST_LEFT + 1)]


def widen(editor: ValueEditor, width: int = 180) -> None:
    """Room for a number of cells, written out."""
    if isinstance(editor, NumberEditor):
        editor.field.edit.setFixedWidth(width)


def value_line(label: str, value: str, width: int = 104) -> QWidget:
    """A label and its value beside it; both wrap."""
    name = Text(label, "small", "text2", wrap=True)
    name.setFixedWidth(width)
    said = value or look.words("not yet")
    return box(spread(name, (Text(said, "value" if value else "small", "text" if value else "text3", wrap=True), 1), gap=8))


def labelled(label: str, control: QWidget, note: QWidget | None = None) -> QWidget:
    """A control that has no label of its own, under one."""
    return box(col(Text(label, "value"), row(control, None), *([note] if note is not None else []), gap=4, edges=FLUSH))

