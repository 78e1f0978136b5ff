"""A specimen says so, carries numbers that nothing has, and is kept and counted nowhere."""
from __future__ import annotations

from pathlib import Path

import pytest

from tests.labels.test_actions import Bench, refusal
from tests.paper_reading import squeezed, text_of
from tests.papers_factory import EVERY, LABELS, NOW, press, profile
from workbench.barcodes import own
from workbench.kernel.findings import Refused
from workbench.labels.actions.fates import scan_back
from workbench.labels.proof import prove
from workbench.labels.signals import SIGNALS
from workbench.masters.specimen import IDENTIFIERS, specimen


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", EVERY)
def test_every_label_has_a_specimen_that_says_so_and_names_nothing_that_is(name: str, language: str) -> None:
    drawn = specimen(name, LABELS[name], press(language), LABELS[SIGNALS], NOW.date())
    prove(drawn, profile(name).least_dpi)
    text = squeezed(text_of(drawn.pdf))
    assert {"en": "SPECIMEN", "ru": squeezed("ДЛЯ ПОКАЗА")}[language] in text
    for each in ("CT-2026-0147", "L1204-3", "260000147", "DUPLICATE", "ДУБЛИКАТ", "REHEARSAL", "РЕПЕТИЦИЯ"):
        assert each not in text
    for symbol in drawn.symbols:
        try:
            read = own.read(symbol.data.encode())
        except Refused:
            continue  # a symbol of ISBT 128 (demonstration facility) or GS1
        assert not any(int(each) for each in read.numbers[:1])


def test_no_scan_takes_a_specimen_for_a_label(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.print()
    raw = own.text(IDENTIFIERS["bag"]).encode()
    assert refusal(scan_back, bench.probe.batch, raw, **bench.desk.doing("PH1")) == {"labels.other-bag"}
    assert len(bench.probe.dossier.labels) == 1
