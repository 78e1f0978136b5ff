"""Checking a result: the value beside its raw file, as another analyst entered it; signed by the one who compared them."""
from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.card import Card, label_value
from ui.kit.field import ChoiceField
from ui.kit.layout import FLUSH, Part, clear, col, row
from ui.kit.notice import Notice
from ui.kit.pdf import PdfView
from ui.kit.sheet import Sheet
from ui.kit.sign import SignRow
from ui.kit.text import Text
from ui.kit.theme import font, look
from ui.screens.release_signed import signing
from ui.screens.release_tested import Tested
from ui.screens.release_words import KINDS, limit_words, result_text, test_name
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.batch.actions.results import FOUR_EYES, check_result
from workbench.batch.records import Attachment, ResultKind, TestResult
from workbench.batch.verdicts import SpecLine
from workbench.kernel.findings import Finding, stops
from workbench.kernel.values import Role
from workbench.people.digests import content_digest
from workbench.people.records import Meaning
from workbench.words.formats import moment_text, role_name

SHOWN, WIDE = 280, 560
"""Pixels: height of a raw file that is shown, width of its picture."""
TEXTS = ("text/", "application/json", "application/xml")


class CheckSheet(Sheet):
    """``field.test`` among the results that wait; ``do.check-result-now`` asks for the signature."""

    def __init__(self, desk: Desk, tested: Tested, test: str, sign: Callable[[CheckSheet], object]) -> None:
        super().__init__("check-result", width=640)
        self.desk, self.tested = desk, tested
        words = look.words
        options = [(each.test.name, test_name(each.test, words)) for each in tested.to_check]
        self._test = ChoiceField("test", words("Test"), options, chosen=test)
        self._body = col(gap=6, edges=FLUSH)
        self.notice = Notice(name="notice.check-result")
        self._go = Confirm(words("It agrees: sign the check"), "eye-check", name="do.check-result-now")
        foot = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12)
        self.set_body(col(Text(words("Check a result"), "page"), self._test, Card(self._body, part="panel"), self.notice, foot, gap=12))
        self._test.changed.connect(self._show)
        self._go.pressed.connect(lambda: sign(self))
        self._show()

    @property
    def line(self) -> SpecLine | None:
        """The line of the specification that is chosen."""
        return self.tested.line(self._test.code)

    def confirm(self) -> None:
        self._go.press()

    def _show(self) -> None:
        clear(self._body)
        line, words = self.line, look.words
        self._go.left([] if line is not None else [words("test")])
        if line is None or line.result is None:
            return
        for label, value in result_facts(line, self.tested, self.desk.zone).items():
            self._body.addWidget(label_value(label, value, strong=label == words("Result")))
        none = Text(words("No raw file is attached: compare with the analyst's own raw data."), "small", "text2", wrap=True)
        self._body.addWidget(raw_file(self.desk, line.result) or none)


def result_facts(line: SpecLine, tested: Tested, zone: str) -> Mapping[str, str]:
    """What stands of a result in the register, by labels."""
    words, result = look.words, line.result
    if result is None:
        return {}
    limit = limit_words(tested.formula, line.test.accept, line.test.unit, words, line.test) if line.test.accept else words("for information")
    facts = {words("Result"): result_text(line, words), words("As typed"): result.raw, words("Limit"): limit}
    if result.kind is not ResultKind.VALUE:
        facts[words("Kind of result")] = words.marked(KINDS[result.kind])
    if result.day is not None:
        facts[words("Day of the test")] = str(result.day)
    who = tested.people[result.person].name
    facts[words("Entered by")] = f"{who}, {moment_text(result.at, zone, words, offset=True)}"
    if result.why:
        facts[words("Corrected because")] = result.why
    return {label: value for label, value in facts.items() if value}


def raw_file(desk: Desk, result: TestResult) -> QWidget | None:
    """The raw file of a result as far as it can be shown, under its name and digest; None when there is none."""
    if result.attachment is None:
        return None
    with desk.register.reading() as reader:
        kept = reader.get(Attachment, result.attachment)
    words, digest = look.words, kept.digest.hex().upper()
    said = words("Raw file {name}, SHA-256 {digest}").format(name=kept.name, digest=f"{digest[:4]} {digest[4:8]} … {digest[-4:]}")
    parts: list[Part] = [Text(said, "small", "text2", ident=True, wrap=True)]
    shown = _shown(kept)
    parts.append(shown if shown is not None else Text(words("A file of this kind is not shown here; it is kept as it is."), "small", "text2", wrap=True))
    made = QWidget()
    made.setLayout(col(*parts, gap=4, edges=FLUSH))
    return made


def _shown(kept: Attachment) -> QWidget | None:
    if kept.media == "application/pdf":
        view = PdfView(kept.content)
        view.setFixedHeight(SHOWN)
        return view
    if kept.media.startswith("image/"):
        image = QImage.fromData(kept.content)
        if not image.isNull():
            picture = QLabel()
            picture.setAccessibleName(kept.name)
            picture.setPixmap(QPixmap.fromImage(image.scaled(WIDE, SHOWN, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)))
            return picture
        return None
    if kept.media.startswith(TEXTS):
        text = QPlainTextEdit(kept.content.decode(errors="replace"))
        text.setReadOnly(True)
        text.setFont(font("note"))
        text.setAccessibleName(kept.name)
        text.setFixedHeight(120)
        return text
    return None


def check_result_of(desk: Desk, tested: Tested, test: str) -> None:
    """Opens the sheet for the result of ``test``, or for the first that waits."""
    names = [each.test.name for each in tested.to_check]
    chosen = test if test in names else next(iter(names), "")
    desk.sheet(CheckSheet(desk, tested, chosen, lambda sheet: _sign(desk, tested, sheet)))


def _sign(desk: Desk, tested: Tested, sheet: CheckSheet) -> None:
    """Asks another analyst for the signature; the one who entered the result is told why not."""
    line, words = sheet.line, look.words
    if line is None or line.result is None:
        return
    result = line.result

    def signed(given: Signed) -> None:
        again = CheckSheet(desk, tested, line.test.name, lambda one: _sign(desk, tested, one))
        if desk.act(lambda: check_result(result.id, **signing(desk, given)), again.notice) is None:
            desk.sheet(again)
        else:
            desk.tell(words("{test}: checked").format(test=test_name(line.test, words)))

    facts = result_facts(line, tested, desk.zone)
    request = SignatureRequest(
        words("Second analyst: check and sign"),
        words("Lot {lot}").format(lot=tested.lot.number) if tested.lot is not None else words("Batch {id}").format(id=tested.batch),
        [SignRow(words("Test"), test_name(line.test, words)), *(SignRow(label, value) for label, value in facts.items())],
        Meaning.CHECKED,
        content_digest((result,)),
        (Role.ANALYST,),
        role_name(Role.ANALYST, words),
        words("Sign the check"),
        excluded=_entered(result),
    )
    ask_signature(desk, request, signed)


def _entered(result: TestResult) -> Mapping[str, Finding]:
    return {result.person: stops("batch.same-analyst", FOUR_EYES, where=result.test)}
