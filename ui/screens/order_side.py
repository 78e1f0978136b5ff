"""The right column of an order: its batch, what was collected, what is known of infectious markers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.card import Card, card_head, label_value, two_lines
from ui.kit.chip import Chip
from ui.kit.layout import FLUSH, Part, clear, col, row
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.order_acts import OrderActs
from ui.screens.order_reading import OrderFacts
from ui.screens.order_words import MARKER_LOOKS, given_text, marker_word
from ui.screens.states import status_chip
from ui.steps.thing_labels import label_kinds, labels_button
from workbench.orders.givens import values_of
from workbench.orders.records import Collection, OrderStatus
from workbench.words.formats import moment_text


class OrderSide(QWidget):
    """Filled from what was read of the order."""

    def __init__(self, desk: Desk, acts: OrderActs) -> None:
        super().__init__()
        self.desk, self.acts = desk, acts
        self._body = col(gap=10, edges=FLUSH)
        self.setLayout(self._body)

    def show_facts(self, facts: OrderFacts) -> None:
        """Shows these."""
        clear(self._body)
        for card in (self._batch(facts), self._collections(facts), self._markers(facts)):
            if card is not None:
                self._body.addWidget(card)
        self._body.addStretch(1)

    def _batch(self, facts: OrderFacts) -> QWidget | None:
        words = look.words
        if not facts.batches:
            return None
        parts: list[Part] = [card_head(words("Batch"))]
        for each in facts.batches:
            chip = Chip("draft", small=True)
            status_chip(chip, each.status, words)
            version = words("made for version {n}").format(n=each.order_version)
            parts += [two_lines(each.id, version, ident=True), row(chip, None)]
        return Card(col(*parts, gap=8))

    def _collections(self, facts: OrderFacts) -> QWidget | None:
        words, asked = look.words, facts.asked_of_collection
        if not asked and not facts.collections:
            return None
        parts: list[Part] = [card_head(words("Collections"))]
        for each in facts.collections:
            parts += self._collection(facts, each)
        if not facts.collections:
            parts.append(Text(words("Nothing is collected yet."), "small", "text2"))
        if facts.order.status not in (OrderStatus.HELD, OrderStatus.CANCELLED):
            parts.append(Button(words("Record a collection"), "ghost", "plus", name="do.record-collection", tool=True, wide=True, act=self.acts.collect))
        return Card(col(*parts, gap=8))

    def _collection(self, facts: OrderFacts, collection: Collection) -> list[Part]:
        words, zone = look.words, self.desk.zone
        values = values_of(facts.formula, collection.given)
        recorded = words("recorded {time} by {name}").format(time=moment_text(collection.at, zone, words), name=facts.name(collection.person))
        parts: list[Part] = [Text(collection.number, "value", ident=True), Text(recorded, "small", "text2", wrap=True)]
        for of in facts.asked_of_collection:
            if of.name in values:
                parts.append(Text(of.text[words.language], "small", "text2", wrap=True))
                parts.append(Text(given_text(of, values[of.name], words, zone), "value", wrap=True))
        if "collection" in label_kinds(self.desk):
            title = words("Collection {number}").format(number=collection.number)
            parts.append(labels_button(self.desk, "collection", collection.id, title))
        return parts

    def _markers(self, facts: OrderFacts) -> QWidget:
        words, zone = look.words, self.desk.zone
        last = facts.markers[-1] if facts.markers else None
        parts: list[Part] = [card_head(words("Infectious markers"))]
        if last is not None:
            look_ = MARKER_LOOKS.get(last.status, "await")
            parts.append(row(Chip(look_, marker_word(last.status, words), small=True, icon="test-pipe-2", solid=False), None))
            parts.append(label_value(words("Recorded"), moment_text(last.at, zone, words)))
        else:
            parts.append(Text(words("Nothing is recorded yet: labels say that it was not evaluated."), "small", "text2", wrap=True))
        parts.append(Button(words("Record markers"), "ghost", "edit", name="do.record-markers", tool=True, wide=True, act=self.acts.markers))
        return Card(col(*parts, gap=8))
