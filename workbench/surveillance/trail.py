"""A signal with everything that came of it: where it stands, who had a hand in it, what it still stops."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.kernel.ports import Among, Reader
from workbench.people.records import Signature
from workbench.surveillance.records import ChangeControl, Signal, SignalStep, SignalStop, State, StopLift

SIGNAL, STOP, LIFT, CHANGE = "signal", "signal stop", "stop lifted", "change control"
"""Kinds of what is signed."""
OVER = (State.CLOSED, State.REFUTED)


@dataclass(frozen=True, slots=True)
class Trail:
    """A signal with its facts in the order of writing."""

    signal: Signal
    steps: tuple[SignalStep, ...]
    stops: tuple[SignalStop, ...]
    lifts: tuple[StopLift, ...]
    changes: tuple[ChangeControl, ...]
    signatures: tuple[Signature, ...]

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.steps[-1].state if self.steps else State.DETECTED

    @property
    def over(self) -> bool:
        """Whether it is closed or refuted."""
        return self.state in OVER

    @property
    def in_force(self) -> tuple[SignalStop, ...]:
        """What it still stops."""
        return tuple(each for each in self.stops if each.in_force)

    @property
    def open_changes(self) -> tuple[ChangeControl, ...]:
        """Change control of which nothing has come yet."""
        return tuple(each for each in self.changes if each.outcome is None)

    def by(self, state: State) -> frozenset[str]:
        """Who brought it into this state."""
        return frozenset(each.person for each in self.steps if each.state is state)

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What names the rule and what it looked at: monitor, method, lot."""
        return self.signal.monitor, self.signal.method, self.signal.lot

    @property
    def events(self) -> int:
        """How many of the bags behind it had the event when it was kept."""
        return sum(bool(each.event) for each in self.signal.behind)


def trail_of(reader: Reader, number: str) -> Trail:
    """The trail of a signal; ``LookupError`` when there is none."""
    own = {"signal": number}
    signal = reader.get(Signal, number)
    steps, stops = reader.find(SignalStep, own, sort="seq"), reader.find(SignalStop, own, sort="id")
    lifts, changes = reader.find(StopLift, own, sort="seq"), reader.find(ChangeControl, own, sort="id")
    subjects = tuple(one for kind in (steps, stops, lifts, changes) for one in (each.id for each in kind))
    signed = reader.find(Signature, {"subject": Among(subjects)}, sort="seq") if subjects else ()
    return Trail(signal, steps, stops, lifts, changes, signed)


def open_trails(reader: Reader, product: str | None = None) -> tuple[Trail, ...]:
    """Every signal that is not over, of one product or of all, the newest first. There are few of them."""
    over = {each.signal for each in reader.find(SignalStep, {"state": Among(OVER)})}
    where = {} if product is None else {"product": product}
    return tuple(trail_of(reader, each.id) for each in reader.find(Signal, where, sort="-at") if each.id not in over)


def all_trails(reader: Reader, product: str) -> tuple[Trail, ...]:
    """Every signal of a product, the newest first."""
    return tuple(trail_of(reader, each.id) for each in reader.find(Signal, {"product": product}, sort="-at"))


def stops_on(reader: Reader, product: str, lots: tuple[str, ...] = ()) -> tuple[SignalStop, ...]:
    """What is stopped now of this product, or of what these lots are in."""
    concerned = {product, *lots}
    return tuple(each for each in reader.find(SignalStop, {"in_force": True}, sort="id") if each.subject in concerned)
