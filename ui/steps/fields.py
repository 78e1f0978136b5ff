"""The control for each kind of value that a formula asks for. Its objectName is ``field.<name>``; what was typed stays as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.kit.button import Button
from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField, TextField
from ui.kit.gauge import Gauge, Range
from ui.kit.layout import FLUSH, box, col, row
from ui.kit.moment_field import MomentField
from ui.kit.number_field import NumberField
from ui.kit.text import Text
from ui.kit.theme import look
from ui.steps.reading import limit_words
from workbench.calculation.evaluating import Names, evaluate
from workbench.calculation.limits import ends, readable_ends, within
from workbench.calculation.parsing import parse
from workbench.calculation.rounding import half_up
from workbench.calculation.units import convert
from workbench.formula.records import Field
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity
from workbench.words.formats import unit_text

ISO = re.compile(r"\d{4}-\d\d-\d\dT")
SEGMENTS = 4
"""Up to so many choices stand side by side; more are a list."""


class ValueEditor(QWidget):
    """One field of a step. ``raw`` is what was typed, chosen or attached; ``changed`` tells every change by a person."""

    changed = Signal()
    left = Signal()

    def __init__(self, of: Field, prefix: str = "") -> None:
        super().__init__()
        self.of = of
        self.name = prefix + of.name

    @property
    def raw(self) -> str:
        """What stands in it, as text."""
        raise NotImplementedError(type(self).__name__)

    def show_raw(self, raw: str) -> None:
        """Fills it; tells nobody."""
        raise NotImplementedError(type(self).__name__)

    def say(self, tone: str, message: str) -> None:
        """Says something below the control."""
        raise NotImplementedError(type(self).__name__)

    def look_at(self, names: Names) -> None:
        """Other values are known now: limits that hang on them move."""


class NumberEditor(ValueEditor):
    """A quantity, beside its limits: a gauge where they have an end that is known by now, else their words."""

    def __init__(self, of: Field, prefix: str = "", *, main: bool = False) -> None:
        super().__init__(of, prefix)
        self._names: Names = {}
        self._gauge = Gauge(None)
        label = of.text[look.words.language]
        self.field = NumberField(self.name, label, unit=unit_text(of.unit, look.words), size="main" if main else "work", gauge=self._gauge, judge=self._judge)
        self._note = Text("", "small", "text3", wrap=True)
        self.setLayout(col(self.field, self._note, gap=2, edges=FLUSH))
        self.field.changed.connect(self.changed)
        self.field.left.connect(self.left)
        self._gauge.setVisible(False)
        self.look_at({})

    @property
    def raw(self) -> str:
        return self.field.raw

    def show_raw(self, raw: str) -> None:
        self.field.show_raw(raw)

    def say(self, tone: str, message: str) -> None:
        self.field.say(tone, message)

    def look_at(self, names: Names) -> None:
        self._names = names
        low, high = self._ends(self.of.action)
        said = limit_words(self.of, self.of.action, names, look.words) if self.of.action else ""
        known = low is not None or high is not None
        if known:
            one = said if low is None or high is None else ""
            self._gauge.show_range(Range(low, high, unit_text(self.of.unit, look.words), self._target(), one))
        self._gauge.setVisible(known)
        self._note.setText(look.words("Limit {limit}").format(limit=said) if said and not known else "")
        self._note.setVisible(bool(said) and not known)
        self.field.look_again()

    def _ends(self, text: str) -> tuple[Decimal | None, Decimal | None]:
        if not text:
            return None, None
        low, high = ends(text, self.of.name, self.of.unit, self._names)
        return readable_ends(low.value if low else None, high.value if high else None, self.of.decimals)

    def _target(self) -> Decimal | None:
        if not self.of.aim:
            return None
        try:
            aim = evaluate(parse(self.of.aim), self._names, self.of.unit)
        except Refused:
            return None
        if not isinstance(aim, Quantity) or not aim.unit:
            return None
        target = convert(aim, self.of.unit).value
        return half_up(target, self.of.decimals) if self.of.decimals is not None else target

    def _judge(self, value: Decimal) -> tuple[str, str]:
        names = {**self._names, self.of.name: Quantity(value, self.of.unit)}
        words = look.words
        try:
            if self.of.action and not within(self.of.action, self.of.name, self.of.unit, names):
                return "error", words("Outside {limit}").format(limit=limit_words(self.of, self.of.action, names, words))
            if self.of.alert and not within(self.of.alert, self.of.name, self.of.unit, names):
                return "warn", words("Outside the alert limit {limit}").format(limit=limit_words(self.of, self.of.alert, names, words))
        except Refused:
            return "", ""
        if self._gauge.isVisibleTo(self):
            return "ok", ""
        return ("ok", words("Within the limit")) if self.of.action else ("", "")


class ChoiceEditor(ValueEditor):
    """One of a few options."""

    def __init__(self, of: Field, prefix: str = "") -> None:
        super().__init__(of, prefix)
        language = look.words.language
        options = [(code, text[language]) for code, text in zip(of.options, of.option_texts or (), strict=False)] or [(code, code) for code in of.options]
        label = of.text[language]
        self._note = Text("", "small", "text3", wrap=True)
        self._note.setVisible(False)
        if len(options) <= SEGMENTS:
            self._segments: Segmented | None = Segmented(self.name, options, label=label, height=look.work)
            self._list: ChoiceField | None = None
            self.setLayout(col(Text(label, "value"), row(self._segments, None), self._note, gap=4, edges=FLUSH))
            self._segments.chosen.connect(lambda _code: self._chosen())
        else:
            self._segments, self._list = None, ChoiceField(self.name, label, options, size="work")
            self.setLayout(col(self._list, self._note, gap=4, edges=FLUSH))
            self._list.changed.connect(self._chosen)

    @property
    def raw(self) -> str:
        control = self._segments or self._list
        return control.code if control else ""

    def show_raw(self, raw: str) -> None:
        if self._segments is not None and raw in self.of.options:
            self._segments.choose(raw)
        elif self._list is not None:
            self._list.choose(raw)

    def say(self, tone: str, message: str) -> None:
        self._note.set_ink({"error": "rejected.fg", "warn": "await.fg", "ok": "released.fg"}.get(tone, "text3"))
        self._note.setText(message)
        self._note.setVisible(bool(message))

    def _chosen(self) -> None:
        self.say("", "")
        self.changed.emit()
        self.left.emit()


class TextEditor(ValueEditor):
    """Free text, or a time with its zone."""

    def __init__(self, of: Field, zone: str, prefix: str = "") -> None:
        super().__init__(of, prefix)
        label = of.text[look.words.language]
        self._moment = MomentField(self.name, label, zone=zone, size="work") if of.kind == "moment" else None
        self._text = None if self._moment else TextField(self.name, label, size="work")
        self.field: TextField = self._moment or self._text  # type: ignore[assignment]
        self.setLayout(col(self.field, gap=0, edges=FLUSH))
        self.field.changed.connect(self.changed)
        self.field.left.connect(self.left)

    @property
    def raw(self) -> str:
        if self._moment is not None:
            return self._moment.value.isoformat() if self._moment.value else self._moment.text
        return self.field.text

    def show_raw(self, raw: str) -> None:
        if self._moment is not None and ISO.match(raw):
            self._moment.show_value(datetime.fromisoformat(raw))
        else:
            self.field.show_text(raw)

    def say(self, tone: str, message: str) -> None:
        self.field.say(tone, message)


class FileEditor(ValueEditor):
    """A photograph or file: chosen, kept in the register at once, named here by its attachment."""

    def __init__(self, of: Field, attach: Callable[[Path], str | None], prefix: str = "") -> None:
        super().__init__(of, prefix)
        words = look.words
        self._attach, self._key = attach, ""
        self._shown = Text(words("no file yet"), "note", "text2")
        self._note = Text("", "small", "text3", wrap=True)
        self.button = Button(words("Attach a file"), "ghost", "paperclip", name=f"field.{self.name}", act=self._choose)
        self.setLayout(col(Text(of.text[words.language], "value"), row(self.button, self._shown, None), self._note, gap=4, edges=FLUSH))

    @property
    def raw(self) -> str:
        return self._key

    def show_raw(self, raw: str) -> None:
        self._key = raw
        self._shown.setText(look.words("kept as {key}").format(key=raw) if raw else look.words("no file yet"))

    def show_file(self, name: str, digest: bytes) -> None:
        """What is kept: the file's name, and the beginning of its SHA-256."""
        self._shown.setText(look.words("{name} · SHA-256 {digest}…").format(name=name, digest=digest.hex()[:12]))

    def say(self, tone: str, message: str) -> None:
        self._note.set_ink("rejected.fg" if tone == "error" else "text3")
        self._note.setText(message)

    def take(self, path: Path) -> None:
        """Keeps the file at ``path``."""
        key = self._attach(path)
        if key:
            self.show_raw(key)
            self._shown.setText(path.name)
            self.changed.emit()
            self.left.emit()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, look.words("Attach a file"))
        if chosen:
            self.take(Path(chosen))


def editor_of(of: Field, zone: str, attach: Callable[[Path], str | None], *, main: bool = False, prefix: str = "") -> ValueEditor:
    """The control for ``of``."""
    match of.kind:
        case "quantity":
            return NumberEditor(of, prefix, main=main)
        case "choice":
            return ChoiceEditor(of, prefix)
        case "file":
            return FileEditor(of, attach, prefix)
        case _:
            return TextEditor(of, zone, prefix)


def stacked(editors: list[ValueEditor]) -> QWidget:
    """Editors under each other."""
    return box(col(*editors, gap=10, edges=FLUSH))
