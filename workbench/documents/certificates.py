"""The provisional release certificate, with what is still pending, and the final certificate. Pure functions, as the batch record."""
from __future__ import annotations

from workbench.batch.progress import progress
from workbench.batch.records import Decision, DecisionKind
from workbench.documents import notices
from workbench.documents.blocks import Block, Cell, Chip, Column, Content, Setter, Signed
from workbench.documents.flow import Flow
from workbench.documents.frame import Printing, banner, framed
from workbench.documents.marks import Face
from workbench.documents.painting import About, printed
from workbench.documents.passages import BAG_KINDS, Passages
from workbench.documents.press import Press
from workbench.documents.records import DocumentKind
from workbench.documents.summary import Summary
from workbench.documents.tables import Table, table
from workbench.dossier.dossier import Dossier
from workbench.formula.records import TestStage
from workbench.kernel.findings import Refused, stops
from workbench.people.records import Signature
from workbench.words.formats import date_text

SOURCE = "two-step release (workflow 0.2)"
PAPERS = {DocumentKind.PROVISIONAL: 2, DocumentKind.FINAL: 3}
"""The digit of each certificate in page symbols."""
BEFORE = (TestStage.IPC, TestStage.GATING)
ALL = (*BEFORE, TestStage.RECORD)


def provisional_certificate(dossier: Dossier, press: Press, printing: Printing) -> bytes:
    """That the batch may be given before all results are known: which are pending, until when, and what happens if one fails.

    Refused: ``documents.no-decision`` where no provisional release stands.
    """
    return _Certificate(dossier, press, printing, DocumentKind.PROVISIONAL).printed()


def final_certificate(dossier: Dossier, press: Press, printing: Printing) -> bytes:
    """That the batch meets its whole specification. Refused: ``documents.no-decision`` where no final release stands."""
    return _Certificate(dossier, press, printing, DocumentKind.FINAL).printed()


class _Certificate:
    def __init__(self, dossier: Dossier, press: Press, printing: Printing, kind: DocumentKind) -> None:
        self.dossier, self.press, self.printing, self.kind = dossier, press, printing, kind
        self.words, self.set, self.say = press.words, Setter(press), Passages(dossier, press.words)
        self.stand = progress(dossier)
        self.summary = Summary(self.say, self.set, self.stand)
        wanted = DecisionKind.PROVISIONAL if kind is DocumentKind.PROVISIONAL else DecisionKind.FINAL
        decision = self.say.latest(wanted)
        if decision is None:
            raise Refused((stops("documents.no-decision", SOURCE, kind=kind.value, batch=dossier.batch.id),))
        self.decision: Decision = decision

    @property
    def name(self) -> str:
        """What this certificate is called."""
        words = self.words
        return words("Provisional release certificate") if self.kind is DocumentKind.PROVISIONAL else words("Final certificate")

    def printed(self) -> bytes:
        """The PDF."""
        words, dossier = self.words, self.dossier
        held = banner(dossier, self.set, self.printing.at.date())
        flow = Flow(self.set, held.top)
        flow.put(self._title(), self._facts())
        flow.table(self._bags()[1], (self._bags()[0],))
        self._results(flow)
        exceptions = self.summary.exceptions(None)
        if exceptions:
            flow.table(exceptions[1], (self.set.heading(words("Exceptions considered in this decision")),))
        if self.decision.reason:
            flow.put(self.set.notice(words("Reason of the decision"), [self.decision.reason], typed=True))
        if self.printing.copy > 1 and self.printing.reason:
            flow.put(self.set.notice(words("Why this copy was printed"), [self.printing.reason], typed=True))
        frames = self.set.signatures(self._signatures())
        flow.put(self.set.heading(words("Signatures")), frames[0])
        for each in frames[1:]:
            flow.put(each)
        number, digest = dossier.head
        form = words("Form {form} · journal entry {n}, SHA-256 {digest}").format(form=dossier.version.id, n=number, digest=digest.hex().upper())
        pages = framed(dossier, self.set, flow.pages, held, self.name, PAPERS[self.kind], form, self.printing)
        about = About(f"{self.name} {self.printing.number}", dossier.batch.id, dossier.site.name, self.printing.at)
        return printed(pages, about, self.press)

    def _title(self) -> Block:
        words = self.words
        if self.kind is DocumentKind.FINAL:
            text = words("Every result of the specification is known, checked by two people and complies.")
            return self.set.title(self.name, text, Chip(words("RELEASED")))
        n = len(self.decision.pending)
        pending = words.plural("{n} result is pending; the final certificate follows.", "{n} results are pending; the final certificate follows.", n)
        text = f"{words('This batch may be given before all results are known.')} {pending.format(n=n)}"
        return self.set.title(self.name, text, Chip(words("PROVISIONAL"), solid=True))

    def _facts(self) -> Block:
        words, formula = self.words, self.say.formula
        language = words.language
        expiry = min((each.expiry for each in self.dossier.bags), default=None)
        return self.set.facts([
            (words("Product"), formula.text[language]),
            (words("Batch"), self.dossier.batch.id),
            (words("Master formula"), f"{formula.code} v{formula.version}"),
            (words("Use before"), self.say.moment(expiry, offset=True) if expiry else "–"),
        ])  # fmt: skip

    def _bags(self) -> tuple[Block, Table]:
        words, say = self.words, self.say
        rows: list[list[Content]] = [
            [
                words("{n} of {of}").format(n=each.number, of=each.of), words.marked(BAG_KINDS.get(each.kind, each.kind)),
                Cell(say.value(None, each.dose), bold=True), say.value(None, each.volume), say.moment(each.expiry, offset=True),
            ]
            for each in self.dossier.bags
        ]  # fmt: skip
        columns = (
            Column(words("Bag"), 22, face=Face.BOLD), Column(words("Kind"), 24), Column(words("Dose"), 56), Column(words("Volume"), 28),
            Column(words("Expires"), 50),
        )  # fmt: skip
        return self.set.heading(words("Bags")), table(self.set, columns, rows)

    def _results(self, flow: Flow) -> None:
        words = self.words
        provisional = self.kind is DocumentKind.PROVISIONAL
        heading = words("Results that allow the release") if provisional else words("Results")
        found = self.summary.results(BEFORE if provisional else ALL, heading, "")
        if found:
            flow.table(found[1], (found[0],))
        if not provisional:
            return
        pending = self._pending()
        if pending:
            flow.table(pending, (self.set.heading(words("Results still pending"), words("not tested is not passed")),))
        text = words(
            "The treating physician is told at once by telephone and in writing, bags not yet given are held, the risk is evaluated and the "
            "case is recorded. This certificate is then superseded, and everybody who holds it is told."
        )
        flow.put(self.set.notice(words("If a pending result fails"), [text]))

    def _pending(self) -> Table | None:
        """Every test that was pending at the decision, what is known of it today, and the day it is promised for."""
        words, say = self.words, self.say
        lines = {each.test.name: each for each in self.say.lines}
        rows: list[list[Content]] = []
        for each in self.decision.pending:
            line = lines.get(each.test)
            state = f"○ {say.result(line)}" if line else "○"
            if line and line.verdict.value in ("complies", "fails"):
                state = f"{say.verdict(line)}: {say.result(line)}"
            method = line.test.method_in(words.language) if line else ""
            rows.append([say.name(each.test), Cell(state, typed=True), Cell(method, typed=True), Cell(date_text(each.due, words), bold=True)])
        columns = (Column(words("Test"), 58), Column(words("State today"), 52), Column(words("Method"), 40), Column(words("Due"), 30))
        return table(self.set, columns, rows) if rows else None

    def _signatures(self) -> list[Signed]:
        """The review and the release; on a provisional certificate the physician's receipt, on screen, at hand-over."""
        found: list[Signature] = []
        review = self.say.latest(DecisionKind.REVIEW)
        for decision in (review, self.decision):
            if decision:
                found += [each for each in self.dossier.signatures if each.kind == "decision" and each.subject == decision.id]
        frames = [notices.signed(self.say, each) for each in found]
        if self.kind is DocumentKind.PROVISIONAL:
            words = self.words
            sentence = words("I have read the pending results and accept the bag.")
            frames.append(Signed(words("Received"), sentence, words("Treating physician"), "", pending=words("signs at issue")))
        return frames
