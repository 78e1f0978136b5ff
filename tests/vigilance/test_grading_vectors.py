"""Every row of the vector files of grades, read in place. No row is excepted."""
from __future__ import annotations

from pathlib import Path

import pytest

from tests.vigilance.grading_vectors import graded, rows, told
from workbench.cli.resources import Resources
from workbench.vigilance.grading.ctcae_reading import editions_of
from workbench.vigilance.grading.icaht_series import Series, early, filled, late, runs

FILES = {
    "crs": ("expected_grade", 14), "icans": ("expected_grade", 18), "ice": ("ice", 11), "icaht": ("expected_grade", 19), "tls": ("clinical_grade", 8),
    "naranjo": ("total", 7), "ctcae": ("grade", 345),
}  # fmt: skip


@pytest.mark.parametrize("scale", FILES)
def test_every_row_has_its_grade(scale: str, shared: Path) -> None:
    column, least = FILES[scale]
    name = f"{scale}_vectors.csv"
    expected = rows(shared, name)
    answers = graded(scale, (shared / "vectors" / name).read_text(encoding="utf-8"))
    assert len(answers) == len(expected) >= least
    assert [each.get("id", each.get("row")) for each in answers] == [each.get("id") or str(at) for at, each in enumerate(expected, 1)]
    wrong = [(given, answer) for given, answer in zip(expected, answers, strict=True) if given[column] != answer["grade"]]
    assert wrong == []
    assert all(each["reason"] and not each["reason"].startswith("grading.") for each in answers)


def test_the_category_of_naranjo_stands_in_the_reason(shared: Path) -> None:
    answers = graded("naranjo", (shared / "vectors" / "naranjo_vectors.csv").read_text(encoding="utf-8"))
    assert all(each["category"] in answer["reason"] for each, answer in zip(rows(shared, "naranjo_vectors.csv"), answers, strict=True))


def test_every_published_patient_is_graded_from_the_series(shared: Path) -> None:
    answers, apart = told("icaht", (shared / "vectors" / "icaht_series.csv").read_text(encoding="utf-8"))
    expected = rows(shared, "icaht_expected.csv")
    assert answers == [{name: each[name] for name in ("patient", "early_grade", "late_grade")} for each in expected]
    assert "patient 8, late grade: Cannot grade" in apart


def test_the_runs_of_the_published_patients(shared: Path) -> None:
    series = rows(shared, "icaht_series.csv")
    for each in rows(shared, "icaht_expected.csv"):
        mine = [row for row in series if row["patient"] == each["patient"]]
        end = min(30, int(mine[0]["last_fu_day"]))
        lowest = dict(sorted(((int(row["day"]), int(row["anc_per_uL"])) for row in mine), reverse=True))
        days = filled([lowest.get(day) for day in range(end + 1)])
        longest = [str(max((run.days for run in runs(days, limit)), default=0)) for limit in (500, 100)]
        assert longest == [each["max_run_le500"], each["max_run_le100"]], each["patient"]
        whole = Series(tuple(lowest.items()), int(mine[0]["last_fu_day"]))
        assert early(whole).grade == int(each["early_grade"])
        assert late(whole).scale == "icaht"


def test_every_criterion_of_the_source_has_its_term(shared: Path) -> None:
    editions = editions_of(Resources().grading)
    for each in rows(shared, "ctcae_lab_criteria.csv"):
        assert each["term"].casefold() in editions[each["ctcae"]].terms, each["term"]
        term = editions[each["ctcae"]].terms[each["term"].casefold()]
        found = {line.grade for sheet in term.sheets.values() for line in (*sheet.criteria[None][None], *sheet.criteria[False]["normal"])}
        stated = {grade for grade in (1, 2, 3, 4) if any(mark.isdigit() or mark in "<>" for mark in each[f"grade{grade}"].split(";")[0])}
        assert stated <= found, (each["term"], stated, found)
