"""Tables: a model that Qt's own tester accepts, pages, groups, widths, and a row that is opened by Enter."""
from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.clip import clipped
from ui.kit.table import Cell, Column, Group, Line, Row, Rows, TableView
from ui.kit.table.delegate import breakable, cut
from ui.kit.table.model import PAGE

COLUMNS = (Column("Batch", 142), Column("Patient", stretch=1), Column("State", 120), Column("Volume", align="r"))


def line(number: int) -> Row:
    return Row(
        (Cell(f"CT-2026-{number:04d}", "begun 10-Nov-2026", ident=True, strong=True), Cell("LEBEDEVA, Anna (Ms)", hit="leb"), Cell("In progress", state="progress"),
         Cell("50.4 mL")),
        number,
    )  # fmt: skip


LINES: tuple[Line, ...] = (Group("Missing before release · 1", "progress", "hourglass"), line(1), Group("Within limits · 2", "released", "circle-check"), line(2), line(3))


@pytest.fixture
def view(qtbot: QtBot, dressed: QApplication) -> TableView:
    made = TableView("batches", Rows(COLUMNS, LINES), row=48)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    QApplication.processEvents()
    return made


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, dressed: QApplication) -> None:
    qtmodeltester.check(Rows(COLUMNS, LINES))


def test_the_model_keeps_qts_rules_while_it_fetches(qtmodeltester: ModelTester, dressed: QApplication) -> None:
    rows = Rows(COLUMNS)
    rows.show_pages(lambda offset, limit: [line(each) for each in range(offset, min(offset + limit, 450))])
    qtmodeltester.check(rows)


def test_pages_are_fetched_as_they_are_needed(dressed: QApplication) -> None:
    asked: list[tuple[int, int]] = []

    def fetch(offset: int, limit: int) -> Sequence[Line]:
        asked.append((offset, limit))
        return [line(each) for each in range(offset, min(offset + limit, 450))]

    rows = Rows(COLUMNS)
    rows.show_pages(fetch)
    root = QModelIndex()
    assert (rows.rowCount(), rows.complete, asked) == (PAGE, False, [(0, PAGE)])
    while rows.canFetchMore(root):
        rows.fetchMore(root)
    assert (rows.rowCount(), rows.complete, asked[-1]) == (450, True, (400, PAGE))
    rows.show_lines(LINES)
    assert (rows.rowCount(), rows.complete) == (5, True)


@pytest.mark.parametrize("cells", [0, 3, 5])
def test_a_row_with_other_cells_than_columns_is_refused_where_rows_are_made(dressed: QApplication, cells: int) -> None:
    rows = Rows(COLUMNS, LINES)
    wrong = Row(tuple(Cell("x") for _ in range(cells)), "B-1")
    with pytest.raises(ValueError, match=f"a row of {cells} cells in a table of 4 columns: 'B-1'"):
        rows.show_lines((line(1), wrong))
    assert rows.lines == LINES, "what is shown stays"
    with pytest.raises(ValueError):
        Rows(COLUMNS, (wrong,))
    rows.set_titles(COLUMNS[:3])
    assert (rows.columnCount(), rows.rowCount()) == (3, 0), "another number of columns is another table"


def test_a_row_is_chosen_and_opened_and_a_group_is_neither(qtbot: QtBot, view: TableView) -> None:
    chosen: list[object] = []
    opened: list[object] = []
    view.chosen.connect(chosen.append)
    view.opened.connect(opened.append)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert view.record == 1
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert (view.record, opened) == (2, [2])
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center())
    assert opened == [2]
    assert view.choose(3)
    assert (view.record, chosen[-1], view.choose(77)) == (3, 3, False)


def test_a_screen_reader_hears_the_whole_cell(view: TableView) -> None:
    model = view.model()
    assert model.data(model.index(1, 0)) == "CT-2026-0001, begun 10-Nov-2026"
    assert model.data(model.index(1, 2)) == "In progress"
    assert model.data(model.index(0, 0)) == "Missing before release · 1"
    assert view.accessibleName() == "batches"


def test_columns_grow_to_their_text_and_nothing_is_cut(view: TableView) -> None:
    assert clipped(view) == []
    assert view.columnWidth(0) >= 142
    assert sum(view.columnWidth(each) for each in range(4)) == pytest.approx(view.viewport().width(), abs=2)
    assert view.rowHeight(0) == 32
    assert view.rowHeight(1) == 48


def test_a_table_in_a_scrolling_card_is_as_high_as_its_lines(qtbot: QtBot, dressed: QApplication) -> None:
    view = TableView("short", Rows(COLUMNS, LINES), row=40, head=32, grows=True)
    qtbot.addWidget(view)
    assert view.height() == 32 + 2 * 32 + 3 * 40


def test_a_cell_that_does_not_fit_is_found(dressed: QApplication) -> None:
    assert cut(Cell("a long identifier", "with its context"), 60, 48)
    assert cut(Cell("Awaiting check", state="await"), 90, 48)
    assert not cut(Cell("two short words"), 80, 48)
    assert cut(Cell("unbreakablewordthatislong"), 80, 48)


@pytest.mark.parametrize("width", [420, 560, 900])
def test_a_word_wider_than_its_column_breaks_and_no_row_or_column_leaves_the_table(qtbot: QtBot, dressed: QApplication, width: int) -> None:
    """Rows once grew to the height of ten screens, so that a table looked empty, where one word was wider than its column."""
    columns = (Column("Показатель", stretch=1.15), Column("Результат", 104, stretch=0.75, align="r"), Column("Норма", stretch=1), Column("Заключение", 112))
    cells = (
        Cell("Активность б: разница с нетрансдуцированными 4:1", "разница с нетрансдуцированными клетками, проточная цитометрия", strong=True),
        Cell("микроорганизмов нет", "OI · LP"), Cell("Активность а: выживание мишеней или разница с нетрансдуцированными", "для архива"), Cell("В норме", state="released"),
    )  # fmt: skip
    made = TableView("tests", Rows(columns, [Row(cells, 1), Row(cells, 2)]), row=40, wraps=True)
    qtbot.addWidget(made)
    made.resize(width, 500)
    made.show()
    QApplication.processEvents()
    assert sum(made.columnWidth(place) for place in range(len(columns))) <= made.viewport().width()
    assert made.rowHeight(0) < 300
    assert clipped(made) == []
    assert breakable("нетрансдуцированными", "value", 100).replace("\u00ad", "") == "нетрансдуцированными"
    assert "\u00ad" not in breakable("CT-2026-0147-000000000000", "value", 60, ident=True)
