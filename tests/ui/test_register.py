"""The register: found while it is typed, narrowed by filters, page by page, read at the side, written to a file whole or not at all."""
from __future__ import annotations

import csv
import errno
import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.batch.probe import STOCK, Probe
from tests.ui.lists_stage import Person, Stage, stage
from tests.ui.release_stage import filled, troubled
from tests.ui.windows import catalogue
from ui.banner import Banner
from ui.kit.table import Row
from ui.kit.theme import look
from ui.palette import PaletteSheet
from ui.screens.register import RegisterScreen
from ui.screens.register_export import harmless, write_csv
from ui.tasks import Cancelled
from workbench.barcodes import own
from workbench.kernel.findings import Unavailable
from workbench.orders.records import Order, Patient
from workbench.stock.records import Lot

ROOT = Path(__file__).parents[2]


@pytest.fixture
def at_work(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Stage:
    return lambda story: stage(qtbot, tmp_path / "here", story)


def nothing(probe: Probe) -> None:
    """The batch that is ready, and no more."""


def many(probe: Probe) -> None:
    """More lots than two pages hold."""
    lot = probe.desk.one(Lot, "L1")
    probe.desk.put(*(replace(lot, id=f"M{number:03}", number=f"N-{number:03}", code=f"{number:06}") for number in range(200, 620)))


def register(person: Person) -> RegisterScreen:
    shown = person.window.shown
    assert isinstance(shown, RegisterScreen)
    return shown


def search(person: Person, words: str) -> None:
    box = person.opened.find("field.search")
    assert isinstance(box, QLineEdit)
    box.setText(words)
    box.returnPressed.emit()
    QApplication.processEvents()


def test_every_word_begins_a_word_and_is_marked_where_it_stands(at_work: Stage) -> None:
    person = at_work(nothing).at("IN1", "register")
    search(person, "leb")
    (line,) = [each for each in register(person).table.rows.lines if isinstance(each, Row)]
    assert line.record == person.probe.batch
    assert (line.cells[1].text, line.cells[1].hit) == ("LEBEDEVA, Anna", "leb")
    search(person, "anna 7112233")
    assert "Nothing found" in person.said
    person.press("do.clear-empty")
    assert person.records("list.register") == [person.probe.batch]


def test_words_of_another_kind_lead_there(at_work: Stage) -> None:
    person = at_work(nothing).at("IN1", "register")
    search(person, "26K-01")
    assert "Nothing found" in person.said
    person.press("do.elsewhere.lots")
    assert person.records("list.register") == ["L1"]


@pytest.mark.parametrize(
    ("kind", "held"),
    [("orders", ["OR-2026-0001"]), ("patients", ["P1"]), ("lots", ["L2", "L1"]), ("documents", []), ("deviations", ["DEV-2026-0002", "DEV-2026-0001"])],
)
def test_each_kind_has_its_list(at_work: Stage, kind: str, held: list[str]) -> None:
    person = at_work(troubled if kind == "deviations" else nothing).at("IN1", "register")
    person.press(f"field.kind.{kind}")
    if held:
        assert person.records("list.register") == held
    else:
        assert "Nothing found" in person.said


def test_filters_narrow_and_those_of_another_kind_count_for_nothing(at_work: Stage) -> None:
    person = at_work(nothing).at("IN1", "register")
    screen, day = register(person), person.probe.desk.clock.at.date()
    screen.first.show_value(day + timedelta(days=1))
    screen.show_lines()
    assert "Nothing found" in person.said
    person.press("field.kind.lots")
    assert person.records("list.register") == ["L2", "L1"], "lots have no day on which they were opened"
    person.press("field.kind.batches")
    screen.first.show_value(day)
    screen.last.show_value(day)
    screen.show_lines()
    assert person.records("list.register") == [person.probe.batch]
    for code, found in (("held", []), ("ready", [person.probe.batch])):
        screen.state.show_code(code)
        screen.show_lines()
        assert [each.record for each in screen.table.rows.lines if isinstance(each, Row)] == found
    screen.formula.show_code("PROBE.1")
    person.press("field.kind.orders")
    screen.state.show_code("")
    screen.show_lines()
    assert person.records("list.register") == ["OR-2026-0001"], "an order names the formula, a batch its version"


def test_pages_come_as_the_table_goes_down(at_work: Stage) -> None:
    person = at_work(many).at("IN1", "register")
    person.press("field.kind.lots")
    rows = register(person).table.rows
    assert (rows.rowCount(), rows.complete) == (200, False)
    assert "422 lines, newest first" in person.said
    while not rows.complete:
        rows.fetchMore(rows.index(-1, -1))
    records = [each.record for each in rows.lines if isinstance(each, Row)]
    assert len(records) == len(set(records)) == 422


def test_the_details_of_a_lot_say_what_is_left_and_who_did_what(at_work: Stage) -> None:
    person = at_work(filled).at("SU1", "register")
    person.press("field.kind.lots")
    person.row("list.register", "L1")
    said = person.said.replace("\u00a0", " ")
    assert "15 mL" in said, "20 mL declared, two doses of 2.5 mL drawn"
    assert "stock_conc" not in said, "a value is called as the formula calls it to people"
    assert "Lund, Kai · begin a test" in said
    assert person.may_press("do.decide-lot")


def test_a_batch_a_document_and_a_deviation_open(at_work: Stage) -> None:
    person = at_work(troubled).at("SU1", "register")
    person.row("list.register", person.probe.batch)
    person.press("do.open")
    assert person.window.shown is not None
    assert person.window.shown.objectName() == "screen.batch"
    person.window.go("register", ("deviations", ""))
    person.row("list.register", "DEV-2026-0001")
    person.press("do.open")
    assert person.window.shown.objectName() == "screen.release"


def test_a_lot_is_found_by_its_label_and_by_the_search_over_everything(at_work: Stage) -> None:
    person = at_work(nothing).at("PH1", "register")
    person.opened.scan(own.text(own.Own(own.Kind.LOT, (STOCK,))).encode())
    assert register(person).kind.code == "lots"
    assert person.records("list.register") == ["L1"]
    person.window.go("today")
    person.window.search("26K-02")
    sheet = person.window.open_sheet
    assert isinstance(sheet, PaletteSheet)
    sheet.confirm()
    QApplication.processEvents()
    assert register(person).kind.code == "lots"
    assert person.records("list.register") == ["L2"]


def test_several_patients_have_no_banner(at_work: Stage) -> None:
    person = at_work(nothing).at("PH1", "register")
    banner = person.window.findChild(Banner)
    assert banner is not None
    assert not banner.isVisible()


# ------------------------------------------------------------------------------------------------------ export
def read(path: Path, separator: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator))


def test_an_export_holds_every_line_that_is_looked_for(at_work: Stage, tmp_path: Path) -> None:
    person = at_work(many).at("IN1", "register")
    person.press("field.kind.lots")
    register(person).export_to(tmp_path / "lots.csv")
    head, *lines = read(tmp_path / "lots.csv")
    assert (len(lines), head[:4]) == (422, ["id", "material", "name", "number"])
    search(person, "stock")
    register(person).export_to(tmp_path / "found.csv")
    assert len(read(tmp_path / "found.csv")) == 1 + 421, "a search shows its newest hits and exports all of them"
    assert "421 lines exported to found.csv" in person.said
    assert (tmp_path / "found.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "spreadsheets read Cyrillic by this mark"


def test_where_a_comma_is_the_decimal_mark_a_semicolon_separates(at_work: Stage, tmp_path: Path) -> None:
    person = at_work(nothing).at("IN1", "register")
    look.show(words=catalogue("ru"))
    register(person).export_to(tmp_path / "серии.csv")
    head, line = read(tmp_path / "серии.csv", ";")
    assert line[head.index("family")] == "Lebedeva"


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-cmd|' /C calc'!A0", "@SUM(A1)", "\tx", "＝1"])
def test_no_cell_begins_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "-0.25", "CT-2026-0147", "", "a=b"])
def test_what_is_no_formula_stays(text: str) -> None:
    assert harmless(text) == text


def test_a_dangerous_name_is_exported_as_text(at_work: Stage, tmp_path: Path) -> None:
    def story(probe: Probe) -> None:
        probe.desk.put(Patient("P2", "=2+3", "@Evil", "+Name", date(1960, 1, 2), "male", "7041222"))
        order = probe.desk.one(Order, "OR-2026-0001")
        probe.desk.put(replace(order, id="OR-2026-0002", patient="P2"))

    person = at_work(story).at("IN1", "register")
    person.press("field.kind.patients")
    register(person).export_to(tmp_path / "patients.csv")
    assert {"'=2+3", "'@Evil", "'+Name"} <= set(read(tmp_path / "patients.csv")[1] + read(tmp_path / "patients.csv")[2])


def test_a_full_disk_says_its_sentence_and_leaves_nothing(at_work: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = at_work(nothing).at("IN1", "register")
    target = tmp_path / "out" / "batches.csv"
    target.parent.mkdir()
    target.write_text("kept from before")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    register(person).export_to(target)
    assert "The list could not be written: [Errno 28] No space left on device" in person.said
    assert "make room on the disk" in person.said
    assert [each.name for each in target.parent.iterdir()] == ["batches.csv"]
    assert target.read_text() == "kept from before"


def test_what_is_stopped_leaves_no_file(tmp_path: Path) -> None:
    def stop(_written: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_csv(tmp_path / "x.csv", ({"a": str(each)} for each in range(1000)), stop)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(Unavailable):
        write_csv(tmp_path / "nowhere" / "x.csv", iter([{"a": "1"}]), lambda _written: None)
