"""Master formulas on the screen: read, proposed from a file, approved by two, compared, withdrawn."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desk import PASSWORD
from tests.ui.lists_stage import Person, stage
from ui.screens.formula_places import placed, reads
from ui.screens.formulas import FormulasScreen
from workbench.batch.records import Batch, Status
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaStatus, FormulaVersion
from workbench.people.records import Meaning, Signature
from workbench.words.translation import ENGLISH, Words, load_words

ROOT = Path(__file__).parents[2]
FDG = (ROOT / "resources/formulas/FDG18-DOSE.toml").read_text("utf-8")
RUSSIAN = load_words(ROOT / "resources/locale", "ru")


@pytest.fixture
def person(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Person:
    return stage(qtbot, tmp_path / "here").at("PH1", "formulas")


def screen(person: Person) -> FormulasScreen:
    shown = person.window.shown
    assert isinstance(shown, FormulasScreen)
    return shown


def propose(person: Person, folder: Path, text: str, name: str = "mine.toml") -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    screen(person).propose_from(path)
    QApplication.processEvents()


def version(person: Person, key: str) -> FormulaVersion:
    return person.probe.desk.one(FormulaVersion, key)


def test_a_good_file_waits_for_two_signatures_by_different_people(person: Person, tmp_path: Path) -> None:
    propose(person, tmp_path, FDG)
    key = "FDG18-DOSE.1"
    assert version(person, key).status is FormulaStatus.PROVED
    assert "Waits for approval" in " ".join(" ".join(line) for line in person.cells("list.formulas"))
    person.press("do.approve-formula")
    person.sign("PH1", PASSWORD)
    assert version(person, key).status is FormulaStatus.PROVED, "one signature is not enough"
    person.press("do.approve-formula")
    person.sign("PH1", PASSWORD)
    assert version(person, key).status is FormulaStatus.PROVED
    assert "You signed formula version" in person.said, "the same person is refused, in place"
    assert len(person.probe.desk.kept(Signature, subject=key, meaning=Meaning.APPROVED)) == 1
    person.at("SU1", "formulas", key).press("do.approve-formula")
    person.sign("SU1", PASSWORD)
    assert version(person, key).status is FormulaStatus.APPROVED
    signed = person.probe.desk.kept(Signature, subject=key, meaning=Meaning.APPROVED)
    assert [each.person for each in signed] == ["PH1", "SU1"]
    assert "Kim, Anna · Pharmacist" in person.said
    assert "Weber, Ute · Supervisor" in person.said


def test_a_file_cut_in_half_is_refused_with_its_place_and_nothing_is_kept(person: Person, tmp_path: Path) -> None:
    before = person.probe.desk.head()
    propose(person, tmp_path, FDG[: len(FDG) // 2], "half.toml")
    assert "half.toml" in person.said
    assert person.probe.desk.head() == before
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    screen(person).propose_from(tmp_path / "binary.toml")
    assert "The file cannot be read" in person.said
    screen(person).propose_from(tmp_path / "nowhere.toml")
    assert "nowhere.toml" in person.said
    assert person.probe.desk.head() == before


def test_every_reason_is_told_at_once_with_its_line(person: Person, tmp_path: Path) -> None:
    text = FDG.replace('unit = "MBq"', 'unit = "parsec"', 1)
    propose(person, tmp_path, text, "wrong.toml")
    line = FDG[: FDG.index('unit = "MBq"')].count("\n") + 1
    assert f"wrong.toml:{line}" in person.said
    assert "parsec" in person.said


def test_a_version_shows_what_it_changes(person: Person, tmp_path: Path) -> None:
    propose(person, tmp_path, FDG)
    person.press("field.part.compare")
    assert "Nothing to compare with" in person.said
    propose(person, tmp_path, FDG.replace("version = 1", "version = 2", 1).replace('"10 .. 600"', '"10 .. 500"', 1))
    assert "Version 1 → version 2" in person.said
    assert ("given.prescribed.action", "10 .. 600", "10 .. 500") in person.cells("list.difference")


def test_withdrawing_holds_the_batches_in_work_until_somebody_decides(person: Person) -> None:
    person.probe.start("check_order")
    assert person.probe.desk.one(Batch, person.probe.batch).status is Status.IN_PROCESS
    person.at("SU1", "formulas", "PROBE.1").press("do.withdraw-formula")
    assert "go on hold until somebody decides" in person.said
    person.write("field.reason", "limit of the balance was wrong")
    person.press("do.withdraw-now")
    person.sign("SU1", PASSWORD)
    assert version(person, "PROBE.1").status is FormulaStatus.WITHDRAWN
    assert person.probe.desk.one(Batch, person.probe.batch).status is Status.HELD


def test_who_may_not_approve_is_not_offered(person: Person, tmp_path: Path) -> None:
    propose(person, tmp_path, FDG)
    person.at("TE1", "formulas", "FDG18-DOSE.1").press("do.approve-formula")
    assert "TE1" not in person.signers
    assert {"PH1", "SU1", "RP1"} <= person.signers


def test_every_part_is_read_in_words(person: Person, tmp_path: Path) -> None:
    propose(person, tmp_path, FDG)
    formula = formula_of(FDG)
    steps = " ".join(" ".join(line) for line in person.cells("list.reading"))
    for step in formula.steps:
        assert step.do.en.split("{")[0].strip() in steps, "the instruction is part of what is approved"
    person.press("field.part.specification")
    tests = person.cells("list.reading")
    assert len(tests) == len(formula.tests)
    person.press("field.part.assumptions")
    assert len(person.cells("list.reading")) == len(formula.assumptions)
    assert "given." not in " ".join(" ".join(line) for line in person.cells("list.reading"))


@pytest.mark.parametrize("name", ["CART19-AUTO", "FDG18-DOSE"])
@pytest.mark.parametrize("words", [ENGLISH, RUSSIAN], ids=["en", "ru"])
def test_every_place_that_is_assumed_has_a_name(name: str, words: Words) -> None:
    formula = formula_of((ROOT / f"resources/formulas/{name}.toml").read_text("utf-8"))
    for place in formula.assumptions:
        assert placed(formula, place, words).title != place


def test_an_expression_is_read_by_what_its_values_are_called() -> None:
    assert reads("dose_per_kg * weight", {"dose_per_kg": "Dose per kg", "weight": "Body weight"}) == "[Dose per kg] × [Body weight]"
    assert reads("unknown + 1 mL", {}) == "unknown + 1 mL"


def test_nothing_here_belongs_to_one_patient(person: Person) -> None:
    assert person.window.shown is not None
    assert person.window.shown.patient is None
