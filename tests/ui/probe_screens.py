"""Two small screens for tests of the window: one with a patient, one with several."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from ui.desk import BannerFacts, Desk, Screen
from ui.kit.field import TextField
from ui.kit.layout import col
from ui.kit.page import PAGE, PageHead
from ui.kit.theme import look
from workbench.kernel.values import Quantity
from workbench.orders.records import Allergies, Patient

ANNA = Patient("P1", "004812771", "Lebedeva", "Anna", date(2013, 3, 14), "female", "7442209", Allergies.KNOWN, "penicillins", "Ms")


class Probe(Screen):
    """Remembers what the window asked of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.heard: list[str] = []
        self.takes = b"%7-"
        self.head = PageHead(mark=desk.mark)
        self.note = TextField("note", "Note")
        self.setLayout(col(self.head, self.note, None, edges=PAGE))
        self.retranslate()

    def enter(self, argument: object = None) -> None:
        self.heard.append(f"enter {argument}")

    def refresh(self) -> None:
        self.heard.append("refresh")

    def leave(self) -> None:
        self.heard.append("leave")

    def scanned(self, code: bytes) -> bool:
        self.heard.append(f"scan {code.decode()}")
        return code.startswith(self.takes)

    def confirm(self) -> None:
        self.heard.append("confirm")

    def report(self) -> None:
        self.heard.append("report")

    def retranslate(self) -> None:
        self.head.say(look.words("Today") if self.place == "today" else look.words("Batches"), "", self.desk.mark)


class Many(Probe):
    """Several patients: no banner."""

    place = "today"

    @property
    def title(self) -> str:
        return look.words("Today")


class One(Probe):
    """One patient: her banner."""

    place = "batches"

    @property
    def title(self) -> str:
        return look.words("Batch {id}").format(id="CT-2026-0147")

    @property
    def patient(self) -> BannerFacts | None:
        return BannerFacts(
            ANNA, Quantity(Decimal("41.2"), "kg"), date(2026, 11, 19), "Haematology 4B", datetime(2026, 11, 21, 12, 0, tzinfo=UTC), more=(("Contact", "4711"),)
        )


PROBES: Mapping[str, Callable[[Desk], Screen]] = {"today": Many, "batches": One}
