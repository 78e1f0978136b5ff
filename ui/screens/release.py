"""Review and release of one batch: exceptions first, results beside their limits, what is missing and what lifts it, the decision signed."""
from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from ui.desk import BannerFacts, Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField
from ui.kit.layout import FLUSH, box, col, row, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.sign import SignRow
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.asking import AskSheet, reason_field
from ui.screens.release_assess import AssessSheet, CaseSheet
from ui.screens.release_cases import Case, Cases, everything_else
from ui.screens.release_decide import DecidePanel
from ui.screens.release_exceptions import ExceptionsPanel
from ui.screens.release_lapsed import undone
from ui.screens.release_moves import BUTTONS, NAMES, Against, against, expected, is_signed, roles_of, signature_roles
from ui.screens.release_opened import Opened
from ui.screens.release_papers import PapersPage
from ui.screens.release_results import ResultsTable
from ui.screens.release_signed import signing
from ui.screens.release_tag import bags_text
from ui.screens.release_tested import of_batch
from ui.screens.states import status_chip
from ui.steps.decisions import CAUSES
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.barcodes import own
from workbench.batch.actions.moving import SIGNED, decide, move_batch
from workbench.batch.content import covers, decision_of
from workbench.batch.exceptions import Exceptional, exceptions
from workbench.batch.moves import Move
from workbench.batch.progress import Progress, progress
from workbench.batch.records import DecisionKind
from workbench.batch.rules import hands, took_no_part
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, Refused
from workbench.kernel.values import Quantity, Stored
from workbench.people.digests import content_digest
from workbench.people.records import Factor
from workbench.people.rights import Act
from workbench.quality.actions import report_problem
from workbench.words.formats import patient_name

LEFT, RIGHT = 292, 296


class ReleaseScreen(Screen):
    """``desk.go("release", batch_id)``. ``against`` is what stands against the chosen decision for the person signed in."""

    place = "qc"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.dossier: Dossier | None = None
        self.stand: Progress | None = None
        self.against: Against | None = None
        self.opened = Opened(desk)
        self._found: tuple[Exceptional, ...] = ()
        self._build()

    # -------------------------------------------------------------------------------------------------- building
    def _build(self) -> None:
        words = look.words
        self.chip = Chip("await")
        self.papers = PapersPage(self.desk)
        self.work = Button(words("To the batch"), "ghost", "arrow-back-up", name="do.open-batch", tool=True, act=self._to_batch)
        self.head = PageHead("", right=(self.papers.record, self.papers.certificate, self.work), chips=(self.chip,))
        self.cases = ExceptionsPanel()
        self.cases.setFixedWidth(LEFT)
        self.cases.opened.connect(self._open_case)
        self.cases.assess.connect(self._assess)
        self.results = ResultsTable(self.desk)
        self.view = Segmented("view", (("results", words("Test results")), ("papers", words("Bags and papers"))), "results", label=words("Shows"), height=34)
        self.view.chosen.connect(lambda _code: self._turn())
        self._of = Text("", "small", "text2")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.results)
        self._pages.addWidget(self.papers)
        self.lapsed = Notice(name="notice.lapsed")
        middle = Card(col(box(row(self.view, None, self._of, gap=12, edges=(12, 10, 16, 6))), (self._pages, 1), gap=0), edges=(1, 0, 1, 0))
        self.decision = DecidePanel()
        self.decision.setFixedWidth(RIGHT)
        self.decision.chosen.connect(self._judge)
        self.decision.decided.connect(self._decide)
        body = spread(self.cases, (box(col(self.lapsed, self.papers.notice, (middle, 1), gap=10, edges=FLUSH)), 1), self.decision, gap=14)
        self.setLayout(col(self.head, (body, 1), gap=12, edges=PAGE))

    # -------------------------------------------------------------------------------------------------- what it shows
    @property
    def title(self) -> str:
        words = look.words
        return words("Release of batch {id}").format(id=self.dossier.batch.id) if self.dossier else words("QC & release")

    @property
    def patient(self) -> BannerFacts | None:
        if self.dossier is None:
            return None
        dossier, found = self.dossier, self.stand.values.get("weight") if self.stand else None
        weight = found if isinstance(found, Quantity) else None
        return BannerFacts(dossier.patient, weight, dossier.ordered.weighed_on, dossier.order.ward, dossier.order.planned)

    def enter(self, argument: object = None) -> None:
        """Opens the batch of this identifier."""
        if isinstance(argument, str):
            if self.dossier is None or self.dossier.batch.id != argument:
                self._forget()
            self._read(argument)
        self._show()

    def _forget(self) -> None:
        """Another batch: nothing of the one before stays."""
        self.decision.notice.clear()
        self.papers.notice.clear()
        self.decision.reason.show_text("")
        self.decision.choose(None)
        self.view.choose("results")
        self._turn()

    def refresh(self) -> None:
        if self.dossier is not None:
            self._read(self.dossier.batch.id)
            self._show()

    def _read(self, batch: str) -> None:
        with self.desk.register.reading() as reader:
            self.dossier = assemble(reader, batch)
        self.stand = progress(self.dossier)
        self._found = exceptions(self.dossier)
        self.opened.look_at(self.dossier)

    def _show(self) -> None:
        dossier, stand = self.dossier, self.stand
        if dossier is None or stand is None:
            return
        words = look.words
        product = dossier.formula.text[words.language]
        self.head.say(words("Batch {id}").format(id=dossier.batch.id), " · ".join((product, bags_text(dossier.bags, words), words("review by exception"))))
        status_chip(self.chip, dossier.batch.status, words)
        self._of.setText(words("Specification of {id}").format(id=dossier.version.id))
        self._show_cases()
        self.cases.show_checks(everything_else(dossier, stand, self.desk.actor(), self.desk.clock.now(), words, self.desk.zone))
        self.results.show_tested(of_batch(dossier))
        self.papers.show_dossier(dossier)
        self._show_lapsed(dossier)
        self.decision.offer(dossier)
        if self.decision.picked is None or not roles_of(dossier, self.decision.picked):
            self.decision.choose(expected(dossier))
        self._judge()

    def _show_cases(self) -> None:
        dossier, stand = self.dossier, self.stand
        if dossier is None or stand is None:
            return
        reading = Cases(dossier, stand, look.words, self.desk.zone)
        review = decision_of(dossier, DecisionKind.REVIEW)
        by = dossier.person(review.person).initials if review is not None else ""
        shown = [reading.case(each) for each in self._found]
        self.cases.show_cases(shown, self.opened.at, review.opened if review is not None else (), by, self.desk.zone)

    def _show_lapsed(self, dossier: Dossier) -> None:
        said = undone(dossier, look.words, self.desk.zone)
        words = look.words
        head = words("A correction or a failure has undone what was signed") if said else ""
        lines = col(*(Text(each, "note", wrap=True) for each in said), gap=3) if said else None
        self.lapsed.show_notice("decide", head, extra=lines)

    def _judge(self) -> None:
        """What stands against the decision that is chosen."""
        if self.dossier is None:
            return
        move, actor = self.decision.picked, self.desk.actor()
        self.against = None
        if move is not None:
            actor = self.desk.acting(*roles_of(self.dossier, move))
            self.against = against(self.dossier, move, self.opened.keys, actor, self.desk.clock.now())
        self.decision.show_against(self.dossier, self.against, self.desk.person.name if self.desk.person else "", self.desk.zone)

    def _turn(self) -> None:
        self._pages.setCurrentWidget(self.papers if self.view.code == "papers" else self.results)

    # -------------------------------------------------------------------------------------------------- exceptions
    def _case(self, key: str) -> Case | None:
        each = next((one for one in self._found if one.key == key), None)
        if each is None or self.dossier is None or self.stand is None:
            return None
        return Cases(self.dossier, self.stand, look.words, self.desk.zone).case(each)

    def _open_case(self, key: str) -> None:
        """Shows an exception; that it was opened is remembered at once."""
        case = self._case(key)
        if case is not None:
            self.opened.open(key)
            self._show_cases()
            self._judge()
            self.desk.sheet(CaseSheet(case, lambda: self._assess(key)))

    def _assess(self, key: str) -> None:
        case = self._case(key)
        if case is not None and case.deviation is not None:
            self.opened.open(key)
            self.desk.sheet(AssessSheet(self.desk, case))

    # -------------------------------------------------------------------------------------------------- deciding
    def _decide(self) -> None:
        move, dossier, words = self.decision.picked, self.dossier, look.words
        if move is None or dossier is None:
            return
        reason, opened, batch = self.decision.reason.text, self.opened.keys, dossier.batch.id
        if not is_signed(move):
            doing = self.desk.doing(*roles_of(dossier, move))
            self.desk.act(lambda: move_batch(batch, move, reason, **doing), self.decision.notice, lambda _done: self._decided(move))
            return

        def signed(given: Signed) -> None:
            act = lambda: decide(batch, move, reason, opened=opened, **signing(self.desk, given))  # noqa: E731 - one act, named where it is handed on
            self.desk.act(act, self.decision.notice, lambda _done: self._decided(move))

        request = SignatureRequest(
            title=words.marked(NAMES[move]),
            note=f"{words('Batch {id}').format(id=batch)} · {patient_name(dossier.patient)}",
            rows=self._rows(dossier, move, reason),
            meaning=SIGNED[move][1],
            digest=content_digest(_rests_on(dossier)),
            roles=roles_of(dossier, move),
            role_label=signature_roles(dossier, move, words),
            button=words.marked(BUTTONS[move]),
            factor=Factor.PASSWORD,
            excluded=self._apart(dossier, move),
        )
        ask_signature(self.desk, request, signed)

    def _apart(self, dossier: Dossier, move: Move) -> dict[str, Finding]:
        """Who took part and therefore neither reviews nor releases."""
        if move not in (Move.REVIEW, Move.RELEASE_PROVISIONALLY, Move.CERTIFY):
            return {}
        return {person: took_no_part(dossier, person)[0] for person in hands(dossier)}

    def _rows(self, dossier: Dossier, move: Move, reason: str) -> list[SignRow]:
        words = look.words
        rows = [SignRow(words("Product"), dossier.formula.text[words.language], dossier.version.id)]
        rows.append(SignRow(words("Bags"), bags_text(dossier.bags, words)))
        if move is Move.REVIEW:
            opened = words("{n} of {all} opened").format(n=sum(1 for each in self._found if each.key in self.opened.keys), all=len(self._found))
            rows.append(SignRow(words("Exceptions"), opened))
        open_lines = [each for each in of_batch(dossier).lines if each.missing]
        pending = ", ".join(each.test.text[words.language] for each in open_lines)
        rows.append(SignRow(words("Results to come"), pending or words("none")))
        if reason:
            rows.append(SignRow(words("Reason"), reason))
        return rows

    def _decided(self, move: Move) -> None:
        if move is Move.REVIEW:
            self.opened.forget()
        self.decision.reason.show_text("")
        self.decision.choose(None)
        self.desk.tell(look.words("Done: {what}").format(what=look.words.marked(NAMES[move])))
        self.refresh()

    # -------------------------------------------------------------------------------------------------- going on
    def _to_batch(self) -> None:
        if self.dossier is not None:
            self.desk.go("batch", self.dossier.batch.id)

    def scanned(self, code: bytes) -> bool:
        """A tag or label of this batch, scanned on its bag."""
        try:
            kind = own.read(code).kind
        except Refused:
            return False
        if self.dossier is None or kind not in (own.Kind.BAG, own.Kind.PAIR):
            return False
        self.papers.scanned_back(code)
        return True

    def confirm(self) -> None:
        if self.decision.go.isEnabled() and self.decision.go.isVisible():
            self.decision.go.click()

    def back(self) -> None:
        self.desk.go("qc")

    def report(self) -> None:
        """F8: a deviation about the batch as a whole."""
        dossier, words = self.dossier, look.words
        if dossier is None:
            return
        cause = ChoiceField("cause", words("Cause"), [(code, words.marked(text)) for code, text in CAUSES.items()])

        def done(sheet: AskSheet) -> bool:
            doing = in_right(self.desk, Act.REPORT_PROBLEM)
            return self.desk.act(lambda: report_problem(dossier.batch.id, sheet.value("cause"), sheet.value("reason"), **doing), sheet.notice) is not None

        self.desk.sheet(AskSheet("problem", words("Report a problem"), [cause, reason_field()], words("Open a deviation"), "do.send-problem", done))

    def retranslate(self) -> None:
        words = look.words
        self.work.setText(words("To the batch"))
        self.view.say((("results", words("Test results")), ("papers", words("Bags and papers"))), words("Shows"))
        for part in (self.cases, self.results, self.papers, self.decision):
            part.retranslate()
        self._show()


def _rests_on(dossier: Dossier) -> list[Stored]:
    """The facts that a decision taken now rests on."""
    facts: dict[str, Stored] = {each.id: each for each in dossier.entries}
    facts |= {each.id: each for each in dossier.calculations}
    facts |= {each.id: each for each in dossier.results}
    return [facts[key] for key in covers(dossier)]
