"""The table of results: needs a decision, missing before release, for the record, within limits; and the acts on a result."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.layout import FLUSH, col, row
from ui.kit.table import Cell, Column, Group, Line, Row, Rows, TableView
from ui.kit.theme import look
from ui.screens.release_check import check_result_of
from ui.screens.release_enter import enter_result_of
from ui.screens.release_tested import Tested
from ui.screens.release_words import DECISION, MISSING, RECORD, WITHIN, group_of, limit_cell, result_note, result_text, test_name, verdict_cell
from workbench.batch.verdicts import SpecLine
from workbench.words.translation import Words

ROW = 40


class ResultsTable(QWidget):
    """``list.results`` with ``do.enter-result`` and ``do.check-result`` below. ``chosen`` tells the name of the test."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.tested: Tested | None = None
        words = look.words
        self.table = TableView("results", Rows(columns(words)), row=ROW, wraps=True, says=words("Test results"))
        self.enter = Button(words("Enter result"), "ghost", "plus", name="do.enter-result", tool=True, act=self._enter)
        self.check = Button(words("Check result"), "ghost", "eye-check", name="do.check-result", tool=True, act=self._check)
        acts = row(self.enter, self.check, None, gap=8, edges=(16, 8, 16, 10))
        self.setLayout(col((self.table, 1), acts, gap=0, edges=FLUSH))
        self.table.chosen.connect(lambda record: self.chosen.emit(str(record)))
        self.table.opened.connect(lambda _record: self._open())

    def show_tested(self, tested: Tested) -> None:
        """Shows the results as they stand; the row chosen before stays chosen."""
        self.tested, kept = tested, self.table.record
        self.table.rows.show_lines(lines(tested, self.desk, look.words))
        if kept is not None:
            self.table.choose(kept)
        self.enter.setEnabled(bool(tested.to_enter))
        self.check.setEnabled(bool(tested.to_check))

    def retranslate(self) -> None:
        """Says every text again."""
        words = look.words
        self.table.rows.set_titles(columns(words))
        self.enter.setText(words("Enter result"))
        self.check.setText(words("Check result"))

    @property
    def _line(self) -> SpecLine | None:
        return self.tested.line(str(self.table.record)) if self.tested is not None and self.table.record is not None else None

    def _open(self) -> None:
        """Enter or double click on a row: what comes next for it."""
        line = self._line
        if self.tested is not None and line is not None:
            if line in self.tested.to_check:
                self._check()
            elif line in self.tested.to_enter:
                self._enter()

    def _enter(self) -> None:
        self._with(enter_result_of)

    def _check(self) -> None:
        self._with(check_result_of)

    def _with(self, act: Callable[[Desk, Tested, str], object]) -> None:
        if self.tested is not None:
            act(self.desk, self.tested, self._line.test.name if self._line else "")


def columns(words: Words) -> tuple[Column, ...]:
    """The heads of the table."""
    return (
        Column(words("Test"), stretch=1.15),
        Column(words("Result"), 104, stretch=0.75, align="r"),
        Column(words("Limit and basis"), stretch=1),
        Column(words("Verdict"), 112),
    )


def lines(tested: Tested, desk: Desk, words: Words) -> list[Line]:
    """The lines of the specification in their groups, each group with its count."""
    heads = {
        DECISION: (words("Needs a decision · {n}"), "await", "alert-triangle"),
        MISSING: (words("Missing before release · {n}"), "progress", "hourglass"),
        RECORD: (words("For the record, after release · {n}"), "", "calendar"),
        WITHIN: (words("Within limits · {n}"), "released", "circle-check"),
    }
    shown: list[Line] = []
    for group, (text, state, icon) in heads.items():
        mine = [each for each in tested.lines if group_of(each) == group]
        if mine:
            shown.append(Group(text.format(n=len(mine)), state, icon))
            shown += [_row(each, tested, desk, words) for each in mine]
    return shown


def _row(line: SpecLine, tested: Tested, desk: Desk, words: Words) -> Row:
    test, known = line.test, line.value is not None
    shared = tested.lots.get(tested.material(test)) if tested.lot is None else None
    method = " · ".join(part for part in (test.method_in(words.language), words("lot {lot}").format(lot=shared.number) if shared else "") if part)
    return Row(
        (
            Cell(test_name(test, words), method, strong=True),
            Cell(result_text(line, words), result_note(line, tested.people, tested.checkers, words), strong=known, ink="text" if known else "text2"),
            limit_cell(tested.formula, test, words),
            verdict_cell(line, desk.today, words),
        ),
        test.name,
    )
