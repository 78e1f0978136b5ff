"""What every act of the desk hand needs: the actor, the proof, and the batch as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypedDict

from workbench.documents.press import Press
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.ports import Register
from workbench.kernel.values import Actor, Role
from workbench.labels.profiles import Profile
from workbench.masters.approved import profiles_of
from workbench.people.actions import prove
from workbench.people.records import Factor, Meaning, Proof
from workbench.people.rules import least_factor
from workbench.regimes.records import Regime
from workbench.rehearsal.acts import Act
from workbench.rehearsal.case import Case
from workbench.rehearsal.clock import CaseClock
from workbench.rehearsal.known import Known
from workbench.vigilance.grading.ctcae import Edition
from workbench.vigilance.reporting import Calendar
from workbench.vigilance.schedule import Schedule

WORKSTATION = "REHEARSAL"


class Doing(TypedDict):
    """What every action asks for besides its own matter."""

    actor: Actor
    register: Register
    clock: CaseClock


class Signing(Doing):
    """The same, with the proof of who signs."""

    proof: Proof


@dataclass(frozen=True, slots=True)
class Aftercare:
    """What is read of the resources for what happens after an infusion: schedules, versions of CTCAE, regimes of reporting."""

    schedules: Mapping[str, Schedule]
    editions: Mapping[str, Edition]
    calendar: Calendar


@dataclass(frozen=True)
class Supplies:
    """What comes from the resources: the press of each language, the legal pathways; and the label printer's dots."""

    presses: Mapping[str, Press]
    regimes: Mapping[str, Regime]
    read_aftercare: Callable[[], Aftercare]
    dpi: int = 300

    @cached_property
    def aftercare(self) -> Aftercare:
        """Read when it is first needed: most cases end before an infusion."""
        return self.read_aftercare()


@dataclass
class Desk:
    """The case, the register and the clock. A person proves once with each secret of theirs; later proofs are that one, given anew."""

    case: Case
    known: Known
    register: Register
    clock: CaseClock
    supplies: Supplies
    proved: dict[tuple[str, Factor], Proof] = field(default_factory=dict)

    def actor(self, who: str, role: Role | None = None) -> Actor:
        """``who`` in the role said, or in the first that they have."""
        return Actor(who, self.case.role_of(who, role), WORKSTATION, self.case.zone)

    def doing(self, act: Act) -> Doing:
        """What the action of an act asks for."""
        return {"actor": self.actor(act.who, act.role), "register": self.register, "clock": self.clock}

    def signing(self, act: Act, meaning: Meaning) -> Signing:
        """What the action of an act that is signed asks for."""
        return {**self.doing(act), "proof": self.proof(act.who, meaning)}

    def proof(self, who: str, meaning: Meaning) -> Proof:
        """A proof by what a signature of ``meaning`` asks for at least."""
        factor = least_factor(meaning)
        if (who, factor) not in self.proved:
            person = self.case.people[who]
            secret = person.password if factor is Factor.PASSWORD else person.pin
            self.proved[who, factor] = prove(who, secret, factor, register=self.register, clock=self.clock, workstation=WORKSTATION, zone=self.case.zone)
        return replace(self.proved[who, factor], at=self.clock.now())

    def dossier(self, batch: str) -> Dossier:
        """The batch of this key as it stands now."""
        with self.register.reading() as reader:
            return assemble(reader, self.known.batch(batch))

    @property
    def profiles(self) -> dict[str, Profile]:
        """The labels of the register by their names."""
        with self.register.reading() as reader:
            return profiles_of(reader)

    @property
    def press(self) -> Press:
        """The press of the case's language."""
        return self.supplies.presses[self.case.language]
