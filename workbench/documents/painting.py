"""Pages to PDF, through ReportLab. Same pages, same bytes: no clock, no random identifier, no order that a process chooses."""
from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from workbench.documents.checks import faults
from workbench.documents.marks import Box, Face, Mark, Node, Page, Picture, Rule, Shape, Symbol, Text
from workbench.documents.press import LOCK, Press
from workbench.documents.tagging import Tree
from workbench.kernel.findings import refuse_if

# pages as compressed bytes, not as text five signs for four: smaller and quicker, and no printer has minded since 1994
rl_config.useA85 = 0
LANGUAGE_TAGS = {"en": "en-GB", "ru": "ru-RU"}
PRODUCER = "Compounding Workbench"
ESCAPED = {code: f"\\{chr(code)}" if chr(code) in "()\\" else f"\\{code:03o}" for code in range(256) if not 32 <= code < 127 or chr(code) in "()\\"}
"""Characters that a string in a PDF cannot hold as they are (ISO 32000-1, 7.3.4.2)."""


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
    set_ = _Set(canvas, press)
    for page in pages:
        canvas.setPageSize((page.width * mm, page.height * mm))
        _Painter(canvas, page, set_, tree).paint()
        content.update("\n".join(canvas._code).encode())
        canvas.showPage()
        tree.next_page()
    tree.finish()
    canvas.save()
    return out.getvalue()


class _Set:
    """Texts as a page's code writes them: font and characters by the subset that ReportLab embeds. What stands on every page is set once."""

    def __init__(self, canvas: Canvas, press: Press) -> None:
        self._canvas, self.press = canvas, press
        self._known: dict[tuple[Face, str], tuple[tuple[str, str], ...]] = {}

    def __call__(self, face: Face, text: str) -> tuple[tuple[str, str], ...]:
        """Pairs of font name and escaped characters."""
        found = self._known.get((face, text))
        if found is None:
            font, document = self.press.font(face), self._canvas._doc
            parts = font.splitString(text, document)
            found = tuple((font.getSubsetInternalName(subset, document), codes.decode("latin-1").translate(ESCAPED)) for subset, codes in parts)
            self._known[face, text] = found
        return found


class _Painter:
    """Writes the marks of one page, each in its element of the tree of reading or as decoration.

    The operators are those of ISO 32000-1, written directly: ReportLab's calls for the same take twice the time.
    """

    def __init__(self, canvas: Canvas, page: Page, set_: _Set, tree: Tree) -> None:
        self.canvas, self.code, self.page, self.set, self.tree = canvas, canvas._code, page, set_, tree
        self.height = page.height
        self.node: Node | None = None
        self.open = False

    def paint(self) -> None:
        for mark in self.page.marks:
            self._enter(mark.node if isinstance(mark, Text | Symbol | Picture) else None)
            self._draw(mark)
        if self.open:
            self.tree.end()

    def _enter(self, node: Node | None) -> None:
        if self.open and node is self.node:
            return
        if self.open:
            self.tree.end()
        self.tree.begin(node)
        self.node, self.open = node, True

    def _draw(self, mark: Mark) -> None:
        if isinstance(mark, Text):
            self._text(mark)
        elif isinstance(mark, Rule):
            ends = f"{mark.x0 * mm:.4f} {self._up(mark.y0)} m {mark.x1 * mm:.4f} {self._up(mark.y1)} l"
            self.code.append(f"0 G {mark.width * mm:.4f} w [] 0 d {ends} S")
        elif isinstance(mark, Box):
            self._box(mark)
        elif isinstance(mark, Shape):
            points = [f"{x * mm:.4f} {self._up(y)}" for x, y in mark.points]
            self.code.append(f"0 g {points[0]} m {' l '.join(points[1:])} l h f")
        elif isinstance(mark, Picture):
            # svglib brings lxml and a parser of CSS along, which a paper without a chart does not need
            from workbench.documents.pictures import put

            put(self.canvas, mark, self.height, self.set.press)
        else:
            bars = [self._rectangle(mark.x + x, mark.y + y, w, h) for x, y, w, h in mark.bars]
            self.code.append(f"0 g {' '.join(bars)} f")

    def _up(self, y: float) -> str:
        """Millimetres from the top as points from the bottom."""
        return f"{(self.height - y) * mm:.4f}"

    def _rectangle(self, x: float, y: float, w: float, h: float) -> str:
        return f"{x * mm:.4f} {self._up(y + h)} {w * mm:.4f} {h * mm:.4f} re"

    def _text(self, mark: Text) -> None:
        shown = " ".join(f"{font} {mark.size:g} Tf ({codes}) Tj" for font, codes in self.set(mark.face, mark.text))
        self.code.append(f"{1 if mark.white else 0} g BT {'0 -1 1 0' if mark.turned else '1 0 0 1'} {mark.x * mm:.4f} {self._up(mark.y)} Tm {shown} ET")

    def _box(self, mark: Box) -> None:
        if mark.solid:
            self.code.append(f"0 g {self._rectangle(mark.x, mark.y, mark.w, mark.h)} f")
            return
        inset = mark.line / 2
        dash = f"[{1.2 * mm:.4f} {0.8 * mm:.4f}] 0 d" if mark.dashed else "[] 0 d"
        frame = self._rectangle(mark.x + inset, mark.y + inset, mark.w - mark.line, mark.h - mark.line)
        self.code.append(f"0 G {mark.line * mm:.4f} w {dash} {frame} S")
