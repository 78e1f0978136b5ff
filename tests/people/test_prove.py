"""Proving who one is: right, wrong, unknown, locked, deactivated, given by others."""
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from db.opening import open_register
from db.register import SqlRegister
from tests.desk import PASSWORD, PIN, PLACE, ZONE, Desk, codes
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.people import actions, credentials
from workbench.people.records import Credential, Factor, Person, SignIn
from workbench.site.records import Purpose


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def prove(desk: Desk, secret: str, person: str = "PH1", factor: Factor = Factor.PIN, register: SqlRegister | None = None) -> object:
    return actions.prove(person, secret, factor, register=register or desk.register, clock=desk.clock, workstation=PLACE, zone=ZONE)


def refusal(desk: Desk, secret: str, person: str = "PH1", factor: Factor = Factor.PIN, register: SqlRegister | None = None) -> Refused:
    with pytest.raises(Refused) as refused:
        prove(desk, secret, person, factor, register)
    return refused.value


def test_the_right_secret_proves_and_writes_nothing(desk: Desk) -> None:
    before = desk.head()
    assert prove(desk, PIN) == desk.proof("PH1", Factor.PIN)
    assert prove(desk, PASSWORD, factor=Factor.PASSWORD) == desk.proof("PH1")
    assert desk.head() == before


def test_pin_and_password_do_not_stand_in_for_each_other(desk: Desk) -> None:
    assert codes(refusal(desk, PASSWORD)) == {"people.not-proved"}
    assert codes(refusal(desk, PIN, factor=Factor.PASSWORD)) == {"people.not-proved"}


def test_unknown_and_mistaken_get_the_same_answer_after_the_same_work(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[str] = []
    verify = credentials.verify_secret

    def counted(kept: str, secret: str, purpose: Purpose) -> bool:
        worked.append(kept)
        return verify(kept, secret, purpose)

    monkeypatch.setattr(credentials, "verify_secret", counted)
    assert refusal(desk, "000000").findings == refusal(desk, "000000", "NOBODY").findings
    assert len(worked) == 2
    assert not desk.kept(SignIn, person="NOBODY")


def test_a_wrong_secret_is_counted_by_itself_and_survives_a_restart(desk: Desk) -> None:
    for _ in range(3):
        refusal(desk, "000000")
    assert desk.one(Credential, "PH1").failures == 3
    assert [each.what for each in desk.kept(SignIn, person="PH1")] == [actions.REFUSED] * 3
    desk.register.close()
    again = open_register(desk.folder / "register.sqlite", desk.clock)
    locked = refusal(desk, PIN, register=again)
    assert codes(locked) == {"people.locked"}
    until = type(desk.clock.at).fromisoformat(dict(locked.findings[0].facts)["until"])
    assert until == desk.clock.at + timedelta(seconds=30)
    desk.later(seconds=30)
    assert prove(desk, PIN, register=again) == desk.proof("PH1", Factor.PIN)
    again.close()
    assert desk.one(Credential, "PH1").failures == 0


def test_the_sentence_says_when_the_lock_lifts(desk: Desk) -> None:
    for _ in range(5):
        desk.later(minutes=3)
        refusal(desk, "000000")
    until = dict(refusal(desk, PIN).findings[0].facts)["until"]
    assert type(desk.clock.at).fromisoformat(until) == desk.clock.at + credentials.LOCK
    assert desk.one(Credential, "PH1").failures == 5, "a try while locked is not evaluated, so it does not count"
    assert prove(desk, PIN, "PH2")


def test_another_person_unlocks_and_nobody_themselves(desk: Desk) -> None:
    for _ in range(3):
        refusal(desk, "000000", "AD1")
    with pytest.raises(Refused) as own:
        actions.unlock("AD1", "it is me", **desk.doing("AD1"))
    assert codes(own.value) == {"people.own-lock"}
    with pytest.raises(Refused) as no_right:
        actions.unlock("AD1", "seen in person", **desk.doing("PH1"))
    assert codes(no_right.value) == {"people.act-not-allowed"}
    done = actions.unlock("AD1", "seen in person", **desk.doing("SU1"))
    assert [type(each) for each in done.changed] == [Credential, SignIn]
    assert prove(desk, PIN, "AD1")


def test_a_deactivated_person_is_told_so_only_with_the_right_secret(desk: Desk) -> None:
    desk.change(desk.one(Person, "PH1"), active=False)
    assert codes(refusal(desk, PIN)) == {"people.inactive"}
    assert codes(refusal(desk, "000000")) == {"people.not-proved"}


def test_a_success_forgets_earlier_failures(desk: Desk) -> None:
    refusal(desk, "000000")
    prove(desk, PIN)
    assert desk.one(Credential, "PH1") == Credential("PH1", desk.one(Credential, "PH1").pin, desk.one(Credential, "PH1").password)


def test_secrets_changed_meanwhile_do_not_prove(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    refusal(desk, "000000")
    verify = credentials.verify_secret

    def slow(kept: str, secret: str, purpose: Purpose) -> bool:
        right = verify(kept, secret, purpose)
        desk.change(desk.one(Credential, "PH1"), pin=credentials.hash_secret("314159", Purpose.REHEARSAL))
        return right

    monkeypatch.setattr(credentials, "verify_secret", slow)
    assert codes(refusal(desk, PIN)) == {"people.not-proved"}


def test_signing_in_and_locking_are_remembered(desk: Desk) -> None:
    actions.sign_in(**desk.signing("PH1", factor=Factor.PIN))
    actions.lock(**desk.doing("PH1"))
    assert [(each.person, each.what) for each in desk.kept(SignIn)] == [("PH1", "signed in"), ("PH1", "locked")]


def test_nobody_signs_in_for_another_late_or_in_a_role_they_do_not_hold(desk: Desk) -> None:
    def refused(**what: object) -> set[str]:
        with pytest.raises(Refused) as caught:
            actions.sign_in(**{**desk.signing("PH1"), **what})
        return codes(caught.value)

    assert refused(proof=desk.proof("PH2")) == {"people.proof-of-another"}
    old = desk.proof("PH1")
    assert refused(actor=desk.actor("PH1", Role.RESPONSIBLE)) == {"people.role-not-held"}
    desk.later(seconds=121)
    assert refused(proof=old) == {"people.proof-stale"}
    desk.later(seconds=-300)
    assert refused(proof=old) == {"people.proof-stale"}
    assert not desk.kept(SignIn)
