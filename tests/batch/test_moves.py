"""The table of moves, its whole product: every status with every move in every role."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from tests.batch.probe import Probe
from workbench.batch.moves import MOVES, Move, findings
from workbench.batch.records import Status
from workbench.kernel.values import Actor, Role

TABLE = "moves of a batch"


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


def test_only_the_responsible_person_releases_or_rejects() -> None:
    for (_, move), row in MOVES.items():
        if move in (Move.RELEASE_PROVISIONALLY, Move.CERTIFY, Move.REJECT):
            assert row.roles == {Role.RESPONSIBLE}
        assert Role.ADMINISTRATOR not in row.roles
        assert Role.INSPECTOR not in row.roles


def test_nothing_leads_out_of_an_end() -> None:
    ends = {Status.REJECTED, Status.CANCELLED}
    assert not [status for status, _ in MOVES if status in ends]
