"""What opens behind the board: a chart as a table, the bags behind a signal, and what lies in stock of the same lot."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.layout import Part, col, row
from ui.kit.sheet import Sheet
from ui.kit.table import Cell, Column, Group, Line, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.states import bag_look
from workbench.charts.records import Chart
from workbench.custody.records import ExposureLine
from workbench.kernel.ports import Among
from workbench.stock.records import Lot
from workbench.surveillance.drawn import table_of
from workbench.surveillance.records import Behind
from workbench.surveillance.stock import bags_not_given
from workbench.words.formats import moment_text

WIDE = 900


def show_tables(desk: Desk, charts: Sequence[tuple[str, Chart]]) -> None:
    """The charts that are shown, as tables."""
    words, parts = look.words, list[Part]()
    for place, (title, chart) in enumerate(charts):
        heads, found = table_of(chart, words)
        lines = [Row(tuple(Cell(each) for each in line)) for line in found]
        table = TableView(f"chart{place}", Rows(tuple(Column(each, stretch=1) for each in heads), lines), row=36, wraps=True, grows=True, says=title)
        parts += [Text(title, "head"), table]
    _open(desk, "tables", words("As a table"), "", parts)


def show_behind(desk: Desk, behind: Sequence[Behind], note: str) -> None:
    """The bags behind a flag or a signal: those with the event first."""
    words = look.words
    with desk.register.reading() as reader:
        found = reader.find(ExposureLine, {"id": Among(tuple(each.infusion for each in behind))}) if behind else ()
    known = {each.id: each for each in found}
    columns = (Column(words("Bag"), stretch=1.4), Column(words("Patient"), stretch=1), Column(words("Lot"), stretch=1), Column(words("Infused at"), 150),
               Column(words("Event"), 170))  # fmt: skip
    lines: list[Line] = []
    for title, mine in ((words("With the event"), [each for each in behind if each.event]), (words("Without it"), [each for each in behind if not each.event])):
        if mine:
            lines.append(Group(f"{title} · {len(mine)}", "rejected" if mine[0].event else "draft", "activity" if mine[0].event else "circle"))
        for each in mine:
            line = known[each.infusion]
            at = moment_text(line.begun, line.zone, words)
            event = moment_text(datetime.fromisoformat(each.event), line.zone, words) if each.event else words("none")
            who = f"{line.family[:1]}. {line.given[:1]}. · {line.hospital_no}"
            lines.append(Row((Cell(each.bag, line.ward, ident=True), Cell(who), Cell(each.lot or "–", ident=True), Cell(at), Cell(event)), each.infusion))
    table = TableView("behind", Rows(columns, lines), row=44, wraps=True, grows=True, says=words("The bags behind it"))
    _leads(_open(desk, "behind", words("The bags behind it"), note, [table]), table, desk, "safety")


def show_stock(desk: Desk, subjects: Sequence[str]) -> None:
    """The bags in stock that were made from the same lots, or are of the same product, each with where it stands."""
    words = look.words
    columns = (Column(words("Bag"), stretch=1.4), Column(words("Batch"), stretch=1.2), Column(words("State"), 130), Column(words("Expires"), 170))
    lines: list[Line] = []
    with desk.register.reading() as reader:
        for subject in subjects:
            lots = reader.find(Lot, {"id": subject})
            found = bags_not_given(reader, subject)
            name = words("Lot {number}, {name}").format(number=lots[0].number, name=lots[0].name) if lots else subject
            lines.append(Group(f"{name} · {len(found)}", "progress", "bottle"))
            for batch, bag in found:
                state, word = bag_look(bag.status, words)
                cells = Cell(bag.id, ident=True), Cell(batch.id, ident=True), Cell(word, state=state), Cell(moment_text(bag.expiry, batch.zone, words))
                lines.append(Row(cells, batch.id))

    def recalls() -> None:
        sheet.cancel()
        desk.go("recalls")

    called_back = Button(words("Bags called back"), "ghost", "hand-stop", name="do.recalls", tool=True, act=recalls)
    table = TableView("stock", Rows(columns, lines), row=40, wraps=True, grows=True, says=words("Bags in stock"))
    note = words("Every bag that was not given yet. Of bags that were handed out it is told who holds them when they are held.")
    sheet = _open(desk, "stock", words("Bags in stock from the same lot"), note, [table, row(called_back, None)])
    _leads(sheet, table, desk, "release")


def _open(desk: Desk, name: str, title: str, note: str, parts: Sequence[Part]) -> Sheet:
    words, sheet = look.words, Sheet(name, width=WIDE)
    head: list[Part] = [Text(title, "page")]
    if note:
        head.append(Text(note, "note", "text2", wrap=True))
    sheet.set_body(col(*head, *parts, row(None, Button(words("Close"), name="do.close-sheet", act=sheet.cancel), gap=12), gap=12))
    desk.sheet(sheet)
    return sheet


def _leads(sheet: Sheet, table: TableView, desk: Desk, screen: str) -> None:
    """A line that is opened leads to its screen."""

    def go(key: object) -> None:
        sheet.cancel()
        desk.go(screen, key)

    table.opened.connect(go)
