"""Equipment: what there is, what keeps each piece fit for use, and until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.field import ChoiceField, Field, TextField
from ui.kit.layout import col
from ui.kit.moment_field import DateField
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.theme import look
from ui.screens.acting import in_right, needed_for
from ui.screens.asking import AskSheet
from workbench.formula.reading import formula_of
from workbench.formula.records import EquipmentNeed, FormulaStatus, FormulaVersion
from workbench.kernel.findings import Done
from workbench.people.rights import Act
from workbench.premises.actions import add_equipment, renew_equipment
from workbench.premises.records import Due, Equipment
from workbench.premises.rules import SOON
from workbench.words.formats import date_text
from workbench.words.sentence import N_
from workbench.words.translation import Words

STATES = {
    "fit": ("released", N_("fit for use")), "soon": ("await", N_("due soon")), "lapsed": ("rejected", N_("lapsed")),
    "unknown": ("draft", N_("nothing recorded")),
}  # fmt: skip


class EquipmentScreen(Screen):
    """``desk.go("equipment", equipment_id)``."""

    place = "settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self.notice = Notice(name="notice.equipment")
        self.new = Button(words("New equipment"), "ghost", "plus", name="do.new-equipment", tool=True, act=self.add)
        self.renew = Button(words("Record calibration or cleaning"), "primary", "refresh", name="do.renew", tool=True, act=self.renew_chosen)
        self.leave_it = Button(words("Back"), "ghost", "arrow-left", name="do.back", tool=True, act=self.back)
        self.head = PageHead(words("Equipment"), "", right=(self.leave_it, self.new, self.renew), mark=desk.mark)
        self.table = TableView("equipment", Rows(_columns(words)), row=48, wraps=True, says=words("Equipment"))
        self.table.opened.connect(lambda _record: self.renew_chosen())
        self.table.chosen.connect(lambda _record: self._allow())
        self.empty = EmptyState("scale", words("No equipment yet"), words("Enter what the formulas ask for: cabinets, balances, dose calibrators."))
        self.card = Card(col(self.table, gap=0), edges=(1, 1, 1, 1))
        self.setLayout(col(self.head, self.notice, (self.card, 1), (self.empty, 1), gap=12, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("Equipment")

    def enter(self, argument: object = None) -> None:
        """Shows everything; one piece if it is named."""
        self.notice.clear()
        self.refresh()
        if isinstance(argument, str):
            self.table.choose(argument)

    def refresh(self) -> None:
        words, kept, kinds = look.words, self.table.record, self._kinds()
        with self.desk.register.reading() as reader:
            machines = sorted(reader.find(Equipment), key=lambda each: (min((due.until for due in each.dues), default=date.max), each.id))
        self.table.rows.show_lines([_row(each, kinds, self.desk.today, words) for each in machines])
        self.table.choose(kept)
        self.card.setVisible(bool(machines))
        self.empty.setVisible(not machines)
        said = words("what is overdue comes first")
        self.head.say(words("Equipment"), said, self.desk.mark)
        self._allow()

    def _allow(self) -> None:
        missing = needed_for(self.desk, Act.KEEP_EQUIPMENT)
        self.new.setEnabled(not missing)
        self.renew.setEnabled(not missing and self.table.record is not None)
        for each in (self.new, self.renew):
            each.setToolTip(missing)
            each.setAccessibleDescription(missing)

    def add(self) -> None:
        """A piece under the number that stands on it."""
        words = look.words
        kinds = self._kinds()
        kind: Field = TextField("kind", words("Kind, as the formulas call it"))
        if kinds:
            kind = ChoiceField("kind", words("Kind"), [(name, need.text[words.language]) for name, need in kinds.items()])
        fields = [kind, TextField("number", words("Number on it"), ident=True, width=220), TextField("name", words("Name")), TextField("room", words("Room"))]

        def done(sheet: AskSheet) -> bool:
            number, name, room = sheet.value("number"), sheet.value("name"), sheet.value("room")
            return self._act(sheet, lambda: add_equipment(number, sheet.value("kind"), name, room, **in_right(self.desk, Act.KEEP_EQUIPMENT)))

        note = words("It is fit for use once each need of the formulas (calibration, cleaning) is recorded with a date.")
        self.desk.sheet(AskSheet("equipment", words("New equipment"), fields, words("Add it"), "do.add-equipment", done, note, optional=("room",)))

    def renew_chosen(self) -> None:
        """Records until when a need of the chosen piece is met."""
        words, key = look.words, str(self.table.record)
        with self.desk.register.reading() as reader:
            machine = reader.get(Equipment, key)
        asked = self._kinds().get(machine.kind)
        needs = sorted({due.need for due in machine.dues} | set(asked.needs if asked is not None else ()))
        which: Field = ChoiceField("need", words("Need"), [(each, each) for each in needs], chosen=needs[0]) if needs else TextField("need", words("Need"))
        fields = [which, DateField("until", words("Met until")), TextField("why", words("Certificate or record"))]

        def done(sheet: AskSheet) -> bool:
            until, why = sheet.day("until") or self.desk.today, sheet.value("why")
            return self._act(sheet, lambda: renew_equipment(machine.id, sheet.value("need"), until, why, **in_right(self.desk, Act.KEEP_EQUIPMENT)))

        title = f"{machine.name} · {machine.id}"
        self.desk.sheet(AskSheet("renew", title, fields, words("Record"), "do.renew-now", done))

    def _act(self, sheet: AskSheet, act: Callable[[], Done]) -> bool:
        return self.desk.act(act, sheet.notice, lambda _done: self.refresh()) is not None

    def _kinds(self) -> dict[str, EquipmentNeed]:
        """Every kind of equipment that an approved formula asks for."""
        with self.desk.register.reading() as reader:
            versions = reader.find(FormulaVersion, {"status": FormulaStatus.APPROVED}, sort="id")
        return {each.name: each for version in versions for each in formula_of(version.text).equipment}

    def confirm(self) -> None:
        if self.renew.isEnabled():
            self.renew_chosen()

    def retranslate(self) -> None:
        words = look.words
        self.new.setText(words("New equipment"))
        self.renew.setText(words("Record calibration or cleaning"))
        self.leave_it.setText(words("Back"))
        self.table.rows.set_titles(_columns(words))
        self.refresh()


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words("Equipment"), stretch=1.2), Column(words("Kind"), stretch=1), Column(words("Room"), 110), Column(words("Met until"), stretch=1.6),
        Column(words("State"), 150),
    )  # fmt: skip


def _row(machine: Equipment, kinds: Mapping[str, EquipmentNeed], day: date, words: Words) -> Row:
    kind = kinds[machine.kind].text[words.language] if machine.kind in kinds else machine.kind
    soon = [each for each in machine.dues if each.until - day <= SOON]
    state, word = STATES["unknown" if not machine.dues else "lapsed" if any(each.until < day for each in soon) else "soon" if soon else "fit"]
    return Row(
        (
            Cell(machine.name, machine.id, strong=True), Cell(kind, ink="text2"), Cell(machine.room or "–"),
            Cell(_needs(machine.dues, words), ink="text2"), Cell(words.marked(word), state=state, solid=False),
        ),
        machine.id,
    )  # fmt: skip


def _needs(dues: tuple[Due, ...], words: Words) -> str:
    return ", ".join(f"{each.need} {date_text(each.until, words)}" for each in dues) or "–"
