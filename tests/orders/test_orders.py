"""Orders: entered, judged, verified, amended, countersigned, held, cancelled."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, codes
from tests.orders.probe import CODE, GIVEN, PROBE, REGIMES, order, patient, says
from workbench.batch.records import Bag, BagStatus, Batch, Status
from workbench.formula.records import FormulaStatus
from workbench.kernel.findings import Done, Refused
from workbench.kernel.values import Quantity, Role
from workbench.orders import actions
from workbench.orders.content import signed_content
from workbench.orders.records import Channel, Collection, Given, Order, OrderStatus, OrderVersion, Patient
from workbench.people.digests import holds_for
from workbench.people.records import Appointment, Factor, Meaning, Person, Signature


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.formula(PROBE, CODE)
    return made


def refused(act: Any, *args: Any, **more: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return codes(caught.value)


def told(done: Done) -> set[str]:
    return {each.code for each in done.findings}


def enter(desk: Desk, of: str = "", regime: str = "LAWFUL", **more: Any) -> Done:
    of = of or patient(desk).id
    who = {**desk.doing(more.pop("who", "PH1")), **({"proof": more.pop("proof")} if "proof" in more else {})}
    return actions.enter_order(of, more.pop("formula", CODE), regime, says(**more), regimes=REGIMES, **who)


def verify(desk: Desk, key: str, who: str = "PH2") -> Done:
    return actions.verify_order(key, **desk.signing(who, factor=Factor.PIN))


def batch_for(desk: Desk, of: Order, status: Status = Status.IN_PROCESS) -> Batch:
    """A batch as opening one leaves it, in the status asked for."""
    now = desk.one(Order, of.id)
    made = Batch(f"PD-{of.id}", 1, of.id, now.version, of.patient, f"{CODE}.1", of.regime, status, desk.clock.at, desk.zone)
    desk.put(made)
    desk.change(now, status=OrderStatus.IN_BATCH)
    return made


def test_an_order_is_entered_with_what_was_typed_and_what_it_means(desk: Desk) -> None:
    done = enter(desk, ward="3B", planned=desk.clock.at, weighed_on=date(2026, 11, 19))
    kept, version = desk.one(Order, "OR-2026-0001"), desk.one(OrderVersion, "OR-2026-0001.1")
    assert (kept.status, kept.version, kept.ward, kept.regime) == (OrderStatus.ENTERED, 1, "3B", "LAWFUL")
    assert {each.name: each.value for each in version.given} == {
        "weight": "70", "dose_per_kg": "2.5", "route": "slow", "give_at": "2026-11-21T10:30:00+03:00", "remark": "none",
    }  # fmt: skip
    assert next(each.raw for each in version.given if each.name == "dose_per_kg") == "2,5"
    assert (version.entered_by, version.prescriber, version.why, version.weighed_on) == ("PH1", "MD1", None, date(2026, 11, 19))
    assert told(done) == set()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"weight": ""}, {"orders.given-missing"}),
        ({"weight": "1,234"}, {"calculation.number-ambiguous"}),
        ({"weight": "1e3"}, {"calculation.number-exponent"}),
        ({"weight": "7000"}, {"orders.weight-absurd"}),
        ({"weight": "0,2"}, {"orders.weight-absurd"}),
        ({"weight": "2"}, {"orders.outside"}),
        ({"dose_per_kg": "0"}, {"orders.dose-outside"}),
        ({"dose_per_kg": "-1"}, {"orders.dose-outside"}),
        ({"dose_per_kg": "6", "weight": "70"}, {"orders.dose-outside", "orders.unusual", "orders.reason-needed"}),
        ({"route": "sideways"}, {"orders.not-an-option"}),
        ({"nonsense": "1"}, {"orders.given-unknown"}),
    ],
)
def test_a_value_that_cannot_be_ordered_is_refused_in_place(desk: Desk, given: dict[str, str], wanted: set[str]) -> None:
    of = patient(desk).id
    before = desk.head()
    assert refused(enter, desk, of, given=given) == wanted
    assert desk.head() == before


def test_the_dose_is_refused_above_its_single_maximum_even_where_each_part_is_usual(desk: Desk) -> None:
    with pytest.raises(Refused) as caught:
        enter(desk, given={"weight": "149", "dose_per_kg": "4.9"}, reasons={"weight": "seen", "dose_per_kg": "seen", "ordered": "seen"})
    assert {(each.code, each.where) for each in caught.value.findings} >= {("orders.dose-outside", "ordered")}


def test_what_is_unusual_needs_a_reason_for_each_value(desk: Desk) -> None:
    of = patient(desk).id
    high = {"weight": "155", "dose_per_kg": "0.5"}
    assert refused(enter, desk, of, given=high) == {"orders.unusual", "orders.reason-needed"}
    assert refused(enter, desk, of, given=high, reasons={"weight": "weighed twice", "dose_per_kg": " "}) >= {"orders.reason-needed"}
    done = enter(desk, of, given=high, reasons={"weight": "weighed twice", "dose_per_kg": "kidneys"})
    assert told(done) == {"orders.unusual"}
    assert desk.kept(OrderVersion)[0].why == "dose_per_kg: kidneys; weight: weighed twice"


def test_the_sum_with_earlier_doses_is_refused_above_its_maximum(desk: Desk) -> None:
    first = order(desk)
    made = batch_for(desk, first, Status.RELEASED)
    bag = Bag("B1", made.id, 1, 3, "dose", "weigh", "", Quantity(Decimal(600), "mg"), Quantity(Decimal(5), "mL"), desk.clock.at, "x", BagStatus.ISSUED)
    reserve, bad = replace(bag, id="B2", number=2, kind="reserve"), replace(bag, id="B3", number=3, status=BagStatus.REJECTED)
    desk.put(bag, reserve, bad)
    with pytest.raises(Refused) as caught:
        enter(desk, first.patient)
    assert {(each.code, each.where) for each in caught.value.findings} == {("orders.dose-outside", "given_before")}
    assert "orders.dose-outside" not in told(enter(desk, first.patient, given={"dose_per_kg": "1"}))


def test_a_weight_that_changed_or_is_old_needs_a_reason(desk: Desk) -> None:
    of = patient(desk).id
    enter(desk, of)
    assert refused(enter, desk, of, given={"weight": "77.1"}) == {"orders.weight-changed", "orders.reason-needed"}
    assert refused(enter, desk, of, given={"weight": "62.9"}) == {"orders.weight-changed", "orders.reason-needed"}
    assert told(enter(desk, of, given={"weight": "77"})) == {"orders.duplicate"}
    assert told(enter(desk, of, given={"weight": "60"}, reasons={"weight": "after dialysis"})) == {"orders.weight-changed", "orders.duplicate"}


def test_a_weight_is_of_a_day_that_has_come(desk: Desk) -> None:
    assert refused(enter, desk, weighed_on=date(2026, 11, 21)) == {"orders.weighed-later"}
    assert told(enter(desk, desk.kept(Patient)[0].id, weighed_on=date(2026, 11, 20))) == set()


def test_a_weight_is_old_after_thirty_days(desk: Desk) -> None:
    of = patient(desk).id
    assert refused(enter, desk, of, weighed_on=date(2026, 10, 20)) == {"orders.weight-old", "orders.reason-needed"}
    assert told(enter(desk, of, weighed_on=date(2026, 10, 21))) == set()


def test_a_second_active_order_is_told_and_an_ended_one_is_not(desk: Desk) -> None:
    first = order(desk)
    assert told(enter(desk, first.patient)) == {"orders.duplicate"}
    for each in desk.kept(Order):
        actions.cancel_order(each.id, "entered twice", **desk.signing("PH1"))
    assert told(enter(desk, first.patient)) == set()


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({"regime": "LAPSED"}, {"regimes.lapsed"}),
        ({"regime": "CUSTOM"}, {"orders.regime-not-allowed", "regimes.unknown"}),
        ({"formula": "NO-SUCH"}, {"orders.no-approved-formula"}),
        ({"prescriber": "PH1"}, {"people.role-not-held"}),
        ({"prescriber": "XX"}, {"people.unknown"}),
        ({"channel": Channel.TELEPHONE}, {"orders.told-by-missing", "orders.not-read-back"}),
        ({"channel": Channel.TELEPHONE, "told_by": "Dr Costa"}, {"orders.not-read-back"}),
        ({"channel": Channel.SCREEN}, {"orders.screen-by-prescriber"}),
        ({"channel": Channel.SCREEN, "who": "MD1"}, {"orders.signature-missing"}),
        ({"channel": Channel.SCREEN, "who": "MD2"}, {"orders.screen-by-prescriber"}),
        ({"who": "TE1"}, {"people.act-not-allowed"}),
        ({"of": "P9"}, {"orders.no-such-patient"}),
    ],
)
def test_an_order_is_refused(desk: Desk, more: dict[str, Any], wanted: set[str]) -> None:
    assert refused(enter, desk, **more) == wanted


def test_a_formula_counts_only_when_approved_and_the_newest_counts(desk: Desk) -> None:
    desk.formula(PROBE.replace("version = 1", "version = 2").replace('"<= single_max"', '"<= 100 mg"'), CODE, 2, FormulaStatus.PROVED)
    assert told(enter(desk)) == set()
    desk.formula(PROBE.replace("version = 1", "version = 3").replace('"<= single_max"', '"<= 100 mg"'), CODE, 3)
    assert refused(enter, desk, desk.kept(Order)[0].patient) == {"orders.dose-outside"}


def test_a_prescriber_signs_what_they_enter_on_the_screen(desk: Desk) -> None:
    done = enter(desk, who="MD1", channel=Channel.SCREEN, proof=desk.proof("MD1", Factor.PIN))
    signed = done.changed[-1]
    assert isinstance(signed, Signature)
    assert (signed.meaning, signed.person, signed.subject) == (Meaning.PRESCRIBED, "MD1", "OR-2026-0001.1")


def test_another_person_verifies(desk: Desk) -> None:
    key = order(desk).id
    assert refused(verify, desk, key, "PH1") == {"orders.own-order"}
    assert refused(actions.verify_order, key, **{**desk.doing("PH2"), "proof": desk.proof("PH1")}) == {"people.proof-of-another"}
    assert refused(verify, desk, key, "TE1") == {"people.act-not-allowed"}
    assert refused(verify, desk, "OR-1") == {"orders.no-such-order"}
    verify(desk, key)
    assert desk.one(Order, key).status is OrderStatus.VERIFIED
    signed = desk.kept(Signature)[-1]
    assert holds_for(signed, signed_content(desk.one(Order, key), desk.one(OrderVersion, f"{key}.1")))
    assert refused(verify, desk, key) == {"orders.already-verified"}


def test_whoever_prescribed_does_not_verify_in_another_role(desk: Desk) -> None:
    desk.put(Appointment("A-PH2-prescriber", "PH2", Role.PRESCRIBER, date(2026, 1, 1)))
    key = enter(desk, prescriber="PH2").changed[0].id  # type: ignore[attr-defined]
    assert refused(verify, desk, key) == {"orders.own-order"}


def test_a_signature_under_an_order_lapses_with_any_value_of_the_version(desk: Desk) -> None:
    key = order(desk).id
    verify(desk, key)
    signed, kept, version = desk.kept(Signature)[-1], desk.one(Order, key), desk.one(OrderVersion, f"{key}.1")
    assert holds_for(signed, signed_content(replace(kept, status=OrderStatus.HELD, ward="x"), version))
    other = (*version.given[1:], Given("weight", "71", "71", "kg"))
    for content in (
        signed_content(kept, replace(version, given=other)),
        signed_content(kept, replace(version, prescriber="MD2")),
        signed_content(replace(kept, patient="P9"), version),
        signed_content(replace(kept, regime="LAPSED"), version),
    ):
        assert not holds_for(signed, content)


def test_a_weight_by_telephone_is_read_back_verified_again_and_countersigned(desk: Desk) -> None:
    key = order(desk).id
    verify(desk, key)
    by_phone = replace(says(), given={"weight": "80"}, channel=Channel.TELEPHONE, told_by="Dr Costa")
    assert refused(actions.amend_order, key, by_phone, "weighed again", **desk.doing("PH1")) >= {"orders.not-read-back"}
    done = actions.amend_order(key, replace(by_phone, read_back=True), "weighed again", **desk.doing("PH1"))
    assert told(done) == {"orders.weight-changed"}, "the reason of the amendment answers it"
    kept, version = desk.one(Order, key), desk.one(OrderVersion, f"{key}.2")
    assert (kept.status, kept.version) == (OrderStatus.ENTERED, 2)
    assert (version.why, version.told_by, version.read_back, version.supersedes) == ("weighed again", "Dr Costa", True, f"{key}.1")
    assert {each.name: each.value for each in version.given} | {"weight": "70"} == {
        each.name: each.value for each in desk.one(OrderVersion, f"{key}.1").given
    }
    verify(desk, key)
    assert refused(actions.countersign_order, key, **desk.signing("MD2")) == {"orders.not-the-prescriber"}
    assert refused(actions.countersign_order, key, **desk.signing("PH1")) == {"people.act-not-allowed"}
    signed = actions.countersign_order(key, **desk.signing("MD1", factor=Factor.PIN)).changed
    assert [(each.meaning, each.subject) for each in signed] == [(Meaning.PRESCRIBED, f"{key}.2")]  # type: ignore[attr-defined]
    assert refused(actions.countersign_order, key, **desk.signing("MD1")) == {"orders.nothing-to-countersign"}


def test_an_amendment_must_change_something_and_say_why(desk: Desk) -> None:
    key = order(desk).id
    assert refused(actions.amend_order, key, says(), "no reason at all", **desk.doing("PH1")) == {"orders.nothing-changed"}
    assert refused(actions.amend_order, key, says(given={"weight": "71"}), "", **desk.doing("PH1")) == {"people.reason-missing"}
    assert refused(actions.amend_order, key, says(given={"weight": "7000"}), "weighed again", **desk.doing("PH1")) == {"orders.weight-absurd"}
    assert refused(actions.amend_order, "OR-9", says(), "weighed again", **desk.doing("PH1")) == {"orders.no-such-order"}
    assert actions.amend_order(key, replace(says(), given={}, ward="4A"), "moved ward", **desk.doing("PH1"))
    assert actions.amend_order(key, replace(says(), given={}, prescriber="MD2"), "other doctor", **desk.doing("PH1"))
    assert [each.number for each in desk.kept(OrderVersion)] == [1, 2, 3]


def test_the_day_of_weighing_stays_with_its_weight(desk: Desk) -> None:
    key = enter(desk, weighed_on=date(2026, 11, 18)).changed[0].id  # type: ignore[attr-defined]
    actions.amend_order(key, replace(says(), given={"route": "fast"}), "vein changed", **desk.doing("PH1"))
    assert desk.one(OrderVersion, f"{key}.2").weighed_on == date(2026, 11, 18)
    actions.amend_order(key, replace(says(), given={"weight": "71"}), "weighed again", **desk.doing("PH1"))
    assert desk.one(OrderVersion, f"{key}.3").weighed_on is None


def test_an_amended_order_in_a_batch_waits_and_then_the_batch_is_made_for_the_new_version(desk: Desk) -> None:
    of = order(desk)
    verify(desk, of.id)
    made = batch_for(desk, of)
    actions.amend_order(of.id, replace(says(), given={"weight": "75"}), "weighed again", **desk.doing("PH1"))
    waiting = desk.one(Order, of.id)
    assert (waiting.status, waiting.resumes) == (OrderStatus.ENTERED, OrderStatus.IN_BATCH)
    assert desk.one(Batch, made.id).order_version == 1
    verify(desk, of.id)
    assert desk.one(Order, of.id).status is OrderStatus.IN_BATCH
    assert desk.one(Batch, made.id).order_version == 2


@pytest.mark.parametrize("status", [Status.REJECTED, Status.CANCELLED, Status.STOPPED])
def test_an_order_whose_batch_ended_without_a_product_is_free_for_another(desk: Desk, status: Status) -> None:
    of = order(desk)
    verify(desk, of.id)
    made = batch_for(desk, of, status)
    actions.amend_order(of.id, replace(says(), given={"weight": "75"}), "another batch", **desk.doing("PH1"))
    verify(desk, of.id)
    assert desk.one(Order, of.id).status is OrderStatus.VERIFIED
    assert desk.one(Batch, made.id).order_version == 1


@pytest.mark.parametrize("status", [Status.PROVISIONAL, Status.RELEASED])
def test_what_is_released_is_no_longer_changed_by_an_order(desk: Desk, status: Status) -> None:
    of = order(desk)
    batch_for(desk, of, status)
    amended = replace(says(), given={"weight": "75"})
    assert refused(actions.amend_order, of.id, amended, "weighed again", **desk.doing("PH1")) == {"orders.batch-released"}
    assert refused(actions.cancel_order, of.id, "not needed", **desk.signing("PH1")) == {"orders.batch-released"}


def test_an_order_is_held_resumed_and_verified_again_each_time_as_a_new_version(desk: Desk) -> None:
    of = order(desk)
    verify(desk, of.id)
    made = batch_for(desk, of)
    held = actions.hold_order(of.id, "fever since noon", **desk.doing("SU1"))
    assert told(held) == {"orders.batch-waits"}
    assert (desk.one(Order, of.id).status, desk.one(OrderVersion, f"{of.id}.2").why) == (OrderStatus.HELD, "fever since noon")
    verify(desk, of.id)
    assert desk.one(Order, of.id).status is OrderStatus.HELD
    assert refused(actions.hold_order, of.id, "fever since noon", **desk.doing("SU1")) == {"orders.no-such-move"}
    amended = replace(says(), given={"weight": "75"})
    assert refused(actions.amend_order, of.id, amended, "weighed again", **desk.doing("PH1")) == {"orders.no-such-move"}
    actions.resume_order(of.id, "fever is gone", **desk.doing("PH1"))
    assert desk.one(Order, of.id).status is OrderStatus.ENTERED
    verify(desk, of.id)
    assert (desk.one(Order, of.id).status, desk.one(Batch, made.id).order_version) == (OrderStatus.IN_BATCH, 3)
    assert desk.one(OrderVersion, f"{of.id}.3").given == desk.one(OrderVersion, f"{of.id}.1").given


def test_a_cancelled_order_stays_cancelled_and_tells_its_batch(desk: Desk) -> None:
    of = order(desk)
    verify(desk, of.id)
    batch_for(desk, of)
    done = actions.cancel_order(of.id, "patient has died", **desk.signing("MD1", factor=Factor.PIN))
    assert told(done) == {"orders.batch-waits"}
    assert [each.meaning for each in desk.kept(Signature)][-1] is Meaning.CANCELLED
    for act in (
        lambda: actions.hold_order(of.id, "again please", **desk.doing("SU1")),
        lambda: actions.resume_order(of.id, "again please", **desk.doing("PH1")),
        lambda: actions.cancel_order(of.id, "again please", **desk.signing("PH1")),
        lambda: actions.amend_order(of.id, replace(says(), given={"weight": "75"}), "again please", **desk.doing("PH1")),
    ):
        assert refused(act) == {"orders.no-such-move"}
    verify(desk, of.id)
    assert desk.one(Order, of.id).status is OrderStatus.CANCELLED


@pytest.mark.parametrize(
    ("given", "number", "wanted"),
    [
        ({"cells": "5000000000"}, "", {"orders.given-missing"}),
        ({"cells": "0", "cells_expiry": "22-Nov-2026 10:00"}, "", {"orders.outside"}),
        ({"cells": "5", "cells_expiry": "22-Nov-2026 10:00"}, "", {"orders.unusual", "orders.reason-needed"}),
        ({"cells": "5e9", "cells_expiry": "22-Nov-2026 10:00"}, "", {"calculation.number-exponent"}),
        ({"cells": "5000000000", "cells_expiry": "22-Nov-2026 10:00", "weight": "1"}, "", {"orders.given-unknown"}),
        ({"cells": "5000000000", "cells_expiry": "22-Nov-2026 10:00"}, "C-1", {"orders.collection-form"}),
    ],
)
def test_a_collection_is_refused(desk: Desk, given: dict[str, str], number: str, wanted: set[str]) -> None:
    of = order(desk)
    assert refused(actions.record_collection, of.id, given, number=number, **desk.doing("AN1")) == wanted


def test_a_collection_is_recorded_under_its_label(desk: Desk) -> None:
    of = order(desk)
    given = {"cells": "5 000 000 000", "cells_expiry": "22-Nov-2026 10:00"}
    actions.record_collection(of.id, given, **desk.doing("AN1"))
    actions.record_collection(of.id, given, number="771100", **desk.doing("AN1"))
    assert [each.number for each in desk.kept(Collection)] == ["260000001", "771100"]
    assert {each.name: each.value for each in desk.kept(Collection)[0].given} == {"cells": "5000000000", "cells_expiry": "2026-11-22T10:00:00+03:00"}
    assert refused(actions.record_collection, of.id, given, number="771100", **desk.doing("AN1")) == {"orders.number-taken"}
    late = {**given, "cells_expiry": "20-Nov-2026 09:00"}
    assert told(actions.record_collection(of.id, late, **desk.doing("AN1"))) == {"orders.collection-expired"}
    few = {**given, "cells": "5"}
    assert told(actions.record_collection(of.id, few, reasons={"cells": "a child"}, **desk.doing("AN1"))) == {"orders.unusual"}
    actions.hold_order(of.id, "fever since noon", **desk.doing("PH1"))
    assert refused(actions.record_collection, of.id, given, **desk.doing("AN1")) == {"orders.not-collectable"}


def test_an_inactive_prescriber_prescribes_nothing(desk: Desk) -> None:
    desk.change(desk.one(Person, "MD1"), active=False)
    assert refused(enter, desk) == {"people.inactive"}


def test_nothing_of_a_refused_order_stays(desk: Desk) -> None:
    of = patient(desk).id
    before = desk.head()
    refused(enter, desk, of, given={"weight": "7000"})
    assert desk.head() == before
    enter(desk, of)
    assert desk.kept(Order)[0].id == "OR-2026-0001", "a refused order gives its number back"
    assert datetime.fromisoformat("2026-11-20T09:00:00+03:00") == desk.kept(Order)[0].opened
    assert set(GIVEN) == {each.name for each in desk.kept(OrderVersion)[0].given}
