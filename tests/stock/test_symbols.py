"""The maker's own symbol stands for a lot where a step asks for it: article, lot and expiry as the register has them, or refused with the reason."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.batch.probe import Probe
from tests.desk import codes
from workbench.barcodes.meaning import typed_article
from workbench.batch.actions.scanning import scan_in_step
from workbench.batch.records import ScanFact
from workbench.kernel.findings import Refused
from workbench.stock.actions import Delivery, enter_lot
from workbench.stock.records import Lot, LotStatus
from workbench.stock.rules import symbol_fits

GTIN = "04600439931256"


class Step:
    """The probe's batch in its scanning step; its stock solution was sold as one article, its bags as another."""

    def __init__(self, folder: Path) -> None:
        self.probe = Probe(folder)
        self.desk = self.probe.desk
        self.desk.change(self.desk.one(Lot, "L1"), article=GTIN)
        self.desk.change(self.desk.one(Lot, "L2"), article="A123BJC5D6E7")
        self.probe.start("check_order")
        self.probe.record("check_order", {})
        self.probe.verify("check_order", {})
        self.probe.start("scan")

    @property
    def expiry(self) -> bytes:
        return self.desk.one(Lot, "L1").expiry.strftime("%y%m%d").encode()

    def scan(self, raw: bytes) -> ScanFact:
        scan_in_step(self.probe.batch, "scan", "", raw, **self.desk.doing("PH1"))
        return self.desk.kept(ScanFact)[-1]

    def refused(self, raw: bytes) -> tuple[set[str], ScanFact]:
        with pytest.raises(Refused) as refused:
            self.scan(raw)
        return codes(refused.value), self.desk.kept(ScanFact)[-1]


@pytest.fixture
def step(tmp_path: Path) -> Step:
    return Step(tmp_path)


def test_article_lot_and_expiry_as_the_register_has_them_stand_for_the_lot(step: Step) -> None:
    fact = step.scan(b"]d201" + GTIN.encode() + b"17" + step.expiry + b"1026K-01")
    assert (fact.accepted, fact.lot, fact.material) == (True, "L1", "stock")


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b"1026K-01", b"1026K-99", "stock.symbol-lot"),
        (b"1026K-01", b"", "stock.symbol-no-lot"),
        (GTIN.encode(), b"04012345678901", "stock.article-unknown"),
        (b"]d201", b"]d21104012345678901", "barcodes.not-ours"),
    ],
)
def test_what_does_not_match_is_refused_with_its_reason_and_remembered(step: Step, before: bytes, after: bytes, code: str) -> None:
    whole = b"]d201" + GTIN.encode() + b"17" + step.expiry + b"1026K-01"
    found, fact = step.refused(whole.replace(before, after))
    assert (found, fact.accepted, fact.code) == ({code}, False, code)


def test_another_expiry_than_the_registers_is_refused(step: Step) -> None:
    found, fact = step.refused(b"]d201" + GTIN.encode() + b"17300101" + b"1026K-01")
    assert (found, fact.lot, fact.accepted) == ({"stock.symbol-expiry"}, "L1", False)


def test_the_right_symbol_of_a_lot_that_may_not_be_used_or_is_not_wanted(step: Step) -> None:
    step.desk.change(step.desk.one(Lot, "L1"), status=LotStatus.HELD)
    found, _ = step.refused(b"]d201" + GTIN.encode() + b"17" + step.expiry + b"1026K-01")
    assert found == {"stock.not-released"}


@pytest.mark.parametrize(
    ("typed", "article"),
    [
        ("4600439931256", GTIN), (" 0460 0439 931256 ", GTIN), (GTIN, GTIN), ("4600439931257", None), ("12345", None), ("a123bjc5d6e7", "A123BJC5D6E7"),
        ("A12", None), ("ЖШ12345", None), ("", None),
    ],
)  # fmt: skip
def test_an_article_number_as_it_is_typed(typed: str, article: str | None) -> None:
    assert typed_article(typed) == article


def test_a_lot_is_entered_with_its_article_or_refused_for_it(step: Step) -> None:
    later = step.desk.clock.at + timedelta(days=90)
    given = Delivery("stock", "Stock solution", "26K-03", later, "10", "mL", article="4600439931256")
    with pytest.raises(Refused) as refused:
        enter_lot(replace(given, article="4600439931257"), **step.desk.doing("PH1"))
    assert codes(refused.value) == {"stock.article-form"}
    done = enter_lot(given, **step.desk.doing("PH1"))
    assert isinstance(done.changed[0], Lot) and done.changed[0].article == GTIN


def test_a_time_is_compared_to_the_minute_and_without_a_zone_by_the_clock_of_the_lot() -> None:
    lot = Lot("L1", "vial", "Vial", "A", "0001", datetime(2026, 11, 21, 10, 31, tzinfo=UTC), "Europe/Moscow", None, LotStatus.RELEASED)  # type: ignore[arg-type]
    good = (None, date(2026, 11, 21), datetime.fromisoformat("2026-11-21T13:31"), datetime(2026, 11, 21, 10, 31, tzinfo=UTC))
    assert [symbol_fits(lot, each) for each in good] == [()] * 4
    bad = (date(2026, 11, 22), datetime.fromisoformat("2026-11-21T10:31"), datetime(2026, 11, 21, 10, 32, tzinfo=UTC))
    assert [[each.code for each in symbol_fits(lot, when)] for when in bad] == [["stock.symbol-expiry"]] * 3
