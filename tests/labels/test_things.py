"""Labels of what is no bag: a collection before there is a batch, a lot, a container in process, a sample."""
from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.probe import Probe
from tests.desk import codes
from tests.paper_reading import squeezed, text_of
from tests.papers_factory import press
from workbench.batch.records import SampleTaken
from workbench.kernel.findings import Refused
from workbench.labels.actions.printing import print_thing_label
from workbench.labels.records import LabelEnd, LabelPrint
from workbench.orders.records import Collection

NAMES = ("collection-100x60", "in-process-60x40", "status-released-60x40", "status-rejected-60x40", "qc-sample-38x13", "retained-sample-50x25")


class Things:
    """A batch of the probe formula, with a collection and a sample."""

    def __init__(self, folder: Path) -> None:
        self.probe = Probe(folder)
        self.desk = desk = self.probe.desk
        desk.label(*NAMES)
        sample = self.probe.dossier.formula.samples[0].name
        desk.put(
            Collection("C1", "OR-2026-0001", "P1", "700123", (), desk.clock.at, desk.zone, "AN1"),
            SampleTaken("N1", self.probe.batch, "draw", "1 piece", sample, desk.clock.at),
        )

    def print(self, kind: str, key: str, name: str, why: str = "", dpi: int = 300) -> LabelPrint:
        done = print_thing_label(kind, key, name, why, dpi=dpi, press=press("en"), **self.desk.doing("TE1"))
        assert isinstance(done.changed[0], LabelPrint)
        return done.changed[0]

    def refused(self, *asked: str, dpi: int = 300) -> set[str]:
        with pytest.raises(Refused) as refused:
            self.print(*asked, dpi=dpi)
        return codes(refused.value)


@pytest.fixture
def things(tmp_path: Path) -> Things:
    return Things(tmp_path)


def test_each_thing_has_its_label_and_its_identifier(things: Things) -> None:
    batch = things.probe.batch
    collection = things.print("collection", "C1", "collection-100x60")
    assert (collection.batch, collection.bag, collection.about) == (None, None, "collection C1")
    assert collection.identifier.startswith("%8-700123-")
    for each in ("LEBEDEVA", "700123", "004812771"):
        assert squeezed(each) in squeezed(text_of(collection.content))
    container = things.print("container", f"{batch}/plan", "in-process-60x40")
    assert (container.batch, container.identifier[:13]) == (batch, "%0-260000001-")
    sample = things.print("sample", "N1", "qc-sample-38x13")
    assert sample.identifier.startswith("%0-260000001-2-001-")
    lot = things.print("lot", "L1", "status-released-60x40")
    assert lot.identifier.startswith("%7-000101-")
    assert "RELEASED" in text_of(lot.content)
    assert not things.probe.dossier.labels


def test_a_status_label_is_refused_for_another_status(things: Things) -> None:
    assert things.refused("lot", "L1", "status-rejected-60x40") == {"labels.not-now"}


def test_a_second_one_asks_why_says_duplicate_and_ends_the_first(things: Things) -> None:
    first = things.print("sample", "N1", "qc-sample-38x13")
    assert things.refused("sample", "N1", "qc-sample-38x13") == {"labels.reprint-reason"}
    second = things.print("sample", "N1", "qc-sample-38x13", "tube got wet")
    assert (second.copy, second.identifier) == (2, first.identifier)
    assert "DUPLICATE" in text_of(second.content)
    assert [(each.label, each.how) for each in things.desk.kept(LabelEnd)] == [(first.id, "voided")]


@pytest.mark.parametrize(
    ("kind", "key", "name", "code"),
    [
        ("sample", "N1", "in-process-60x40", "labels.of-another-thing"),
        ("sample", "N9", "qc-sample-38x13", "labels.no-such-thing"),
        ("container", "nothing/plan", "in-process-60x40", "labels.no-such-thing"),
        ("container", "PB-2026-0001/draw", "in-process-60x40", "labels.no-such-thing"),
        ("collection", "C9", "collection-100x60", "labels.no-such-thing"),
        ("lot", "L9", "status-released-60x40", "labels.no-such-thing"),
        ("lot", "L1", "status-quarantine-60x40", "labels.unknown-profile"),
    ],
)
def test_what_cannot_be_labelled_leaves_nothing(things: Things, kind: str, key: str, name: str, code: str) -> None:
    assert things.refused(kind, key, name) == {code}
    assert not things.desk.kept(LabelPrint)


def test_a_coarse_printer_is_refused(things: Things) -> None:
    assert things.refused("sample", "N1", "qc-sample-38x13", dpi=203) == {"labels.printer-too-coarse"}
