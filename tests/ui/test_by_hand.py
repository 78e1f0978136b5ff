"""A code that cannot be scanned is typed in the window: check character, reason, second person; counted in Settings and in the review."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.batch.probe import BAGS, STOCK, Probe
from tests.desk import PIN
from tests.labels.test_things import Things
from tests.ui import bench_stage
from tests.ui.bench_stage import AtTheBench
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window, picture
from ui.kit.scan_row import ScanRow
from ui.kit.sign import SignSheet
from ui.kit.text import Link
from ui.screens.labels import LabelsScreen
from ui.screens.release import ReleaseScreen
from ui.screens.settings import SettingsScreen
from ui.steps.by_hand import HandSheet
from ui.steps.thing_labels import ThingLabelsSheet
from workbench.barcodes.own import Kind, Own
from workbench.batch.records import ScanFact
from workbench.labels.records import LabelPrint, LabelScan
from workbench.scanners.records import HandEntry

PICTURES: Path | None = None
"""Where to keep pictures, for whoever wants to look at them."""
LOT, OTHER = (str(Own(Kind.LOT, (each,))) for each in (STOCK, BAGS))


def at_the_scan(qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> AtTheBench:
    """The pharmacist has the step in hand that waits for a scan."""
    monkeypatch.setitem(bench_stage.SCREENS, "settings", SettingsScreen)  # type: ignore[arg-type]

    def story(probe: Probe) -> None:
        probe.start("check_order")
        probe.record("check_order", {})
        probe.verify("check_order", {})
        probe.start("scan")

    person = bench_stage.bench(qtbot, folder, story)
    person.window.resize(1366, 768)
    QApplication.processEvents()
    return person


def states(person: AtTheBench) -> list[str]:
    QApplication.processEvents()
    return [each.state for each in person.window.findChildren(ScanRow) if each.isVisible()]


def typed(person: AtTheBench, code: str, why: str) -> None:
    person.press("do.enter-by-hand")
    person.write("field.typed_code", code)
    person.write("field.why", why)
    person.press("do.enter-typed")


def said(person: AtTheBench) -> str:
    return " ".join(each.text() for each in person.window.findChildren(QLabel) if each.isVisible())


def test_a_code_is_typed_and_read_by_a_second_person(qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = at_the_scan(qtbot, tmp_path, monkeypatch)
    assert states(person) == ["wait"]
    typed(person, LOT, "label torn")
    assert isinstance(person.window.open_sheet, SignSheet)
    person.scan(person.opened.badge("PH1"))
    assert "badge refused" in said(person), "the first person is not the second"
    person.signed("PH2")
    assert states(person) == ["ok"]
    (entry,) = person.probe.desk.kept(HandEntry)
    assert (entry.person, entry.second, entry.typed, entry.why) == ("PH1", "PH2", LOT, "label torn")
    assert not any(each.isVisible() for each in person.window.findChildren(type(person.bench.editor.by_hand), "do.enter-by-hand"))
    person.window.go("settings")
    assert "Codes typed by hand in this register: 1" in said(person)


@pytest.mark.parametrize(("code", "why", "told"), [
    (LOT[:-1] + ("0" if LOT[-1] != "0" else "1"), "label torn", "the check character does not fit"),
    ("V-17", "label torn", "it has no check character"),
    (LOT, "x", ""),
])  # fmt: skip
def test_a_wrong_check_character_or_no_reason_asks_nobody_else(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, why: str, told: str
) -> None:
    person = at_the_scan(qtbot, tmp_path, monkeypatch)
    typed(person, code, why)
    assert isinstance(person.window.open_sheet, HandSheet)
    assert person.part("notice.by-hand").isVisible() and told in said(person)
    assert person.probe.desk.kept(ScanFact) == person.probe.desk.kept(HandEntry) == ()


def test_the_wrong_material_is_refused_in_place(qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = at_the_scan(qtbot, tmp_path, monkeypatch)
    typed(person, OTHER, "label torn")
    person.signed("PH2")
    assert person.part("notice.step").isVisible()
    assert states(person) == ["wait"]
    assert [(each.accepted, each.by_hand) for each in person.probe.desk.kept(ScanFact)] == [(False, True)]


def test_another_person_s_step_offers_nothing(qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = at_the_scan(qtbot, tmp_path, monkeypatch).by("PH2")
    assert not person.bench.editor.by_hand.isVisible()


def test_a_label_is_typed_on_its_bag(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    def story(probe: Probe) -> None:
        probe.prepare()
        probe.fill(1)

    person = bench_stage.bench(qtbot, tmp_path, story)
    person.press("do.start-step")
    assert not person.bench.editor.by_hand.isVisible(), "nothing is printed yet"
    person.press("do.print-label.final-bag")
    (label,) = person.probe.desk.kept(LabelPrint)
    typed(person, label.identifier, "the scanner is broken")
    person.signed("PH2")
    assert [each.label for each in person.probe.desk.kept(LabelScan)] == [label.id]
    assert [each.typed for each in person.probe.desk.kept(HandEntry)] == [label.identifier]
    assert not person.bench.editor.by_hand.isVisible()


def test_the_label_of_a_thing_is_typed_above_its_sheet(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    things = Things(tmp_path)
    things.print("lot", "L1", "status-released-60x40")
    opened = open_window(tmp_path, screens={"labels": LabelsScreen, "release": ReleaseScreen}, room=things.desk)
    qtbot.addWidget(opened.window)
    opened.window.show()
    hands = Hands(opened, things.probe).at("PH1", "labels", things.probe.batch)
    assert not hands.window.findChild(Link, "do.enter-by-hand").isVisible(), "no label of this batch waits"  # type: ignore[union-attr]
    sheet = ThingLabelsSheet(hands.window.desk, "lot", "L1", "Lot 11F")
    hands.window.sheet(sheet)
    hands.press("do.enter-by-hand")
    hands.write("field.typed_code", things.desk.kept(LabelPrint)[0].identifier)
    hands.write("field.why", "smeared")
    hands.press("do.enter-typed")
    hands.sign("PH2", PIN)
    assert hands.window.open_sheet is sheet, "it has waited beneath"
    assert [each.batch for each in things.desk.kept(HandEntry)] == [None]
    assert not hands.part("do.print-thing").isHidden()


def test_everything_of_it_can_be_read(qtbot: QtBot, each_look: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The step, what is refused, and the second person, who compares a GS1 code element by element."""
    person = at_the_scan(qtbot, tmp_path, monkeypatch)
    assert not clipped(person.window)
    picture(person.window, f"step-{each_look}", PICTURES)
    typed(person, OTHER[:-1], "the label is torn and smeared, the scanner reads nothing")
    assert not clipped(person.window)
    picture(person.window, f"hand-{each_look}", PICTURES)
    person.write("field.typed_code", "(01)04600439931256(10)AB-7(17)271231")
    person.press("do.enter-typed")
    assert isinstance(person.window.open_sheet, SignSheet)
    assert not clipped(person.window)
    picture(person.window, f"hand-second-{each_look}", PICTURES)
