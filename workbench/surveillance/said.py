"""What is said of signals on screen and paper: rules, stops, figures. No sentence speaks of a cause."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.surveillance.analysis import CUSUM, LOTS, MAXSPRT, STOPPING, Board, Watched
from workbench.surveillance.drawn import number_of
from workbench.surveillance.monitors import Monitor
from workbench.surveillance.records import Matter, Shown, State, StopKind
from workbench.vigilance.tables import Status
from workbench.words.sentence import N_
from workbench.words.translation import Words

STATE_WORDS = {
    State.DETECTED: N_("Detected"), State.VALIDATED: N_("Validated"), State.ASSESSED: N_("Assessed"), State.ACTION: N_("Action"),
    State.CLOSED: N_("Closed"), State.REFUTED: N_("Refuted"),
}  # fmt: skip
METHODS = {
    MAXSPRT: N_("MaxSPRT"), CUSUM: N_("CUSUM"), STOPPING: N_("stopping boundary"), LOTS: N_("lot against what is expected"), "": N_("opened by hand"),
}  # fmt: skip
STOPS = {
    StopKind.LOT: N_("Hold the lot"), StopKind.BAGS: N_("Hold the bags in stock"), StopKind.RELEASES: N_("Stop new releases"),
}  # fmt: skip
MATTERS = {Matter.FORMULA: N_("Formula"), Matter.SPECIFICATION: N_("Specification"), Matter.LABEL: N_("Label")}


def monitor_name(monitor: Monitor | None, code: str, words: Words) -> str:
    """The monitor's name; its code where the plan has lost it."""
    return code if monitor is None else monitor.name.ru if words.language == "ru" else monitor.name.en


def counted_events(n: int, words: Words) -> str:
    """So many events."""
    return words.plural("{n} event", "{n} events", n).format(n=n)


def counted_bags(n: int, words: Words) -> str:
    """So many bags."""
    return words.plural("{n} bag", "{n} bags", n).format(n=n)


def counted_patients(n: int, words: Words) -> str:
    """So many patients."""
    return words.plural("{n} patient", "{n} patients", n).format(n=n)


def seen_lines(shown: Sequence[Shown], words: Words) -> list[str]:
    """What was seen, in figures, as they were."""
    held = {each.name: number_of(each.value, words) for each in shown}
    found = []
    if {"events", "bags", "expected"} <= held.keys():
        said = words("{events} in {bags}, {expected} expected.")
        found.append(said.format(events=counted_events(int(held["events"]), words), bags=counted_bags(int(held["bags"]), words), expected=held["expected"]))
    if {"statistic", "limit", "bag"} <= held.keys():
        found.append(words("{value} over the limit of {limit}, first at bag {bag}.").format(value=held["statistic"], limit=held["limit"], bag=held["bag"]))
    if "least" in held:
        found.append(words("The boundary for so many bags: {events}.").format(events=counted_events(int(held["least"]), words)))
    if "low" in held:
        found.append(words("Lower end of the exact interval, shared among the lots ({lots}): {low}.").format(lots=held["lots"], low=held["low"]))
    return found


def caution(board: Board, watched: Watched | None, words: Words) -> list[str]:
    """What must be said with every figure: no cause, how many were looked at, few data, open windows, what the numbers rest on."""
    found = [words("This says nothing about a cause.")]
    rules = words.plural("{n} rule runs at once", "{n} rules run at once", board.rules).format(n=board.rules)
    looked = len(board.exposure.attributes)
    attributes = words.plural("{n} attribute was looked at", "{n} attributes were looked at", looked).format(n=looked)
    found.append(words("{rules}; {attributes}: some show something by chance alone.").format(rules=rules, attributes=attributes))
    if watched is not None:
        if watched.basis.few:
            found.append(words("Few data: one event more or less changes the picture."))
        if watched.open_windows:
            text = words.plural("{n} bag is still in its window: it counts in full already.", "{n} bags are still in their window: they count in full already.",
                                watched.open_windows)  # fmt: skip
            found.append(text.format(n=watched.open_windows))
        if watched.monitor.told:
            found.append(words("Not verified: expected share and limits are {status} ({source}).").format(
                status=words.marked(STATUSES[watched.monitor.status.value]), source=watched.monitor.source))  # fmt: skip
    return found


STATUSES: Mapping[str, str] = {
    "read": N_("read in the source"), "read of an earlier text": N_("read in an earlier text"), "from memory": N_("from memory"),
    "design choice": N_("a choice of ours"),
}


def first_seen(board: Board, watched: Watched, words: Words) -> list[str]:
    """Which register saw the events first, and which missed them: of all, then of each ward."""
    wards = {each.line.id: each.line.ward for each in board.exposure.rows}
    events = list(watched.events.values())
    if not events:
        return []
    first = [each.first for each in events]
    found = [
        words("Seen first: {n} by a report, {m} by monitoring, {k} in follow-up.").format(
            n=first.count("report"), m=first.count("monitoring"), k=first.count("follow-up")
        )
    ]
    for ward in sorted(set(wards.values())):
        mine = [each for each in events if wards[each.infusion] == ward]
        if mine:
            text = words("{ward}: {events}; {m} without a report, {k} without an entry in monitoring or follow-up.")
            missed = sum(each.monitored is None and each.followed is None for each in mine)
            found.append(text.format(ward=ward, events=counted_events(len(mine), words), m=sum(each.reported is None for each in mine), k=missed))
    return found


def of_risk(watched: Watched, words: Words) -> str:
    """What the CUSUM adds up, and what its model of risk rests on."""
    risk = watched.monitor.risk
    if risk is None:
        return words("excess over the expected share, added up; no model of risk: the same for every bag")
    if risk.status is Status.READ:
        return words("excess over the share that the model of risk expects of each bag, added up")
    text = words("excess over the share that the model of risk expects of each bag, added up; coefficients not verified: {status} ({source})")
    return text.format(status=words.marked(STATUSES[risk.status.value]), source=risk.source)
