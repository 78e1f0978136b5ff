"""Asking for a signature, in place, from whoever may give it: the reading of badges, the proof, and the role it is given in."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ui.desk import Desk
from ui.kit.sign import Before, SignAsk, Signer, SignRow, SignSheet
from workbench.barcodes import own
from workbench.kernel.findings import Finding, Refused, stops
from workbench.kernel.ports import Reader
from workbench.kernel.values import Actor, Role
from workbench.people.actions import prove
from workbench.people.credentials import PIN_DIGITS
from workbench.people.records import Appointment, Factor, Meaning, Person, Proof
from workbench.people.rules import RIGHTS_SOURCE, least_factor, roles_of
from workbench.site.records import Purpose
from workbench.words.names import meaning_sentence, role_name
from workbench.words.times import clock_text

SOURCE = "21 CFR 11.200"


@dataclass(frozen=True, slots=True)
class SignatureRequest:
    """What is to be signed, in which meaning, by whom. ``excluded`` are people who may not sign here, each with the finding that says why.

    Without ``factor`` the least that the meaning asks for; ``chosen`` is whom the sheet expects (the person signed in, if they may sign).
    """

    title: str
    note: str
    rows: Sequence[SignRow]
    meaning: Meaning
    digest: bytes
    roles: Sequence[Role]
    role_label: str
    button: str
    factor: Factor | None = None
    sentence: str = ""
    excluded: Mapping[str, Finding] = field(default_factory=dict)
    chosen: str = ""
    critical: bool = False
    may_disagree: bool = False
    before: Sequence[Before] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """A proof, and the actor (person and role) for the action that it is handed to."""

    proof: Proof
    actor: Actor


def ask_signature(
    desk: Desk, request: SignatureRequest, then: Callable[[Signed], object], disagreed: Callable[[], object] | None = None, *, above: bool = False,
) -> SignSheet:  # fmt: skip
    """Opens the sheet, ``above`` another one where that waits for it; ``then`` gets the proof and the actor. The person signed in stays signed in."""
    people = People(desk, request.roles, request.excluded)
    factor = request.factor or least_factor(request.meaning)
    words, pin = desk.words, factor is Factor.PIN
    least = 0 if not pin else 1 if desk.site.purpose is Purpose.REHEARSAL else PIN_DIGITS[0]
    present = desk.person
    expected = request.chosen or (present.id if present is not None and present.id in people.roles else "")
    ask = SignAsk(
        request.title, request.note, request.rows, request.sentence or meaning_sentence(request.meaning, words), request.digest, request.role_label,
        request.button, words("PIN") if pin else words("Password"), people.signers(), least, expected if expected in people.roles else "",
        request.critical, request.may_disagree, request.before,
    )  # fmt: skip
    sheet = SignSheet(ask, people.by_badge, prover(desk, factor), lambda: clock_text(desk.clock.now(), desk.zone, seconds=True))

    def signed(proof: object) -> None:
        if isinstance(proof, Proof):
            then(Signed(proof, Actor(proof.person, people.roles[proof.person][0], desk.workstation, desk.zone)))

    sheet.signed.connect(signed)
    if disagreed is not None:
        sheet.disagreed.connect(lambda: disagreed())
    desk.sheet(sheet, above=above)
    return sheet


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
