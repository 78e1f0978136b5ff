"""Papers in the register: numbered, counted, kept with their bytes, superseded, handed to people who are to be told."""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.desk import codes
from tests.paper_reading import text_of
from tests.papers_factory import press
from tests.papers_story import Story, story
from workbench.batch.actions.moving import move_batch
from workbench.batch.moved import holders
from workbench.batch.moves import Move
from workbench.batch.records import Bag, BagStatus, TestResult
from workbench.custody.actions import issue_bag
from workbench.documents.actions import hand_over, print_document
from workbench.documents.records import Document, DocumentKind, Holder
from workbench.documents.standing import current_certificate, superseded
from workbench.kernel.findings import Refused
from workbench.labels.actions.printing import print_label
from workbench.labels.records import LabelEnd, LabelPrint

RECORD, PROVISIONAL, FINAL = DocumentKind.BATCH_RECORD, DocumentKind.PROVISIONAL, DocumentKind.FINAL


@pytest.fixture
def told(tmp_path: Path) -> Story:
    mine = story(tmp_path)
    mine.assess()
    return mine


def printed(of: Story, kind: DocumentKind, why: str = "", who: str = "PH1") -> Document:
    of.desk.later(minutes=1)
    (document,) = print_document(of.batch, kind, why, press=press("en"), **of.desk.doing(who)).changed
    assert isinstance(document, Document)
    return document


def refusal(act: Any, *given: Any, **named: Any) -> set[str]:
    with pytest.raises(Refused) as refused:
        act(*given, **named)
    return codes(refused.value)


def test_a_paper_is_kept_with_its_bytes_and_the_journal_number_it_shows(told: Story) -> None:
    head = told.dossier.head[0]
    document = printed(told, RECORD)
    assert document == told.desk.kept(Document)[0]
    assert document.digest == hashlib.sha256(document.content).digest()
    assert document.number == "BR-2026-0001"
    assert (document.copy, document.head, document.language, document.decision, document.supersedes) == (1, head, "en", None, None)
    assert f"entry {head}" in text_of(document.content)


def test_the_batch_record_keeps_its_number_and_counts_its_copies(told: Story) -> None:
    first, second = printed(told, RECORD), printed(told, RECORD)
    assert (second.number, second.copy) == (first.number, 2)
    assert first.number in text_of(second.content)


@pytest.mark.parametrize("kind", [PROVISIONAL, FINAL])
def test_no_certificate_without_its_release(told: Story, kind: DocumentKind) -> None:
    head = told.desk.head()
    assert refusal(printed, told, kind) == {"documents.no-decision"}
    assert told.desk.head() == head


def test_another_copy_of_a_certificate_needs_a_reason_and_is_a_duplicate(told: Story) -> None:
    told.release(Move.RELEASE_PROVISIONALLY)
    first = printed(told, PROVISIONAL)
    assert refusal(printed, told, PROVISIONAL) == {"documents.copy-reason"}
    second = printed(told, PROVISIONAL, "second copy for the ward")
    assert (first.number, first.copy, second.number, second.copy) == ("PC-2026-0001", 1, "PC-2026-0001", 2)
    assert second.supersedes is None
    assert "DUPLICATE No. 2" in text_of(second.content)
    assert current_certificate(told.dossier) == second


def test_the_final_certificate_supersedes_the_provisional_one_and_nobody_is_handed_it_any_more(told: Story) -> None:
    told.release(Move.RELEASE_PROVISIONALLY)
    provisional = printed(told, PROVISIONAL)
    hand_over(provisional.id, "Ward 3, Dr Costa", **told.desk.doing("PH1"))
    assert [each.holder for each in told.desk.kept(Holder)] == ["Ward 3, Dr Costa"]
    told.result("sterility", "no_growth", why="last day")
    told.result("look_of_it", "clear")
    told.release(Move.CERTIFY)
    assert current_certificate(told.dossier) is None
    final = printed(told, FINAL)
    assert final.number == "FC-2026-0001"
    assert final.supersedes == provisional.id
    assert current_certificate(told.dossier) == final
    assert superseded(told.dossier, provisional)
    assert refusal(hand_over, provisional.id, "Ward 3", **told.desk.doing("PH1")) == {"documents.superseded"}
    assert refusal(hand_over, final.id, " ", **told.desk.doing("PH1")) == {"documents.no-holder"}


def test_a_failure_after_release_supersedes_the_certificate(told: Story) -> None:
    told.release(Move.RELEASE_PROVISIONALLY)
    provisional = printed(told, PROVISIONAL)
    told.result("sterility", "growth", why="growth on day 9")
    assert superseded(told.dossier, provisional)
    assert refusal(printed, told, PROVISIONAL, "again") >= {"documents.no-decision"}


def test_a_corrected_result_supersedes_the_certificate_until_it_is_decided_anew(told: Story) -> None:
    told.release(Move.RELEASE_PROVISIONALLY)
    first = printed(told, PROVISIONAL)
    told.result("content", "10.2", why="dilution was entered wrongly")
    assert superseded(told.dossier, first)
    assert {each.test for each in told.desk.kept(TestResult) if each.supersedes} == {"content"}
    bag = told.desk.kept(Bag)[0]
    assert refusal(issue_bag, bag.id, "Ward 3", **told.desk.doing("PH1")) == {"custody.certificate-superseded"}
    told.release(Move.RELEASE_PROVISIONALLY)
    assert refusal(issue_bag, bag.id, "Ward 3", **told.desk.doing("PH1")) == {"custody.certificate-superseded"}
    anew = printed(told, PROVISIONAL)
    assert (anew.supersedes, current_certificate(told.dossier)) == (first.id, anew)
    issue_bag(bag.id, "Ward 3", **told.desk.doing("PH1"))
    assert {each.id == bag.id: each.status for each in told.desk.kept(Bag)} == {True: BagStatus.ISSUED, False: BagStatus.RELEASED}
    told.result("sterility", "growth", why="growth on day 9")
    assert {each.id == bag.id: each.status for each in told.desk.kept(Bag)} == {True: BagStatus.ISSUED, False: BagStatus.HELD}
    assert {(each.code, dict(each.facts)["holder"]) for each in holders(told.dossier)} == {("batch.tell-bag-holder", "Ward 3")}


def test_a_held_batch_has_no_certificate_and_its_tag_says_so(told: Story) -> None:
    told.release(Move.RELEASE_PROVISIONALLY)
    first = printed(told, PROVISIONAL)
    bag = told.desk.kept(Bag)[0]
    how = {"dpi": 300, "press": press("en")}
    print_label(told.batch, bag.id, "tie-on-tag", **how, **told.desk.doing("PH1"))
    tag = told.desk.kept(LabelPrint)[-1]
    assert "PROVISIONALLY RELEASED" in text_of(tag.content)
    assert first.number in text_of(tag.content)
    assert refusal(print_label, told.batch, bag.id, "tie-on-tag", **how, **told.desk.doing("PH1")) == {"labels.reprint-reason"}
    told.desk.later(minutes=5)
    move_batch(told.batch, Move.HOLD, "temperature alarm in the store", **told.desk.doing("SU1"))
    assert superseded(told.dossier, first)
    told.desk.later(minutes=1)
    print_label(told.batch, bag.id, "tie-on-tag", **how, **told.desk.doing("PH1"))
    new = told.desk.kept(LabelPrint)[-1]
    assert "HELD – DO NOT USE" in text_of(new.content)
    assert "DUPLICATE" not in text_of(new.content)
    assert first.number not in text_of(new.content)
    assert told.desk.kept(LabelEnd)[-1].label == tag.id


@pytest.mark.parametrize("who", ["TE1", "QC1", "WN1", "AD1", "IN1"])
def test_who_may_not_print_papers(told: Story, who: str) -> None:
    with pytest.raises(Refused):
        printed(told, RECORD, who=who)
    assert not told.desk.kept(Document)


def test_an_unknown_document_is_a_refusal_and_not_a_crash(told: Story) -> None:
    assert refusal(hand_over, "P0-0", "Ward 3", **told.desk.doing("PH1")) == {"documents.unknown"}
