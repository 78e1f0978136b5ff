"""Fields: label above, one control, one line below that says where the value comes from or what is wrong with it."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ui.kit.icons import Icon
from ui.kit.layout import FLUSH, Part, box, col, row
from ui.kit.text import Text, restyle
from ui.kit.theme import font, look

TONES = {"": ("text3", "file-text"), "info": ("text3", "info-circle"), "error": ("rejected.fg", "ban"), "warn": ("await.fg", "alert-triangle"),
         "ok": ("released.fg", "circle-check")}  # fmt: skip
HEIGHTS = {"form": 40, "main": 56}
"""Pixels; ``work`` follows the density."""


class Field(QWidget):
    """The frame of every field. ``control`` is what a person operates: its objectName is ``field.<name>``.

    ``changed`` tells every change by a person; ``left`` that the keyboard went elsewhere (drafts are saved then).
    """

    changed = Signal()
    left = Signal()

    def __init__(self, name: str, label: str, control: QWidget, *, source: str = "", size: str = "work", beside: Sequence[Part] = ()) -> None:
        super().__init__()
        self.name, self.control, self._size, self._source, self._icon = name, control, size, source, "file-text"
        self.setObjectName(f"box.{name}")
        control.setObjectName(f"field.{name}")
        control.setAccessibleName(label)
        control.installEventFilter(self)
        self.label = Text(label, "value")
        self.label.setBuddy(control)
        self._mark = Icon("file-text", "text3", 14)
        self._line = Text(source, "small", "text3", wrap=True)
        self._below = box(row(self._mark, (self._line, 1), gap=5))
        self.setLayout(col(self.label, row(control, *beside, gap=10) if beside else control, self._below, None, gap=4, edges=FLUSH))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._dress()
        self.say("", source)

    @property
    def tone(self) -> str:
        """``""``, ``info``, ``ok``, ``warn`` or ``error``."""
        return str(self.control.property("tone") or "")

    @property
    def message(self) -> str:
        """The line below the control."""
        return self._line.text()

    def say(self, tone: str, message: str = "") -> None:
        """Sets the line below and the colour of the frame; an empty message in an empty tone shows the source again."""
        text = message or (self._source if not tone else "")
        ink, mark = TONES[tone]
        mark = mark if tone or message else self._icon
        self._line.setText(text)
        self._line.set_ink(ink)
        self._mark.change(mark, ink)
        self._below.setVisible(bool(text))
        self.control.setAccessibleDescription(text)
        if self.tone != tone:
            self.control.setProperty("tone", tone)
            restyle(self.control)

    def set_label(self, label: str) -> None:
        """Another label, in another language or for another step."""
        self.label.setText(label)
        self.control.setAccessibleName(label)

    def set_source(self, source: str, icon: str = "file-text") -> None:
        """Where the value comes from, in words: ``order, line Dose``; with ``info-circle`` a hint how to fill it."""
        self._source, self._icon = source, icon
        if not self.tone:
            self.say("")

    def _dress(self) -> None:
        self.control.setFixedHeight(HEIGHTS.get(self._size) or look.work)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return False


class TextField(Field):
    """One line of text. ``hint`` is shown while it is empty; ``ident`` for numbers and codes that are read letter by letter."""

    def __init__(
        self, name: str, label: str, *, text: str = "", hint: str = "", source: str = "", size: str = "form", ident: bool = False, secret: bool = False,
        width: int | None = None, longest: int = 500,
    ) -> None:  # fmt: skip
        edit = QLineEdit(text)
        edit.setFont(font("strong" if size == "form" else "big", ident))
        edit.setPlaceholderText(hint)
        edit.setMaxLength(longest)
        if secret:
            edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        if width is not None:
            edit.setFixedWidth(width)
        super().__init__(name, label, edit, source=source, size=size)
        self.edit = edit
        edit.textEdited.connect(self._edited)

    @property
    def text(self) -> str:
        """What stands in it, without blanks at the ends."""
        return self.edit.text().strip()

    def show_text(self, text: str) -> None:
        """Fills it; tells nobody."""
        self.edit.setText(text)

    def _edited(self) -> None:
        self.say("")
        self.changed.emit()


class PasswordField(TextField):
    """A PIN or password: shown as dots, never drafted, emptied after use."""

    def __init__(self, name: str, label: str, *, size: str = "work", width: int | None = None) -> None:
        super().__init__(name, label, secret=True, size=size, width=width, longest=128)

    @property
    def text(self) -> str:
        """Exactly what was typed."""
        return self.edit.text()

    def wipe(self) -> None:
        """Empties it and takes the keyboard back."""
        self.edit.clear()
        self.edit.setFocus()


class NoteField(Field):
    """Several lines of text: a reason, a remark."""

    def __init__(self, name: str, label: str, *, text: str = "", hint: str = "", source: str = "", height: int = 72) -> None:
        edit = QPlainTextEdit(text)
        edit.setFont(font("body"))
        edit.setPlaceholderText(hint)
        edit.setTabChangesFocus(True)
        self._height = height
        super().__init__(name, label, edit, source=source, size="form")
        self.edit = edit
        edit.textChanged.connect(self._edited)

    @property
    def text(self) -> str:
        """What stands in it, without blanks at the ends."""
        return self.edit.toPlainText().strip()

    def show_text(self, text: str) -> None:
        """Fills it; tells nobody."""
        self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.blockSignals(False)

    def _dress(self) -> None:
        self.control.setFixedHeight(self._height)

    def _edited(self) -> None:
        self.say("")
        self.changed.emit()


class ChoiceField(Field):
    """One of a list: ``ChoiceField("ward", "Ward", (("4b", "Haematology 4B"), …))``. Begins with nothing chosen."""

    def __init__(
        self, name: str, label: str, options: Sequence[tuple[str, str]] = (), *, chosen: str = "", hint: str = "", source: str = "", size: str = "form",
        width: int | None = None,
    ) -> None:  # fmt: skip
        combo = Drop()
        combo.setFont(font("body" if size == "form" else "big"))
        if width is not None:
            combo.setFixedWidth(width)
        super().__init__(name, label, combo, source=source, size=size)
        self.combo, self._hint = combo, hint
        self.offer(options, chosen)
        combo.activated.connect(self._edited)

    @property
    def code(self) -> str:
        """The code of what is chosen, or nothing."""
        return str(self.combo.currentData() or "")

    def offer(self, options: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Another list of (code, words); keeps the choice if it is still in it."""
        keep = chosen or self.code
        self.combo.blockSignals(True)
        self.combo.clear()
        for code, shown in options:
            self.combo.addItem(shown, code)
        self.combo.setPlaceholderText(self._hint or look.words("Choose …"))
        self.combo.setCurrentIndex(self.combo.findData(keep) if keep else -1)
        self.combo.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and not self._hint:
            self.combo.setPlaceholderText(look.words("Choose …"))
        super().changeEvent(event)

    def choose(self, code: str) -> None:
        """Chooses by code; tells nobody."""
        self.combo.setCurrentIndex(self.combo.findData(code))

    def _edited(self) -> None:
        self.say("")
        self.changed.emit()


class Drop(QComboBox):
    """A drop-down list. The wheel does not change it by accident, and it has the kit's chevron."""

    def __init__(self) -> None:
        super().__init__()
        self._chevron = Icon("chevron-down", "text2", 18, parent=self)
        self._chevron.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()

    def resizeEvent(self, event: QEvent) -> None:
        self._chevron.move(self.width() - 28, (self.height() - 18) // 2)


def on_change(fields: Sequence[Field], act: Callable[[], object]) -> None:
    """Calls ``act`` whenever a person changes one of ``fields``."""
    for each in fields:
        each.changed.connect(lambda: act())
