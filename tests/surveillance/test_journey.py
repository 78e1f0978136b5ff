"""From three infused bags of one lot to a signed decision that stops things, and to the one that lifts it."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.desk import codes
from tests.surveillance.lots import PLANS, Lots
from workbench.batch.actions.moving import decide
from workbench.batch.moves import Move, findings
from workbench.batch.records import Batch, Status
from workbench.custody.actions import issue_bag
from workbench.kernel.findings import Refused
from workbench.people.records import Signature
from workbench.stock.actions import decide_lot
from workbench.stock.records import Lot, LotStatus
from workbench.surveillance.actions.keeping import keep_signal, open_signal, step_signal
from workbench.surveillance.actions.stopping import close_change_control, lift_stop, open_change_control, stop_by_signal
from workbench.surveillance.analysis import LOTS, MAXSPRT
from workbench.surveillance.records import ChangeControl, Matter, Signal, SignalStop, State, StopKind

WHY = "three of three bags of the lot"


def refused(act: object) -> set[str]:
    with pytest.raises(Refused) as caught:
        act()  # type: ignore[operator]
    return codes(caught.value)


def test_from_the_third_event_to_a_stop_and_back(tmp_path: Path) -> None:
    ward = Lots(tmp_path)
    desk, board = ward.desk, ward.board
    assert {(each.monitor, each.method) for each in board.flags} >= {("crs3", MAXSPRT), ("crs3", LOTS)}
    flag = next(each for each in board.flags if each.method == LOTS)
    assert (flag.lot, flag.lot_number, flag.events) == (ward.lot.id, "26K-01", 3)

    # kept by a person, once
    keep_signal("PROBE", flag.key, WHY, PLANS, **desk.signing("PH1"))
    (signal,) = desk.kept(Signal)
    assert signal.behind == flag.behind and "CART 2026-11" in signal.rule and "from memory" in signal.rule
    assert refused(lambda: keep_signal("PROBE", flag.key, WHY, PLANS, **desk.signing("SU1"))) == {"surveillance.kept-before"}
    assert refused(lambda: keep_signal("PROBE", ("crs3", "nothing", None), WHY, PLANS, **desk.signing("SU1"))) == {"surveillance.not-flagged"}

    # the lot, the bags in stock, new releases
    assert refused(lambda: stop_by_signal(signal.id, StopKind.LOT, ward.lot.id, WHY, **desk.signing("PH1"))) == {"people.act-not-allowed"}
    stop_by_signal(signal.id, StopKind.LOT, ward.lot.id, WHY, **desk.signing("RP1"))
    assert desk.one(Lot, ward.lot.id).status is LotStatus.HELD
    told = stop_by_signal(signal.id, StopKind.BAGS, ward.lot.id, WHY, **desk.signing("RP1")).findings
    assert any(each.code == "surveillance.batch-held" for each in told)
    assert desk.one(Batch, ward.batch).status is Status.HELD
    assert {each.status.value for each in ward.dossier.bags} == {"held"}
    stop_by_signal(signal.id, StopKind.RELEASES, "PROBE", WHY, **desk.signing("RP1"))
    assert refused(lambda: stop_by_signal(signal.id, StopKind.RELEASES, "PROBE", WHY, **desk.signing("RP1"))) == {"surveillance.stopped-before"}

    # what they stop
    assert "custody.held-by-signal" in refused(lambda: issue_bag(ward.bag.id, "Ward", **desk.doing("PH1")))
    assert refused(lambda: decide_lot(ward.lot.id, LotStatus.RELEASED, WHY, **desk.signing("SU1"))) == {"stock.held-by-signal"}
    assert "batch.stopped-by-signal" in refused(lambda: decide(ward.batch, Move.RESUME, "looked at", **desk.signing("SU1")))
    waiting = replace(ward.dossier, batch=replace(ward.dossier.batch, status=Status.QC_PENDING))
    against = [each for each in findings(waiting, Move.RELEASE_PROVISIONALLY, desk.actor("RP1"), desk.clock.at) if each.code == "batch.stopped-by-signal"]
    assert {dict(each.facts)["stop"] for each in against} == {"hold the lot", "hold the bags in stock", "stop new releases"}
    assert all(dict(each.facts)["number"] == signal.id for each in against)

    # its life, by separate persons
    assert refused(lambda: step_signal(signal.id, State.CLOSED, WHY, **desk.signing("SU1"))) == {"surveillance.no-such-step"}
    assert "people.act-not-allowed" in refused(lambda: step_signal(signal.id, State.VALIDATED, WHY, **desk.signing("PH1")))
    step_signal(signal.id, State.VALIDATED, "the sheets were read", **desk.signing("SU1"))
    step_signal(signal.id, State.ASSESSED, "fever in each", **desk.signing("RP1"))
    open_change_control(signal.id, Matter.SPECIFICATION, "PROBE, endotoxin", "look at the limit", **desk.signing("SU1"))
    step_signal(signal.id, State.ACTION, "lot held, limit looked at", **desk.signing("SU1"))
    assert refused(lambda: step_signal(signal.id, State.CLOSED, WHY, **desk.signing("SU2"))) == {"surveillance.still-stopped", "surveillance.change-open"}

    # lifted, each by a signature; what was held comes back by its own decision
    for stop in desk.kept(SignalStop):
        lift_stop(stop.id, "the lot was tested again", **desk.signing("RP1"))
    (change,) = desk.kept(ChangeControl)
    assert refused(lambda: close_change_control(change.id, "kept", **desk.signing("SU1"))) == {"surveillance.own-change"}
    close_change_control(change.id, "the limit stays", **desk.signing("SU2"))
    assert desk.one(Lot, ward.lot.id).status is LotStatus.HELD
    decide_lot(ward.lot.id, LotStatus.RELEASED, "tested again", **desk.signing("SU1"))
    decide(ward.batch, Move.RESUME, "tested again", **desk.signing("SU1"))
    issue_bag(ward.bag.id, "Ward", **desk.doing("PH1"))
    assert refused(lambda: step_signal(signal.id, State.CLOSED, WHY, **desk.signing("RP1"))) == {"surveillance.own-assessment"}
    step_signal(signal.id, State.CLOSED, "nothing found", **desk.signing("SU2"))
    trail = ward.trail(signal.id)
    assert trail.over and [each.state for each in trail.steps] == [State.DETECTED, State.VALIDATED, State.ASSESSED, State.ACTION, State.CLOSED]
    assert trail.signal == signal, "what it rested on is as it was"
    assert len([each for each in desk.kept(Signature) if each.kind == "signal"]) == 5


def test_a_person_opens_one_by_hand_and_does_not_end_it_alone(tmp_path: Path) -> None:
    ward = Lots(tmp_path, grades=(1,))
    desk = ward.desk
    assert refused(lambda: open_signal("PROBE", "seen on the ward", (), **desk.signing("SU1"))) == {"surveillance.no-bags"}
    open_signal("PROBE", "seen on the ward", ("X1-1",), **desk.signing("SU1"))
    (signal,) = desk.kept(Signal)
    assert "surveillance.own-signal" in refused(lambda: step_signal(signal.id, State.REFUTED, "nothing in it", **desk.signing("SU1")))
    step_signal(signal.id, State.REFUTED, "nothing in it", **desk.signing("SU2"))
    assert refused(lambda: stop_by_signal(signal.id, StopKind.RELEASES, "PROBE", WHY, **desk.signing("RP1"))) == {"surveillance.over"}
