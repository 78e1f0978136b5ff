"""The start: first start where there is no register, sign-in where there is one, a reason where it cannot be opened."""
from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.desk import Desk, StandingClock
from tests.ui.windows import RESOURCES
from ui.desk import DemoSecrets
from ui.kit.notice import Notice
from ui.main import Root, _opening, default_register
from ui.screens.first_start import FirstStart
from ui.screens.unopened import Unopened
from ui.shell import Window
from workbench.cli.resources import Resources
from workbench.kernel.findings import Unavailable


@pytest.fixture
def root(dressed: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Root]:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    hooks = sys.excepthook, threading.excepthook
    made = Root(Resources(RESOURCES), demo=DemoSecrets("271828", "correct horse battery"), clock=StandingClock())
    yield made
    made.leave()
    sys.excepthook, threading.excepthook = hooks


def test_something_is_on_the_screen_before_the_register_is_open(qtbot: QtBot, root: Root) -> None:
    root.show(_opening())
    assert root.window is not None
    assert [each.text() for each in root.window.findChildren(QLabel) if each.text()] == ["Compounding workbench", "Opening the register …"]
    assert root.window.isVisible()


def test_where_there_is_no_register_it_is_the_first_start(qtbot: QtBot, root: Root, tmp_path: Path) -> None:
    path = tmp_path / "share" / "register.sqlite"
    root.open(path)
    page = root.window
    assert isinstance(page, FirstStart)
    assert not path.exists()
    QTest.keyClicks(page.name.edit, "Demo hospital")
    for field, text in (
        (page.person, "Lund, Kai"), (page.initials, "KL"), (page.badge, "1014"), (page.pin, "481516"), (page.password, "a long enough passphrase"),
        (page.again, "a long enough passphrase"),
    ):  # fmt: skip
        QTest.keyClicks(field.edit, text)
    next_ = page.findChild(QPushButton, "do.next")
    assert next_ is not None
    for _ in range(3):
        next_.click()
    assert isinstance(root.window, Window)
    assert path.exists()
    root.open(path)
    assert isinstance(root.window, Window), "the second start goes straight to the sign-in"


def test_where_there_is_one_it_is_the_sign_in(qtbot: QtBot, root: Root, tmp_path: Path) -> None:
    Desk(tmp_path)
    root.show(_opening())
    before = root.window
    assert before is not None
    root.open(tmp_path / "register.sqlite")
    assert isinstance(root.window, Window)
    assert not root.window.signed_in
    assert not before.isVisible()
    assert any("271828" in each.text() for each in root.window.findChildren(QLabel))


@pytest.mark.parametrize("damage", ["text", "folder"])
def test_what_cannot_be_opened_says_why_and_may_be_tried_again(qtbot: QtBot, root: Root, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "register.sqlite"
    if damage == "text":
        path.write_text("this is no register", encoding="utf-8")
    else:
        path.mkdir()
        (path / "file").write_text("x", encoding="utf-8")
    root.open(path)
    page = root.window
    assert isinstance(page, Unopened)
    notice = page.findChild(Notice, "notice.unopened")
    assert notice is not None
    assert notice.tier == "decide"
    assert str(path) in [each.text() for each in page.findChildren(QLabel)]
    if damage == "text":
        path.unlink()
        again = page.findChild(QPushButton, "do.again")
        assert again is not None
        again.click()
        assert isinstance(root.window, FirstStart)


def test_without_a_screen_it_says_so(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(Unavailable) as fault:
        Root(Resources(RESOURCES))
    assert fault.value.code == "window.no-screen"


def test_the_register_of_a_computer_lies_with_its_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_register() == tmp_path / "compounding-workbench" / "register.sqlite"
