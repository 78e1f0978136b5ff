"""Papers on screen: the bytes that are shown are the bytes that print."""
from __future__ import annotations

import io
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from ui.kit.pdf import PdfView, page_image, print_pdf


@pytest.fixture(scope="module")
def paper() -> bytes:
    """Two pages of 100 by 60 millimetres: a black square at the upper left of the first."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(283.46, 170.08))
    canvas.rect(0, 85, 140, 85, fill=1)
    canvas.showPage()
    canvas.drawString(20, 20, "second")
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def test_the_bytes_shown_are_the_bytes_given(qtbot: QtBot, dressed: QApplication, paper: bytes) -> None:
    view = PdfView(paper)
    qtbot.addWidget(view)
    view.show()
    assert (view.pdf, view.pages) == (paper, 2)
    view.go_to(1)
    view.true_size()
    view.fit_width()
    view.show_pdf(paper)
    assert view.pages == 2


def test_a_page_is_drawn_at_its_size(dressed: QApplication, paper: bytes) -> None:
    image = page_image(paper, 0, dots=100)
    assert (image.width(), image.height()) == (394, 236)
    assert image.pixelColor(20, 20).lightness() < 40
    assert image.pixelColor(380, 220).lightness() > 240


def test_every_page_is_printed(dressed: QApplication, paper: bytes, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert print_pdf(paper, printer) == 2
    printed = (tmp_path / "out.pdf").read_bytes()
    view = PdfView(printed, tools=False)
    assert view.pages == 2
    one, other = page_image(paper, 0, dots=100), page_image(printed, 0, dots=100)
    assert abs(one.width() - other.width()) <= 1, "a sheet of the size of the paper, nothing scaled to fill another"
    assert abs(one.height() - other.height()) <= 1
    assert other.pixelColor(20, 20).lightness() < 40
    view.deleteLater()


def test_a_printer_that_does_not_print_says_so(dressed: QApplication, paper: bytes, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "out.pdf"))
    with pytest.raises(OSError):
        print_pdf(paper, printer)
