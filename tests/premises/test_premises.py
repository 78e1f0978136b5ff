"""Equipment: fit, lapsed, soon due, unknown; added and renewed."""
from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, codes
from workbench.formula.records import EquipmentNeed, Text
from workbench.kernel.findings import Refused, Severity
from workbench.premises.actions import add_equipment, renew_equipment
from workbench.premises.records import Due, Equipment
from workbench.premises.rules import fit, fit_for

DAY = date(2026, 11, 20)
BALANCE = EquipmentNeed("balance", Text("Balance", "Весы"), ("calibration", "cleaning"))


def balance(key: str = "BAL-1", calibration: date | None = DAY + timedelta(days=99), cleaning: date | None = DAY + timedelta(days=99)) -> Equipment:
    dues = tuple(Due(need, until) for need, until in (("calibration", calibration), ("cleaning", cleaning)) if until)
    return Equipment(key, "balance", key, "PH-2", dues)


@pytest.mark.parametrize(
    ("piece", "wanted"),
    [
        (balance(), []),
        (balance(calibration=DAY - timedelta(days=1)), [("premises.need-lapsed", Severity.DECIDES)]),
        (balance(calibration=DAY), [("premises.need-soon", Severity.TELLS)]),
        (balance(calibration=DAY + timedelta(days=3)), [("premises.need-soon", Severity.TELLS)]),
        (balance(calibration=DAY + timedelta(days=4)), []),
        (balance(calibration=None), [("premises.need-not-recorded", Severity.DECIDES)]),
        (Equipment("X", "freezer", "X", ""), [("premises.wrong-kind", Severity.STOPS)]),
    ],
)
def test_whether_a_piece_is_fit(piece: Equipment, wanted: list[tuple[str, Severity]]) -> None:
    found = fit(piece, "balance", BALANCE.needs, DAY)
    assert [(each.code, each.severity) for each in found] == wanted
    assert codes(Refused(found)) == {code for code, _ in wanted}


def test_the_fittest_piece_counts() -> None:
    lapsed, soon, bare = balance("A", DAY - timedelta(days=1)), balance("B", DAY), balance("C", None, None)
    assert [each.code for each in fit_for(BALANCE, [lapsed, soon, bare], DAY)] == ["premises.need-soon"]
    assert [each.code for each in fit_for(BALANCE, [bare, lapsed], DAY)] == ["premises.need-lapsed"]
    assert not fit_for(BALANCE, [lapsed, balance()], DAY)
    none = fit_for(BALANCE, [Equipment("X", "freezer", "X", "")], DAY)
    assert [(each.code, each.severity) for each in none] == [("premises.no-equipment", Severity.STOPS)]
    assert codes(Refused(none))


def refused(act: Any, *args: Any, **more: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return codes(caught.value)


def test_equipment_is_added_and_renewed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    add_equipment("BAL-1", "balance", " Balance  1 ", "PH-2", [Due("calibration", DAY)], **desk.doing("TE1"))
    renew_equipment("BAL-1", "cleaning", DAY, "log 17", **desk.doing("SU1"))
    renew_equipment("BAL-1", "calibration", date(2027, 11, 1), "certificate 4711", **desk.doing("PH1"))
    kept = desk.one(Equipment, "BAL-1")
    assert kept == Equipment("BAL-1", "balance", "Balance 1", "PH-2", (Due("calibration", date(2027, 11, 1)), Due("cleaning", DAY)))
    assert add_equipment("", "balance", "Balance 2", "", **desk.doing("TE1")).changed[0].id  # type: ignore[attr-defined]


def test_equipment_is_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    add_equipment("BAL-1", "balance", "Balance", "PH-2", **desk.doing("TE1"))
    who = desk.doing("TE1")
    assert refused(add_equipment, "BAL-1", "balance", "Balance", "PH-2", **who) == {"premises.known"}
    assert refused(add_equipment, "B", " ", "", "PH-2", **who) == {"premises.kind-missing", "premises.name-missing"}
    twice = [Due("calibration", DAY), Due("calibration", DAY)]
    assert refused(add_equipment, "B", "balance", "Balance", "", twice, **who) == {"premises.needs-unclear"}
    assert refused(add_equipment, "B", "balance", "Balance", "", [Due(" ", DAY)], **who) == {"premises.needs-unclear"}
    assert refused(add_equipment, "B", "balance", "Balance", "", **desk.doing("QC1")) == {"people.act-not-allowed"}
    assert refused(renew_equipment, "B", "calibration", DAY, "certificate", **who) == {"premises.unknown"}
    assert refused(renew_equipment, "BAL-1", "calibration", DAY - timedelta(days=1), "certificate", **who) == {"premises.renewed-to-the-past"}
    assert refused(renew_equipment, "BAL-1", "calibration", DAY, "", **who) == {"people.reason-missing"}
    assert refused(renew_equipment, "BAL-1", " ", DAY, "certificate", **who) == {"premises.needs-unclear"}
