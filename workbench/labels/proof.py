"""The proof of a label: it is rendered at the printer's own dots, every symbol is decoded and compared, before it may be printed."""
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from io import BytesIO
from typing import Any, cast

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp

from workbench.documents.symbols import CODE128, DATA_MATRIX, GS1_MATRIX
from workbench.kernel.findings import Refused, stops
from workbench.labels.drawing import Artwork
from workbench.labels.profiles import DPI
from workbench.labels.records import LabelPrint

SOURCE = "design of papers and labels, 8; decode before print"
FORMATS = [zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.DataMatrix]
IDENTIFIERS = {CODE128: "]C0", DATA_MATRIX: "]d1", GS1_MATRIX: "]d2"}
"""AIM identifiers: that a symbol was read as what it is meant to be, and not as a relative of it."""
INCH = 25.4
HAIR = 1 - 1e-5
"""PDFium rounds a page up to whole dots; a page of 600.0001 dots must not become 601."""


@dataclass(frozen=True, slots=True)
class Dots:
    """A label as a printer sets it: one byte for each dot, row by row, 0 black and 255 white."""

    width: int
    height: int
    grey: bytes

    def rows(self) -> list[bytes]:
        """The rows from the top."""
        return [self.grey[at : at + self.width] for at in range(0, self.width * self.height, self.width)]


@dataclass(frozen=True, slots=True)
class Proof:
    """That every symbol was read back. ``decoded`` are AIM identifier and content; ``digest`` is SHA-256 of the PDF."""

    decoder: str
    dpi: int
    decoded: tuple[tuple[str, str], ...]
    digest: bytes

    def __str__(self) -> str:
        return f"{self.decoder}; {self.dpi} dpi ({DPI[self.dpi]} dots/mm); {_listed(self.decoded)}"


def prove(artwork: Artwork, dpi: int) -> Proof:
    """Reads every symbol back from the label as a printer of ``dpi`` draws it, in black and white dots.

    Refused: ``labels.unknown-printer`` for a resolution that is none of 203, 300, 600; ``labels.not-decoded`` when a symbol is not
    read, reads otherwise, or one too many is found.
    """
    if dpi not in DPI:
        raise Refused((stops("labels.unknown-printer", SOURCE, dpi=str(dpi), known=", ".join(map(str, DPI))),))
    wanted = tuple(sorted((IDENTIFIERS[each.kind], each.data) for each in artwork.symbols))
    got = read_dots(dots_of(artwork.pdf, artwork.width, artwork.height, dpi))
    if got != wanted:
        found = ", ".join(f"{a}{b}" for a, b in got) or "–"
        raise Refused((stops("labels.not-decoded", SOURCE, dpi=str(dpi), wanted=", ".join(f"{a}{b}" for a, b in wanted), found=found),))
    return Proof(_decoder(), dpi, got, hashlib.sha256(artwork.pdf).digest())


def proved_again(label: LabelPrint, dpi: int) -> tuple[Dots, tuple[tuple[str, str], ...]]:
    """A kept label at the dots of a printer of ``dpi``, read anew: its dots, and AIM identifier and content of each symbol.

    Refused: ``labels.unknown-printer``; ``labels.not-decoded`` when its symbols read otherwise than its proof says.
    """
    if dpi not in DPI:
        raise Refused((stops("labels.unknown-printer", SOURCE, dpi=str(dpi), known=", ".join(map(str, DPI))),))
    dots = dots_of(label.content, *millimetres(label.content), dpi)
    got = read_dots(dots)
    wanted = label.proof.split("; ", 2)[-1]
    if _listed(got) != wanted or hashlib.sha256(label.content).digest() != label.digest:
        raise Refused((stops("labels.not-decoded", SOURCE, dpi=str(dpi), wanted=wanted, found=_listed(got) or "–"),))
    return dots, got


def read_dots(dots: Dots) -> tuple[tuple[str, str], ...]:
    """AIM identifier and content of every symbol that can be read from the dots, sorted.

    Dots are black or white already, symbols stand upright, and are as large as they are: nothing is turned, scaled or thresholded.
    """
    image = memoryview(dots.grey).cast("B", (dots.height, dots.width))
    read = zxingcpp.read_barcodes(
        image, formats=cast(Any, FORMATS), try_invert=False, try_rotate=False, try_downscale=False, binarizer=zxingcpp.Binarizer.BoolCast
    )
    return tuple(sorted((each.symbology_identifier, each.bytes.decode("utf-8", "backslashreplace")) for each in read if each.valid))


def _listed(decoded: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{identifier}{content}" for identifier, content in decoded)


def millimetres(pdf: bytes) -> tuple[float, float]:
    """Width and height of a label's page."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        width, height = document[0].get_size()
    finally:
        document.close()
    return width / 72 * INCH, height / 72 * INCH


@cache
def _decoder() -> str:
    return f"zxing-cpp {version('zxing-cpp')}, PDFium {pypdfium2.PDFIUM_INFO.build}"


def pages_of(pdf: bytes) -> int:
    """How many pages a paper has."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return len(document)
    finally:
        document.close()


def dots_of(pdf: bytes, width: float, height: float, dpi: int, page: int = 0) -> Dots:
    """A label, or a page from 0, as a printer of ``dpi`` sets it: one pixel a dot, wholly black or wholly white. Width and height in millimetres."""
    dots = DPI[dpi]
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        bitmap = document[page].render(scale=dots * INCH / 72 * HAIR, grayscale=True, no_smoothtext=True, no_smoothpath=True)
        wide, tall = round(width * dots), round(height * dots)
        if (bitmap.width, bitmap.height) != (wide, tall):
            raise Refused((stops("labels.wrong-size", SOURCE, size=f"{bitmap.width} × {bitmap.height}", wanted=f"{wide} × {tall}"),))
        grey, stride = bytes(bitmap.buffer), bitmap.stride
    finally:
        document.close()
    return Dots(wide, tall, grey if stride == wide else b"".join(grey[line * stride : line * stride + wide] for line in range(tall)))
