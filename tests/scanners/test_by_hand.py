"""A code is typed only with its check character, a reason and a second person; it is counted, and a reviewer opens it."""
from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.probe import BAGS, STOCK, Probe
from tests.desk import codes
from tests.labels.test_actions import Bench
from tests.labels.test_isbt import GS1, ISBT, Codes
from tests.paper_reading import squeezed, text_of
from tests.papers_factory import press
from ui.screens.release_cases import Cases
from workbench.barcodes.checks import mod37_character
from workbench.barcodes.own import Kind, Own
from workbench.batch.actions.scanning import scan_in_step
from workbench.batch.exceptions import Sort, exceptions
from workbench.batch.progress import progress
from workbench.batch.records import Bag, BagStatus, ScanFact
from workbench.documents.batch_record import batch_record
from workbench.documents.frame import Printing
from workbench.kernel.findings import Done, Refused
from workbench.kernel.values import Role
from workbench.labels.actions.fates import dispose_label, scan_back
from workbench.labels.records import Fate, LabelScan
from workbench.people.records import Factor, Meaning, Signature
from workbench.people.signing import SecondPerson
from workbench.scanners.entering import ByHand
from workbench.scanners.records import HandEntry, TypedCheck
from workbench.scanners.typing_in import keyed

DIN = "Z549926000001"
LOT, OTHER = (str(Own(Kind.LOT, (each,))) for each in (STOCK, BAGS))
BAG = str(Own(Kind.BAG, ("260000147", "01")))


@pytest.mark.parametrize(("typed", "sent", "check"), [
    (f" {LOT} ", (LOT.encode(),), TypedCheck.OWN),
    (BAG, (BAG.encode(),), TypedCheck.OWN),
    ("g1234 17 654321 a", (b"=G12341765432100", b"=G12341765432105"), TypedCheck.ISBT128),
    ("(01)04600439931256(10)AB-7(17)271231", (b"]d2010460043993125610AB-7\x1d17271231",), TypedCheck.GS1),
    ("(00)346004399312560001", (b"]d200346004399312560001",), TypedCheck.GS1),
])  # fmt: skip
def test_a_code_with_its_check_character_is_what_a_scanner_would_send(typed: str, sent: tuple[bytes, ...], check: TypedCheck) -> None:
    made = keyed(typed)
    assert (made.sent, made.check) == (sent, check)


@pytest.mark.parametrize(("typed", "code"), [
    ("", "scanner.typed-form"),
    ("LOT 11F", "scanner.typed-form"),
    ("4600439931256", "scanner.typed-form"),
    ("G123417654321", "scanner.typed-form"),
    ("G123417654321B", "scanner.typed-check"),
    ("G123417654312A", "scanner.typed-check"),
    ("%1-260000147-01-75", "scanner.typed-check"),
    ("%1-260000147-01", "scanner.typed-form"),
    ("(10)AB-7", "scan.gs1-missing"),
    ("(91)AB-7", "scanner.typed-unchecked"),
    ("(01)04600439931257(10)AB", "scan.check-digit"),
    ("(01)04600439931256(10)AB x", "scan.white-space"),
    ("(01)04600439931256 10 AB", "scan.white-space"),
    ("(01)0460(0439931256", "scanner.typed-form"),
])  # fmt: skip
def test_what_has_no_check_character_or_a_wrong_one_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        keyed(typed)
    assert codes(refused.value) == {code}


def test_every_wrong_character_of_a_donation_number_is_seen() -> None:
    right = DIN + mod37_character(DIN)
    for at, was in enumerate(right):
        for each in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*":
            if each != was:
                with pytest.raises(Refused):
                    keyed(right[:at] + each + right[at + 1 :])


def by_hand(probe: Probe, typed: str, why: str = "label torn", second: str = "PH2") -> ByHand:
    return ByHand(keyed(typed), why, SecondPerson(probe.desk.actor(second), probe.desk.proof(second, Factor.PIN)))


def typed_in_step(probe: Probe, typed: str, **more: str) -> Done:
    hand = by_hand(probe, typed, **more)
    return scan_in_step(probe.batch, "scan", "", hand.code.sent[0], hand, **probe.desk.doing("PH1"))


@pytest.fixture
def probe(tmp_path: Path) -> Probe:
    made = Probe(tmp_path)
    made.start("check_order")
    made.record("check_order", {})
    made.verify("check_order", {})
    made.start("scan")
    return made


def test_a_material_is_typed_with_reason_and_second_person(probe: Probe) -> None:
    typed_in_step(probe, LOT)
    (scan,), (entry,) = probe.desk.kept(ScanFact), probe.desk.kept(HandEntry)
    assert (scan.accepted, scan.by_hand) == (True, True)
    assert (entry.scan, entry.typed, entry.why, entry.person, entry.second, entry.batch) == (scan.id, LOT, "label torn", "PH1", "PH2", probe.batch)
    signed = next(each for each in probe.desk.kept(Signature) if each.subject == entry.id)
    assert (signed.person, signed.meaning) == ("PH2", Meaning.VERIFIED)
    (told,) = [each for each in exceptions(probe.dossier) if each.sort is Sort.HAND_ENTRY]
    assert (told.key, told.step, told.fact("second")) == (f"hand:{entry.id}", "scan", "PH2")


@pytest.mark.parametrize(("why", "second", "code"), [
    ("", "PH2", "people.reason-missing"), ("x", "PH2", "people.reason-missing"), ("label torn", "PH1", "people.same-person"),
    ("label torn", "AD1", "people.act-not-allowed"),
])  # fmt: skip
def test_nothing_is_kept_without_reason_or_with_the_wrong_second_person(probe: Probe, why: str, second: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        typed_in_step(probe, LOT, why=why, second=second)
    assert code in codes(refused.value)
    assert probe.desk.kept(ScanFact) == probe.desk.kept(HandEntry) == ()


def test_a_proof_of_somebody_else_is_refused(probe: Probe) -> None:
    hand = ByHand(keyed(LOT), "label torn", SecondPerson(probe.desk.actor("PH2"), probe.desk.proof("TE1", Factor.PIN)))
    with pytest.raises(Refused):
        scan_in_step(probe.batch, "scan", "", LOT.encode(), hand, **probe.desk.doing("PH1"))
    assert probe.desk.kept(ScanFact) == probe.desk.kept(HandEntry) == ()


def test_a_typed_code_of_the_wrong_material_is_a_close_call_as_a_scan_is(probe: Probe) -> None:
    with pytest.raises(Refused) as refused:
        typed_in_step(probe, OTHER)
    assert codes(refused.value) == {"batch.wrong-material"}
    assert [(each.accepted, each.by_hand) for each in probe.desk.kept(ScanFact)] == [(False, True)]
    assert probe.desk.kept(HandEntry) == ()


def test_a_label_is_typed_by_its_own_identifier(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    label = bench.print()
    hand = by_hand(bench.probe, label.identifier, "the scanner is broken")
    scan_back(bench.probe.batch, hand.code.sent[0], None, hand, **bench.desk.doing("PH1"))
    (scan,), (entry,) = bench.desk.kept(LabelScan), bench.desk.kept(HandEntry)
    assert (entry.scan, scan.label) == (scan.id, label.id)
    assert bench.bags[0].status is BagStatus.LABELLED
    assert [each.sort for each in exceptions(bench.probe.dossier) if each.key.startswith("hand:")] == [Sort.HAND_ENTRY]


@pytest.mark.parametrize("again", [False, True], ids=["first print", "repeated print"])
def test_a_label_is_typed_by_its_donation_number(tmp_path: Path, again: bool) -> None:
    site = Codes(tmp_path)
    site.turn_on()
    site.enter()
    first = site.print(ISBT)
    if again:
        site.print(ISBT, "label got wet")
        dispose_label(site.probe.batch, first.id, Fate.RETAINED, "glued to the record", **site.desk.doing("PH1"))
    hand = by_hand(site.probe, f"{DIN[:5]} {DIN[5:7]} {DIN[7:]} {mod37_character(DIN)}")
    scan_back(site.probe.batch, hand.code.sent[0], None, hand, **site.desk.doing("PH1"))
    assert site.desk.kept(Bag, batch=site.probe.batch)[0].status is BagStatus.LABELLED


def test_a_label_is_typed_by_its_gs1_code(tmp_path: Path) -> None:
    site = Codes(tmp_path)
    site.enter(isbt="")
    label = site.print(GS1)
    (raw,) = [each for each in label.carried if each.startswith("01")]
    gtin, rest = raw[2:16], raw[16:].split("\x1d")
    typed = f"(01){gtin}" + "".join(f"({each[:4]}){each[4:]}" if each.startswith("7003") else f"({each[:2]}){each[2:]}" for each in rest)
    hand = by_hand(site.probe, typed)
    scan_back(site.probe.batch, hand.code.sent[0], None, hand, **site.desk.doing("PH1"))
    assert site.desk.kept(Bag, batch=site.probe.batch)[0].status is BagStatus.LABELLED


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_record_and_the_review_say_what_was_typed_by_whom_and_why(probe: Probe, language: str) -> None:
    typed_in_step(probe, LOT)
    dossier, words = probe.dossier, press(language).words
    how = Printing("BR-2026-0001", 1, probe.desk.clock.at, dossier.batch.zone, "Kim, Anna", Role.PHARMACIST, "review", dossier.site.purpose)
    text = squeezed(text_of(batch_record(dossier, press(language), how)))
    assert squeezed(words("TYPED CODE")) in text
    assert squeezed(words("Code typed by hand: {typed}, confirmed by {second}. Reason: {why}").format(typed=LOT, second="MS", why="label torn")) in text
    (told,) = [each for each in exceptions(dossier) if each.sort is Sort.HAND_ENTRY]
    case = Cases(dossier, progress(dossier), words, "Europe/Moscow").case(told)
    assert case.title == words("Code typed by hand")
    assert {(words("Typed"), LOT), (words("Reason"), "label torn"), (words("Confirmed by"), "Soler, Marc"), (words("By"), "Kim, Anna")} <= set(case.facts)
