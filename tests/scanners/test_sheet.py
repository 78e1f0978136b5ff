"""The sheet of test symbols: every symbol reads back as it should, in both languages and on any printer."""
from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp

from tests.paper_reading import millimetres, text_of
from tests.papers_factory import press
from workbench.scanners.sheet import sheet
from workbench.scanners.symbols import SYMBOLS

WHOLE = {(each.drawn.value, each.carries.encode()) for each in SYMBOLS}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_symbol_of_the_printed_sheet_is_read(language: str) -> None:
    pdf = sheet("BENCH-1", press(language))
    assert [tuple(round(each, 2) for each in page) for page in millimetres(pdf)] == [(210.0, 297.0)]
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    image = document[0].render(scale=200 / 72).to_pil().convert("L")
    document.close()
    assert {(each.symbology_identifier, each.bytes) for each in zxingcpp.read_barcodes(image)} == WHOLE
    said = text_of(pdf)
    assert all(str(number) in said for number in range(1, len(SYMBOLS) + 1))


def test_the_sheet_is_the_same_bytes_each_time() -> None:
    assert sheet("BENCH-1", press("en")) == sheet("BENCH-1", press("en"))
