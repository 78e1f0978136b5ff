"""What must hold of a signal, of each step of its life, of a stop and of change control. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.kernel.findings import Finding, stops
from workbench.surveillance.records import ChangeControl, Signal, SignalStop, State
from workbench.surveillance.trail import Trail

SOURCE = "the life of a signal (issue 4, item 7)"
APART = "whoever detected a signal does not alone close it (issue 4, item 7)"


def may_keep(new: Signal, known: Iterable[Trail]) -> tuple[Finding, ...]:
    """Stops a signal without words, without bags behind it, and one that is kept already and not over."""
    found = _words(new.said)
    if not new.behind:
        found.append(stops("surveillance.no-bags", SOURCE, where="bags"))
    same = [each for each in known if not each.over and each.key == (new.monitor, new.method, new.lot) and new.monitor]
    found += [stops("surveillance.kept-before", SOURCE, number=each.signal.id) for each in same]
    return tuple(found)


def may_step(trail: Trail, to: State, said: str, person: str) -> tuple[Finding, ...]:
    """Stops a step without words, and by whom it must be kept apart: who detected neither validates, refutes nor closes; who assessed does not close."""
    found = _words(said)
    number = trail.signal.id
    if to in (State.VALIDATED, State.REFUTED, State.CLOSED) and person == trail.signal.person:
        found.append(stops("surveillance.own-signal", APART, number=number))
    if to is State.CLOSED and person in trail.by(State.ASSESSED):
        found.append(stops("surveillance.own-assessment", APART, number=number))
    if to in (State.CLOSED, State.REFUTED):
        found += [stops("surveillance.still-stopped", SOURCE, number=number, stop=each.kind.value, subject=each.subject) for each in trail.in_force]
        found += [stops("surveillance.change-open", SOURCE, number=number, change=each.id) for each in trail.open_changes]
    return tuple(found)


def may_stop(trail: Trail, new: SignalStop, in_force: Sequence[SignalStop]) -> tuple[Finding, ...]:
    """Stops a stop without words, of a signal that is over, and one that is in force already."""
    found = [*_words(new.why), *_alive(trail)]
    same = [each for each in in_force if (each.kind, each.subject) == (new.kind, new.subject)]
    found += [stops("surveillance.stopped-before", SOURCE, number=each.signal, stop=each.kind.value, subject=each.subject) for each in same]
    return tuple(found)


def may_lift(stop: SignalStop, why: str) -> tuple[Finding, ...]:
    """Stops the lifting without words, and of what was lifted already."""
    found = _words(why)
    if not stop.in_force:
        found.append(stops("surveillance.lifted-before", SOURCE, number=stop.signal))
    return tuple(found)


def may_open_change(trail: Trail, new: ChangeControl) -> tuple[Finding, ...]:
    """Stops change control without a subject or words, and of a signal that is over."""
    found = [*_words(new.why), *_alive(trail)]
    if not new.subject:
        found.append(stops("surveillance.no-subject", SOURCE, where="subject"))
    return tuple(found)


def may_close_change(known: ChangeControl, outcome: str, person: str) -> tuple[Finding, ...]:
    """Stops the end of change control without words, a second end, and one by whoever opened it."""
    found = _words(outcome)
    if known.outcome is not None:
        found.append(stops("surveillance.change-closed", SOURCE, change=known.id))
    if known.person == person:
        found.append(stops("surveillance.own-change", APART, change=known.id))
    return tuple(found)


def _words(said: str) -> list[Finding]:
    return [] if len(said) >= 3 else [stops("surveillance.why-missing", SOURCE, where="reason")]


def _alive(trail: Trail) -> list[Finding]:
    return [stops("surveillance.over", SOURCE, number=trail.signal.id, state=trail.state.value)] if trail.over else []
