"""From what was reckoned to what is drawn: chart records in the words of the reader. The same records go onto paper."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import median

from workbench.calculation.limits import ends
from workbench.charts.records import Chart, Fall, Group, Heat, Interval, Intervals, Lane, Size, Steps, Strip, Survival, Swimmer
from workbench.kernel.findings import Refused
from workbench.surveillance.analysis import Looked, Watched
from workbench.surveillance.course import Course
from workbench.vigilance.signals.groups import Shrunk
from workbench.vigilance.signals.local import Estimate, incidence
from workbench.vigilance.signals.sequential import Chart as Sequence_
from workbench.words.numbers import number_text
from workbench.words.translation import Words

FEW = 5
"""Fewer bags than this in a row are drawn hollow."""
MOST_ROWS = 8


def figure(value: float, words: Words, digits: int = 2) -> str:
    """A reckoned figure with so many decimals, as people read it."""
    return number_text(Decimal(f"{value:.{digits}f}"), words)


def percent(value: float, words: Words, digits: int = 0) -> str:
    """A share as per cent."""
    return words("{n} %").format(n=figure(100 * value, words, digits))


def number_of(value: str, words: Words) -> str:
    """A kept figure with the reader's decimal sign."""
    return value.replace(".", ",") if words.language == "ru" else value


def maxsprt_chart(watched: Watched, size: Size, words: Words) -> Steps | None:
    """Log-likelihood ratio after every bag."""
    plan = watched.monitor.maxsprt
    if watched.maxsprt is None or plan is None:
        return None
    text = words("limit {limit} (α {alpha}, {most} expected events at most)").format(
        limit=figure(watched.maxsprt.limit, words), alpha=number_of(str(plan.alpha), words), most=number_of(str(plan.most_expected), words)
    )
    return _steps(watched.maxsprt, text, size, words, [each.observed for each in watched.maxsprt.looks])


def cusum_chart(watched: Watched, size: Size, words: Words) -> Steps | None:
    """The excess over the expected share, added up; every bag has the same risk while no model of risk is given."""
    plan = watched.monitor.cusum
    if watched.cusum is None or plan is None:
        return None
    text = words("limit {limit} (odds ratio {ratio})").format(limit=figure(watched.cusum.limit, words), ratio=number_of(str(plan.odds_ratio), words))
    total = 0
    counts = [total := total + each.observed for each in watched.cusum.looks]
    return _steps(watched.cusum, text, size, words, counts)


def _steps(chart: Sequence_, limit_text: str, size: Size, words: Words, counts: Sequence[int]) -> Steps:
    values = tuple(each.statistic for each in chart.looks)
    events = tuple(count > before for count, before in zip(counts, (0, *counts), strict=False))
    first = chart.first_signal
    crossed = first.k if first is not None else None
    last = words("{value} now").format(value=figure(values[-1], words)) if values else ""
    return Steps(
        size, values, events, chart.limit, limit_text, crossed, words("bag {n}").format(n=crossed) if crossed else "", last, words("bags infused, in order")
    )


def groups_chart(shrunk: Shrunk, overall: Estimate, watched: Watched, names: Mapping[str, str], size: Size, words: Words) -> Intervals:
    """All bags, then each group with its exact interval; the shrunk share stands as a note."""
    rows = [_row(words("All bags"), overall, words, whole=True)]
    for each in sorted(shrunk.groups, key=lambda one: -one.own.basis.denominator)[:MOST_ROWS]:
        leaning = words("shrunk {p}").format(p=percent(each.shrunk, words)) if each.shrunk is not None else ""
        rows.append(_row(names.get(each.name, each.name), each.own, words, leaning))
    expected = 100 * float(watched.monitor.expected)
    text = words("expected {p}").format(p=percent(float(watched.monitor.expected), words))
    return Intervals(size, tuple(rows), expected, text, words("bags with the event, exact 95 % interval, per cent"))


def thirds_chart(looked: Looked, watched: Watched, size: Size, words: Words) -> Intervals:
    """The thirds of an attribute, each with its exact interval."""
    rows = []
    for each in looked.thirds.thirds:
        name = words("{low} to {high}").format(low=short(each.least, words), high=short(each.largest, words))
        rows.append(_row(name, incidence(each.events, each.infusions, comparisons=3), words))
    expected = 100 * float(watched.monitor.expected)
    text = words("expected {p}").format(p=percent(float(watched.monitor.expected), words))
    return Intervals(size, tuple(rows), expected, text, words("bags with the event, exact 95 % interval, per cent"), 150)


def frequency_chart(rows: Sequence[tuple[str, Estimate]], size: Size, words: Words, names: int) -> Intervals:
    """Several events beside each other, each a share of the same bags with its exact interval; ``names`` is the room for their names in pixels."""
    return Intervals(size, tuple(_row(name, each, words) for name, each in rows), None, "", words("bags with the event, exact 95 % interval, per cent"), names)


def _row(name: str, estimate: Estimate, words: Words, note: str = "", *, whole: bool = False) -> Interval:
    n, of = estimate.basis.n, estimate.basis.denominator
    few = of < FEW
    share = f" · {percent(estimate.value, words)}" if estimate.value is not None else ""
    text = words("{n} of {of}").format(n=n, of=of) + share
    notes = " · ".join(each for each in (words("few data") if few else "", note) if each)
    low, high = (None if each is None else 100 * each for each in (estimate.low, estimate.high))
    return Interval(name, None if estimate.value is None else 100 * estimate.value, low, high, text, notes, few, whole)


def strip_chart(looked: Looked, size: Size, words: Words) -> Strip:
    """Every bag as a point: without the event above, with it below; the ends of the specification as lines."""
    groups = []
    for hit, name in ((False, words("no event")), (True, words("event"))):
        values = tuple(value for value, event in looked.points if event is hit)
        middle = words("median {value}").format(value=short(median(values), words)) if values else ""
        groups.append(Group(f"{name}\nn = {len(values)}", values, middle))
    text = looked.attribute.text[words.language]
    return Strip(size, tuple(groups), _limits(looked, words), f"{text}, {looked.attribute.unit}" if looked.attribute.unit else text)


def _limits(looked: Looked, words: Words) -> tuple[tuple[float, str], ...]:
    """The ends of a simple specification; a limit that is reckoned from the batch has none to draw."""
    if not looked.attribute.accept:
        return ()
    try:
        low, high = ends(looked.attribute.accept, looked.attribute.name, looked.attribute.unit, {})
    except Refused:
        return ()
    said = words("specification {sign} {value}")
    return tuple(
        (float(end.value), said.format(sign=sign, value=short(float(end.value), words))) for sign, end in (("≥", low), ("≤", high)) if end is not None
    )


def short(value: float, words: Words) -> str:
    """A value of an attribute with three figures that tell; large ones as powers of ten."""
    text = f"{value:.3g}"
    if "e" in text:
        head, _, power = text.partition("e")
        text = f"{head}·10^{int(power)}"
    return number_of(text, words)


def swimmer_chart(courses: Sequence[Course], watched: Watched, size: Size, words: Words) -> Swimmer:
    """A lane for each of the newest bags, with the watched event and death."""
    lanes = []
    for each in courses:
        event = watched.events.get(each.exposed.line.id)
        marks: list[tuple[float, str, bool]] = []
        if event is not None:
            day = (event.at - each.exposed.line.begun).total_seconds() / 86400
            grade = max((one for one in each.worst.values() if one is not None), default=None)
            marks.append((day, str(grade) if grade is not None and watched.monitor.least > 1 else "", True))
        if each.died is not None and each.died <= watched.monitor.days:
            marks.append((each.died, words("died"), False))
        lanes.append(Lane(who(each), each.until, each.going_on, tuple(marks)))
    return Swimmer(size, tuple(lanes), words("days after the infusion"))


def heat_chart(courses: Sequence[Course], days: int, size: Size, words: Words) -> Heat:
    """The worst grade by patient and day; nothing where no sheet was entered."""
    columns = tuple(str(day) for day in range(days + 1))
    rows = []
    for each in courses:
        marks = tuple(_mark(each.worst, day) for day in range(days + 1))
        rows.append((who(each), marks))
    return Heat(size, columns, tuple(rows), words("day after the infusion; ? cannot be graded"))


def _mark(worst: Mapping[int, int | None], day: int) -> str:
    if day not in worst:
        return ""
    grade = worst[day]
    return "?" if grade is None else str(grade)


def who(course: Course) -> str:
    """Initials and hospital number, never the name."""
    line = course.exposed.line
    return f"{line.family[:1]}. {line.given[:1]}. {line.hospital_no}"


def onset_chart(watched: Watched, size: Size, words: Words) -> Survival:
    """The share without the event over the days."""
    falls = tuple(Fall(each.time, 100 * each.share, _hundred(each.low), _hundred(each.high)) for each in watched.onset.steps)
    middle = watched.onset.median
    text = words("half by day {day}").format(day=figure(middle, words, 1)) if middle is not None else words("fewer than half had the event")
    return Survival(size, falls, float(watched.monitor.days), text, words("days after the infusion; bags without the event, per cent"))


def _hundred(value: float | None) -> float | None:
    return None if value is None else 100 * value


# ------------------------------------------------------------------------------------------------------ as a table
def table_of(chart: Chart, words: Words) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The same record as a table: heads and lines."""
    yes, no = words("yes"), words("no")
    heads: tuple[str, ...]
    found: list[tuple[str, ...]] = []
    match chart:
        case Steps():
            heads = words("Bag"), words("Event"), words("Statistic; {limit}").format(limit=chart.limit_text)
            found += [(str(k), yes if hit else no, figure(value, words)) for k, (value, hit) in enumerate(zip(chart.values, chart.events, strict=True), 1)]
        case Intervals():
            heads = words("Group"), words("Bags with the event"), words("Exact 95 % interval"), words("Note")
            found += [(each.name, each.text, _between(each, words), each.note) for each in chart.rows]
        case Strip():
            heads = words("Event"), chart.axis
            found += [(each.name.partition("\n")[0], short(value, words)) for each in chart.groups for value in sorted(each.values)]
        case Swimmer():
            heads = words("Patient"), words("Days looked at"), words("Day: event")
            for lane in chart.lanes:
                marks = ", ".join(f"{figure(day, words, 1)}: {mark or yes}" for day, mark, _ in lane.marks)
                found.append((lane.name, figure(lane.until, words, 1), marks))
        case Survival():
            heads = words("Day"), words("Bags without the event, per cent"), words("95 % interval")
            found += [(figure(each.time, words, 1), figure(each.share, words, 1), _between(each, words)) for each in chart.falls]
        case Heat():
            heads = words("Patient"), words("Day: grade")
            for name, row in chart.rows:
                found.append((name, ", ".join(f"{day}: {mark}" for day, mark in zip(chart.columns, row, strict=True) if mark)))
    return heads, found


def _between(each: Interval | Fall, words: Words) -> str:
    if each.low is None or each.high is None:
        return "–"
    return words("{low} to {high} %").format(low=figure(each.low, words, 1), high=figure(each.high, words, 1))
