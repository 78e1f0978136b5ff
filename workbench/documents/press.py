"""The press: typefaces and words that a paper is made with. Measures, breaks and refuses text; nothing is shrunk, nothing is cut."""
from __future__ import annotations

import hashlib
import re
import threading
import unicodedata
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from workbench.documents.marks import POINT, Face
from workbench.kernel.findings import Refused, stops
from workbench.words.numbers import NBSP
from workbench.words.translation import Words

SOURCE = "design of papers and labels, 1.5 and 12"
LOCK = threading.RLock()
"""ReportLab keeps its fonts, and where it reads in them, for the whole process: one paper is painted at a time."""
MOST_MEASURED = 20_000
"""Texts whose width is remembered: labels and forms say the same again and again."""
_SPACES = frozenset(" \u00a0\u2009\u202f")
_BREAKS = "-/._,;:)·"


class Press:
    """Fonts and words of one language. ``fonts`` holds the file of every ``Face`` under its file name, as bytes or as a path."""

    def __init__(self, fonts: Mapping[str, bytes | Path], words: Words) -> None:
        self.words = words
        with LOCK:
            self._fonts = {face: _font(_content(fonts[face.value])) for face in Face}
        self._widths = {face: {ord(c): w for c, w in _widths(font)} for face, font in self._fonts.items()}

        self._measured: dict[tuple[Face, str], float] = {}
        self._known = {face: frozenset(widths) | {10} for face, widths in self._widths.items()}

    @property
    def language(self) -> str:
        """Code of the language that this press prints."""
        return self.words.language

    def font(self, face: Face) -> TTFont:
        """The registered font of ``face``."""
        return self._fonts[face]

    def width(self, text: str, face: Face, size: float) -> float:
        """Millimetres that ``text`` takes. Refuses what the face cannot print as it is meant."""
        measured = self._measured.get((face, text))
        if measured is None:
            widths = self._widths[face]
            try:
                measured = sum([widths[ord(each)] for each in text])
            except KeyError:
                raise Refused((stops("paper.glyph", SOURCE, text=spelt(text, frozenset()), signs=self._strange(text, face)),)) from None
            if len(self._measured) >= MOST_MEASURED:
                self._measured.clear()
            self._measured[face, text] = measured
        return measured * size * POINT / 1000

    def lines(
        self, text: str, face: Face, size: float, width: float, *, anywhere: bool = False, hyphens: bool = False
    ) -> tuple[str, ...]:
        """``text`` in lines of at most ``width`` millimetres, broken at spaces and at ``\\n``; all of it, in its order.

        A word that is wider is refused (``paper.word-too-wide``). With ``hyphens``, for names of people, it may be broken behind a
        hyphen that it has; with ``anywhere``, for what people typed, behind any stop, and else wherever the line is full.
        """
        if "\n" not in text and self.width(text, face, size) <= width + 1e-6:
            return (text,)
        found: list[str] = []
        for part in text.split("\n"):
            if self.width(part, face, size) <= width + 1e-6:
                found.append(part)
                continue
            line = ""
            for gap, word in _words(part, hyphens):
                tried = f"{line}{gap}{word}" if line else word
                if self.width(tried, face, size) <= width + 1e-6:
                    line = tried
                    continue
                if line:
                    found.append(line)
                line = word
                while self.width(line, face, size) > width + 1e-6:
                    head = self._head(line, face, size, width) if anywhere else self._before_unit(line, face, size, width)
                    if not head:
                        raise Refused((stops("paper.word-too-wide", SOURCE, text=line, width=f"{width:.1f}"),))
                    found.append(head)
                    line = line[len(head):].lstrip(NBSP)
            found.append(line)
        return tuple(found)

    def _head(self, word: str, face: Face, size: float, width: float) -> str:
        """The longest beginning of ``word`` that fits, ending where a break does least harm."""
        fits = next(n for n in range(len(word), 0, -1) if n == 1 or self.width(word[:n], face, size) <= width + 1e-6)
        stop = next((n for n in range(fits, fits // 2, -1) if word[n - 1] in _BREAKS), fits)
        return word[:stop]

    def _before_unit(self, word: str, face: Face, size: float, width: float) -> str:
        """The longest beginning of a quantity that fits and ends behind a word, never behind a figure: “7500 million” of cells."""
        gaps = [n for n, sign in enumerate(word) if sign == NBSP and n and word[n - 1].isalpha()]
        return next((word[:n] for n in reversed(gaps) if self.width(word[:n], face, size) <= width + 1e-6), "")

    def printable(self, text: str, face: Face = Face.REGULAR) -> str:
        """``text`` as it is to be printed: in composed form (NFC), otherwise unchanged; refused if it cannot be printed exactly."""
        composed = unicodedata.normalize("NFC", text)
        strange = self._strange(composed, face)
        if strange:
            raise Refused((stops("paper.glyph", SOURCE, text=spelt(composed, frozenset()), signs=strange),))
        return composed

    def evidence(self, text: str, face: Face = Face.REGULAR) -> str:
        """``text`` that somebody typed, whatever it holds: a sign that cannot be printed is spelt, ``⟨U+202E⟩``, never dropped."""
        composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
        return composed if composed.isascii() and composed.isprintable() else spelt(composed, self._known[face])

    def _strange(self, text: str, face: Face) -> str:
        known = self._widths[face]
        return ", ".join(dict.fromkeys(f"U+{ord(each):04X}" for each in text if ord(each) not in known))


def spelt(text: str, known: frozenset[int]) -> str:
    """``text`` with every sign that is not plainly printable written as its number; an empty ``known`` means any printable sign."""
    return "".join(
        each if (ord(each) in known if known else _plain(each)) else f"⟨U+{ord(each):04X}⟩" for each in text
    )


def _plain(sign: str) -> bool:
    """Whether a sign prints by itself, left to right: no control or format sign, nothing that joins, mirrors or stacks.

    ReportLab sets glyph after glyph from left to right, so Hebrew, Arabic and combining marks would come out wrong although the
    fonts have their glyphs.
    """
    if sign in _SPACES:
        return True
    category = unicodedata.category(sign)
    return category[0] in "LNPS" and unicodedata.bidirectional(sign) not in ("R", "AL", "AN")


def _widths(font: TTFont) -> list[tuple[str, float]]:
    face = font.face
    return [(chr(code), face.charWidths.get(code, face.defaultWidth)) for code in face.charToGlyph if _plain(chr(code))]


def _words(text: str, hyphens: bool) -> list[tuple[str, str]]:
    """Each word with what stands before it; with ``hyphens`` a word ends behind its hyphen, too."""
    found: list[tuple[str, str]] = []
    for word in text.split(" "):
        for place, piece in enumerate(re.split("(?<=-)(?=.)", word) if hyphens else (word,)):
            found.append((" " if found and not place else "", piece))
    return found


def _content(font: bytes | Path) -> bytes:
    return font if isinstance(font, bytes) else Path(font).read_bytes()


@cache
def _font(content: bytes) -> TTFont:
    """A font, read and registered once for each file content, under a name that says which content it is."""
    font = TTFont(f"press-{hashlib.sha256(content).hexdigest()[:12]}", BytesIO(content), shapable=False)
    pdfmetrics.registerFont(font)
    return font
