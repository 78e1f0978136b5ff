"""The middle card of a step: what to do, what to scan, what to enter, what it comes to. One editor; its parts follow from the step."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.chip import critical_chip, second_person_chip
from ui.kit.layout import FLUSH, clear, col, row
from ui.kit.notice import Notice
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.steps.decisions import Decisions
from ui.steps.fields import FileEditor, ValueEditor, editor_of
from ui.steps.kept import Kept
from ui.steps.kinds import part_of
from ui.steps.labelling import LabelPart
from ui.steps.late import Late
from ui.steps.materials import Materials
from ui.steps.reading import instruction, spoken
from ui.steps.working import Working
from workbench.batch.actions.results import File, attach_file
from workbench.batch.actions.steps import Cause
from workbench.batch.judging import Judged, judge_turn, needs_second_reading
from workbench.batch.progress import Progress, Turn, TurnState, applies, turn_values
from workbench.batch.records import Attachment
from workbench.calculation.evaluating import Names
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Field, StepKind
from workbench.kernel.findings import Finding, Refused, Severity
from workbench.words.findings import told

MEDIA = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".pdf": "application/pdf", ".csv": "text/csv", ".txt": "text/plain"}
LARGEST = 20_000_000
"""Bytes of the largest file that is kept with a step."""


class StepEditor(QWidget):
    """Shows one turn. ``typed`` is what stands in its fields, ``left_to_do`` what is missing before it can be confirmed.

    ``fresh`` says that another turn is shown than before, or the same in another state: the keyboard has to find its place.
    """

    changed = Signal()
    left = Signal()
    typing_in = Signal()
    """Something cannot be scanned: its code is to be typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.dossier: Dossier | None = None
        self.turn: Turn | None = None
        self.stand: Progress | None = None
        self.editors: dict[str, ValueEditor] = {}
        self.judged: Judged | None = None
        self.fresh = False
        self._chips = row(gap=8)
        self._title = Text("", "step", wrap=True)
        self._do = Text("", "instruction", wrap=True, rich=True)
        self.notice = Notice(name="notice.step")
        self.materials, self.working, self.decisions, self.kept = Materials(), Working(), Decisions(), Kept()
        self.by_hand = Link("", self.typing_in.emit, name="do.enter-by-hand")
        self.late = Late(desk.zone)
        self._fields = col(gap=10, edges=FLUSH)
        self._part = col(gap=8, edges=FLUSH)
        self.setLayout(
            col(
                self._chips,
                self._title,
                self._do,
                self.notice,
                self.materials,
                self._part,
                self.by_hand,
                self._fields,
                self.decisions,
                self.working,
                self.kept,
                self.late,
                None,
                gap=10,
                edges=FLUSH,
            )
        )
        self.decisions.changed.connect(self.changed)
        self.late.changed.connect(self._edited)

    def show_turn(self, dossier: Dossier, stand: Progress, turn: Turn, number: int, draft: Mapping[str, str], *, mine: bool = False) -> None:
        """Shows ``turn`` as it stands, with what was drafted for it. What another person has in hand is seen, not worked."""
        same = self.turn is not None and self.dossier is not None and (self.turn.key, self.dossier.batch.id) == (turn.key, dossier.batch.id)
        goes_on = same and self.turn is not None and self.turn.state is turn.state
        kept = self.draft if goes_on else draft
        self.dossier, self.stand, self.turn = dossier, stand, turn
        words = look.words
        clear(self._chips)
        self._chips.addWidget(Text(words("Step {number}").format(number=number), "value", "primary"))
        if turn.step.critical:
            self._chips.addWidget(critical_chip(words))
            self._chips.addWidget(second_person_chip(words))
        self._chips.addStretch(1)
        self._title.setText(turn.title[words.language])
        self.materials.show_turn(dossier, turn, started=turn.state is TurnState.STARTED)
        clear(self._part)
        part = part_of(turn.step.kind, self.desk, dossier, stand, turn)
        if part is not None:
            self._part.addWidget(part)
        self.by_hand.setText(words("The code cannot be scanned"))
        self.by_hand.setVisible(mine and (bool(self.materials.missing) or isinstance(part, LabelPart) and part.waiting is not None))
        self.late.show_turn(f"{dossier.batch.id}/{turn.key}", started=mine)
        self.late.restore(kept)
        self.decisions.keep(kept)
        self.kept.show_turn(dossier, turn, self.desk.zone)
        self._build_fields(kept)
        for editor in self.editors.values():
            editor.setEnabled(mine or self.second)
        self.judge()
        self.fresh = not goes_on

    def first_missing(self) -> QWidget | None:
        """The control of the first value that is missing, once everything is scanned."""
        first = next((each for each in self.editors.values() if not each.raw and each.isEnabled()), None)
        return first.findChild(QWidget, f"field.{first.name}") if first is not None and not self.materials.missing else None

    @property
    def second(self) -> bool:
        """Whether the turn waits for its second person."""
        return self.turn is not None and self.turn.state is TurnState.PERFORMED

    def _asked(self) -> list[Field]:
        assert self.turn is not None and self.stand is not None
        if self.turn.state is TurnState.STARTED:
            names = self.stand.names_for(self.turn)
            return [each for each in self.turn.step.fields if not each.calc and _asked_on_path(each, names)]
        if self.second:
            return list(needs_second_reading(self.turn))
        return []

    def _build_fields(self, kept: Mapping[str, str]) -> None:
        clear(self._fields)
        asked = self._asked()
        prefix = "second." if self.second else ""
        self.editors = {}
        numbers = [each for each in asked if each.kind == "quantity"]
        for each in asked:
            editor = editor_of(each, self.desk.zone, self._attach, main=len(numbers) == 1 and each in numbers, prefix=prefix)
            if kept.get(editor.name):
                editor.show_raw(kept[editor.name])
            if isinstance(editor, FileEditor) and editor.raw:
                file = next((one for one in self.dossier.attachments if one.id == editor.raw), None) if self.dossier else None
                editor.show_file(file.name, file.digest) if file else None
            editor.changed.connect(self._edited)
            editor.left.connect(self.left)
            self.editors[each.name] = editor
            self._fields.addWidget(editor)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: editor.raw for name, editor in self.editors.items()}

    @property
    def draft(self) -> dict[str, str]:
        """Everything that a person has typed here and not entered yet; nothing where nothing is typed."""
        typed = {editor.name: editor.raw for editor in self.editors.values() if editor.raw}
        return {**typed, **self.late.draft, **self.decisions.draft}

    @property
    def causes(self) -> dict[str, Cause]:
        """The decisions given for values outside their action limit."""
        return self.decisions.causes

    def _edited(self) -> None:
        self.judge()
        self.changed.emit()

    def judge(self) -> None:
        """Judges what is typed, as it would be judged when recorded, and shows what it comes to."""
        if self.turn is None or self.stand is None or self.dossier is None or self.turn.state is not TurnState.STARTED:
            self.decisions.show_findings((), self.desk.zone)
            self.working.setVisible(False)
            self._show_instruction()
            self.judged = None
            return
        typed = {name: raw for name, raw in self.typed.items() if raw}
        self.judged = judge_turn(self.dossier.formula, self.stand, self.turn, typed, self.late.at or self.desk.clock.now())
        names = {**self.stand.names_for(self.turn), **self.judged.typed, **{name: each.value for name, each in self.judged.worked.items()}}
        self._do.setText(instruction(self.dossier, self.turn, names, look.words, self.desk.zone))
        for editor in self.editors.values():
            editor.look_at({name: value for name, value in names.items() if name != editor.of.name})
        decided = {each.where for each in self.dossier.deviations if (each.step, each.round) == (self.turn.step.name, self.turn.round) and each.decision}
        told = tuple(self._spoken(each, names) for each in self.judged.findings if each.where not in decided)
        self.decisions.show_findings(told, self.desk.zone)
        self.working.show_judged(self.turn, self.judged, self.desk.zone)

    def _spoken(self, found: Finding, names: Names) -> Finding:
        """A finding with its limit as a person reads it."""
        of = next((each for each in self.turn.step.fields if each.name == found.where), None) if self.turn is not None else None
        return spoken(found, of, names, look.words)

    def _show_instruction(self) -> None:
        """The instruction of a turn that is not being worked: with its recorded values, or those that are known before it begins."""
        if self.turn is None or self.stand is None or self.dossier is None:
            return
        own = turn_values(self.dossier, self.turn.step.name, self.turn.round)
        if not own and self.turn.state is TurnState.OPEN:
            own = {name: each.value for name, each in judge_turn(self.dossier.formula, self.stand, self.turn, {}, self.desk.clock.now()).worked.items()}
        names = {**self.stand.names_for(self.turn), **own}
        self._do.setText(instruction(self.dossier, self.turn, names, look.words, self.desk.zone))

    @property
    def left_to_do(self) -> list[str]:
        """What is missing before the step can be confirmed, in a few words each."""
        if self.turn is None or self.stand is None:
            return []
        words = look.words
        left = [words("scan {material}").format(material=each) for each in self.materials.missing]
        for editor in self.editors.values():
            if editor.of.required and not editor.raw:
                left.append(editor.of.text[words.language])
        if self.judged is not None:
            waiting = [each for each in self.judged.findings if each.code == "calculation.no-value" and dict(each.facts).get("name") not in self.editors]
            left += [words("waits for {name}").format(name=dict(each.facts).get("name", "")) for each in waiting]
        if self.decisions.stopped:
            left.append(words("report the problem"))
        elif self.decisions.open:
            left.append(words("cause and reason"))
        left += self.late.left_to_do
        part = self._part.itemAt(0)
        widget = part.widget() if part is not None else None
        left += list(getattr(widget, "left_to_do", ()))
        return list(dict.fromkeys(left))

    def refused(self, refused: Refused, read: str = "") -> None:
        """Says in place why the step was refused: at its field where the finding names one, else in the notice."""
        rest = []
        names = {**self.stand.names_for(self.turn), **(self.judged.typed if self.judged else {})} if self.stand and self.turn else {}
        for found in refused.findings:
            each = self._spoken(found, names)
            editor = self.editors.get(each.where)
            if editor is not None and each.severity is Severity.STOPS:
                said = told(each, look.words, self.desk.zone)
                editor.say("error", f"{said.what} {said.lifted}".strip())
            else:
                rest.append(each)
        self.notice.findings(rest, self.desk.zone, read)

    def _attach(self, path: Path) -> str | None:
        assert self.dossier is not None
        if not path.is_file() or path.stat().st_size > LARGEST:
            self.notice.show_notice("stop", look.words("The file cannot be kept: it is missing, or larger than 20 MB."))
            return None
        batch = self.dossier.batch.id
        file = File(path.name, MEDIA.get(path.suffix.lower(), "application/octet-stream"), path.read_bytes())
        done = self.desk.act(lambda: attach_file(batch, file, **self.desk.doing()), self.notice)
        kept = done.changed[0] if done else None
        return kept.id if isinstance(kept, Attachment) else None

    def label_part(self) -> QWidget | None:
        """The part of a label step, for the screen's print act."""
        item = self._part.itemAt(0)
        return item.widget() if item is not None and self.turn is not None and self.turn.step.kind is StepKind.LABEL else None


def _asked_on_path(each: Field, names: object) -> bool:
    try:
        return applies(each, names)  # type: ignore[arg-type]
    except Refused:
        return True
