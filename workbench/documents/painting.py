"""Pages to PDF, through ReportLab. Same pages, same bytes: no clock, no random identifier, no order that a process chooses."""
from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from workbench.documents.checks import faults
from workbench.documents.marks import Box, Face, Mark, Node, Page, Rule, Shape, Symbol, Text
from workbench.documents.press import LOCK, Press
from workbench.documents.tagging import Tree
from workbench.kernel.findings import refuse_if

LANGUAGE_TAGS = {"en": "en-GB", "ru": "ru-RU"}
PRODUCER = "Compounding Workbench"


@dataclass(frozen=True, slots=True)
class About:
    """What the PDF says of itself. The title carries the paper's number and never a patient's name.

    ``at`` is when it was made; a label, which is the same whenever it is drawn, says nothing of it.
    """

    title: str
    subject: str
    author: str
    at: datetime | None = None


def printed(pages: Sequence[Page], about: About, press: Press) -> bytes:
    """The PDF of ``pages``. Refused when one of them has a fault (``checks.faults``)."""
    refuse_if(found for number, page in enumerate(pages, 1) for found in faults(page, f"{about.title}, {number}"))
    with LOCK:
        return painted(pages, about, press)


def painted(pages: Sequence[Page], about: About, press: Press) -> bytes:
    """The PDF of ``pages`` whose faults have been looked for."""
    out = BytesIO()
    canvas = Canvas(
        out, pagesize=(pages[0].width * mm, pages[0].height * mm), pageCompression=1, invariant=1, pdfVersion=(1, 7),
        initialFontName=press.font(Face.REGULAR).fontName, lang=LANGUAGE_TAGS[press.language],
    )  # fmt: skip
    # date and file identifier are set here: ReportLab would make them from the environment (SOURCE_DATE_EPOCH)
    made = about.at.astimezone(UTC) if about.at else datetime(2000, 1, 1, tzinfo=UTC)
    canvas._doc._timeStamp.YMDhms = made.timetuple()[:6]
    canvas._doc.signature = content = hashlib.md5(usedforsecurity=False)
    canvas.setTitle(about.title)
    canvas.setSubject(about.subject)
    canvas.setAuthor(about.author)
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    # "fit to page" by 3 % would make a bar of two dots one of 1.94
    canvas.setViewerPreference("PrintScaling", "None")
    tree = Tree(canvas)
    for page in pages:
        _Painter(canvas, page, press, tree).paint()
        content.update("\n".join(canvas._code).encode())
        canvas.showPage()
        tree.next_page()
    tree.finish()
    canvas.save()
    return out.getvalue()


class _Painter:
    """Draws the marks of one page, each in its element of the tree of reading or as decoration."""

    def __init__(self, canvas: Canvas, page: Page, press: Press, tree: Tree) -> None:
        self.canvas, self.page, self.press, self.tree = canvas, page, press, tree
        self.height = page.height
        self.node: Node | None = None
        self.open = False

    def paint(self) -> None:
        self.canvas.setPageSize((self.page.width * mm, self.page.height * mm))
        for mark in self.page.marks:
            self._enter(mark.node if isinstance(mark, Text | Symbol) else None)
            self._draw(mark)
        self._leave()

    def _enter(self, node: Node | None) -> None:
        if self.open and node is self.node:
            return
        self._leave()
        self.tree.begin(node)
        self.node, self.open = node, True

    def _leave(self) -> None:
        if self.open:
            self.tree.end()
        self.open = False

    def _draw(self, mark: Mark) -> None:
        if isinstance(mark, Text):
            self._text(mark)
        elif isinstance(mark, Rule):
            self.canvas.setStrokeGray(0)
            self.canvas.setLineWidth(mark.width * mm)
            self.canvas.setDash([], 0)
            self.canvas.line(mark.x0 * mm, (self.height - mark.y0) * mm, mark.x1 * mm, (self.height - mark.y1) * mm)
        elif isinstance(mark, Box):
            self._box(mark)
        elif isinstance(mark, Shape):
            self._shape(mark)
        else:
            self._symbol(mark)

    def _text(self, mark: Text) -> None:
        self.canvas.setFillGray(1 if mark.white else 0)
        self.canvas.setFont(self.press.font(mark.face).fontName, mark.size)
        self.canvas.drawString(mark.x * mm, (self.height - mark.y) * mm, mark.text)

    def _box(self, mark: Box) -> None:
        canvas = self.canvas
        if mark.solid:
            canvas.setFillGray(0)
            canvas.rect(mark.x * mm, (self.height - mark.y - mark.h) * mm, mark.w * mm, mark.h * mm, stroke=0, fill=1)
            return
        canvas.setStrokeGray(0)
        canvas.setLineWidth(mark.line * mm)
        canvas.setDash([1.2 * mm, 0.8 * mm] if mark.dashed else [], 0)
        inset = mark.line / 2
        canvas.rect(
            (mark.x + inset) * mm, (self.height - mark.y - mark.h + inset) * mm, (mark.w - mark.line) * mm, (mark.h - mark.line) * mm,
            stroke=1, fill=0,
        )  # fmt: skip

    def _shape(self, mark: Shape) -> None:
        self.canvas.setFillGray(0)
        path = self.canvas.beginPath()
        (x, y), *others = mark.points
        path.moveTo(x * mm, (self.height - y) * mm)
        for x, y in others:
            path.lineTo(x * mm, (self.height - y) * mm)
        path.close()
        self.canvas.drawPath(path, stroke=0, fill=1)

    def _symbol(self, mark: Symbol) -> None:
        self.canvas.setFillGray(0)
        path = self.canvas.beginPath()
        for x, y, w, h in mark.bars:
            path.rect((mark.x + x) * mm, (self.height - mark.y - y - h) * mm, w * mm, h * mm)
        self.canvas.drawPath(path, stroke=0, fill=1)
