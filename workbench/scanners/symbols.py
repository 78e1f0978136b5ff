"""The symbols of the test sheet: what each carries, and which fault of a scanner it shows. None of them names anything in a register."""
from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from workbench.barcodes import own
from workbench.barcodes.own import Kind, Own
from workbench.words.sentence import N_

GS = "\x1d"


class Drawn(Enum):
    """How a symbol is drawn, by the AIM identifier that a scanner puts before what it carries."""

    LINEAR = "]C0"
    GS1_LINEAR = "]C1"
    MATRIX = "]d1"
    GS1_MATRIX = "]d2"


@dataclass(frozen=True, slots=True)
class TestSymbol:
    """``carries`` is what must arrive; ``bracketed`` the element string of a GS1 symbol as people read it. ``shows`` says what it is for."""

    __test__ = False  # no test case, whatever its name begins with

    name: str
    drawn: Drawn
    carries: str
    shows: str
    bracketed: str = ""

    @property
    def gs1(self) -> bool:
        """Whether it carries a group separator."""
        return GS in self.carries


def _gs1(name: str, drawn: Drawn, bracketed: str, shows: str) -> TestSymbol:
    """The GTIN (01) has a fixed length; behind every other element but the last stands a separator."""
    elements = re.findall(r"\((\d+)\)([^(]+)", bracketed)
    parts = [ai + value + ("" if ai == "01" or at == len(elements) else GS) for at, (ai, value) in enumerate(elements, 1)]
    return TestSymbol(name, drawn, "".join(parts), shows, bracketed)


SYMBOLS = (
    TestSymbol("own", Drawn.LINEAR, own.text(Own(Kind.LOT, ("0" * 20,))), N_("Own identifier, prefix and end")),
    TestSymbol("letters", Drawn.LINEAR, "ABCXYZ0189abcxyz", N_("Capital and small letters")),
    TestSymbol("signs", Drawn.MATRIX, "&>=<+$/-%*:;.,?!#@(A)[b]{C}|~^'\"`_", N_("Signs of the keyboard")),
    _gs1("matrix", Drawn.GS1_MATRIX, "(01)09521234543213(10)ABC123(21)XYZ789", N_("Separator, GS1 DataMatrix")),
    _gs1("linear", Drawn.GS1_LINEAR, "(01)09521234543213(10)aBc45(21)6", N_("Separator, GS1-128")),
    TestSymbol("long", Drawn.MATRIX, "LONG-" + "-".join(f"{part:02d}0123456789AbCdEf" for part in range(8)) + "-END", N_("A long code")),
)
"""Our own identifier (a lot number longer than any), letters of both cases, signs that keyboards type differently, the separator in
both kinds of GS1 symbol (09521234543213 is GS1's number for examples), and a code as long as the longest that a bag carries."""
