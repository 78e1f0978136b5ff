"""What an exception says, in a sheet; and the supervisor's assessment of a deviation, signed."""
from __future__ import annotations

from collections.abc import Callable

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.card import Card
from ui.kit.choose import Radios
from ui.kit.field import NoteField
from ui.kit.layout import FLUSH, Part, box, col, row, spread
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.sign import SignRow
from ui.kit.small import IconTile
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.release_cases import Case
from ui.screens.release_signed import signing
from ui.screens.release_words import ASSESSMENTS
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.kernel.findings import stops
from workbench.kernel.values import Role
from workbench.people.records import Meaning
from workbench.quality.actions import assess_deviation
from workbench.quality.records import Assessment
from workbench.quality.rules import SOURCE
from workbench.words.formats import role_name

LABEL = 128
"""Pixels of the labels of facts."""


def facts_of(case: Case) -> Card:
    """The facts of an exception, label beside value."""
    lines: list[Part] = []
    for label, value in case.facts:
        name = box(col(Text(label, "note", "text2", wrap=True), None), width=LABEL)
        lines.append(spread(name, (Text(value, "value", wrap=True), 1), gap=12))
    return Card(col(*lines, gap=6), part="panel")


def _head(case: Case) -> Part:
    state = "await" if case.deviation is not None else "progress"
    title = box(col(None, Text(case.title, "page", ident=True, wrap=True), Text(case.note, "note", "text2", wrap=True), None, gap=1))
    return row(IconTile(case.icon, state, 44), (title, 1), gap=14)


class CaseSheet(Sheet):
    """An exception, opened. An open deviation is assessed from here (``do.assess``)."""

    def __init__(self, case: Case, assess: Callable[[], object]) -> None:
        super().__init__("exception", width=620)
        words = look.words
        foot: list[Part] = [None, Button(words("Close"), "primary", name="do.close", act=self.close_sheet)]
        if case.deviation is not None and case.deviation.decision is None:
            foot.insert(0, Button(words("Assess"), "ghost", "shield-check", name="do.assess", act=assess))
        self.set_body(col(_head(case), facts_of(case), row(*foot, gap=12), gap=14))

    def confirm(self) -> None:
        self.close_sheet()


class AssessSheet(Sheet):
    """``field.decision``, ``field.assessment``; ``do.assess-deviation-now`` asks for the supervisor's signature."""

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__("assess-deviation", width=620)
        words, self._desk, self._case = look.words, desk, case
        notes = {
            Assessment.CONTINUE: words("The batch goes on as if nothing had happened."),
            Assessment.QUARANTINE: words("Work goes on; the result decides at release."),
            Assessment.REJECT: words("Stops release: the responsible person decides."),
        }
        self._decision = Radios("decision", [(each.value, words.marked(text), notes[each]) for each, text in ASSESSMENTS.items()])
        self._assessment = NoteField("assessment", words("Assessment: what it means for the product, and why"), height=88)
        self.notice = Notice(name="notice.assess-deviation")
        self._go = Confirm(words("Sign the assessment"), "writing-sign", name="do.assess-deviation-now")
        foot = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12)
        decision = col(Text(words("Decision"), "value"), self._decision, gap=4, edges=FLUSH)
        self.set_body(col(_head(case), facts_of(case), decision, self._assessment, self.notice, foot, gap=12))
        kept = desk.drafts.find(self._key)
        self._assessment.show_text(kept.get("assessment", ""))
        if kept.get("decision") in {each.value for each in Assessment}:
            self._decision.choose(kept["decision"])
        self._decision.chosen.connect(lambda _code: self._looked())
        self._assessment.changed.connect(self._looked)
        self._go.pressed.connect(self._sign)
        self._looked()

    def confirm(self) -> None:
        self._go.press()

    @property
    def _key(self) -> str:
        return f"assess/{self._case.key}"

    def _looked(self) -> None:
        words, left = look.words, []
        if not self._decision.code:
            left.append(words("decision"))
        if len(self._assessment.text.split()) < 2:
            left.append(words("assessment"))
        self._go.left(left)
        values = {"decision": self._decision.code, "assessment": self._assessment.text}
        if any(values.values()):
            self._desk.drafts.keep(self._key, lambda: values)

    def _sign(self) -> None:
        deviation, words, desk = self._case.deviation, look.words, self._desk
        if deviation is None:
            return
        decision, assessment, key = Assessment(self._decision.code), self._assessment.text, self._key

        def signed(given: Signed) -> None:
            again = AssessSheet(desk, self._case)
            if desk.act(lambda: assess_deviation(deviation.id, decision, assessment, **signing(desk, given)), again.notice) is None:
                desk.sheet(again)
            else:
                desk.drafts.forget(key)

        named = words.marked(ASSESSMENTS[decision])
        rows = [SignRow(words("Deviation"), deviation.id), SignRow(words("Decision"), named), SignRow(words("Assessment"), assessment)]
        request = SignatureRequest(
            words("Sign the assessment"),
            words("Batch {id}").format(id=deviation.batch),
            rows,
            Meaning.ASSESSED,
            b"",
            (Role.SUPERVISOR,),
            role_name(Role.SUPERVISOR, words),
            words("Sign as supervisor"),
            excluded={deviation.person: stops("quality.own-deviation", SOURCE, number=deviation.id)},
        )
        ask_signature(desk, request, signed)
