"""The right column of a batch: clocks that run, the doses, the equipment of the step, open deviations."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.card import Card, card_head, label_value
from ui.kit.check_line import CheckLine
from ui.kit.layout import FLUSH, Fitted, Part, box, clear, col, row
from ui.kit.notice import Notice
from ui.kit.paint import width_of
from ui.kit.ring import Ring
from ui.kit.text import Text
from ui.kit.theme import look
from ui.steps.reading import described, field_text
from ui.steps.thing_labels import label_kinds, labels_button, things_of
from workbench.batch.clocks import Clock, running
from workbench.batch.progress import Progress, Turn
from workbench.dossier.dossier import Dossier
from workbench.people.rules import day_of
from workbench.premises.rules import fit_for
from workbench.words.findings import told
from workbench.words.formats import left_text, moment_text
from workbench.words.terms import term_text

INSIDE = 248
"""Pixels that a line of the column has for label and value."""


def _dose_line(label: str, value: str) -> QWidget:
    """Label and value on one line, or the value below where they do not fit: neither is cut or squeezed."""
    if width_of(label, "note") + width_of(value, "value") <= INSIDE:
        return label_value(label, value)
    return box(col(Text(label, "note", "text2", wrap=True), row(None, Text(value, "value")), gap=1))


class SideCards(Fitted):
    """Filled from the dossier; the rings look at the clock every second."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._body = col(gap=10, edges=FLUSH)
        self.setLayout(self._body)
        self._rings: list[tuple[Ring, Clock]] = []
        desk.tick.connect(self._tick)

    def show_dossier(self, dossier: Dossier, stand: Progress | None, turn: Turn) -> None:
        """Shows what belongs to this turn."""
        clear(self._body)
        self._rings = []
        if stand is None:
            return
        cards = (self._clocks(dossier, stand), self._doses(dossier, stand), self._room(dossier, turn), self._labels(dossier, turn), self._deviations(dossier))
        for card in cards:
            if card is not None:
                self._body.addWidget(card)
        self._body.addStretch(1)

    def _clocks(self, dossier: Dossier, stand: Progress) -> QWidget | None:
        words, parts = look.words, []
        for each in running(dossier, stand):
            ring = Ring(0, "", "")
            self._rings.append((ring, each))
            name = Text(each.text[words.language], "value", wrap=True)
            until = Text(words("until {time}").format(time=moment_text(each.until, self.desk.zone, words)), "small", "text2")
            parts.append(row(ring, (box(col(None, name, until, None, gap=2)), 1), gap=12))
        self._tick()
        return Card(col(*parts, gap=10)) if parts else None

    def _doses(self, dossier: Dossier, stand: Progress) -> QWidget | None:
        words, fields = look.words, described(dossier)
        formula = dossier.formula
        lines: list[Part] = []
        for name in dict.fromkeys((formula.dose_per_kg, "weight", formula.ordered_dose, formula.made_dose)):
            value = stand.values.get(name)
            if name in fields and value is not None and not isinstance(value, tuple):
                of = fields[name]
                lines.append(_dose_line(of.text[words.language], field_text(of, value, words, self.desk.zone)))
        return Card(col(card_head(words("Dose")), *lines, gap=6)) if lines else None

    def _room(self, dossier: Dossier, turn: Turn) -> QWidget | None:
        words, day = look.words, day_of(self.desk.clock.now(), self.desk.zone)
        lines: list[Part] = []
        if turn.stage.room:
            lines.append(CheckLine("told", term_text(turn.stage.room, words), words("what the formula asks for")))
        for need in (each for each in dossier.formula.equipment if each.name in turn.step.equipment):
            found = fit_for(need, dossier.equipment, day)
            note = told(found[0], words, self.desk.zone).what if found else words("fit for use today")
            own = next((each.name for each in dossier.equipment if each.kind == need.name), need.text[words.language])
            lines.append(CheckLine("bad" if found else "ok", own, note))
        return Card(col(card_head(words("Room and equipment")), *lines, gap=8)) if lines else None

    def _labels(self, dossier: Dossier, turn: Turn) -> QWidget | None:
        """The labels of what this step made that is no bag, where the site has approved a label for it."""
        kinds = label_kinds(self.desk)
        things = [each for each in things_of(dossier, turn.step.name) if each.kind in kinds]
        if not things:
            return None
        words, batch = look.words, dossier.batch.id
        buttons = [labels_button(self.desk, each.kind, each.key, each.title, batch=batch, flags=each.flags) for each in things]
        lines: list[Part] = [part for each, button in zip(things, buttons, strict=True) for part in (Text(each.title, "note", "text2", wrap=True), button)]
        return Card(col(card_head(words("Labels")), *lines, gap=8))

    def _deviations(self, dossier: Dossier) -> QWidget | None:
        still = [each for each in dossier.deviations if each.decision is None]
        if not still:
            return None
        words = look.words
        heading = words.plural("{n} open deviation", "{n} open deviations", len(still)).format(n=len(still))
        return Notice(
            "decide",
            heading,
            read="; ".join(f"{each.id}: {each.reason}" for each in still),
            go_on=words("A supervisor assesses it; it stops release until then."),
        )

    def _tick(self) -> None:
        now = self.desk.clock.now()
        for ring, clock in self._rings:
            whole = clock.until - clock.started
            left = clock.until - now
            share = max(0.0, min(1.0, left / whole)) if whole > timedelta() else 0.0
            ring.show_left(share, *left_text(left, look.words))
