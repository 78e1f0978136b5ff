"""A value on its allowed range: numbers under the ticks, the value with its unit above the point."""
from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.paint import CENTRE, brush_for, pill, width_of, write
from ui.kit.theme import look
from workbench.words.numbers import NBSP, figure_text
from workbench.words.translation import Words

HIGH, WIDE = 58, 260
FIGURES = 5
"""Figures of a limit that is shown: a calculated one has up to 34."""
INK = {"": "released", "ok": "released", "info": "progress", "warn": "await", "error": "rejected"}


@dataclass(frozen=True, slots=True)
class Range:
    """What a gauge shows: the limits (one may be missing) and the target, all in ``unit`` as it is shown."""

    low: Decimal | None
    high: Decimal | None
    unit: str = ""
    target: Decimal | None = None
    says: str = ""
    """What stands under the tick of a limit with one end only: the limit in words, with its sign."""


def end_text(end: Decimal, low: bool, words: Words) -> str:
    """A limit for the eye: a calculated one in a few figures, rounded into the range, so that what is shown is never wider than what is judged."""
    if len(end.as_tuple().digits) <= FIGURES:
        return figure_text(end, words)
    step = Decimal(1).scaleb(end.adjusted() - FIGURES + 1)
    return figure_text(end.quantize(min(step, Decimal(1)), ROUND_CEILING if low else ROUND_FLOOR), words)


class Gauge(QWidget):
    """``Gauge(Range(Decimal(48), Decimal(52), "mL", Decimal(50)))``. Says nothing until a value is shown on it."""

    def __init__(self, limits: Range | None = None) -> None:
        super().__init__()
        self._limits, self._value, self._tone = limits, None, ""  # type: tuple[Range | None, Decimal | None, str]
        self.setFixedHeight(HIGH)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(WIDE, HIGH)

    def show_range(self, limits: Range | None) -> None:
        """Other limits."""
        self._limits = limits
        self._tell()

    def show_value(self, value: Decimal | None, tone: str = "") -> None:
        """A value and its tone (``ok``, ``warn``, ``error``), or none."""
        self._value, self._tone = value, tone
        self._tell()

    @property
    def said(self) -> str:
        """The value as it stands above the point, with a mark or a word."""
        if self._value is None:
            return ""
        words, limits = look.words, self._limits or Range(None, None)
        text = f"{figure_text(self._value, words)}{NBSP}{limits.unit}".rstrip(NBSP)
        if limits.low is not None and self._value < limits.low:
            return words("{value}, below").format(value=text)
        if limits.high is not None and self._value > limits.high:
            return words("{value}, above").format(value=text)
        return f"{text} ✓" if self._tone in ("", "ok") else text

    def _tell(self) -> None:
        words, limits = look.words, self._limits
        self.setAccessibleName(words("Allowed range"))
        if limits is None or (limits.low is None and limits.high is None):
            self.setAccessibleDescription(self.said)
        else:
            ends = limits.says or " … ".join(end_text(end, end is limits.low, words) for end in (limits.low, limits.high) if end is not None)
            self.setAccessibleDescription(f"{ends} {'' if limits.says else limits.unit}; {self.said}")
        self.update()

    def _scale(self, limits: Range) -> tuple[Decimal, Decimal]:
        """The ends of the bar: the limits with some room, stretched so that the value is on it."""
        known = [end for end in (limits.low, limits.high, limits.target, self._value) if end is not None]
        low, high = min(known), max(known)
        if limits.low is not None and limits.high is not None:
            room = (limits.high - limits.low) * Decimal("0.75")
        else:
            room = max(abs(low), abs(high), Decimal(1)) * Decimal("0.4")
        room = room or Decimal(1)
        ends = [end for end in (limits.low, limits.high) if end is not None] or known
        return min(low, min(ends) - room), max(high, max(ends) + room)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        limits = self._limits
        if limits is None or (limits.low is None and limits.high is None):
            return
        painter = brush_for(self)
        bottom, top = self._scale(limits)
        across, y = self.width() - 16, 26

        def place(value: Decimal) -> float:
            return 8 + float((value - bottom) / (top - bottom)) * across

        pill(painter, QRectF(8, y, across, 10), "sunken", radius=5)
        left = place(limits.low) if limits.low is not None else 8
        right = place(limits.high) if limits.high is not None else 8 + across
        painter.fillRect(QRectF(left, y, right - left, 10), look.colour("released.tint"))
        ends = [end for end in (limits.low, limits.high) if end is not None]
        for end in ends:
            painter.setPen(QPen(look.colour("released.fg"), 2))
            painter.drawLine(QPointF(place(end), y - 3), QPointF(place(end), y + 13))
            self._under(painter, place(end), limits.says or end_text(end, end is limits.low, look.words), "text2")
        if limits.target is not None:
            self._target(painter, limits.target, place(limits.target), [place(end) for end in ends])
        if self._value is not None:
            at, ink = place(self._value), f"{INK[self._tone]}.fg"
            painter.setPen(QPen(look.colour("surface"), 2))
            painter.setBrush(look.colour(ink))
            painter.drawEllipse(QPointF(at, y + 5), 8, 8)
            wide = width_of(self.said, "small.strong") + 4
            write(painter, QRectF(min(max(at - wide / 2, 0), self.width() - wide), 0, wide, 16), self.said, "small.strong", ink, CENTRE)
        painter.end()

    def _under(self, painter: QPainter, at: float, text: str, ink: str) -> None:
        wide = width_of(text, "small") + 4
        write(painter, QRectF(min(max(at - wide / 2, 0), self.width() - wide), 41, wide, 16), text, "small", ink, CENTRE)

    def _target(self, painter: QPainter, target: Decimal, at: float, ends: list[float]) -> None:
        """The target's words, unless they would touch a limit's."""
        text = look.words("target {value}").format(value=figure_text(target, look.words))
        if all(abs(at - end) > width_of(text, "small") / 2 + 24 for end in ends):
            self._under(painter, at, text, "text3")
