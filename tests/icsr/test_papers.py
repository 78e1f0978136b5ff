"""A report on a form: what stands in its boxes, that nothing is cut, who is named, and what is kept."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.icsr.cases import Sending
from tests.paper_reading import fonts, millimetres, squeezed, text_of
from tests.papers_factory import press
from workbench.cli.resources import Resources
from workbench.documents.forms import Form
from workbench.documents.forms_reading import form_of
from workbench.documents.frame import Printing
from workbench.icsr.actions.printing import print_case
from workbench.icsr.actions.telling import narrate
from workbench.icsr.joining import case_report
from workbench.icsr.paper import VALUES, Sheet, case_paper
from workbench.icsr.paper_values import Occasion
from workbench.icsr.records import CasePaper
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.site.records import Purpose
from workbench.vigilance.casereport.records import CaseReport, Reaction
from workbench.vigilance.tables import Status
from workbench.words.translation import ENGLISH

FORMS: Mapping[str, Form] = {name: form_of(text, name, VALUES) for name, text in Resources().papers.items()}
CIOMS, NOTICE = FORMS["CIOMS-I"], FORMS["RU-NOTICE"]
HEAD = (7, bytes(range(32)))
LONG = "\n".join(f"Абзац {n}: жар <b>и</b> озноб & \u202e слабость, " + "капельница, кислород, " * 20 + f"конец {n}." for n in range(18))


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Sending:
    """A report that was assessed, with news."""
    made = Sending(tmp_path_factory.mktemp("ward"))
    made.assess(made.news(made.report(reaction="озноб и жар 39")))
    return made


@pytest.fixture(scope="module")
def case(ward: Sending) -> CaseReport:
    return case_report(ward.facts("SR-2026-0001"), ENGLISH, ward.desk.clock.now())


def paper(case: CaseReport, ward: Sending, form: Form = CIOMS, language: str = "en", purpose: Purpose = Purpose.REHEARSAL, **how: bool) -> bytes:
    """The case on a form."""
    printing = Printing("CP-2026-0001", 1, ward.desk.clock.now(), "Europe/Moscow", "Kim, Anna", Role.PHARMACIST, "", purpose)
    return case_paper(case, Occasion("SR-2026-0001", **how), Sheet(form, "Demo hospital", HEAD), press(language), printing)


def test_the_boxes_of_cioms_say(ward: Sending, case: CaseReport) -> None:
    said = squeezed(text_of(paper(case, ward, follow_up=True)))
    for passage in (
        "1  Patient initials withheld", "13 years", "Female", "“озноб и жар 39”", "☒ involved or prolonged inpatient", "☐ patient died", "PB-2026-0001.01",
        "2.5 mL", "☒ not applicable", "WHO-UMC: possible (assessing physician)", "24b  Control number RU-DEMO-SR-2026-0001", "☒ follow-up", "☐ initial",
        "FORM NOT VERIFIED", "designed to follow CIOMS I", "REHEARSAL – SAMPLE", "CP-2026-0001", "journal entry 7, SHA-256 000102", "0.1 EU/mL", "Page 1 of 1",
        "Release certificate PC-1",
    ):  # fmt: skip
        assert squeezed(passage) in said, passage
    for name in ("Lebedeva", "Лебедева", "Anna Lebedeva", "004812771"):
        assert squeezed(name) not in said, name


def test_the_russian_notification_says(ward: Sending, case: CaseReport) -> None:
    said = squeezed(text_of(paper(case, ward, NOTICE, "ru", lack_of_effect=True, nullified=True)))
    for passage in (
        "☒ отсутствии терапевтического эффекта", "☐ нежелательной реакции", "Номер серии PB-2026-0001", "13 лет", "41,2 кг", "☒ госпитализация",
        "ФОРМА НЕ СВЕРЕНА", "Форма не сверена с действующим приказом", "Случай аннулирован", "☒ другой медицинский работник", "Стр. 1 из",
    ):  # fmt: skip
        assert squeezed(passage) in said, passage


def test_of_a_long_narrative_nothing_is_cut_and_markup_is_text(ward: Sending, case: CaseReport) -> None:
    told = replace(case, narrative=LONG)
    pdf = paper(told, ward, NOTICE, "ru")
    said = text_of(pdf)
    assert len(millimetres(pdf)) > 2 and "полностью после формы" in said
    for n in range(18):
        assert f"конец{n}." in squeezed(said)
    assert "<b>и</b> озноб &" in said.replace("\n", " ") and "⟨U+202E⟩" in said and "□" not in said
    assert all(fonts(pdf).values())
    assert all(f"Стр. {n} из {len(millimetres(pdf))}" in text_of(pdf, n - 1) for n in range(1, len(millimetres(pdf)) + 1))


def test_the_same_case_gives_the_same_bytes_and_an_empty_one_a_paper(ward: Sending, case: CaseReport) -> None:
    assert paper(case, ward) == paper(case, ward)
    empty = squeezed(text_of(paper(CaseReport(reactions=(Reaction(),)), ward, purpose=Purpose.LIVE)))
    assert "SAMPLE" not in empty and "☒involved" not in empty


def test_a_form_that_was_compared_says_nothing_of_that(ward: Sending, case: CaseReport) -> None:
    assert "VERIFIED" not in text_of(paper(case, ward, replace(CIOMS, status=Status.READ)))


@pytest.mark.parametrize("wrong", ['value = "colour"', 'width = 900', 'lines = 0', "choices = [[1]]", "status = 3"])
def test_a_form_with_a_mistake_is_refused(wrong: str) -> None:
    key = wrong.partition(" ")[0]
    lines = Resources().papers["RU-NOTICE"].split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{key} ="))
    lines[at : (lines.index("]", at) + 1 if key == "choices" else at + 1)] = [wrong]
    with pytest.raises(Refused):
        form_of("\n".join(lines), "RU-NOTICE", VALUES)


def test_printing_is_kept_with_its_bytes_and_counts_copies(tmp_path: Path) -> None:
    ward = Sending(tmp_path, ready=False)
    number = ward.report().report.id
    narrate(number, "Infection was excluded.", **ward.desk.doing("MD1", Role.PHYSICIAN))
    with pytest.raises(Refused):
        print_case(number, CIOMS, press=press("en"), **ward.desk.doing("WN1"))
    for who in ("PH1", "SU1"):
        print_case(number, CIOMS, press=press("ru"), **ward.desk.doing(who))
    first, second = ward.desk.kept(CasePaper)
    assert (first.number, first.copy, second.number, second.copy) == ("CP-2026-0001", 1, "CP-2026-0001", 2)
    assert "Infection was excluded." in text_of(second.content).replace("\n", " ") and second.head > first.head
    assert "Экз. 2" in text_of(second.content)
