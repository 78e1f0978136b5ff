"""The reports of the period, line by line; what monitoring graded 3 or higher; deaths, second malignancies, who was lost; who saw it first."""
from __future__ import annotations

from workbench.documents.blocks import Cell, Column, Content
from workbench.documents.marks import Face
from workbench.documents.periodic.saying import NONE, Say
from workbench.icsr.narrative import CATEGORIES, CRITERIA, OUTCOMES, SERIOUS
from workbench.icsr.seen import scale_name
from workbench.periodic.records import CaseLine, ClockLine
from workbench.surveillance.said import first_seen, monitor_name
from workbench.vigilance.causality import Answer
from workbench.vigilance.records import Outcome, ReportStatus
from workbench.vigilance.reporting import asked
from workbench.vigilance.seriousness import serious
from workbench.words.sentence import N_

STATUSES = {
    ReportStatus.RECEIVED: N_("to assess"), ReportStatus.ASSESSED: N_("assessed"), ReportStatus.CLOSED: N_("closed"),
    ReportStatus.NULLIFIED: N_("nullified"),
}  # fmt: skip
EXPECTED = {"expected": N_("expected"), "unexpected": N_("unexpected"), "unknown": N_("not known")}
CAUSES = {"crs": "CRS", "icans": "ICANS", "other": N_("another cause"), "unknown": N_("not known")}
"""What a death is said to be due to."""
FATES = {
    "death": N_("death"), "malignancy": N_("second malignancy"), "lost to follow-up": N_("lost to follow-up"), "withdrew": N_("withdrew"),
}  # fmt: skip


def put_cases(say: Say) -> None:
    """Section 2."""
    words, reckoned = say.words, say.reckoned
    say.section(words("Cases and events"))
    own = reckoned.cases
    counted = reckoned.counted(own)
    weights = [serious(asked(each.answers)) for each in counted]
    right = words("{n} reports, {m} serious, {k} may be serious; {all} in all").format(
        n=len(counted), m=weights.count(Answer.YES), k=weights.count(Answer.UNKNOWN), all=len(reckoned.counted(say.summary.cases))
    )
    columns = (
        Column(words("Report, day 0"), 24), Column(words("Patient, bag"), 36), Column(words("Reaction"), 33), Column(words("Seriousness"), 25),
        Column(words("Expected (list)"), 21), Column(words("Causality (WHO-UMC)"), 20), Column(words("Outcome"), 21),
    )  # fmt: skip
    rows, notes = [_case(say, each) for each in own], [_clocks(say, each.report) for each in own]
    say.table(words("Reports received in the period"), columns, rows, right, words("No report was received in this period."), notes)
    if any(each.status == ReportStatus.NULLIFIED.value for each in own):
        say.lines(words("Nullified reports are listed and not counted."))
    _grades(say)
    _fates(say)
    _registers(say)


def _case(say: Say, case: CaseLine) -> list[Content]:
    words = say.words
    answers = asked(case.answers)
    weight = words.marked(SERIOUS[serious(answers)])
    named = [words.marked(text) for letter, text in zip(case.answers, CRITERIA, strict=True) if letter == Answer.YES.value]
    expected = words.marked(EXPECTED.get(case.expected, N_("not assessed")))
    listed = f" ({case.listed})" if case.listed else ""
    status = words.marked(STATUSES[ReportStatus(case.status)])
    return [
        Cell(f"{case.report}\n{say.day(case.day_zero)}\n{status}", typed=True),
        Cell(f"{case.patient or words('not named')}\n{case.bag or words('no bag named')}", typed=True),
        Cell(case.reaction, typed=True), Cell("\n".join((weight, *named)), typed=True), Cell(f"{expected}{listed}", typed=True),
        Cell(words.marked(CATEGORIES[case.causality]) if case.causality in CATEGORIES else words("not assessed"), typed=True),
        Cell(words.marked(OUTCOMES[Outcome(case.outcome)]), typed=True),
    ]  # fmt: skip


def _clocks(say: Say, report: str) -> str:
    """When it was sent, and what is still to be sent."""
    words, found = say.words, list[str]()
    for each in (one for one in say.summary.clocks if one.report == report):
        found.append(clock_line(say, each))
    return "; ".join(found) or words("No clock was started.")


def clock_line(say: Say, clock: ClockLine) -> str:
    """One clock with what became of it."""
    due = say.words("due by {until}").format(until=say.moment(clock.until))
    return f"{clock.clock}, {due}: {became(say, clock)}"


def became(say: Say, clock: ClockLine) -> str:
    """What was sent, or that nothing was."""
    words = say.words
    if clock.sent:
        return words("sent {sent} to {receiver}").format(sent=say.moment(clock.sent), receiver=clock.receiver)
    return words("the report ended without it") if clock.over else words("not sent")


def _grades(say: Say) -> None:
    words = say.words
    own = [each for each in say.summary.grades if each.at >= say.reckoned.first]
    rows: list[list[Content]] = [
        [
            Cell(say.patient(each.infusion), mono=True), Cell(say.bag(each.infusion), typed=True), scale_name(each.scale, words),
            Cell(str(each.grade), bold=True), say.moment(each.at), words("by a physician") if each.decided else words("by the rule"),
        ]
        for each in sorted(own, key=lambda one: one.at)
    ]  # fmt: skip
    columns = (
        Column(words("Patient"), 32, face=Face.MONO), Column(words("Bag"), 36), Column(words("Scale"), 42), Column(words("Worst grade"), 18),
        Column(words("First so high"), 32), Column(words("Decided"), 20),
    )  # fmt: skip
    none = words("No grade of 3 or more was found in this period.")
    say.table(words("Found by monitoring: grade 3 or more"), columns, rows, words("worst of each scale after each bag"), none)


def _fates(say: Say) -> None:
    words = say.words
    own = [each for each in say.summary.fates if each.told >= say.reckoned.first]
    seen: set[tuple[str, str, object]] = set()
    rows: list[list[Content]] = []
    for each in sorted(own, key=lambda one: (one.on, one.patient)):
        key = (each.kind, each.patient, each.on)
        if each.kind != "malignancy" and key in seen:
            continue  # one patient of two bags dies once
        seen.add(key)
        rows.append([
            Cell(words.marked(FATES[each.kind]), bold=True), Cell(each.patient, mono=True), Cell(say.bag(each.infusion), typed=True), say.day(each.on),
            Cell(words.marked(CAUSES.get(each.said, each.said)), typed=True), say.moment(each.told),
        ])  # fmt: skip
    columns = (
        Column(words("What"), 34), Column(words("Patient"), 32, face=Face.MONO), Column(words("Bag"), 36), Column(words("Day"), 22),
        Column(words("In words"), 30), Column(words("Known here since"), 26),
    )  # fmt: skip
    none = words("No death, second malignancy or loss to follow-up became known in this period.")
    say.table(words("Deaths, second malignancies, lost to follow-up"), columns, rows, "", none)


def _registers(say: Say) -> None:
    """Which register saw the events of each monitor first, and how complete the reports of each ward are."""
    words, found = say.words, list[str]()
    for each in say.reckoned.watched:
        for line in first_seen(say.reckoned.board, each, words):
            found.append(f"{monitor_name(each.monitor, '', words)}: {line}")
    say.block(say.set.heading(words("Which register saw it first"), words("all bags up to the end of the period")))
    say.lines(*(found or [words("No event that a monitor counts.")]))
    wards: dict[str, list[CaseLine]] = {}
    for case in say.reckoned.counted(say.summary.cases):
        wards.setdefault(case.ward or NONE, []).append(case)
    rows: list[list[Content]] = [
        [Cell(ward, typed=True), str(len(own)), str(sum(each.complete for each in own))] for ward, own in sorted(wards.items())
    ]
    columns = (Column(words("Ward"), 90), Column(words("Reports"), 40, "right"), Column(words("Complete reports"), 50, "right"))
    right = words("complete: the four elements and the onset are named")
    say.table(words("Completeness of reports by ward"), columns, rows, right, words("No ward has reported."))
