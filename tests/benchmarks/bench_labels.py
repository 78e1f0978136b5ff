"""One label drawn and proved; a thousand in one PDF beside bare ReportLab, WeasyPrint and blabel making the same label.

The peers are installed by this benchmark into a virtual environment of its own, from the package index that pip is set up for.
``LABEL_PEERS=no`` and the short form leave them out; where they cannot be installed or their libraries are missing, that is said and nothing is compared.
"""
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.bench_papers import _alternating, _draw
from tests.benchmarks.ratio import Ratio
from tests.labels.patients import patients
from tests.papers_factory import cart, press, profile
from workbench.documents.marks import Face, Page
from workbench.documents.press import Press
from workbench.labels.content import LabelContent, content
from workbench.labels.drawing import draw, draw_set, label_page
from workbench.labels.proof import prove

NAME = "final-bag-100x60"
PEER = Path(__file__).with_name("labels_peer.py")
PEERS = ("weasyprint", "blabel")


def run(short: bool) -> list[Ratio]:
    """Milliseconds of one label; ratios of a set; megabytes of the set."""
    count, rounds = (100, 3) if short else (1000, 3)
    mine, label = press("en"), profile(NAME)
    contents = _contents(count, mine)
    pages = [label_page(label, each, mine) for each in contents]
    turn = iter(range(10**9))

    def proved() -> None:
        prove(draw(label, contents[next(turn) % count], mine), 300)

    (one,) = _alternating((proved,), 15)
    bare, ours = _alternating((lambda: _bare(pages, mine), lambda: draw_set(label, contents, mine)), rounds)
    memory = _memory(count)
    note = f"{count} labels, {ours * 1000:.0f} against {bare * 1000:.0f} ms"
    found = [
        Ratio("one label built and proved at 300 dpi", one * 1000, 30.0, "ms", one * 1000 <= 30.0),
        Ratio("labels in one PDF / bare ReportLab with the same marks", ours / bare, 1.5, "x", ours / bare <= 1.5, note),
        Ratio("memory that a set of labels adds", memory, 100.0, "MB", memory <= 100.0),
    ]
    return found if short else found + _peers(ours / count)


def _contents(count: int, mine: Press) -> list[LabelContent]:
    """What the labels of so many patients say; a name too long for its zone stands nowhere among them."""
    label, made = profile(NAME), []
    for number, patient in enumerate(patients(count)):
        of = cart(patient=patient)
        of = replace(of, batch=replace(of.batch, number=number + 1))
        made.append(content(of, of.bags[0], label, copy=1, serial=f"L{number}-1", words=mine.words))
    return made


def _bare(pages: list[Page], mine: Press) -> None:
    canvas = Canvas(BytesIO(), pagesize=(pages[0].width * mm, pages[0].height * mm), pageCompression=1, initialFontName=mine.font(Face.REGULAR).fontName)
    for page in pages:
        for mark in page.marks:
            _draw(canvas, mark, page.height, mine)
        canvas.showPage()
    canvas.save()


def _memory(count: int) -> float:
    """Megabytes by which the largest size of a process grows that draws the set, over one that draws a single label."""
    code = (
        "import sys; from tests.benchmarks.bench_labels import NAME, _contents, peak; from tests.papers_factory import press, profile;"
        "from workbench.labels.drawing import draw_set; c = _contents(int(sys.argv[1]), press('en')); draw_set(profile(NAME), c, press('en'));"
        "print(peak())"
    )
    sizes = [int(subprocess.run([sys.executable, "-c", code, str(each)], check=True, capture_output=True, text=True).stdout) for each in (1, count)]
    return (sizes[1] - sizes[0]) / 1024


def peak() -> int:
    """Kilobytes that this process has held at most. Not by getrusage: there a child begins with the peak of its parent."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(each.split()[1]) for each in lines if each.startswith("VmHWM"))


def _peers(each: float) -> list[Ratio]:
    """How many times longer a peer takes for one label of the same content; a peer draws fewer, for it is slow."""
    if os.environ.get("LABEL_PEERS") == "no":
        return []
    found = []
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "bin" / "python"
        venv.create(folder, with_pip=True)
        installed = subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=False, capture_output=True, text=True)
        if installed.returncode != 0:
            print(f"the peers cannot be installed here: {installed.stderr.strip().splitlines()[-1:]}")
            return []
        for peer in PEERS:
            before = time.monotonic()
            ran = subprocess.run([python, PEER, peer, "30"], check=False, capture_output=True, text=True)
            if ran.returncode != 0:
                print(f"{peer} cannot run here after {time.monotonic() - before:.0f} s: {ran.stderr.strip().splitlines()[-1:]}")
                continue
            theirs = float(ran.stdout)
            note = f"{each * 1000:.1f} against {theirs * 1000:.1f} ms a label"
            found.append(Ratio(f"{peer} / labels in one PDF", theirs / each, 10.0, "x at least", theirs / each >= 10, note))
    return found
