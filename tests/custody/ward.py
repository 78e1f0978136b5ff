"""A bag of the probe formula that was handed out, and a ward that gives it."""
from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.batch.probe import Probe
from workbench.barcodes import own
from workbench.batch.actions.moving import decide
from workbench.batch.moves import Move
from workbench.batch.records import Bag
from workbench.custody.actions import Bedside, check_infusion, issue_bag, record_infusion
from workbench.custody.infusions import Given, given_in
from workbench.custody.records import Infusion
from workbench.documents.records import Document, DocumentKind
from workbench.kernel.values import Role
from workbench.people.records import Factor

WRISTBAND = str(own.Own(own.Kind.PATIENT, ("7041220",)))


class Ward(Probe):
    """The probe batch, provisionally released, its certificate printed and its first bag handed out at 10:00."""

    def __init__(self, folder: Path, *, certified: bool = True, handed: bool = True) -> None:
        super().__init__(folder)
        self.made()
        decide(self.batch, Move.REVIEW, "", **self.desk.signing("SU1"))
        decide(self.batch, Move.RELEASE_PROVISIONALLY, "", **self.desk.signing("RP1"))
        self.desk.later(hours=1)
        if certified:
            decision = self.dossier.decisions[-1].id
            mark = (self.desk.clock.at - timedelta(minutes=30), self.desk.zone, "PH1", decision)
            self.desk.put(Document("DC1", self.batch, DocumentKind.PROVISIONAL, "PC-1", "en", 1, b"%PDF", b"d" * 32, 1, *mark))
        if handed:
            issue_bag(self.bag.id, "Haematology 4B, nurse Rossi", **self.desk.doing("PH1"))
        self.desk.later(hours=1)

    @property
    def bag(self) -> Bag:
        """The first bag."""
        return self.dossier.bags[0]

    @property
    def code(self) -> str:
        """What its label carries."""
        return str(own.bag(self.dossier.batch, self.bag.number))

    def seen(self, **changed: Any) -> Bedside:
        """An infusion of ten minutes that ended just now, except for what is changed."""
        now = self.desk.clock.at
        given = f"{self.bag.volume.value:f} {self.bag.volume.unit}"
        usual: dict[str, Any] = {
            "bag_read": self.code, "patient_read": WRISTBAND, "begun": now - timedelta(minutes=10), "ended": now, "given": given, "whole": True, "remark": "",
        }  # fmt: skip
        return Bedside(**(usual | changed))

    def infuse(self, who: str = "WN1", **changed: Any) -> Infusion:
        """The bag given, as ``who`` enters it."""
        made = record_infusion(self.seen(**changed), **self.desk.doing(who)).changed[0]
        assert isinstance(made, Infusion)
        return made

    def check(self, infusion: Infusion, who: str = "MD1") -> None:
        """The second person's signature."""
        role = Role.PHYSICIAN if who == "MD1" else None
        check_infusion(infusion.id, **self.desk.signing(who, role, Factor.PIN))

    def given(self, infusion: Infusion) -> Given:
        """The infusion as it stands."""
        with self.desk.register.reading() as reader:
            return given_in(reader, infusion)

    def hour(self, hours: float) -> datetime:
        """So many hours before now."""
        return self.desk.clock.at - timedelta(hours=hours)
