"""Results, deviations, moves of the batch, papers and hand-over, through the window."""
from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.rehearsal.common import WindowPlay
from ui.rehearsal.finger import NotOffered
from ui.screens.release_enter import FilePick
from workbench.batch.exceptions import exceptions
from workbench.batch.moves import Move
from workbench.batch.records import DecisionKind
from workbench.documents.records import DocumentKind
from workbench.dossier.dossier import Dossier
from workbench.rehearsal import acts
from workbench.rehearsal.hands import Told

MOVES = {"hold": Move.HOLD, "resume": Move.RESUME, "stop": Move.STOP, "reject": Move.REJECT, "cancel": Move.CANCEL}
RELEASES = {"provisional": Move.RELEASE_PROVISIONALLY, "final": Move.CERTIFY}


class Deciding(WindowPlay):
    """The acts of quality control, release and hand-over."""

    # ------------------------------------------------------------------------------------------------ results
    def enter_result(self, act: acts.EnterResult) -> Told:
        """Enters a result; the second analyst signs the check in place."""
        left: acts.Act = act

        def touches() -> None:
            nonlocal left
            self._at_results(act, act.batch, act.lot)
            self.finger.row("results", act.test)
            self.finger.press("do.enter-result")
            self.finger.fill("test", act.test)
            self.finger.fill("kind", act.kind)
            if act.value:
                self.finger.fill("result", act.value)
            if act.day is not None:
                self.finger.fill("day", str(act.day))
            if act.why:
                self.finger.fill("why", act.why)
            self._raw_file(act.file)
            self.commit("do.enter-result-now", act.who)
            if act.second is not None:
                second = act.second
                left = acts.CheckResult(at=second.at or act.at, who=second.who, role=second.role, batch=act.batch, lot=act.lot, test=act.test)
                self.clock.set(left.at)
                self._check(act.test, second.who)

        return self.do(act, touches, asks=lambda: left)

    def check_result(self, act: acts.CheckResult) -> Told:
        """The check alone."""

        def touches() -> None:
            self._at_results(act, act.batch, act.lot)
            self._check(act.test, act.who)

        return self.do(act, touches)

    def _check(self, test: str, who: str) -> None:
        self.finger.row("results", test)
        self.finger.press("do.check-result")
        self.finger.fill("test", test)
        self.commit("do.check-result-now", who)

    def _raw_file(self, file: acts.File | None) -> None:
        if file is None:
            return
        path = self.files / file.name
        path.write_text(file.text, encoding="utf-8")
        place: QWidget | None = self.finger.find("field.file")
        while place is not None and not isinstance(place, FilePick):
            place = place.parentWidget()
        if place is None:
            raise NotOffered("field.file")
        place.take(path)
        self.finger.settle()

    def _at_results(self, act: acts.Act, batch: str, lot: str) -> None:
        if lot:
            self.as_person(act.who)
            self.go("qc")
            self.finger.row("qc", self.known.lot(lot), opened=True)
        else:
            self._at_release(act, batch)
            self.finger.fill("view", "results")

    def _at_release(self, act: acts.Act, batch: str) -> None:
        """By the list of what waits; a batch that waits for nothing is found on the register."""
        self.as_person(act.who)
        key = self.known.batch(batch)
        self.go("qc")
        try:
            self.finger.row("qc", key, opened=True)
        except NotOffered:
            self.go("register")
            self.finger.fill("kind", "batches")
            self.finger.row("register", key)
            self.finger.press("do.open-release")

    # ------------------------------------------------------------------------------------------------ deviations and moves
    def assess_deviation(self, act: acts.AssessDeviation) -> Told:
        """Assesses the open deviation of a place."""

        def touches() -> None:
            self._at_release(act, act.batch)
            found = [each for each in self.dossier(act.batch).deviations if each.where == act.where and each.decision is None]
            if not found:
                raise NotOffered(f"an open deviation of {act.where}")
            self.finger.row("exceptions", f"deviation:{found[0].id}")
            self.finger.press("do.assess-deviation")
            self.finger.fill("decision", act.decision)
            self.finger.fill("assessment", act.assessment)
            self.commit("do.assess-deviation-now", act.who)

        return self.do(act, touches)

    def move_batch(self, act: acts.MoveBatch) -> Told:
        """Pauses and goes on at the bench; everything else by decision."""
        if act.name in ("pause", "go_on"):
            return self._paused(act, act.name.replace("_", "-"))
        return self._decided(act, act.batch, MOVES[act.name], act.reason, "" if act.name == "hold" else act.who)

    def _paused(self, act: acts.MoveBatch, name: str) -> Told:
        def touches() -> None:
            self.as_person(act.who)
            self.go("batches")
            self.finger.row("batches", self.known.batch(act.batch), opened=True)
            self.finger.press(f"do.{name}")
            self.finger.fill("reason", act.reason)
            self.commit(f"do.{name}-now")

        return self.do(act, touches)

    def review(self, act: acts.Review) -> Told:
        """Opens every exception, then signs."""

        def touches() -> None:
            self._at_release(act, act.batch)
            for each in exceptions(self.dossier(act.batch)):
                self.finger.row("exceptions", each.key, opened=True)
                self.finger.press("do.close")
            self._decide(Move.REVIEW, act.reason, act.who)

        return self.do(act, touches)

    def release(self, act: acts.Release) -> Told:
        """Releases provisionally or finally."""
        return self._decided(act, act.batch, RELEASES[act.kind], act.reason, act.who)

    def _decided(self, act: acts.Act, batch: str, move: Move, reason: str, signer: str) -> Told:
        def touches() -> None:
            self._at_release(act, batch)
            self._decide(move, reason, signer)

        return self.do(act, touches)

    def _decide(self, move: Move, reason: str, signer: str) -> None:
        self.finger.fill("decision", move.value)
        if reason:
            self.finger.fill("reason", reason)
        self.commit("do.decide", signer)

    # ------------------------------------------------------------------------------------------------ papers and bags
    def print_paper(self, act: acts.PrintPaper) -> Told:
        """Prints record, certificate or tag."""

        def touches() -> None:
            self._at_release(act, act.batch)
            if act.paper == "tag":
                self._tag(act)
            else:
                self._paper(act)

        return self.do(act, touches)

    def _paper(self, act: acts.PrintPaper) -> None:
        button = f"do.print-{act.paper}"
        if act.paper != "certificate" or not act.why:
            self.commit(button)
            return
        self.finger.press(button)
        self.finger.fill("why", act.why)
        self.commit("do.print-certificate-now")

    def _tag(self, act: acts.PrintPaper) -> None:
        self.finger.fill("view", "papers")
        self.finger.press("do.print-tag")
        self.finger.fill("bag", self._bag(self.dossier(act.batch), act.bag))
        if act.why:
            self.finger.fill("why", act.why)
        self.commit("do.print-tag-now")

    def hand_over(self, act: acts.HandOver) -> Told:
        """Hands the latest print of a paper over."""

        def touches() -> None:
            self._at_release(act, act.batch)
            self.finger.fill("view", "papers")
            self.finger.press("do.hand-over")
            self.finger.fill("document", self._document(self.dossier(act.batch), act.paper))
            self.finger.fill("holder", act.holder)
            self.commit("do.hand-over-now")

        return self.do(act, touches)

    def issue_bag(self, act: acts.IssueBag) -> Told:
        """Hands a bag out."""

        def touches() -> None:
            self._at_release(act, act.batch)
            self.finger.fill("view", "papers")
            self.finger.press("do.issue-bag")
            self.finger.fill("bag", self._bag(self.dossier(act.batch), act.bag))
            self.finger.fill("holder", act.holder)
            self.commit("do.issue-bag-now")

        return self.do(act, touches)

    def _bag(self, dossier: Dossier, number: int | None) -> str:
        found = next((each.id for each in dossier.bags if each.number == number), None)
        if found is None:
            raise NotOffered(f"bag {number}")
        return found

    def _document(self, dossier: Dossier, paper: str) -> str:
        certified = any(each.kind is DecisionKind.FINAL for each in dossier.decisions)
        certificate = DocumentKind.FINAL if certified else DocumentKind.PROVISIONAL
        kind = DocumentKind.BATCH_RECORD if paper == "record" else certificate
        mine = [each.id for each in dossier.documents if each.kind is kind]
        if not mine:
            raise NotOffered(f"a printed {kind.value}")
        return mine[-1]
