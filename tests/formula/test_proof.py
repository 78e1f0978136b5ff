"""The two formulas that come with the workbench are proved, and each way of spoiling one is refused for its own reason."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.calculation.nodes import Bin, Call, Cmp, walk
from workbench.calculation.parsing import parse
from workbench.formula.checking import check
from workbench.formula.difference import Change, difference
from workbench.formula.lineup import lineup, rounds
from workbench.formula.reading import formula_of
from workbench.formula.records import Check, MasterFormula
from workbench.kernel.findings import Severity
from workbench.kernel.values import Quantity

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "formulas"
CART = (FOLDER / "CART19-AUTO.toml").read_text("utf-8")
FDG = (FOLDER / "FDG18-DOSE.toml").read_text("utf-8")


def stopping(text: str) -> set[str]:
    return {each.code for each in check(text, "spoilt.toml") if each.severity is Severity.STOPS}


@pytest.mark.parametrize("text", [CART, FDG], ids=["CART19-AUTO", "FDG18-DOSE"])
def test_what_ships_is_proved(text: str) -> None:
    assert stopping(text) == set()


SPOILT = [  # what is spoilt, in which file, what stood there, what stands there now, the reason it is refused for
    ("CAR % forgotten in the volume", CART, 'is = "ordered_dose / car_conc"', 'is = "ordered_dose / harvest_conc"', "formula.kind-differs"),
    ("CAR of CD3+ used as of viable", CART, 'unit = "% car_cell/viable_cell"', 'unit = "% car_cell/cd3_cell"', "formula.kind-differs"),
    ("a name misspelt", CART, 'is = "car_cells / weight"', 'is = "car_cels / weight"', "calculation.no-name"),
    ("dose before count", CART, 'is = "dose_per_kg * weight"', 'is = "harvest_viable * 1 car_cell/viable_cell"', "formula.used-too-early"),
    ("branch forgotten", CART, 'is = "if starting is fresh then fresh_viable else thaw_viable"', 'is = "thaw_viable"', "formula.used-too-early"),
    ("option that does not exist", CART, 'when = "final is cryopreserved"\ncritical', 'when = "final is frozen"\ncritical', "calculation.no-option"),
    ("limits reversed", CART, 'action = "35 .. 39"', 'action = "39 .. 35"', "formula.limits-order"),
    ("alert outside action", CART, 'alert = "36 .. 38"', 'alert = "34 .. 38"', "formula.limits-order"),
    ("python in an expression", CART, 'is = "car_cells / weight"', "is = \"__import__('os')\"", "calculation.unreadable"),
    ("series used as one value", CART, 'is = "sum(bag_volume)"', 'is = "bag_volume"', "calculation.series"),
    ("sample never taken", CART, 'samples = ["harvest_qc", "retained"]', 'samples = ["retained"]', "formula.never-used"),
    ("misspelt key", CART, 'alert = "<= 90 min"', 'alret = "<= 90 min"', "formula.key-unknown"),
    ("unknown unit", CART, 'unit = "TU/mL"', 'unit = "TU/cup"', "calculation.unknown-unit"),
    ("unknown material", CART, 'uses = { vector = "vector_volume" }', 'uses = { vektor = "vector_volume" }', "formula.thing-unknown"),
    ("a critical step made ordinary", CART, 'kind = "label"\ncritical = true', 'kind = "label"\ncritical = false', "formula.must-be-critical"),
    ("exponent with a unit", FDG, "2 ^ ((vial_time - inject_at) / half_life)", "2 ^ (vial_time - inject_at)", "calculation.not-plain"),
    ("activity for time", FDG, 'value = "109.77 min"', 'value = "109.77 MBq"', "calculation.not-plain"),
    ("moment plus moment", FDG, 'at = "vial_time + 10 h"', 'at = "vial_time + inject_at"', "calculation.kinds-differ"),
    ("text before its value", FDG, 'do.en = "Scan the vial and a new syringe."\ndo.ru = "Сканируйте', 'do.en = "Scan, {volume}."\ndo.ru = "{volume} Сканируйте', "formula.text-too-early"),
    ("the two languages show other values", FDG, "do.ru = \"{prescribed} в {inject_at}, {weight}.\"", 'do.ru = "{prescribed} в {inject_at}."', "formula.placeholders-differ"),
    ("a limit without its source", FDG, 'action = "3 .. 200"\nmiss = "stop"\ndecimals = 1\nsource = "ASSUMPTION"', 'action = "3 .. 200"', "formula.source-missing"),
    ("no Russian name", FDG, 'ru = "Рассчитать объём"\n', "", "formula.language-missing"),
    ("two names the same", FDG, "conc         = {", "factor = {", "formula.not-toml"),
    ("a unit as a name", FDG, "old_labels", "h", "formula.name-taken"),
    ("label before the container", FDG, "makes = { kind", "#makes = { kind", "formula.label-without-container"),
    ("a second person missing", FDG, 'verified_by = "verifier"\n', "", "formula.second-person-missing"),
    ("a step that is not counted", FDG, "step = 7", "step = 8", "formula.contents-differ"),
    ("day zero that is no step", FDG, 'day_zero = "receive_vial"', 'day_zero = "arrival"', "formula.day-zero-unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "old", "new", "code"), [each[1:] for each in SPOILT], ids=[each[0] for each in SPOILT])
def test_each_spoilt_formula_is_refused_for_its_reason(base: str, old: str, new: str, code: str) -> None:
    assert old in base
    assert code in stopping(base.replace(old, new, 1))


def test_a_cut_file_is_never_taken_for_a_whole_one() -> None:
    lines = FDG.splitlines(keepends=True)
    for end in range(1, len(lines) - 1, 3):
        assert stopping("".join(lines[:end])), end
    chance = random.Random(20261120)
    for _ in range(60):
        cut = chance.randrange(len(FDG) - 8)
        assert stopping(FDG[:cut]), cut


def test_a_finding_names_file_and_line() -> None:
    spoilt = FDG.replace('unit = "MBq/mL"', 'unit = "MBq/cup"')
    facts = dict(check(spoilt, "site.toml")[0].facts)
    assert facts["file"] == "site.toml"
    assert "MBq/cup" in spoilt.splitlines()[int(facts["line"]) - 1]


def test_fdg_needs_nothing_that_car_t_does_not_use() -> None:
    """A product is data: the second product brings no node, function, kind of step or of container of its own."""
    assert used(formula_of(FDG)) <= used(formula_of(CART)) | {"makes syringe"}


def used(formula: MasterFormula) -> set[str]:
    texts = [each.calc for step in formula.steps for each in step.fields if each.calc] + [each.at for each in formula.shelf_lives]
    found: set[str] = {f"makes {step.makes.kind}" for step in formula.steps if step.makes}
    for text in texts:
        for node in walk(parse(text)):
            found.add(type(node).__name__ + (node.function if isinstance(node, Call) else node.op if isinstance(node, (Bin, Cmp)) else ""))
    return found


def test_a_critical_measure_asks_for_an_own_reading_unless_it_says_otherwise() -> None:
    formula = formula_of(CART)
    assert formula.step("count_harvest").check is Check.INDEPENDENT
    assert formula.step("fill_bag").check is Check.INDEPENDENT
    assert formula.step("add_vector").check is Check.WITNESSED


def test_the_order_of_work_goes_by_day_then_by_file() -> None:
    culture = next(plan for plan in lineup(formula_of(CART)) if plan.stage.name == "culture")
    days = [slot.day for slot in culture.slots]
    assert days == sorted(days)
    names = [slot.step.name for slot in culture.slots]
    assert names.index("sample_day5") == names.index("feed") + 1
    assert [each.name for each in culture.floating] == ["extra_feed"]


def test_rounds_of_a_range_count_whole_things() -> None:
    assert [str(each) for each in rounds("bag 1 piece .. bags", {"bags": Quantity(Decimal(3), "piece")})[1]] == ["1 piece", "2 piece", "3 piece"]
    assert rounds("bag 1 piece .. bags", {"bags": Quantity(Decimal(0), "piece")})[1] == ()


def test_a_new_version_shows_what_it_changes() -> None:
    newer = FDG.replace("version = 1", "version = 2").replace('action = "10 .. 600"', 'action = "10 .. 500"')
    assert difference(FDG, newer) == (
        Change("formula.version", "1", "2"),
        Change("given.prescribed.action", "10 .. 600", "10 .. 500"),
    )
    assert difference(FDG, FDG) == ()
