"""A batch from its first step to its certificates, and what refuses on the way."""
from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.batch.probe import Probe
from tests.desk import codes
from workbench.batch.actions.moving import decide, move_batch
from workbench.batch.moves import Move
from workbench.batch.progress import TurnState
from workbench.batch.records import BagStatus, Status
from workbench.batch.verdicts import Verdict, specification
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity


@pytest.fixture()
def probe(tmp_path: Path) -> Probe:
    return Probe(tmp_path)


def test_whole_batch_is_released_and_certified(probe: Probe) -> None:
    probe.made()
    dossier = probe.dossier
    assert dossier.batch.status is Status.QC_PENDING
    assert [(each.number, each.of, each.volume) for each in dossier.bags] == [(1, 2, Quantity(Decimal("2.50"), "mL")), (2, 2, Quantity(Decimal("2.50"), "mL"))]
    lines = {each.test.name: each.verdict for each in specification(dossier)}
    assert lines["load"] is Verdict.COMPLIES
    assert lines["sterility"] is Verdict.PENDING
    decide(probe.batch, Move.REVIEW, "", **probe.desk.signing("SU1"))
    decide(probe.batch, Move.RELEASE_PROVISIONALLY, "", **probe.desk.signing("RP1"))
    dossier = probe.dossier
    assert dossier.batch.status is Status.PROVISIONAL
    assert {each.status for each in dossier.bags} == {BagStatus.RELEASED}
    assert [each.test for each in dossier.decisions[-1].pending] == ["sterility", "look_of_it"]
    with pytest.raises(Refused) as refused:
        decide(probe.batch, Move.CERTIFY, "", **probe.desk.signing("RP1"))
    assert codes(refused.value) == {"batch.test-missing"}
    probe.result("look_of_it", "clear")
    probe.result("sterility", "no_growth")
    decide(probe.batch, Move.CERTIFY, "", **probe.desk.signing("RP1"))
    assert probe.dossier.batch.status is Status.RELEASED


def test_order_is_forced(probe: Probe) -> None:
    with pytest.raises(Refused) as refused:
        probe.start("plan")
    assert "batch.not-its-turn" in codes(refused.value)
    assert probe.stand.turn("check_order", "").state is TurnState.OPEN
