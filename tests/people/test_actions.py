"""Keeping people: each act once as it should be, and once for each rule against it. And signatures."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.opening import open_register
from tests.desk import PASSWORD, PIN, PLACE, ZONE, Desk, StandingClock, codes
from workbench.kernel.findings import Done, Refused
from workbench.kernel.values import Role
from workbench.people import actions
from workbench.people.digests import content_digest, holds_for
from workbench.people.records import Appointment, Credential, Factor, Meaning, Person, Qualification
from workbench.people.signing import signature
from workbench.site.actions import FirstPerson, change_site, found_site
from workbench.site.numbering import batch_identity, digits, identifier, number
from workbench.site.records import Purpose, Series, Site


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def refused(act: Any, *args: Any, **more: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return codes(caught.value)


def first(done: Done) -> Any:
    """The first record of what an act changed."""
    return done.changed[0]


def add(desk: Desk, **more: Any) -> Any:
    asked = {"name": "Ito,  Mika", "initials": "MI", "badge": "2001", "pin": "161803", "password": "another fine sentence", "person_id": "TE2"}
    return actions.add_person(**{**asked, **more}, **desk.doing("AD1"))


def test_a_person_is_added_with_secrets_that_work(desk: Desk) -> None:
    done = add(desk)
    assert done.changed[0] == Person("TE2", "Ito, Mika", "MI", "2001", active=True)
    assert actions.prove("TE2", "161803", Factor.PIN, register=desk.register, clock=desk.clock, workstation=PLACE, zone=ZONE)
    assert add(desk, badge="2002", person_id="").changed[0].id


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"badge": "1005"}, "people.badge-taken"),
        ({"person_id": "PH1"}, "people.known"),
        ({"name": " "}, "people.name-missing"),
        ({"initials": ""}, "people.initials-form"),
        ({"badge": "x"}, "people.badge-form"),
        ({"pin": ""}, "people.pin-form"),
        ({"password": ""}, "people.password-short"),
    ],
)
def test_a_person_is_refused(desk: Desk, more: dict[str, str], code: str) -> None:
    before = desk.head()
    assert refused(add, desk, **more) == {code}
    assert desk.head() == before


def test_only_an_administrator_keeps_people(desk: Desk) -> None:
    acts: tuple[Callable[[dict[str, Any]], Done], ...] = (
        lambda who: actions.appoint("TE1", Role.ANALYST, date(2026, 11, 1), **who),
        lambda who: actions.deactivate("TE1", "left the house", **who),
        lambda who: actions.set_secrets("TE1", "161803", "another fine sentence", "forgot it", **who),
        lambda who: actions.end_appointment("A-TE1-technician", date(2026, 11, 30), "left the house", **who),
    )
    for act in acts:
        assert refused(act, desk.doing("SU1")) == {"people.act-not-allowed"}
        assert act(desk.doing("AD1")).changed


def test_appointments_begin_and_end(desk: Desk) -> None:
    made = first(actions.appoint("TE1", Role.ANALYST, date(2026, 11, 20), **desk.doing("AD1")))
    assert refused(actions.appoint, "TE1", Role.ANALYST, date(2026, 12, 1), **desk.doing("AD1")) == {"people.already-appointed"}
    assert refused(actions.end_appointment, made.id, date(2026, 11, 19), "a mistake", **desk.doing("AD1")) == {"people.dates-backward"}
    ended = first(actions.end_appointment(made.id, date(2026, 11, 25), "back to the bench", **desk.doing("AD1")))
    assert ended.valid_until == date(2026, 11, 25)
    assert actions.appoint("TE1", Role.ANALYST, date(2026, 11, 26), **desk.doing("AD1"))


def test_a_deputy_acts_in_their_time_only(desk: Desk) -> None:
    assert desk.one(Appointment, "A-RP2-responsible person").deputy_for == "RP1"
    actions.sign_in(**desk.signing("RP2"))
    desk.at("2026-12-01T00:00:00+03:00")
    assert refused(actions.sign_in, **desk.signing("RP2")) == {"people.role-not-held"}
    actions.sign_in(**desk.signing("RP1"))


def test_an_appointment_of_nobody_or_of_somebody_who_left(desk: Desk) -> None:
    assert refused(actions.appoint, "XX9", Role.ANALYST, date(2026, 11, 20), **desk.doing("AD1")) == {"people.unknown"}
    actions.deactivate("TE1", "left the house", **desk.doing("AD1"))
    assert refused(actions.appoint, "TE1", Role.ANALYST, date(2026, 11, 20), **desk.doing("AD1")) == {"people.inactive"}
    assert refused(actions.deactivate, "AD1", "on holiday", **desk.doing("AD1")) == {"people.own-deactivation"}


def test_qualifications_are_recorded_and_renewed_by_others(desk: Desk) -> None:
    new = first(actions.qualify("TE1", "thawing", date(2027, 1, 1), **desk.doing("SU1")))
    again = first(actions.qualify("TE1", " thawing ", date(2028, 1, 1), **desk.doing("AD1")))
    assert (again.id, again.valid_until) == (new.id, date(2028, 1, 1))
    assert len(desk.kept(Qualification, person="TE1", code="thawing")) == 1
    assert refused(actions.qualify, "SU1", "thawing", date(2027, 1, 1), **desk.doing("SU1")) == {"people.own-qualification"}
    assert refused(actions.qualify, "TE1", " ", date(2027, 1, 1), **desk.doing("SU1")) == {"people.qualification-missing"}


def test_a_reason_says_something(desk: Desk) -> None:
    for why in ("", "  ", "x", "x "):
        assert refused(actions.deactivate, "TE1", why, **desk.doing("AD1")) == {"people.reason-missing"}


def test_secrets_given_by_others_sign_nothing_until_they_are_changed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, purpose=Purpose.LIVE)
    actions.set_secrets("PH1", "161803", "another fine sentence", "forgotten", **desk.doing("AD1"))
    proof = actions.prove("PH1", "161803", Factor.PIN, register=desk.register, clock=desk.clock, workstation=PLACE, zone=ZONE)
    assert proof.provisional
    signed_in = actions.sign_in(proof=proof, **desk.doing("PH1"))
    assert {each.code for each in signed_in.findings} == {"people.change-secrets"}
    with desk.register.reading() as reader, pytest.raises(Refused) as no:
        signature(reader, desk.actor("PH1"), proof, Meaning.PERFORMED, "step", "s", (), now=desk.clock.now())  # type: ignore[arg-type]
    assert codes(no.value) == {"people.change-secrets-first"}
    own = {**desk.doing("PH1"), "proof": proof}
    assert refused(actions.change_secrets, "161803", "a third fine sentence", **own) == {"people.secrets-unchanged"}
    assert refused(actions.change_secrets, "12", "short", **own) == {"people.pin-form", "people.password-short"}
    actions.change_secrets("141421", "a third fine sentence", **own)
    fresh = actions.prove("PH1", "141421", Factor.PIN, register=desk.register, clock=desk.clock, workstation=PLACE, zone=ZONE)
    assert not fresh.provisional


def test_nobody_resets_their_own_secrets_or_changes_anothers(desk: Desk) -> None:
    assert refused(actions.set_secrets, "AD1", "161803", "another fine sentence", "forgotten", **desk.doing("AD1")) == {"people.own-secrets"}
    mixed = {**desk.doing("PH1"), "proof": desk.proof("PH2")}
    assert refused(actions.change_secrets, "161803", "another fine sentence", **mixed) == {"people.proof-of-another"}



def test_a_signature_covers_every_value_and_the_order_of_what_was_signed() -> None:
    one, other = Person("A", "n", "i", "1", active=True), Person("B", "n", "i", "2", active=True)
    whole = content_digest((one, other))
    assert len(whole) == 32
    assert content_digest((one, other)) == whole
    changed = [
        (other, one), (one,), (), (replace(one, name="m"), other), (replace(one, active=False), other), (one, replace(other, badge="3")),
    ]  # fmt: skip
    assert len({content_digest(each) for each in changed} | {whole}) == len(changed) + 1


def test_the_same_values_in_another_kind_of_record_are_another_content() -> None:
    assert content_digest((Series("x", 1),)) != content_digest((Credential("x", "", "", 1),))


def test_a_signature_is_made_of_actor_proof_and_content_and_lapses_with_it(desk: Desk) -> None:
    site = desk.one(Site, "site")
    with desk.register.transaction(desk.actor("RP1"), "sign") as change:
        made = signature(
            change, desk.actor("RP1"), desk.proof("RP1"), Meaning.LOT_DECIDED, "decision", "D1", (site,), None, now=desk.clock.now()
        )
        change.add(made)
    assert (made.person, made.role, made.meaning, made.factor, made.zone) == ("RP1", Role.RESPONSIBLE, Meaning.LOT_DECIDED, Factor.PASSWORD, ZONE)
    assert holds_for(made, (site,))
    assert not holds_for(made, (replace(site, room="PH-3"),))
    with pytest.raises(Refused) as weak, desk.register.transaction(desk.actor("RP1"), "sign") as change:
        signature(change, desk.actor("RP1"), desk.proof("RP1", Factor.PIN), Meaning.LOT_DECIDED, "decision", "D1", (site,), now=desk.clock.now())
    assert codes(weak.value) == {"people.password-needed"}


SITE = Site("", " City hospital ", "PH-1", "Europe/Madrid", "ru", Purpose.LIVE)
FIRST = FirstPerson("AD1", "Lund, Kai", "KL", "1001", PIN, PASSWORD)


def test_a_register_begins_with_its_site_and_one_administrator(tmp_path: Path) -> None:
    clock = StandingClock()
    register = open_register(tmp_path / "new.sqlite", clock, create=True)
    found_site(SITE, FIRST, workstation=PLACE, register=register, clock=clock)
    with register.reading() as reader:
        assert reader.get(Site, "site").name == "City hospital"
        assert [each.role for each in reader.find(Appointment)] == [Role.ADMINISTRATOR]
    proof = actions.prove("AD1", PASSWORD, Factor.PASSWORD, register=register, clock=clock, workstation=PLACE, zone=ZONE)
    assert not proof.provisional
    assert refused(found_site, SITE, replace(FIRST, id="AD2", badge="1002"), workstation=PLACE, register=register, clock=clock) == {"site.exists"}
    register.close()


@pytest.mark.parametrize(
    ("site", "code"),
    [
        (replace(SITE, name=" "), "site.name-missing"),
        (replace(SITE, zone="Europe/Nowhere"), "site.zone-unknown"),
        (replace(SITE, zone=""), "site.zone-unknown"),
        (replace(SITE, zone="../etc/passwd"), "site.zone-unknown"),
        (replace(SITE, language="fr"), "site.language-unknown"),
        (replace(SITE, lock_minutes=0), "site.lock-minutes"),
        (replace(SITE, lock_minutes=61), "site.lock-minutes"),
    ],
)
def test_a_site_is_refused(tmp_path: Path, site: Site, code: str) -> None:
    clock = StandingClock()
    register = open_register(tmp_path / "new.sqlite", clock, create=True)
    assert refused(found_site, site, FIRST, workstation=PLACE, register=register, clock=clock) == {code}
    register.close()


def test_the_settings_of_a_site_change_and_its_purpose_does_not(desk: Desk) -> None:
    new = change_site("City hospital", "PH-9", "Europe/Madrid", "ru", 5, "moved house", **desk.doing("AD1")).changed[0]
    assert new == Site("site", "City hospital", "PH-9", "Europe/Madrid", "ru", Purpose.REHEARSAL, 5)
    assert refused(change_site, "", "", "Mars", "xx", 0, "moved house", **desk.doing("AD1")) == {
        "site.name-missing", "site.zone-unknown", "site.language-unknown", "site.lock-minutes",
    }  # fmt: skip
    assert refused(change_site, "City", "PH-9", "UTC", "en", 5, "moved house", **desk.doing("SU1")) == {"people.act-not-allowed"}


def test_numbers_have_no_gaps_and_begin_again_with_the_year_of_the_site(desk: Desk) -> None:
    def give(refuse: bool = False) -> list[object]:
        with desk.register.transaction(desk.actor("PH1"), "number") as change:
            now = desk.clock.now()
            given = [identifier(change, now, "OR"), digits(change, now, "lot"), number(change, now, "x"), batch_identity(change, now, "CT")]
            if refuse:
                raise Refused(())
            return given

    assert give() == ["OR-2026-0001", "260000001", 1, ("CT-2026-0001", 1)]
    with pytest.raises(Refused):
        give(refuse=True)
    assert give() == ["OR-2026-0002", "260000002", 2, ("CT-2026-0002", 2)]
    desk.at("2026-12-31T23:59:59+03:00")
    assert give()[0] == "OR-2026-0003"
    desk.at("2026-12-31T21:00:00+00:00")
    assert give() == ["OR-2027-0001", "270000001", 1, ("CT-2027-0001", 1)]
