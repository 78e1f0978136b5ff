"""Like is held against like as far as the orders hold it, and a model of risk gives each bag its own share; what is not held is said, not guessed."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.custody.records import ExposureLine
from workbench.formula.records import Field, Text
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity
from workbench.orders.records import Given
from workbench.surveillance.by_strata import attribute_within, lots_within, not_held
from workbench.surveillance.exposure import Exposed, Exposure
from workbench.surveillance.monitors import Division, plans_of
from workbench.surveillance.risk import expected_of
from workbench.surveillance.strata import divided
from workbench.vigilance.signals.local import tertiles
from workbench.vigilance.tables import Status
from workbench.vigilance.tables import Text as Named
from workbench.words.translation import ENGLISH

DISEASE = Division("disease", Named("Disease", "Заболевание"), "indication")
ASKED = {"indication": Field("indication", Text("Indication", "Показание"), "choice", options=("all",), option_texts=(Text("acute leukaemia", "ОЛЛ"),))}
TABLES = {"all": ((4, 6), (2, 8)), "dlbcl": ((3, 5), (1, 11))}
"""Of each disease: lot A and lot B, with the event and without."""
RISK = """
risk = { intercept = -2.0, status = "from memory", source = "nowhere", term = [
  { given = "indication", value = "all", coefficient = 1.5 }, { given = "weight", unit = "kg", coefficient = 0.02 } ] }
"""


def bag(number: int, lot: str, disease: str, dose: float) -> Exposed:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    line = ExposureLine(f"I{number}", "B", f"B.{number}", number, f"P{number}", "X", "F", "4B", Quantity(Decimal(1), "mg"), at, "UTC", "A", "B", "1")
    ordered = {"indication": Given("indication", disease, disease, ""), "weight": Given("weight", "50", "50", "kg")} if disease else {}
    return Exposed(line, ((lot, lot),), "", (), {"dose": dose}, ordered)


@pytest.fixture(scope="module")
def given() -> tuple[Exposure, Sequence[bool]]:
    """Forty bags of two diseases and two lots, and one whose order says nothing."""
    rows, happened = [], []
    for disease, lots in TABLES.items():
        for lot, counts in zip("AB", lots, strict=True):
            for hit, count in zip((True, False), counts, strict=True):
                rows += [bag(len(rows) + place, lot, disease, float(lot == "A")) for place in range(count)]
                happened += [hit] * count
    rows.append(bag(99, "A", "", 0.0))
    return Exposure("X", Text("X", "X"), tuple(rows), (), ASKED), [*happened, True]


def test_a_lot_is_held_against_the_others_within_each_disease(given: tuple[Exposure, Sequence[bool]]) -> None:
    exposure, happened = given
    (found,) = divided(exposure, happened, (DISEASE,), ())
    assert (found.strata, found.without) == ((("all", 20), ("dlbcl", 20)), 1)
    assert [each.name for each in found.lots] == ["A", "B"]
    tables = [(*first, *second) for first, second in TABLES.values()]
    common = sum(a * d / 20 for a, _, _, d in tables) / sum(b * c / 20 for _, b, c, _ in tables)
    assert found.lots[0].result.odds_ratio.value == pytest.approx(common)
    assert found.lots[1].result.odds_ratio.value == pytest.approx(1 / common)
    assert found.lots[0].result.odds_ratio.basis.comparisons == 2
    (shown,) = lots_within([found], ENGLISH)
    assert shown.heading == "Disease: acute leukaemia 20, dlbcl 20, without a value, in none: 1"
    assert shown.lines[0][2].startswith("3.82 (")
    assert not_held([found], ENGLISH) == []


def test_the_upper_third_of_an_attribute_is_held_against_the_rest(given: tuple[Exposure, Sequence[bool]]) -> None:
    exposure, happened = given
    thirds = tertiles([each.values["dose"] for each in exposure.rows], list(happened))
    (found,) = divided(exposure, happened, (DISEASE,), (("dose", thirds),))
    (shown,) = attribute_within([found], "dose", ENGLISH)
    assert shown.lines[0][0] == "upper third"
    assert shown.lines[0][2] == lots_within([found], ENGLISH)[0].lines[0][2], "every bag of lot A whose order says something has the higher dose"


def test_what_no_order_holds_is_said(given: tuple[Exposure, Sequence[bool]]) -> None:
    exposure, happened = given
    other = Division("conditioning", Named("Conditioning", "Кондиционирование"), "conditioning")
    (found,) = divided(exposure, happened, (other,), ())
    assert (found.held, found.lots) == (False, ())
    assert lots_within([found], ENGLISH) == []
    assert not_held([found], ENGLISH) == ["Conditioning: not held, no order of this product asks for it."]
    (asked,) = divided(replace(exposure, rows=exposure.rows[-1:]), [True], (DISEASE,), ())
    assert not_held([asked], ENGLISH) == ["Disease: not held, no order has a value."]


def test_a_model_of_risk_is_read_and_gives_each_bag_its_share(root: Path, given: tuple[Exposure, Sequence[bool]]) -> None:
    text = (root / "resources" / "signals" / "CART.toml").read_text(encoding="utf-8")
    assert all(each.risk is None for each in plans_of({"CART": text})["CART"].monitors), "no coefficients are invented"
    plan = plans_of({"CART": text.replace("least = 3\n", f"least = 3\n{RISK}", 1)})["CART"]
    risk = plan.monitors[0].risk
    assert risk is not None and risk.status is Status.FROM_MEMORY
    assert [each.where for each in plan.monitors[0].told][-1:] == ["crs3, risk"]
    rows = given[0].rows
    found = expected_of(risk, Decimal("0.07"), [rows[0].ordered, rows[20].ordered, rows[-1].ordered])
    assert found.shares == (pytest.approx(0.6224593), pytest.approx(0.2689414), 0.07)
    assert found.without == 1
    for wrong in ('value = "all", ', "term = ["):
        with pytest.raises(Refused):
            plans_of({"CART": text.replace("least = 3\n", "least = 3\n" + RISK.replace(wrong, "term = [], x = [" if "term" in wrong else ""), 1)})
