"""The life of a label in the register: printed and proved, scanned on its bag, reprinted, spoiled, counted."""
from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.batch.probe import Probe
from tests.desk import codes
from tests.paper_reading import text_of
from tests.papers_factory import press
from workbench.barcodes import own
from workbench.batch.actions.correcting import correct_entry
from workbench.batch.exceptions import Sort, exceptions
from workbench.batch.records import Bag, BagStatus, Batch, Entry, Status
from workbench.kernel.findings import Done, Refused
from workbench.labels.actions.fates import dispose_label, scan_back, spoil_label
from workbench.labels.actions.printing import print_label
from workbench.labels.reckoning import count
from workbench.labels.records import Fate, LabelEnd, LabelPrint, LabelScan
from workbench.labels.rules import reconciled


class Bench:
    """A batch with one filled bag (two, if asked), and hands to label it."""

    def __init__(self, folder: Path) -> None:
        self.probe = Probe(folder)
        self.desk = self.probe.desk
        self.desk.label("rp-syringe")
        self.probe.prepare()
        self.probe.fill(1)

    @property
    def bags(self) -> tuple[Bag, ...]:
        return self.desk.kept(Bag, batch=self.probe.batch)

    def print(self, name: str = "final-bag-100x60", why: str = "", *, bag: int = 1, dpi: int = 300, who: str = "PH1", **more: Any) -> LabelPrint:
        done = self.printed(name, why, bag=bag, dpi=dpi, who=who, **more)
        assert isinstance(done.changed[0], LabelPrint)
        return done.changed[0]

    def printed(self, name: str, why: str = "", *, bag: int = 1, dpi: int = 300, who: str = "PH1", **more: Any) -> Done:
        key = self.bags[bag - 1].id if bag <= len(self.bags) else "none"
        with_ = {"press": press("en"), **more}
        return print_label(self.probe.batch, key, name, why, dpi=dpi, **with_, **self.desk.doing(who))

    def put_away(self, label: LabelPrint) -> None:
        """The paper of a void label goes to the record."""
        dispose_label(self.probe.batch, label.id, Fate.RETAINED, "glued to the record", **self.desk.doing("PH1"))

    def scan(self, raw: str, label: str | None = None) -> Done:
        return scan_back(self.probe.batch, raw.encode(), label, **self.desk.doing("PH1"))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def refusal(act: Any, *given: Any, **named: Any) -> set[str]:
    with pytest.raises(Refused) as refused:
        act(*given, **named)
    return codes(refused.value)


def test_a_printed_label_is_kept_with_its_bytes_and_proof(bench: Bench) -> None:
    label = bench.print()
    assert label == bench.desk.kept(LabelPrint)[0]
    assert (label.copy, label.why, label.profile, label.language) == (1, None, "final-bag-100x60", "en")
    assert label.content.startswith(b"%PDF")
    assert label.digest == hashlib.sha256(label.content).digest()
    assert own.read(label.identifier.encode()).numbers[1] == "01"
    assert label.identifier in label.proof
    assert "300 dpi" in label.proof


def test_the_label_scanned_on_its_bag_is_applied(bench: Bench) -> None:
    label = bench.print()
    done = bench.scan(label.identifier)
    assert [type(each) for each in done.changed] == [LabelScan, Bag]
    assert bench.bags[0].status is BagStatus.LABELLED
    assert count(bench.probe.dossier).missing == 0
    assert not reconciled(bench.probe.dossier)
    assert refusal(bench.scan, label.identifier) == {"labels.already-applied"}


def test_a_second_print_needs_a_reason_says_duplicate_and_voids_the_first(bench: Bench) -> None:
    first = bench.print()
    bench.scan(first.identifier)
    assert refusal(bench.print) == {"labels.reprint-reason"}
    done = bench.printed("final-bag-100x60", "label got wet")
    second, end, bag = done.changed
    assert isinstance(second, LabelPrint)
    assert isinstance(end, LabelEnd)
    assert (second.copy, second.why, end.label, end.how) == (2, "label got wet", first.id, "voided")
    assert bag == bench.bags[0]
    assert bench.bags[0].status is BagStatus.FILLED
    assert refusal(bench.scan, first.identifier, first.id) == {"labels.void"}
    assert refusal(bench.scan, second.identifier) == {"labels.void-about"}
    bench.put_away(first)
    bench.scan(second.identifier)
    assert bench.bags[0].status is BagStatus.LABELLED
    total = count(bench.probe.dossier)
    assert (total.printed, total.applied, total.retained, total.missing) == (2, 1, 1, 0)


def test_a_correction_after_printing_makes_the_label_outdated_until_it_is_printed_again(bench: Bench) -> None:
    first = bench.print()
    bench.scan(first.identifier)
    bench.desk.later(minutes=5)
    entry = [each for each in bench.desk.kept(Entry, batch=bench.probe.batch) if each.field == "drawn"][0]
    done = correct_entry(entry.id, "2.60", "read from the wrong syringe", **bench.desk.doing("PH1"))
    assert "labels.print-again" in {each.code for each in done.findings}
    assert str(bench.bags[0].volume) == "2.60 mL"
    assert {each.code for each in reconciled(bench.probe.dossier)} == {"labels.outdated"}
    bench.desk.later(minutes=1)
    second = bench.print(why="volume corrected")
    assert "2.6 mL" in text_of(second.content)
    bench.put_away(first)
    bench.scan(second.identifier)
    assert reconciled(bench.probe.dossier) == ()


def test_another_size_is_the_same_label(bench: Bench) -> None:
    bench.print()
    assert refusal(bench.print, "final-bag-60x40") == {"labels.reprint-reason"}
    assert bench.print("final-bag-60x40", "bag is smaller").copy == 2


def test_the_label_of_another_bag_is_refused_and_remembered(bench: Bench) -> None:
    label = bench.print()
    bench.scan(label.identifier)
    bench.probe.start("label_bag", "1 piece")
    bench.probe.record("label_bag", {}, "1 piece")
    bench.probe.verify("label_bag", {}, "1 piece")
    bench.probe.fill(2)
    second = bench.print(bag=2)
    stranger = own.text(own.bag(replace(bench.desk.one(Batch, bench.probe.batch), number=99), 2))
    assert refusal(bench.scan, stranger) == {"labels.other-bag"}
    assert refusal(bench.scan, label.identifier, second.id) == {"labels.other-bag"}
    assert refusal(bench.scan, own.text(own.Own(own.Kind.LOT, ("12",)))) == {"labels.not-a-label"}
    assert refusal(bench.scan, second.identifier[:-1] + ("1" if second.identifier[-1] != "1" else "2")) == {"barcodes.check"}
    calls = [each for each in exceptions(bench.probe.dossier) if each.sort is Sort.CLOSE_CALL]
    assert sorted(each.fact("code") for each in calls) == ["barcodes.check", "labels.not-a-label", "labels.other-bag", "labels.other-bag"]
    assert bench.bags[1].status is BagStatus.FILLED


def test_a_spoiled_label_is_void_and_its_bag_waits_again(bench: Bench) -> None:
    label = bench.print()
    bench.scan(label.identifier)
    doing = bench.desk.doing("PH1")
    assert refusal(spoil_label, bench.probe.batch, label.id, " ", **doing) == {"labels.end-reason"}
    spoil_label(bench.probe.batch, label.id, "torn on the bag", **doing)
    assert bench.bags[0].status is BagStatus.FILLED
    assert refusal(spoil_label, bench.probe.batch, label.id, "torn on the bag", **doing) == {"labels.already-ended"}
    assert refusal(bench.scan, label.identifier) == {"labels.void"}
    assert {each.code for each in reconciled(bench.probe.dossier)} == {"labels.one-for-each-bag", "labels.undisposed"}


def test_a_label_that_is_nowhere_keeps_the_count_open(bench: Bench) -> None:
    bench.print()
    assert {each.code for each in reconciled(bench.probe.dossier)} == {"labels.astray", "labels.one-for-each-bag"}


@pytest.mark.parametrize(
    ("name", "dpi", "code"),
    [
        ("final-bag-60x40", 203, "labels.printer-too-coarse"),
        ("tie-on-tag", 203, "labels.printer-too-coarse"),
        ("final-bag-100x60", 200, "labels.printer-too-coarse"),
        ("final-bag-100x60", 301, "labels.unknown-printer"),
        ("final-bag", 300, "labels.unknown-profile"),
        ("rp-syringe", 300, "labels.no-value"),
    ],
)
def test_a_label_that_cannot_be_printed_leaves_nothing(bench: Bench, name: str, dpi: int, code: str) -> None:
    head = bench.desk.head()
    assert refusal(bench.print, name, dpi=dpi) == {code}
    assert bench.desk.head() == head
    assert not bench.desk.kept(LabelPrint)


@pytest.mark.parametrize(("who", "code"), [("IN1", "people.not-your-right"), ("AD1", "people.not-your-right")])
def test_who_works_at_no_bench_prints_no_label(bench: Bench, who: str, code: str) -> None:
    with pytest.raises(Refused):
        bench.print(who=who)
    assert not bench.desk.kept(LabelPrint)


def test_no_label_for_a_batch_that_is_over_but_a_tag_that_says_so(bench: Bench) -> None:
    bench.desk.change(bench.desk.one(Batch, bench.probe.batch), status=Status.REJECTED)
    bench.desk.change(bench.bags[0], status=BagStatus.REJECTED)
    assert refusal(bench.print) == {"labels.batch-closed", "labels.bag-rejected"}
    assert bench.print("tie-on-tag").copy == 1


def test_a_bag_of_another_batch_is_not_found(bench: Bench) -> None:
    assert refusal(bench.print, bag=9) == {"labels.no-such-bag"}
