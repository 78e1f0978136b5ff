"""What a case presupposes: a new register with its site, people, equipment and the text of its formulas, each by its action."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from workbench.documents.press import Press
from workbench.formula.actions import propose_formula
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion
from workbench.kernel.ports import Register
from workbench.kernel.values import Actor, Role
from workbench.labels.profiles import OWN
from workbench.labels.reckoning import TAG
from workbench.masters.actions import approve_label
from workbench.masters.approved import counting, profiles_of
from workbench.masters.rules import APPROVERS
from workbench.people.actions import add_person, appoint, prove, qualify
from workbench.people.records import Factor
from workbench.people.rights import Act, roles_for
from workbench.people.rules import day_of
from workbench.premises.actions import add_equipment
from workbench.premises.records import Due
from workbench.rehearsal.case import Case
from workbench.rehearsal.clock import CaseClock
from workbench.rehearsal.desk.common import WORKSTATION
from workbench.rehearsal.reading import unreadable
from workbench.site.actions import FirstPerson, found_site
from workbench.site.records import Purpose, Site


def prepare(
    case: Case,
    purpose: Purpose,
    formulas: Mapping[str, str],
    labels: Mapping[str, str],
    presses: Mapping[str, Press],
    *,
    register: Register,
    clock: CaseClock,
) -> None:
    """Begins the register of ``case``. ``formulas`` maps the code of a formula to its text, ``labels`` the name of a label file.

    The labels that the case's formulas ask for are approved by the first two people who may; the others wait for their approval.

    The case's first administrator begins the site and appoints the others; who is administrator is nothing else.
    """
    first = next((key for key, each in case.people.items() if each.roles and each.roles[0].role is Role.ADMINISTRATOR), "")
    if not first:
        raise unreadable("people", "an administrator is needed, who begins the register")
    _site(case, purpose, first, labels, register, clock)
    administrator = Actor(first, Role.ADMINISTRATOR, WORKSTATION, case.zone)
    _people(case, first, administrator, register, clock)
    keeper = _first_with(case, Act.KEEP_EQUIPMENT)
    for key, each in case.equipment.items():
        dues = tuple(Due(one.need, one.until) for one in each.dues)
        add_equipment(key, each.kind, each.name, each.room, dues, actor=keeper, register=register, clock=clock)
    author = _first_with(case, Act.PROPOSE_FORMULA)
    for formula in case.formulas:
        if formula.code not in formulas:
            raise unreadable("formulas", f"there is no formula {formula.code}")
        propose_formula(formulas[formula.code], f"{formula.code}.toml", actor=author, register=register, clock=clock)
    _labels(case, presses, register, clock)


def _labels(case: Case, presses: Mapping[str, Press], register: Register, clock: CaseClock) -> None:
    """The labels that the formulas name, and the tag: those with the workbench's own identifier, which need no code of the site."""
    with register.reading() as reader:
        waiting, known = counting(reader), profiles_of(reader)
        asked = {family for each in reader.find(FormulaVersion) for step in formula_of(each.text).steps for family in step.labels}
    wanted = [name for name, each in known.items() if name.startswith(tuple(asked | {TAG})) and each.carries == {OWN}]
    today = day_of(clock.now(), case.zone)
    for actor in _everybody_with(case, Act.APPROVE_LABEL, today)[:APPROVERS]:
        person = case.people[actor.person]
        proof = prove(actor.person, person.password, Factor.PASSWORD, register=register, clock=clock, workstation=WORKSTATION, zone=case.zone)
        for name in wanted:
            approve_label(waiting[name].id, presses=presses, proof=proof, actor=actor, register=register, clock=clock)


def _site(case: Case, purpose: Purpose, first: str, labels: Mapping[str, str], register: Register, clock: CaseClock) -> None:
    person = case.people[first]
    site = Site("site", case.site.name, case.site.room, case.zone, case.language, purpose)
    founder = FirstPerson(first, person.name, person.initials, person.badge, person.pin, person.password)
    since = person.roles[0].since
    found_site(site, founder, labels, workstation=WORKSTATION, register=register, clock=clock, valid_from=since)


def _people(case: Case, first: str, actor: Actor, register: Register, clock: CaseClock) -> None:
    for key, each in case.people.items():
        if key != first:
            add_person(
                each.name,
                each.initials,
                each.badge,
                each.pin,
                each.password,
                person_id=key,
                actor=actor,
                register=register,
                clock=clock,
            )
    own = [(key, role) for key, each in case.people.items() if key != first for role in each.roles]
    for key, role in sorted(own, key=lambda each: each[1].deputy_for is not None):
        appoint(key, role.role, role.since, role.until, role.deputy_for, actor=actor, register=register, clock=clock)
    for key, each in case.people.items():
        for one in each.qualifications:
            qualify(key, one.code, one.until, actor=actor, register=register, clock=clock)


def _first_with(case: Case, act: Act) -> Actor:
    """The first person of the case whose role may do ``act``."""
    return _everybody_with(case, act)[0]


def _everybody_with(case: Case, act: Act, on: date | None = None) -> list[Actor]:
    """Everybody of the case who may do ``act``, on a day if one is said, each in the first role that allows it; there must be somebody."""
    allowed = roles_for(act)
    found: dict[str, Actor] = {}
    for key, each in case.people.items():
        for role in each.roles:
            if role.role in allowed and (on is None or (role.since <= on and (role.until is None or on <= role.until))):
                found.setdefault(key, Actor(key, role.role, WORKSTATION, case.zone))
    if not found:
        raise unreadable("people", f"somebody is needed who may {act.value}")
    return list(found.values())
