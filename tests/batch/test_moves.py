"""The table of moves, its whole product: every status with every move in every role."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from tests.batch.probe import Probe
from workbench.batch.moves import MOVES, Move, findings, target
from workbench.batch.records import Status
from workbench.kernel.values import Actor, Role

TABLE = "moves of a batch"
P, T, V, M, S, R = "pharmacist", "technician", "verifier", "physician", "supervisor", "responsible person"
BENCH, HANDS, QUALITY, STOPPERS = {P, T, V, M, S}, {P, T}, {S, R}, {P, S, R}
BY_HAND: dict[tuple[str, str], tuple[str, set[str]]] = {
    ("READY", "START"): ("IN_PROCESS", BENCH),
    ("READY", "CANCEL"): ("CANCELLED", QUALITY),
    ("READY", "HOLD"): ("HELD", STOPPERS),
    ("IN_PROCESS", "PAUSE"): ("PAUSED", HANDS),
    ("IN_PROCESS", "FINISH"): ("QC_PENDING", BENCH),
    ("IN_PROCESS", "HOLD"): ("HELD", STOPPERS),
    ("IN_PROCESS", "STOP"): ("STOPPED", STOPPERS),
    ("PAUSED", "GO_ON"): ("IN_PROCESS", HANDS),
    ("PAUSED", "HOLD"): ("HELD", STOPPERS),
    ("PAUSED", "STOP"): ("STOPPED", STOPPERS),
    ("QC_PENDING", "REVIEW"): ("QC_PENDING", QUALITY),
    ("QC_PENDING", "RELEASE_PROVISIONALLY"): ("PROVISIONAL", {R}),
    ("QC_PENDING", "CERTIFY"): ("RELEASED", {R}),
    ("QC_PENDING", "HOLD"): ("HELD", STOPPERS),
    ("QC_PENDING", "REJECT"): ("REJECTED", {R}),
    ("PROVISIONAL", "REVIEW"): ("PROVISIONAL", QUALITY),
    ("PROVISIONAL", "RELEASE_PROVISIONALLY"): ("PROVISIONAL", {R}),
    ("PROVISIONAL", "CERTIFY"): ("RELEASED", {R}),
    ("PROVISIONAL", "HOLD"): ("HELD", STOPPERS),
    ("PROVISIONAL", "REJECT"): ("REJECTED", {R}),
    ("RELEASED", "REVIEW"): ("RELEASED", QUALITY),
    ("RELEASED", "CERTIFY"): ("RELEASED", {R}),
    ("RELEASED", "HOLD"): ("HELD", QUALITY),
    ("HELD", "RESUME"): ("where it stood", QUALITY),
    ("HELD", "STOP"): ("STOPPED", STOPPERS),
    ("HELD", "REJECT"): ("REJECTED", {R}),
    ("STOPPED", "REJECT"): ("REJECTED", {R}),
}
"""Every move there is, written out a second time by hand. What is not here is refused in every role."""


@pytest.fixture(scope="module")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Probe:
    return Probe(tmp_path_factory.mktemp("moves"))


def test_whole_product(probe: Probe) -> None:
    dossier = probe.dossier
    for status, move, role in product(Status, Move, Role):
        at = replace(dossier, batch=replace(dossier.batch, status=status))
        actor = Actor("RP1", role, "BENCH-1", "Europe/Moscow")
        said = {each.code for each in findings(at, move, actor, probe.desk.clock.at) if each.source == TABLE}
        row = MOVES.get((status, move))
        expected = {"batch.no-such-move"} if row is None else set() if role in row.roles else {"batch.not-your-role"}
        assert said == expected, (status, move, role)


@pytest.mark.parametrize("move", Move, ids=lambda move: move.value)
@pytest.mark.parametrize("status", Status, ids=lambda status: status.value)
def test_a_move_leads_where_it_is_written_and_nowhere_else(probe: Probe, status: Status, move: Move) -> None:
    row, wanted = MOVES.get((status, move)), BY_HAND.get((status.name, move.name))
    assert (row is None) == (wanted is None)
    if row is None or wanted is None:
        return
    assert {each.value for each in row.roles} == wanted[1]
    before = replace(probe.dossier.batch, status=status, resumes=Status.QC_PENDING)
    to = target(replace(probe.dossier, batch=before), move)
    assert to is (Status.QC_PENDING if wanted[0] == "where it stood" else Status[wanted[0]])


def test_what_stands_before_a_release() -> None:
    """Nothing is released past an open step, a gating line, a failed line, a deviation, a label, an amendment, or without a review."""
    names = {check.__name__.strip("_") for check in MOVES[Status.QC_PENDING, Move.RELEASE_PROVISIONALLY].checks}
    assert names == {
        "took_no_part", "all_steps", "gating_tests", "no_failed_record_test", "deviations_assessed", "labels_reconciled", "order_stands",
        "formula_ready", "reviewed", "no_signal_stop", "in_date",
    }  # fmt: skip
    assert {check.__name__ for check in MOVES[Status.QC_PENDING, Move.CERTIFY].checks} - {"record_tests"} >= names - {"took_no_part", "deviations_assessed", "labels_reconciled"}
    for status in (Status.PROVISIONAL, Status.RELEASED):
        again = Move.RELEASE_PROVISIONALLY if status is Status.PROVISIONAL else Move.CERTIFY
        assert {check.__name__.strip("_") for check in MOVES[status, again].checks} >= (names - {"in_date"}) | {"release_lapsed"}
    for status in (Status.QC_PENDING, Status.PROVISIONAL, Status.RELEASED):
        assert "record_tests" in {check.__name__ for check in MOVES[status, Move.CERTIFY].checks}


def test_only_the_responsible_person_releases_or_rejects() -> None:
    for (_, move), row in MOVES.items():
        if move in (Move.RELEASE_PROVISIONALLY, Move.CERTIFY, Move.REJECT):
            assert row.roles == {Role.RESPONSIBLE}
        assert Role.ADMINISTRATOR not in row.roles
        assert Role.INSPECTOR not in row.roles


def test_nothing_leads_out_of_an_end() -> None:
    ends = {Status.REJECTED, Status.CANCELLED}
    assert not [status for status, _ in MOVES if status in ends]
