"""Entering a result: its kind, its value as typed, its raw file, why it is corrected; signed by the analyst who obtained it."""
from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField, NoteField
from ui.kit.layout import FLUSH, box, clear, col, row, spread
from ui.kit.notice import Notice
from ui.kit.number_field import NumberField
from ui.kit.sheet import Sheet
from ui.kit.sign import SignRow
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.release_signed import signing
from ui.screens.release_tested import Tested
from ui.screens.release_words import KINDS, limit_words, option_text, result_text, test_name
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.batch.actions.results import File, record_result
from workbench.batch.records import ResultKind
from workbench.batch.verdicts import SpecLine
from workbench.calculation.limits import meets
from workbench.formula.records import Test
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity, Role
from workbench.people.records import Meaning
from workbench.words.formats import moment_text, role_name, unit_text

LARGEST = 20_000_000
"""Bytes of the largest file that is kept with a result."""
VALUED = (ResultKind.VALUE, ResultKind.TO_DATE, ResultKind.BELOW)


class FilePick(QWidget):
    """``field.file``: a file from the disk, by its dialog or by ``take``. Its path is what a draft remembers."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        words = look.words
        self.path: Path | None = None
        self._shown = Text(words("no file yet"), "note", "text2", wrap=True)
        self.button = Button(words("Attach the raw file"), "ghost", "paperclip", name="field.file", tool=True, act=self._choose)
        self.setLayout(row(self.button, (self._shown, 1), gap=10, edges=FLUSH))

    def take(self, path: Path) -> None:
        """This file, if it is there and not too large."""
        words = look.words
        if not path.is_file() or path.stat().st_size > LARGEST:
            self._shown.setText(words("{name} cannot be attached: it is not there, or larger than 20 MB").format(name=path.name))
            return
        self.path = path
        self._shown.setText(path.name)
        self.changed.emit()

    def read(self) -> File | None:
        """The file with its content as it is now."""
        if self.path is None:
            return None
        media = mimetypes.guess_type(self.path.name)[0] or "application/octet-stream"
        return File(self.path.name, media, self.path.read_bytes())

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, look.words("Attach the raw file"))
        if chosen:
            self.take(Path(chosen))


class EnterSheet(Sheet):
    """``field.test``, ``field.kind``, ``field.result``, ``field.day``, ``field.why``, ``field.file``; ``do.enter-result-now`` asks for the signature."""

    def __init__(self, desk: Desk, tested: Tested, test: str, sign: Callable[[EnterSheet], object]) -> None:
        super().__init__("enter-result", width=640)
        self.desk, self.tested = desk, tested
        words = look.words
        lines = tested.to_enter
        self._test = ChoiceField("test", words("Test"), [(each.test.name, test_name(each.test, words)) for each in lines], chosen=test)
        kinds = [(kind.value, words.marked(text)) for kind, text in KINDS.items()]
        self._kind = Segmented("kind", kinds, ResultKind.VALUE.value, label=words("Kind of result"), height=40)
        self._place = col(gap=0, edges=FLUSH)
        self._result: NumberField | ChoiceField | None = None
        self._day = NumberField("day", words("Day of the test"), unit=words("d"), width=96)
        self._now = Text("", "small", "text2", wrap=True)
        self._why = NoteField("why", words("Why it is corrected"))
        self.file = FilePick()
        self.notice = Notice(name="notice.enter-result")
        self._go = Confirm(words("Sign the result"), "writing-sign", name="do.enter-result-now")
        foot = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12)
        kind = col(Text(words("Kind of result"), "value"), row(self._kind, None), gap=4)
        head = Text(words("Enter a result"), "page")
        values = spread((box(self._place), 1), self._day, None, gap=16)
        self.set_body(col(head, self._test, kind, values, self._now, self._why, self.file, self.notice, foot, gap=12))
        self._test.changed.connect(self._other_test)
        self._kind.chosen.connect(lambda _code: self._other_kind())
        for signal in (self._day.changed, self._why.changed, self.file.changed):
            signal.connect(self._looked)
        self._go.pressed.connect(lambda: sign(self))
        self._other_test()

    # -------------------------------------------------------------------------------------------------- what stands in it
    @property
    def line(self) -> SpecLine | None:
        """The line of the specification that is chosen."""
        return self.tested.line(self._test.code)

    @property
    def kind(self) -> ResultKind:
        """The kind of result that is chosen."""
        return ResultKind(self._kind.code)

    @property
    def raw(self) -> str:
        """The result as typed or chosen; empty where there is none to give."""
        if self.kind not in VALUED or self._result is None:
            return ""
        return self._result.raw if isinstance(self._result, NumberField) else self._result.code

    @property
    def value(self) -> Quantity | str | None:
        """The result as a value; None where there is none, or none that can be read."""
        if self.kind not in VALUED or self._result is None or self.line is None:
            return None
        if isinstance(self._result, ChoiceField):
            return self._result.code or None
        return Quantity(self._result.value, self.line.test.unit) if self._result.value is not None else None

    @property
    def day(self) -> int | None:
        """The day of the test, for a result to date."""
        value = self._day.value
        return int(value) if self.kind is ResultKind.TO_DATE and value is not None and value == value.to_integral_value() else None

    @property
    def why(self) -> str:
        """Why an earlier result is corrected."""
        return self._why.text

    def confirm(self) -> None:
        self._go.press()

    # -------------------------------------------------------------------------------------------------- how it follows
    def _other_test(self) -> None:
        line = self.line
        clear(self._place)
        self._result = _control(line.test, self._judge) if line is not None else None
        if self._result is not None:
            self._place.addWidget(self._result)
            self._result.changed.connect(self._looked)
        self._why.setVisible(line is not None and line.result is not None)
        self._tell_now(line)
        kept = self.desk.drafts.find(self._key) if line is not None else {}
        if kept:
            self._fill(dict(kept))
        self._other_kind()

    def _tell_now(self, line: SpecLine | None) -> None:
        words, said = look.words, ""
        if line is not None and line.result is not None:
            who = self.tested.people[line.result.person].name
            when = moment_text(line.result.at, self.desk.zone, words)
            stands = words("Entered by {who}, {when}: {value}. A corrected result lapses every signature that rests on it.")
            said = stands.format(who=who, when=when, value=result_text(line, words))
        lot = self.tested.lots.get(self.tested.material(line.test)) if line is not None else None
        if lot is not None:
            shared = words("It is entered on lot {lot} and counts for every batch that uses it.").format(lot=lot.number)
            said = f"{said} {shared}".strip()
        self._now.setText(said)
        self._now.setVisible(bool(said))

    def _other_kind(self) -> None:
        self._day.setVisible(self.kind is ResultKind.TO_DATE)
        if self._result is not None:
            words = look.words
            self._result.setVisible(self.kind in VALUED)
            self._result.set_label(words("Detection limit") if self.kind is ResultKind.BELOW else words("Result"))
        self._looked()

    @property
    def _key(self) -> str:
        subject = self.tested.lot.id if self.tested.lot is not None else self.tested.batch
        return f"result/{subject}/{self._test.code}"

    def _fill(self, kept: dict[str, str]) -> None:
        if kept.get("kind") in {each.value for each in ResultKind}:
            self._kind.choose(kept["kind"])
        if isinstance(self._result, NumberField):
            self._result.show_raw(kept.get("result", ""))
        elif self._result is not None and kept.get("result"):
            self._result.choose(kept["result"])
        self._day.show_raw(kept.get("day", ""))
        self._why.show_text(kept.get("why", ""))
        if kept.get("file") and Path(kept["file"]).is_file():
            self.file.take(Path(kept["file"]))

    def forget(self) -> None:
        """What was typed stands in the register now."""
        self.desk.drafts.forget(self._key)

    def _values(self) -> dict[str, str]:
        return {"kind": self.kind.value, "result": self.raw, "day": self._day.raw, "why": self.why, "file": str(self.file.path or "")}

    def _looked(self) -> None:
        words, left = look.words, []
        if self.line is None:
            left.append(words("test"))
        elif self.kind in VALUED and not self.raw:
            left.append(words("result"))
        elif isinstance(self._result, NumberField) and self.kind in VALUED and self._result.value is None:
            left.append(words("a number"))
        if self.kind is ResultKind.TO_DATE and self.day is None:
            left.append(words("day of the test"))
        if self._why.isVisibleTo(self) and len(self.why) < 3:
            left.append(words("reason"))
        self._go.left(left)
        if self.line is not None and any(value for name, value in self._values().items() if name != "kind"):
            values = self._values()
            self.desk.drafts.keep(self._key, lambda: values)

    def _judge(self, value: Decimal) -> tuple[str, str]:
        """What the number would come to, as far as it can be judged alone."""
        line, words = self.line, look.words
        if line is None or self.kind is not ResultKind.VALUE or line.test.report or not line.test.accept:
            return "", ""
        test, names = line.test, {line.test.name: Quantity(value, line.test.unit)}
        shown = limit_words(self.tested.formula, test.accept, test.unit, words, test)
        try:
            good = meets(test.accept, test.name, test.unit, names, test.decimals)
        except Refused:
            return "", ""
        return ("ok", words("Meets {limit}").format(limit=shown)) if good else ("warn", words("Does not meet {limit}").format(limit=shown))


def _control(test: Test, judge: Callable[[Decimal], tuple[str, str]]) -> NumberField | ChoiceField:
    words = look.words
    if test.options:
        return ChoiceField("result", words("Result"), [(code, option_text(test, code, words)) for code in test.options], size="work", width=300)
    return NumberField("result", words("Result"), unit=unit_text(test.unit, words), width=132, judge=judge)


def enter_result_of(desk: Desk, tested: Tested, test: str) -> None:
    """Opens the sheet for ``test``, or for the first one that is missing."""
    missing = [each.test.name for each in tested.to_enter if each.result is None]
    names = {each.test.name for each in tested.to_enter}
    chosen = test if test in names else next(iter(missing), "")
    desk.sheet(EnterSheet(desk, tested, chosen, lambda sheet: _sign(desk, tested, sheet)))


def _sign(desk: Desk, tested: Tested, sheet: EnterSheet) -> None:
    """Asks for the analyst's signature over what stands in the sheet; refused, the sheet comes back with the reason in it."""
    line, words = sheet.line, look.words
    subject = tested.subject(line.test) if line is not None else None
    if line is None or subject is None:
        return
    test, raw, kind, day, why = line.test.name, sheet.raw, sheet.kind, sheet.day, sheet.why
    try:
        file = sheet.file.read()
    except OSError as fault:
        sheet.notice.show_notice("decide", words("The file cannot be read"), read=str(fault), go_on=words("Attach it again, or another copy of it."))
        return

    def signed(given: Signed) -> None:
        again = EnterSheet(desk, tested, test, lambda one: _sign(desk, tested, one))
        act = partial(record_result, subject, test, raw, kind=kind, day=day, why=why or None, file=file)
        if desk.act(lambda: act(**signing(desk, given)), again.notice) is None:
            desk.sheet(again)
            return
        again.forget()
        desk.tell(words("The result is entered. Another analyst checks it."))

    named = words.marked(KINDS[kind])
    shown = result_text(replace(line, value=sheet.value, result=None), words) if raw else named
    rows = [SignRow(test_name(line.test, words), shown, named if raw and kind is not ResultKind.VALUE else "", False)]
    if kind is ResultKind.TO_DATE:
        rows.append(SignRow(words("Day of the test"), str(day)))
    if file is not None:
        rows.append(SignRow(words("Raw file"), file.name))
    title = words("Lot {lot}").format(lot=tested.lot.number) if tested.lot is not None else words("Batch {id}").format(id=tested.batch)
    request = SignatureRequest(
        words("Sign the result"), title, rows, Meaning.TESTED, b"", (Role.ANALYST,), role_name(Role.ANALYST, words), words("Sign as analyst")
    )
    ask_signature(desk, request, signed)
