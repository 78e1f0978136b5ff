"""Which state of a signal may follow which, and by which right. What is not here is refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workbench.kernel.findings import Finding, stops
from workbench.people.rights import Act
from workbench.surveillance.records import State
from workbench.surveillance.rules import SOURCE, may_step
from workbench.surveillance.trail import Trail

STEPS: Mapping[tuple[State, State], Act] = MappingProxyType(
    {
        (State.DETECTED, State.VALIDATED): Act.VALIDATE_SIGNAL,
        (State.DETECTED, State.REFUTED): Act.VALIDATE_SIGNAL,
        (State.VALIDATED, State.ASSESSED): Act.ASSESS_SIGNAL,
        (State.VALIDATED, State.REFUTED): Act.VALIDATE_SIGNAL,
        (State.ASSESSED, State.ACTION): Act.ACT_ON_SIGNAL,
        (State.ACTION, State.CLOSED): Act.CLOSE_SIGNAL,
    }
)


def next_of(state: State) -> tuple[State, ...]:
    """Where a signal may go from here, the way forward first."""
    return tuple(to for at, to in STEPS if at is state)


def act_for(state: State, to: State) -> Act | None:
    """The right that this step asks for; none where there is no such step."""
    return STEPS.get((state, to))


def findings(trail: Trail, to: State, said: str, person: str) -> tuple[Finding, ...]:
    """Everything that stands against this step, now."""
    if (trail.state, to) not in STEPS:
        return (stops("surveillance.no-such-step", SOURCE, number=trail.signal.id, state=trail.state.value, to=to.value),)
    return may_step(trail, to, said, person)
