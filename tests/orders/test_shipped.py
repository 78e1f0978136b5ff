"""Orders for the formulas that come with the workbench: what they take, refuse and ask about."""
from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk, codes
from tests.orders.probe import patient
from workbench.kernel.findings import Refused, Severity
from workbench.orders.actions import Prescription, enter_order, record_collection
from workbench.regimes.reading import regimes_of

ROOT = Path(__file__).resolve().parents[2]
REGIMES = regimes_of({path.name: path.read_text(encoding="utf-8") for path in (ROOT / "resources/regimes").glob("*.toml")})
CART = {"weight": "70", "dose_per_kg": "1 000 000", "dosing": "fractionated", "starting": "fresh", "final": "fresh", "surplus": "destroy"}
FDG = {"weight": "70,5", "prescribed": "250", "inject_at": "20-Nov-2026 10:30"}


def said(desk: Desk, code: str, regime: str, given: dict[str, str]) -> tuple[set[str], set[str]]:
    """The codes that stand against the order, and those that it tells."""
    desk.formula((ROOT / f"resources/formulas/{code}.toml").read_text(encoding="utf-8"), code)
    try:
        done = enter_order(patient(desk).id, code, regime, Prescription(given, "MD1"), regimes=REGIMES, **desk.doing("PH1"))
    except Refused as refused:
        return codes(Refused(each for each in refused.findings if each.severity is not Severity.TELLS)), set()
    return set(), {each.code for each in done.findings}


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, set()),
        ({"dose_per_kg": "500000"}, {"orders.dose-outside"}),
        ({"dose_per_kg": "5000001"}, {"orders.dose-outside", "orders.outside"}),
        ({"dose_per_kg": "3000000"}, {"orders.unusual", "orders.reason-needed"}),
        ({"dose_per_kg": "1e6"}, {"calculation.number-exponent"}),
        ({"weight": "700"}, {"orders.weight-absurd"}),
        ({"starting": "thawed"}, {"orders.not-an-option"}),
        ({"markers": "unsure"}, {"orders.not-an-option"}),
        ({"markers": "negative"}, set()),
    ],
)
def test_car_t_cells(tmp_path: Path, change: dict[str, str], refused: set[str]) -> None:
    no, tells = said(Desk(tmp_path), "CART19-AUTO", "EU-HE", {**CART, **change})
    assert no == refused
    assert no or tells == {"regimes.not-verified"}


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, set()),
        ({"prescribed": "601"}, {"orders.dose-outside"}),
        ({"prescribed": "9"}, {"orders.dose-outside"}),
        ({"prescribed": "451"}, {"orders.unusual", "orders.reason-needed"}),
        ({"inject_at": ""}, {"orders.given-missing"}),
        ({"weight": "2"}, {"orders.outside"}),
    ],
)
def test_an_fdg_dose(tmp_path: Path, change: dict[str, str], refused: set[str]) -> None:
    no, tells = said(Desk(tmp_path), "FDG18-DOSE", "RU-RPH", {**FDG, **change})
    assert no == refused
    assert no or tells == {"regimes.not-verified", "regimes.lapses-soon"}


def test_a_collection_of_cells(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert said(desk, "CART19-AUTO", "EU-HE", CART)[0] == set()
    given = {"collected_at": "20-Nov-2026 08:00", "collected_cells": "10 000 000 000", "apheresis_expiry": "23-Nov-2026 08:00"}
    assert record_collection("OR-2026-0001", given, **desk.doing("AN1")).findings == ()
