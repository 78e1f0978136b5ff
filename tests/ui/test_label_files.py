"""The screen of label files: what waits is read as it comes out in both languages, compared, and refused where it cannot be drawn."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.papers_factory import LABELS
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.test_labels_window import picture
from tests.ui.windows import Opened, open_window
from workbench.kernel.values import Role
from workbench.labels.records import LabelPrint
from workbench.labels.signals import SIGNALS
from workbench.masters.approved import first_versions
from workbench.masters.records import LabelVersion
from workbench.printing.actions.printers import set_up_printer
from workbench.printing.records import Printer, PrinterKind
from workbench.printing.standin import StandIn

QC = "qc-sample-38x13"


def opened(folder: Path, *names: str) -> Opened:
    shown = open_window(folder)
    shown.room.put(*first_versions({name: LABELS[name] for name in names}, "AD1", shown.room.clock.at, shown.room.zone))
    shown.enter("PH1")
    shown.window.resize(1366, 768)
    shown.window.show()
    shown.window.go("label-files", f"{names[0]}.1")
    QApplication.processEvents()
    return shown


def pictures(shown: Opened) -> int:
    return len([each for each in shown.window.findChildren(QLabel) if each.isVisible() and each.accessibleName() == "Picture of the label"])


def test_a_label_file_is_seen_as_it_comes_out_and_asks_for_two_signatures(dressed: QApplication, tmp_path: Path) -> None:
    shown = opened(tmp_path, QC, SIGNALS)
    assert pictures(shown) == 10
    assert shown.find("do.approve-label").isEnabled()
    assert shown.find("do.withdraw-label").isEnabled()


def test_a_file_is_proposed_and_what_it_changes_is_shown(dressed: QApplication, tmp_path: Path) -> None:
    shown = opened(tmp_path, QC)
    changed = tmp_path / f"{QC}.toml"
    changed.write_text(LABELS[QC].replace("Sample tube, 38", "Sample tube (QC), 38"), encoding="utf-8")
    shown.window.shown.propose_from(changed)  # type: ignore[union-attr]
    QApplication.processEvents()
    kept = shown.room.kept(LabelVersion)
    assert [each.version for each in kept] == [1, 2]
    assert shown.find("list.difference").isVisible()


def test_the_table_of_signals_says_what_nobody_has_compared(dressed: QApplication, tmp_path: Path) -> None:
    shown = opened(tmp_path, SIGNALS)
    assert shown.find("list.signals").isVisible()
    assert not pictures(shown)


@pytest.mark.parametrize("each_look", ["light-en", "dark-ru"], indirect=True)
def test_a_specimen_is_printed_and_kept_nowhere(each_look: str, qtbot: QtBot, tmp_path: Path) -> None:
    shown = opened(tmp_path, QC)
    with StandIn() as printer:
        set_up_printer("Bench 1", PrinterKind.ZPL, printer.address, 300, **shown.room.doing("AD1", Role.ADMINISTRATOR))
        hands = Hands(shown, None)  # type: ignore[arg-type]
        hands.press("do.specimen")
        hands.write("field.specimen_copies", "2")
        (kept,) = shown.room.kept(Printer)
        hands.choose("field.specimen_printer", kept.id)
        assert clipped(shown.window) == []
        picture(hands, f"specimen-{each_look}")
        hands.press("do.print-specimen")
        assert len(printer.jobs) == 2
    hands.press("do.specimen")
    hands.press("do.print-specimen")
    picture(hands, f"specimen-pdf-{each_look}")
    assert not shown.room.kept(LabelPrint)
