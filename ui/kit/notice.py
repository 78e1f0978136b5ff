"""Notices: always in place, under the thing they speak of. What, what was read, which rule, and what lifts it (kit.md 5)."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QWidget

from ui.kit.icons import Icon
from ui.kit.layout import clear, col, row, spread
from ui.kit.paint import brush_for, pill
from ui.kit.text import Text, reveal
from ui.kit.theme import look
from workbench.kernel.findings import Finding, Refused, Severity, Unavailable
from workbench.words.findings import told, told_unavailable

TIERS = {"stop": ("rejected", "ban"), "decide": ("await", "alert-triangle"), "info": ("progress", "info-circle"), "ok": ("released", "circle-check")}
TIER_OF = {Severity.STOPS: "stop", Severity.DECIDES: "decide", Severity.TELLS: "info", Severity.LOGS: "info"}


class Notice(QWidget):
    """``Notice("stop", "This is the bag of another patient", read="…", rule="…", go_on="…")``; ``extra`` is put below (a reason field).

    ``Notice.of(finding, words)`` and ``notice.refused(refused, words)`` fill it from the catalogue. Empty it is not there.
    """

    def __init__(
        self, tier: str = "info", what: str = "", *, read: str = "", rule: str = "", go_on: str = "", extra: QWidget | QLayout | None = None, name: str = "",
    ) -> None:  # fmt: skip
        super().__init__()
        self._body = col(gap=4)
        self._icon = Icon("info-circle", "progress.fg", 20)
        self.setLayout(spread(col(self._icon, None), (self._body, 1), gap=10, edges=(16, 12, 16, 12)))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setObjectName(name or "notice")
        self.tier, self.what = tier, what
        self.show_notice(tier, what, read=read, rule=rule, go_on=go_on, extra=extra)

    @classmethod
    def of(cls, finding: Finding, *, zone: str = "UTC", read: str = "", name: str = "") -> Notice:
        """The notice of one finding."""
        said = told(finding, look.words, zone)
        return cls(TIER_OF[finding.severity], said.what, read=read, rule=said.rule, go_on=said.lifted, name=name)

    def show_notice(self, tier: str, what: str, *, read: str = "", rule: str = "", go_on: str = "", extra: QWidget | QLayout | None = None) -> None:
        """Says something else; with no ``what`` it goes away."""
        words = look.words
        self._begin(tier, what)
        self._add(what, ((words("Read"), read), (words("Rule"), rule), (words("Go on"), go_on)))
        if isinstance(extra, QLayout):
            self._body.addLayout(extra)
        elif extra is not None:
            self._body.addWidget(extra)

    def findings(self, findings: Sequence[Finding], zone: str = "UTC", read: str = "") -> None:
        """Says several findings, the gravest tier first; none makes it go away."""
        words = look.words
        graded = sorted(findings, key=lambda each: list(Severity).index(each.severity))
        self._begin(TIER_OF[graded[0].severity] if graded else "info", told(graded[0], words, zone).what if graded else "")
        for place, each in enumerate(graded):
            said = told(each, words, zone)
            self._add(said.what, ((words("Read"), "" if place else read), (words("Rule"), said.rule), (words("Go on"), said.lifted)))

    def refused(self, refused: Refused, zone: str = "UTC", read: str = "") -> None:
        """Says why an act was refused."""
        self.findings(refused.findings, zone, read)

    def unavailable(self, fault: Unavailable) -> None:
        """Says what is not there and what to do; nothing was written."""
        words, said = look.words, told_unavailable(fault, look.words)
        self._begin("decide", said.what)
        self._add(said.what, ((words("Seen"), said.rule), (words("Go on"), said.lifted)))

    def clear(self) -> None:
        """Takes it away."""
        self._begin("info", "")

    def _begin(self, tier: str, what: str) -> None:
        self.tier, self.what = tier, what
        clear(self._body)
        state, icon = TIERS[tier]
        self._icon.change(icon, f"{state}.fg")
        self.setAccessibleName(what)
        reveal(self, bool(what))
        self.update()

    def _add(self, what: str, lines: Sequence[tuple[str, str]]) -> None:
        if not what:
            return
        self._body.addWidget(Text(what, "head", f"{TIERS[self.tier][0]}.fg", wrap=True))
        said = [(label, text) for label, text in lines if text]
        if said:
            grid = QGridLayout()
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(3)
            grid.setColumnStretch(1, 1)
            for place, (label, text) in enumerate(said):
                grid.addWidget(Text(label, "note", "text2"), place, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(Text(text, "note", "text", wrap=True), place, 1)
            self._body.addLayout(grid)
        self.setAccessibleDescription("; ".join(f"{label}: {text}" for label, text in said))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = brush_for(self)
        pill(painter, QRectF(self.rect()), f"{TIERS[self.tier][0]}.tint")
        painter.end()


class PastRefusal(QWidget):
    """A refusal that has been overcome: one line with its time, so that it is seen and does not shout."""

    def __init__(self, when: str, what: str) -> None:
        super().__init__()
        self.setMinimumHeight(38)
        self.setLayout(row(Icon("ban", "rejected.fg", 18), Text(when, "value", "rejected.fg"), (Text(what, "note", wrap=True), 1), gap=8, edges=(14, 6, 14, 6)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = brush_for(self)
        pill(painter, QRectF(self.rect()), "rejected.tint")
        painter.end()
