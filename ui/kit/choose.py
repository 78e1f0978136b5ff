"""Choosing one of a few: segments, filters, radio rows, tick boxes."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QMenu, QPushButton, QSizePolicy, QWidget

from ui.kit.icons import Icon
from ui.kit.layout import col, row, spread
from ui.kit.paint import brush_for, pill
from ui.kit.text import Text, restyle, reveal
from ui.kit.theme import font, look

Options = Sequence[tuple[str, str]]
"""(code, words) of each choice."""


class Segmented(QFrame):
    """``Segmented("theme", (("light", "Light"), ("dark", "Dark")), "light")``: all choices in sight, one pressed.

    The objectName is ``field.<name>``; each segment's is ``field.<name>.<code>``. ``chosen`` tells the code.
    """

    chosen = Signal(str)

    def __init__(self, name: str, options: Options, current: str = "", *, label: str = "", height: int = 36) -> None:
        super().__init__()
        self.setObjectName(f"field.{name}")
        self.setProperty("part", "segments")
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        layout = row(gap=2, edges=(3, 3, 3, 3))
        for code, shown in options:
            button = QPushButton(shown)
            button.setObjectName(f"field.{name}.{code}")
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setFont(font("value"))
            button.setFixedHeight(height - 6)
            button.setAccessibleName(f"{label}: {shown}" if label else shown)
            button.clicked.connect(lambda _=False, code=code: self.chosen.emit(code))
            self._group.addButton(button)
            self._buttons[code] = button
            layout.addWidget(button)
        self.setLayout(layout)
        if current:
            self.choose(current)

    @property
    def code(self) -> str:
        """The code of the pressed segment, or nothing."""
        return next((code for code, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, code: str) -> None:
        """Presses a segment, or none of them for an empty ``code``; tells nobody."""
        if code:
            self._buttons[code].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def say(self, options: Options, label: str = "") -> None:
        """The same choices in other words."""
        self.setAccessibleName(label or self.accessibleName())
        for code, shown in options:
            self._buttons[code].setText(shown)
            self._buttons[code].setAccessibleName(f"{label}: {shown}" if label else shown)

    def allow(self, code: str, allowed: bool, why: str = "") -> None:
        """A choice that is not allowed stays in sight, with its reason as tool tip."""
        self._buttons[code].setEnabled(allowed)
        self._buttons[code].setToolTip(why)
        self._buttons[code].setAccessibleDescription(why)


class FilterButton(QPushButton):
    """A filter of a list: label and value, with a menu of choices; active ones are tinted and cleared by their x. ``chosen`` tells the code."""

    chosen = Signal(str)

    def __init__(self, name: str, label: str, options: Options, *, any_word: str = "") -> None:
        super().__init__()
        self.setObjectName(f"field.{name}")
        self.setProperty("kind", "filter")
        self.setFixedHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._label, self._any, self.code = label, any_word, ""
        self._options = tuple(options)
        self._name, self._value, self._mark = Text(label, "note", "text2"), Text("", "value"), Icon("chevron-down", "text2", 16)
        for part in (self._name, self._value, self._mark):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(self._name, self._value, self._mark, gap=6, edges=(12, 0, 10, 0)))
        self.clicked.connect(self._pressed)
        self.show_code("")

    def offer(self, options: Options) -> None:
        """Another list of choices."""
        self._options = tuple(options)
        self.show_code(self.code if any(code == self.code for code, _ in self._options) else "")

    def show_code(self, code: str) -> None:
        """Sets the filter; tells nobody."""
        self.code = code
        shown = dict(self._options).get(code) or self._any or look.words("any")
        self._value.setText(shown)
        self._value.set_ink("primary" if code else "text")
        self._mark.change("x" if code else "chevron-down", "primary" if code else "text2")
        self.setProperty("on", "true" if code else "false")
        self.setAccessibleName(f"{self._label}: {shown}")
        restyle(self)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_code(self.code)
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(layout.sizeHint().width() if layout else 120, 36)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _pressed(self) -> None:
        if self.code:
            self._choose("")
            return
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}.menu")
        menu.setFont(font("body"))
        for code, shown in self._options:
            menu.addAction(shown).triggered.connect(lambda _=False, code=code: self._choose(code))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _choose(self, code: str) -> None:
        self.show_code(code)
        self.chosen.emit(code)


class _Marked(QAbstractButton):
    """A tick box or radio with a line of explanation under its words, wrapping as needed."""

    icons = ("circle", "circle-dot")

    def __init__(self, name: str, text: str, note: str = "", *, checked: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setCheckable(True)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._mark = Icon(self.icons[0], "text3", 20)
        self._title, self._note = Text(text, "value", wrap=True), Text(note, "small", "text2", wrap=True)
        self.setLayout(spread(col(self._mark, None), (col(self._title, self._note, None, gap=0), 1), gap=10, edges=(4, 4, 4, 4)))
        for part in (self._mark, self._title, self._note):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        reveal(self._note, bool(note))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._draw)
        self.setChecked(checked)
        self.say(text, note)

    def say(self, text: str, note: str = "") -> None:
        """Other words: in another language, or the reason why it cannot be chosen."""
        self.setText(text)
        self._title.setText(text)
        self._note.setText(note)
        reveal(self._note, bool(note))
        self.setAccessibleName(text)
        self.setAccessibleDescription(note)
        self._draw()

    def _draw(self) -> None:
        on, may = self.isChecked(), self.isEnabled()
        self._mark.change(self.icons[on], "primary" if on and may else "text3")
        self._title.set_ink("text" if may else "text3")
        self._note.set_ink("text2" if may else "text3")

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else 28

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout else QSize(100, 28)

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout else QSize(40, 28)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange:
            self._draw()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter: QPainter = brush_for(self)
            pill(painter, QRectF(1, 1, self.width() - 2, self.height() - 2), "", "focus", 2, 6)
            painter.setPen(QPen())
            painter.end()


class Radio(_Marked):
    """One of several decisions of which exactly one is taken. Those of one parent exclude each other."""

    def __init__(self, name: str, code: str, text: str, note: str = "", *, checked: bool = False) -> None:
        self.code = code
        super().__init__(f"field.{name}.{code}", text, note, checked=checked)
        self.setAutoExclusive(True)


class Tick(_Marked):
    """Yes or no."""

    icons = ("square", "square-check")

    def __init__(self, name: str, text: str, note: str = "", *, checked: bool = False) -> None:
        super().__init__(f"field.{name}", text, note, checked=checked)


class Radios(QWidget):
    """A list of ``Radio``: ``chosen`` tells the code; ``allow`` keeps what is not allowed in sight with its condition."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str, str]], current: str = "") -> None:
        super().__init__()
        self.setObjectName(f"box.{name}")
        self._radios = {code: Radio(name, code, text, note) for code, text, note in options}
        self.setLayout(col(*self._radios.values(), gap=4))
        for code, radio in self._radios.items():
            radio.clicked.connect(lambda _=False, code=code: self.chosen.emit(code))
        if current:
            self._radios[current].setChecked(True)

    @property
    def code(self) -> str:
        """The code of the choice, or nothing."""
        return next((code for code, radio in self._radios.items() if radio.isChecked()), "")

    def choose(self, code: str) -> None:
        """Chooses, or with an empty code nothing; tells nobody."""
        if code:
            self._radios[code].setChecked(True)
            return
        for radio in self._radios.values():
            radio.setAutoExclusive(False)
            radio.setChecked(False)
            radio.setAutoExclusive(True)

    def say(self, code: str, text: str, note: str = "") -> None:
        """A choice in other words."""
        self._radios[code].say(text, note)

    def allow(self, code: str, allowed: bool, note: str = "") -> None:
        """Whether ``code`` may be chosen, and under which condition it could."""
        radio = self._radios[code]
        radio.setEnabled(allowed)
        radio.say(radio.text(), note)
