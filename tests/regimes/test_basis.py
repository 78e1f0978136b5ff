"""A basis that lapses between order and batch stops the batch, and says what lifts it."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.desk import Desk, codes
from tests.orders.probe import CODE, LAPSED, PROBE, REGIMES, patient, says
from workbench.batch.actions.opening import open_batch
from workbench.batch.records import Batch
from workbench.kernel.findings import Refused
from workbench.orders.actions import enter_order, verify_order
from workbench.words.findings import told
from workbench.words.translation import ENGLISH


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.formula(PROBE, CODE)
    made.at("2026-11-19T09:00:00+03:00")
    order = enter_order(patient(made).id, CODE, "LAPSED", says(), regimes=REGIMES, **made.doing("PH1"))
    assert {each.code for each in order.findings} == {"regimes.lapses-soon"}
    verify_order("OR-2026-0001", **made.signing("PH2"))
    return made


def test_on_its_last_day_a_basis_still_carries(desk: Desk) -> None:
    done = open_batch("OR-2026-0001", regimes=REGIMES, **desk.doing("PH1"))
    assert {each.code for each in done.findings} == {"regimes.lapses-soon"}
    assert [each.regime for each in desk.kept(Batch)] == ["LAPSED"]


def test_the_day_after_it_stops_a_new_batch_until_it_is_renewed(desk: Desk) -> None:
    desk.at("2026-11-20T00:00:00+03:00")
    with pytest.raises(Refused) as caught:
        open_batch("OR-2026-0001", regimes=REGIMES, **desk.doing("PH1"))
    assert codes(caught.value) == {"regimes.lapsed"}
    said = told(caught.value.findings[0], ENGLISH, desk.zone)
    assert "19-Nov-2026" in said.what
    assert "supervisor" in said.lifted
    assert not desk.kept(Batch)
    renewed = {"LAPSED": replace(LAPSED, valid_until=None)}
    assert open_batch("OR-2026-0001", regimes=renewed, **desk.doing("PH1")).changed
