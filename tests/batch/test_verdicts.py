"""The specification engine, line by line: what a result comes to under which limit, basis, condition, stage and kind of answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.batch.probe import Probe
from workbench.batch.records import ResultKind, TestResult
from workbench.batch.verdicts import SpecLine, Verdict, gating_open, lot_specification, record_open, specification
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Field, Test, TestStage, Text
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity, Role
from workbench.orders.records import Given
from workbench.people.digests import content_digest
from workbench.people.records import Factor, Meaning, Signature
from workbench.stock.records import Lot, LotStatus, Property

AT, ZONE = datetime.fromisoformat("2026-11-21T09:00:00+03:00"), "Europe/Moscow"
NAME = Text("a line", "строка")
OK, BAD, WAIT, NOT, SAID = Verdict.COMPLIES, Verdict.FAILS, Verdict.PENDING, Verdict.NOT_TESTED, Verdict.REPORTED
VALUE, TO_DATE, BELOW, UNTESTED = ResultKind.VALUE, ResultKind.TO_DATE, ResultKind.BELOW, ResultKind.NOT_TESTED
VIABLE = "% car_cell/viable_cell"
GROWTH = ("no_growth", "growth")
STARTING = Field("starting", NAME, "choice", options=("fresh", "cryopreserved"), origin="order")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """A batch that is open, with nothing done in it."""
    return Probe(tmp_path_factory.mktemp("verdicts")).dossier


def line(name: str = "me", *, sample: str = "final", stage: TestStage = TestStage.GATING, **fields: Any) -> Test:
    """A line of a specification, on the final sample unless it is calculated."""
    return Test(name=name, text=NAME, stage=stage, method="", sample="" if "calc" in fields else sample, **fields)


def result(test: Test, raw: str, kind: ResultKind = VALUE, unit: str | None = None, **more: Any) -> TestResult:
    """What an analyst has entered."""
    held: dict[str, Any] = {}
    if raw and kind is not UNTESTED:
        held = {"text": raw} if test.options else {"value": Quantity(Decimal(raw), test.unit if unit is None else unit)}
    key = more.pop("key", f"R-{test.name}")
    return TestResult(key, test.name, kind, raw, AT, ZONE, "QC1", batch="PB-2026-0001", **held, **more)


def lines(of: Dossier, tests: tuple[Test, ...], results: tuple[TestResult, ...], *, checked: bool = True, **given: str) -> dict[str, SpecLine]:
    """The specification of ``of`` if these were its tests, results and what was ordered (``weight="70 kg"``)."""
    signed = tuple(
        Signature(f"G-{each.id}", "QC2", Role.ANALYST, Meaning.CHECKED, AT, ZONE, Factor.PIN, "result", each.id, content_digest((each,))) for each in results
    )
    ordered = []
    for name, text in given.items():
        number, _, unit = text.partition(" ")
        ordered.append(Given(name, text, number, unit))
    versions = (replace(of.versions[0], given=(*(each for each in of.versions[0].given if each.name not in given), *ordered)),)
    formula = replace(of.formula, tests=tests, givens=(*of.formula.givens, STARTING))
    there = replace(of, formula=formula, results=results, versions=versions, signatures=(*of.signatures, *(signed if checked else ())))
    return {each.test.name: each for each in specification(there)}


def verdict(of: Dossier, test: Test, raw: str, kind: ResultKind = VALUE, *, unit: str | None = None, checked: bool = True, **given: str) -> Verdict:
    """What one result comes to."""
    return lines(of, (test,), (result(test, raw, kind, unit),), checked=checked, **given)[test.name].verdict


@pytest.mark.parametrize(
    ("accept", "unit", "good", "bad"),
    [
        (">= 70.0", "%", ("69.95", "70", "100"), ("69.94", "0")),
        ("> 70.0", "%", ("70.05", "71"), ("70.04", "70", "0")),
        ("<= 10.00", "copy/cell", ("10.004", "0"), ("10.005", "11")),
        ("< 5.00", "copy/car_cell", ("4.994",), ("4.995", "5")),
        ("< 100", "piece", ("99.4",), ("99.5", "100")),
        ("4.5 .. 8.5", "", ("4.45", "8.54"), ("4.44", "8.55")),
        ("== 7", "", ("7", "7.4", "6.5"), ("7.5", "6.4")),
        ("me >= 10 mL and me <= 30 mL", "mL", ("9.5", "30.4"), ("9.4", "30.5")),
        ("me < 2 mL or me > 4 mL", "mL", ("1.4", "4.5"), ("1.5", "4.4", "3")),
        ("is no_growth", GROWTH, ("no_growth",), ("growth",)),
        ("is not growth", GROWTH, ("no_growth",), ("growth",)),
        ("is detected", ("detected", "not_detected"), ("detected",), ("not_detected",)),
        ("is absent", ("absent", "present"), ("absent",), ("present",)),
    ],
)
def test_operators(bare: Dossier, accept: str, unit: str | tuple[str, ...], good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    of = line(accept=accept, options=unit) if isinstance(unit, tuple) else line(accept=accept, unit=unit)
    assert [verdict(bare, of, each) for each in good] == [OK] * len(good)
    assert [verdict(bare, of, each) for each in bad] == [BAD] * len(bad)


@pytest.mark.parametrize(
    ("survival", "difference", "wanted"),
    [
        ("14.9", "90.9", OK),
        ("69.94", "0", OK),
        ("69.95", "50.05", OK),
        ("69.95", "50.04", BAD),
        ("14.9", None, OK),
        (None, "90.9", OK),
        ("80", None, WAIT),
        (None, "10", WAIT),
        (None, None, WAIT),
    ],
)
def test_one_or_the_other(bare: Dossier, survival: str | None, difference: str | None, wanted: Verdict) -> None:
    """ARI-0001: survival < 70 % or difference > 50 %; it waits only for what could still change the answer."""
    a, b = line("survival", unit="%", report=True), line("difference", unit="%", report=True)
    either = Test("potency", NAME, TestStage.GATING, "", accept="survival < 70.0 % or difference > 50.0 %")
    held = tuple(result(test, raw) for test, raw in ((a, survival), (b, difference)) if raw is not None)
    found = lines(bare, (a, b, either), held)
    assert found["potency"].verdict is wanted
    assert found["survival"].verdict is (SAID if survival else WAIT)


VCN = line("vcn", unit="copy/cell", accept="<= 10.00")
CAR = line("car", unit=VIABLE, accept=">= 20.0")


def test_copies_per_cell_and_per_transduced_cell_are_two_lines(bare: Dossier) -> None:
    """CD20 (S3): < 5 copies per transduced cell. 1.45 of all cells at 26 % are 5.58: one basis passes, the other does not."""
    per_transduced = line("vcn_transduced", calc="vcn / car * 1 cell/viable_cell", unit="copy/car_cell", accept="< 5", decimals=2)
    found = lines(bare, (VCN, CAR, per_transduced), (result(VCN, "1.45"), result(CAR, "26.0")))
    assert (found["vcn"].verdict, found["vcn_transduced"].verdict) == (OK, BAD)
    value = found["vcn_transduced"].value
    assert isinstance(value, Quantity)
    assert (round(value.value, 2), value.unit) == (Decimal("5.58"), "copy/car_cell")


@pytest.mark.parametrize(
    ("unit", "entered"),
    [("copy/car_cell", "copy/cell"), ("copy/cell", "copy/car_cell"), (VIABLE, "% car_cell/cd3_cell"), ("EU/kg/h", "EU/mL"), ("%", "mL")],
)
def test_a_result_on_another_basis_is_refused_and_never_converted(bare: Dossier, unit: str, entered: str) -> None:
    with pytest.raises(Refused) as refused:
        verdict(bare, line(unit=unit, accept="<= 5"), "1", unit=entered)
    assert [each.code for each in refused.value.findings] == ["calculation.units-differ"]


def test_a_limit_on_another_basis_gives_no_pass(bare: Dossier) -> None:
    assert verdict(bare, line(unit="EU/mL", accept="<= 5 EU/kg/h"), "0.1") is WAIT


def test_a_result_is_told_in_the_unit_of_its_line(bare: Dossier) -> None:
    of = line(unit="EU/mL", accept="<= 0.50")
    assert verdict(bare, of, "500", unit="EU/L") is OK
    assert verdict(bare, of, "510", unit="EU/L") is BAD


ENDOTOXIN = line("endotoxin", unit="EU/mL", accept="< 5.0")
LOAD = line("load", calc="endotoxin * 100 mL / weight / 1 h", unit="EU/kg/h", accept="<= 5")


@pytest.mark.parametrize(("raw", "per_ml", "per_kg"), [("4.9", OK, BAD), ("0.5", OK, OK), ("5", BAD, BAD)])
def test_endotoxin_per_millilitre_and_for_the_patient(bare: Dossier, raw: str, per_ml: Verdict, per_kg: Verdict) -> None:
    """C15: 4.9 EU/mL passes < 5 EU/mL; 100 mL into 15 kg are 32.7 EU/kg."""
    found = lines(bare, (ENDOTOXIN, LOAD), (result(ENDOTOXIN, raw),), weight="15 kg")
    assert (found["endotoxin"].verdict, found["load"].verdict) == (per_ml, per_kg)


@pytest.mark.parametrize(
    ("raw", "weight", "wanted"),
    [("5", "100 kg", OK), ("5.004", "100 kg", BAD), ("5.4", "100 kg", BAD), ("4.999", "100 kg", OK)],
)
def test_a_calculated_load_is_not_rounded_to_its_maximum(bare: Dossier, raw: str, weight: str, wanted: Verdict) -> None:
    free = line("endotoxin", unit="EU/mL", report=True)
    assert lines(bare, (free, LOAD), (result(free, raw),), weight=weight)["load"].verdict is wanted


@pytest.mark.parametrize(("accept", "wanted"), [("<= 2", BAD), ("<= 2.4", OK), ("< 2.4", BAD), ("2 .. 3", OK), ("2.5 .. 3", BAD)])
def test_a_dose_is_not_rounded(bare: Dossier, accept: str, wanted: Verdict) -> None:
    """98.88 mg for 41.2 kg are 2.4 mg/kg: as an analytical result it would be 2, as a dose it is above 2."""
    dose = line("per_kg", calc="98.88 mg / weight", unit="mg/kg", accept=accept)
    assert lines(bare, (dose,), (), weight="41.2 kg")["per_kg"].verdict is wanted


@pytest.mark.parametrize(
    ("kind", "raw", "wanted"),
    [(UNTESTED, "", NOT), (TO_DATE, "no_growth", WAIT), (TO_DATE, "growth", BAD), (VALUE, "no_growth", OK), (VALUE, "growth", BAD)],
)
@pytest.mark.parametrize("stage", TestStage)
def test_not_tested_and_to_date_are_no_pass_in_any_stage(bare: Dossier, kind: ResultKind, raw: str, wanted: Verdict, stage: TestStage) -> None:
    of = line(options=GROWTH, accept="is no_growth", stage=stage)
    found = tuple(lines(bare, (of,), (result(of, raw, kind, day=7 if kind is TO_DATE else None),)).values())
    assert found[0].verdict is wanted
    gating, record = bool(gating_open(found)), bool(record_open(found))
    open_ = wanted is not OK
    assert (gating, record) == ((False, open_) if stage is TestStage.RECORD else (open_, False))


@pytest.mark.parametrize("kind", [VALUE, BELOW])
def test_what_only_one_person_stands_for_is_pending(bare: Dossier, kind: ResultKind) -> None:
    found = lines(bare, (ENDOTOXIN,), (result(ENDOTOXIN, "0.1", kind),), checked=False)["endotoxin"]
    assert (found.verdict, found.checked) == (WAIT, False)


def test_without_a_result_a_line_is_pending_and_for_information_it_fails_nobody(bare: Dossier) -> None:
    told = line("told", unit="%", report=True)
    assert {each.verdict for each in lines(bare, (ENDOTOXIN, told), ()).values()} == {WAIT}
    assert verdict(bare, told, "3") is SAID
    assert verdict(bare, told, "3", BELOW) is SAID
    assert verdict(bare, told, "", UNTESTED) is NOT


@pytest.mark.parametrize(
    ("accept", "detection", "wanted"),
    [
        ("<= 0.5", "0.05", OK),
        ("<= 0.5", "0.5", OK),
        ("<= 0.5", "0.54", OK),
        ("<= 0.5", "0.55", WAIT),
        ("<= 0.5", "2", WAIT),
        ("< 0.5", "0.4", OK),
        ("< 0.5", "0.5", WAIT),
        (">= 70", "10", BAD),
        (">= 70", "69.4", BAD),
        (">= 70", "75", WAIT),
        ("1 .. 10", "0.4", BAD),
        ("1 .. 10", "5", WAIT),
        ("1 .. 10", "20", WAIT),
        ("> 0", "5", WAIT),
    ],
)
def test_below_detection_is_judged_where_everything_below_says_the_same(bare: Dossier, accept: str, detection: str, wanted: Verdict) -> None:
    assert verdict(bare, line(unit="EU/mL", accept=accept), detection, BELOW) is wanted


@pytest.mark.parametrize(("detection", "weight", "wanted"), [("0.05", "15 kg", OK), ("0.75", "15 kg", OK), ("0.76", "15 kg", WAIT), ("2", "15 kg", WAIT)])
def test_a_line_on_a_result_below_detection_is_judged_at_its_worst(bare: Dossier, detection: str, weight: str, wanted: Verdict) -> None:
    found = lines(bare, (ENDOTOXIN, LOAD), (result(ENDOTOXIN, detection, BELOW),), weight=weight)
    assert (found["endotoxin"].verdict, found["load"].verdict) == (OK, wanted)
    held = found["load"].result
    assert held is not None
    assert held.kind is BELOW, "it is shown as less than its value"
    value = found["load"].value
    assert isinstance(value, Quantity)
    assert (round(value.value, 20), value.unit) == (round(Decimal(detection) * 100 / 15, 20), "EU/kg/h")
    unchecked = lines(bare, (ENDOTOXIN, LOAD), (result(ENDOTOXIN, detection, BELOW),), checked=False, weight=weight)
    assert unchecked["load"].verdict is WAIT


@pytest.mark.parametrize(
    ("when", "given", "applies"),
    [
        ("weight <= 50 kg", {"weight": "50 kg"}, True),
        ("weight <= 50 kg", {"weight": "50.4 kg"}, False),
        ("weight > 50 kg", {"weight": "50.0001 kg"}, True),
        ("regime is CUSTOM", {}, True),
        ("regime is not CUSTOM", {}, False),
        ("starting is fresh", {"starting": "fresh"}, True),
        ("starting is cryopreserved", {"starting": "fresh"}, False),
        ("starting is fresh", {}, True),
        ("starting is cryopreserved and weight <= 50 kg", {"starting": "cryopreserved", "weight": "10 kg"}, True),
    ],
)
def test_conditions_on_regime_weight_and_path(bare: Dossier, when: str, given: Mapping[str, str], applies: bool) -> None:
    """Bands are compared unrounded; while it is not known whether a line applies, it does."""
    assert bool(lines(bare, (line(unit="%", accept=">= 70", when=when),), (), **given)) is applies


def test_a_band_in_the_limit_itself(bare: Dossier) -> None:
    """Kymriah (S15): 0.2 to 5.0 million per kg up to 50 kg, 0.1 to 2.5 × 100 million above."""
    accept = "if weight <= 50 kg then me >= 0.2e6 * weight / 1 kg and me <= 5.0e6 * weight / 1 kg else me >= 1e7 and me <= 2.5e8"
    of = line(calc="given_cells", unit="", accept=accept)
    for weight, cells, wanted in (("50 kg", "10000000", OK), ("50 kg", "9999999", BAD), ("50.1 kg", "250000000", OK), ("50.1 kg", "250000001", BAD)):
        there = replace(of, calc=cells)
        assert lines(bare, (there,), (), weight=weight)["me"].verdict is wanted, (weight, cells)


def test_a_corrected_result_is_judged_in_the_place_of_the_old_one(bare: Dossier) -> None:
    first = result(VCN, "12")
    later = result(VCN, "1.2", key="R-later", supersedes=first.id, why="read again")
    assert lines(bare, (VCN,), (first,))["vcn"].verdict is BAD
    found = lines(bare, (VCN,), (first, later))["vcn"]
    assert (found.verdict, found.result) == (OK, later)


def test_a_limit_reckoned_from_the_papers_of_a_lot(bare: Dossier) -> None:
    """175 EU per vial (C16), and what the lot declares of itself: the lot is judged without any batch."""
    of = line("endotoxin", sample="stock_qc", unit="EU/mL", accept="<= 17.5 EU/mg * stock_conc", decimals=1)
    stock = Lot("L1", "stock", "Stock", "26K-01", "1", AT, ZONE, Quantity(Decimal(20), "mL"), LotStatus.RELEASED, (Property("stock_conc", "10", "mg/mL"),))
    formula = replace(bare.formula, tests=(of,))
    for raw, wanted in (("175", OK), ("175.1", BAD)):
        found = lot_specification(formula, stock, (result(of, raw),), (), lambda each: True)
        assert [each.verdict for each in found] == [wanted]
    assert [each.verdict for each in lot_specification(formula, stock, (result(of, "1"),), (), lambda each: False)] == [WAIT]
