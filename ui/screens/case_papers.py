"""A report on paper: printed on one of the forms, shown as it is kept, and sent to a printer or saved."""
from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.choose import Segmented
from ui.kit.layout import FLUSH, Part, box, clear, col, row
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.screens.acting import act_beside, in_right
from ui.screens.release_paper import PaperSheet
from ui.steps.printing import presses
from workbench.documents.forms import Form, worded
from workbench.documents.forms_reading import form_of
from workbench.icsr.actions.printing import print_case
from workbench.icsr.paper import VALUES
from workbench.icsr.records import CasePaper
from workbench.kernel.findings import Done
from workbench.people.rights import Act
from workbench.words.formats import moment_text

LANGUAGES: Mapping[str, tuple[str, ...]] = {"CIOMS-I": ("en", "ru"), "RU-NOTICE": ("ru",)}
"""In which languages a form is printed: the Russian notification goes to a Russian authority."""
LACK = "RU-NOTICE"
"""The form that also tells of an effect that failed to appear."""


@lru_cache(maxsize=2)
def _forms(texts: tuple[tuple[str, str], ...]) -> Mapping[str, Form]:
    found = [form_of(text, name, VALUES) for name, text in texts]
    return {each.code: each for each in found}


def forms(desk: Desk) -> Mapping[str, Form]:
    """The forms of this workbench, by code."""
    return _forms(tuple(sorted(desk.resources.papers.items())))


class CasePapersSheet(Sheet):
    """``do.print.<form>.<language>`` makes and keeps a paper and shows it; below stand those that were made."""

    def __init__(self, desk: Desk, report: str) -> None:
        super().__init__("case-papers", width=720)
        words = look.words
        self.desk, self.report = desk, report
        self.notice = Notice(name="notice.case-papers")
        kinds = (("reaction", words("an adverse reaction")), ("lack", words("a lack of effect")))
        self.tells = Segmented("tells", kinds, "reaction", label=words("The notification tells of"))
        self._kept = col(gap=6, edges=FLUSH)
        note = words("Printing keeps the paper with its number. It is not recorded as sent: that is done at the clock of the report.")
        parts: list[Part] = [Text(words("Papers of {number}").format(number=report), "page"), Text(note, "note", "text2", wrap=True)]
        for code, form in sorted(forms(desk).items()):
            parts += [Text(worded(form.name, words), "head", wrap=True), Text(worded(form.note, words), "small", "await.fg", wrap=True)]
            if code == LACK:
                parts.append(row(Text(words("The notification tells of"), "note"), self.tells, None, gap=10))
            parts.append(row(*(self._button(form, language) for language in LANGUAGES.get(code, (desk.site.language,))), None, gap=8))
        close = Button(words("Close"), name="do.close", act=self.cancel)
        parts += [self.notice, Text(words("Printed so far"), "head"), box(self._kept), row(None, close, gap=12)]
        self.set_body(col(*parts, gap=10))
        self._read()

    def _button(self, form: Form, language: str) -> Button:
        words = look.words
        said = {"en": words("Print in English"), "ru": words("Print in Russian")}[language]
        return Button(said, "ghost", "printer", name=f"do.print.{form.code}.{language}", tool=True, act=partial(self._print, form, language))

    def _print(self, form: Form, language: str) -> None:
        press, doing, lack = presses(self.desk)[language], in_right(self.desk, Act.SEND_REPORT), form.code == LACK and self.tells.code == "lack"

        def work() -> Done:
            return print_case(self.report, form, lack_of_effect=lack, press=press, **doing)

        def made(done: Done) -> None:
            self.notice.clear()
            self._read()
            self._show(next(each for each in done.changed if isinstance(each, CasePaper)))

        act_beside(self.desk, work, self.notice, made, lambda: None, look.words("Making the paper"))

    def _read(self) -> None:
        words = look.words
        with self.desk.register.reading() as reader:
            papers = reader.find(CasePaper, {"report": self.report}, sort="-seq")
        clear(self._kept)
        for each in papers:
            self._kept.addWidget(self._line(each))
        if not papers:
            self._kept.addWidget(Text(words("None was printed yet."), "note", "text2"))

    def _line(self, paper: CasePaper) -> QWidget:
        said = paper_text(paper, self.desk)
        return box(row(Text(said, "note"), None, Link(look.words("Open"), partial(self._show, paper), name=f"do.open.{paper.id}"), gap=10, edges=FLUSH))

    def _show(self, paper: CasePaper) -> None:
        words = look.words
        name = f"{paper.number}-{paper.copy}"
        note = words("Up to journal entry {head}. What was printed stays as it was.").format(head=paper.head)
        self.close_sheet()
        self.desk.sheet(PaperSheet(paper_text(paper, self.desk), note, paper.content, name))


def paper_text(paper: CasePaper, desk: Desk) -> str:
    """Number, form, language, copy and time of a kept paper."""
    words = look.words
    said = words("{number} · {form}, {language} · copy {n} · {moment}")
    return said.format(number=paper.number, form=paper.form, language=paper.language.upper(), n=paper.copy, moment=moment_text(paper.at, desk.zone, words))
