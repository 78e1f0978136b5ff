"""A set is one job; labels of what is no bag are printed, scanned and accounted for where the thing is met; the rail says what waits."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.batch.probe import TEXT, Probe
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.test_labels_window import picture, printer
from tests.ui.windows import open_window
from ui.screens.batch import BatchScreen
from ui.screens.labels import LabelsScreen
from ui.screens.register import RegisterScreen
from ui.screens.table import slow_badges
from workbench.batch.records import SampleTaken
from workbench.kernel.values import Role
from workbench.labels.kept import lives_about
from workbench.labels.reckoning import LabelState, lives, thing_lives
from workbench.labels.records import LabelPrint
from workbench.printing.actions.printers import set_up_printer
from workbench.printing.records import PrinterKind, PrintJob
from workbench.printing.standin import StandIn

__all__ = ["printer"]
SCREENS = {"batch": BatchScreen, "labels": LabelsScreen, "register": RegisterScreen}
THINGS = ("qc-sample-38x13", "retained-sample-50x25", "in-process-60x40", "status-released-60x40", "status-quarantine-60x40")
PAIR = TEXT.replace('labels = ["final-bag"]', 'labels = ["final-bag", "tie-on-tag"]')


def bench(folder: Path, qtbot: QtBot, printer: StandIn, text: str = TEXT, filled: int = 1) -> Hands:
    probe = Probe(folder, text=text)
    probe.prepare()
    probe.fill(1)
    (bag,) = probe.dossier.bags
    probe.desk.put(*(replace(bag, id=f"{bag.id[:-2]}{number:02d}", number=number, of=filled) for number in range(2, filled + 1)))
    probe.start("label_bag", "1 piece")
    return shown(probe, folder, qtbot, printer)


def shown(probe: Probe, folder: Path, qtbot: QtBot, printer: StandIn) -> Hands:
    probe.desk.label(*THINGS)
    sample = probe.dossier.formula.samples[0].name
    probe.desk.put(SampleTaken("N1", probe.batch, "draw", "1 piece", sample, probe.desk.clock.at))
    set_up_printer("Bench 1", PrinterKind.ZPL, printer.address, 300, **probe.desk.doing("AD1", Role.ADMINISTRATOR))
    opened = open_window(folder, screens=SCREENS, room=probe.desk)
    qtbot.addWidget(opened.window)
    opened.window.resize(1366, 768)
    opened.window.show()
    return Hands(opened, probe)


def test_a_pair_is_printed_as_one_job_from_its_step(dressed: QApplication, qtbot: QtBot, tmp_path: Path, printer: StandIn) -> None:
    hands = bench(tmp_path, qtbot, printer, PAIR)
    hands.at("PH1", "batch", hands.probe.batch)
    picture(hands, "step-pair")
    assert clipped(hands.window) == []
    hands.press("do.print-set")
    (job,) = hands.probe.desk.kept(PrintJob)
    assert [each.state for each in lives(hands.probe.dossier)] == [LabelState.SENT] * 2
    assert job.labels == tuple(each.label.id for each in lives(hands.probe.dossier))
    assert len(printer.jobs) == 2


@pytest.mark.parametrize("each_look", ["dark-en", "light-ru"], indirect=True)
def test_all_bags_of_a_batch_are_one_set(each_look: str, qtbot: QtBot, tmp_path: Path, printer: StandIn) -> None:
    hands = bench(tmp_path, qtbot, printer, filled=2)
    hands.at("PH1", "labels", hands.probe.batch)
    hands.press("do.label-set")
    picture(hands, f"set-{each_look}")
    assert clipped(hands.window) == []
    bags = hands.probe.dossier.bags
    assert [hands.part(f"field.piece.{each.number}.final-bag-100x60").isChecked() for each in bags] == [True, True]  # type: ignore[attr-defined]
    hands.press("do.print-set-now")
    (job,) = hands.probe.desk.kept(PrintJob)
    assert [each.bag for each in hands.probe.desk.kept(LabelPrint)] == [each.id for each in bags]
    assert len(job.labels) == len(printer.jobs) == 2


def test_a_sample_is_labelled_scanned_written_off_and_accounted_for(each_look: str, qtbot: QtBot, tmp_path: Path, printer: StandIn) -> None:
    hands = bench(tmp_path, qtbot, printer)
    hands.at("PH1", "labels", hands.probe.batch)
    hands.press("do.thing-labels")
    hands.choose("field.thing", "N1")
    assert clipped(hands.window) == []
    hands.press("do.thing")
    hands.write("field.copies", "3")
    picture(hands, f"thing-empty-{each_look}")
    hands.press("do.print-thing")
    dossier = hands.probe.dossier
    assert [each.state for each in thing_lives(dossier)] == [LabelState.SENT] * 3
    assert len(hands.probe.desk.kept(PrintJob)) == 1
    hands.opened.scan(thing_lives(dossier)[0].label.identifier.encode())
    hands.opened.scan(thing_lives(dossier)[0].label.identifier.encode())
    assert sorted(each.state.value for each in thing_lives(hands.probe.dossier)) == ["applied", "applied", "sent"]
    waiting = next(each for each in thing_lives(hands.probe.dossier) if each.state is LabelState.SENT)
    hands.row("list.thing-labels", waiting.label.id)
    picture(hands, f"thing-scanned-{each_look}")
    assert clipped(hands.window) == []
    hands.write("field.why", "one tube less")
    hands.press("do.spoil-label")
    hands.press("do.dispose-label")
    hands.write("field.fate_why", "cut up")
    hands.press("do.dispose-now")
    hands.sign("PH2", "271828")
    assert sorted(each.state.value for each in thing_lives(hands.probe.dossier)) == ["applied", "applied", "destroyed"]
    hands.press("do.cancel")
    picture(hands, f"labels-things-{each_look}")
    assert clipped(hands.window) == []


def test_a_lot_and_a_container_have_their_labels_where_they_are_met(dressed: QApplication, qtbot: QtBot, tmp_path: Path, printer: StandIn) -> None:
    probe = Probe(tmp_path, text=TEXT.replace('kind = "verify"', 'kind = "instruct"'))
    probe.start("check_order")
    hands = shown(probe, tmp_path, qtbot, printer).at("PH1", "batch", probe.batch)
    picture(hands, "container")
    hands.press(f"do.thing-labels.container.{probe.batch}/check_order")
    hands.press("do.print-thing")
    assert [each.label.profile for each in thing_lives(hands.probe.dossier)] == ["in-process-60x40"]
    hands.press("do.cancel")
    hands.at("PH1", "register")
    hands.press("field.kind.lots")
    hands.row("list.register", "L1")
    hands.press("do.thing-labels.lot.L1")
    hands.write("field.copies", "2")
    hands.press("do.print-thing")
    picture(hands, "lot")
    with hands.probe.desk.register.reading() as reader:
        made = lives_about(reader, "lot L1")
    assert [(each.label.profile, each.state) for each in made] == [("status-released-60x40", LabelState.SENT)] * 2
    hands.opened.scan(made[0].label.identifier.encode())
    with hands.probe.desk.register.reading() as reader:
        assert [each.state for each in lives_about(reader, "lot L1")].count(LabelState.APPLIED) == 1


def test_the_printer_of_another_label_is_remembered_for_that_label_only(dressed: QApplication, qtbot: QtBot, tmp_path: Path, printer: StandIn) -> None:
    hands = bench(tmp_path, qtbot, printer, PAIR)
    done = set_up_printer("Bench 2", PrinterKind.ZPL, printer.address, 600, **hands.probe.desk.doing("AD1", Role.ADMINISTRATOR))
    second = done.changed[0].id  # type: ignore[attr-defined]
    hands.at("PH1", "batch", hands.probe.batch)
    hands.choose("field.printer.tie-on-tag", second)
    hands.at("PH1", "labels", hands.probe.batch)
    hands.at("PH1", "batch", hands.probe.batch)
    chosen = {name: hands.part(f"field.printer.{name}").currentData() for name in ("tie-on-tag", "final-bag")}  # type: ignore[attr-defined]
    assert chosen == {"tie-on-tag": second, "final-bag": ""}


@pytest.mark.parametrize("scanned", [False, True])
def test_the_rail_says_how_many_labels_wait(dressed: QApplication, qtbot: QtBot, tmp_path: Path, printer: StandIn, scanned: bool) -> None:
    hands = bench(tmp_path, qtbot, printer)
    hands.at("PH1", "batch", hands.probe.batch)
    hands.press("do.print-label.final-bag")
    if scanned:
        hands.opened.scan(lives(hands.probe.dossier)[0].label.identifier.encode())
    assert slow_badges(hands.window.desk)()["labels"] == (0 if scanned else 1)
