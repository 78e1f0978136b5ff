"""What is kept of a step: its scans and values, and who did what when. What the second person must read alone stays hidden until then."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.card import Card, label_value
from ui.kit.check_line import CheckLine
from ui.kit.layout import FLUSH, clear, col
from ui.kit.sign import SignRow
from ui.kit.theme import look
from ui.steps.reading import field_text
from workbench.batch.judging import needs_second_reading
from workbench.batch.progress import Turn, TurnState, turn_values
from workbench.batch.records import MarkKind, StepMark
from workbench.calculation.nodes import names as names_in
from workbench.calculation.parsing import parse
from workbench.dossier.dossier import Dossier
from workbench.words.formats import moment_text, role_name
from workbench.words.sentence import N_
from workbench.words.translation import Words

MARKS = {
    MarkKind.STARTED: ("ok", N_("Started")),
    MarkKind.TAKEN_OVER: ("wait", N_("Taken over")),
    MarkKind.PERFORMED: ("ok", N_("Performed")),
    MarkKind.VERIFIED: ("ok", N_("Verified")),
    MarkKind.DISPUTED: ("bad", N_("Given back: it does not agree")),
    MarkKind.SKIPPED: ("todo", N_("Left out")),
}
"""State of the line and word of each thing that happens to a step."""


def scan_rows(dossier: Dossier, turn: Turn, words: Words) -> list[SignRow]:
    """The accepted scans of a turn."""
    lots = {each.id: each for each in dossier.lots}
    rows = []
    for scan in dossier.scans:
        if scan.accepted and (scan.step, scan.round) == (turn.step.name, turn.round):
            lot = lots.get(scan.lot or "")
            value = words("LOT {lot}").format(lot=lot.number) if lot else dossier.patient.coi
            rows.append(SignRow(dossier.formula.material(scan.material).text[words.language], value, words("matched")))
    return rows


def value_rows(dossier: Dossier, turn: Turn, words: Words, zone: str) -> list[SignRow]:
    """The recorded values of a turn; one that the second person still has to read says so instead."""
    kept = turn_values(dossier, turn.step.name, turn.round)
    hidden = {each.name for each in needs_second_reading(turn)} if turn.state is TurnState.PERFORMED else set()
    files = {each.id: each.name for each in dossier.attachments}
    rows = []
    for of in turn.step.fields:
        value = kept.get(of.name)
        if value is None:
            continue
        if of.calc and hidden & names_in(parse(of.calc)):
            hidden.add(of.name)
            continue
        shown = files.get(str(value), str(value)) if of.kind == "file" else field_text(of, value, words, zone)
        rows.append(SignRow(of.text[words.language], words("read by you") if of.name in hidden else shown))
    return rows


def mark_line(dossier: Dossier, mark: StepMark, words: Words) -> tuple[str, str, str]:
    """State, what and who, and when: of a late entry both times and why."""
    state, word = MARKS[mark.kind]
    zone = dossier.batch.zone
    note = moment_text(mark.at, zone, words)
    if mark.entered is not None:
        note = words("done {at}, entered {entered}").format(at=note, entered=moment_text(mark.entered, zone, words))
    who = f"{words.marked(word)} · {dossier.person(mark.person).name}, {role_name(mark.role, words)}"
    return state, who, f"{note}. {mark.why}" if mark.why else note


class Kept(QWidget):
    """The record of a turn that is not being worked: there while it waits for its second person, and once it is done."""

    def __init__(self) -> None:
        super().__init__()
        self._body = col(gap=8, edges=FLUSH)
        self.setLayout(self._body)

    def show_turn(self, dossier: Dossier, turn: Turn, zone: str) -> None:
        """Shows what is kept of ``turn``; of one in hand only who has it, if it was given back or changed hands."""
        words = look.words
        clear(self._body)
        resting = turn.state in (TurnState.PERFORMED, TurnState.DONE, TurnState.SKIPPED)
        rows = value_rows(dossier, turn, words, zone) if resting else []
        if rows:
            self._body.addWidget(Card(col(*[label_value(each.what, each.value) for each in rows], gap=5), part="panel"))
        telling = (MarkKind.TAKEN_OVER, MarkKind.DISPUTED)
        marks = [each for each in turn.marks if resting or each.kind in telling]
        if marks:
            lines = [CheckLine(*mark_line(dossier, each, words)) for each in marks]
            self._body.addWidget(Card(col(*lines, gap=8), part="panel"))
        self.setVisible(bool(rows or marks))
