"""The batch record beside bare ReportLab drawing the same marks; a label drawn and read back."""
from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from db.opening import open_register
from tests.benchmarks.ratio import Ratio
from tests.papers_factory import ROOT, cart, press, profile
from workbench.cli.resources import Resources
from workbench.cli.supplies import supplies
from workbench.documents import painting
from workbench.documents.batch_record import batch_record
from workbench.documents.frame import Printing
from workbench.documents.marks import Box, Face, Page, Rule, Symbol, Text
from workbench.documents.press import Press
from workbench.dossier.dossier import Dossier
from workbench.kernel.values import Role
from workbench.labels.content import content
from workbench.labels.drawing import draw
from workbench.labels.proof import prove
from workbench.rehearsal.case import read_case
from workbench.rehearsal.clock import CaseClock
from workbench.rehearsal.desk import DeskHand
from workbench.rehearsal.known import Known
from workbench.rehearsal.player import play
from workbench.rehearsal.prepare import prepare
from workbench.site.records import Purpose
from workbench.words.translation import ENGLISH

CASE = "ari0001-01.json"


def run(short: bool) -> list[Ratio]:
    """The ratio of the record, and the milliseconds of a label."""
    rounds = 5 if short else 15
    of, now = _played()
    how = Printing("BR-2026-0001", 1, now, of.batch.zone, "Kim, Anna", Role.PHARMACIST, "benchmark", of.site.purpose)
    mine = press("en")
    pages = _pages(of, mine, how)
    bare, ours = _alternating((lambda: _bare(pages, mine), lambda: batch_record(of, mine, how)), rounds)
    label = profile("final-bag-100x60")
    one = cart()

    def labelled() -> None:
        said = content(one, one.bags[0], label, copy=1, serial="L1-1", words=mine.words)
        prove(draw(label, said, mine), 300)

    (proved,) = _alternating((labelled,), rounds)
    ratio, spent = ours / bare, proved * 1000
    return [
        Ratio("batch record / bare ReportLab on the same pages", ratio, 1.5, "x", ratio <= 1.5, f"{len(pages)} pages, {ours * 1000:.0f} against {bare * 1000:.0f} ms"),
        Ratio("label with both symbols, drawn and read back at 300 dpi", spent, 40.0, "ms", spent <= 40.0),
    ]


def _alternating(acts: tuple[Callable[[], Any], ...], rounds: int) -> tuple[float, ...]:
    """Median processor seconds of each act, taken in turns so that a busy machine meets all alike."""
    spent: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds + 1):
        for place, act in enumerate(acts):
            before = time.process_time()
            act()
            spent[place].append(time.process_time() - before)
    return tuple(statistics.median(each[1:]) for each in spent)


def _played() -> tuple[Dossier, Any]:
    """A whole published batch, played at the desk."""
    resources = Resources()
    case = read_case((ROOT / "tests" / "cases" / CASE).read_text(encoding="utf-8"), CASE)
    clock = CaseClock(case.site.begun)
    with tempfile.TemporaryDirectory() as folder:
        register = open_register(Path(folder) / "register.sqlite", clock, create=True)
        prepare(case, Purpose.REHEARSAL, resources.formulas, resources.labels, supplies(resources).presses, register=register, clock=clock)
        known = Known(case, register)
        hand = DeskHand(case, known, register, clock, supplies(resources))
        played = play(case, hand, known, register=register, clock=clock, words=ENGLISH)
        register.close()
    return played.batches[0][1], clock.now()


def _pages(of: Dossier, mine: Press, how: Printing) -> tuple[Page, ...]:
    """The pages that the record is painted from."""
    caught: list[Any] = []
    paint = painting.painted

    def catch(pages: Any, about: Any, press: Any) -> bytes:
        caught.append(tuple(pages))
        return paint(pages, about, press)

    painting.painted = catch
    try:
        batch_record(of, mine, how)
    finally:
        painting.painted = paint
    (pages,) = caught
    return tuple(pages)


def _bare(pages: tuple[Page, ...], mine: Press) -> None:
    """The same marks through ReportLab's own calls, with its own settings: no layout, no checks, no tags."""
    kept, rl_config.useA85 = rl_config.useA85, 1
    try:
        canvas = Canvas(BytesIO(), pagesize=(210 * mm, 297 * mm), pageCompression=1, initialFontName=mine.font(Face.REGULAR).fontName)
        for page in pages:
            for mark in page.marks:
                _draw(canvas, mark, page.height, mine)
            canvas.showPage()
        canvas.save()
    finally:
        rl_config.useA85 = kept


def _draw(canvas: Canvas, mark: Any, height: float, mine: Press) -> None:
    if isinstance(mark, Text):
        canvas.setFillGray(1 if mark.white else 0)
        canvas.setFont(mine.font(mark.face).fontName, mark.size)
        canvas.drawString(mark.x * mm, (height - mark.y) * mm, mark.text)
    elif isinstance(mark, Rule):
        canvas.setStrokeGray(0)
        canvas.setLineWidth(mark.width * mm)
        canvas.line(mark.x0 * mm, (height - mark.y0) * mm, mark.x1 * mm, (height - mark.y1) * mm)
    elif isinstance(mark, Box):
        canvas.setFillGray(0)
        canvas.rect(mark.x * mm, (height - mark.y - mark.h) * mm, mark.w * mm, mark.h * mm, stroke=not mark.solid, fill=mark.solid)
    elif isinstance(mark, Symbol):
        path = canvas.beginPath()
        for x, y, w, h in mark.bars:
            path.rect((mark.x + x) * mm, (height - mark.y - y - h) * mm, w * mm, h * mm)
        canvas.drawPath(path, stroke=0, fill=1)
