"""A product's safety list is read whole or refused, approved by two, and the one in force on the day of onset says what was expected."""
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.desk import codes
from tests.vigilance.reports import Reporting
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.vigilance.actions.listing import approve_list, propose_list, withdraw_list
from workbench.vigilance.records import ListStatus, SafetyListVersion
from workbench.vigilance.safety_lists import code_of, in_force, list_of, lists_for

FILE = """product = "PROBE"
valid_from = 2026-11-01
[[term]]
term = "chills and  fever 39"
[[term]]
term = "rash"
worst_grade = 2
"""


def test_a_file_says_what_is_expected() -> None:
    made = list_of(FILE, "probe.toml", "PROBE.1")
    assert (made.product, made.valid_from, [(each.term, each.worst_grade) for each in made.lines]) == (
        "PROBE", date(2026, 11, 1), [("chills and fever 39", None), ("rash", 2)],
    )  # fmt: skip
    assert (code_of("PROBE.12"), code_of("cells of last Friday"), code_of("CAR-T v2.")) == ("PROBE", "cells of last Friday", "CAR-T v2.")


@pytest.mark.parametrize(("was", "wrong"), [
    ("worst_grade = 2", "worst_grade = 6"), ('term = "rash"', 'term = "Chills and fever 39"'), ('term = "rash"', 'term = " "'),
    ("2026-11-01", "2026-11-01T00:00:00"), ("2026-11-01", '"1 November"'), ("product", "products"), ("worst_grade", "grade"), ("[[term]]", "[[term"),
])  # fmt: skip
def test_what_is_wrong_in_a_file_is_refused(was: str, wrong: str) -> None:
    with pytest.raises(Refused) as refused:
        list_of(FILE.replace(was, wrong), "probe.toml")
    assert codes(refused.value) == {"grading.table-wrong"}


def test_two_approve_and_the_list_of_the_day_of_onset_counts(tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    desk = ward.desk
    with pytest.raises(Refused) as refused:
        propose_list(FILE.replace("PROBE", "OTHER"), "other.toml", **desk.doing("PH1"))
    assert codes(refused.value) == {"vigilance.list-product"}
    propose_list(FILE, "probe.toml", **desk.doing("PH1"))
    with pytest.raises(Refused) as refused:
        propose_list(FILE, "probe.toml", **desk.doing("PH1"))
    assert codes(refused.value) == {"vigilance.list-same"}
    approve_list("PROBE.1", **desk.signing("PH1"))
    case = ward.report()
    assert ward.assess(case).assessments[-1].listed == "", "one signature is not enough"
    with pytest.raises(Refused) as refused:
        approve_list("PROBE.1", **desk.signing("PH1"))
    assert codes(refused.value) == {"vigilance.list-approved-twice"}
    approve_list("PROBE.1", **desk.signing("MD1", Role.PHYSICIAN))
    propose_list(FILE.replace("2026-11-01", "2026-12-01"), "probe.toml", **desk.doing("PH1"))
    approve_list("PROBE.2", **desk.signing("SU1"))
    approve_list("PROBE.2", **desk.signing("RP1"))
    made = ward.assess(case).assessments[-1]
    assert (made.listed, made.expected) == ("PROBE.1", "expected"), "the second begins later"
    rash = ward.assess(ward.report("MD1", reaction="rash")).assessments[-1]
    assert (rash.listed, rash.expected, {each.code for each in rash.reasons}) == ("PROBE.1", "unknown", {"causality.listed-no-grade"})
    with desk.register.reading() as reader:
        lists = lists_for(reader, case.report.product)
    assert [each.version for each in lists] == ["PROBE.2", "PROBE.1"]
    assert in_force(lists, date(2026, 10, 31)) is None
    withdraw_list("PROBE.1", "wrong term", **desk.signing("SU1"))
    assert ward.assess(case).assessments[-1].listed == ""
    states = {each.id: each.status for each in desk.kept(SafetyListVersion)}
    assert states == {"PROBE.1": ListStatus.WITHDRAWN, "PROBE.2": ListStatus.APPROVED}
