"""Which bags a step works on: a formula may repeat two stages, which count their rounds each from one."""
from __future__ import annotations

from dataclasses import replace

from tests.papers_factory import ROOT, cart
from workbench.batch.progress import bags_of
from workbench.formula.reading import formula_of

FORMULA = formula_of((ROOT / "resources" / "formulas" / "CART19-AUTO.toml").read_text(encoding="utf-8"))


def test_a_round_of_one_stage_has_not_the_bags_of_another() -> None:
    of = cart(formula=FORMULA)
    first = of.bags[0]
    dose = replace(first, id="B.01", number=1, kind="dose", step="fill_bag", round="1")
    reserve = replace(first, id="B.02", number=2, kind="reserve", step="fill_reserve", round="1")
    of = replace(of, bags=(dose, reserve))
    for step, bag in (("fill_bag", dose), ("label_bag", dose), ("fill_reserve", reserve), ("label_reserve", reserve)):
        assert bags_of(of, of.formula.step(step).stage, "1") == (bag,)
    assert bags_of(of, of.formula.step("label_bag").stage, "2") == ()


def test_a_stage_that_made_none_works_on_those_of_another() -> None:
    of = cart(formula=FORMULA)
    made = replace(of.bags[0], step="fill_bag", round="1")
    assert bags_of(replace(of, bags=(made,)), of.formula.step("freeze").stage, "1") == (made,)
