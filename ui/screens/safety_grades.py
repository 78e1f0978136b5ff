"""All grades of one patient by day and of the whole course; a clinician's grade from a list; the choice of the version of CTCAE."""
from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField, NoteField
from ui.kit.grades import GradeGrid
from ui.kit.layout import Part, box, col, row
from ui.kit.moment_field import MomentField
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.table import Column, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.asking import AskSheet, reason_field
from ui.screens.safety_reading import checklists, editions, grid_says, mark
from ui.screens.safety_sheets import grade_row
from ui.screens.safety_words import scale_text
from workbench.people.rights import Act
from workbench.vigilance.actions.choosing import choose_ctcae, grade_by_clinician
from workbench.vigilance.grading.clinical import Checklist, unread
from workbench.vigilance.monitoring import DAYS, Track, worst
from workbench.vigilance.observed import ITEMS
from workbench.vigilance.scales import COURSE, HIGHEST, ICE, ctcae_of
from workbench.words.findings import told
from workbench.words.names import initials_text
from workbench.words.sentence import N_
from workbench.words.translation import Words

WIDE, NAMED = 1000, 150
"""Pixels of the sheet, and of the names beside the grid."""
ALL = "*"
"""All products that have no choice of their own."""
FOUND = {"": N_("not known"), "yes": N_("yes"), "no": N_("no")}


class GradesSheet(Sheet):
    """``grid.all``: every scale by day, each laboratory term by the one version of CTCAE of this patient; ``list.course``: ICAHT."""

    def __init__(self, desk: Desk, track: Track, people: Mapping[str, str]) -> None:
        super().__init__("grades", width=WIDE)
        words = look.words
        rows = day_rows(track, words)
        grid = GradeGrid("all", words("Grades by day after infusion"), names=NAMED)
        grid.show_grid([str(day) for day in range(DAYS + 1)], rows, grid_says(rows, words))
        columns = (Column(words("Whole course"), 200), Column(words("Why"), stretch=1), Column(words("Decided"), 170))
        lines = [grade_row(track, each, people, words) for each in track.standing() if each.scale in COURSE]
        course = TableView("course", Rows(columns, lines), row=44, wraps=True, grows=True, says=words("Whole course"))
        version = words("Laboratory terms by CTCAE v{version}: the choice that was in force when the infusion began.").format(version=track.ctcae or "")
        none = words("No version of CTCAE is chosen: laboratory terms are not graded. A choice holds from the next sheet on.")
        choose = Button(words("Choose the version"), "ghost", "writing-sign", name="do.choose-ctcae", tool=True, act=lambda: ask_version(desk, track))
        wait = words("Early ICAHT is graded when its 30 days are over: a run that has not ended yet would count as one that never ends.")
        parts: list[Part] = [
            Text(words("All grades"), "page"), row((Text(version if track.ctcae else none, "note", "text2", wrap=True), 1), choose, gap=12), grid,
            course if lines else Text(wait, "note", "text2", wrap=True), row(None, Button(words("Close"), name="do.close", act=self.cancel), gap=12),
        ]  # fmt: skip
        self.set_body(col(*parts, gap=12))


def day_rows(track: Track, words: Words) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Scale to the worst grade of each day, of every scale by which anything was graded; terms of CTCAE last, as the sheet asks them."""
    found: dict[str, dict[int, list[int | None]]] = {}
    for each in track.standing():
        if each.scale != ICE and each.scale not in COURSE:
            found.setdefault(each.scale, {}).setdefault(track.day(each.at), []).append(track.counts(each))
    order = (*HIGHEST, *ITEMS)
    scales = sorted(found, key=lambda scale: order.index(term[1] if (term := ctcae_of(scale)) else scale))
    return tuple(
        (scale_text(scale, words), tuple(mark(worst(found[scale][day])) if day in found[scale] else "" for day in range(DAYS + 1))) for scale in scales
    )


def ask_version(desk: Desk, track: Track) -> None:
    """By which version laboratory terms are graded from now on."""
    words, known = look.words, editions(desk)
    code = track.product.rpartition(".")[0]
    which = ChoiceField("version", words("Version of CTCAE"), [(each, words("CTCAE v{version}").format(version=each)) for each in known])
    product = ChoiceField("product", words("For"), [(ALL, words("all products without a choice of their own")), (code, code)], chosen=ALL)
    why = reason_field("why")

    def act(sheet: AskSheet) -> bool:
        chosen = sheet.value("product")
        doing = in_right(desk, Act.CHOOSE_CTCAE)
        of = "" if chosen == ALL else chosen
        return desk.act(lambda: choose_ctcae(sheet.value("version"), sheet.value("why"), known, product=of, **doing), sheet.notice) is not None

    note = words("It holds for infusions that begin from now on, and where it is the first choice, for all. No patient is graded by two versions.")
    title = words("Choose the version of CTCAE")
    desk.sheet(AskSheet("ctcae", title, [which, product, why], words("Choose"), "do.choose-ctcae-now", act, note))


class ChecklistSheet(Sheet):
    """``do.grade-now`` keeps a clinician's grade from a list; ``field.list`` goes to the other list."""

    def __init__(self, desk: Desk, track: Track, scale: str = "") -> None:
        super().__init__("checklist", width=900)
        self.desk, self.track = desk, track
        words, known = look.words, checklists(desk)
        self.checklist: Checklist = known[scale] if scale else next(iter(known.values()))
        tabs = Segmented("list", [(code, scale_text(code, words)) for code in known], self.checklist.scale, label=words("List"))
        tabs.chosen.connect(self._other)
        self.at = MomentField("at", words("Seen at"), zone=desk.zone)
        self.found: dict[str, Segmented] = {}
        options = [(level, f"{level}: {self._own(text.en, text.ru)}") for level, text in self.checklist.grades]
        self.grade = ChoiceField("grade", words("Grade by the clinician"), [(str(level), shown) for level, shown in options], width=640)
        self.reason = NoteField("reason", words("Reason"))
        self.notice = Notice(name="notice.checklist")
        self.go = Confirm(words("Grade"), "check", name="do.grade-now")
        self.go.pressed.connect(self._done)
        who = words("{initials} · {number} · day {n} after the infusion").format(
            initials=initials_text(track.patient), number=track.patient.hospital_no, n=track.day(desk.clock.now())
        )
        said = " ".join(told(each, words, desk.zone).what for each in unread(self.checklist))
        name = self._own(self.checklist.name.en, self.checklist.name.ru)
        parts: list[Part] = [row(Text(words("Grade from a list"), "page"), None, tabs), Text(f"{who}. {name}. {said}", "note", "text2", wrap=True), self.at]
        parts += [self._item(each.key, self._own(each.text.en, each.text.ru)) for each in self.checklist.items]
        parts += [self.grade, self.reason, self.notice, row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self.go, gap=12)]
        self.set_body(col(*parts, gap=12))
        for field in (self.at, self.grade, self.reason):
            field.changed.connect(self._look)
        self._look()

    def _own(self, en: str, ru: str) -> str:
        return ru if look.words.language == "ru" else en

    def _item(self, key: str, text: str) -> QWidget:
        words = look.words
        self.found[key] = Segmented(key, [(code, words.marked(shown)) for code, shown in FOUND.items()], "", label=text)
        self.found[key].choose("")
        return box(row((Text(text, "body", wrap=True), 1), self.found[key], gap=12))

    def _other(self, scale: str) -> None:
        """The other list in the place of this one."""
        self.close_sheet()
        self.desk.sheet(ChecklistSheet(self.desk, self.track, scale))

    def confirm(self) -> None:
        self.go.press()

    def _look(self) -> None:
        asked = ((self.at, self.at.value is not None), (self.grade, bool(self.grade.code)), (self.reason, bool(self.reason.text)))
        self.go.left([field.label.text() for field, there in asked if not there])

    def _done(self) -> None:
        if self.at.value is None or not self.grade.code:
            return
        found = {key: {"yes": True, "no": False}.get(each.code) for key, each in self.found.items()}
        act = partial(
            grade_by_clinician, self.track.infusion.id, self.checklist, found, int(self.grade.code), self.reason.text, self.at.value,
            **in_right(self.desk, Act.DECIDE_GRADE),
        )  # fmt: skip
        if self.desk.act(act, self.notice) is not None:
            self.close_sheet()
