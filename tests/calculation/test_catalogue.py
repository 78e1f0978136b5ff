"""The named calculations: each worked example, the published batches, and what the functions beside the grammar do."""
from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calculation.typing_in import code_of, facts_of
from workbench.calculation.catalogue import CATALOGUE, Outcome, calculate, called, suited
from workbench.calculation.limits import within
from workbench.calculation.named import NamedCalculation
from workbench.calculation.named_functions import years_on
from workbench.calculation.nodes import names
from workbench.calculation.parsing import is_name, parse
from workbench.calculation.rounding import half_up
from workbench.calculation.typed import read_quantity, read_typed
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity


def done(name: str, **texts: str) -> Outcome:
    (calculation,) = called(name)
    typed = {each.name: texts.get(each.name, each.assumed) for each in calculation.parameters}
    return calculate(calculation, {each: read_typed(calculation.parameter(each), text) for each, text in typed.items() if text})


def quantity_of(outcome: Outcome) -> Quantity:
    assert isinstance(outcome.value, Quantity)
    return outcome.value


@pytest.mark.parametrize("calculation", CATALOGUE, ids=lambda each: each.name)
def test_the_worked_example(calculation: NamedCalculation) -> None:
    outcome = calculate(calculation, {each.name: read_typed(each, each.example) for each in calculation.parameters})
    assert "; ".join(outcome.shown) == calculation.expected
    assert outcome.unit == calculation.units[0]


@pytest.mark.parametrize("calculation", CATALOGUE, ids=lambda each: each.name)
def test_what_is_said_of_a_calculation_holds(calculation: NamedCalculation) -> None:
    asked = {each.name for each in calculation.parameters}
    assert all(is_name(each) for each in asked)
    assert len(asked) == len(calculation.parameters)
    assert calculation.basis
    if not calculation.function:
        used = names(parse(calculation.expression))
        assert used <= asked
        assert asked - used <= {"duration"}


def test_c1_to_c26_are_all_there_and_each_name_once() -> None:
    assert {each.id for each in CATALOGUE} == {f"C{number}" for number in range(1, 27)}
    assert len({each.name for each in CATALOGUE}) == len(CATALOGUE)


# workflow.md section 4, as it is written there: name, inputs, published figure, and to how many decimals of which power of ten
PUBLISHED = [
    ("viable-concentration", {"live": "52; 48; 55; 45 cell", "dilution": "10"}, "5.00e6", 4),
    ("viability", {"live": "200 cell", "dead": "8 cell"}, "96.15", -2),
    ("counting-uncertainty", {"counted": "200 cell"}, "7.07", -2),
    ("total-cells", {"concentration": "1.2e7 viable_cell/mL", "volume": "42 mL"}, "5.04e8", 6),
    ("expected-cells", {"cells_in": "1.32e9 viable_cell", "recovery": "55 %"}, "7.26e8", 6),
    ("cells-from-car-cells", {"car_cells": "1495e6 car_cell", "car": "26.0 % car_cell/viable_cell"}, "5.750e9", 6),
    ("viable-from-car-cells-by-cd3", {"car_cells": "1495e6 car_cell", "car": "26.0 % car_cell/cd3_cell",
                                      "cd3": "97.9 % cd3_cell/viable_cell"}, "5.873e9", 6),
    ("fold-expansion", {"seeded": "1e8 viable_cell", "harvested": "5.75e9 viable_cell"}, "57.5", -1),
    ("population-doublings", {"seeded": "1e8 viable_cell", "harvested": "5.75e9 viable_cell"}, "5.845", -3),
    ("doubling-time", {"seeded": "1e8 viable_cell", "harvested": "5.75e9 viable_cell", "culture": "12 d"}, "49.3", -1),
    ("dose-per-kg", {"car_cells": "1495e6 car_cell", "weight": "70 kg"}, "21.36e6", 4),
    ("dose-volume", {"target": "2e6 car_cell/kg", "weight": "24.6 kg", "concentration": "1.2e7 viable_cell/mL",
                     "car": "31.5 % car_cell/viable_cell"}, "13.02", -2),
    ("dose-volume-by-cd3", {"target": "2e6 car_cell/kg", "weight": "24.6 kg", "concentration": "1.2e7 viable_cell/mL",
                            "car": "31.5 % car_cell/cd3_cell", "cd3": "98.2 % cd3_cell/viable_cell"}, "13.25", -2),
    *(("fraction-dose", {"fraction": f"{share} %", "target": "1e6 car_cell/kg", "weight": "70 kg"}, wanted, 0)
      for share, wanted in ((10, "7e6"), (30, "21e6"), (60, "42e6"))),
    *(("fraction-volume", {"fraction": f"{share} %", "target": "1e6 car_cell/kg", "weight": "70 kg", "concentration": "3.5e6 car_cell/mL"},
       wanted, -1) for share, wanted in ((10, "2.0"), (30, "6.0"), (60, "12.0"))),
    ("dmso-load", {"volume": "50 mL", "content": "82.5 mg/mL"}, "4.125", -3),
    ("dmso-load-per-kg", {"volume": "50 mL", "content": "82.5 mg/mL", "weight": "12.5 kg"}, "0.33", -2),
    ("dmso-load-by-volume", {"volume": "50 mL", "part": "10 %"}, "5.5", -1),
    ("sodium-load", {"volume": "10 mL"}, "24.3", -1),
    ("sodium-load", {"volume": "50 mL"}, "121.5", -1),
    ("vector-volume", {"cells": "1e8 viable_cell", "moi": "5 TU/viable_cell", "titre": "2.5e8 TU/mL"}, "2.0", -1),
    ("endotoxin-limit", {"weight": "18 kg", "volume": "40 mL"}, "2.25", -2),
    ("maximum-valid-dilution", {"allowed": "2.25 EU/mL", "sensitivity": "0.005 EU/mL"}, "450", 0),
    ("endotoxin-load", {"concentration": "4.9 EU/mL", "volume": "100 mL", "weight": "15 kg"}, "32.7", -1),
    ("radiopharmaceutical-endotoxin-limit", {"volume": "10 mL"}, "17.5", -1),
    ("radiopharmaceutical-endotoxin-limit", {"volume": "10 mL", "route": "intrathecal"}, "1.4", -1),
    *(("vcn-per-transduced", {"vcn": f"{vcn} copy/cell", "car": f"{car} % car_cell/viable_cell"}, wanted, -2)
      for vcn, car, wanted in (("1.45", "26.0", "5.58"), ("2.32", "41.9", "5.54"), ("2.51", "39.7", "6.32"))),
    ("poisson-copies", {"car": "26 % car_cell/viable_cell"}, "0.301", -3),
    ("residual-beads", {"counted": "19 bead", "cells": "1e6 cell"}, "57", 0),
    ("decay-factor", {"elapsed": "2.5 h", "half_life": "109.77 min"}, "0.38783", -5),
    ("decayed-concentration", {"activity": "7400 MBq", "volume": "15 mL", "elapsed": "150 min", "half_life": "109.77 min"}, "191.33", -2),
    ("activity-volume", {"need": "250 MBq", "activity": "7400 MBq", "volume": "15 mL", "elapsed": "150 min", "half_life": "109.77 min"},
     "1.307", -3),
    ("decayed-activity", {"activity": "3700 MBq", "elapsed": "7.5 d", "half_life": "8.0207 d"}, "1935.1", -1),
    ("decayed-activity", {"activity": "7400 MBq", "elapsed": "48 h", "half_life": "6.647 d"}, "6007.0", -1),
    ("decayed-activity", {"activity": "7400 MBq", "elapsed": "-48 h", "half_life": "6.647 d"}, "9116.1", -1),
    ("breakthrough-time", {"measured": "0.05 kBq/MBq"}, "10.49", -2),
    ("risk-score", {"preparation": "5", "quantity": "1", "effect": "5", "process": "5", "supply": "1"}, "125", 0),
]


@pytest.mark.parametrize(("name", "texts", "published", "power"), PUBLISHED)
def test_the_published_figure(name: str, texts: dict[str, str], published: str, power: int) -> None:
    value = quantity_of(done(name, **texts)).value
    assert half_up(value.scaleb(-power), 0) == Decimal(published).scaleb(-power)


def test_the_two_bases_of_a_dose_volume_are_not_mixed() -> None:
    with pytest.raises(Refused) as refusal:
        done("dose-volume", target="2e6 car_cell/kg", weight="24 kg", concentration="1e7 viable_cell/mL", car="31.5 % car_cell/cd3_cell")
    assert facts_of(refusal) == {"unit": "% car_cell/cd3_cell", "other": "% car_cell/viable_cell"}


@pytest.mark.parametrize("basis", ["viable_cell", "cd3_cell", "cell"])
def test_published_donor_derived_batches(shared: Path, basis: str) -> None:
    rows = json.loads((shared / "vectors" / "published_batches.json").read_text(encoding="utf-8"), parse_float=Decimal)["nci_allogeneic"]
    assert len(rows) == 7
    for row in rows:
        found = done("car-cells", cells=f"{row['total_t_per_kg_e6']}e6 {basis}/kg", car=f"{row['car_pct']} % car_cell/{basis}")
        assert found.unit == "car_cell/kg"
        assert half_up(quantity_of(found).value / 1_000_000, 1) == Decimal(row["car_t_per_kg_e6"])


def test_published_validation_batches(shared: Path) -> None:
    rows = json.loads((shared / "vectors" / "published_batches.json").read_text(encoding="utf-8"), parse_float=Decimal)["ari0001"]
    for row in rows:
        viable = done("cells-from-car-cells", car_cells=f"{row['car_cells_e6']}e6 car_cell", car=f"{row['car_pct']} % car_cell/viable_cell")
        back = done("car-cells", cells=f"{quantity_of(viable).value:.6e} viable_cell", car=f"{row['car_pct']} % car_cell/viable_cell")
        assert half_up(quantity_of(back).value / 1_000_000, 0) == row["car_cells_e6"]


def test_published_decay(shared: Path) -> None:
    rows = json.loads((shared / "vectors" / "published_batches.json").read_text(encoding="utf-8"), parse_float=Decimal)["decay"]
    assert rows
    for row in rows:
        found = done("decayed-activity", activity=f"{row['a0']} MBq", elapsed=f"{row['dt_min']} min", half_life=f"{row['thalf_min']} min")
        assert half_up(quantity_of(found).value, 4) == row["expect"]


def test_published_endotoxin(shared: Path) -> None:
    rows = json.loads((shared / "vectors" / "published_batches.json").read_text(encoding="utf-8"), parse_float=Decimal)["endotoxin"]
    assert rows
    for row in rows:
        texts = {"concentration": f"{row['eu_ml']} EU/mL", "volume": f"{row['vol']} mL", "weight": f"{row['kg']} kg"}
        load = quantity_of(done("endotoxin-load", **texts))
        assert half_up(load.value, 4) == row["eu_per_kg"]
        assert within("<= 5", "load", "EU/kg", {"load": load}) is row["pass5"]


@pytest.mark.parametrize(
    ("name", "texts", "code"),
    [
        ("dose-per-kg", {"car_cells": "1e9 viable_cell", "weight": "70 kg"}, "units-differ"),
        ("dose-per-kg", {"car_cells": "1e9 car_cell", "weight": "70"}, "unit-missing"),
        ("dose-per-kg", {"car_cells": "1e9 car_cell", "weight": "0 kg"}, "outside"),
        ("dose-per-kg", {"car_cells": "1e9 car_cell", "weight": "-70 kg"}, "outside"),
        ("dose-per-kg", {"car_cells": "1,234 car_cell", "weight": "70 kg"}, "number-ambiguous"),
        ("dose-per-kg", {"car_cells": "many", "weight": "70 kg"}, "number-unreadable"),
        ("dose-per-kg", {"car_cells": "1e9 cups", "weight": "70 kg"}, "unknown-unit"),
        ("car-cells", {"cells": "4e6 viable_cell/kg", "car": "60.8 % car_cell/cd3_cell"}, "units-differ"),
        ("car-cells", {"cells": "4e6 viable_cell/kg", "car": "60.8 %"}, "units-differ"),
        ("car-cells", {"cells": "4e6 viable_cell/kg", "car": "60.8"}, "unit-missing"),
        ("car-cells", {"cells": "4e6 viable_cell/kg", "car": "101 % car_cell/viable_cell"}, "outside"),
        ("fold-expansion", {"seeded": "1e8 viable_cell", "harvested": "1e9 car_cell"}, "unit-left"),
        ("endotoxin-limit", {"weight": "18 kg", "volume": "40 mL", "duration": "90 min"}, "outside"),
        ("endotoxin-limit", {"weight": "18 kg", "volume": "40 mL", "threshold": "5 EU/kg"}, "units-differ"),
        ("poisson-copies", {"car": "100 % car_cell/viable_cell"}, "no-result"),
        ("viability", {"live": "0 cell", "dead": "0 cell"}, "divided-by-zero"),
        ("bag-split", {"volume": "70 mL", "largest": "50 mL", "smallest": "40 mL"}, "no-split"),
        ("bag-split", {"volume": "1e9 mL", "largest": "1 mL", "smallest": "1 mL"}, "no-split"),
        ("risk-score", {"preparation": "6", "quantity": "1", "effect": "5", "process": "5", "supply": "1"}, "outside"),
        ("risk-score", {"preparation": "2.5", "quantity": "1", "effect": "5", "process": "5", "supply": "1"}, "not-whole"),
        ("retention-end", {"expiry_date": "30.11.2026"}, "date-unreadable"),
        ("retention-end", {"expiry_date": "2026-02-30"}, "date-unreadable"),
        ("retention-end", {"expiry_date": "9990-01-01"}, "out-of-range"),
        ("earliest-expiry", {}, "no-value"),
        ("earliest-expiry", {"product_bud": "2026-11-20T18:00"}, "moment-unreadable"),
        ("earliest-expiry", {"product_bud": "tomorrow"}, "moment-unreadable"),
        ("radiopharmaceutical-endotoxin-limit", {"volume": "10 mL", "route": "oral"}, "no-option"),
        ("custody-gaps", {"taken": "2026-11-20T08:00+01:00; 2026-11-20T09:00+01:00", "handed": "2026-11-20T09:00+01:00"}, "legs-unpaired"),
        ("custody-gaps", {"taken": "2026-11-20T08:00+01:00", "handed": "2026-11-20T07:00+01:00"}, "legs-unpaired"),
    ],
)
def test_refused(name: str, texts: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        done(name, **texts)
    assert code_of(refusal) == code


@pytest.mark.parametrize(
    ("volume", "largest", "smallest", "wanted"),
    [("40", "50", "30", "40"), ("50", "50", "30", "50"), ("80", "50", "30", "50; 30"), ("60", "50", "30", "30; 30"),
     ("110", "50", "30", "50; 30; 30"), ("120", "50", "40", "40; 40; 40"), ("130", "50", "40", "50; 40; 40"),
     ("75", "30", "10", "30; 30; 15"), ("90.5", "30", "0", "30; 30; 30; 0.5")],
)
def test_bags(volume: str, largest: str, smallest: str, wanted: str) -> None:
    assert "; ".join(done("bag-split", volume=f"{volume} mL", largest=f"{largest} mL", smallest=f"{smallest} mL").shown) == wanted


@given(st.integers(1, 4000), st.integers(10, 500), st.integers(0, 500))
def test_bags_hold_the_whole_volume_within_both_limits(volume: int, largest: int, smallest: int) -> None:
    try:
        outcome = done("bag-split", volume=f"{volume} mL", largest=f"{largest} mL", smallest=f"{smallest} mL")
    except Refused:
        fewest = -(-volume // largest)
        assert fewest * smallest > volume or fewest > 100
        return
    fills = [Decimal(each) for each in outcome.shown]
    assert sum(fills) == volume
    assert all(smallest <= each <= largest for each in fills)
    assert len(fills) == -(-volume // largest)


def test_bags_that_do_not_tie_show_the_rest() -> None:
    outcome = done("bag-reconciliation", harvest="120 mL", bags="50; 30; 30 mL", samples="5 mL", loss="2 mL")
    assert outcome.shown == ("3.0",)


def test_the_expiry_that_governs_is_named() -> None:
    outcome = done("earliest-expiry", product_bud="2026-11-20T18:00+01:00", thawed="2026-11-20T18:00+02:00", thawed_life="15 min")
    assert outcome.shown == ("2026-11-20T18:15:00+02:00",)
    assert outcome.says == "thawed governs"
    parts = done("earliest-expiry", component_expiry="2026-11-20T12:00+01:00; 2026-11-19T12:00+01:00", product_bud="2026-11-20T18:00+01:00")
    assert parts.says == "component_expiry 2 governs"


@pytest.mark.parametrize(
    ("day", "years", "wanted"),
    [("2026-11-30", 30, "2056-11-30"), ("2024-02-29", 30, "2054-02-28"), ("2024-02-29", 4, "2028-02-29"), ("2024-02-28", 1, "2025-02-28"),
     ("2096-02-29", 4, "2100-02-28"), ("2026-11-30", 0, "2026-11-30")],
)
def test_retention_is_safe_in_leap_years(day: str, years: int, wanted: str) -> None:
    assert years_on(date.fromisoformat(day), years).isoformat() == wanted
    assert done("retention-end", expiry_date=day, years=str(years)).shown == (wanted,)


def test_custody_has_gaps_or_not() -> None:
    taken, handed = "2026-11-20T08:00+01:00; 2026-11-20T09:00+01:00", "2026-11-20T09:00+01:00; 2026-11-20T11:30+01:00"
    assert done("custody-gaps", taken=taken, handed=handed).says == "no gap"
    late = done("custody-gaps", taken=taken.replace("09:00", "09:12"), handed=handed)
    assert (late.shown, late.unit) == (("12",), "min")


@pytest.mark.parametrize(("factors", "said"), [("5 1 5 5 1", "above 100"), ("5 5 4 1 1", "up to 100")])
def test_exactly_100_is_not_high_risk(factors: str, said: str) -> None:
    given_factors = dict(zip(("preparation", "quantity", "effect", "process", "supply"), factors.split(), strict=True))
    assert done("risk-score", **given_factors).says.startswith(said)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [("2e6 car_cell/kg", "2000000 car_cell/kg"), ("26,0 %", "26.0 %"), ("1.2E-3 mL", "0.0012 mL"), ("5 000 cell", "5000 cell"),
     ("10", "10"), ("-48 h", "-48 h"), ("26 %  car_cell/viable_cell", "26 % car_cell/viable_cell"), ("7mL", "7 mL"),
     ("2 EU/mL", "2 EU/mL"), ("0 cell", "0 cell")],
)
def test_typed_quantities(raw: str, wanted: str) -> None:
    assert str(read_quantity(raw)) == wanted


@pytest.mark.parametrize(
    "raw",
    ["", "mL", "e6 cell", "1e999 cell", "1,234 mL", "1e3,5 mL", "٣ mL", "1e6e6 cell", "nan mL", "5 mL;", "--5 mL", "5 µL"],
)
def test_untypable_quantities(raw: str) -> None:
    with pytest.raises(Refused):
        read_quantity(raw)


@given(st.text(max_size=40))
def test_any_typed_text_is_a_quantity_or_refused(raw: str) -> None:
    try:
        assert read_quantity(raw).value.is_finite()
    except Refused as refusal:
        codes = [each.code for each in refusal.findings]
        if not codes[0].startswith("calculation."):
            pytest.fail(codes[0])


def test_an_id_is_resolved_by_what_is_given() -> None:
    by_cd3 = suited(called("c8"), frozenset({"target", "weight", "concentration", "car", "cd3"}))
    assert [each.name for each in by_cd3] == ["dose-volume-by-cd3"]
    growth = suited(called("C6"), frozenset({"seeded", "harvested"}))
    assert [each.name for each in growth] == ["fold-expansion", "population-doublings"]
    assert suited(called("C2"), frozenset({"live"})) == ()
    assert called("C27") == ()
