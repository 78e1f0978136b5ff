"""First start: nothing is written before the last button; then the register has its site and its first administrator."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.opening import open_register
from tests.desk import StandingClock
from tests.ui.clip import clipped
from tests.ui.test_kit import unnamed
from tests.ui.windows import RESOURCES
from ui.desk import Services
from ui.drafts import Drafts
from ui.kit.notice import Notice
from ui.screens.first_start import FirstStart, Setup
from ui.tasks import Tasks
from workbench.cli.resources import Resources
from workbench.kernel.findings import Unavailable
from workbench.kernel.values import Role
from workbench.people.records import Appointment, Person
from workbench.site.records import Purpose, Site
from workbench.words.translation import Words, load_words


class Start:
    """A first start in a folder, and what came of it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "register.sqlite"
        self.begun: list[Services] = []
        self.demos = 0
        self.fails: Unavailable | None = None
        setup = Setup(self.path, "Europe/Moscow", self.words, self.make, self.begun.append, self.demo)
        self.page = FirstStart(setup)

    @staticmethod
    def words(code: str) -> Words:
        return load_words(RESOURCES / "locale", code)

    def demo(self) -> None:
        self.demos += 1

    def make(self) -> Services:
        if self.fails is not None:
            raise self.fails
        clock = StandingClock()

        def raised(fault: BaseException) -> None:
            raise fault

        register = open_register(self.path, clock, create=True)
        return Services(register, clock, Resources(RESOURCES), Tasks(raised, synchronous=True), Drafts.beside(self.path, clock), "BENCH-1", self.path, self.words)

    def button(self, name: str) -> QPushButton:
        found = self.page.findChild(QPushButton, name)
        assert found is not None
        return found

    def fill(self, pin: str = "481516", password: str = "a long enough passphrase") -> None:
        QTest.keyClicks(self.page.name.edit, "Demo hospital")
        QTest.keyClicks(self.page.room.edit, "PH-2")
        self.button("do.next").click()
        for field, text in (
            (self.page.person, "Lund, Kai"), (self.page.initials, "KL"), (self.page.badge, "1014"), (self.page.pin, pin),
            (self.page.password, password), (self.page.again, password),
        ):  # fmt: skip
            QTest.keyClicks(field.edit, text)
        self.button("do.next").click()


@pytest.fixture
def start(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Start:
    made = Start(tmp_path)
    qtbot.addWidget(made.page)
    made.page.resize(1366, 768)
    made.page.show()
    return made


def texts(start: Start) -> str:
    return " | ".join(each.text() for each in start.page.findChildren(QLabel) if each.isVisible())


def test_the_register_begins_with_its_site_and_its_administrator(start: Start) -> None:
    start.fill()
    assert not start.path.exists()
    assert str(start.path) in texts(start)
    assert "Demo hospital, PH-2, clocks of Europe/Moscow. Administrator: Lund, Kai." in texts(start)
    start.button("do.next").click()
    (services,) = start.begun
    with services.register.reading() as reader:
        site, person, appointment = reader.get(Site, "site"), reader.get(Person, "AD1"), reader.find(Appointment)[0]
    assert (site.name, site.room, site.zone, site.language, site.purpose) == ("Demo hospital", "PH-2", "Europe/Moscow", "en", Purpose.LIVE)
    assert (person.name, person.badge, appointment.role) == ("Lund, Kai", "1014", Role.ADMINISTRATOR)


def test_what_is_missing_blocks_and_is_named(start: Start) -> None:
    assert "name of the site" in texts(start)
    assert not start.button("do.next").isEnabled()
    QTest.keyClicks(start.page.name.edit, "X")
    start.button("do.next").click()
    assert "name · initials · badge number · PIN · password" in texts(start)
    QTest.keyClicks(start.page.password.edit, "one")
    QTest.keyClicks(start.page.again.edit, "two")
    assert "the same password twice" in texts(start)


def test_an_easy_pin_is_refused_on_its_page_and_nothing_is_founded(start: Start) -> None:
    start.fill(pin="123456")
    start.button("do.next").click()
    notice = start.page.findChild(Notice, "notice.first_start")
    assert notice is not None
    assert (notice.isVisible(), notice.tier) == (True, "stop")
    assert start.page.pin.isVisible()
    assert start.begun == []
    start.page.pin.edit.setText("481516")
    start.button("do.next").click()
    start.button("do.next").click()
    assert len(start.begun) == 1


def test_a_folder_that_cannot_be_written_is_told(start: Start) -> None:
    start.fails = Unavailable("register.read-only", "permission denied")
    start.fill()
    start.button("do.next").click()
    notice = start.page.findChild(Notice, "notice.first_start")
    assert notice is not None
    assert (notice.isVisible(), notice.tier, start.begun) == (True, "decide", [])


def test_one_may_look_around_with_demo_data(start: Start) -> None:
    start.button("do.demo").click()
    assert start.demos == 1


def test_the_language_is_chosen_first(start: Start) -> None:
    page = start.page
    button = page.findChild(QPushButton, "field.language.ru")
    assert button is not None
    button.click()
    assert "Добро пожаловать" in texts(start)
    start.fill()
    start.button("do.next").click()
    with start.begun[0].register.reading() as reader:
        assert reader.get(Site, "site").language == "ru"


def test_nothing_is_cut_on_any_page(qtbot: QtBot, each_look: str, tmp_path: Path) -> None:
    made = Start(tmp_path)
    qtbot.addWidget(made.page)
    made.page.resize(1280, 720)
    made.page.show()
    show: Callable[[int], None] = made.page._show_page
    for page in range(3):
        show(page)
        for _ in range(2):
            QApplication.processEvents()
        assert clipped(made.page) == []
        assert unnamed(made.page) == []
