"""Who may prove here who they are: the secret, verified off the window's thread, the roles that count today, and the reading of badges."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ui.desk import Desk
from ui.kit.signer import Signer
from workbench.barcodes import own
from workbench.kernel.findings import Finding, Refused, stops
from workbench.kernel.ports import Reader
from workbench.kernel.values import Role
from workbench.people.actions import prove
from workbench.people.records import Appointment, Factor, Person
from workbench.people.rules import RIGHTS_SOURCE, roles_of
from workbench.words.names import role_name

SOURCE = "21 CFR 11.200"


def prover(desk: Desk, factor: Factor) -> Callable[[str, str, Callable[[object], None], Callable[[BaseException], None]], None]:
    """Verifies a secret off the window's thread, because a good hash takes a tenth of a second."""

    def start(person: str, secret: str, done: Callable[[object], None], failed: Callable[[BaseException], None]) -> None:
        register, clock, workstation, zone = desk.register, desk.clock, desk.workstation, desk.zone
        desk.tasks.run(
            lambda progress: prove(person, secret, factor, register=register, clock=clock, workstation=workstation, zone=zone),
            done,
            failed,
            desk.words("Checking who you are"),
        )

    return start


class People:
    """Who may sign today in one of ``roles``, and whose badge is whose. ``roles``: person to those of the asked roles that they hold."""

    def __init__(self, desk: Desk, asked: Sequence[Role], excluded: Mapping[str, Finding] | None = None) -> None:
        self._desk, self._asked, self._excluded = desk, tuple(asked), dict(excluded or {})
        with desk.register.reading() as reader:
            self._known = {each.id: each for each in reader.find(Person)}
            self._held = self._holding(reader)
        self.roles = {person: roles for person, roles in self._held.items() if roles and person not in self._excluded}

    def _holding(self, reader: Reader) -> dict[str, tuple[Role, ...]]:
        appointments, day = reader.find(Appointment), self._desk.today
        held = {}
        for person in self._known.values():
            holds = roles_of(person.id, appointments, day) if person.active else ()
            held[person.id] = tuple(role for role in self._asked if role in holds) if self._asked else holds
        return held

    def signers(self) -> tuple[Signer, ...]:
        """Those who may sign, by name."""
        words = self._desk.words
        chosen = sorted((self._known[person] for person in self.roles), key=lambda each: each.name)
        return tuple(Signer(each.id, each.name, role_name(self.roles[each.id][0], words)) for each in chosen)

    def by_badge(self, code: bytes) -> str:
        """The person whose badge was scanned. Refused: no badge, nobody's badge, somebody who may not sign here (with the reason)."""
        person = badge_owner(code, self._known.values())
        if person.id in self._excluded:
            raise Refused((self._excluded[person.id],))
        if person.id not in self.roles:
            asked = ", ".join(role_name(role, self._desk.words) for role in self._asked)
            raise Refused((stops("window.role-missing", RIGHTS_SOURCE, person=person.name, roles=asked),))
        return person.id


def badge_owner(code: bytes, people: Iterable[Person]) -> Person:
    """Whose badge ``code`` is, among ``people``."""
    try:
        read = own.read(code)
    except Refused:
        raise Refused((stops("window.not-a-badge", SOURCE),)) from None
    if read.kind is not own.Kind.BADGE:
        raise Refused((stops("window.not-a-badge", SOURCE),))
    number = read.numbers[0]
    found = [each for each in people if each.badge == number]
    if not found:
        raise Refused((stops("window.unknown-badge", SOURCE, badge=number),))
    return found[0]
