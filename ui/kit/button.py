"""Buttons. One primary per screen; a blocked one says beside it what is left to do."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.kit.icons import icon as drawn
from ui.kit.layout import FLUSH, box, col, row
from ui.kit.text import Text, restyle
from ui.kit.theme import font, look

INK = {"primary": "on_primary", "ghost": "text", "warn": "await.fg", "danger": "rejected.fg", "quiet": "primary"}
TOOL, AIR, FILLING = 40, 5, 50
"""Pixels of a small button and before its icon; share of what is left to do against empty space."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Button(QPushButton):
    """``Button("Confirm step", "primary", "check", name="do.confirm", act=self._confirm)``.

    Kinds: ``primary``, ``ghost``, ``warn`` (report a problem), ``danger`` (outlined, never filled), ``quiet``. ``tool=True`` is the
    40-pixel size of page heads and lists. ``wide=True`` fills its column. ``name`` becomes the objectName, ``do.<act>``.
    """

    def __init__(
        self, text: str, kind: str = "ghost", icon: str = "", *, name: str = "", tool: bool = False, wide: bool = False,
        act: Callable[[], object] | None = None, says: str = "",
    ) -> None:  # fmt: skip
        super().__init__(text)
        self._icon, self._tool, self._blocked = icon, tool, False
        self.setProperty("kind", kind)
        self.setProperty("size", "tool" if tool else "work")
        self.setFont(font("strong" if tool else "big"))
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding if wide else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if name:
            self.setObjectName(name)
        if says or not text:
            self.setAccessibleName(says)
            self.setToolTip(says)
        if act is not None:
            self.clicked.connect(lambda: act())
        self._dress()

    @property
    def blocked(self) -> bool:
        """Whether something is left to do before it may be pressed."""
        return self._blocked

    def set_kind(self, kind: str) -> None:
        """Another kind: a button that becomes the primary one."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            restyle(self)
            self._dress()

    def set_icon(self, icon: str) -> None:
        """Another icon."""
        self._icon = icon
        self._dress()

    def block(self, blocked: bool) -> None:
        """Blocked: lock icon, cannot be pressed. Say beside it what lifts it, as ``Confirm`` does."""
        self._blocked = blocked
        self.setEnabled(not blocked)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(TOOL if self._tool else look.work)
        name = "lock" if self._blocked else self._icon
        if name:
            kind = str(self.property("kind"))
            air = AIR if self.text() else 0
            self.setIcon(drawn(name, INK.get(kind, "text"), air=air))
            self.setIconSize(QSize(20 + air, 20))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)


def icon_button(icon: str, says: str, *, name: str = "", act: Callable[[], object] | None = None) -> Button:
    """A square button with only an icon; ``says`` is its name for a screen reader and its tool tip."""
    made = Button("", "ghost", icon, name=name, tool=True, act=act, says=says)
    made.setFixedWidth(TOOL)
    made.setStyleSheet("padding:0;")
    return made


class Brief(Text):
    """Some things to do in at most two lines: as many as there is room for, then how many more. The tool tip names all."""

    MOST, LEAST = 440, 150

    def __init__(self) -> None:
        super().__init__("", "value", "text2", wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._things: tuple[str, ...] = ()

    def show_things(self, things: Sequence[str]) -> None:
        """Shows these."""
        self._things = tuple(things)
        self.setToolTip("\n".join(things) if len(things) > 1 else "")
        self._fit(self.width())
        self.updateGeometry()

    def _fit(self, wide: int) -> None:
        shown = self._brief(max(wide, self.LEAST))
        if shown != self.text():
            self.setText(shown)

    def _brief(self, wide: int) -> str:
        for count in range(len(self._things), 0, -1):
            text, more = " · ".join(self._things[:count]), len(self._things) - count
            text = look.words("{things} · {n} more").format(things=text, n=more) if more else text
            if count == 1 or self._high(text, wide) <= 2 * QFontMetrics(self.font()).lineSpacing():
                return text
        return ""

    def _high(self, text: str, wide: int) -> int:
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        return QFontMetrics(self.font()).boundingRect(QRect(0, 0, wide, 1000), flags, text).height()

    def sizeHint(self) -> QSize:
        wide = min(QFontMetrics(self.font()).horizontalAdvance(" · ".join(self._things)) + 4, self.MOST)
        return QSize(wide, self._high(self._brief(wide), wide))

    def minimumSizeHint(self) -> QSize:
        wide = min(self.LEAST, self.sizeHint().width())
        return QSize(wide, self._high(self._brief(wide), wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())


class Confirm(QWidget):
    """The main act of a screen with what is left to do beside it: ``confirm.left(["scan diluent", "second person"])``.

    Free (nothing left) it is the primary button; Ctrl+Enter of the window presses it.
    """

    pressed = Signal()

    def __init__(self, text: str, icon: str = "check", *, name: str, kind: str = "primary") -> None:
        super().__init__()
        self.button = Button(text, kind, icon, name=name)
        self._label = Text("", "small", "text3", align=RIGHT)
        self._left = Brief()
        self._left.setAlignment(RIGHT)
        self._note = box(col(None, self._label, self._left, None, gap=1))
        self.setLayout(row(None, (self._note, FILLING), self.button, gap=12, edges=FLUSH))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.pressed)
        self.left(())

    def left(self, things: Sequence[str]) -> None:
        """What stands between the person and this act; nothing frees it."""
        words = look.words
        self._label.setText(words("Left to do"))
        self._left.show_things(things)
        self._note.setVisible(bool(things))
        self.button.block(bool(things))
        self.button.setAccessibleDescription(" · ".join(things))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._label.setText(look.words("Left to do"))
        super().changeEvent(event)

    def press(self) -> None:
        """What Ctrl+Enter does: the act if it is free, otherwise nothing (the reason stands beside it)."""
        if self.button.isEnabled() and self.button.isVisible():
            self.button.click()
