"""The periodic safety summary: what it says in both languages, what it leaves out, who may prepare and approve it, and that it stays as it was."""
from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.desk import codes
from tests.paper_reading import fonts, opened, squeezed, text_of
from tests.papers_factory import press
from tests.periodic.stage import NAMES, Told
from tests.surveillance.lots import PLANS
from tests.vigilance.rounds import SCHEDULES
from workbench.documents.blocks import Setter
from workbench.documents.checks import faults
from workbench.documents.frame import Printing
from workbench.documents.marks import Page, Picture
from workbench.documents.periodic.paper import safety_summary
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.people.digests import holds_for
from workbench.periodic.actions import approve_summary, prepare_summary, print_summary
from workbench.periodic.file import PREPARED, SummaryFile, file_of
from workbench.periodic.frozen import asked_of, monitors_of, plan_of
from workbench.periodic.reckoning import Reckoned, age_group, late
from workbench.periodic.records import ClockLine, SummaryApproval, SummaryPaper
from workbench.periodic.rules import may_approve, may_prepare
from workbench.site.records import Purpose
from workbench.surveillance.risk import Risk, Term
from workbench.vigilance.tables import Status

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The register with cases, and one signal that goes on."""
    made = Told(tmp_path_factory.mktemp("told"))
    made.signal()
    return made


@pytest.fixture(scope="module")
def whole(told: Told) -> tuple[SummaryFile, SummaryPaper]:
    """A summary of the last sixty days in English, approved."""
    summary, _ = told.prepared()
    paper = told.approved(summary.id)
    with told.desk.register.reading() as reader:
        return file_of(reader, summary.id), paper


def printing(number: str = "PSS-2026-0001") -> Printing:
    return Printing(number, 1, AT, "Europe/Moscow", "Kim, Anna", Role.PHARMACIST, "", Purpose.LIVE)


@pytest.fixture(scope="module")
def english(whole: tuple[SummaryFile, SummaryPaper]) -> str:
    return squeezed(text_of(whole[1].content))


SAID = (
    "Periodic safety summary", "Probe solution (PROBE)", "APPROVED", "21-Sep-2026", "20-Nov-2026", "CART 2026-11", "It says nothing about a cause.",
    "Bags that were made 7 7", "Bags that were handed out 5 5", "Bags that were infused 5 5", "Patients who were given a bag 5 5",
    "Female 5 5 5 5", "12 to 17 5 5 5 5", "not recorded 5 5 5 5", "Patients followed",
    "3 reports, 2 serious, 0 may be serious; 3 in all", "SR-2026-0001", "8000001", "X1-1", "fever, hypotension and oxygen", "threat to life",
    "unexpected (PROBE.1)", "probable", "озноб ⟨сильный⟩ и сыпь", "recovered", "fatal", "nullified", "Nullified reports are listed and not counted.",
    "RU.serious, due by 08-Nov-2026 11:00: sent 09-Nov-2026 11:00 to the authority", "due by 15-Nov-2026 11:00: not sent",
    "CRS 4 25-Oct-2026 11:00 by the rule", "second malignancy 8000002 X2-1 10-Nov-2026 T-cell lymphoma", "death 8000003", "lost to follow-up 8000004",
    "Seen first: 1 by a report, 2 by monitoring, 0 in follow-up.", "Haematology 4B 3 3", "3 of 5 · 60 % (14.7 to 94.7 %)", "few data",
    "17 comparisons were looked at together.", "It does not say why.", "limit 2.87", "5.19", "half by day 2", "MaxSPRT", "CUSUM",
    "three of five bags of the lot", "Validated", "stopped: Hold the lot (26K-01) · open", "change control opened: Specification", "look at the limit",
    "1 kept in the period, 1 in all, 1 open at the data lock", "2 things are open", "not kept", "bedside monitoring",
    "Kim, Anna", "I prepared this from the register as it stands.", "Weber, Ute", "I read this summary and approve it.", "signed content",
    "Copy 2", "Page 1 of", "REHEARSAL – SAMPLE – NOT FOR PATIENT USE",
)  # fmt: skip
"""Passages of the English paper: what is frozen, counted, listed and signed."""


def test_it_says_what_the_register_holds(english: str) -> None:
    assert [each for each in SAID if squeezed(each) not in english] == []


def test_nobody_is_named_and_nothing_is_said_of_a_cause(whole: tuple[SummaryFile, SummaryPaper], english: str) -> None:
    assert [name for name in NAMES if name in text_of(whole[1].content)] == []
    assert not {"causedby", "dueto", "becauseofthe", "leadsto"} & {each for each in ("causedby", "dueto", "becauseofthe", "leadsto") if each in english.lower()}


def test_charts_are_vectors_in_the_type_of_paper(whole: tuple[SummaryFile, SummaryPaper]) -> None:
    content = whole[1].content
    found = fonts(content)
    assert len(found) == 4 and all(found.values()), found
    with opened(content) as pdf:
        assert not [name for page in pdf.pages for name in page.Resources.get("/XObject", {})], "a chart became a picture of dots"
        assert pdf.Root.MarkInfo.Marked


def test_the_same_record_gives_the_same_bytes_in_russian(whole: tuple[SummaryFile, SummaryPaper]) -> None:
    file = whole[0]
    made = safety_summary(file, press("ru"), printing())
    assert safety_summary(file, press("ru"), printing()) == made
    russian = squeezed(text_of(made))
    for passage in ("Периодическая сводка по безопасности", "УТВЕРЖДЕНО", "О причине здесь ничего не сказано.", "60 % (от 14,7 до 94,7 %)", "предел 2,87",
                    "Введено контейнеров 5 5", "мало данных", "Подготовлено"):  # fmt: skip
        assert squeezed(passage) in russian, passage
    assert "РЕПЕТИЦИЯ" not in russian, "a live register prints no mark"
    assert not set("□�") & set(russian)


def test_an_empty_period_says_so_and_what_came_later_is_not_in_it(told: Told) -> None:
    for language, said in (("en", "No bag was infused in this period."), ("ru", "За этот период не введён ни один контейнер.")):
        summary, paper = told.prepared(language, begins=400, ends=200)
        text = squeezed(text_of(paper.content))
        assert squeezed(said) in text
        assert not summary.bags and not summary.cases and not summary.signals and not summary.events
        assert "SR-2026" not in text and "X1-1" not in text
    assert squeezed("НЕ УТВЕРЖДЕНО") in text and not paper.approved


def test_the_period_cuts_by_what_happened(told: Told) -> None:
    """Half a month ago the signal was not kept, the death had not happened, and the report of twenty days ago was the newest."""
    summary = told.frozen(begins=60, ends=15)
    reckoned = Reckoned(summary)
    assert [each.report for each in summary.cases] == ["SR-2026-0001", "SR-2026-0002"]
    assert not summary.signals and len(summary.bags) == 5
    assert [(each.kind, each.patient) for each in summary.fates] == [], "nobody had died, was ill or was lost by then"
    assert {each.monitor: each.infusion for each in summary.events if each.monitor == "death30"} == {}
    assert [each.report for each in reckoned.waiting()] == ["SR-2026-0002"], "what is due after the period's end waits there"
    later = told.frozen(begins=14)
    reckoned = Reckoned(later)
    assert not reckoned.period and reckoned.patients == (0, 5)
    assert [each.report for each in reckoned.cases] == ["SR-2026-0003", "SR-2026-0004"]
    assert {each.report for each in reckoned.missed()} == {"SR-2026-0001", "SR-2026-0002"}


def test_reckoning_is_that_of_the_board(told: Told, whole: tuple[SummaryFile, SummaryPaper]) -> None:
    reckoned, board = Reckoned(whole[0].summary), told.board
    assert [(each.monitor.code, each.basis.n, each.overall.low, each.overall.high) for each in reckoned.watched] == [
        (each.monitor.code, each.basis.n, each.overall.low, each.overall.high) for each in board.watched
    ]
    assert [each.key for each in reckoned.board.flags] == [each.key for each in board.flags]
    assert reckoned.watched[0].maxsprt == board.watched[0].maxsprt and reckoned.watched[0].onset == board.watched[0].onset
    assert [(each.name, each.bags, each.all_patients) for each in reckoned.grouped(age_group)] == [("12", 5, 5)]


def test_a_plan_comes_back_as_it_was_frozen(whole: tuple[SummaryFile, SummaryPaper]) -> None:
    plan, back = PLANS["CART"], plan_of(whole[0].summary)
    assert back is not None and back.monitors == plan.monitors and monitors_of(back) == monitors_of(plan)
    assert monitors_of(None) == () and plan_of(replace(whole[0].summary, plan="")) is None


def test_a_model_of_risk_is_frozen_with_what_it_asks_of_the_order(whole: tuple[SummaryFile, SummaryPaper]) -> None:
    risk = Risk(Decimal("-2.5"), (Term("weight", "", "kg", Decimal("0.02")), Term("line", "third", "", Decimal("0.7"))), Status.FROM_MEMORY, "a series")
    plan = replace(PLANS["CART"], monitors=(replace(PLANS["CART"].monitors[0], risk=risk),))
    assert asked_of(plan) == {"weight", "line"}
    bags = tuple(replace(each, ordered=("weight", "40", "kg", "line", "third", "")) for each in whole[0].summary.bags)
    reckoned = Reckoned(replace(whole[0].summary, monitors=monitors_of(plan), bags=bags))
    assert reckoned.plan is not None and reckoned.plan.monitors == plan.monitors
    (watched,) = reckoned.watched
    assert watched.risks.without == 0 and watched.risks.shares[0] == pytest.approx(1 / (1 + math.exp(1.0)))


def test_two_persons_and_what_they_signed(told: Told, whole: tuple[SummaryFile, SummaryPaper]) -> None:
    file, paper = whole
    assert {(each.person, each.kind) for each in file.signatures} == {("PH1", PREPARED), ("SU1", "summary approval")}
    assert all(file.holds(each) for each in file.signatures)
    changed = replace(file, summary=replace(file.summary, ends=date(2026, 11, 19)))
    assert not any(changed.holds(each) for each in changed.signatures)
    assert "LAPSED" in text_of(safety_summary(changed, press("en"), printing()), 0)
    assert holds_for(file.signatures[0], (file.summary,)) and paper.digest == hashlib.sha256(paper.content).digest()
    assert told.desk.one(SummaryPaper, paper.id).content == paper.content


def test_who_may_and_what_is_refused(told: Told, whole: tuple[SummaryFile, SummaryPaper]) -> None:
    desk, number, en = told.desk, whole[0].summary.id, press("en")
    today = desk.clock.at.date()

    def refused(act: object) -> set[str]:
        with pytest.raises(Refused) as caught:
            act()  # type: ignore[operator]
        return codes(caught.value)

    def prepare(who: str, first: date, last: date, product: str = "PROBE") -> object:
        return prepare_summary(product, first, last, PLANS, SCHEDULES, press=en, **desk.signing(who))

    assert refused(lambda: prepare("WN1", today, today)) == {"people.act-not-allowed"}
    assert refused(lambda: prepare("PH1", today, today + timedelta(days=1))) == {"periodic.ahead"}
    assert refused(lambda: prepare("PH1", today, today - timedelta(days=1))) == {"periodic.backwards"}
    assert refused(lambda: prepare("PH1", today, today, "NOTHING")) == {"periodic.no-product"}
    assert refused(lambda: approve_summary(number, press=en, **desk.signing("PH1"))) == {"people.act-not-allowed"}
    assert refused(lambda: approve_summary(number, press=en, **desk.signing("RP1"))) == {"periodic.approved-before"}
    assert refused(lambda: approve_summary("PSS-1", press=en, **desk.signing("RP1"))) == {"periodic.not-found"}
    assert refused(lambda: print_summary("PSS-1", press=en, **desk.doing("PH1"))) == {"periodic.not-found"}
    (again,) = print_summary(number, press=en, **desk.doing("PH1")).changed
    assert isinstance(again, SummaryPaper)
    assert (again.copy, again.approved) == (3, True)


def test_rules(whole: tuple[SummaryFile, SummaryPaper]) -> None:
    summary, day = whole[0].summary, date(2026, 11, 20)
    assert may_prepare(day, day, day) == ()
    assert {each.code for each in may_prepare(day, day - timedelta(days=1), day)} == {"periodic.backwards"}
    newer = replace(summary, id="PSS-2026-0009")
    found = may_approve(summary, (SummaryApproval("PA9", summary.id, "", AT, "UTC", "SU1"),), (newer,), summary.person)
    assert {each.code for each in found} == {"periodic.approves-own", "periodic.approved-before", "periodic.replaced"}
    clock = ClockLine("SR", "RU", AT, AT, "", "", False)
    assert late(clock, AT) and not late(replace(clock, over=True), AT) and not late(clock, AT - timedelta(seconds=1))
    assert late(replace(clock, sent=(AT + timedelta(seconds=1)).isoformat()), AT) and not late(replace(clock, sent=AT.isoformat()), AT + timedelta(days=9))


def test_no_text_lies_in_a_chart_and_no_chart_leaves_the_sheet() -> None:
    write = Setter(press("en"))
    inside, outside = Picture(10, 10, 50, 30, b""), Picture(10, 10, 95, 30, b"")
    assert {each.code for each in faults(Page(100, 60, (inside, write.text(20, 20, "Volume")), 1.0), "here")} == {"paper.overlap"}
    assert {each.code for each in faults(Page(100, 60, (outside,), 1.0), "here")} == {"paper.off-page"}
    assert faults(Page(100, 60, (inside, write.text(20, 50, "Volume")), 1.0), "here") == ()
