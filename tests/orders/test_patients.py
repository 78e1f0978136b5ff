"""Patients: registered, corrected, refused, mistaken for one another."""
from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, codes
from tests.orders.probe import patient
from workbench.kernel.findings import Done, Refused
from workbench.orders.actions import Registration, amend_patient, record_markers, register_patient
from workbench.orders.records import Allergies, Infectious, Patient

ANNA = Registration("004812771", "Lebedeva", "Anna", date(2013, 3, 14), "female")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def refused(act: Any, *args: Any, **more: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return codes(caught.value)


def told(done: Done) -> list[str]:
    return [each.code for each in done.findings]


def test_a_patient_is_registered_with_a_chain_of_identity_number_for_a_symbol(desk: Desk) -> None:
    made = register_patient(replace(ANNA, family=" Lebe\u0301deva ", allergies=Allergies.KNOWN, allergy_text=" nuts  "), **desk.doing("PH1"))
    kept = desk.one(Patient, made.changed[0].id)  # type: ignore[attr-defined]
    assert (kept.family, kept.coi, kept.allergy_text) == ("Lebédeva", "260000001", "nuts")
    assert told(made) == []
    assert patient(desk, "2", family="Other").coi == "260000002"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"family": " "}, "orders.name-missing"),
        ({"given": ""}, "orders.name-missing"),
        ({"family": "x" * 81}, "orders.name-long"),
        ({"family": "Leb\u202eedeva"}, "orders.name-unreadable"),
        ({"given": "A\u200bnna"}, "orders.name-unreadable"),
        ({"title": "Dr;"}, "orders.name-unreadable"),
        ({"born": date(2026, 11, 21)}, "orders.born-impossible"),
        ({"born": date(1890, 1, 1)}, "orders.born-impossible"),
        ({"sex": ""}, "orders.sex-unknown"),
        ({"sex": "f"}, "orders.sex-unknown"),
        ({"hospital_no": ""}, "orders.hospital-no-form"),
        ({"hospital_no": "12;34"}, "orders.hospital-no-form"),
        ({"hospital_no": "х1"}, "orders.hospital-no-form"),
        ({"coi": "COI-7Q4M"}, "orders.coi-form"),
        ({"coi": "12345"}, "orders.coi-form"),
    ],
)
def test_a_patient_is_refused(desk: Desk, change: dict[str, Any], code: str) -> None:
    before = desk.head()
    assert code in refused(register_patient, replace(ANNA, **change), **desk.doing("PH1"))
    assert desk.head() == before


def test_two_alphabets_in_a_word_need_a_reason(desk: Desk) -> None:
    mixed = replace(ANNA, family="Лебeдева")
    assert refused(register_patient, mixed, **desk.doing("PH1")) == {"orders.name-mixed", "orders.reason-needed"}
    assert refused(register_patient, mixed, reasons={"given": "so on the passport"}, **desk.doing("PH1")) >= {"orders.reason-needed"}
    done = register_patient(mixed, reasons={"family": "so on the passport"}, **desk.doing("PH1"))
    assert told(done) == ["orders.name-mixed"]


@pytest.mark.parametrize(
    ("change", "alike"),
    [
        ({"family": "LEBEDEVA"}, True),
        ({"family": "Lebedewa"}, True),
        ({"family": "Lebedeva", "born": date(1950, 1, 1)}, True),
        ({"family": "Lebedewa", "born": date(1950, 1, 1)}, False),
        ({"family": "Petrova"}, False),
    ],
)
def test_who_can_be_mistaken_is_told(desk: Desk, change: dict[str, Any], alike: bool) -> None:
    register_patient(ANNA, **desk.doing("PH1"))
    done = register_patient(replace(ANNA, hospital_no="2", **change), **desk.doing("PH1"))
    assert told(done) == (["orders.look-alike"] if alike else [])


def test_numbers_belong_to_one_patient(desk: Desk) -> None:
    first = patient(desk)
    assert refused(register_patient, replace(ANNA, family="Petrova"), **desk.doing("PH1")) == {"orders.number-taken"}
    assert refused(register_patient, replace(ANNA, hospital_no="3", coi=first.coi), **desk.doing("PH1")) >= {"orders.number-taken"}


def test_a_patient_is_corrected_with_a_reason_and_keeps_their_number(desk: Desk) -> None:
    first = patient(desk)
    new = replace(ANNA, given="Hanna", allergies=Allergies.NONE)
    done = amend_patient(first.id, new, "spelt wrongly", **desk.doing("PH1"))
    assert desk.one(Patient, first.id).given == "Hanna"
    assert desk.one(Patient, first.id).likeness != first.likeness
    assert told(done) == []
    assert refused(amend_patient, first.id, replace(new, coi="999999"), "another number", **desk.doing("PH1")) == {"orders.coi-fixed"}
    assert refused(amend_patient, first.id, new, " ", **desk.doing("PH1")) == {"people.reason-missing"}
    assert refused(amend_patient, "P9", new, "spelt wrongly", **desk.doing("PH1")) == {"orders.no-such-patient"}
    assert refused(amend_patient, first.id, new, "spelt wrongly", **desk.doing("TE1")) == {"people.act-not-allowed"}


def test_markers_are_added_and_the_last_counts(desk: Desk) -> None:
    first = patient(desk)
    for status in ("not_evaluated", "negative"):
        record_markers(first.id, status, **desk.doing("QC1"))
    assert [each.status for each in desk.kept(Infectious)] == ["not_evaluated", "negative"]
    assert refused(record_markers, first.id, "positive", **desk.doing("QC1")) == {"orders.markers-unknown"}
    assert refused(record_markers, "P9", "negative", **desk.doing("QC1")) == {"orders.no-such-patient"}
