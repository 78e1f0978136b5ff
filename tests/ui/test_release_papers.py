"""Papers, tags and bags of a release; and that nothing is cut off on the screens of quality control."""
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.batch.probe import Probe
from tests.ui.clip import clipped
from tests.ui.release_stage import PICTURES, ROOT, SCREENS, Begin, Hands, begin, reviewed, troubled
from tests.ui.windows import Strays, open_window, picture
from ui.kit.table import Cell, Row, Rows, TableView
from ui.kit.theme import look as shown_look
from ui.screens.release_results import columns
from ui.screens.release_words import group_of, limit_cell, limit_words, result_note, result_text, verdict_cell
from ui.screens.release_words import test_name as name_of
from workbench.batch.records import BagStatus, ResultKind
from workbench.batch.verdicts import SpecLine, Verdict
from workbench.documents.records import Document, DocumentKind
from workbench.formula.reading import formula_of
from workbench.labels.records import LabelPrint
from workbench.words.translation import ENGLISH


@pytest.fixture
def hands(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Begin:
    return lambda story: begin(qtbot, tmp_path, story)


# ------------------------------------------------------------------------------------------------------ papers and bags
def test_papers_are_kept_shown_as_they_are_and_duplicates_say_why(hands: Begin) -> None:
    person = hands(reviewed)
    person.at("RP1", "release", person.probe.batch)
    person.press("do.print-record")
    sheet = person.window.open_sheet
    record = person.probe.desk.kept(Document)[0]
    assert sheet.paper.view.pdf == record.content  # type: ignore[union-attr]
    person.press("do.close")
    person.press("do.print-certificate")
    person.press("do.close")
    person.press("do.print-certificate")
    assert not person.may_press("do.print-certificate-now")
    person.write("field.why", "the first one got wet")
    person.press("do.print-certificate-now")
    person.press("do.close")
    made = [each for each in person.probe.desk.kept(Document) if each.kind is DocumentKind.PROVISIONAL]
    assert [(each.copy, each.why) for each in made] == [(1, None), (2, "the first one got wet")]
    person.press("field.view.papers")
    assert len(person.records("list.papers")) == 3
    person.window.go("paper", ("batch record", person.probe.batch))
    assert record.number in person.said


def test_a_bag_is_tagged_and_handed_out_only_with_its_certificate(hands: Begin) -> None:
    person = hands(reviewed)
    bag = person.probe.dossier.bags[0].id
    person.at("PH1", "release", person.probe.batch)
    person.press("field.view.papers")
    person.row("list.bags", bag)
    person.press("do.issue-bag")
    person.write("field.holder", "Haematology 4B, nurse Rossi")
    person.press("do.issue-bag-now")
    assert "No release certificate has been printed" in person.said
    person.press("do.cancel")
    person.press("do.print-certificate")
    person.press("do.close")
    person.press("do.print-tag")
    person.choose("field.bag", bag)
    person.press("do.print-tag-now")
    (tag,) = [each for each in person.probe.desk.kept(LabelPrint) if each.profile.startswith("tie-on-tag")]
    assert person.window.open_sheet.paper.view.pdf == tag.content  # type: ignore[union-attr]
    person.press("do.close")
    person.opened.scan(tag.identifier.encode())
    person.row("list.bags", bag)
    person.press("do.issue-bag")
    person.write("field.holder", "Haematology 4B, nurse Rossi")
    person.press("do.issue-bag-now")
    assert person.probe.dossier.bags[0].status is BagStatus.ISSUED


# ------------------------------------------------------------------------------------------------------ looks
def test_nothing_is_cut_off_and_nothing_strays(qtbot: QtBot, qapp: QApplication, each_look: str, tmp_path: Path) -> None:
    probe = Probe(tmp_path)
    troubled(probe)
    probe.result("sterility", "no_growth", kind=ResultKind.TO_DATE, day=3)
    opened = open_window(tmp_path, screens=SCREENS, room=probe.desk)
    qtbot.addWidget(opened.window)
    opened.window.show()
    strays = Strays(qapp)
    person = Hands(opened, probe).at("SU1", "release", probe.batch)

    def look(name: str) -> None:
        picture(opened.window, f"{name}-{each_look}", PICTURES)
        assert clipped(opened.window) == [], name

    look("release")
    person.row("list.exceptions", f"deviation:{probe.dossier.deviations[0].id}")
    for name in ("do.open-exception", "do.assess-deviation", "do.enter-result"):
        person.press(name)
        look(name)
        assert opened.window.open_sheet is not None
        opened.window.open_sheet.cancel()
    person.press("field.view.papers")
    look("papers")
    for screen, about in (("qc", ""), ("lot-results", "L1"), ("paper", ("batch record", probe.batch))):
        opened.window.go(screen, about or None)
        look(screen)
    qapp.removeEventFilter(strays)
    assert not strays.found


def test_the_longest_specification_fits(qtbot: QtBot, each_look: str) -> None:
    """The lines of the CAR-T formula, with nothing entered, in the width that they have on the screen."""
    formula = formula_of((ROOT / "resources" / "formulas" / "CART19-AUTO.toml").read_text(encoding="utf-8"))
    lines = [SpecLine(each, None, None, Verdict.PENDING, False, None) for each in formula.tests]
    words = shown_look.words
    shown = [
        Row((Cell(name_of(each.test, words), each.test.method), Cell(result_text(each, words), result_note(each, {}, {}, words)), limit_cell(formula, each.test, words),
             verdict_cell(each, date(2026, 11, 20), words)), each.test.name)
        for each in lines
    ]  # fmt: skip
    assert {group_of(each) for each in lines} == {1, 2}
    table = TableView("results", Rows(columns(words), shown), row=40, wraps=True)
    qtbot.addWidget(table)
    table.resize(628, 1400)
    table.show()
    QApplication.processEvents()
    assert clipped(table) == []


@pytest.mark.parametrize(
    ("test", "limit"),
    [("viability", "≥ 70 %"), ("dose", "> 500 000"), ("sterility", "no growth"),
     ("potency", "Potency a: survival of targets 1:1 < 70 % or Potency b: difference from untransduced 4:1 > 50 %")],
)  # fmt: skip
def test_limits_are_read_in_words(test: str, limit: str) -> None:
    formula = formula_of((ROOT / "resources" / "formulas" / "CART19-AUTO.toml").read_text(encoding="utf-8"))
    of = formula.test(test)
    assert limit_words(formula, of.accept, of.unit, ENGLISH, of).replace("\u00a0", " ").replace("\u202f", " ") == limit
