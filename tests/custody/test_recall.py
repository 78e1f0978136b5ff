"""A bag that was handed out and is not to be given: who was told, and how it comes back."""
from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.custody.ward import Ward
from tests.desk import codes
from workbench.batch.actions.moving import move_batch
from workbench.batch.moves import Move
from workbench.custody.actions import Called, call_back, record_infusion, take_back
from workbench.custody.recalls import Recall, recalls
from workbench.custody.records import BagReturn, RecallAnswer, RecallCall
from workbench.kernel.findings import Refused


def out(ward: Ward) -> tuple[Recall, ...]:
    """What is called back now."""
    with ward.desk.register.reading() as reader:
        return recalls(reader)


def refused(act: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        act()
    return codes(caught.value)


def test_a_bag_is_called_back_told_of_and_taken_back(tmp_path: Path) -> None:
    ward = Ward(tmp_path)
    desk, bag = ward.desk, ward.bag
    now = desk.clock.at
    told = Called("nurse Rossi, 4B", RecallAnswer.KEPT_APART, True, now)
    assert out(ward) == ()
    assert refused(lambda: call_back(bag.id, told, **desk.doing("PH1"))) == {"custody.not-recalled"}
    move_batch(ward.batch, Move.HOLD, "a later result failed", **desk.doing("SU1"))
    (one,) = out(ward)
    assert (one.bag.id, one.issue.holder, one.told) == (bag.id, "Haematology 4B, nurse Rossi", False)

    assert refused(lambda: call_back(bag.id, told, **desk.doing("WN1"))) == {"people.act-not-allowed"}
    wrong = Called(" ", RecallAnswer.NOT_REACHED, False, now + timedelta(hours=1))
    assert refused(lambda: call_back(bag.id, wrong, **desk.doing("PH1"))) == {"custody.nobody-called", "custody.call-ahead"}
    early = Called("nurse Rossi", RecallAnswer.COMES_BACK, True, one.issue.at - timedelta(minutes=1))
    assert refused(lambda: call_back(bag.id, early, **desk.doing("PH1"))) == {"custody.before-hand-out"}

    call_back(bag.id, Called("ward 4B", RecallAnswer.NOT_REACHED, False, now), **desk.doing("PH1"))
    assert not out(ward)[0].told
    call_back(bag.id, told, **desk.doing("PH1"))
    assert out(ward)[0].told
    assert [each.answer for each in desk.kept(RecallCall)] == [RecallAnswer.NOT_REACHED, RecallAnswer.KEPT_APART]

    assert refused(lambda: take_back(ward.code, "", **desk.doing("PH1"))) == {"custody.state-missing"}
    assert refused(lambda: take_back("nothing", "cold", **desk.doing("PH1"))) == {"barcodes.not-ours"}
    take_back(ward.code, "cold all the time, seal whole", **desk.doing("PH1"))
    assert out(ward) == ()
    assert [each.bag for each in desk.kept(BagReturn)] == [bag.id]
    assert refused(lambda: take_back(ward.code, "cold", **desk.doing("PH1"))) == {"custody.back-already"}
    assert refused(lambda: call_back(bag.id, told, **desk.doing("PH1"))) == {"custody.not-recalled"}
    assert "custody.back-already" in refused(lambda: record_infusion(ward.seen(remark="given though called back"), **desk.doing("WN1")))


def test_what_was_given_is_not_called_back(tmp_path: Path) -> None:
    ward = Ward(tmp_path)
    ward.infuse()
    move_batch(ward.batch, Move.HOLD, "a later result failed", **ward.desk.doing("SU1"))
    assert out(ward) == ()
    assert refused(lambda: take_back(ward.code, "empty", **ward.desk.doing("PH1"))) == {"custody.given-whole"}
