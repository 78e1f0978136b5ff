"""Writes a picture of every label in both languages: ``python -m tests.labels.pictures FOLDER``. For people to look at, not for a test to compare.

Each label is drawn with its examples as they are proved before two people approve it, one beside the other: first print, duplicate, a real
one, a reserve, and what else shows its zones.
"""
from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from tests.papers_factory import EVERY, LABELS, NOW, press
from workbench.labels.signals import SIGNALS
from workbench.masters.checking import pictures

DPI, GAP, ACROSS = 200, 16, 2


def sheet(name: str, language: str) -> Image.Image:
    """Every example of one label in one language, two in a row."""
    drawn = [_image(each.pdf) for each in pictures(name, LABELS[name], press(language), LABELS[SIGNALS], NOW.date())]
    wide, high = drawn[0].size
    rows = -(-len(drawn) // ACROSS)
    page = Image.new("L", (ACROSS * (wide + GAP) + GAP, rows * (high + GAP) + GAP), 160)
    for place, each in enumerate(drawn):
        page.paste(each, (GAP + place % ACROSS * (wide + GAP), GAP + place // ACROSS * (high + GAP)))
    return page


def _image(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=DPI / 72, grayscale=True).to_pil()  # type: ignore[no-any-return]
    finally:
        document.close()


def main(folder: Path) -> None:
    """One PNG for each label and language in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in EVERY:
        for language in ("en", "ru"):
            sheet(name, language).save(folder / f"{name}.{language}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
