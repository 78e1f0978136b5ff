"""Text on a screen, and links."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.kit.icons import icon
from ui.kit.theme import font


def restyle(widget: QWidget) -> None:
    """Applies the style sheet again after a property that it looks at has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def reveal(part: QWidget, shown: bool) -> None:
    """Shows or hides a part. One that has no place yet is only marked: shown at once it would be a window of its own."""
    if shown and part.parentWidget() is None:
        part.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        part.setVisible(shown)


class Text(QLabel):
    """A text of one kind (``ui.kit.theme.TYPE``) in one ink (a token). Never cut off: it wraps, or the test of the screen fails.

    ``ident`` sets identifiers apart (slashed zero); ``rich`` allows ``<b>``, otherwise every character is shown as it is.
    """

    def __init__(
        self, text: str = "", kind: str = "body", ink: str = "text", *, wrap: bool = False, ident: bool = False, rich: bool = False,
        align: Qt.AlignmentFlag | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self.setFont(font(kind, ident))
        self.setProperty("ink", ink)
        self.setText(text)
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if align is not None:
            self.setAlignment(align)

    def set_ink(self, ink: str) -> None:
        """Another colour, by token."""
        if self.property("ink") != ink:
            self.setProperty("ink", ink)
            restyle(self)


class Link(QPushButton):
    """A quiet button inside a text or a card head: ``Link("All resources", self._all, name="do.all")``."""

    def __init__(self, text: str, act: Callable[[], object] | None = None, *, name: str = "", icon: str = "", kind: str = "value", plain: bool = False) -> None:
        super().__init__(text)
        self._icon = icon
        self.setProperty("kind", "plain" if plain else "quiet")
        self.setFont(font(kind))
        self.setFixedHeight(24)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if name:
            self.setObjectName(name)
        if icon:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            self.setIconSize(QSize(16, 16))
        self._draw()
        if act is not None:
            self.clicked.connect(lambda: act())

    def _draw(self) -> None:
        if self._icon:
            self.setIcon(icon(self._icon, "primary", 16))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)
