"""A file that lost its end, or something in between, is never taken for a whole one."""
from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from workbench.formula.reading import formula_of
from workbench.kernel.findings import Refused

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "formulas"
CART = (FOLDER / "CART19-AUTO.toml").read_text("utf-8")
FDG = (FOLDER / "FDG18-DOSE.toml").read_text("utf-8")


def refused(text: str) -> frozenset[str]:
    try:
        formula_of.__wrapped__(text, "cut.toml")  # not through the cache: each text comes once
    except Refused as refusal:
        return frozenset(each.code for each in refusal.findings)
    return frozenset()


def ends(text: str, every: int) -> list[int]:
    """Where every n-th line of ``text`` ends, before the closing section."""
    last = text.index("\n[end]")
    return [at + 1 for at, letter in enumerate(text[:last]) if letter == "\n"][::every]


LINES = 1 if os.environ.get("FAULTS") == "full" else 5
"""Every line of the long formula with ``FAULTS=full``, every fifth in each run."""


@pytest.mark.parametrize(("text", "every"), [(FDG, 1), (CART, LINES)], ids=["FDG18-DOSE", "CART19-AUTO"])
def test_cut_at_line_ends(text: str, every: int) -> None:
    for end in ends(text, every):
        assert refused(text[:end]), text[max(0, end - 60) : end]


def test_cut_anywhere() -> None:
    chance = random.Random(20261120)
    for text, times in ((FDG, 200), (CART, 100)):
        for _ in range(times):
            cut = chance.randrange(text.index("\n[end]") + 4)
            assert refused(text[:cut]), cut


def test_cut_at_a_line_end_and_closed_again() -> None:
    """TOML cut between two tables is TOML, with a weaker specification: the counts of ``contents`` tell it."""
    whole = FDG[: FDG.index("\n[end]")].rstrip()
    for end in ends(FDG, 1):
        if FDG[:end].rstrip() != whole:
            assert refused(FDG[:end] + "\n[end]\n"), FDG[max(0, end - 60) : end]


def test_a_table_lost_in_between_is_missed() -> None:
    for section in ("hold.culture", "test.sterility", "shelf_life.container", "step.clear_after"):
        start = CART.index(f"[{section}]")
        lost = CART[:start] + CART[CART.index("\n[", start + 1) + 1 :]
        assert "formula.contents-differ" in refused(lost), section


def test_half_a_file_is_refused_with_a_line() -> None:
    with pytest.raises(Refused) as refusal:
        formula_of(CART[: len(CART) // 2], "half.toml")
    facts = dict(refusal.value.findings[0].facts)
    assert facts["file"] == "half.toml"
    assert int(facts["line"]) > 1
