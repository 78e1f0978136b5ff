"""The frame of a page: its head, the side column that becomes a drawer, and what scrolls."""
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.clip import clipped
from ui.kit.button import Button
from ui.kit.card import Card, card_head, label_value
from ui.kit.chip import Chip
from ui.kit.layout import box, clear, col, row, scrolling
from ui.kit.notice import Notice
from ui.kit.page import PageHead, WithSide
from ui.kit.search import SearchBox
from ui.kit.text import Text


@pytest.fixture
def page(qtbot: QtBot, dressed: QApplication) -> WithSide:
    side = col(Card(col(card_head("Dose calculation"), label_value("Weight", "41.2 kg"))), None)
    made = WithSide(col(Text("main"), None), side, says="Details")
    qtbot.addWidget(made)
    made.resize(1246, 600)
    made.show()
    QApplication.processEvents()
    return made


def part(page: QWidget, text: str) -> QWidget:
    return next(each for each in page.findChildren(Text) if each.text() == text)


def test_the_side_column_becomes_a_drawer_and_a_column_again(page: WithSide) -> None:
    handle = page.findChild(QWidget, "do.drawer")
    assert handle is not None
    assert (page.drawn, handle.isVisible(), part(page, "41.2 kg").isVisible()) == (False, False, True)
    page.resize(1160, 600)
    QApplication.processEvents()
    assert (page.drawn, handle.isVisible(), part(page, "41.2 kg").isVisible()) == (True, True, False)
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert part(page, "41.2 kg").isVisible()
    assert clipped(page) == []
    assert handle.accessibleName() == "Details"
    page.resize(1300, 600)
    QApplication.processEvents()
    assert (page.drawn, handle.isVisible(), part(page, "41.2 kg").isVisible()) == (False, False, True)


def test_a_head_makes_room_for_its_search(qtbot: QtBot, dressed: QApplication) -> None:
    search = SearchBox("search", "Search or scan anything   Ctrl+K")
    head = PageHead("Today", "Saturday 21-Nov-2026", right=(search, Button("New order", icon="plus", tool=True)), chips=(Chip("draft"),), mark="DEMO DATA")
    qtbot.addWidget(head)
    head.resize(1246, head.sizeHint().height())
    head.show()
    QApplication.processEvents()
    assert clipped(head) == []
    head.say("Batch", "another", "")
    head.show_chips(())
    QApplication.processEvents()
    assert [each.text() for each in head.findChildren(Chip) if each.isVisible()] == []


def test_what_scrolls_is_as_high_as_its_texts_need(qtbot: QtBot, dressed: QApplication) -> None:
    notice = Notice("decide", "Bag volume is outside 48 to 52 mL", rule="DEMO", go_on="correct it, or give a reason and a supervisor’s badge " * 4)
    area = scrolling(col(notice, Text("a long explanation that wraps " * 20, wrap=True), None))
    qtbot.addWidget(area)
    area.resize(400, 700)
    area.show()
    for _ in range(3):
        QApplication.processEvents()
    assert area.verticalScrollBar().maximum() == 0
    assert clipped(area) == []
    area.resize(400, 200)
    for _ in range(3):
        QApplication.processEvents()
    assert area.verticalScrollBar().maximum() > 0
    assert clipped(area) == []


def test_a_layout_is_emptied_with_all_that_lies_in_it(qtbot: QtBot, dressed: QApplication) -> None:
    layout = col(Text("one"), row(Text("two"), None, 4, col(Text("three"))))
    page = box(layout)
    qtbot.addWidget(page)
    page.show()
    clear(layout)
    assert (layout.count(), [each for each in page.findChildren(Text) if each.isVisible()]) == (0, [])
