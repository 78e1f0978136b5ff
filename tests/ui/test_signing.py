"""A signature in place: the second person signs without signing the first one out, and who may not sign is told why."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.desk import PASSWORD, PIN
from tests.ui.clip import clipped
from tests.ui.probe_screens import PROBES
from tests.ui.test_kit import unnamed
from tests.ui.windows import Opened, open_window
from ui.kit.notice import PastRefusal
from ui.kit.sign import Before, SignRow
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.kernel.findings import stops
from workbench.kernel.values import Role
from workbench.people.records import Credential, Factor, Meaning

SAME = stops("people.same-person", "PIC/S PE 010-4 6.5", person="Kim, Anna")


def request(meaning: Meaning = Meaning.VERIFIED, roles: tuple[Role, ...] = (Role.VERIFIER, Role.PHARMACIST, Role.TECHNICIAN)) -> SignatureRequest:
    return SignatureRequest(
        "Second person: check and sign", "Step 7, formulate and fill the infusion bag · batch CT-2026-0147",
        (SignRow("Empty bag, EVA 50 mL", "LOT 26K-0418 · EXP 30-Apr-2028", "matched 09:18"), SignRow("Bag volume", "50.4 mL", "within 48 to 52 mL")),
        meaning, bytes(range(32)), roles, "Verified", "Sign as verifier", excluded={"PH1": SAME}, critical=True, may_disagree=True,
        before=(Before("Performed", "Kim, Anna · Pharmacist", "20-Nov-2026 09:00:00 (UTC+3)"),),
    )  # fmt: skip


@pytest.fixture
def opened(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Opened:
    made = open_window(tmp_path, screens=PROBES)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.enter("PH1")
    made.window.go("batches")
    return made


def secret(opened: Opened) -> QLineEdit:
    field = opened.find("field.secret")
    assert isinstance(field, QLineEdit)
    return field


def button(opened: Opened) -> QPushButton:
    found = opened.find("do.sign")
    assert isinstance(found, QPushButton)
    return found


def texts(opened: Opened) -> str:
    sheet = opened.window.open_sheet
    assert sheet is not None
    return " | ".join(each.text() for each in sheet.findChildren(QLabel) if each.isVisible())


def test_the_second_person_signs_and_the_first_stays(opened: Opened) -> None:
    signed: list[Signed] = []
    ask_signature(opened.window.desk, request(), signed.append)
    shown = texts(opened)
    for part in ("I looked at it, compared it with this record, and they agree.", "It covers record 0001 0203 … 1E1F (SHA-256)", "Kim, Anna · Pharmacist"):
        assert part in shown
    assert not button(opened).isEnabled()
    opened.scan(opened.badge("PH2"))
    QTest.keyClicks(secret(opened), PIN)
    assert button(opened).isEnabled()
    QTest.keyClick(opened.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    (one,) = signed
    assert (one.proof.person, one.proof.factor) == ("PH2", Factor.PIN)
    assert (one.actor.person, one.actor.role, one.actor.workstation) == ("PH2", Role.VERIFIER, "BENCH-1")
    assert opened.window.open_sheet is None
    assert opened.window.desk.actor().person == "PH1"


def test_the_performer_is_refused_with_the_reason_and_the_time(opened: Opened) -> None:
    ask_signature(opened.window.desk, request(), lambda signed: None)
    opened.scan(opened.badge("PH1"))
    opened.find("sheet.sign")
    sheet = opened.window.open_sheet
    assert sheet is not None
    (line,) = sheet.findChildren(PastRefusal)
    said = " ".join(each.text() for each in line.findChildren(QLabel))
    assert "09:00:00 badge refused" in said
    assert not button(opened).isEnabled()
    combo = sheet.findChild(QComboBox, "field.signer")
    assert combo is not None
    assert not any("Kim, Anna" in combo.itemText(place) for place in range(combo.count()))


def test_who_has_no_role_for_it_is_told_which_is_asked(opened: Opened) -> None:
    ask_signature(opened.window.desk, request(roles=(Role.VERIFIER,)), lambda signed: None)
    opened.scan(opened.badge("QC1"))
    assert "Ivanova, Olga does not hold a role that may sign here" in texts(opened)


def test_a_wrong_pin_leaves_the_sheet_open_and_is_counted(opened: Opened) -> None:
    signed: list[Signed] = []
    ask_signature(opened.window.desk, request(), signed.append)
    opened.scan(opened.badge("PH2"))
    QTest.keyClicks(secret(opened), "000000")
    button(opened).click()
    QApplication.processEvents()
    assert (signed, secret(opened).text()) == ([], "")
    assert opened.room.one(Credential, "PH2").failures == 1
    QTest.keyClicks(secret(opened), PIN)
    QTest.keyClick(secret(opened), Qt.Key.Key_Return)
    assert len(signed) == 1


def test_release_asks_the_password_and_expects_who_is_signed_in(opened: Opened) -> None:
    opened.enter("RP1")
    signed: list[Signed] = []
    ask_signature(opened.window.desk, request(Meaning.CERTIFIED, (Role.RESPONSIBLE,)), signed.append)
    assert "Password" in texts(opened)
    assert secret(opened).hasFocus(), "the person is chosen already"
    QTest.keyClicks(secret(opened), PASSWORD)
    button(opened).click()
    QApplication.processEvents()
    assert (signed[0].proof.factor, signed[0].actor.person) == (Factor.PASSWORD, "RP1")


def test_it_may_be_left_without_signing(opened: Opened) -> None:
    signed: list[Signed] = []
    disagreed: list[bool] = []
    ask_signature(opened.window.desk, request(), signed.append, lambda: disagreed.append(True))
    QTest.keyClick(opened.window, Qt.Key.Key_Escape)
    assert opened.window.open_sheet is None
    ask_signature(opened.window.desk, request(), signed.append, lambda: disagreed.append(True))
    disagree = opened.find("do.disagree")
    assert isinstance(disagree, QPushButton)
    disagree.click()
    assert (signed, disagreed, opened.window.open_sheet) == ([], [True], None)


def test_nothing_is_cut_and_the_banner_stays(qtbot: QtBot, each_look: str, tmp_path: Path) -> None:
    made = open_window(tmp_path, screens=PROBES)
    qtbot.addWidget(made.window)
    made.window.show()
    made.enter("PH1")
    made.window.go("batches")
    ask_signature(made.window.desk, request(), lambda signed: None)
    made.scan(made.badge("PH1"))
    for _ in range(3):
        QApplication.processEvents()
    sheet = made.window.open_sheet
    assert sheet is not None
    assert clipped(sheet) == []
    assert unnamed(sheet) == []
    assert sheet.mapTo(made.window, sheet.rect().topLeft()).y() >= 96
    assert sheet.mapTo(made.window, sheet.rect().bottomLeft()).y() <= made.window.height()
