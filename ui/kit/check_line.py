"""One line of a list of checks."""
from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.icons import Icon
from ui.kit.layout import col, spread
from ui.kit.text import Text, reveal

STATES = {
    "ok": ("circle-check", "released.fg"),
    "todo": ("circle-dashed", "text3"),
    "told": ("info-circle", "text2"),
    "wait": ("hourglass", "await.fg"),
    "bad": ("alert-triangle", "await.fg"),
    "stop": ("ban", "rejected.fg"),
}


class CheckLine(QWidget):
    """``CheckLine("ok", "Chain of identity, 9 of 9", "last at 13:40")``. States ok, todo, told (nobody has checked it), wait, bad, stop."""

    def __init__(self, state: str, text: str, note: str = "") -> None:
        super().__init__()
        self._icon = Icon("check", "text", 20)
        self._text, self._note = Text("", "value", wrap=True), Text("", "small", "text2", wrap=True)
        self.setLayout(spread(col(self._icon, None), (col(None, self._text, self._note, None, gap=0), 1), gap=10))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.show_state(state, text, note)

    def show_state(self, state: str, text: str, note: str = "") -> None:
        """Another state with its texts."""
        self.state = state
        self._icon.change(*STATES[state])
        self._text.setText(text)
        self._note.setText(note)
        reveal(self._note, bool(note))
        self.setAccessibleName(text)
        self.setAccessibleDescription(note)
