"""The parts of the kit: they say what they show, to the eye and to a screen reader, and nothing is cut off."""
from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.clip import clipped
from tests.ui.conftest import RESOURCES
from tests.ui.gallery import gallery
from ui.kit.button import Button, Confirm, icon_button
from ui.kit.chip import Chip
from ui.kit.choose import FilterButton, Radios, Segmented, Tick
from ui.kit.field import ChoiceField, NoteField, PasswordField, TextField
from ui.kit.gauge import Gauge, Range, end_text
from ui.kit.layout import box, col, row
from ui.kit.moment_field import DateField, MomentField
from ui.kit.notice import Notice
from ui.kit.number_field import NumberField
from ui.kit.ring import Ring
from ui.kit.scan_row import ScanRow
from ui.kit.search import SearchBox
from ui.kit.steps import StepBar, StepItem, StepList
from ui.kit.text import Text
from ui.kit.theme import look
from workbench.kernel.findings import Severity, Unavailable, finding, stops
from workbench.words.translation import ENGLISH, load_words


def unnamed(window: QWidget) -> list[str]:
    """Widgets that the keyboard stops at and a screen reader has no name for. The list that drops down has its field's."""
    stops_at = [
        each
        for each in window.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(each, QScrollArea | QListView)
    ]
    return [f"{type(each).__name__} {each.objectName()}" for each in stops_at if not (each.accessibleName() or getattr(each, "text", lambda: "")())]


def test_the_gallery_is_whole_in_every_look(qtbot: QtBot, each_look: str) -> None:
    page = gallery()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    QApplication.processEvents()
    assert clipped(page) == []
    assert unnamed(page) == []


def test_what_is_touched_in_work_is_large_enough(qtbot: QtBot, dressed: QApplication) -> None:
    work, tool, icon = Button("Confirm", "primary", "check"), Button("Print", tool=True), icon_button("zoom-in", "Larger")
    field, number = TextField("a", "A", size="work"), NumberField("b", "B", size="main")
    page = box(col(work, tool, icon, field, number))
    qtbot.addWidget(page)
    page.show()
    assert (work.height(), tool.height(), icon.height(), icon.width()) == (48, 40, 40, 40)
    assert (field.control.height(), number.control.height()) == (48, 56)
    look.show(gloves=True)
    QApplication.processEvents()
    assert (work.height(), field.control.height()) == (64, 64)


def test_a_blocked_act_says_what_is_left(qtbot: QtBot, dressed: QApplication) -> None:
    confirm = Confirm("Confirm step", name="do.confirm")
    qtbot.addWidget(confirm)
    confirm.show()
    pressed: list[bool] = []
    confirm.pressed.connect(lambda: pressed.append(True))
    confirm.left(["scan diluent", "second person"])
    confirm.press()
    assert (confirm.button.isEnabled(), pressed) == (False, [])
    assert confirm.button.accessibleDescription() == "scan diluent · second person"
    confirm.left([])
    confirm.press()
    assert pressed == [True]


def test_what_is_left_is_said_in_two_lines_and_the_act_keeps_its_width(qtbot: QtBot, dressed: QApplication) -> None:
    confirm = Confirm("Confirm step", name="do.confirm")
    page = box(row(None, (confirm, 50)))
    qtbot.addWidget(page)
    confirm.left([f"scan reagent number {n}" for n in range(1, 9)])
    for width in (420, 560):
        page.setFixedWidth(width)
        page.show()
        QApplication.processEvents()
        said = confirm.findChildren(QLabel)[1]
        assert said.text().startswith("scan reagent number 1")
        assert said.text().endswith(" more")
        assert said.height() <= 2 * said.fontMetrics().lineSpacing() + 2
        assert confirm.button.width() >= confirm.button.sizeHint().width()
    assert "number 8" in confirm.button.accessibleDescription()


@pytest.mark.parametrize(
    ("raw", "value", "tone"),
    [
        ("50.4", "50.4", ""), ("50,4", "50.4", ""), ("0", "0", ""), ("-3", "-3", ""), (" 7 ", "7", ""),
        ("1,234", None, "error"), ("1.234,5", None, "error"), ("1e3", None, "error"), ("", None, ""), ("abc", None, "error"), ("inf", None, "error"),
        ("NaN", None, "error"), ("٣", None, "error"), ("5 mL", None, "error"), ("1/2", None, "error"), ("--4", None, "error"),
    ],
)  # fmt: skip
def test_numbers_are_read_or_refused_never_guessed(qtbot: QtBot, dressed: QApplication, raw: str, value: str | None, tone: str) -> None:
    field = NumberField("volume", "Bag volume", unit="mL")
    qtbot.addWidget(field)
    field.show()
    field.edit.insert(raw)
    assert field.value == (Decimal(value) if value is not None else None)
    assert field.tone == tone
    assert bool(field.message) == (tone == "error")
    assert field.raw == raw.strip()


def test_a_number_is_judged_on_every_change(qtbot: QtBot, dressed: QApplication) -> None:
    gauge = Gauge(Range(Decimal(48), Decimal(52), "mL"))
    field = NumberField("volume", "Bag volume", unit="mL", gauge=gauge, judge=lambda value: ("ok", "") if 48 <= value <= 52 else ("warn", "outside 48 to 52 mL"))
    qtbot.addWidget(field)
    seen: list[str] = []
    field.changed.connect(lambda: seen.append(field.raw))
    QTest.keyClicks(field.edit, "53")
    assert (field.tone, field.message) == ("warn", "outside 48 to 52 mL")
    assert gauge.said == "53\u00a0mL, above"
    assert field.control.accessibleName() == "Bag volume, mL"
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    QTest.keyClick(field.edit, "0")
    assert (field.tone, gauge.said) == ("ok", "50\u00a0mL ✓")
    assert seen == ["5", "53", "5", "50"]


def test_a_gauge_says_in_words_what_it_draws(dressed: QApplication) -> None:
    gauge = Gauge(Range(Decimal(48), Decimal(52), "mL", Decimal(50)))
    gauge.show_value(Decimal("47.1"), "error")
    assert gauge.accessibleDescription() == "48 … 52 mL; 47.1\u00a0mL, below"
    gauge.show_value(None)
    assert gauge.accessibleDescription() == "48 … 52 mL; "
    one_sided = Gauge(Range(Decimal(70), None, "%"))
    one_sided.show_value(Decimal(78))
    assert one_sided.said == "78\u00a0% ✓"


def test_a_field_says_its_source_its_fault_and_its_source_again(qtbot: QtBot, dressed: QApplication) -> None:
    field = TextField("ward", "Ward", source="order, line Ward")
    qtbot.addWidget(field)
    assert (field.message, field.control.objectName(), field.control.accessibleName()) == ("order, line Ward", "field.ward", "Ward")
    field.say("error", "No such ward")
    assert (field.tone, field.message, field.control.accessibleDescription()) == ("error", "No such ward", "No such ward")
    QTest.keyClicks(field.edit, "4B")
    assert (field.tone, field.message, field.text) == ("", "order, line Ward", "4B")


def test_fields_tell_a_persons_changes_and_no_others(qtbot: QtBot, dressed: QApplication) -> None:
    text, note, choice = TextField("a", "A"), NoteField("b", "B"), ChoiceField("c", "C", (("x", "Ex"), ("y", "Why")))
    told: list[str] = []
    for each in (text, note, choice):
        qtbot.addWidget(each)
        each.changed.connect(lambda name=each.name: told.append(name))
    text.show_text("one")
    note.show_text("two")
    choice.choose("y")
    assert (text.text, note.text, choice.code, told) == ("one", "two", "y", [])
    QTest.keyClicks(text.edit, "!")
    QTest.keyClicks(note.edit, "!")
    choice.show()
    choice.combo.setFocus()
    QTest.keyClick(choice.combo, Qt.Key.Key_Up)
    assert (choice.code, told) == ("x", ["a", "b", "c"])


def test_a_choice_begins_with_nothing_chosen_and_keeps_its_choice(dressed: QApplication) -> None:
    choice = ChoiceField("c", "C", (("x", "Ex"), ("y", "Why")))
    assert choice.code == ""
    choice.choose("y")
    choice.offer((("y", "Warum"), ("z", "Zet")))
    assert (choice.code, choice.combo.currentText()) == ("y", "Warum")
    choice.offer((("z", "Zet"),))
    assert choice.code == ""


def test_a_password_is_not_shown(dressed: QApplication) -> None:
    field = PasswordField("pin", "PIN")
    QTest.keyClicks(field.edit, "27 18")
    assert (field.text, field.edit.echoMode()) == ("27 18", QLineEdit.EchoMode.Password)
    assert "27" not in field.edit.displayText()
    field.wipe()
    assert field.text == ""


def test_days_and_moments_are_echoed(qtbot: QtBot, dressed: QApplication) -> None:
    day, moment = DateField("day", "Day"), MomentField("at", "At", zone="Europe/Moscow")
    for each in (day, moment):
        qtbot.addWidget(each)
    QTest.keyClicks(day.edit, "19.11.2026")
    QTest.keyClicks(moment.edit, "19 nov 2026 9:05")
    assert (day.tone, day.message) == ("ok", "Thursday 19-Nov-2026")
    assert moment.message.replace("\u00a0", " ") == "Thursday 19-Nov-2026 09:05 (UTC+3)"
    day.edit.editingFinished.emit()
    assert day.text == "19-Nov-2026"
    QTest.keyClicks(day.edit, "/")
    assert (day.value, day.tone) == (None, "error")


def test_a_field_keeps_its_value_in_another_language(qtbot: QtBot, dressed: QApplication) -> None:
    day, number, choice = DateField("day", "Day", value=date(2026, 11, 19)), NumberField("n", "N", raw="1,234"), ChoiceField("c", "C", (("x", "Ex"),))
    confirm = Confirm("Go", name="do.go")
    confirm.left(["this"])
    page = box(col(day, number, choice, Chip("await"), confirm))
    qtbot.addWidget(page)
    page.show()
    before = number.message
    look.show(words=load_words(RESOURCES / "locale", "ru"))
    assert (day.text, day.value, day.message) == ("19-ноя-2026", date(2026, 11, 19), "Четверг 19-ноя-2026")
    assert number.message != before
    assert choice.combo.placeholderText() == "Выберите …"
    assert "Осталось" in texts(confirm)
    assert page.findChildren(Chip)[0].accessibleName() == "Ждёт проверки"


def test_one_of_a_few_is_chosen_and_what_is_not_allowed_stays_in_sight(qtbot: QtBot, dressed: QApplication) -> None:
    segments = Segmented("theme", (("light", "Light"), ("dark", "Dark")), "light", label="Theme")
    radios = Radios("decision", (("go", "Release", "now"), ("no", "Reject", "with a reason")))
    for each in (segments, radios):
        qtbot.addWidget(each)
        each.show()
    told: list[str] = []
    segments.chosen.connect(told.append)
    radios.chosen.connect(told.append)
    QTest.mouseClick(segments.findChild(QWidget, "field.theme.dark"), Qt.MouseButton.LeftButton)
    radios.allow("go", False, "only when nothing is missing")
    QTest.mouseClick(radios.findChild(QWidget, "field.decision.go"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(radios.findChild(QWidget, "field.decision.no"), Qt.MouseButton.LeftButton)
    assert (segments.code, radios.code, told) == ("dark", "no", ["dark", "no"])
    assert any(each.text() == "only when nothing is missing" for each in radios.findChildren(QLabel))
    assert unnamed(segments) + unnamed(radios) == []


def test_a_tick_takes_the_space_bar(qtbot: QtBot, dressed: QApplication) -> None:
    tick = Tick("read", "I have read it", "version 3")
    qtbot.addWidget(tick)
    tick.show()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert tick.isChecked()
    assert tick.accessibleName() == "I have read it"


def test_a_filter_is_cleared_by_pressing_it_again(qtbot: QtBot, dressed: QApplication) -> None:
    button = FilterButton("state", "State", (("held", "On hold"),))
    qtbot.addWidget(button)
    told: list[str] = []
    button.chosen.connect(told.append)
    button._choose("held")
    assert (button.code, button.accessibleName()) == ("held", "State: On hold")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (button.code, told) == ("", ["held", ""])


def test_a_search_begins_shortly_after_the_last_key(qtbot: QtBot, dressed: QApplication) -> None:
    search = SearchBox("search", "Search")
    qtbot.addWidget(search)
    told: list[str] = []
    search.searched.connect(told.append)
    with qtbot.waitSignal(search.searched):
        QTest.keyClicks(search, "leb")
    assert told == ["leb"]
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert told == ["leb", "leb"]


def test_a_chip_says_its_word_in_the_language_of_the_screen(each_look: str) -> None:
    chip = Chip("await")
    assert chip.text == {"en": "Awaiting check", "ru": "Ждёт проверки"}[each_look[-2:]]
    assert chip.accessibleName() == chip.text


def test_painted_parts_tell_a_screen_reader_what_they_show(dressed: QApplication) -> None:
    row, ring, bar = ScanRow("bag", "wait", "Scan now", "Diluent", "waiting"), Ring(0.5, "18:19", "min left"), StepBar(("Patient", "Dose"), 1)
    row.show_state("ok", "Diluent", "LOT 11F", "matched 09:21")
    assert (row.accessibleName(), row.accessibleDescription()) == ("Diluent: LOT 11F", "matched 09:21")
    ring.show_left(0.1, "2:00", "min left", "await")
    assert (ring.accessibleName(), bar.accessibleName()) == ("2:00 min left", "Step 2 of 2: Dose")


def test_a_list_of_steps_wraps_tells_and_is_walked_by_keys(qtbot: QtBot, dressed: QApplication) -> None:
    steps = StepList()
    qtbot.addWidget(steps)
    steps.resize(222, 400)
    steps.show_steps((StepItem("Thaw", "done", "08:51 AK"), StepItem("Formulate and fill the infusion bag of the patient", "now", "Critical"), StepItem("Seal", "todo")))
    steps.show()
    assert steps.height() == 3 * 42 + 17 + 6
    assert "2 Formulate and fill the infusion bag of the patient, now" in steps.accessibleDescription()
    told: list[int] = []
    steps.chosen.connect(told.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(steps, key)
    assert told == [2, 0]


def texts(part: QWidget) -> list[str]:
    return [each.text() for each in part.findChildren(QLabel) if each.text()]


def test_a_notice_says_what_read_rule_and_what_lifts_it(qtbot: QtBot, dressed: QApplication) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.findings(
        [finding("window.no-person", Severity.TELLS, "21 CFR 11"), stops("words.no-such-day", "NHS CUI", raw="31-Feb-2026")], read="31.02.2026"
    )
    assert (notice.tier, notice.what) == ("stop", "There is no day 31-Feb-2026")
    assert texts(notice)[:7] == ["There is no day 31-Feb-2026", "Read", "31.02.2026", "Rule", "NHS CUI", "Go on", "Write a day that is in the calendar"]
    notice.unavailable(Unavailable("drafts.unwritable", "No space left"))
    assert notice.tier == "decide"
    assert "No space left" in texts(notice)
    notice.clear()
    assert (notice.isHidden(), texts(notice)) == (True, [])


def test_text_that_looks_like_markup_is_shown_as_it_is(dressed: QApplication) -> None:
    assert Text("<b>1</b>").textFormat() == Qt.TextFormat.PlainText


def test_the_clip_test_can_fail(qtbot: QtBot, dressed: QApplication) -> None:
    label, field = Text("A sentence that needs its room", "body"), TextField("a", "A", text="a value that is far too long for it", width=90)
    label.setFixedWidth(60)
    button = Button("Confirm this step")
    button.setFixedWidth(60)
    field.control.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page = box(col(label, field, button))
    qtbot.addWidget(page)
    page.show()
    assert len(clipped(page)) == 3


def test_the_search_for_overlaps_can_fail(qtbot: QtBot, dressed: QApplication) -> None:
    page = box(col(Button("One"), Button("Two"), Button("Three")))
    qtbot.addWidget(page)
    page.setFixedHeight(120)
    page.show()
    assert "lies on" in " ".join(clipped(page))


def test_the_search_for_names_can_fail(qtbot: QtBot, dressed: QApplication) -> None:
    page = box(col(QLineEdit()))
    qtbot.addWidget(page)
    assert unnamed(page) == ["QLineEdit "]


@pytest.mark.parametrize(
    ("end", "low", "shown"),
    [("3.638600835404774180037661", True, "3.6387"), ("4.447178798828057", False, "4.4471"), ("48", True, "48"), ("12345.678", False, "12 345"), ("0.9", True, "0.9")],
)
def test_a_calculated_limit_is_shown_in_few_figures_and_never_wider(end: str, low: bool, shown: str) -> None:
    assert end_text(Decimal(end), low, ENGLISH).replace("\u202f", " ").replace("\u2009", " ") == shown
