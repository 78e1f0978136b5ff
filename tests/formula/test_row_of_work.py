"""The order of work and its rounds."""
from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from workbench.calculation.evaluating import Names
from workbench.formula.lineup import day_values, each_of, lineup, loop, rounds, storage
from workbench.formula.reading import formula_of
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "formulas"
CART = formula_of((FOLDER / "CART19-AUTO.toml").read_text("utf-8"))


def test_stages_stand_in_file_order() -> None:
    assert [plan.stage.name for plan in lineup(CART)] == [stage.name for stage in CART.stages]


def test_a_repeat_over_days_stands_on_its_days() -> None:
    culture = next(plan for plan in lineup(CART) if plan.stage.name == "culture")
    row = [(slot.step.name, str(slot.loop or "")) for slot in culture.slots]
    assert row == [
        ("wash_vector", ""), ("feed", "5 d"), ("sample_day5", ""), ("feed", "6 d"), ("feed", "7 d"), ("watch_culture", "8 d"),
        ("photo_culture", ""), ("watch_culture", "9 d"), ("sample_day10", ""), ("go_decision", ""), ("watch_culture", "11 d"),
    ]  # fmt: skip
    assert [slot.day for slot in culture.slots][:3] == [Decimal(3), Decimal(5), Decimal(5)]


def test_each_step_stands_once_among_the_steps() -> None:
    steps = [step.name for plan in lineup(CART) for step in plan.steps]
    assert sorted(steps) == sorted(step.name for step in CART.steps)


def test_times_may_be_hours_or_days() -> None:
    assert [str(each) for each in day_values("at 36 h, 2 d")] == ["36 h", "2 d"]
    assert day_values("bag 1 piece .. bags") == ()
    assert day_values("look 1, 2") == ()


def test_a_list_of_values_in_their_own_units() -> None:
    assert rounds("part 10 %, 30 %", {}) == ("part", (Quantity(Decimal(10), "%"), Quantity(Decimal(30), "%")))


@pytest.mark.parametrize(("last", "count"), [("3", 3), ("1", 1), ("0", 0), ("-1", 0)])
def test_a_range_counts_from_first_to_last(last: str, count: int) -> None:
    assert len(rounds("bag 1 piece .. bags", {"bags": Quantity(Decimal(last), "piece")})[1]) == count


def test_a_range_waits_for_its_value() -> None:
    with pytest.raises(Refused) as refusal:
        rounds("bag 1 piece .. bags", {})
    assert refusal.value.findings[0].code == "calculation.no-value"


@pytest.mark.parametrize(
    ("each", "last", "code"),
    [
        ("bag 1 piece .. bags", "2.5", "formula.each-parts"),
        ("bag 1 piece .. bags", "101", "formula.each-many"),
        ("bag", "1", "formula.each-unreadable"),
        ("mL 1 .. 2", "1", "formula.each-unreadable"),
        ("bag 1 piece .. 3 mL", "1", "calculation.units-differ"),
    ],
)
def test_what_cannot_be_counted_is_refused(each: str, last: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        rounds(each, {"bags": Quantity(Decimal(last), "piece")})
    assert refusal.value.findings[0].code == code


def test_a_step_repeats_with_its_stage() -> None:
    assert each_of(CART, CART.step("label_bag")) == "bag 1 piece .. bags"
    assert loop(each_of(CART, CART.step("feed"))).name == "feed_day"
    assert each_of(CART, CART.step("harvest")) == ""


def test_a_container_is_stored_as_its_shelf_life_says() -> None:
    fresh: Names = {"final": "fresh", "reserve_bags": Quantity(Decimal(2), "piece")}
    assert "15 to 25" in storage(CART, "dose", fresh)["en"]
    assert "−120" in storage(CART, "reserve", fresh)["en"]
    frozen: Names = {**fresh, "final": "cryopreserved"}
    assert "−120" in storage(CART, "dose", frozen)["ru"]
