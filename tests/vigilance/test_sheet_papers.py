"""Bedside sheets on paper: what the next one asks, that its symbol is proved, and what a scan of it opens."""
from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.paper_reading import fonts, millimetres, squeezed, text_of
from tests.papers_factory import press
from tests.vigilance.rounds import EDITIONS, SCHEDULES, Bedside
from workbench.barcodes import own
from workbench.batch.records import Attachment
from workbench.documents.frame import Printing
from workbench.dossier.assemble import assemble
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.vigilance.actions.deciding import record_death
from workbench.vigilance.actions.papers import print_sheet
from workbench.vigilance.actions.rounds import Sheet, record_round
from workbench.vigilance.monitoring import Due, dues
from workbench.vigilance.observed import Typed
from workbench.vigilance.papers import asked, may_enter, paper_scanned, wanted
from workbench.vigilance.records import Observation, RoundPaper, RoundPaperBack
from workbench.vigilance.schedule import State
from workbench.vigilance.sheet_paper import proved, sheet_paper


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Bedside:
    """Day 1 after the infusion; nothing was observed."""
    made = Bedside(tmp_path_factory.mktemp("ward"))
    made.desk.clock.at = made.begun + timedelta(hours=30)
    return made


def printed(ward: Bedside, language: str = "en", who: str = "WN1") -> tuple[RoundPaper, bytes]:
    """A sheet of what is due now, and its PDF."""
    paper, file = print_sheet(ward.infusion.id, SCHEDULES, press=press(language), **ward.desk.doing(who)).changed
    assert isinstance(paper, RoundPaper) and isinstance(file, Attachment)
    return paper, file.content


def due_now(ward: Bedside) -> tuple[Due, ...]:
    return dues(ward.track, SCHEDULES, ward.desk.clock.at)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_sheet_names_the_patient_and_asks_for_what_is_due(ward: Bedside, language: str) -> None:
    paper, pdf = printed(ward, language)
    said = squeezed(text_of(pdf))
    passages = {
        "en": ("LEBEDEVA, Anna", "14-Mar-2013", "004812771", "PB-2026-0001.01", "Bedside sheet, day 1", "°C", "year, month, city, hospital", "0 to 4",
               "room air", "10⁹/L", "normal from", "Observed by", "signature, date, time", "Page 2 of 2", "REHEARSAL", "never taken for normal"),
        "ru": ("004812771", "Лист осмотра, день 1", "год, месяц, город", "без кислорода", "г/дл", "норма от", "Стр. 2 из 2", "подпись, дата, время"),
    }[language]  # fmt: skip
    for passage in passages:
        assert squeezed(passage) in said, passage
    assert all(fonts(pdf).values()) and len(millimetres(pdf)) == 2
    assert {"temperature", "ice_orientation", "neutrophils"} <= set(paper.items) and "reaction" not in paper.items


def test_every_page_carries_the_symbol_and_another_one_is_refused(ward: Bedside) -> None:
    paper, pdf = printed(ward)
    with ward.desk.register.reading() as reader:
        batch = assemble(reader, paper.batch).batch
        found = paper_scanned(reader, own.read(own.text(own.page(batch, 4, 2, paper.copy)).encode()))
        assert found.id == paper.id, "any page names the sheet"
        for page, code in ((own.page(batch, 1, 1, 1), "vigilance.paper-kind"), (own.page(batch, 4, 1, 99), "vigilance.paper-unknown")):
            with pytest.raises(Refused) as refused:
                paper_scanned(reader, page)
            assert [each.code for each in refused.value.findings] == [code]
        dossier = assemble(reader, paper.batch)
    assert proved(pdf, batch, paper.copy) == pdf
    made = Printing("PB-2026-0001-S9", 9, ward.desk.clock.at, "Europe/Moscow", "Rossi, Lia", Role.WARD_NURSE, "", dossier.site.purpose)
    drawn = {sheet_paper(dossier, ward.track, wanted(due_now(ward)), paper.items, press("en"), made) for _ in range(2)}
    assert len(drawn) == 1, "the same record gives the same bytes"
    with pytest.raises(Refused):
        proved(pdf, batch, paper.copy + 1)


def test_what_comes_next_is_asked_where_nothing_is_due(ward: Bedside) -> None:
    now = due_now(ward)
    open_ = wanted(now)
    assert {each.state for each in open_} <= {State.DUE, State.LATE}
    ahead = [each for each in now if each.state is State.AHEAD]
    assert wanted(ahead) == tuple(each for each in ahead if each.item.due == ahead[0].item.due)
    assert wanted(()) == () and asked(()) == ()


def test_a_sheet_asks_for_the_rest_comes_back_once_and_ends_with_death(tmp_path: Path) -> None:
    ward = Bedside(tmp_path)
    ward.sheet(28, {"potassium": "4,0", "uric_acid": "300", "hypotension": "no", "oxygen": "room_air"})
    ward.desk.clock.at = ward.begun + timedelta(hours=30)
    paper, _ = printed(ward)
    assert {"phosphate", "calcium"} <= set(paper.items), "of what was observed in part, only the rest"
    assert not {"potassium", "uric_acid", "oxygen"} & set(paper.items)
    key = next(each.key for each in due_now(ward) if each.key in paper.dues)
    on = ward.track.on_paper(key)
    assert on is not None and on.id == paper.id and may_enter(paper, ward.track) == ()
    seen = Sheet(ward.begun + timedelta(hours=29), (Typed("temperature", "39,1", "degC"),), paper.id)

    def enter(observed_by: str) -> None:
        record_round(ward.infusion.id, Sheet(seen.at, seen.typed, seen.paper, observed_by), SCHEDULES, EDITIONS, **ward.desk.doing("WN1"))

    with pytest.raises(Refused, match="vigilance.paper-unsigned"):
        enter(" ")
    assert len(ward.desk.kept(Observation)) == 4 and not ward.desk.kept(RoundPaperBack)
    enter("Rossi, Lia")
    (back,) = ward.desk.kept(RoundPaperBack)
    assert (back.paper, back.observed_by, back.round) == (paper.id, "Rossi, Lia", ward.stood("temperature").round)
    assert ward.track.on_paper(key) is None and ward.track.back(paper) == back
    assert [each.code for each in may_enter(paper, ward.track)] == ["vigilance.paper-entered"]
    with pytest.raises(Refused, match="vigilance.paper-entered"):
        enter("Rossi, Lia")
    with pytest.raises(Refused, match="people"):
        printed(ward, who="PH1")
    record_death(paper.patient, ward.desk.clock.at, "other", "sepsis", **ward.desk.doing("MD1", Role.PHYSICIAN))
    ward.desk.later(hours=1)
    with pytest.raises(Refused, match="vigilance.paper-after-death"):
        printed(ward)


@pytest.mark.parametrize(("field", "code"), [("patient", "vigilance.paper-other-patient"), ("infusion", "vigilance.paper-other-infusion")])
def test_a_sheet_of_somebody_else_says_so(ward: Bedside, field: str, code: str) -> None:
    paper, _ = printed(ward)
    assert [each.code for each in may_enter(replace(paper, **{field: "other"}), ward.track)] == [code]


def test_sheets_of_a_batch_are_counted_and_kept_with_their_bytes(ward: Bedside) -> None:
    first, pdf = printed(ward)
    second, other = printed(ward)
    assert second.copy == first.copy + 1 and first.digest != second.digest and pdf != other
    assert f"%3-260000001-4-001-{second.copy:02d}-" in text_of(other)
