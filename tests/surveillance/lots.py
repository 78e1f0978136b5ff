"""A small register: three bags of one lot were given and followed by CRS of grade 3; of the same lot a released batch lies in stock."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.batch.probe import STOCK
from tests.custody.ward import Ward
from workbench.batch.records import BagStatus
from workbench.cli.resources import Resources
from workbench.custody.records import Infusion
from workbench.kernel.values import Quantity
from workbench.orders.records import Patient
from workbench.stock.records import Lot, LotUse
from workbench.surveillance.analysis import Board, board_of
from workbench.surveillance.exposure import Exposure, exposure_of
from workbench.surveillance.monitors import plans_of
from workbench.surveillance.trail import Trail, trail_of
from workbench.vigilance.records import Graded, Reason

PLANS = {code: replace(each, doses=("mg",), lots="medicine") for code, each in plans_of(Resources().signals).items()}
"""The plans of the project, for the dose and the stock solution of the probe formula."""
NAMES = (("Berg", "Olav"), ("Costa", "Ines"), ("Ivanov", "Pyotr"))
REASON = Reason("grading.crs-fever", "ASTCT 2019, CRS", "", ())


class Lots(Ward):
    """``given``: what was given so far. The probe batch itself was released and not handed out."""

    def __init__(self, folder: Path, grades: tuple[int, ...] = (3, 4, 3)) -> None:
        super().__init__(folder, handed=False)
        self.like = self.dossier
        self.lot = next(each for each in self.desk.kept(Lot) if each.code == STOCK)
        for place, grade in enumerate(grades, 1):
            self.give(place, grade)

    def give(self, place: int, grade: int, patient: str = "") -> str:
        """One more patient (or ``patient`` again) was given a bag of the lot, and had CRS of this grade two days later."""
        family, given = NAMES[(place - 1) % len(NAMES)]
        desk, key = self.desk, f"X{place}"
        begun = desk.clock.at - timedelta(days=30 - place)
        batch, bag = self.like.batch, self.like.bags[0]
        order, who = self.like.order, patient or f"P{key}"
        new = replace(batch, id=f"PROBE-2026-9{place:03d}", number=900 + place, order=f"OR-{key}", patient=who, opened=begun)
        mark = (begun, desk.zone)
        if not patient:
            desk.put(Patient(f"P{key}", f"0048120{place:02d}", family, given, date(2012, 1, place % 28 + 1), "female", f"80000{place:02d}"))
        desk.put(
            replace(order, id=f"OR-{key}", patient=who, opened=begun, ward="Haematology 4B"),
            replace(self.like.ordered, id=f"OR-{key}.1", order=f"OR-{key}"),
            new,
            replace(bag, id=f"{key}-1", batch=new.id, number=1, of=1, status=BagStatus.ISSUED),
            LotUse(f"U{key}", self.lot.id, Quantity(bag.volume.value / 10, bag.volume.unit), *mark, "PH1", new.id, "draw", "1"),
            Infusion(f"IN{key}", new.id, f"{key}-1", who, begun, begun, bag.volume, True, "%1", "band", "", (), *mark, "WN1"),
            Graded(
                f"GR{key}", f"IN{key}", who, f"RO{key}", "crs", 1, begun + timedelta(days=2), desk.zone, grade, "CRS ASTCT 2019", "", (), (REASON,),
                begun + timedelta(days=2, hours=1), "WN1",
            ),
        )  # fmt: skip
        return f"IN{key}"

    @property
    def exposure(self) -> Exposure:
        """The infused bags as the register knows them."""
        with self.desk.register.reading() as reader:
            return exposure_of(reader, "PROBE", "medicine")

    @property
    def board(self) -> Board:
        """What the rules say of them now."""
        with self.desk.register.reading() as reader:
            return board_of(reader, "PROBE", PLANS, self.desk.clock.at)

    def trail(self, number: str) -> Trail:
        """A signal as it stands."""
        with self.desk.register.reading() as reader:
            return trail_of(reader, number)

