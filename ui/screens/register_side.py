"""The details of one line of the register."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.card import Card, label_value
from ui.kit.layout import FLUSH, Part, clear, col, row
from ui.kit.small import EmptyState
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.register_lots import LotActs, samples_of, wanted_of
from ui.screens.register_rows import Listing
from ui.steps.thing_labels import label_kinds, labels_button
from workbench.batch.records import BatchLine
from workbench.custody.records import InfusionLine
from workbench.journal.records import JournalEntry
from workbench.kernel.values import Quantity
from workbench.people.records import Person
from workbench.stock.reckoning import remaining
from workbench.stock.records import Lot, LotUse, Property
from workbench.words.formats import moment_text, quantity_text

SHORT = 36
"""Letters of a label and its value that have room in one line."""
ENTRIES = 6
"""Journal entries that are shown of a record."""


class Details(QWidget):
    """What is known of the chosen line, its latest journal entries, and the act that opens it."""

    def __init__(self, desk: Desk, lots: LotActs) -> None:
        super().__init__()
        self.desk, self.lots = desk, lots
        self._body = col(gap=8, edges=FLUSH)
        self.setLayout(col((Card(self._body), 1), gap=0, edges=FLUSH))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        clear(self._body)
        self._body.addWidget(EmptyState("list-details", look.words("Choose a line"), look.words("Its details appear here.")), 1)

    def show_line(self, listing: Listing, line: Any) -> None:
        """Shows one line."""
        clear(self._body)
        words = look.words
        columns, cells = listing.columns(words), listing.cells(line, words, self.desk.zone)
        parts: list[Part] = [Text(cells[0].text, "page", ident=True)]
        for column, cell in zip(columns[1:], cells[1:], strict=True):
            parts.append(label_value(column.title, cell.text))
            if cell.sub:
                parts.append(Text(cell.sub, "small", "text2", wrap=True))
        parts += self._lot(line) if isinstance(line, Lot) else []
        parts += self._latest(listing, line)
        parts.append(None)
        if listing.screen:
            about = getattr(line, listing.about)
            parts.append(Button(words("Open"), "primary", "player-play", name="do.open", wide=True, act=lambda: self.desk.go(listing.screen, about)))
            if isinstance(line, BatchLine):
                parts.append(
                    Button(words("QC and release"), "ghost", "checklist", name="do.open-release", wide=True, act=lambda: self.desk.go("release", line.id))
                )
        if isinstance(line, InfusionLine):
            parts.append(Button(words("Follow-up"), "ghost", "calendar", name="do.years", wide=True, act=lambda: self.desk.go("followup", line.id)))
            parts.append(Button(words("Four registers"), "ghost", "list-details", name="do.one-bag", wide=True, act=lambda: self.desk.go("one-bag", line.id)))
        if isinstance(line, Lot):
            parts.append(Button(words("Decide this lot"), "primary", "writing-sign", name="do.decide-lot", wide=True, act=lambda: self.lots.decide(line.id)))
            parts.append(Button(words("Take a sample"), "ghost", "test-pipe-2", name="do.take-sample", wide=True, act=lambda: self.lots.sample(line.id)))
            if "lot" in label_kinds(self.desk):
                parts.append(labels_button(self.desk, "lot", line.id, f"{line.name} · {line.number}", flags={line.status.value}))
        self._body.addLayout(col(*parts, gap=8, edges=FLUSH), 1)

    def _lot(self, lot: Lot) -> list[Part]:
        words = look.words
        with self.desk.register.reading() as reader:
            uses = reader.find(LotUse, {"lot": lot.id}, sort="seq")
            wanted = {each.name: each for each in wanted_of(reader, lot.material)}
            samples = samples_of(reader, lot.material, words.language)
        parts: list[Part] = [label_value(words("Left"), quantity_text(remaining(lot, uses), words))]
        if lot.article:
            parts.append(label_value(words("Article"), lot.article, ident=True))
        for own in lot.properties:
            field = wanted.get(own.name)
            name, value = field.text[words.language] if field is not None else own.name, self._property(own)
            if len(name) + len(value) <= SHORT:
                parts.append(label_value(name, value))
            else:
                parts += [Text(name, "note", "text2", wrap=True), row(None, Text(value, "value"))]
        for use in uses[-4:]:
            what = use.batch or samples.get(use.purpose, use.purpose)
            parts.append(Text(f"{what} · {quantity_text(use.amount, words)} · {moment_text(use.at, self.desk.zone, words)}", "small", "text2", wrap=True))
        return parts

    def _property(self, own: Property) -> str:
        """A value of a lot as people read it: a moment on the clocks of the site, a number with its unit."""
        words = look.words
        if own.unit:
            try:
                return quantity_text(Quantity(Decimal(own.value), own.unit), words)
            except InvalidOperation:
                return f"{own.value} {own.unit}"
        try:
            return moment_text(datetime.fromisoformat(own.value), self.desk.zone, words)
        except ValueError:
            return own.value

    def _latest(self, listing: Listing, line: Any) -> list[Part]:
        words = look.words
        with self.desk.register.reading() as reader:
            people = {each.id: each.name for each in reader.find(Person)}
            told = reader.find(JournalEntry, {"what": listing.kind.__name__.lower(), "key": line.id}, sort="-seq", limit=ENTRIES)
        if not told:
            return []
        parts: list[Part] = [Text(words("Latest in the journal"), "head")]
        for each in told:
            at = moment_text(each.at, self.desk.zone, words)
            parts.append(Text(f"{each.seq} · {at} · {people.get(each.actor.person, each.actor.person)} · {each.reason}", "small", "text2", wrap=True))
        return parts
