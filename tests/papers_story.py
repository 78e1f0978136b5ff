"""A batch of the probe formula in which something of every sort went otherwise than planned: what the tests of the papers read."""
from __future__ import annotations

from pathlib import Path

from tests.batch.probe import BAGS, STOCK, Probe
from tests.papers_factory import press
from workbench.barcodes.own import Kind, Own
from workbench.batch.actions.correcting import correct_entry
from workbench.batch.actions.moving import decide
from workbench.batch.actions.scanning import scan_in_step
from workbench.batch.actions.steps import Cause, sign_step_again
from workbench.batch.exceptions import exceptions
from workbench.batch.moves import Move
from workbench.batch.records import Bag, Entry, ResultKind
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.labels.actions.fates import dispose_label, scan_back
from workbench.labels.actions.printing import print_label
from workbench.labels.records import Fate, LabelEnd, LabelPrint
from workbench.people.records import Factor
from workbench.people.signing import SecondPerson
from workbench.quality.actions import assess_deviation
from workbench.quality.records import Assessment, Deviation


class Story(Probe):
    """The probe's batch with real labels, a wrong scan, a correction, a late entry, an alert and a deviation."""

    def begin(self) -> None:
        """Up to the first bag, with a late entry and a wrong scan."""
        self.start("check_order")
        self.desk.later(minutes=4)
        self.record("check_order", {})
        self.verify("check_order", {})
        self.start("scan")
        try:
            scan_in_step(self.batch, "scan", "", str(Own(Kind.LOT, ("999",))).encode(), **self.desk.doing("PH1"))
        except Refused:
            self.desk.later(minutes=1)
        self.scan("scan", STOCK)
        done = self.desk.clock.at
        self.desk.later(minutes=41)
        self.record("scan", {"room": "clean"}, done_at=done, why="both hands in the isolator; noted on the glove")
        self.start("plan")
        self.desk.later(minutes=2)
        self.record("plan", {})

    def bag(self, number: int, drawn: str, correct: str = "", cause: str = "") -> None:
        """One bag: filled, perhaps corrected or out of its limit, labelled by hand of the labels room."""
        key, desk = f"{number} piece", self.desk
        desk.later(minutes=3)
        self.start("draw", key)
        self.scan("draw", STOCK, key)
        self.scan("draw", BAGS, key)
        desk.later(minutes=5)
        causes = {"drawn": Cause("syringe sticks", cause)} if cause else {}
        self.record("draw", {"drawn": drawn}, key, causes=causes)
        if correct:
            desk.later(minutes=2)
            entry = [each for each in desk.kept(Entry, batch=self.batch) if each.field == "drawn"][-1]
            correct_entry(entry.id, correct, "digits swapped while typing; the balance print says so", **desk.doing("PH1"))
            sign_step_again(self.batch, "draw", key, **desk.signing("PH1", factor=Factor.PIN))
        desk.later(minutes=1)
        self.verify("draw", {"drawn": correct or drawn}, key)
        self.start("label_bag", key)
        bag = next(each for each in desk.kept(Bag, batch=self.batch) if each.round == key)
        for why in ("", "first one torn")[: 2 if number == 1 else 1]:
            print_label(self.batch, bag.id, "final-bag-100x60", why, dpi=300, press=press("en"), **desk.doing("PH1"))
        witness = SecondPerson(desk.actor("PH2", Role.VERIFIER), desk.proof("PH2", Factor.PIN))
        for end in desk.kept(LabelEnd, batch=self.batch) if number == 1 else ():
            dispose_label(self.batch, end.label, Fate.DESTROYED, "cut up, sharps bin", witness, **desk.doing("PH1"))
        label = desk.kept(LabelPrint, batch=self.batch)[-1]
        desk.later(minutes=1)
        scan_back(self.batch, label.identifier.encode(), **desk.doing("PH1"))
        self.record("label_bag", {}, key)
        self.verify("label_bag", {}, key)

    def tell(self) -> None:
        """The whole story up to the results."""
        self.begin()
        self.bag(1, "2.30", correct="2.50")
        self.bag(2, "2.90", cause="piston moved at the end; weighed twice")
        self.close()
        self.result("stock_ph", "6.5", lot="L1")
        self.result("content", "10.0")
        self.result("endotoxin", "0.1")
        self.result("sterility", "no_growth", kind=ResultKind.TO_DATE, day=5)

    def assess(self) -> None:
        """The supervisor assesses every deviation."""
        for each in self.desk.kept(Deviation, batch=self.batch):
            self.desk.later(minutes=5)
            assess_deviation(each.id, Assessment.CONTINUE, "dose within 10 % of the order", **self.desk.signing("SU1"))

    def release(self, move: Move, reason: str = "") -> None:
        """Review by the supervisor, then the release."""
        self.desk.later(minutes=9)
        opened = tuple(each.key for each in exceptions(self.dossier))
        decide(self.batch, Move.REVIEW, "", opened=opened, **self.desk.signing("SU2"))
        self.desk.later(minutes=9)
        decide(self.batch, move, reason, **self.desk.signing("RP1"))


def story(folder: Path) -> Story:
    """A story told up to its results."""
    told = Story(folder)
    told.tell()
    return told
