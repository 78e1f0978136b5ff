"""The maker's symbol on a pack: it fills the sheet for a new lot, and looks for the lots of its number; it is never taken for a material."""
from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.windows import Opened, open_window
from ui.kit import scanner
from ui.kit.moment_field import MomentField
from ui.screens.register import RegisterScreen
from ui.screens.register_lots import LotActs, on_pack
from workbench.barcodes import reading
from workbench.kernel.findings import Refused

ZONE = "Europe/Moscow"


@pytest.fixture
def opened(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Opened:
    made = open_window(tmp_path)
    qtbot.addWidget(made.window)
    made.window.show()
    made.enter("PH1")
    return made


@pytest.mark.parametrize(
    ("code", "lot", "expiry"),
    [
        (b"]d2010460043993125617271231" + b"10AB-12", "AB-12", datetime(2027, 12, 31, 23, 59, tzinfo=ZoneInfo(ZONE))),
        (b"+A123BJC5D6E71/$$52736510X3C", "10X3", datetime(2027, 12, 31, 23, 59, tzinfo=ZoneInfo(ZONE))),
        (b"=)2FE1234567&)4R12345678", "4R12345678", None),
        (b"=-FE12345678&-0000001234", None, None),
        (b"01046004399312567003271231120010AB", "AB", None),
    ],
)
def test_what_stands_on_a_pack(code: bytes, lot: str | None, expiry: datetime | None) -> None:
    if code.startswith(b"+"):
        code = code[:-1] + _sum43(code[:-1])
    if b"7003" in code:
        code = code.replace(b"120010AB", b"1200\x1d10AB")
    assert on_pack(code, 2026, ZONE) == (lot, expiry)


def _sum43(text: bytes) -> bytes:
    characters = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
    return characters[(at := sum(characters.index(each) for each in text) % 43) : at + 1]


def test_a_scan_that_the_keyboard_filter_cut_is_refused() -> None:
    assert scanner.LONGEST > reading.LONGEST


def test_a_broken_symbol_is_refused() -> None:
    with pytest.raises(Refused):
        on_pack(b"]d20104600439931257", 2026, ZONE)


def test_the_sheet_for_a_new_lot_is_filled_and_says_what_it_cannot_read(opened: Opened) -> None:
    opened.window.go("register")
    screen = opened.window.screen_named("register")
    assert isinstance(screen, RegisterScreen)
    LotActs(screen.desk, screen.notice, lambda: None)._enter("diluent", "Diluent")
    opened.scan(b"]d201046004399312561727123110AB-12")
    number, day = opened.find("field.number"), opened.find("field.expiry")
    assert isinstance(number, QLineEdit) and number.text() == "AB-12"
    moment = day.parentWidget()
    while moment is not None and not isinstance(moment, MomentField):
        moment = moment.parentWidget()
    assert moment is not None and moment.value is not None and moment.value.astimezone(ZoneInfo(screen.desk.zone)).strftime("%Y-%m-%d %H:%M") == "2027-12-31 23:59"
    maker = opened.find("field.article")
    assert isinstance(maker, QLineEdit) and maker.text() == "04600439931256"
    opened.scan(b"]d20104600439931257")
    assert number.text() == "AB-12"
    assert opened.find("notice.lot").isVisible()


def test_the_register_looks_for_the_lot_number_of_a_maker(opened: Opened) -> None:
    opened.window.go("register")
    screen = opened.window.screen_named("register")
    assert isinstance(screen, RegisterScreen)
    opened.scan(b"=-FE12345678&-0000001234")
    assert (screen.kind.code, screen.search.text()) == ("lots", "1234")
    opened.scan(b"]d20104600439931257")
    assert screen.search.text() == "1234" and screen.notice.isVisible()
