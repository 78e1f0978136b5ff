"""The published numbers come out of the formula files by the order of work and the calculations alone."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.formula.playing import Play, read_case
from workbench.calculation.limits import meets
from workbench.calculation.rounding import half_up
from workbench.formula.reading import formula_of
from workbench.kernel.values import Quantity


def played(root: Path, formula: str, case: str) -> Play:
    text = (root / "resources" / "formulas" / f"{formula}.toml").read_text(encoding="utf-8")
    return Play(formula_of(text), read_case(root / "tests" / "cases" / f"{case}.json")).run()


def test_ari0001_01_as_published(root: Path) -> None:
    play = played(root, "CART19-AUTO", "ari0001-01")
    assert play.shown("car_cells", 0) == "1495000000"
    assert play.shown("harvest_viable", 0) == "5750000000"
    assert play.shown("car_per_kg", 0) == "21357143"  # 21.36e6 per kg
    assert play.shown("take_volume", 3) == "2.341"
    assert play.shown("vcn_transduced", 2) == "5.58"
    assert play.shown("vector_volume", 2) == "2.00"
    assert [str(each) for each in play.all("bag_aim")] == ["2 mL", "6 mL", "12 mL"]
    assert (play.shown("expansion", 1), play.shown("doublings", 3), play.shown("fed", 0)) == ("57.5", "5.845", "345")


@pytest.mark.parametrize("number", ["01", "02", "03"])
def test_every_ari_batch_comes_to_its_published_cells(root: Path, shared: Path, number: str) -> None:
    rows: list[dict[str, Any]] = json.loads((shared / "vectors" / "published_batches.json").read_text(encoding="utf-8"))["ari0001"]
    row = next(each for each in rows if each["batch"].endswith(number))
    play = played(root, "CART19-AUTO", f"ari0001-{number}")
    cells = play.names["car_cells"]
    assert isinstance(cells, Quantity)
    assert half_up(cells.value / 1_000_000, 0) == row["car_cells_e6"]
    for test in play.formula.tests:
        if test.accept:
            assert meets(test.accept, test.name, test.unit, play.names, test.decimals), test.name


def test_fdg_as_worked_in_the_reference(root: Path) -> None:
    play = played(root, "FDG18-DOSE", "fdg-one-dose")
    assert dict(play.worked)["factor"] == "0.38783"
    assert dict(play.worked)["conc"] == "191.33 MBq/mL"
    assert dict(play.worked)["volume"] == "1.307 mL"


def test_a_frozen_batch_with_a_reserve_goes_its_own_way(root: Path) -> None:
    play = played(root, "CART19-AUTO", "cart19-cryo-reserve")
    bags = play.names["reserve_bags"]
    assert isinstance(bags, Quantity)
    assert len(play.all("reserve_volume")) == int(bags.value) > 0
    assert "freeze.done" in play.names


def test_a_case_that_leaves_a_step_out_does_not_play(root: Path) -> None:
    text = (root / "resources" / "formulas" / "FDG18-DOSE.toml").read_text(encoding="utf-8")
    case = read_case(root / "tests" / "cases" / "fdg-one-dose.json")
    case["play"] = [each for each in case["play"] if each.get("step") != "calculate"]
    with pytest.raises(AssertionError, match="expects calculate"):
        Play(formula_of(text), case).run()
