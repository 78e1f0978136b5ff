"""Naranjo, WHO-UMC, seriousness and expectedness."""
from __future__ import annotations

from dataclasses import fields
from datetime import date
from itertools import product

import pytest

from workbench.vigilance.causality import POINTS, Answer, Causality, NaranjoCategory, WhoUmc, naranjo, who_umc
from workbench.vigilance.seriousness import Criterion, Expected, Expectedness, SafetyList, Seriousness, expected, sent, serious

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def test_the_range_of_naranjo() -> None:
    totals = [naranjo([YES if points[0] == best else NO for points, best in zip(POINTS, bests, strict=True)]).total for bests in
              ([max(each) for each in POINTS], [min(each) for each in POINTS])]  # fmt: skip
    assert totals == [13, -4]


@pytest.mark.parametrize(("total", "category"), [(9, "definite"), (8, "probable"), (5, "probable"), (4, "possible"), (1, "possible"), (0, "doubtful"), (-4, "doubtful")])
def test_categories_begin_where_they_should(total: int, category: str) -> None:
    for answers in product((YES, NO, UNKNOWN), repeat=5):
        found = naranjo([*answers, YES, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN])
        if found.total == total:
            assert found.category is NaranjoCategory(category)


def test_the_living_product_stands_with_every_score() -> None:
    assert [each.code for each in naranjo([UNKNOWN] * 10).caveats] == ["causality.naranjo-living"]
    answered = naranjo([UNKNOWN, YES, NO, *[UNKNOWN] * 7]).caveats
    assert [(each.code, each.facts) for each in answered[1:]] == [("causality.naranjo-answered", (("questions", "3"),))]
    with pytest.raises(ValueError):
        naranjo([YES] * 9)


def test_the_order_of_who_umc() -> None:
    def asked(**given: bool | None) -> Causality:
        plain = {each.name: None for each in fields(WhoUmc)} | {"judgeable": True, "complete": True}
        return who_umc(WhoUmc(**(plain | given))).proposed  # type: ignore[arg-type]

    assert asked(judgeable=False, time_plausible=True) is Causality.UNASSESSABLE
    assert asked(complete=False, time_plausible=True) is Causality.CONDITIONAL
    assert asked(time_improbable=True, other_explanation=True) is Causality.UNLIKELY
    plausible = {"time_plausible": True, "other_explanation": False, "withdrawal": True}
    assert asked(**plausible, definitive=True, rechallenge=True) is Causality.CERTAIN
    assert asked(**plausible, definitive=True) is Causality.PROBABLE
    assert asked(**(plausible | {"withdrawal": None})) is Causality.POSSIBLE
    assert asked(time_plausible=True, other_explanation=True) is Causality.POSSIBLE
    assert asked() is Causality.CONDITIONAL


def test_every_answer_has_one_category() -> None:
    for flags in product((True, False), repeat=2):
        for rest in product((True, False, None), repeat=6):
            assert isinstance(who_umc(WhoUmc(*flags, *rest)).proposed, Causality)


def test_a_message_never_says_false() -> None:
    asked = Seriousness(NO, YES, UNKNOWN, NO, NO, NO)
    assert sent(asked) == {each.value: "true" if each is Criterion.LIFE_THREATENING else "NI" for each in Criterion}
    assert serious(asked) is YES
    assert serious(Seriousness(NO, NO, UNKNOWN, NO, NO, NO)) is UNKNOWN
    assert serious(Seriousness(NO, NO, NO, NO, NO, NO)) is NO


LISTS = (
    SafetyList("CART19", "1", date(2026, 1, 1), (Expected("Cytokine release syndrome", 4), Expected("Pyrexia", None))),
    SafetyList("CART19", "2", date(2026, 6, 1), (Expected("Cytokine release syndrome", 2),)),
)


@pytest.mark.parametrize(
    ("term", "grade", "onset", "answer", "version"),
    [
        ("cytokine  release SYNDROME", 3, date(2026, 3, 1), "expected", "1"),
        ("Cytokine release syndrome", 3, date(2026, 6, 1), "unexpected", "2"),
        ("Cytokine release syndrome", None, date(2026, 6, 1), "unknown", "2"),
        ("Cytokine release syndrome", 5, date(2026, 5, 31), "unexpected", "1"),
        ("Pyrexia", None, date(2026, 3, 1), "expected", "1"),
        ("Pyrexia", 1, date(2026, 7, 1), "unexpected", "2"),
        ("Cytokine storm", 1, date(2026, 3, 1), "unexpected", "1"),
        ("Pyrexia", 1, date(2025, 12, 31), "unknown", ""),
    ],
)
def test_a_list_is_asked_by_its_day(term: str, grade: int | None, onset: date, answer: str, version: str) -> None:
    compared = expected(LISTS, "CART19", term, grade, onset)
    assert (compared.answer, compared.version) == (Expectedness(answer), version)
    assert expected(LISTS, "OTHER", term, grade, onset).answer is Expectedness.UNKNOWN
