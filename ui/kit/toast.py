"""Toasts: what is only told, top right under the banner, for six seconds. Nothing that must be acted on is said here."""
from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.icons import Icon
from ui.kit.layout import col, spread
from ui.kit.notice import TIERS
from ui.kit.text import Text

STAY = 6000
"""Milliseconds."""
UNTIL_PUT_AWAY = 0


class Toast(QFrame):
    """One message; puts itself away after ``stay`` milliseconds."""

    def __init__(self, host: QWidget, tier: str, text: str, stay: int) -> None:
        super().__init__(host)
        state, icon = TIERS[tier]
        self.setObjectName("toast")
        self.setProperty("part", "toast")
        self.setAccessibleName(text)
        self.setFixedWidth(352)
        self.setLayout(spread(col(Icon(icon, f"{state}.fg", 20), None), (Text(text, "value", wrap=True), 1), gap=10, edges=(14, 10, 14, 10)))
        if stay != UNTIL_PUT_AWAY:
            QTimer.singleShot(stay, self, self.deleteLater)


def tell(host: QWidget, tier: str, text: str, top: int, stay: int = STAY) -> Toast:
    """Shows a toast in ``host``, below those that still stand; ``top`` is the lower edge of what must stay in sight."""
    standing = [each for each in host.findChildren(Toast) if each.isVisible()]
    toast = Toast(host, tier, text, stay)
    toast.adjustSize()
    toast.setFixedHeight(toast.heightForWidth(352))
    toast.move(host.width() - 352 - 16, max([top, *(each.geometry().bottom() for each in standing)]) + 12)
    toast.show()
    toast.raise_()
    return toast
