"""The signals of a product with their life, as lines of a summary. States are those of the moment of reading."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.kernel.ports import Reader
from workbench.people.records import Person
from workbench.periodic.records import SignalFact, SignalLine
from workbench.stock.records import Lot
from workbench.surveillance.exposure import among
from workbench.surveillance.trail import Trail


def lines_of(reader: Reader, signals: Sequence[Trail]) -> tuple[SignalLine, ...]:
    """Each signal in one line, the oldest first."""
    lots = _lots(reader, signals)
    return tuple(
        SignalLine(
            each.signal.id, each.signal.said, each.signal.monitor, each.signal.method, each.signal.rule, lots.get(each.signal.lot or "", ""),
            each.state.value, each.signal.at, each.events, len(each.signal.behind),
        )
        for each in signals
    )  # fmt: skip


def facts_of(reader: Reader, signals: Sequence[Trail]) -> tuple[SignalFact, ...]:
    """Every step, stop, lift and change control of each signal, by time."""
    lots, names = _lots(reader, signals), {each.id: each.name for each in reader.find(Person)}
    return tuple(fact for each in signals for fact in sorted(_facts(each, lots, names), key=lambda one: one.at))


def _facts(trail: Trail, lots: dict[str, str], names: dict[str, str]) -> Iterable[SignalFact]:
    number = trail.signal.id
    stops = {each.id: each for each in trail.stops}
    for step in trail.steps:
        yield SignalFact(number, "step", step.state.value, "", step.said, names[step.person], step.at, False)
    for stop in trail.stops:
        yield SignalFact(number, "stop", stop.kind.value, lots.get(stop.subject, stop.subject), stop.why, names[stop.person], stop.at, stop.in_force)
    for lift in trail.lifts:
        stop = stops[lift.stop]
        yield SignalFact(number, "lift", stop.kind.value, lots.get(stop.subject, stop.subject), lift.why, names[lift.person], lift.at, False)
    for change in trail.changes:
        open_ = change.outcome is None
        yield SignalFact(number, "change", change.matter.value, f"{change.id}, {change.subject}", change.why, names[change.person], change.opened, open_)
        if change.outcome is not None and change.closed_by is not None and change.closed_at is not None:
            yield SignalFact(
                number, "end", change.matter.value, f"{change.id}, {change.subject}", change.outcome, names[change.closed_by], change.closed_at, False
            )


def _lots(reader: Reader, signals: Sequence[Trail]) -> dict[str, str]:
    wanted = {each.signal.lot or "" for each in signals} | {stop.subject for each in signals for stop in each.stops}
    return {each.id: each.number for each in among(reader, Lot, "id", tuple(sorted(wanted)))}
