"""All parts of the kit on one page, with DEMO values: for the picture test and for whoever builds a screen."""
from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from ui.kit.button import Button, Confirm
from ui.kit.card import Card, two_lines
from ui.kit.chip import STATE_WORDS, Chip, critical_chip, second_person_chip
from ui.kit.choose import FilterButton, Segmented
from ui.kit.field import TextField
from ui.kit.gauge import Gauge, Range
from ui.kit.layout import box, col, row, spread
from ui.kit.notice import Notice
from ui.kit.number_field import NumberField
from ui.kit.ring import Ring
from ui.kit.scan_row import ScanRow
from ui.kit.small import EmptyState
from ui.kit.text import Text
from ui.kit.theme import look


def title(text: str, note: str = "") -> QWidget:
    return box(row(Text(text, "head"), Text(note, "small", "text3"), None))


def _left() -> QWidget:
    words = look.words
    keys = list(STATE_WORDS)
    chips = col(
        title("Chips", "icon + word + colour"),
        *(row(*[Chip(key) for key in keys[start : start + 3]], None) for start in (0, 3, 6)),
        row(critical_chip(words), second_person_chip(words), Chip("await", "4 days", small=True, icon="clock"), Chip("rejected", "late", small=True, solid=False), None),
    )  # fmt: skip
    blocked = Confirm("Confirm step", name="do.blocked")
    blocked.left(["scan diluent", "second person"])
    buttons = col(
        title("Buttons"),
        row(Button("Confirm step", "primary", "check"), Button("Back", icon="arrow-left"), Button("Report a problem", "warn", "alert-triangle"), None),
        row(Button("Start recall…", "danger", "hand-stop"), Button("Toolbar", icon="printer", tool=True), None),
        row(blocked, None),
    )
    good = NumberField("good", "Weight", unit="kg", raw="41.2", source="order, line Weight")
    bad = NumberField("bad", "Weight", unit="kg", raw="1,234")
    odd = NumberField("odd", "Weight", unit="kg", raw="46.8", judge=lambda value: ("warn", "14 % above the last one"))
    fields = col(
        title("Fields", "message under the field, never a pop-up"),
        spread((good, 1), (bad, 1), (odd, 1), gap=12),
        row(Segmented("view", (("graph", "Graph"), ("table", "Table"), ("both", "Both")), "both", label="View"), FilterButton("state", "State", (("a", "Open"),)), None),
        spread((TextField("name", "Name", text="A. Kim"), 1), gap=12),
    )
    return box(col(chips, buttons, fields, None, gap=16), width=520)


def _middle() -> QWidget:
    scans = col(
        title("Scan rows"),
        ScanRow("bag", "ok", "Empty bag, EVA 50 mL", "LOT 26K-0418", "Matched 09:18"),
        ScanRow("diluent", "wait", "Scan now", "Saline-albumin diluent", "waiting …"),
        ScanRow("wrong", "bad", "Scanned 09:19", "LOT 11F-0199", "Expired 18-Nov-2026"),
        ScanRow("label", "later", "Later", "Bag label", "after step 7"),
        gap=6,
    )
    notices = col(
        title("Refusals and notices"),
        Notice("stop", "This is the bag of another patient", read="COI-3K2P-90LM", rule="identity, every hand-off", go_on="put it back and scan COI-7Q4M-22K9"),
        Notice("decide", "Bag volume is outside 48 to 52 mL", rule="MFR-CART-003 v4, 7.2 (DEMO)", go_on="correct it, or give a reason and a supervisor’s badge"),
        Notice("info", "Balance BAL-07 is due for calibration in 3 days"),
    )
    return box(col(scans, notices, None, gap=16))


def _right() -> QWidget:
    within, above = Gauge(Range(Decimal(48), Decimal(52), "mL", Decimal(50))), Gauge(Range(Decimal(48), Decimal(52), "mL"))
    within.show_value(Decimal("50.4"))
    above.show_value(Decimal("53.2"), "warn")
    rings = Card(
        col(
            row(Ring(0.61, "18:19", "min left"), two_lines("Room-temperature time", "seal the bag by 09:39"), None, gap=14),
            row(Ring(0.2, "3", "days", state="await", size=54), two_lines("PV-0011 · ICANS grade 2", "assessment missing"), None, gap=14),
            within,
            above,
        )
    )
    empty = Card(spread((EmptyState("inbox", "Nothing waits for you", "New work appears here by itself."), 1), (EmptyState("flask", "No results yet", "Enter the first one.", button="Enter result", name="do.enter"), 1)))  # fmt: skip
    return box(col(title("Empty states"), empty, title("Time and range"), rings, None), width=340)


def gallery() -> QWidget:
    """The page. Its name is that of the window, so that it has its ground."""
    page = box(spread(_left(), (_middle(), 1), _right(), gap=28, edges=(28, 20, 28, 16)))
    page.setObjectName("window")
    return page
