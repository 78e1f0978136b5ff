"""Steps of a batch, by the desk hand."""

from __future__ import annotations

from workbench.batch.actions.correcting import correct_entry
from workbench.batch.actions.opening import open_batch
from workbench.batch.actions.results import File, attach_file
from workbench.batch.actions.scanning import scan_in_step
from workbench.batch.actions.steps import Cause, dispute_step, record_step, sign_step_again, start_step, take_over_step, verify_step
from workbench.batch.progress import TurnState, bags_of, current_entries, state_of
from workbench.batch.records import Attachment, Bag, Reading
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Step
from workbench.kernel.findings import Finding, Refused, stops
from workbench.labels.actions.fates import dispose_label, scan_back, spoil_label
from workbench.labels.actions.printing import print_label
from workbench.labels.reckoning import LabelState, Life, lives
from workbench.labels.records import Fate
from workbench.people.records import Meaning
from workbench.people.signing import SecondPerson
from workbench.quality.actions import report_problem
from workbench.rehearsal import acts
from workbench.rehearsal.desk.common import Desk
from workbench.rehearsal.hands import Told


class AtTheBench(Desk):
    """The acts on steps."""

    def open_batch(self, act: acts.OpenBatch) -> Told:
        """Opens a batch for an order."""
        return open_batch(self.known.order(act.order), regimes=self.supplies.regimes, **self.doing(act)).findings

    def work_step(self, act: acts.WorkStep) -> Told:
        """Starts, scans, labels, types, signs; then the second person."""
        batch = self.known.batch(act.batch)
        found: list[Told] = []
        dossier = self.dossier(act.batch)
        if not self._in_hand(act, dossier):
            found.append(start_step(batch, act.step, act.round, **self.doing(act)).findings)
        for scan in act.scan:
            raw = self.known.scanned(scan)
            found.append(scan_in_step(batch, act.step, act.round, raw, **self.doing(act)).findings)
        self.clock.set(act.at)
        step = dossier.formula.step(act.step)
        found.append(self._labels(act, step))
        typed = {**act.enter, **{name: self._attached(act, file) for name, file in act.attach.items()}}
        causes = {name: Cause(each.cause, each.reason) for name, each in act.causes.items()}
        proof = self.proof(act.who, Meaning.PERFORMED) if step.critical else None
        done = record_step(batch, act.step, act.round, typed, proof=proof, causes=causes, done_at=act.done_at, why=act.why or None, **self.doing(act))
        found.append(done.findings)
        if act.second:
            found.append(self._second(act, act.second))
        return tuple(each for group in found for each in group)

    def verify_step(self, act: acts.VerifyStep) -> Told:
        """The second person alone."""
        batch = self.known.batch(act.batch)
        return verify_step(batch, act.step, act.round, act.readings, **self.signing(act, Meaning.VERIFIED)).findings

    def scan_in_step(self, act: acts.ScanInStep) -> Told:
        """One scan."""
        batch = self.known.batch(act.batch)
        return scan_in_step(batch, act.step, act.round, self.known.scanned(act.scan), **self.doing(act)).findings

    def take_over(self, act: acts.TakeOver) -> Told:
        """Takes a step over."""
        return take_over_step(self.known.batch(act.batch), act.step, act.round, act.reason, **self.doing(act)).findings

    def dispute_step(self, act: acts.DisputeStep) -> Told:
        """The second person does not agree."""
        return dispute_step(self.known.batch(act.batch), act.step, act.round, act.reason, **self.doing(act)).findings

    def sign_again(self, act: acts.SignAgain) -> Told:
        """Signs a corrected step again; then the second person."""
        batch = self.known.batch(act.batch)
        told = sign_step_again(batch, act.step, act.round, **self.signing(act, Meaning.PERFORMED)).findings
        return (*told, *self._second(act, act.second)) if act.second else told

    def correct_entry(self, act: acts.CorrectEntry) -> Told:
        """Corrects the performer's value of a field."""
        mine = [
            each
            for each in current_entries(self.dossier(act.batch))
            if (each.step, each.round, each.field, each.reading) == (act.step, act.round, act.field, Reading.FIRST)
        ]
        if not mine:
            raise Refused([stops("rehearsal.no-such-entry", "batch record", where=act.field)])
        return correct_entry(mine[0].id, act.value, act.why, **self.doing(act)).findings

    def report_problem(self, act: acts.ReportProblem) -> Told:
        """Opens a deviation."""
        batch = self.known.batch(act.batch)
        return report_problem(batch, act.cause, act.reason, step=act.step, round_=act.round, **self.doing(act)).findings

    def _second(self, act: acts.OnStep, second: acts.Second) -> Told:
        self.clock.set(second.at or act.at)
        return verify_step(
            self.known.batch(act.batch),
            act.step,
            act.round,
            second.readings,
            proof=self.proof(second.who, Meaning.VERIFIED),
            actor=self.actor(second.who, second.role),
            register=self.register,
            clock=self.clock,
        ).findings

    def _attached(self, act: acts.OnStep, file: acts.File) -> str:
        kept = attach_file(self.known.batch(act.batch), File(file.name, file.media, file.text.encode()), **self.doing(act))
        return next(each.id for each in kept.changed if isinstance(each, Attachment))

    def _in_hand(self, act: acts.OnStep, dossier: Dossier) -> bool:
        marks = tuple(each for each in dossier.marks if (each.step, each.round) == (act.step, act.round))
        return any(each.name == act.step for each in dossier.formula.steps) and (state_of(dossier.formula.step(act.step), marks) is TurnState.STARTED)

    def print_label(self, act: acts.PrintLabel) -> Told:
        """Prints the label of this round's bag."""
        told = () if self._in_hand(act, self.dossier(act.batch)) else start_step(self.known.batch(act.batch), act.step, act.round, **self.doing(act)).findings
        return (*told, *self._printed(act, self._bag(act), act.profile, act.why))

    def spoil_label(self, act: acts.SpoilLabel) -> Told:
        """Writes off the last label of this profile."""
        dossier = self.dossier(act.batch)
        mine = [each.label for each in lives(dossier, self._bag(act)) if each.label.profile == act.profile]
        return spoil_label(dossier.batch.id, mine[-1].id if mine else "", act.why, **self.doing(act)).findings

    def destroy_label(self, act: acts.DestroyLabel) -> Told:
        """Destroys the last ended label of this profile before a witness."""
        dossier = self.dossier(act.batch)
        mine = [each for each in lives(dossier, self._bag(act)) if each.label.profile == act.profile]
        ended = [each.label.id for each in mine if each.state is LabelState.ENDED] or [each.label.id for each in mine] or [""]
        witness = SecondPerson(self.actor(act.witness), self.proof(act.witness, Meaning.WITNESSED))
        return dispose_label(dossier.batch.id, ended[-1], Fate.DESTROYED, act.how, witness, **self.doing(act)).findings

    def _labels(self, act: acts.WorkStep, step: Step) -> Told:
        """Prints what a label step still asks for, and scans back what is not on its bag yet."""
        told: list[Finding] = []
        for family in step.labels:
            bag = self._bag(act)
            if not any(each.label.profile.startswith(family) for each in self._waiting(act, bag)):
                told += self._printed(act, bag, act.print.get(family, self._usual(family)), "")
            for life in self._waiting(act, bag):
                if life.label.profile.startswith(family):
                    raw = life.label.identifier.encode()
                    told += scan_back(self.known.batch(act.batch), raw, life.label.id, **self.doing(act)).findings
        return tuple(told)

    def _waiting(self, act: acts.OnStep, bag: Bag) -> tuple[Life, ...]:
        return tuple(each for each in lives(self.dossier(act.batch), bag) if each.waits and not each.tag)

    def _printed(self, act: acts.OnStep, bag: Bag, profile: str, why: str) -> Told:
        batch, supplies = self.known.batch(act.batch), self.supplies
        made = print_label(batch, bag.id, profile, why, dpi=supplies.dpi, press=self.press, **self.doing(act))
        return made.findings

    def _usual(self, family: str) -> str:
        """The largest label of a family."""
        sizes = [each for each in self.profiles.values() if each.name.startswith(family)]
        return max(sizes, key=lambda each: each.width * each.height).name if sizes else family

    def _bag(self, act: acts.OnStep) -> Bag:
        """The bag that this round has filled: of the same stage, for a formula may repeat two stages."""
        dossier = self.dossier(act.batch)
        mine = bags_of(dossier, dossier.formula.step(act.step).stage, act.round)
        if not mine:
            raise Refused([stops("labels.no-such-bag", "master formula", bag=act.round, batch=dossier.batch.id)])
        return mine[0]
