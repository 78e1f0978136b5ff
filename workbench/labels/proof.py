"""The proof of a label: it is rendered at the printer's own dots, every symbol is decoded and compared, before it may be printed."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from io import BytesIO
from typing import Any, cast

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp

from workbench.documents.symbols import CODE128, DATA_MATRIX
from workbench.kernel.findings import Refused, stops
from workbench.labels.drawing import Artwork
from workbench.labels.profiles import DPI

SOURCE = "design of papers and labels, 8; decode before print"
FORMATS = [zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.DataMatrix]
IDENTIFIERS = {CODE128: "]C0", DATA_MATRIX: "]d1"}
"""AIM identifiers: that a symbol was read as what it is meant to be, and not as a relative of it."""
INCH = 25.4
HAIR = 1 - 1e-5
"""PDFium rounds a page up to whole dots; a page of 600.0001 dots must not become 601."""


@dataclass(frozen=True, slots=True)
class Proof:
    """That every symbol was read back. ``decoded`` are AIM identifier and content; ``digest`` is SHA-256 of the PDF."""

    decoder: str
    dpi: int
    decoded: tuple[tuple[str, str], ...]
    digest: bytes

    def __str__(self) -> str:
        symbols = ", ".join(f"{identifier}{content}" for identifier, content in self.decoded)
        return f"{self.decoder}; {self.dpi} dpi ({DPI[self.dpi]} dots/mm); {symbols}"


def prove(artwork: Artwork, dpi: int) -> Proof:
    """Reads every symbol back from the label as a printer of ``dpi`` draws it, in black and white dots.

    Refused: ``labels.unknown-printer`` for a resolution that is none of 203, 300, 600; ``labels.not-decoded`` when a symbol is not
    read, reads otherwise, or one too many is found.
    """
    if dpi not in DPI:
        raise Refused((stops("labels.unknown-printer", SOURCE, dpi=str(dpi), known=", ".join(map(str, DPI))),))
    wanted = tuple(sorted((IDENTIFIERS[each.kind], each.data) for each in artwork.symbols))
    read = zxingcpp.read_barcodes(_dots(artwork, DPI[dpi]), formats=cast(Any, FORMATS), try_invert=False)
    got = tuple(sorted((each.symbology_identifier, each.bytes.decode("utf-8", "backslashreplace")) for each in read if each.valid))
    if got != wanted:
        found = ", ".join(f"{a}{b}" for a, b in got) or "–"
        raise Refused((stops("labels.not-decoded", SOURCE, dpi=str(dpi), wanted=", ".join(f"{a}{b}" for a, b in wanted), found=found),))
    return Proof(_decoder(), dpi, got, hashlib.sha256(artwork.pdf).digest())


@cache
def _decoder() -> str:
    return f"zxing-cpp {version('zxing-cpp')}, PDFium {pypdfium2.PDFIUM_INFO.build}"


def _dots(artwork: Artwork, dots: int) -> memoryview:
    """The label as the printer sets it: one pixel for each dot, wholly black or wholly white."""
    document = pypdfium2.PdfDocument(BytesIO(artwork.pdf))
    try:
        bitmap = document[0].render(scale=dots * INCH / 72 * HAIR, grayscale=True, no_smoothtext=True, no_smoothpath=True)
        wide, tall = round(artwork.width * dots), round(artwork.height * dots)
        if (bitmap.width, bitmap.height) != (wide, tall):
            raise Refused((stops("labels.wrong-size", SOURCE, size=f"{bitmap.width} × {bitmap.height}", wanted=f"{wide} × {tall}"),))
        grey, stride = bytes(bitmap.buffer), bitmap.stride
    finally:
        document.close()
    rows = grey if stride == wide else b"".join(grey[line * stride : line * stride + wide] for line in range(tall))
    return memoryview(rows).cast("B", (tall, wide))
