"""The codes of the site are entered under Settings: refused in place until the licence is confirmed."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from tests.ui.clip import clipped
from tests.ui.windows import Opened, open_window
from ui.kit.button import Confirm
from ui.screens.asking import AskSheet
from ui.screens.settings_codes import CodesCard
from workbench.site.records import SiteCodes


def opened(folder: Path) -> Opened:
    shown = open_window(folder)
    shown.enter("AD1")
    shown.window.resize(1366, 768)
    shown.window.show()
    shown.window.go("settings")
    QApplication.processEvents()
    return shown


def test_isbt_is_off_until_the_administrator_confirms_the_licence(dressed: QApplication, tmp_path: Path) -> None:
    shown = opened(tmp_path)
    shown.find("do.enter-licence").click()  # type: ignore[attr-defined]
    QApplication.processEvents()
    sheet = shown.window.open_sheet
    assert isinstance(sheet, AskSheet)
    values = {"facility": "Z5499", "licence": "ICCBBA 70123", "reason": "registered since 2024"}
    for name, text in values.items():
        part = next(each for kind in (QLineEdit, QPlainTextEdit) for each in sheet.fields[name].findChildren(kind))
        part.setText(text) if isinstance(part, QLineEdit) else part.setPlainText(text)
    combo = sheet.fields["confirmed"].findChildren(QComboBox)[0]
    for place, kept in ((0, 0), (1, 1)):
        combo.setCurrentIndex(place)
        combo.activated.emit(place)
        QApplication.processEvents()
        assert isinstance(sheet.findChild(Confirm), Confirm)
        sheet.confirm()
        QApplication.processEvents()
        assert len(shown.room.kept(SiteCodes)) == kept
    assert shown.room.kept(SiteCodes)[0].person == "AD1"
    assert shown.window.open_sheet is None
    card = shown.window.findChild(CodesCard)
    assert card is not None
    assert "Z5499" in [each.text() for each in card.findChildren(QLabel)], "what was just entered stands there"
    assert clipped(shown.window) == []
    shown.enter("PH1")
    shown.window.go("settings")
    QApplication.processEvents()
    for name in ("do.enter-licence", "do.enter-product-codes"):
        button = shown.find(name)
        assert (button.isEnabled(), "Administrator" in button.toolTip()) == (False, True)
