"""The screens of lists as pictures, light and dark, English and Russian: nothing cut, everything named, no patient above several."""
from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.batch.probe import TEXT, Probe
from tests.ui.lists_stage import Person, stage
from tests.ui.release_stage import troubled
from tests.ui.test_kit import unnamed
from tests.ui.test_pictures import taken
from ui.banner import Banner
from ui.screens.formulas import FormulasScreen
from ui.screens.people import PeopleScreen
from ui.screens.register import RegisterScreen
from ui.screens.register_rows import LISTINGS
from workbench.formula.records import FormulaStatus
from workbench.kernel.values import Role
from workbench.people.records import Appointment, Credential
from workbench.stock.records import Lot, LotStatus

FORMULA = (Path(__file__).parents[2] / "resources/formulas/CART19-AUTO.toml").read_text("utf-8")


def worked(probe: Probe) -> None:
    """A batch with deviations, lots in every state, a formula that waits, one with a long past, people of every state."""
    troubled(probe)
    room, now = probe.desk, probe.desk.clock.at
    lot = room.one(Lot, "L1")
    for number, status in enumerate(LotStatus):
        room.put(replace(lot, id=f"X{number}", number=f"26K-1{number}", code=f"00020{number}", status=status, expiry=now + timedelta(days=number - 1)))
    room.formula(TEXT.replace("version = 1", "version = 2").replace("3 .. 200", "3 .. 150"), "PROBE", 2, FormulaStatus.PROVED)
    room.formula(FORMULA, "CART19-AUTO", 1, FormulaStatus.WITHDRAWN)
    room.put(Appointment("Z1", "SU1", Role.RESPONSIBLE, now.date(), now.date() + timedelta(days=9), "RP1"))
    room.change(room.one(Credential, "TE1"), failures=5, locked_until=now + timedelta(hours=1))


def looked(person: Person, name: str, look: str, folder: Path) -> None:
    taken(person.window, f"{name}-{look}", folder)
    assert unnamed(person.window) == []
    banner = person.window.findChild(Banner)
    assert banner is not None
    assert not banner.isVisible(), f"{name} shows several patients"


def test_lists_are_whole_in_every_look(qtbot: QtBot, each_look: str, tmp_path: Path) -> None:
    person = stage(qtbot, tmp_path / "here", worked)
    for who, place in (("PH1", "today"), ("SU1", "today"), ("PH1", "settings"), ("PH1", "equipment")):
        looked(person.at(who, place), f"{place}-{who}", each_look, tmp_path)
    register = person.at("SU1", "register").window.shown
    assert isinstance(register, RegisterScreen)
    for kind in LISTINGS:
        person.press(f"field.kind.{kind}")
        if register.table.rows.rowCount():
            register.table.selectRow(0)
        looked(person, f"register-{kind}", each_look, tmp_path)
    register.search.setText("nobody at all")
    register.show_lines()
    looked(person, "register-nothing", each_look, tmp_path)
    formulas = person.at("SU1", "formulas", "PROBE.2").window.shown
    assert isinstance(formulas, FormulasScreen)
    for part in ("steps", "specification", "values", "assumptions", "compare"):
        person.press(f"field.part.{part}")
        looked(person, f"formulas-{part}", each_look, tmp_path)
    formulas.enter("CART19-AUTO.1")
    for part in ("steps", "values"):
        person.press(f"field.part.{part}")
        looked(person, f"cart19-{part}", each_look, tmp_path)
    people = person.at("AD1", "people", "TE1").window.shown
    assert isinstance(people, PeopleScreen)
    looked(person, "people-locked", each_look, tmp_path)
    people.show_person("SU1")
    looked(person, "people-deputy", each_look, tmp_path)
    for name in ("do.appoint", "do.new-person"):
        person.press(name)
        looked(person, f"sheet-{name}", each_look, tmp_path)
        sheet = person.window.open_sheet
        assert sheet is not None
        sheet.cancel()
        QApplication.processEvents()
