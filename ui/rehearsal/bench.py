"""Steps of a batch, through the window."""
from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ui.rehearsal.common import WindowPlay
from ui.rehearsal.finger import NotOffered
from ui.steps.fields import FileEditor
from workbench.batch.progress import Turn, TurnState, bags_of
from workbench.batch.records import Reading, ScanFact
from workbench.formula.records import Step
from workbench.labels.reckoning import LabelState, Life, lives
from workbench.labels.records import Fate
from workbench.rehearsal import acts
from workbench.rehearsal.hands import Told


class AtTheBench(WindowPlay):
    """The acts on steps."""

    def open_batch(self, act: acts.OpenBatch) -> Told:
        """From the order."""

        def touches() -> None:
            self.as_person(act.who)
            self.go("orders")
            self.finger.row("orders", self.known.order(act.order), opened=True)
            self.commit("do.open-batch")

        return self.do(act, touches)

    def work_step(self, act: acts.WorkStep) -> Told:
        """Start, scans, labels, values, signature; then the second person in place."""

        left: acts.Act = replace(act, scan=(), print={})

        def touches() -> None:
            nonlocal left
            turn = self._at_step(act)
            if turn is None or turn.state is not TurnState.STARTED:
                self.commit("do.start-step")
            for scan in act.scan:
                self._scan(act, self.known.scanned(scan))
            self.clock.set(act.at)
            step = self._step(act)
            self._labels(act, step)
            self._enter(act, step)
            if act.enter:
                self.keep(act, "-typed")
            self.commit("do.confirm-step", act.who if step.critical else "")
            if act.second is not None:
                left = verifying(act, act.second)
                self.clock.set(act.second.at or act.at)
                self._second(act, act.second.who, dict(act.second.readings))

        return self.do(act, touches, asks=lambda: left)

    def verify_step(self, act: acts.VerifyStep) -> Told:
        """The second person alone."""

        def touches() -> None:
            self._at_step(act)
            self._second(act, act.who, dict(act.readings))

        return self.do(act, touches)

    def scan_in_step(self, act: acts.ScanInStep) -> Told:
        """One scan."""

        def touches() -> None:
            self._at_step(act)
            self._scan(act, self.known.scanned(act.scan))

        return self.do(act, touches)

    def take_over(self, act: acts.TakeOver) -> Told:
        """Takes a step over."""
        return self._with_reason(act, act.reason, "do.take-over", "do.take-over-now")

    def dispute_step(self, act: acts.DisputeStep) -> Told:
        """The second person does not agree."""
        return self._with_reason(act, act.reason, "do.dispute-step", "do.dispute-now")

    def sign_again(self, act: acts.SignAgain) -> Told:
        """The performer, then the second person, sign what a corrected step says now."""

        left: acts.Act = act

        def touches() -> None:
            nonlocal left
            self._at_step(act)
            self.commit("do.sign-again", act.who)
            if act.second is not None:
                left = verifying(act, act.second)
                self.clock.set(act.second.at or act.at)
                self._at_step(act)
                self._second(act, act.second.who, dict(act.second.readings))

        return self.do(act, touches, asks=lambda: left)

    def correct_entry(self, act: acts.CorrectEntry) -> Told:
        """Corrects a value of a done step."""

        def touches() -> None:
            self._at_step(act)
            self.finger.press("do.correct")
            self.finger.fill("correct", self._entry(act))
            self.finger.fill("value", act.value)
            self.finger.fill("why", act.why)
            self.commit("do.correct-now")

        return self.do(act, touches)

    def report_problem(self, act: acts.ReportProblem) -> Told:
        """Opens a deviation."""

        def touches() -> None:
            self._at_step(act)
            self.finger.press("do.report-problem")
            self.finger.fill("cause", act.cause)
            self.finger.fill("reason", act.reason)
            self.commit("do.send-problem")

        return self.do(act, touches)

    def print_label(self, act: acts.PrintLabel) -> Told:
        """Prints the label of this round."""

        def touches() -> None:
            turn = self._at_step(act)
            if turn is None or turn.state is not TurnState.STARTED:
                self.commit("do.start-step")
            self._print(self._family(act, act.profile), act.profile, act.why)

        return self.do(act, touches)

    def spoil_label(self, act: acts.SpoilLabel) -> Told:
        """Writes off the label of this round."""

        def touches() -> None:
            self._at_step(act)
            family = self._family(act, act.profile)
            self.finger.fill(f"why.{family}", act.why)
            self.commit(f"do.spoil-label.{family}")

        return self.do(act, touches)

    def destroy_label(self, act: acts.DestroyLabel) -> Told:
        """Accounts for the paper of a void label of this round, before a witness."""

        def touches() -> None:
            self._at_step(act)
            about = [each.label for each in self._mine(act, self._family(act, act.profile)) if each.state is LabelState.ENDED]
            self.finger.press(f"do.dispose-label.{about[-1].id if about else ''}")
            self.finger.fill("fate", Fate.DESTROYED.value)
            self.finger.fill("fate_why", act.how)
            self.commit("do.dispose-now", act.witness)

        return self.do(act, touches)

    # ------------------------------------------------------------------------------------------------ the step in hand
    def _at_step(self, act: acts.OnStep) -> Turn | None:
        """Signed in, at the batch, with this step on the screen."""
        dossier = self.dossier(act.batch)
        self.as_person(act.who)
        self.go("batches")
        self.finger.row("batches", dossier.batch.id, opened=True)
        place, turn, count = self.turn(dossier, act.step, act.round)
        if place >= 0:
            self.finger.step(place, count)
        return turn

    def _step(self, act: acts.OnStep) -> Step:
        return self.dossier(act.batch).formula.step(act.step)

    def _scan(self, act: acts.OnStep, raw: bytes) -> None:
        before = self.head()
        self.finger.scan(raw)
        with self.register.reading() as reader:
            last = reader.find(ScanFact, {"batch": self.known.batch(act.batch)}, sort="-seq", limit=1)
        if self.head() == before or not last or last[0].raw != raw or not last[0].accepted:
            raise NotOffered(f"the scan {raw.decode(errors='replace')}")

    def _enter(self, act: acts.WorkStep, step: Step) -> None:
        kinds = {each.name: each.kind for each in step.fields}
        for name, raw in act.enter.items():
            self.finger.fill(name, self.typed(kinds.get(name, ""), raw))
        for name, file in act.attach.items():
            self._attach(name, file)
        for name, cause in act.causes.items():
            self.finger.fill(f"cause.{name}", cause.cause)
            self.finger.fill(f"reason.{name}", cause.reason)
        if act.done_at is not None:
            if self.finger.seen("do.late-entry") is not None:
                self.finger.press("do.late-entry")
            self.finger.fill("done_at", self.moment(act.done_at))
            self.finger.fill("late_why", act.why)

    def _attach(self, name: str, file: acts.File) -> None:
        """The file lies on the disk, as one that an instrument has left; the window's dialog for choosing it is the system's own."""
        path = self.files / file.name
        path.write_text(file.text, encoding="utf-8")
        editor: QWidget | None = self.finger.find(f"field.{name}")
        while editor is not None and not isinstance(editor, FileEditor):
            editor = editor.parentWidget()
        if editor is None:
            raise NotOffered(f"field.{name}")
        editor.take(path)
        self.finger.settle()

    def _second(self, act: acts.OnStep, who: str, readings: dict[str, str]) -> None:
        for name, raw in readings.items():
            self.finger.fill(f"second.{name}", raw)
        self.commit("do.verify-step", who)

    def _with_reason(self, act: acts.OnStep, reason: str, button: str, now: str) -> Told:
        def touches() -> None:
            self._at_step(act)
            self.finger.press(button)
            self.finger.fill("reason", reason)
            self.commit(now)

        return self.do(act, touches)

    def _entry(self, act: acts.CorrectEntry) -> str:
        dossier = self.dossier(act.batch)
        gone = {each.supersedes for each in dossier.entries}
        mine = [each for each in dossier.entries if (each.step, each.round, each.field, each.reading) == (act.step, act.round, act.field, Reading.FIRST)]
        return next((each.id for each in mine if each.id not in gone), "")

    # ------------------------------------------------------------------------------------------------ labels
    def _labels(self, act: acts.WorkStep, step: Step) -> None:
        """Prints what is still to print, and scans back what is not on its bag yet."""
        for family in step.labels:
            if not self._waiting(act, family):
                self._print(family, act.print.get(family, ""), "")
            for life in self._waiting(act, family):
                before = self.head()
                self.finger.scan(life.label.identifier.encode())
                if self.head() == before:
                    raise NotOffered(f"the scan of label {life.label.identifier}")

    def _print(self, family: str, profile: str, why: str) -> None:
        if profile:
            self.finger.fill(f"profile.{family}", profile)
        if why:
            self.finger.fill(f"why.{family}", why)
        self.commit(f"do.print-label.{family}")

    def _waiting(self, act: acts.OnStep, family: str) -> tuple[Life, ...]:
        return tuple(each for each in self._mine(act, family) if each.waits)

    def _mine(self, act: acts.OnStep, family: str) -> tuple[Life, ...]:
        dossier = self.dossier(act.batch)
        bags = bags_of(dossier, dossier.formula.step(act.step).stage, act.round)
        mine = lives(dossier, bags[0]) if bags else ()
        return tuple(each for each in mine if each.label.profile.startswith(family))

    def _family(self, act: acts.OnStep, profile: str) -> str:
        return next((each for each in self._step(act).labels if profile.startswith(each)), profile)


def verifying(act: acts.OnStep, second: acts.Second) -> acts.VerifyStep:
    """The second person's part of an act by itself."""
    return acts.VerifyStep(
        at=second.at or act.at, who=second.who, role=second.role, batch=act.batch, step=act.step, round=act.round, readings=second.readings
    )
