"""A step is called by its title, in which a round shows its own value: on screens and in what a rule says."""
from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from workbench.batch.progress import Turn, TurnState
from workbench.formula.reading import formula_of
from workbench.kernel.values import Quantity

CART = formula_of((Path(__file__).parents[2] / "resources/formulas/CART19-AUTO.toml").read_text(encoding="utf-8"))


def turn(name: str, loop: tuple[str, Quantity] | None) -> Turn:
    step = CART.step(name)
    stage = next(each for each in CART.stages if each.name == step.stage)
    return Turn(stage, step, "", loop, TurnState.OPEN)


def test_a_round_shows_its_value() -> None:
    fed = turn("feed", ("feed_day", Quantity(Decimal(5), "d"))).title
    assert "5" in fed.en and "5" in fed.ru
    assert "{" not in fed.en + fed.ru


def test_without_a_round_it_is_the_title_of_the_step() -> None:
    assert turn("receive", None).title == CART.step("receive").text
