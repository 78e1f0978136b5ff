"""The other pages of an order: product, dose, schedule, check."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtWidgets import QWidget

from ui.kit.card import Card, card_head
from ui.kit.choose import Segmented, Tick
from ui.kit.field import ChoiceField, NoteField, TextField
from ui.kit.layout import FLUSH, Part, box, clear, col, spread
from ui.kit.moment_field import MomentField
from ui.kit.notice import Notice
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.theme import look
from ui.screens.order_intake_basis import approved
from ui.screens.order_intake_parts import Intake, Lines, Page, labelled, value_line
from ui.screens.order_words import channel_word
from ui.steps.proving import People
from workbench.formula.reading import formula_of
from workbench.formula.records import MasterFormula
from workbench.kernel.findings import Finding, Severity
from workbench.kernel.values import Role
from workbench.orders.records import Channel
from workbench.orders.rules import told_rightly
from workbench.people.rules import day_of
from workbench.regimes.rules import in_force
from workbench.words.formats import moment_text


class ProductPage(Page):
    """Which formula, on which legal basis. An order that is amended keeps both."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        words, line = look.words, intake.source
        self._formulas: dict[str, MasterFormula] = {}
        self.product = ChoiceField("formula", words("Product"), source=line(words("Product")), size="work")
        self.regime = ChoiceField("regime", words("Legal pathway"), source=words("decided by the pharmacy, with the legal basis of the site"), size="work")
        self._about = col(gap=6, edges=FLUSH)
        self._card = Card(self._about, part="panel")
        self._ways = col(gap=6, edges=FLUSH)
        self._ways_card = Card(self._ways, part="panel")
        self.watch(self.product, self.regime)
        self.scrolled(self.product, self._card, self.regime, self._ways_card, self.reasons)
        self.look_again()

    @property
    def title(self) -> str:
        return look.words("Product")

    def look_again(self) -> None:
        """Which formulas are approved may have changed."""
        words = look.words
        with self.intake.desk.register.reading() as reader:
            self._formulas = {code: formula_of(each.text) for code, each in approved(reader).items()}
        if self.intake.formula is not None and self.intake.amends:
            self._formulas = {self.intake.formula.code: self.intake.formula}
        self.product.offer([(code, each.text[words.language]) for code, each in self._formulas.items()])
        if len(self._formulas) == 1 and not self.product.code:
            self.product.choose(next(iter(self._formulas)))
        self.product.control.setEnabled(not self.intake.amends)
        self.regime.control.setEnabled(not self.intake.amends)
        self._offer()

    def _offer(self) -> None:
        formula = self._formulas.get(self.product.code)
        self.intake.formula = formula
        codes = formula.regimes if formula else ()
        self.regime.offer([(code, code) for code in codes])
        if len(codes) == 1 and not self.regime.code:
            self.regime.choose(codes[0])
        self._show_about(formula)
        self._show_ways()

    def _show_ways(self) -> None:
        """What the codes stand for; of the chosen one alone, once it is chosen."""
        known, formula = self.intake.regimes, self.intake.formula
        codes = [self.regime.code] if self.regime.code else list(formula.regimes) if formula else []
        clear(self._ways)
        self._ways_card.setVisible(bool(codes))
        for code in codes:
            named = known.get(code)
            name = (named.name_ru if look.words.language == "ru" else named.name_en) if named else look.words("not known here")
            self._ways.addWidget(value_line(code, name))

    def _show_about(self, formula: MasterFormula | None) -> None:
        clear(self._about)
        self._card.setVisible(formula is not None)
        if formula is not None:
            words = look.words
            for label, value in (
                (words("Master formula"), words("{code}, version {n}").format(code=formula.code, n=formula.version)),
                (words("Form"), formula.form[words.language]),
            ):
                self._about.addWidget(value_line(label, value, 190))

    @property
    def typed(self) -> dict[str, str]:
        return {"formula": self.product.code, "regime": self.regime.code, **self.reasons.typed}

    def fill(self, values: Mapping[str, str]) -> None:
        if values.get("formula"):
            self.product.choose(values["formula"])
            self._offer()
        if values.get("regime"):
            self.regime.choose(values["regime"])
        self.show_judged()

    def _tell(self) -> None:
        if self.intake.formula is None or self.intake.formula.code != self.product.code:
            self._offer()
        super()._tell()

    @property
    def found(self) -> tuple[Finding, ...]:
        """What is to be said of the pathway, and of other orders of this patient."""
        desk, others = self.intake.desk, self.intake.basis.others if self.intake.basis else ()
        if not self.regime.code or self.intake.amends:
            return others
        return (*in_force(self.intake.regimes, self.regime.code, day_of(desk.clock.now(), desk.zone)), *others)

    def show_judged(self) -> None:
        self._show_ways()
        self.reasons.show_findings(self.found, self.intake.desk.zone)

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """What no reason lifts."""
        return tuple(each for each in self.found if each.severity is Severity.STOPS)

    @property
    def left_to_do(self) -> list[str]:
        left = [each.label.text() for each in (self.product, self.regime) if not each.code]
        return left or ([look.words("a pathway in force")] if self.stopping else [])

    @property
    def lines(self) -> Lines:
        words = look.words
        return [(words("Product"), self.product.combo.currentText() if self.product.code else ""), (words("Pathway"), self.regime.code)]


class SchedulePage(Page):
    """For whom and when on the ward, who prescribes, and how the order came."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        words, line = look.words, intake.source
        self.ward = TextField("ward", words("Ward"), source=line(words("Ward")), longest=80)
        self.planned = MomentField("planned", words("Planned for"), zone=intake.desk.zone, source=line(words("Date")), width=None)
        self.prescriber = ChoiceField("prescriber", words("Prescriber"), self.prescribers(), source=words("prescribers of this site, today"))
        ways = [(each.value, channel_word(each, words)) for each in Channel]
        self.channel = Segmented("channel", ways, label=words("How the order came"), height=look.work)
        self.told_by = TextField("told_by", words("Told by"), source=words("name of the caller"))
        self.read_back = Tick("read_back", words("Read back"), words("I read the order back to the caller, and it agreed."))
        self.why = NoteField("why", words("Why it is amended"), height=56)
        self._phone = box(spread((self.told_by, 1), (box(col(20, self.read_back, None)), 1), gap=16))
        self._signed = Notice("info", words("The prescriber signs when the order is saved."), name="notice.prescribes")
        self.watch(self.ward, self.planned, self.prescriber, self.told_by, self.why)
        self.channel.chosen.connect(lambda _code: self._tell())
        self.read_back.toggled.connect(lambda _on: self._tell())
        where = box(spread((self.ward, 1), (self.planned, 1), gap=16, edges=FLUSH))
        way: list[Part] = [labelled(words("How the order came"), self.channel), self._phone, self._signed]
        parts: list[Part] = [self.why, *way, self.prescriber, where] if intake.amends else [where, self.prescriber, *way, self.why]
        self.scrolled(*parts)
        self.why.setVisible(intake.amends)
        self._show_channel()

    @property
    def title(self) -> str:
        return look.words("Schedule")

    def prescribers(self) -> list[tuple[str, str]]:
        """Identifier and name of everybody who may prescribe today."""
        return [(each.id, each.name) for each in People(self.intake.desk, (Role.PRESCRIBER,)).signers()]

    @property
    def way(self) -> Channel | None:
        """How the order came, once that is said."""
        return Channel(self.channel.code) if self.channel.code else None

    @property
    def typed(self) -> dict[str, str]:
        return {
            "ward": self.ward.text, "planned": self.planned.text, "prescriber": self.prescriber.code, "channel": self.channel.code,
            "told_by": self.told_by.text, "read_back": "yes" if self.read_back.isChecked() else "", "why": self.why.text,
        }  # fmt: skip

    def fill(self, values: Mapping[str, str]) -> None:
        self.filling = True
        for field in (self.ward, self.planned, self.told_by, self.why):
            if field.name in values:
                field.show_text(values[field.name])
        if values.get("prescriber"):
            self.prescriber.choose(values["prescriber"])
        if values.get("channel"):
            self.channel.choose(values["channel"])
        if "read_back" in values:
            self.read_back.setChecked(bool(values["read_back"]))
        self.filling = False
        self._show_channel()

    def _tell(self) -> None:
        self._show_channel()
        super()._tell()

    def _show_channel(self) -> None:
        self._phone.setVisible(self.way is Channel.TELEPHONE)
        self._signed.setVisible(self.way is Channel.SCREEN)

    @property
    def left_to_do(self) -> list[str]:
        words = look.words
        left = [] if self.prescriber.code else [self.prescriber.label.text()]
        if self.intake.amends and len(self.why.text) < 3:
            left.append(words("why it is amended"))
        if self.planned.text and self.planned.value is None:
            left.append(self.planned.label.text())
        if self.way is None:
            left.append(words("how the order came"))
        else:
            said = {"orders.told-by-missing": words("who told it"), "orders.not-read-back": words("read-back")}
            left += [said[each.code] for each in told_rightly(self.way, self.told_by.text, self.read_back.isChecked())]
        return left

    @property
    def lines(self) -> Lines:
        words = look.words
        planned: datetime | None = self.planned.value
        way = channel_word(self.way, words) if self.way else ""
        lines = [
            (words("Ward"), self.ward.text),
            (words("Planned for"), moment_text(planned, self.intake.desk.zone, words) if planned else ""),
            (words("Prescriber"), self.prescriber.combo.currentText() if self.prescriber.code else ""),
            (words("How it came"), way),
        ]
        if self.way is Channel.TELEPHONE:
            lines.append((words("Told by"), self.told_by.text))
            lines.append((words("Read back"), words("yes") if self.read_back.isChecked() else ""))
        if self.intake.amends:
            lines.append((words("Why"), self.why.text))
        return lines


class CheckPage(Page):
    """Everything once more before it is saved; of an amendment, what was and what will be."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        self._body = col(gap=12, edges=FLUSH)
        self.scrolled(self._body, note=look.words("Compare each value with the order itself before you save."))

    @property
    def title(self) -> str:
        return look.words("Summary")

    def show_pages(self, pages: list[tuple[str, Lines]], changes: list[tuple[str, str, str]]) -> None:
        """Title and lines of each page; and label, old and new value of what is amended."""
        words = look.words
        clear(self._body)
        if self.intake.amends:
            self._body.addWidget(self._changes(changes) if changes else Notice("info", words("Nothing is different from the order as it stands.")))
        cards: list[QWidget] = []
        for title, lines in pages[-2:] if self.intake.amends else pages:
            parts: list[Part] = [card_head(title), *(value_line(label, value, 130) for label, value in lines)]
            cards.append(Card(col(*parts, None, gap=6), part="panel"))
        half = len(cards) // 2
        left, right = (col(*cards[place : place + half], None, gap=12, edges=FLUSH) for place in (0, half))
        self._body.addLayout(spread((left, 1), (right, 1), gap=12))

    def _changes(self, changes: list[tuple[str, str, str]]) -> QWidget:
        words = look.words
        columns = (Column(words("What changes"), stretch=1), Column(words("Was"), stretch=1), Column(words("Will be"), stretch=1))
        lines = [Row((Cell(label), Cell(old, ink="text2"), Cell(new, strong=True, ink="await.fg"))) for label, old, new in changes]
        table = TableView("changes", Rows(columns, lines), row=36, head=32, grows=True, wraps=True, says=words("What changes"))
        return Card(col(table, gap=0), edges=(1, 1, 1, 1))
