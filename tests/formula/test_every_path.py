"""What holds on one path and not on another is found, and the paths are named."""
from __future__ import annotations

from pathlib import Path

import pytest

from workbench.formula.checking import check
from workbench.kernel.findings import Finding

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "formulas"
CART = (FOLDER / "CART19-AUTO.toml").read_text("utf-8")
FDG = (FOLDER / "FDG18-DOSE.toml").read_text("utf-8")


def found(base: str, *changes: tuple[str, str]) -> dict[tuple[str, str], Finding]:
    """Findings by code and place."""
    for old, new in changes:
        assert old in base, old
        base = base.replace(old, new, 1)
    return {(each.code, each.where): each for each in check(base, "spoilt.toml")}


def paths(finding: Finding) -> tuple[str, str, str]:
    facts = dict(finding.facts)
    return facts["paths"], facts["of"], facts["first"]


def test_a_branch_forgotten_is_said_once_with_its_condition() -> None:
    spoilt = found(CART, ('is = "if starting is fresh then fresh_viable else thaw_viable"', 'is = "fresh_viable"'))
    finding = spoilt["formula.used-too-early", "step.cells_available.field.available"]
    assert paths(finding) == ("48", "96", "starting is cryopreserved")


def test_a_step_that_no_path_reaches() -> None:
    spoilt = found(CART, ('kind = "time"\nwhen = "final is cryopreserved or', 'kind = "time"\nwhen = "final is cryopreserved and final is fresh and'))
    assert ("formula.unreachable", "step.freeze") in spoilt


def test_a_test_a_field_and_a_shelf_life_that_no_path_reaches() -> None:
    spoilt = found(
        CART,
        ('[test.receipt_sterility_test]\nwhen = "starting is fresh"', '[test.receipt_sterility_test]\nwhen = "starting is fresh and starting is cryopreserved"'),
        ('alert = "<= 24", when = "starting is fresh"', 'alert = "<= 24", when = "starting is fresh and final is fresh and final is cryopreserved"'),
        ('of = "dose"\nwhen = "final is cryopreserved"\nat = "expiry', 'of = "dose"\nwhen = "final is cryopreserved and final is fresh"\nat = "expiry'),
    )
    unreached = {place for code, place in spoilt if code == "formula.unreachable"}
    assert unreached == {"test.receipt_sterility_test", "step.inspect_receipt.field.transit_high", "shelf_life.cryo_medium_dose"}


def test_the_expiry_is_known_when_the_bag_is_made() -> None:
    spoilt = found(CART, ('when = "final is cryopreserved"\nat = "formulate.done', 'when = "final is cryopreserved"\nat = "freeze.done'))
    assert paths(spoilt["formula.expiry-late", "shelf_life.frozen"])[2] == "final is cryopreserved"


def test_a_container_without_any_expiry_on_one_path() -> None:
    text = CART
    for name in ("container", "diluent"):
        start = text.index(f"[shelf_life.{name}]")
        text = text[:start] + text[text.index("\n[", start + 1) + 1 :]
    text = text.replace("shelf_life = 8", "shelf_life = 6")
    spoilt = found(text, ('of = "dose"\nwhen = "final is fresh"', 'of = "reserve"\nwhen = "final is fresh"'))
    finding = spoilt["formula.no-expiry", "step.fill_bag"]
    assert paths(finding)[2] == "final is fresh"
    assert dict(finding.facts)["kind"] == "dose"


def test_a_lot_is_known_only_after_its_scan() -> None:
    spoilt = found(CART, ('scans = ["vector"]  ', 'scans = ["medium"]  '))
    assert dict(spoilt["formula.used-too-early", "step.plan_vector.field.vector_volume"].facts)["name"] == "vector_titre"
    spoilt = found(FDG, ('scans = ["vial"]\n', ""))
    assert ("formula.used-too-early", "step.calculate.field.conc") in spoilt


def test_results_of_a_lot_come_with_its_scan() -> None:
    spoilt = found(
        FDG,
        ('kind = "scan"\ncritical = true', 'kind = "scan"\nwhen = "regime is RU-RPH"\ncritical = true'),
        ('uses = { vial = "drawn" }\n', ""),
    )
    assert paths(spoilt["formula.sample-never-taken", "test.ph"]) == ("1", "2", "regime is CUSTOM")


def test_a_sample_that_one_path_does_not_take() -> None:
    spoilt = found(CART, ('kind = "sample"\nday = 10\n', 'kind = "sample"\nday = 10\nwhen = "dosing is single"\n'))
    assert paths(spoilt["formula.sample-never-taken", "test.day10_sterility"]) == ("48", "96", "dosing is fractionated")


def test_a_result_waits_for_its_sample() -> None:
    spoilt = found(CART, ("car_conc       = { unit = \"car_cell/mL\", is = \"harvest_conc * car\"", 'car_conc       = { unit = "car_cell/mL", is = "harvest_conc * car * endotoxin / 1 EU * 1 mL"'))
    assert dict(spoilt["formula.used-too-early", "step.calculate_yield.field.car_conc"].facts)["name"] == "endotoxin"


def test_a_text_is_read_when_the_step_begins() -> None:
    spoilt = found(
        CART,
        ("Take {take_volume} of harvest, add {diluent}", "Have {bulk_conc}, take {take_volume} of harvest, add {diluent}"),
        ("Возьмите {take_volume} урожая", "Есть {bulk_conc}, возьмите {take_volume} урожая"),
    )
    assert ("formula.text-too-early", "step.formulate") in spoilt  # it hangs on what is typed in the step
    assert found(CART) == {}  # while {bag_aim} of fill_bag can be reckoned before anything is typed


def test_an_optional_value_is_used_only_through_a_sum() -> None:
    spoilt = found(CART, ("sum(feed_volume) + sum(extra_volume)", "sum(feed_volume) + last(extra_volume)"))
    assert dict(spoilt["formula.used-too-early", "step.reconcile_bags.field.fed"].facts)["name"] == "extra_volume"


def test_a_label_before_its_container_on_one_path() -> None:
    spoilt = found(
        CART,
        ("makes = { kind = \"dose\"", "when = \"dosing is single\"\nmakes = { kind = \"dose\""),
    )
    assert paths(spoilt["formula.label-before-container", "step.label_bag"])[2] == "dosing is fractionated"


def test_day_zero_and_the_dose_are_on_every_path() -> None:
    spoilt = found(FDG, ('kind = "scan"\ncritical = true', 'kind = "scan"\nwhen = "regime is RU-RPH"\ncritical = true'))
    assert paths(spoilt["formula.day-zero-missing", "formula.day_zero"]) == ("1", "2", "regime is CUSTOM")
    spoilt = found(FDG, ('kind = "measure"\ncritical = true', 'kind = "measure"\nwhen = "regime is RU-RPH"\ncritical = true'))
    assert ("formula.dose-missing", "formula") in spoilt


@pytest.mark.parametrize("condition", ["weight <= 50 kg", "not weight > 50 kg", "weight <= 50 kg or regime is CUSTOM"])
def test_a_weight_band_is_a_condition_like_another(condition: str) -> None:
    assert found(CART, ("[test.vcn]\n", f'[test.vcn]\nwhen = "{condition}"\n')).keys() == {("formula.used-too-early", "test.vcn_transduced")}


def test_too_many_paths_are_refused() -> None:
    conditions = " and ".join(f"weight > {n} kg" for n in range(20, 28))
    assert ("formula.paths-many", "formula") in found(CART, ("[test.vcn]\n", f'[test.vcn]\nwhen = "{conditions}"\n'))
