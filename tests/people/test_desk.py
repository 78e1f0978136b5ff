"""The desk that other tests stand on: it stands, and its people are who they say."""
from __future__ import annotations

from pathlib import Path

from tests.desk import PASSWORD, PEOPLE, PIN, PLACE, ZONE, Desk
from workbench.kernel.values import Role
from workbench.people.actions import prove
from workbench.people.records import Appointment, Factor, Person


def test_a_desk_has_people_of_every_role_who_can_prove_who_they_are(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert {each.role for each in desk.kept(Appointment)} == set(Role)
    assert {each.id for each in desk.kept(Person)} == set(PEOPLE)
    for secret, factor in ((PIN, Factor.PIN), (PASSWORD, Factor.PASSWORD)):
        proof = prove("RP1", secret, factor, register=desk.register, clock=desk.clock, workstation=PLACE, zone=ZONE)
        assert proof == desk.proof("RP1", factor)
