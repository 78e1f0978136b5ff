"""Reads a PDF back, for tests: its text, fonts, boxes."""
from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2


def text_of(pdf: bytes, page: int | None = None) -> str:
    """The text of the pages, as a reader's program finds it."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    pages = range(len(document)) if page is None else (page,)
    found = "\n".join(document[number].get_textpage().get_text_range() for number in pages)
    document.close()
    return found.replace("\r\n", "\n").replace("\ufffe", "-")  # PDFium's sign for a hyphen at the end of a line


def squeezed(text: str) -> str:
    """``text`` without any space: wrapping and grouping do not count."""
    return "".join(text.split())


def opened(pdf: bytes) -> Any:
    """The PDF with its objects."""
    return pikepdf.open(BytesIO(pdf))


def millimetres(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page by its MediaBox."""
    return [tuple(float(each) * 25.4 / 72 for each in page.MediaBox[2:]) for page in opened(pdf).pages]  # type: ignore[misc]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Every font that a page names, and whether its file is embedded."""
    found: dict[str, bool] = {}
    for page in opened(pdf).pages:
        for font in page.Resources.Font.values():
            found[str(font.BaseFont)] = "/FontFile2" in font.FontDescriptor if "/FontDescriptor" in font else False
    return found
