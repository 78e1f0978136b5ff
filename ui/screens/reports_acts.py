"""Acts about one report: new information, what was sent, a physician's assessment, closing and nullifying by quality."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ui.desk import Desk
from ui.kit.field import ChoiceField, Field, NoteField, TextField
from ui.kit.moment_field import MomentField
from ui.kit.notice import Notice
from ui.kit.sign import SignRow
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.asking import AskSheet, reason_field
from ui.screens.bedside import BAG, BAND, Codes
from ui.screens.release_signed import signing
from ui.screens.reports_assess import AssessSheet
from ui.screens.reports_reading import ANSWERS, CATEGORIES, OUTCOMES, QUESTIONS, SERIOUS, calendar, clock_name, due_text
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.kernel.findings import stops
from workbench.people.digests import content_digest
from workbench.people.records import Meaning
from workbench.people.rights import Act, roles_for
from workbench.scanners.entering import ByHand
from workbench.vigilance.actions.reporting import Judged, News, assess_causality, close_report, follow_up, nullify_report, send_report
from workbench.vigilance.naming import Pointed
from workbench.vigilance.records import Outcome
from workbench.vigilance.reporting import Case
from workbench.vigilance.rules import REPORTS
from workbench.words.names import role_name

WIDE = 540


def ask_news(desk: Desk, case: Case) -> None:
    """New information; what was not known may be filled in, and one of the six answers may be another one now."""
    words = look.words
    said = NoteField("said", words("What is new"))
    weights = [("yes", words("yes, significant: the clocks start again")), ("no", words("no"))]
    weight = ChoiceField("significant", words("Does it change the picture?"), weights, width=WIDE)
    at = MomentField("received", words("Heard of at"), zone=desk.zone, value=desk.clock.now())
    outcome = ChoiceField("outcome", words("Outcome now"), [(each.value, words.marked(text)) for each, text in OUTCOMES.items()], chosen=case.outcome.value)
    options = [
        (f"{place}{code}", f"{words.marked(question)} {words.marked(text)}")
        for place, question in enumerate(QUESTIONS) for code, text in ANSWERS.items() if code != case.answers[place]
    ]  # fmt: skip
    other = ChoiceField("other", words("An answer that is another one now"), options, width=WIDE)
    codes = Codes(desk, lambda: None)
    absent = {BAG: case.report.bag is None, BAND: case.report.patient is None}
    more: list[Field] = [field for name, field in codes.fields.items() if absent[name]]
    if more:
        more.append(codes.why)
    if not case.report.product:
        more.append(TextField("product", words("Product, as far as it is known"), longest=200))

    def act(sheet: AskSheet) -> bool:
        place, answers = sheet.value("other"), ""
        if place:
            answers = case.answers[: int(place[0])] + place[1] + case.answers[int(place[0]) + 1 :]
        ended = Outcome(sheet.value("outcome") or case.outcome.value)
        product = sheet.value("product") if "product" in sheet.fields else ""

        def enter(hands: Mapping[str, ByHand]) -> None:
            bag, patient = (Pointed(hand=hands[name]) if name in hands else Pointed(field.text) for name, field in codes.fields.items())
            news = News(
                sheet.value("said"), sheet.value("significant") == "yes", at.value, answers, None if ended is case.outcome else ended, bag, patient, product
            )
            doing = in_right(desk, Act.REPORT_EVENT)
            if desk.act(lambda: follow_up(case.report.id, news, calendar(desk), **doing), sheet.notice) is not None:
                sheet.close_sheet()

        codes.hands(words("New information"), Act.VERIFY_STEP, enter)
        return False

    fields = [said, weight, *more, at, outcome, other]
    note = words("What was reported stays as it was; the news stand beside it.")
    optional = {"outcome", "other", *(each.name for each in more)}
    sheet = NewsSheet("news", words("New information"), fields, words("Keep it"), "do.news-now", act, note, optional=optional)
    sheet.codes = codes
    desk.sheet(sheet)


class NewsSheet(AskSheet):
    """New information: a scan fills what was not known."""

    codes: Codes

    def scanned(self, code: bytes) -> bool:
        name = self.codes.scanned(code, self.notice)
        if name and name not in self.fields:
            self.codes.show(name, "")
        return True


def ask_sent(desk: Desk, case: Case) -> None:
    """What a clock asks for went out: to whom, and when."""
    words = look.words
    clocks = case.open_clocks
    known = calendar(desk)
    said = words("{clock}, due {until}")
    options = [
        (each.id, said.format(clock=clock_name(each, known, words, whole=False), until=due_text(each, desk.zone, words))) for each in clocks
    ]
    which = ChoiceField("clock", words("For which clock"), options, chosen=clocks[0].id if clocks else "", width=WIDE)
    receiver = TextField("receiver", words("Sent to"), longest=200)
    at = MomentField("sent", words("When"), zone=desk.zone, value=desk.clock.now())

    def act(sheet: AskSheet) -> bool:
        when = at.value
        if when is None:
            return False
        doing = in_right(desk, Act.SEND_REPORT)
        return desk.act(lambda: send_report(sheet.value("clock"), sheet.value("receiver"), when, **doing), sheet.notice) is not None

    desk.sheet(AskSheet("sent", words("Record what was sent"), [which, receiver, at], words("Record"), "do.sent-now", act))


def ask_assessment(desk: Desk, case: Case, notice: Notice) -> None:
    """A physician says how product and reaction hang together, and signs."""
    desk.sheet(AssessSheet(desk, case, lambda judged: _sign_assessment(desk, case, judged, notice)))


def _sign_assessment(desk: Desk, case: Case, judged: Judged, notice: Notice) -> None:
    words = look.words
    rows = [*_rows(case), SignRow(words("Relation"), words.marked(CATEGORIES[judged.category])), SignRow(words("Why"), judged.why)]
    rows += [SignRow(words("Why another category than the one that follows"), judged.otherwise)] if judged.otherwise else []
    sentence = words("I assessed the relation between product and reaction as written here.")
    _ask(desk, case, Act.ASSESS_REPORT, Meaning.ASSESSED, _Words(words("Sign the assessment"), words("Sign"), sentence), rows,
         lambda given: desk.act(lambda: assess_causality(case.report.id, judged, **signing(desk, given)), notice), apart=False)  # fmt: skip


def ask_close(desk: Desk, case: Case, notice: Notice) -> None:
    """Quality closes the report, and signs."""
    words = look.words
    sentence = words("I checked that the report is complete, assessed and sent, and close it.")
    _ask(desk, case, Act.CLOSE_REPORT, Meaning.CHECKED, _Words(words("Close the report"), words("Sign and close"), sentence), _rows(case),
         lambda given: desk.act(lambda: close_report(case.report.id, **signing(desk, given)), notice))  # fmt: skip


def ask_nullify(desk: Desk, case: Case, notice: Notice) -> None:
    """Quality takes the report back, with the reason, and signs."""
    words = look.words

    def act(sheet: AskSheet) -> bool:
        why = sheet.value("reason")
        sentence = words("I nullify this report for the reason given. It stays in the register.")
        says, rows = _Words(words("Nullify the report"), words("Sign and nullify"), sentence), [*_rows(case), SignRow(words("Reason"), why)]
        _ask(desk, case, Act.CLOSE_REPORT, Meaning.WITHDRAWN, says, rows,
             lambda given: desk.act(lambda: nullify_report(case.report.id, why, **signing(desk, given)), notice))  # fmt: skip
        return True

    note = words("For a repeat, name the report that stays. Nothing is deleted; the clocks of this one end.")
    desk.sheet(AskSheet("nullify", words("Nullify the report"), [reason_field()], words("Go on to sign"), "do.nullify-now", act, note))


def _rows(case: Case) -> list[SignRow]:
    words = look.words
    grave = words.marked(SERIOUS[case.serious])
    return [SignRow(words("Report"), case.report.id), SignRow(words("Reaction"), case.report.reaction), SignRow(words("Seriousness"), grave)]


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    button: str
    sentence: str


def _ask(
    desk: Desk, case: Case, act: Act, meaning: Meaning, says: _Words, rows: Sequence[SignRow], then: Callable[[Signed], object], *, apart: bool = True
) -> None:  # fmt: skip
    words, roles = look.words, roles_for(act)
    own = {person: stops("vigilance.own-report", REPORTS) for person in case.entered_by} if apart else {}
    request = SignatureRequest(
        says.title, case.report.id, rows, meaning, content_digest((case.report,)), roles, ", ".join(role_name(each, words) for each in roles), says.button,
        sentence=says.sentence, excluded=own,
    )  # fmt: skip
    ask_signature(desk, request, then)
