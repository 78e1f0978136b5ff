"""The export for a registry: three identifiers apart, what is missing said, and no word of a person."""
from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.followup.years import Years
from tests.vigilance.grading_vectors import rows
from tests.vigilance.rounds import SCHEDULES
from ui.screens.followup_export import exported
from ui.screens.register_export import write_csv
from workbench.cli.resources import Resources
from workbench.followup.form import UNKNOWN
from workbench.followup.registry import UNVERIFIED, lines, registries_of
from workbench.kernel.findings import Refused

CIBMTR = registries_of(Resources().registries)["CIBMTR"]


def test_every_item_of_the_reference_that_the_registry_asks_for_has_its_column(shared: Path) -> None:
    named = {each["source"].split(";")[0].split(" (")[0] for each in rows(shared, "product_linked_items.csv") if each["source"].startswith("CIBMTR 4")}
    heads = " ".join(each.name for each in CIBMTR.fields)
    for source in named:
        form, _, rest = source.removeprefix("CIBMTR ").partition(" ")
        assert form in heads and (not rest or rest.split("-")[0] in heads), source
    apart = [each.of for each in CIBMTR.fields if "Table 1" in each.name]
    assert apart == ["cell_product_id", "batch", "lot"]
    assert all((UNVERIFIED in each.head) is (each.status.value != "read") for each in CIBMTR.fields)


def test_one_line_for_each_follow_up_says_what_is_missing(tmp_path: Path) -> None:
    years = Years(tmp_path)
    years.on(100)
    years.contact()
    years.visit(infections=UNKNOWN)
    years.on(213)
    years.visit(relapse="yes", antigen="lost")
    with years.desk.register.reading() as reader:
        found = list(lines(CIBMTR, exported(reader, SCHEDULES, years.desk.clock.at)))
    first, second = found
    assert (first["4006 Table 1 cell product ID"], first["4006 Table 1 batch number"], first["4006 Table 1 lot number"]) == ("7041220", years.batch, "")
    assert (first["answers"], first["in window"], second["in window"]) == ("CART 2026-11 D100 1", "yes", "late")
    assert {"4006 Table 1 lot number", "4006 Q10-13 route"} <= set(first["missing"].split("; "))
    assert "4100 antigen at relapse" not in first["missing"] and second[f"4100 antigen at relapse {UNVERIFIED}"] == "lost"
    assert first["unknown"] == "infections; other late effects"
    patient = years.trail.patient
    text = " ".join(" ".join(each.values()) for each in found)
    assert not any(word in text for word in (patient.family, patient.given, patient.hospital_no, "+7 900", "Elkina"))
    path = tmp_path / "cibmtr.csv"
    assert write_csv(path, iter(found), lambda _n: None) == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [each["follow-up"] for each in csv.DictReader(file)] == [each.id for each in years.trail.visits_now]


def test_a_registry_that_asks_for_what_there_is_not_is_refused() -> None:
    text = Resources().registries["CIBMTR"].replace('of = "route"', 'of = "colour"')
    with pytest.raises(Refused):
        registries_of({"CIBMTR": text})
