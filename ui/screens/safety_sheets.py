"""The bedside sheets of one patient as they were entered: each with its grades and why, what was observed, by whom, and what was corrected."""
from __future__ import annotations

from collections.abc import Mapping

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.layout import col, row
from ui.kit.sheet import Sheet
from ui.kit.table import Cell, Column, Group, Line, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.safety_reading import mark
from ui.screens.safety_words import reason_text, scale_text, seen_text
from workbench.vigilance.monitoring import Track
from workbench.vigilance.records import Graded, Observation
from workbench.vigilance.scales import COURSE
from workbench.vigilance.wording import named
from workbench.words.formats import moment_text
from workbench.words.translation import Words

WIDE = 900


class SheetsSheet(Sheet):
    """``list.observed``: the sheets, the newest first; what a corrected value said before stands beside it."""

    def __init__(self, desk: Desk, track: Track, people: Mapping[str, str]) -> None:
        super().__init__("sheets", width=WIDE)
        words = look.words
        columns = (Column(words("Item"), 210), Column(words("Observed value"), stretch=1), Column(words("Entered by"), 170))
        table = TableView("observed", Rows(columns, sheet_lines(track, people, words)), row=44, wraps=True, grows=True, says=words("Sheets"))
        note = words("What is not here was not observed. A grade is that of the rule at that time; what a physician decided stands beside it.")
        foot = row(None, Button(words("Close"), name="do.close", act=self.cancel), gap=12)
        self.set_body(col(Text(words("Sheets"), "page"), Text(note, "note", "text2", wrap=True), table, foot, gap=12))


def sheet_lines(track: Track, people: Mapping[str, str], words: Words) -> list[Line]:
    """A heading for each sheet and each clinician's grade, the newest first, then its grades, then what was observed; the whole course on top."""
    standing = track.standing()
    sheets = track.rounds()
    whole = [each for each in standing if each.scale in COURSE]
    lines: list[Line] = []
    if whole:
        lines += [Group(words("Whole course"), "progress", "activity"), *(grade_row(track, each, people, words) for each in whole)]
    apart = {each.round: each.at for each in standing if each.round not in sheets and each.scale not in COURSE}
    times = {name: min(each.at for each in sheet.values()) for name, sheet in sheets.items()} | apart
    for name, at in sorted(times.items(), key=lambda pair: pair[1], reverse=True):
        grades = [each for each in standing if each.round == name]
        said = ", ".join(f"{scale_text(each.scale, words)} {mark(track.counts(each))}" for each in grades)
        when = f"{moment_text(at, track.zone, words)} · {words('day {n}').format(n=track.day(at))}"
        lines.append(Group(" · ".join(part for part in (when, said) if part), "progress", "clipboard-list"))
        lines += [grade_row(track, each, people, words) for each in grades]
        lines += [_seen(track, each, people, words) for each in sheets.get(name, {}).values()]
    return lines


def grade_row(track: Track, graded: Graded, people: Mapping[str, str], words: Words) -> Row:
    """The grade of the rule with its reasons, and who decided about it."""
    reasons = " ".join(reason_text(each, words, track.zone) for each in graded.reasons)
    decided = track.decision(graded)
    by = words("by the rule")
    why = ""
    if decided is not None:
        by = people.get(decided.person, decided.person)
        why = words("confirmed") if decided.confirms else words("now {grade}: {why}").format(grade=decided.grade, why=decided.why)
    return Row((Cell(f"{scale_text(graded.scale, words)} {mark(graded.grade)}", graded.rule, strong=True), Cell(reasons, ink="text"), Cell(by, why)), graded.id)


def _seen(track: Track, seen: Observation, people: Mapping[str, str], words: Words) -> Row:
    """What stands, as it was typed where that looks otherwise, and what it took the place of."""
    before = next((each for each in track.observations if each.id == seen.replaces), None)
    note = words("before: {value} ({why})").format(value=seen_text(before, words), why=seen.why) if before is not None else ""
    return Row((Cell(named(seen.item, words)), Cell(seen_text(seen, words), note), Cell(people.get(seen.person, seen.person))), seen.id)
