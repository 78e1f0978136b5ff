"""Charts on paper: the SVG that the screen shows, read by svglib into shapes of ReportLab. Vectors stay vectors, and the type is that of paper."""
from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from svglib.fonts import FontMap
from svglib.svglib import svg2rlg

from workbench.charts.records import Size, Style
from workbench.documents.blocks import LEFT, WIDE, Block
from workbench.documents.marks import Face, Node, Picture
from workbench.documents.press import Press

FAMILY, WEIGHT = "DejaVu Sans", 400
"""By what text is measured while a chart is drawn: matplotlib has it with it. On paper it is the condensed cut, which is narrower."""
PIXELS = 760
"""Pixels across the sheet: 12 of them, the size of words in a chart, are then 8 points."""
INKS = {
    "text": "#000000", "text2": "#000000", "text3": "#5a697c", "line": "#d7dee7", "axis": "#000000", "primary": "#0b5cab", "limit": "#b3221b",
    "event": "#855300", "surface": "#ffffff",
}  # fmt: skip
"""Black words. Lines have the colours of the light theme, and each a shape of its own besides, so that nothing is lost in black and white."""


def style(language: str) -> Style:
    """What a chart on paper is drawn with."""
    return Style(INKS, FAMILY, (), WEIGHT, "," if language == "ru" else ".")


def size(high: int) -> Size:
    """A chart as wide as the body of a sheet, so many pixels high."""
    return Size(PIXELS, high)


def block(svg: bytes, drawn: Size, alt: str) -> Block:
    """A chart across the body; ``alt`` is what a reader is told who does not see it."""
    high = WIDE * drawn.high / drawn.wide
    return Block(high, (Picture(LEFT, 0, WIDE, high, svg, Node("Figure", alt=alt)),))


def put(canvas: Canvas, picture: Picture, height: float, press: Press) -> None:
    """Draws a picture on the page of ``canvas``, which is ``height`` millimetres high. Refused: a glyph that the typeface has not."""
    font = press.font(Face.REGULAR).fontName
    drawing: Drawing = svg2rlg(BytesIO(picture.svg), font_map=_Fonts(font))
    drawing.initialFontName = font
    for each in _strings(drawing):
        each.text = press.printable(each.text)
    drawing.scale(picture.w * mm / drawing.width, picture.h * mm / drawing.height)
    renderPDF.draw(drawing, canvas, picture.x * mm, (height - picture.y - picture.h) * mm)


class _Fonts(FontMap):
    """Every family is the one typeface of paper: nothing is looked for on the computer."""

    def __init__(self, font: str) -> None:
        super().__init__()
        self._font = font

    def find_font(self, font_name: str, weight: str = "normal", style: str = "normal") -> tuple[str, bool]:
        return self._font, True


def _strings(shape: Any) -> list[String]:
    if isinstance(shape, String):
        return [shape]
    return [each for part in getattr(shape, "contents", ()) for each in _strings(part)]
