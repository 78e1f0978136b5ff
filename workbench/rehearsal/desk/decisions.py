"""Results, deviations, moves of the batch, papers and hand-over, by the desk hand."""

from __future__ import annotations

from typing import Any

from workbench.batch.actions.moving import decide, move_batch
from workbench.batch.actions.results import File, Subject, check_result, record_result
from workbench.batch.exceptions import exceptions
from workbench.batch.moves import Move
from workbench.batch.records import DecisionKind, ResultKind, TestResult
from workbench.custody.actions import issue_bag
from workbench.documents.actions import hand_over, print_document
from workbench.documents.records import DocumentKind
from workbench.dossier.dossier import Dossier
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion
from workbench.kernel.findings import Refused, stops
from workbench.labels.actions.printing import print_label
from workbench.labels.reckoning import TAG
from workbench.people.records import Meaning
from workbench.quality.actions import assess_deviation
from workbench.quality.records import Assessment, Deviation
from workbench.rehearsal import acts
from workbench.rehearsal.desk.common import Desk
from workbench.rehearsal.hands import Told
from workbench.stock.records import Lot

MOVES = {
    "pause": Move.PAUSE,
    "go_on": Move.GO_ON,
    "hold": Move.HOLD,
    "resume": Move.RESUME,
    "stop": Move.STOP,
    "reject": Move.REJECT,
    "cancel": Move.CANCEL,
}
MEANINGS = {
    Move.RESUME: Meaning.ASSESSED,
    Move.STOP: Meaning.STOPPED,
    Move.REJECT: Meaning.REJECTED,
    Move.CANCEL: Meaning.CANCELLED,
}
RELEASES = {
    "provisional": (Move.RELEASE_PROVISIONALLY, Meaning.RELEASED_PROVISIONALLY),
    "final": (Move.CERTIFY, Meaning.CERTIFIED),
}


class Deciding(Desk):
    """The acts of quality control, release and hand-over."""

    def assess_deviation(self, act: acts.AssessDeviation) -> Told:
        """Assesses the open deviation of a place; of a place that has none, the action says so."""
        with self.register.reading() as reader:
            held = reader.find(Deviation, {"batch": self.known.batch(act.batch)}, sort="id")
        number = next((each.id for each in held if each.where == act.where and each.decision is None), "")
        return assess_deviation(number, Assessment(act.decision), act.assessment, **self.signing(act, Meaning.ASSESSED)).findings

    def enter_result(self, act: acts.EnterResult) -> Told:
        """Enters a result; the second analyst, if there is one, checks it."""
        file = File(act.file.name, act.file.media, act.file.text.encode()) if act.file else None
        done = record_result(
            self._subject(act.batch, act.lot),
            act.test,
            act.value,
            kind=ResultKind(act.kind),
            day=act.day,
            why=act.why or None,
            file=file,
            **self.signing(act, Meaning.TESTED),
        )
        if act.second is None:
            return done.findings
        self.clock.set(act.second.at or act.at)
        result = next(each for each in done.changed if isinstance(each, TestResult))
        proof = self.proof(act.second.who, Meaning.CHECKED)
        checked = check_result(result.id, proof=proof, actor=self.actor(act.second.who, act.second.role), register=self.register, clock=self.clock)
        return (*done.findings, *checked.findings)

    def check_result(self, act: acts.CheckResult) -> Told:
        """Checks the latest result of a test."""
        where: dict[str, Any] = {"test": act.test} | ({"lot": self.known.lot(act.lot)} if act.lot else {"batch": self.known.batch(act.batch)})
        with self.register.reading() as reader:
            latest = reader.find(TestResult, where, sort="seq")[-1]
        return check_result(latest.id, **self.signing(act, Meaning.CHECKED)).findings

    def _subject(self, batch: str, lot: str) -> Subject:
        if not lot:
            return Subject(batch=self.known.batch(batch))
        with self.register.reading() as reader:
            material = reader.get(Lot, self.known.lot(lot)).material
            for each in self.case.formulas:
                version = self.known.version(each.code)
                if any(sample.of == material for sample in formula_of(reader.get(FormulaVersion, version).text).samples):
                    return Subject(lot=self.known.lot(lot), formula=version)
        return Subject(lot=self.known.lot(lot), formula=self.known.version(self.case.formulas[0].code))

    def move_batch(self, act: acts.MoveBatch) -> Told:
        """Pauses, goes on, holds; or, signed: resumes, stops, rejects, cancels."""
        move, batch = MOVES[act.name], self.known.batch(act.batch)
        if move not in MEANINGS:
            return move_batch(batch, move, act.reason, **self.doing(act)).findings
        return decide(batch, move, act.reason, **self.signing(act, MEANINGS[move])).findings

    def review(self, act: acts.Review) -> Told:
        """Opens every exception and signs."""
        opened = tuple(each.key for each in exceptions(self.dossier(act.batch)))
        batch = self.known.batch(act.batch)
        return decide(batch, Move.REVIEW, act.reason, opened=opened, **self.signing(act, Meaning.REVIEWED)).findings

    def release(self, act: acts.Release) -> Told:
        """Releases provisionally or finally."""
        move, meaning = RELEASES[act.kind]
        return decide(self.known.batch(act.batch), move, act.reason, **self.signing(act, meaning)).findings

    def print_paper(self, act: acts.PrintPaper) -> Told:
        """Prints the batch record, the certificate of the batch's present release, or the tag of a bag."""
        batch, dossier = self.known.batch(act.batch), self.dossier(act.batch)
        if act.paper == "tag":
            bag, supplies = self._bag_numbered(dossier, act.bag), self.supplies
            return print_label(
                batch, bag, TAG, act.why, dpi=supplies.dpi, press=self.press, **self.doing(act)
            ).findings
        return print_document(batch, paper_kind(act.paper, dossier), act.why, press=self.press, **self.doing(act)).findings

    def hand_over(self, act: acts.HandOver) -> Told:
        """Hands the latest print of a paper over."""
        dossier = self.dossier(act.batch)
        mine = [each for each in dossier.documents if each.kind is paper_kind(act.paper, dossier)]
        if not mine:
            raise Refused([stops("documents.no-decision", "papers of a batch", kind=act.paper, batch=dossier.batch.id)])
        return hand_over(mine[-1].id, act.holder, **self.doing(act)).findings

    def issue_bag(self, act: acts.IssueBag) -> Told:
        """Hands a bag out."""
        return issue_bag(self._bag_numbered(self.dossier(act.batch), act.bag), act.holder, **self.doing(act)).findings

    def _bag_numbered(self, dossier: Dossier, number: int | None) -> str:
        bag = next((each.id for each in dossier.bags if each.number == number), None)
        if bag is None:
            raise Refused([stops("labels.no-such-bag", "bags of a batch", bag=str(number), batch=dossier.batch.id)])
        return bag


def paper_kind(paper: str, dossier: Dossier) -> DocumentKind:
    """Which paper is meant: the certificate is the final one once the batch was certified, else the provisional one."""
    if paper == "record":
        return DocumentKind.BATCH_RECORD
    certified = any(each.kind is DecisionKind.FINAL for each in dossier.decisions)
    return DocumentKind.FINAL if certified else DocumentKind.PROVISIONAL
