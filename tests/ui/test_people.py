"""People and equipment on the screen: added, appointed with dates, deputies, qualified, new secrets, unlocked, taken out of service."""
from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.lists_stage import Person, stage
from workbench.kernel.values import Role
from workbench.people.actions import prove
from workbench.people.records import Appointment, Credential, Factor, Qualification
from workbench.people.records import Person as Known
from workbench.people.rules import roles_of
from workbench.premises.records import Due, Equipment
from workbench.site.records import Site

TODAY = date(2026, 11, 20)


@pytest.fixture
def person(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Person:
    return stage(qtbot, tmp_path / "here").at("AD1", "people")


def test_a_new_person_gets_secrets_a_role_and_signs_in(person: Person) -> None:
    person.press("do.new-person")
    assert not person.may_press("do.add-person")
    for name, text in (("name", "Sidorova, Maria"), ("initials", "MS"), ("badge", "88001"), ("pin", "481516"), ("password", "a long enough passphrase")):
        person.write(f"field.{name}", text)
    person.press("do.add-person")
    room = person.probe.desk
    (new,) = [each for each in room.kept(Known) if each.name == "Sidorova, Maria"]
    assert "No role yet" in person.said, "she is chosen, and it says what comes next"
    proof = prove(new.id, "481516", Factor.PIN, register=room.register, clock=room.clock, workstation="B", zone=room.zone)
    assert proof.person == new.id
    person.press("do.appoint")
    person.choose("field.role", "technician")
    person.press("do.appoint-now")
    assert roles_of(new.id, room.kept(Appointment), TODAY) == (Role.TECHNICIAN,)
    assert "since 20-Nov-2026, open end" in person.said


def test_a_badge_that_is_taken_is_refused_in_the_sheet_and_nothing_typed_is_lost(person: Person) -> None:
    person.press("do.new-person")
    taken = person.probe.desk.one(Known, "PH1").badge
    for name, text in (("name", "Sidorova, Maria"), ("initials", "MS"), ("badge", taken), ("pin", "481516"), ("password", "a long enough passphrase")):
        person.write(f"field.{name}", text)
    person.press("do.add-person")
    assert f"Badge {taken} belongs to another person" in person.said
    assert person.may_press("do.add-person")
    person.write("field.badge", "77777")
    person.press("do.add-person")
    assert person.window.open_sheet is None


def test_a_deputy_has_dates_and_somebody_to_stand_in_for(person: Person) -> None:
    person.row("list.people", "SU2")
    person.press("do.appoint")
    person.choose("field.role", "responsible person")
    person.choose("field.deputy_for", "RP1")
    person.press("do.appoint-now")
    assert "A deputy stands in for a stated time only" in person.said
    person.write("field.last", "30-Nov-2026")
    person.press("do.appoint-now")
    (new,) = [each for each in person.probe.desk.kept(Appointment, person="SU2") if each.role is Role.RESPONSIBLE]
    assert (new.deputy_for, new.valid_from, new.valid_until) == ("RP1", TODAY, date(2026, 11, 30))
    assert "20-Nov-2026 to 30-Nov-2026 · deputy for Marti, Eva" in person.said
    person.press(f"do.end.{new.id}")
    person.write("field.last", "25-Nov-2026")
    person.write("field.reason", "back from leave")
    person.press("do.end-now")
    assert person.probe.desk.one(Appointment, new.id).valid_until == date(2026, 11, 25)


def test_nobody_appoints_themselves_and_an_administrator_releases_nothing(person: Person) -> None:
    person.row("list.people", "AD1")
    person.press("do.appoint")
    person.choose("field.role", "responsible person")
    person.press("do.appoint-now")
    assert "Nobody appoints themselves" in person.said
    assert "Who is administrator is neither responsible person nor supervisor" in person.said


def test_a_qualification_is_renewed_and_an_unreadable_day_blocks(person: Person) -> None:
    person.row("list.people", "TE1")
    person.press("do.qualify")
    person.choose("field.code", "gowning")
    person.write("field.last", "31-31-2026")
    assert not person.may_press("do.qualify-now")
    person.write("field.last", "20-Nov-2027")
    person.press("do.qualify-now")
    (kept,) = person.probe.desk.kept(Qualification, person="TE1", code="gowning")
    assert kept.valid_until == date(2027, 11, 20)
    assert "until 20-Nov-2027" in person.tips


def test_forgotten_secrets_are_replaced_a_lock_is_lifted_a_leaver_goes(person: Person) -> None:
    room = person.probe.desk
    room.change(room.one(Credential, "TE1"), failures=5, locked_until=room.clock.at + timedelta(hours=1))
    person.at("AD1", "people", "TE1")
    assert "Locked until" in person.said
    person.press("do.unlock")
    person.write("field.reason", "called from her own desk")
    person.press("do.unlock-now")
    assert room.one(Credential, "TE1").locked_until is None
    person.press("do.new-secrets")
    for name, text in (("pin", "918273"), ("password", "another long passphrase"), ("reason", "forgotten")):
        person.write(f"field.{name}", text)
    person.press("do.new-secrets-now")
    assert prove("TE1", "918273", Factor.PIN, register=room.register, clock=room.clock, workstation="B", zone=room.zone).person == "TE1"
    person.press("do.deactivate")
    person.write("field.reason", "left the hospital")
    person.press("do.deactivate-now")
    assert not room.one(Known, "TE1").active
    assert "Out of service: cannot sign in" in person.said
    assert not person.may_press("do.appoint")


def test_who_is_no_administrator_reads_and_is_told_whose_right_it_is(person: Person) -> None:
    person.at("PH1", "people", "TE1")
    assert not person.may_press("do.new-person")
    assert not person.may_press("do.appoint")
    assert "needs the right of: Administrator" in person.said


def test_equipment_is_entered_and_its_calibration_recorded(person: Person) -> None:
    person.at("TE1", "equipment").press("do.new-equipment")
    person.choose("field.kind", "balance")
    person.write("field.number", "EQ-77")
    person.write("field.name", "Balance BAL-09")
    person.press("do.add-equipment")
    room = person.probe.desk
    assert room.one(Equipment, "EQ-77").dues == ()
    person.row("list.equipment", "EQ-77")
    person.press("do.renew")
    person.write("field.until", "01-Jan-2020")
    person.write("field.why", "certificate 4711")
    person.press("do.renew-now")
    assert room.one(Equipment, "EQ-77").dues == (), "what is over before it is entered is refused"
    person.write("field.until", "22-Nov-2026")
    person.press("do.renew-now")
    assert room.one(Equipment, "EQ-77").dues == (Due("calibration", date(2026, 11, 22)),)
    assert ("Balance BAL-09, EQ-77", "due soon") in [(line[0], line[-1]) for line in person.cells("list.equipment")]


def test_the_settings_of_the_site_are_changed_by_its_administrator(person: Person) -> None:
    person.at("PH1", "settings")
    assert not person.may_press("do.change-site")
    person.at("AD1", "settings").press("do.change-site")
    person.write("field.minutes", "five")
    person.write("field.reason", "shorter lock after an audit")
    person.press("do.change-site-now")
    assert "Write whole minutes." in person.said
    person.write("field.minutes", "5")
    person.press("do.change-site-now")
    assert person.probe.desk.one(Site, "site").lock_minutes == 5
    assert "5 minutes" in person.said
