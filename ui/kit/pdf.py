"""Papers on screen: the bytes that are shown are the bytes that print."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from ui.kit.button import icon_button
from ui.kit.layout import col, row
from ui.kit.text import Text
from ui.kit.theme import look

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

ZOOM = 1.25


class PdfView(QWidget):
    """``PdfView(pdf_bytes)``: pages under each other, fitted to the width, with zoom. ``pdf`` gives the bytes back."""

    def __init__(self, pdf: bytes = b"", *, tools: bool = True) -> None:
        super().__init__()
        # Pdfium is 10 MB of library that most screens never ask for.
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        self.pdf = b""
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setDocument(self._document)
        self._view.setAccessibleName(look.words("Paper"))
        self._fit = QPdfView.ZoomMode.FitToWidth
        self._free = QPdfView.ZoomMode.Custom
        self._pages = Text("", "small", "text2")
        words = look.words
        smaller = icon_button("zoom-out", words("Smaller"), name="do.zoom_out", act=lambda: self._scale(1 / ZOOM))
        larger = icon_button("zoom-in", words("Larger"), name="do.zoom_in", act=lambda: self._scale(ZOOM))
        head = [row(self._pages, None, smaller, larger)] if tools else []
        self.setLayout(col(*head, (self._view, 1)))
        self.fit_width()
        if pdf:
            self.show_pdf(pdf)

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self._document.pageCount()

    def show_pdf(self, pdf: bytes) -> None:
        """Shows another paper."""
        self._document.close()
        self._buffer.close()
        self.pdf = pdf
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        words = look.words
        self._pages.setText(words.plural("{n} page", "{n} pages", self.pages).format(n=self.pages))

    def fit_width(self) -> None:
        """The page as wide as its place."""
        self._view.setZoomMode(self._fit)

    def true_size(self) -> None:
        """One millimetre of paper is one of the screen, as far as the screen knows its own size."""
        self._view.setZoomMode(self._free)
        self._view.setZoomFactor(self.screen().physicalDotsPerInch() / self.screen().logicalDotsPerInch())

    def go_to(self, page: int) -> None:
        """Turns to a page, from 0 on."""
        from PySide6.QtCore import QPointF

        self._view.pageNavigator().jump(page, QPointF())

    def _scale(self, factor: float) -> None:
        if self._view.zoomMode() != self._free:
            wide = self._document.pagePointSize(0).width() * self.screen().logicalDotsPerInch() / 72
            self._view.setZoomFactor(self._view.viewport().width() / max(wide, 1))
            self._view.setZoomMode(self._free)
        self._view.setZoomFactor(min(max(self._view.zoomFactor() * factor, 0.2), 6))


def page_image(pdf: bytes, page: int = 0, dots: int = 150) -> QImage:
    """One page as an image of ``dots`` per inch, on white: what a picture or a printer is given."""
    document, buffer = _opened(pdf)
    image = _page(document, page, dots)
    document.close()
    buffer.close()
    return image


def print_pdf(pdf: bytes, printer: QPrinter) -> int:
    """Prints every page of ``pdf`` on ``printer`` at its own resolution and true size, on a sheet of that size; gives the number of pages.

    A millimetre stays a millimetre: a symbol that is scaled to fill another sheet is not the one that was proved.
    """
    document, buffer = _opened(pdf)
    printer.setPageSize(QPageSize(document.pagePointSize(0), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise OSError(printer.printerName())
    count = document.pageCount()
    for page in range(count):
        if page:
            printer.newPage()
        points, dots = document.pagePointSize(page), printer.resolution() / 72
        painter.drawImage(QRectF(0, 0, points.width() * dots, points.height() * dots), _page(document, page, printer.resolution()))
    painter.end()
    document.close()
    buffer.close()
    return count


def paint_exactly(grey: bytes, dots: tuple[int, int], printer: QPrinter, width: float, height: float) -> bool:
    """One page of ``width`` × ``height`` millimetres, no margin, nothing scaled to fit: an image of one byte a dot. Whether it was taken.

    The printer keeps its own resolution; the image is laid on exactly its millimetres, which on a printer of the label's own dots is one
    dot for one.
    """
    page = QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    layout = QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    wide, high = dots
    image = QImage(grey, wide, high, wide, QImage.Format.Format_Grayscale8).convertToFormat(QImage.Format.Format_Mono)
    per_mm = printer.resolution() / 25.4
    painter.drawImage(QRectF(0, 0, width * per_mm, height * per_mm), image)
    return painter.end()


def _opened(pdf: bytes) -> tuple[QPdfDocument, QBuffer]:
    from PySide6.QtPdf import QPdfDocument  # see PdfView

    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document, buffer


def _page(document: QPdfDocument, page: int, dots: int) -> QImage:
    points = document.pagePointSize(page)
    size = QSize(round(points.width() * dots / 72), round(points.height() * dots / 72))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return image
