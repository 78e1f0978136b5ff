"""A label to a printer of this computer: its very PDF, at its exact size, not scaled; or its dots on exactly its millimetres."""
from __future__ import annotations

import hashlib
import re
import stat
from pathlib import Path

import pikepdf
import pytest

from tests.labels.test_drawing import art, dossier
from tests.paper_reading import millimetres as page_size
from tests.papers_factory import NOW, ZONE
from ui.kit.pdf import paint_exactly
from ui.steps.spooling import spool
from workbench.labels.proof import dots_of, prove
from workbench.labels.records import LabelPrint
from workbench.printing.records import Outcome, Printer, PrinterKind, SymbolsBy

OFFICE = Printer("R1", "Office", PrinterKind.SYSTEM, "HP_Office", 600, SymbolsBy.BITMAP, False, True)
SIZES = {"final-bag-100x60": (100, 60), "final-bag-60x40": (60, 40), "rp-syringe": (50, 25)}


def label(name: str) -> LabelPrint:
    drawn = art(dossier(name), name)
    proof = prove(drawn, 600)
    return LabelPrint("L1204-3", "B", "B.01", name, "en", "x", 1, drawn.pdf, hashlib.sha256(drawn.pdf).digest(), str(proof), NOW, ZONE, "PH1", printer="R1")


def system(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A printing system that does what ``script`` says."""
    path = folder / "lp"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.parametrize("name", SIZES)
def test_the_very_pdf_goes_to_the_printing_system_at_its_size(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system(tmp_path, monkeypatch, f'echo "$@" > {tmp_path}/options; cat > {tmp_path}/job.pdf')
    mine = label(name)
    assert spool(OFFICE, mine)().outcome is Outcome.SENT
    sent = (tmp_path / "job.pdf").read_bytes()
    assert sent == mine.content
    ((width, height),) = page_size(sent)
    assert (width, height) == (pytest.approx(SIZES[name][0], abs=0.01), pytest.approx(SIZES[name][1], abs=0.01))
    options = (tmp_path / "options").read_text()
    found = re.search(r"media=Custom\.([\d.]+)x([\d.]+)mm", options)
    assert found
    assert [float(each) for each in found.groups()] == [pytest.approx(each, abs=0.01) for each in SIZES[name]]
    assert "print-scaling=none" in options
    assert "-d HP_Office" in options


def test_a_printing_system_that_says_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system(tmp_path, monkeypatch, "echo 'lp: no such printer' >&2; exit 1")
    got = spool(OFFICE, label("rp-syringe"))()
    assert (got.outcome, got.code, got.detail) == (Outcome.NOT_SENT, "printing.spooler", "lp: no such printer")


def test_a_printing_system_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system(tmp_path, monkeypatch, "exec sleep 5")
    monkeypatch.setattr("ui.steps.spooling.SECONDS", 0.2)
    assert spool(OFFICE, label("rp-syringe"))().outcome is Outcome.UNKNOWN


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("name", SIZES)
def test_painted_dots_lie_on_exactly_their_millimetres(name: str, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    width, height = SIZES[name]
    dots = dots_of(label(name).content, width, height, 300)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert paint_exactly(dots.grey, (dots.width, dots.height), printer, width, height)
    with pikepdf.open(tmp_path / "out.pdf") as read:
        (page,) = read.pages
        text = page.Contents.read_bytes().decode("latin-1")
    outer = float(re.findall(r"^([\d.]+) 0 0 -[\d.]+ 0 [\d.]+ cm", text, re.M)[0])
    inner, drawn = float(re.findall(r"^([\d.]+) 0 0 [\d.]+ 0 0 cm", text, re.M)[-1]), re.findall(r"^([\d.]+) 0 0 -([\d.]+) 0 [\d.]+ cm /Im", text, re.M)[-1]
    got = [float(each) * inner * outer * 25.4 / 72 for each in drawn]
    assert got == [pytest.approx(width, abs=0.01), pytest.approx(height, abs=0.01)]
