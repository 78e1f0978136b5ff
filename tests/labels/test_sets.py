"""A set of labels is made in one act, all or none, and is one job; labels of what is no bag live as those of bags do, counted apart."""
from __future__ import annotations

from pathlib import Path

import pytest

from tests.labels.test_actions import refusal
from tests.labels.test_life import witness
from tests.labels.test_things import Things
from tests.papers_factory import press
from tests.printing.test_jobs import Sender
from workbench.batch.records import Status
from workbench.kernel.values import Role
from workbench.labels.actions.fates import dispose_label, scan_back, scan_thing, spoil_label
from workbench.labels.actions.printing import Piece, print_set, print_thing_label
from workbench.labels.kept import life_of, lives_about, waiting
from workbench.labels.reckoning import LabelState, Life, count, counted, lives, thing_lives
from workbench.labels.records import Fate, LabelPrint
from workbench.labels.rules import MOST_COPIES, reconciled
from workbench.printing.actions.jobs import open_job, send_job
from workbench.printing.actions.printers import set_up_printer
from workbench.printing.records import Outcome, Printer, PrinterKind, PrintJob
from workbench.scanners.entering import ByHand
from workbench.scanners.records import HandEntry
from workbench.scanners.typing_in import keyed


@pytest.fixture
def bench(tmp_path: Path) -> Sender:
    return Sender(tmp_path)


def made(bench: Sender, *profiles: str, why: str = "") -> tuple[LabelPrint, ...]:
    pieces = [Piece(bench.bags[0].id, each, 300, bench.printer.id) for each in profiles]
    done = print_set(bench.probe.batch, pieces, why, press=press("en"), **bench.desk.doing("PH1"))
    return tuple(each for each in done.changed if isinstance(each, LabelPrint))


def test_a_set_is_made_in_one_act_and_is_one_job(bench: Sender) -> None:
    labels = made(bench, "final-bag-60x40", "tie-on-tag")
    assert [each.profile for each in labels] == ["final-bag-60x40", "tie-on-tag"]
    assert {each.copy for each in labels} == {1}
    job = bench.job(*labels)
    bench.send(job, Outcome.SENT, Outcome.SENT)
    assert bench.sent == [each.id for each in labels]
    (kept,) = bench.desk.kept(PrintJob)
    assert kept.labels == tuple(each.id for each in labels)


def test_all_or_none(bench: Sender) -> None:
    assert refusal(made, bench, "final-bag-60x40", "final-bag-100x60") == {"labels.twice-in-set"}
    assert refusal(made, bench) == {"labels.set-empty"}
    assert refusal(made, bench, "final-bag-60x40", "nothing-100x60") == {"labels.unknown-profile"}
    assert not bench.desk.kept(LabelPrint)
    made(bench, "final-bag-60x40")
    assert refusal(made, bench, "tie-on-tag", "final-bag-60x40") == {"labels.reprint-reason"}
    assert len(bench.desk.kept(LabelPrint)) == 1
    made(bench, "tie-on-tag", "final-bag-60x40", why="another roll")
    assert [each.valid for each in lives(bench.probe.dossier) if not each.tag] == [False, True]


# ------------------------------------------------------------------------------------------------ what is no bag
class Lab(Things):
    """Things with a printer, whose sending always succeeds unless it is told otherwise."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        done = set_up_printer("Bench 1", PrinterKind.ZPL, "127.0.0.1:9100", 300, **self.desk.doing("AD1", Role.ADMINISTRATOR))
        assert isinstance(done.changed[0], Printer)
        self.printer = done.changed[0]

    def several(self, kind: str, key: str, name: str, why: str = "", copies: int = 1) -> tuple[LabelPrint, ...]:
        done = print_thing_label(kind, key, name, why, copies=copies, dpi=300, printer=self.printer.id, press=press("en"), **self.desk.doing("TE1"))
        return tuple(each for each in done.changed if isinstance(each, LabelPrint))

    def send(self, *labels: LabelPrint, outcome: Outcome = Outcome.SENT) -> None:
        (job,) = open_job(labels[0].batch, self.printer.id, [each.id for each in labels], **self.desk.doing("PH1")).changed
        assert isinstance(job, PrintJob)
        send_job(job.id, Sender.outlet(self, *[outcome] * len(labels)), **self.desk.doing("PH1"))  # type: ignore[arg-type]

    sent: list[str] = []

    def states(self, *labels: LabelPrint) -> list[LabelState]:
        return [self.life(each).state for each in labels]

    def life(self, label: LabelPrint) -> Life:
        with self.desk.register.reading() as reader:
            found = life_of(reader, label.id)
        assert found is not None
        return found


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return Lab(tmp_path)


def test_tubes_of_one_sample_have_a_label_each_and_are_counted_apart_from_the_bags(lab: Lab) -> None:
    tubes = lab.several("sample", "N1", "qc-sample-38x13", copies=3)
    assert [each.copy for each in tubes] == [1, 2, 3]
    assert len({each.identifier for each in tubes}) == 1
    assert not any(b"DUPLICATE" in each.content for each in tubes)
    batch = lab.probe.batch
    assert refusal(scan_back, batch, tubes[0].identifier.encode(), **lab.desk.doing("PH1")) == {"labels.never-sent"}
    lab.send(*tubes)
    lab.desk.change(lab.probe.dossier.batch, status=Status.IN_PROCESS)
    with lab.desk.register.reading() as reader:
        assert waiting(reader) == 3
    for _ in tubes:
        scan_back(batch, tubes[0].identifier.encode(), **lab.desk.doing("PH1"))
    assert lab.states(*tubes) == [LabelState.APPLIED] * 3
    assert refusal(scan_back, batch, tubes[0].identifier.encode(), **lab.desk.doing("PH1")) == {"labels.already-applied"}
    dossier = lab.probe.dossier
    assert (count(dossier).printed, counted(thing_lives(dossier)).applied) == (0, 3)
    assert not any(each.facts and "L" in each.where for each in reconciled(dossier))
    with lab.desk.register.reading() as reader:
        assert waiting(reader) == 0


def test_a_label_of_another_sample_is_refused_and_remembered(lab: Lab) -> None:
    (tube,) = lab.several("sample", "N1", "qc-sample-38x13")
    lab.send(tube)
    (other,) = lab.several("container", f"{lab.probe.batch}/plan", "in-process-60x40")
    assert refusal(scan_back, lab.probe.batch, other.identifier.encode(), tube.id, **lab.desk.doing("PH1")) == {"labels.other-thing"}
    assert lab.states(tube) == [LabelState.SENT]


def test_the_label_of_a_lot_is_spoilt_destroyed_before_a_witness_and_made_anew(lab: Lab) -> None:
    (first,) = lab.several("lot", "L1", "status-released-60x40")
    lab.send(first)
    doing = lab.desk.doing("PH1")
    spoil_label(None, first.id, "torn", **doing)
    assert refusal(lab.several, "lot", "L1", "status-released-60x40") == {"labels.reprint-reason"}
    (second,) = lab.several("lot", "L1", "status-released-60x40", "the first was torn")
    assert b"DUPLICATE" not in first.content
    lab.send(second)
    assert refusal(scan_thing, "lot L1", second.identifier.encode(), **doing) == {"labels.void-about"}
    assert refusal(dispose_label, None, first.id, Fate.DESTROYED, "cut up", None, **doing) == {"labels.witness-missing"}
    dispose_label(None, first.id, Fate.DESTROYED, "cut up", witness(lab.desk), **doing)
    hand = ByHand(keyed(second.identifier), "the print is smeared", witness(lab.desk))
    scan_thing("lot L1", b"", hand, **doing)
    assert [(each.typed, each.batch) for each in lab.desk.kept(HandEntry)] == [(second.identifier, None)]
    assert lab.states(first, second) == [LabelState.DESTROYED, LabelState.APPLIED]
    assert refusal(spoil_label, lab.probe.batch, second.id, "torn", **doing) == {"labels.no-such-label"}


def test_no_second_label_of_a_thing_while_nobody_knows_of_the_first(lab: Lab) -> None:
    (first,) = lab.several("collection", "C1", "collection-100x60")
    lab.send(first, outcome=Outcome.UNKNOWN)
    assert refusal(lab.several, "collection", "C1", "collection-100x60", "again") == {"labels.unknown-first"}
    assert refusal(open_job, lab.probe.batch, lab.printer.id, [first.id], **lab.desk.doing("PH1")) == {"labels.no-such-label"}
    with lab.desk.register.reading() as reader:
        assert [each.state for each in lives_about(reader, "collection C1")] == [LabelState.UNKNOWN]


@pytest.mark.parametrize("copies", [0, MOST_COPIES + 1, -1])
def test_how_many_at_once(lab: Lab, copies: int) -> None:
    assert refusal(lab.several, "sample", "N1", "qc-sample-38x13", copies=copies) == {"labels.copies"}
    assert not lab.desk.kept(LabelPrint)


def test_one_that_was_never_sent_ends_without_paper_and_its_successor_is_no_duplicate(lab: Lab) -> None:
    (first,) = lab.several("sample", "N1", "qc-sample-38x13")
    (second,) = lab.several("sample", "N1", "qc-sample-38x13", "another roll")
    assert lab.states(first, second) == [LabelState.NOT_PRINTED, LabelState.PROVED]
    assert second.copy == 2
