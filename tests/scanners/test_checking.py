"""What the test of a scanner showed is a fact of the register: complete, by somebody who may, at their own workstation."""
from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import PLACE, Desk, codes
from workbench.kernel.findings import Refused
from workbench.scanners.actions import check_scanner
from workbench.scanners.records import ScannerCheck
from workbench.scanners.rules import Arrival
from workbench.scanners.symbols import GS, SYMBOLS

RIGHT = tuple((each.name, Arrival(each.carries.encode())) for each in SYMBOLS)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_check_says_who_where_and_what(desk: Desk) -> None:
    check_scanner("COM7", RIGHT, **desk.doing("TE1"))
    (kept,) = desk.kept(ScannerCheck)
    assert (kept.workstation, kept.way, kept.separator, kept.faults, kept.person, kept.at) == (PLACE, "COM7", True, (), "TE1", desk.clock.at)


def test_a_scanner_with_faults_is_kept_as_such(desk: Desk) -> None:
    check_scanner("", [(each.name, Arrival(each.carries.replace(GS, "|").encode())) for each in SYMBOLS], **desk.doing("AD1"))
    (kept,) = desk.kept(ScannerCheck)
    assert (kept.separator, kept.faults) == (False, ("scanner.separator-other",))


@pytest.mark.parametrize(("arrived", "person", "code"), [
    (RIGHT[:-1], "TE1", "scanner.symbols-left"),
    ((), "TE1", "scanner.symbols-left"),
    (RIGHT, "IN1", "people.act-not-allowed"),
])  # fmt: skip
def test_half_a_check_or_one_by_nobody_is_refused(desk: Desk, arrived: tuple[tuple[str, Arrival], ...], person: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_scanner("", arrived, **desk.doing(person))
    assert codes(refused.value) == {code}
    assert desk.kept(ScannerCheck) == ()
