"""Labels at the window: printed on a stand-in from the label step, its faults told with their remedy, and the screen that counts them."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.batch.probe import Probe
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window
from ui.screens.batch import BatchScreen
from ui.screens.labels import LabelsScreen
from workbench.batch.records import Batch, Status
from workbench.kernel.values import Role
from workbench.labels.reckoning import LabelState, Life, lives
from workbench.people.records import Signature
from workbench.printing.actions.printers import set_up_printer
from workbench.printing.records import Printer, PrinterCheck, PrinterChoice, PrinterKind
from workbench.printing.standin import Behaviour, StandIn

SCREENS = {"batch": BatchScreen, "labels": LabelsScreen}
PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""


@pytest.fixture
def printer() -> Iterator[StandIn]:
    with StandIn() as made:
        yield made


def bench(folder: Path, qtbot: QtBot, printer: StandIn | None) -> Hands:
    probe = Probe(folder)
    probe.prepare()
    probe.fill(1)
    probe.start("label_bag", "1 piece")
    if printer is not None:
        set_up_printer("Bench 1", PrinterKind.ZPL, printer.address, 300, **probe.desk.doing("AD1", Role.ADMINISTRATOR))
    opened = open_window(folder, screens=SCREENS, room=probe.desk)
    qtbot.addWidget(opened.window)
    opened.window.resize(1366, 768)
    opened.window.show()
    return Hands(opened, probe)


def only(hands: Hands) -> Life:
    return lives(hands.probe.dossier)[-1]


def texts(hands: Hands) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in hands.window.findChildren(QLabel) if each.isVisible())


def picture(hands: Hands, name: str) -> None:
    if PICTURES is not None:
        QApplication.processEvents()
        hands.window.grab().save(str(PICTURES / f"{name}.png"))


def test_the_label_step_prints_on_the_printer_and_scans_back(dressed: QApplication, qtbot: QtBot, tmp_path: Path, printer: StandIn) -> None:
    hands = bench(tmp_path, qtbot, printer).at("PH1", "batch", _batch(tmp_path))
    hands.press("do.print-label.final-bag")
    life = only(hands)
    assert life.state is LabelState.SENT
    assert len(printer.jobs) == 1
    picture(hands, "step-sent")
    hands.opened.scan(life.label.identifier.encode())
    assert only(hands).state is LabelState.APPLIED


def _batch(folder: Path) -> str:
    return "PB-2026-0001"


def test_a_printer_without_paper_is_told_and_sent_again(dressed: QApplication, qtbot: QtBot, tmp_path: Path, printer: StandIn) -> None:
    printer.behaviour = Behaviour(paper_out=True)
    hands = bench(tmp_path, qtbot, printer).at("PH1", "batch", _batch(tmp_path))
    hands.press("do.print-label.final-bag")
    assert only(hands).state is LabelState.PROVED
    assert "paper out" in texts(hands)
    picture(hands, "step-paper-out")
    printer.behaviour = Behaviour()
    hands.press("do.send-label.final-bag")
    assert only(hands).state is LabelState.SENT
    assert len(printer.jobs) == 1


def test_a_broken_connection_is_unknown_and_no_second_label_is_made(dressed: QApplication, qtbot: QtBot, tmp_path: Path, printer: StandIn) -> None:
    printer.behaviour = Behaviour(reset_after=300)
    hands = bench(tmp_path, qtbot, printer).at("PH1", "batch", _batch(tmp_path))
    hands.press("do.print-label.final-bag")
    assert only(hands).state is LabelState.UNKNOWN
    picture(hands, "step-unknown")
    hands.part("field.why.final-bag").setText("again")  # type: ignore[attr-defined]
    hands.press("do.print-label.final-bag")
    assert len(lives(hands.probe.dossier)) == 1
    assert "Nobody knows" in texts(hands)
    hands.at("PH1", "labels", _batch(tmp_path))
    picture(hands, "labels-unknown")


def test_without_a_printer_the_pdf_is_handed_out(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    hands = bench(tmp_path, qtbot, None).at("PH1", "batch", _batch(tmp_path))
    hands.press("do.print-label.final-bag")
    assert (only(hands).state, only(hands).label.printer) == (LabelState.SENT, None)
    hands.at("PH1", "labels", _batch(tmp_path))
    hands.press("do.send-label")
    assert hands.part("sheet.paper").isVisible()
    hands.press("do.close")


def test_the_screen_counts_writes_off_and_prints_again(each_look: str, qtbot: QtBot, tmp_path: Path, printer: StandIn) -> None:
    hands = bench(tmp_path, qtbot, printer).at("PH1", "batch", _batch(tmp_path))
    hands.press("do.print-label.final-bag")
    hands.opened.scan(only(hands).label.identifier.encode())
    hands.at("PH1", "labels", _batch(tmp_path))
    screen = hands.window.screen_named("labels")
    assert isinstance(screen, LabelsScreen)
    screen.table.choose(only(hands).label.id)
    assert clipped(hands.window) == []
    hands.press("do.spoil-label")
    hands.write("field.reason", "smeared")
    hands.press("do.spoil-label-now")
    assert only(hands).state is LabelState.ENDED
    picture(hands, f"labels-void-{each_look}")
    hands.press("do.dispose-label")
    hands.write("field.fate_why", "cut up, sharps bin")
    hands.press("do.dispose-now")
    hands.sign("PH2", "271828")
    assert only(hands).state is LabelState.DESTROYED
    hands.press("do.print-again")
    hands.write("field.reason", "the first was smeared")
    hands.press("do.print-again-now")
    assert only(hands).state is LabelState.SENT
    hands.opened.scan(only(hands).label.identifier.encode())
    assert [each.state for each in lives(hands.probe.dossier)] == [LabelState.DESTROYED, LabelState.APPLIED]
    picture(hands, f"labels-{each_look}")
    assert clipped(hands.window) == []


def test_after_release_a_supervisor_signs_the_reprint(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    hands = bench(tmp_path, qtbot, None).at("PH1", "batch", _batch(tmp_path))
    hands.press("do.print-label.final-bag")
    hands.opened.scan(only(hands).label.identifier.encode())
    desk = hands.probe.desk
    desk.change(desk.one(Batch, hands.probe.batch), status=Status.RELEASED)
    hands.at("PH1", "labels", _batch(tmp_path))
    screen = hands.window.screen_named("labels")
    assert isinstance(screen, LabelsScreen)
    screen.table.choose(only(hands).label.id)
    hands.press("do.print-again")
    hands.write("field.reason", "unreadable")
    hands.press("do.print-again-now")
    hands.sign("SU1", "correct horse battery")
    assert only(hands).label.copy == 2
    assert [each.person for each in desk.kept(Signature) if each.kind == "label"] == ["SU1"]


def test_the_printer_is_chosen_in_place_and_remembered(dressed: QApplication, qtbot: QtBot, tmp_path: Path, printer: StandIn) -> None:
    hands = bench(tmp_path, qtbot, printer)
    done = set_up_printer("Bench 2", PrinterKind.ZPL, "127.0.0.1:1", 600, **hands.probe.desk.doing("AD1", Role.ADMINISTRATOR))
    hands.at("PH1", "batch", _batch(tmp_path))
    hands.choose("field.printer.final-bag", done.changed[0].id)  # type: ignore[attr-defined]
    (kept,) = hands.probe.desk.kept(PrinterChoice)
    assert (kept.workstation, kept.family) == ("BENCH-1", "final-bag")
    picture(hands, "step-two-printers")


def test_an_administrator_sets_a_printer_up_and_nobody_else(each_look: str, qtbot: QtBot, tmp_path: Path) -> None:
    hands = bench(tmp_path, qtbot, None)
    for person, stands in (("PH1", 0), ("AD1", 1)):
        hands.at(person, "labels", _batch(tmp_path))
        hands.press("do.printers")
        hands.write("field.printer_name", "Bench 3")
        hands.write("field.printer_address", "10.0.0.9:9100")
        picture(hands, f"printers-{each_look}")
        hands.press("do.save-printer")
        assert len(hands.probe.desk.kept(Printer)) == stands
        assert clipped(hands.window) == []
        if not stands:
            hands.press("do.cancel")
    (kept,) = hands.probe.desk.kept(Printer)
    assert (kept.name, kept.dpi, kept.answers, kept.active) == ("Bench 3", 300, True, True)
    hands.press("do.printers")
    hands.choose("field.printer", kept.id)
    hands.choose("field.printer_use", "no")
    hands.press("do.save-printer")
    assert not hands.probe.desk.kept(Printer)[0].active


def test_the_rulers_are_printed_measured_and_kept(each_look: str, qtbot: QtBot, tmp_path: Path, printer: StandIn) -> None:
    hands = bench(tmp_path, qtbot, printer).at("AD1", "labels", _batch(tmp_path))
    (kept,) = hands.probe.desk.kept(Printer)
    hands.press("do.printers")
    hands.choose("field.printer", kept.id)
    hands.press("do.rulers")
    hands.choose("field.size", "100x60")
    hands.press("do.print-rulers")
    assert len(printer.jobs) == 1
    for across, stands in (("82,4", False), ("85.0", True)):
        hands.write("field.measured_across", across)
        hands.write("field.measured_down", "45")
        picture(hands, f"rulers-{each_look}")
        hands.press("do.keep-rulers")
        assert hands.probe.desk.kept(PrinterCheck)[-1].good is stands
        assert clipped(hands.window) == []
