"""What a person does on the screen of a batch. Each act is one action; a refusal appears under what it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ui.desk import Desk, Doing
from ui.kit.field import ChoiceField, TextField
from ui.kit.notice import Notice
from ui.kit.sign import Before, SignRow, SignSheet
from ui.kit.theme import look
from ui.screens.asking import AskSheet, reason_field
from ui.screens.batch_side import SideCards
from ui.steps.by_hand import ask_hand
from ui.steps.decisions import CAUSES
from ui.steps.editor import StepEditor
from ui.steps.kept import scan_rows, value_rows
from ui.steps.labelling import LabelPart
from ui.steps.reading import described, field_text
from ui.steps.scans import separator_proved
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.batch import content
from workbench.batch.actions.correcting import correct_entry
from workbench.batch.actions.moving import move_batch
from workbench.batch.actions.scanning import scan_in_step
from workbench.batch.actions.steps import dispute_step, record_step, sign_step_again, start_step, take_over_step, verify_step
from workbench.batch.moves import Move
from workbench.batch.progress import Progress, Turn, TurnState, current_entries
from workbench.batch.records import Entry, MarkKind, Reading, Status
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Check
from workbench.kernel.findings import Done, Finding, Refused, Unavailable, stops
from workbench.kernel.values import Role
from workbench.people.records import Factor, Meaning
from workbench.quality.actions import report_problem
from workbench.scanners.entering import ByHand
from workbench.words.formats import moment_text, role_name

BADGE = b"%6-"
CORRECTABLE = (Status.IN_PROCESS, Status.PAUSED, Status.QC_PENDING, Status.HELD)


class BatchPage(Protocol):
    """What these acts need of the screen that they belong to."""

    dossier: Dossier | None
    stand: Progress | None
    turn: Turn | None
    editor: StepEditor
    side: SideCards
    notice: Notice

    @property
    def own_reading_missing(self) -> bool:
        """Whether the second person still has to give an own reading."""

    @property
    def draft_key(self) -> str:
        """Where the draft of the turn on the screen is kept."""

    def read(self, batch: str) -> None:
        """Reads the dossier anew."""

    def refresh(self) -> None:
        """Reads the dossier anew and shows it."""


class BatchActs:
    """The acts of one batch screen."""

    def __init__(self, desk: Desk, screen: BatchPage) -> None:
        self.desk, self.screen = desk, screen

    # -------------------------------------------------------------------------------------------------- where it stands
    @property
    def dossier(self) -> Dossier:
        """The dossier on the screen."""
        assert self.screen.dossier is not None
        return self.screen.dossier

    @property
    def turn(self) -> Turn:
        """The turn on the screen."""
        assert self.screen.turn is not None
        return self.screen.turn

    @property
    def where(self) -> tuple[str, str, str]:
        """Batch, step and round: how every step action is addressed."""
        return self.dossier.batch.id, self.turn.step.name, self.turn.round

    def doing(self, wanted: str = "") -> Doing:
        """The person signed in, in the role that the step asks for if they hold it."""
        return self.desk.doing(*([Role(wanted)] if wanted else []))

    def lapsed(self) -> tuple[str, ...]:
        """The meanings for which the done turn on the screen must be signed again."""
        if self.turn.state is not TurnState.DONE:
            return ()
        return tuple(each.value for each in content.lapsed(self.dossier, self.turn))

    def correctable(self) -> tuple[Entry, ...]:
        """The first readings of the turn on the screen that could be corrected."""
        if self.turn.state is not TurnState.DONE or self.dossier.batch.status not in CORRECTABLE:
            return ()
        mine = (self.turn.step.name, self.turn.round)
        return tuple(each for each in current_entries(self.dossier) if (each.step, each.round) == mine and each.reading is Reading.FIRST)

    def _act(self, act: Callable[[], Done]) -> Done | None:
        """Does an act on this step; a refusal appears at its field or in the notice of the step."""
        try:
            done = act()
        except Refused as refused:
            self.screen.editor.refused(refused)
            return None
        except Unavailable as fault:
            self.screen.notice.unavailable(fault)
            return None
        self.screen.notice.clear()
        self.screen.editor.notice.clear()
        for each in done.findings:
            self.desk.tell(each)
        self.screen.refresh()
        self.desk.did.emit(done)
        return done

    # -------------------------------------------------------------------------------------------------- working a step
    def start(self) -> None:
        """Takes the step in hand."""
        wanted = self.dossier.formula.done_by(self.turn.step)
        self._act(lambda: start_step(*self.where, causes=self.screen.editor.causes, **self.doing(wanted)))

    def scan(self, code: bytes) -> bool:
        """A scan: the badge of the second person, a label of this batch on a label step, otherwise one of the step's materials."""
        if code.startswith(BADGE):
            return self._second_badge(code)
        part = self.screen.editor.label_part()
        if isinstance(part, LabelPart) and self.turn.state is TurnState.STARTED:
            self._act(lambda: part.scanned_back(code))
            return True
        if self.turn.state is not TurnState.STARTED:
            return False
        wanted = self.dossier.formula.done_by(self.turn.step)
        if self._act(lambda: scan_in_step(*self.where, code, separator_proved=separator_proved(self.desk), **self.doing(wanted))) is None:
            self.screen.read(self.dossier.batch.id)  # the refused scan is kept; nothing that is shown beside the step rests on it
        return True

    def type_code(self) -> None:
        """What the step waits for cannot be scanned: its code is typed, and a second person reads it as well."""
        turn, dossier = self.turn, self.dossier
        title = turn.title[look.words.language]
        about = look.words("{step} · batch {batch}").format(step=title, batch=dossier.batch.id)
        ask_hand(self.desk, about, self._typed)

    def _typed(self, hand: ByHand) -> None:
        code, part = hand.code.sent[0], self.screen.editor.label_part()
        if isinstance(part, LabelPart):
            self._act(lambda: part.scanned_back(code, hand))
            return
        doing = self.doing(self.dossier.formula.done_by(self.turn.step))
        if self._act(lambda: scan_in_step(*self.where, code, hand, **doing)) is None:
            self.screen.refresh()

    def _second_badge(self, code: bytes) -> bool:
        """The second person scans the badge where the step waits for them: the sheet opens with their name. Otherwise it is somebody signing in."""
        if self.turn.state is not TurnState.PERFORMED or self.screen.own_reading_missing:
            return False
        self.verify().scanned(code)
        return True

    def confirm(self) -> None:
        """Confirms the step: an attributed entry, or the performer's signature where it is critical."""
        if not self.turn.step.critical:
            self._record(None)
            return
        request = self._request(Meaning.PERFORMED, self._typed_rows(), self.dossier.formula.done_by(self.turn.step), look.words("Sign as performer"))
        ask_signature(self.desk, request, self._record)

    def _record(self, signed: Signed | None) -> None:
        editor, wanted = self.screen.editor, self.dossier.formula.done_by(self.turn.step)
        typed = {name: raw for name, raw in editor.typed.items() if raw}
        key, doing = self.screen.draft_key, self.doing(wanted)
        if signed is not None:
            doing["actor"] = signed.actor
        proof = signed.proof if signed else None
        late = editor.late
        if self._act(lambda: record_step(*self.where, typed, proof=proof, causes=editor.causes, done_at=late.at, why=late.why, **doing)) is not None:
            self.desk.drafts.forget(key)

    def verify(self) -> SignSheet:
        """The second person signs in place, after the own readings where the formula asks for them."""
        turn = self.turn
        meaning = Meaning.WITNESSED if turn.step.check is Check.WITNESSED else Meaning.VERIFIED
        request = self._request(meaning, self._kept_rows(), self.dossier.formula.verified_by(turn.step), look.words("Sign as verifier"), second=True)
        return ask_signature(self.desk, request, self._verified, self.dispute)

    def _verified(self, signed: Signed) -> None:
        doing = self.desk.doing()
        doing["actor"] = signed.actor
        readings = dict(self.screen.editor.typed)
        key = self.screen.draft_key
        if self._act(lambda: verify_step(*self.where, readings, proof=signed.proof, **doing)) is not None:
            self.desk.drafts.forget(key)

    def sign_again(self) -> None:
        """The performer signs what a corrected step says now."""
        request = self._request(Meaning.PERFORMED, self._kept_rows(), self.dossier.formula.done_by(self.turn.step), look.words("Sign as performer"))

        def signed(given: Signed) -> None:
            doing = self.desk.doing()
            doing["actor"] = given.actor
            self._act(lambda: sign_step_again(*self.where, proof=given.proof, **doing))

        ask_signature(self.desk, request, signed)

    def _request(self, meaning: Meaning, rows: list[SignRow], wanted: str, button: str, *, second: bool = False) -> SignatureRequest:
        words, role = look.words, Role(wanted)
        label = words("Second person: check and sign") if second else words("Sign the step")
        excluded, before = self._hands() if second else ({}, ())
        mine = next((each for each in (() if second else (self.desk.person,)) if each is not None), None)
        return SignatureRequest(
            title=label,
            note=words("{step} · batch {batch}").format(step=self.turn.title[words.language], batch=self.dossier.batch.id),
            rows=rows,
            meaning=meaning,
            digest=b"",
            roles=(role,),
            role_label=role_name(role, words),
            button=button,
            factor=Factor.PIN,
            excluded=excluded,
            chosen=mine.id if mine else "",
            critical=self.turn.step.critical,
            may_disagree=second and self.turn.state is TurnState.PERFORMED,
            before=before,
        )

    def _hands(self) -> tuple[dict[str, Finding], tuple[Before, ...]]:
        """Who may not be the second person, and who signed before."""
        words, hands = look.words, {}
        for each in self.turn.marks:
            if each.kind in (MarkKind.STARTED, MarkKind.TAKEN_OVER, MarkKind.PERFORMED):
                name = self.dossier.person(each.person).name
                hands[each.person] = stops("people.same-person", "two-person rule", where=self.turn.step.name, person=name)
        done = self.turn.last(MarkKind.PERFORMED)
        if done is None:
            return hands, ()
        name = self.dossier.person(done.person).name
        shown = Before(words("Performed"), f"{name} · {role_name(done.role, words)}", moment_text(done.at, self.desk.zone, words, seconds=True, offset=True))
        return hands, (shown,)

    def _typed_rows(self) -> list[SignRow]:
        """What stands on the screen, as it will be recorded."""
        words, judged = look.words, self.screen.editor.judged
        rows = scan_rows(self.dossier, self.turn, words)
        if judged is None:
            return rows
        missed = {each.where for each in judged.findings}
        for of in self.turn.step.fields:
            value = judged.worked[of.name].value if of.name in judged.worked else judged.typed.get(of.name)
            if value is not None:
                good = of.name not in missed
                remark = (words("within limits") if good else words("outside a limit")) if of.action or of.alert else ""
                rows.append(SignRow(of.text[words.language], field_text(of, value, words, self.desk.zone), remark, good))
        return rows

    def _kept_rows(self) -> list[SignRow]:
        """What is recorded; values that the second person must read alone stay hidden until then."""
        words = look.words
        return [*scan_rows(self.dossier, self.turn, words), *value_rows(self.dossier, self.turn, words, self.desk.zone)]

    # -------------------------------------------------------------------------------------------------- with a reason
    def _ask(self, name: str, heading: str, button: str, act: Callable[[str], Done]) -> None:
        def done(sheet: AskSheet) -> bool:
            return self.desk.act(lambda: act(sheet.value("reason")), sheet.notice) is not None and self._again()

        self.desk.sheet(AskSheet(name, heading, [reason_field()], button, f"do.{name}-now", done))

    def _again(self) -> bool:
        self.screen.refresh()
        return True

    def pause(self) -> None:
        """Pauses the batch, or goes on with it."""
        words, batch = look.words, self.dossier.batch
        if batch.status is Status.PAUSED:
            self._ask("go-on", words("Go on with the batch"), words("Go on"), lambda why: move_batch(batch.id, Move.GO_ON, why, **self.desk.doing()))
        else:
            self._ask("pause", words("Pause the batch"), words("Pause batch"), lambda why: move_batch(batch.id, Move.PAUSE, why, **self.desk.doing()))

    def take_over(self) -> None:
        """Takes the step out of another person's hands."""
        wanted = self.dossier.formula.done_by(self.turn.step)
        words = look.words
        self._ask("take-over", words("Take over this step"), words("Take over"), lambda why: take_over_step(*self.where, why, **self.doing(wanted)))

    def dispute(self) -> None:
        """The second person does not agree."""
        words, wanted = look.words, self.dossier.formula.verified_by(self.turn.step)
        self._ask("dispute", words("It does not agree: what differs?"), words("Give it back"), lambda why: dispute_step(*self.where, why, **self.doing(wanted)))

    def report_problem(self) -> None:
        """Opens a deviation for what a person saw, about the value that stops the step or about the step."""
        words = look.words
        options = [(each.where, words("The value that stops this step")) for each in self._stopped()] or [("", words("This step"))]
        where = ChoiceField("where", words("What it is about"), [(code or "-", text) for code, text in options], chosen=options[0][0] or "-")
        cause = ChoiceField("cause", words("Cause"), [(code, words.marked(text)) for code, text in CAUSES.items()])

        def done(sheet: AskSheet) -> bool:
            place = sheet.value("where").removeprefix("-")
            act = lambda: report_problem(  # noqa: E731 - one act, named where it is handed on
                self.dossier.batch.id,
                sheet.value("cause"),
                sheet.value("reason"),
                step=self.turn.step.name,
                round_=self.turn.round,
                where=place,
                **self.desk.doing(),
            )
            return self.desk.act(act, sheet.notice) is not None and self._again()

        fields = [where, cause, reason_field()]
        self.desk.sheet(AskSheet("problem", words("Report a problem"), fields, words("Open a deviation"), "do.send-problem", done))

    def _stopped(self) -> list[Finding]:
        judged = self.screen.editor.judged
        return [each for each in judged.findings if each.code == "batch.limit-stop"] if judged else []

    def correct(self) -> None:
        """Corrects a value of the done step on the screen."""
        words, fields = look.words, described(self.dossier)
        options = [(each.id, f"{fields[each.field].text[words.language]}: {each.raw}") for each in self.correctable()]
        which = ChoiceField("correct", words("Which value"), options, chosen=options[0][0] if len(options) == 1 else "")
        value = TextField("value", words("Correct value"))

        def done(sheet: AskSheet) -> bool:
            act = lambda: correct_entry(sheet.value("correct"), sheet.value("value"), sheet.value("why"), **self.desk.doing())  # noqa: E731 - one act
            return self.desk.act(act, sheet.notice) is not None and self._again()

        note = words("The old value stays in the record. What was calculated from it is calculated again, and its signatures lapse.")
        self.desk.sheet(AskSheet("correction", words("Correct a value"), [which, value, reason_field("why")], words("Correct"), "do.correct-now", done, note))

    def record_paper(self) -> None:
        """Shows the batch record as it would print now."""
        self.desk.go("paper", ("batch record", self.dossier.batch.id))
