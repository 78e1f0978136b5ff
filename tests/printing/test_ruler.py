"""The sheet with rulers: its exact size, its lengths, a symbol that reads, and a printer that scales and gets no label until it does not."""
from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.labels.test_actions import refusal
from tests.paper_reading import millimetres
from tests.papers_factory import press
from tests.printing.test_jobs import Sender
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity, Role
from workbench.labels.proof import dots_of, read_dots
from workbench.printing.actions.checking import check_printer
from workbench.printing.records import Outcome, PrinterCheck
from workbench.printing.ruler import SIGN, is_true, lengths, ruler


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize(("width", "height"), [(100, 60), (60, 40), (50, 25), (90, 60), (100, 100)])
def test_the_sheet_has_the_size_of_the_label_and_its_rulers_their_length(width: int, height: int, dpi: int) -> None:
    sheet = ruler(width, height, "Bench 1", press("en"))
    ((wide, high),) = millimetres(sheet.pdf)
    assert (wide, high) == (pytest.approx(width, abs=0.01), pytest.approx(height, abs=0.01))
    assert (sheet.across, sheet.down) == lengths(width, height)
    dots = dots_of(sheet.pdf, width, height, dpi)
    per = {203: 8, 300: 12, 600: 24}[dpi]
    row = dots.rows()[round(4.0 * per)]
    black = [at for at, each in enumerate(row) if each == 0]
    assert (black[-1] - black[0]) / per == pytest.approx(sheet.across, abs=0.3)
    assert ("]d1", SIGN) in read_dots(dots) or min(width, height) < 40


def test_a_label_too_small_for_rulers() -> None:
    with pytest.raises(Refused) as refused:
        ruler(38, 13, "Bench 1", press("en"))
    assert [each.code for each in refused.value.findings] == ["printing.too-small"]


def mm(text: str) -> Quantity:
    return Quantity(Decimal(text), "mm")


@pytest.mark.parametrize(
    ("across", "down", "bad"),
    [("85", "45", 0), ("85.8", "44.6", 0), ("82.45", "43.65", 2), ("85", "45.5", 1), ("86", "45", 1), ("0", "45", 1)],
)
def test_what_is_true(across: str, down: str, bad: int) -> None:
    assert len(is_true(85, 45, mm(across), mm(down))) == bad


def test_a_printer_that_scales_gets_no_label_until_it_is_true(tmp_path: Path) -> None:
    bench = Sender(tmp_path)
    label = bench.made()
    job = bench.job(label)
    admin = bench.desk.doing("AD1", Role.ADMINISTRATOR)
    done = check_printer(bench.printer.id, (45, 25), (mm("43.7"), mm("24.3")), **admin)
    assert {each.code for each in done.findings} == {"printing.not-true"}
    assert refusal(bench.send, job, Outcome.SENT) == {"printing.scales"}
    assert not bench.sent
    check_printer(bench.printer.id, (45, 25), (mm("45"), mm("25")), **admin)
    bench.send(job, Outcome.SENT)
    assert [each.good for each in bench.desk.kept(PrinterCheck)] == [False, True]
