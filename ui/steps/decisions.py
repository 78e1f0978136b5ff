"""What must be decided before a step goes on: a panel under the step for each value outside its action limit (tier 2), or a stop (tier 1)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.field import ChoiceField, TextField
from ui.kit.layout import FLUSH, box, clear, col, row
from ui.kit.notice import Notice
from ui.kit.theme import look
from workbench.batch.actions.steps import Cause
from workbench.kernel.findings import Finding, Severity
from workbench.words.sentence import N_

CAUSES = {
    "person": N_("Person"),
    "method": N_("Method"),
    "material": N_("Material"),
    "equipment": N_("Equipment"),
    "environment": N_("Room and environment"),
    "patient": N_("Patient's material"),
    "unknown": N_("Not known yet"),
}


class Decisions(QWidget):
    """Shows the findings of a step that ask for a decision; ``causes`` are the answers given so far."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._body = col(gap=8, edges=FLUSH)
        self.setLayout(self._body)
        self._shown: tuple[Finding, ...] = ()
        self._answers: dict[str, tuple[ChoiceField, TextField]] = {}
        self._kept: dict[str, str] = {}
        self.setVisible(False)

    def show_findings(self, found: tuple[Finding, ...], zone: str) -> None:
        """Shows these. What was answered already stays as it was typed."""
        wanted = tuple(each for each in found if each.severity is Severity.DECIDES or each.code == "batch.limit-stop")
        if wanted == self._shown:
            return
        kept = {where: (cause.code, reason.text) for where, (cause, reason) in self._answers.items()}
        self._shown, self._answers = wanted, {}
        clear(self._body)
        for each in wanted:
            before = (self._kept.get(f"cause.{each.where}", ""), self._kept.get(f"reason.{each.where}", ""))
            self._body.addWidget(self._panel(each, zone, kept.get(each.where, before)))
        self.setVisible(bool(wanted))

    def _panel(self, each: Finding, zone: str, kept: tuple[str, str]) -> QWidget:
        notice = Notice.of(each, zone=zone)
        if each.severity is Severity.STOPS:
            return notice
        words = look.words
        cause = ChoiceField(f"cause.{each.where}", words("Cause"), [(code, words.marked(text)) for code, text in CAUSES.items()], size="work", width=240)
        reason = TextField(f"reason.{each.where}", words("Reason"), size="work")
        cause.choose(kept[0]) if kept[0] else None
        reason.show_text(kept[1])
        for control in (cause, reason):
            control.changed.connect(self.changed)
        self._answers[each.where] = (cause, reason)
        return box(col(notice, row(cause, (reason, 1), gap=12), gap=6, edges=FLUSH))

    def keep(self, draft: Mapping[str, str]) -> None:
        """Answers that were typed before: they are there again when their finding is."""
        self._kept = {key: text for key, text in draft.items() if key.startswith(("cause.", "reason."))}

    @property
    def draft(self) -> dict[str, str]:
        """The answers as far as they are given."""
        given = {f"cause.{where}": cause.code for where, (cause, _) in self._answers.items()}
        given |= {f"reason.{where}": reason.text for where, (_, reason) in self._answers.items()}
        return {key: text for key, text in given.items() if text}

    @property
    def causes(self) -> dict[str, Cause]:
        """The answers that say both cause and reason."""
        return {where: Cause(cause.code, reason.text) for where, (cause, reason) in self._answers.items() if cause.code and len(reason.text) > 2}

    @property
    def open(self) -> bool:
        """Whether a decision is still to be given."""
        return len(self.causes) < len(self._answers)

    @property
    def stopped(self) -> bool:
        """Whether something stops the step that no answer here lifts."""
        return any(each.severity is Severity.STOPS for each in self._shown)
