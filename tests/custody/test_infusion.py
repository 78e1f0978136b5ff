"""An infusion is a fact: entered once, by the ward, for the right patient, and checked by another person."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.custody.ward import WRISTBAND, Ward
from tests.desk import codes
from workbench.barcodes import own
from workbench.batch.exceptions import Sort, exceptions
from workbench.batch.records import ScanFact
from workbench.custody.actions import correct_infusion, issue_bag, record_infusion
from workbench.custody.bags import bag_scanned
from workbench.custody.records import Infusion, InfusionLine
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.people.records import Factor, Signature
from workbench.people.signing import SecondPerson
from workbench.quality.records import Deviation
from workbench.scanners.entering import ByHand
from workbench.scanners.records import HandEntry
from workbench.scanners.typing_in import keyed
from workbench.vigilance.records import Death


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    """A bag that was handed out and not given yet: what is refused leaves it so."""
    return Ward(tmp_path_factory.mktemp("ward"))


Changes = Callable[[Ward], dict[str, Any]]
REFUSED: dict[str, tuple[str, Changes]] = {
    "no bag read": ("custody.bag-not-read", lambda w: {"bag_read": " "}),
    "no such bag": ("custody.no-such-bag", lambda w: {"bag_read": str(own.Own(own.Kind.BAG, ("260000999", "01")))}),
    "no code at all": ("barcodes.not-ours", lambda w: {"bag_read": "hello"}),
    "no patient read": ("custody.patient-not-read", lambda w: {"patient_read": ""}),
    "another patient": ("custody.other-patient", lambda w: {"patient_read": "004812772"}),
    "backward": ("custody.infusion-backward", lambda w: {"begun": w.hour(0.1), "ended": w.hour(0.2)}),
    "in the future": ("custody.infusion-ahead", lambda w: {"ended": w.hour(-1)}),
    "before it was handed out": ("custody.before-hand-out", lambda w: {"begun": w.hour(3)}),
    "nothing given": ("custody.volume-none", lambda w: {"given": "0 mL"}),
    "more than the bag held": ("custody.volume-more", lambda w: {"given": "999 mL"}),
    "a volume in milligrams": ("custody.volume-unit", lambda w: {"given": "5 mg"}),
    "a volume without unit": ("custody.volume-unit", lambda w: {"given": "5"}),
    "a part without a word": ("custody.rest-unexplained", lambda w: {"given": "1 mL", "whole": False}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_and_leaves_no_infusion(ward: Ward, case: str) -> None:
    code, changes = REFUSED[case]
    with pytest.raises(Refused) as refused:
        record_infusion(ward.seen(**changes(ward)), **ward.desk.doing("WN1"))
    assert code in codes(refused.value)
    assert ward.desk.kept(Infusion) == ()


def test_only_the_ward_enters_and_checks(ward: Ward) -> None:
    with pytest.raises(Refused) as refused:
        record_infusion(ward.seen(), **ward.desk.doing("PH1"))
    assert codes(refused.value) == {"people.act-not-allowed"}


def test_the_wristband_of_another_patient_is_remembered_as_a_close_call(tmp_path: Path) -> None:
    ward = Ward(tmp_path)
    before = len(ward.desk.kept(ScanFact))
    with pytest.raises(Refused):
        ward.infuse(patient_read="004812772")
    call = ward.desk.kept(ScanFact)[before:]
    assert [(each.accepted, each.code, each.person) for each in call] == [(False, "custody.other-patient", "WN1")]


def by_hand(ward: Ward, typed: str, second: str = "MD1") -> ByHand:
    actor = ward.desk.actor(second, Role.PHYSICIAN if second == "MD1" else None)
    return ByHand(keyed(typed), "the symbol is wet", SecondPerson(actor, ward.desk.proof(second, Factor.PIN)))


def test_what_cannot_be_scanned_is_typed_and_read_by_a_second_person(tmp_path: Path) -> None:
    ward = Ward(tmp_path)
    for second, code in (("WN1", "people.same-person"), ("PH2", "people.act-not-allowed")):
        with pytest.raises(Refused) as refused:
            ward.infuse(patient_read="", patient_hand=by_hand(ward, WRISTBAND, second))
        assert codes(refused.value) == {code}
    with pytest.raises(Refused):
        ward.infuse(patient_read="", patient_hand=by_hand(ward, str(own.Own(own.Kind.PATIENT, ("7041221",)))))
    assert ward.desk.kept(ScanFact)[-1].by_hand, "a wrong code is a close call, typed as well as scanned"
    infusion = ward.infuse(bag_read="", bag_hand=by_hand(ward, ward.code), patient_read="", patient_hand=by_hand(ward, WRISTBAND))
    assert (infusion.bag_by_hand, infusion.patient_by_hand, infusion.bag_read, infusion.patient_read) == (True, True, ward.code, WRISTBAND)
    kept = ward.desk.kept(HandEntry)
    assert [(each.scan, each.typed, each.second, each.batch) for each in kept] == [
        (infusion.id, code, "MD1", ward.batch) for code in (ward.code, WRISTBAND)
    ]  # fmt: skip
    assert {each.subject for each in ward.desk.kept(Signature) if each.kind == "hand entry"} == {each.id for each in kept}
    assert sum(each.sort is Sort.HAND_ENTRY for each in exceptions(ward.dossier)) == 2, "the reviewer opens them"


def test_a_code_that_several_bags_carry_names_none(tmp_path: Path) -> None:
    ward = Ward(tmp_path)
    donation = "=Z549926000001" + "00"
    issue_bag(ward.dossier.bags[1].id, "Haematology 4B, nurse Rossi", **ward.desk.doing("PH1"))
    for number, bag in enumerate(ward.dossier.bags):
        made = ward.dossier.labels[0]
        ward.desk.put(replace(made, id=f"X{number}", bag=bag.id, copy=90 + number, carried=(donation,), why="for the test"))
        if number == 0:
            with ward.desk.register.reading() as reader:
                assert bag_scanned(reader, donation).id == bag.id
    with pytest.raises(Refused) as refused, ward.desk.register.reading() as reader:
        bag_scanned(reader, donation)
    assert codes(refused.value) == {"custody.bag-of-several"}


def test_a_bag_is_given_once_and_checked_by_another(tmp_path: Path) -> None:
    ward = Ward(tmp_path)
    infusion = ward.infuse(patient_read="004812771")
    assert (infusion.bag, infusion.patient, infusion.told, infusion.whole) == (ward.bag.id, "P1", (), True)
    with pytest.raises(Refused) as twice:
        ward.infuse()
    assert codes(twice.value) == {"custody.infused-before"}
    assert not ward.given(infusion).checks
    with pytest.raises(Refused) as mine:
        ward.check(infusion, "WN1")
    assert codes(mine.value) == {"custody.own-infusion"}
    ward.check(infusion)
    assert len(ward.given(infusion).checks) == 1
    with pytest.raises(Refused) as again:
        ward.check(infusion)
    assert codes(again.value) == {"custody.infusion-checked"}


def test_what_should_not_have_happened_is_kept_with_its_deviation(tmp_path: Path) -> None:
    ward = Ward(tmp_path, certified=False, handed=False)
    with pytest.raises(Refused) as unexplained:
        ward.infuse()
    assert "custody.infused-unexplained" in codes(unexplained.value)
    infusion = ward.infuse(remark="fetched at night by the resident")
    assert set(infusion.told) == {"custody.not-handed-out", "custody.infused-without-certificate"}
    assert {each.code for each in ward.desk.kept(Deviation)} >= set(infusion.told)


def test_nothing_is_given_to_who_had_died(tmp_path: Path) -> None:
    ward = Ward(tmp_path)
    died = ward.desk.clock.at - timedelta(minutes=30)
    ward.desk.put(Death("D1", "P1", died, "other", "", ward.desk.clock.at, ward.desk.zone, "MD1"))
    with pytest.raises(Refused) as refused:
        ward.infuse()
    assert codes(refused.value) == {"custody.patient-dead"}


def test_a_wrong_time_is_corrected_with_a_reason_and_checked_again(tmp_path: Path) -> None:
    ward = Ward(tmp_path)
    infusion = ward.infuse()
    ward.check(infusion)
    right = ward.seen(begun=ward.hour(0.5), ended=ward.hour(0.2))
    for seen, why, code in (
        (right, " ", "custody.why-missing"), (ward.seen(), "looked again", "custody.nothing-changed"),
        (ward.seen(begun=ward.hour(9)), "looked again", "custody.before-hand-out"), (ward.seen(given="99 mL"), "looked again", "custody.volume-more"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            correct_infusion(infusion.id, seen, why, **ward.desk.doing("WN1"))
        assert code in codes(refused.value)
    correct_infusion(infusion.id, right, "the clock of the pump was wrong", **ward.desk.doing("WN1"))
    stands = ward.given(infusion)
    assert (stands.stands.begun, stands.stands.bag_read, stands.checks) == (right.begun, infusion.bag_read, ())
    assert ward.desk.one(Infusion, infusion.id) == infusion
    with ward.desk.register.reading() as reader:
        (line,) = reader.find(InfusionLine)
    assert line.begun == right.begun
    ward.check(infusion)
    assert len(ward.given(infusion).checks) == 1
    with pytest.raises(Refused) as mine:
        ward.check(infusion, "WN1")
    assert "custody.own-infusion" in codes(mine.value)
