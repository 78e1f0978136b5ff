"""A formula as tables that a pharmacist reads: steps with their fields and limits, specification, materials, assumptions, differences."""

from __future__ import annotations

from collections.abc import Mapping

from ui.kit.table import Cell, Column, Group, Line, Row
from ui.screens.formula_places import filled, limit_of, named, options_of, origin_of, placed, reads
from workbench.formula.difference import difference
from workbench.formula.lineup import lineup
from workbench.formula.records import Field, FormulaVersion, MasterFormula, Step, Test, TestStage
from workbench.words.formats import unit_text
from workbench.words.sentence import N_
from workbench.words.translation import Words

PARTS = {
    "steps": N_("Steps"),
    "specification": N_("Specification"),
    "values": N_("Values and materials"),
    "assumptions": N_("Assumptions"),
    "compare": N_("Compare"),
}
STAGES = {TestStage.IPC: N_("In process"), TestStage.GATING: N_("Before release"), TestStage.RECORD: N_("For the record")}
Table = tuple[str, tuple[Column, ...], list[Line]]


def tables_of(part: str, formula: MasterFormula, version: FormulaVersion, words: Words) -> list[Table]:
    """The tables of one part, each with its title, columns and lines."""
    match part:
        case "steps":
            return [("", _step_columns(words), _step_lines(formula, words))]
        case "specification":
            return [("", _test_columns(words), _test_lines(formula, words))]
        case "values":
            return [_values(formula, words), _materials(formula, words), _lives(formula, words)]
        case _:
            columns = (Column(words("Value"), stretch=1), Column(words("Limit"), stretch=1.3), Column(words("State"), 130))
            return [("", columns, _assumption_lines(formula, version, words))]


def _step_columns(words: Words) -> tuple[Column, ...]:
    return (Column(words("Step, field"), stretch=2), Column(words("Limit"), stretch=1), Column(words("Who"), 130))


def _step_lines(formula: MasterFormula, words: Words) -> list[Line]:
    lines: list[Line] = []
    names = named(formula, words.language)
    for plan in lineup(formula):
        day = words(" · day {day}").format(day=plan.stage.day) if plan.stage.day else ""
        rounds = words(" · for each of: {each}").format(each=plan.stage.each) if plan.stage.each else ""
        lines.append(Group(f"{plan.stage.text[words.language]}{day}{rounds}", "progress", "list-numbers"))
        for step in plan.steps:
            lines += _step_rows(formula, step, names, words)
            lines += [_field_row(each, names, words) for each in step.fields]
    return lines


def _step_rows(formula: MasterFormula, step: Step, names: Mapping[str, str], words: Words) -> list[Line]:
    """The step with who does it, then what it tells them to do and what it needs."""
    who = words.marked(formula.done_by(step))
    second = words("+ {role}").format(role=words.marked(formula.verified_by(step))) if step.critical else ""
    note = words("critical") if step.critical else ""
    icon = "shield-exclamation" if step.critical else ""
    title = Cell(filled(step.text[words.language], names), note, strong=True, icon=icon)
    when = Cell(words("only if {condition}").format(condition=reads(step.when, names)) if step.when else "", ink="text2")
    told = filled(step.do[words.language], names)
    return [Row((title, when, Cell(who, second)), step.name), Row((Cell(told, _needs(formula, step, words), indent=24), Cell(""), Cell("")), f"do {step.name}")]


def _needs(formula: MasterFormula, step: Step, words: Words) -> str:
    """Materials, equipment and qualifications of a step."""
    things = {each.name: each.text[words.language] for each in formula.materials} | {each.name: each.text[words.language] for each in formula.equipment}
    parts = [
        (words("scan: {names}"), [things.get(each, each) for each in step.scans]),
        (words("use: {names}"), [things.get(name, name) for name, _amount in step.uses]),
        (words("equipment: {names}"), [things.get(each, each) for each in step.equipment]),
        (words("qualified for: {names}"), list(formula.qualifications(step))),
    ]
    return " · ".join(said.format(names=", ".join(found)) for said, found in parts if found)


def _field_row(each: Field, names: Mapping[str, str], words: Words) -> Row:
    unit = unit_text(each.unit, words)
    name = each.text[words.language] + (f", {unit}" if unit else "")
    alert = words("alert {limit}").format(limit=limit_of(each, each.alert, names, words)) if each.alert else ""
    under = " · ".join(part for part in (f"= {reads(each.calc, names)}" if each.calc else "", each.source) if part)
    limit = limit_of(each, each.action, names, words) or options_of(each, words)
    return Row((Cell(name, under, ink="text2", indent=24), Cell(limit, alert), Cell("")), f"field {each.name}")


def _test_columns(words: Words) -> tuple[Column, ...]:
    return (Column(words("Test"), stretch=1), Column(words("Limit and basis"), stretch=1), Column(words("Source"), stretch=0.9))


def _test_lines(formula: MasterFormula, words: Words) -> list[Line]:
    lines: list[Line] = []
    names = named(formula, words.language)
    for stage, title in STAGES.items():
        mine = [each for each in formula.tests if each.stage is stage]
        if mine:
            lines.append(Group(f"{words.marked(title)} · {len(mine)}", "progress", "test-pipe"))
        lines += [_test_row(each, names, words) for each in mine]
    return lines


def _test_row(test: Test, names: Mapping[str, str], words: Words) -> Row:
    limit = words("reported") if test.report else limit_of(test, test.accept, names, words)
    basis = unit_text(test.unit, words) if test.report else ""
    due = words("due {time}").format(time=test.due) if test.due else ""
    return Row((Cell(test.text[words.language], test.method_in(words.language), strong=True), Cell(limit, basis), Cell(test.source, due)), test.name)


def _values(formula: MasterFormula, words: Words) -> Table:
    columns = (Column(words("Value"), stretch=1), Column(words("Where from, limit"), stretch=1), Column(words("Source"), stretch=1))
    names = named(formula, words.language)
    lines: list[Line] = []
    for each in formula.givens:
        limit = limit_of(each, each.action, names, words) or options_of(each, words)
        unit = unit_text(each.unit, words)
        lines.append(Row((Cell(each.text[words.language], unit, strong=True), Cell(origin_of(each, formula, words), limit), Cell(each.source)), each.name))
    lines += [Row((Cell(each.text[words.language], strong=True), Cell(reads(each.calc, names)), Cell(each.source)), each.name) for each in formula.constants]
    return words("Values from outside, and constants"), columns, lines


def _materials(formula: MasterFormula, words: Words) -> Table:
    columns = (Column(words("Material, equipment"), stretch=1), Column(words("Sort, needs"), stretch=1))
    lines: list[Line] = [Row((Cell(each.text[words.language], strong=True), Cell(each.sort, each.origin)), each.name) for each in formula.materials]
    lines += [Row((Cell(each.text[words.language], strong=True), Cell(", ".join(each.needs))), each.name) for each in formula.equipment]
    return words("Materials and equipment"), columns, lines


def _lives(formula: MasterFormula, words: Words) -> Table:
    columns = (Column(words("Shelf life"), stretch=1), Column(words("Until"), stretch=1), Column(words("Source"), stretch=1))
    names = named(formula, words.language)
    lines: list[Line] = [
        Row((Cell(each.text[words.language], strong=True), Cell(reads(each.at, names), reads(each.when, names)), Cell(each.source)), each.name)
        for each in formula.shelf_lives
    ]
    return words("Shelf life: the earliest reason governs"), columns, lines


def _assumption_lines(formula: MasterFormula, version: FormulaVersion, words: Words) -> list[Line]:
    """Each value that is assumed, where it belongs, and whether this site has confirmed it; the open ones first."""
    lines: list[Line] = []
    for place in sorted(formula.assumptions, key=lambda each: each in version.confirmed):
        good = place in version.confirmed
        state = Cell(words("confirmed"), state="released") if good else Cell(words("open"), state="await")
        found = placed(formula, place, words)
        lines.append(Row((Cell(found.title, found.within, strong=True), Cell(found.value, found.source), state), place))
    return lines


def compared(old: FormulaVersion, new: FormulaVersion, words: Words) -> tuple[tuple[Column, ...], list[Line]]:
    """What ``new`` changes, as a table."""
    columns = (Column(words("Place"), stretch=1), Column(words("Was"), stretch=1), Column(words("Is now"), stretch=1))
    lines: list[Line] = []
    for each in difference(old.text, new.text):
        lines.append(Row((Cell(each.place, ident=True), Cell(each.was or "–", ink="text2"), Cell(each.now or "–", strong=True)), each.place))
    return columns, lines
