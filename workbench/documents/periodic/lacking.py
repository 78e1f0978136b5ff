"""What was late and what was not done: clocks of reports, observations, follow-up, calls about alerts."""
from __future__ import annotations

from workbench.documents.blocks import Cell, Column, Content
from workbench.documents.marks import Face
from workbench.documents.periodic.cases import became
from workbench.documents.periodic.saying import Say
from workbench.periodic.records import ClockLine
from workbench.words.sentence import N_

REGISTERS = {"monitoring": N_("bedside monitoring"), "follow-up": N_("long-term follow-up"), "calls": N_("call about an alert, read back")}


def put_lacking(say: Say) -> None:
    """Section 5."""
    words, reckoned = say.words, say.reckoned
    say.section(words("What was late and what was not done"))
    columns = (Column(words("Report"), 34), Column(words("Clock"), 40), Column(words("Due by"), 36), Column(words("What was sent"), 70))
    missed = [_clock(say, each) for each in reckoned.missed()]
    say.table(words("Clocks that ran out in the period"), columns, missed, "", words("No clock was missed in this period."))
    waiting = [_clock(say, each) for each in reckoned.waiting()]
    say.table(words("Clocks that still run"), columns, waiting, "", words("No clock runs at the end of the period."))
    rows: list[list[Content]] = [
        [
            Cell(say.patient(each.infusion), mono=True), Cell(say.bag(each.infusion), typed=True), words.marked(REGISTERS[each.register]), str(each.missed),
            str(each.late), say.day(each.oldest),
        ]
        for each in say.summary.gaps
    ]  # fmt: skip
    gaps = (
        Column(words("Patient"), 32, face=Face.MONO), Column(words("Bag"), 40), Column(words("What was due"), 48), Column(words("Missed"), 18, "right"),
        Column(words("Late"), 16, "right"), Column(words("The oldest"), 26),
    )  # fmt: skip
    none = words("Everything that was due in this period was done, or had a reason why not.")
    if not say.summary.bags:
        none = words("No bag was infused: nothing was due.")
    say.table(words("Due in the period and not done"), gaps, rows, words("at the end of the period"), none)


def _clock(say: Say, clock: ClockLine) -> list[Content]:
    return [Cell(clock.report, bold=True), Cell(clock.clock, typed=True), say.moment(clock.until), Cell(became(say, clock), typed=True)]
