"""Lots: entered, decided, used, sampled; every status against every decision."""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import START, ZONE, Desk, codes
from workbench.formula.records import Material, Text
from workbench.kernel.findings import Done, Refused
from workbench.kernel.values import Quantity
from workbench.people.digests import holds_for
from workbench.people.records import Factor, Meaning, Signature
from workbench.stock.actions import Delivery, decide_lot, enter_lot, take_sample
from workbench.stock.moves import MOVES, may_decide
from workbench.stock.reckoning import remaining
from workbench.stock.records import Lot, LotStatus, LotUse, Property
from workbench.stock.rules import usable

ROOT = Path(__file__).resolve().parents[2]
LATER = START + timedelta(days=30)
VIAL = Delivery("vial", "FDG (18F)", "FDG-2611", LATER, "15", "mL")
LOT = Lot("LOT-2026-0001", "vial", "FDG (18F)", "FDG-2611", "260000001", LATER, ZONE, Quantity(Decimal(15), "mL"), LotStatus.RELEASED)
MATERIAL = Material("vial", Text("FDG vial", "Флакон ФДГ"), "radiopharmaceutical", "lot")

#            QUARANTINE RELEASED HELD REJECTED
MATRIX = """
QUARANTINE   .          x        x    x
RELEASED     .          .        x    x
HELD         .          x        .    x
REJECTED     .          .        .    .
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def refused(act: Any, *args: Any, **more: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return codes(caught.value)


def told(done: Done) -> set[str]:
    return {each.code for each in done.findings}


def use(amount: str, unit: str = "mL", **more: Any) -> LotUse:
    return replace(LotUse("U", LOT.id, Quantity(Decimal(amount), unit), START, ZONE, "PH1"), **more)


def enter(desk: Desk, **more: Any) -> Lot:
    return enter_lot(replace(VIAL, **more), **desk.doing("PH1")).changed[0]  # type: ignore[return-value]


@pytest.mark.parametrize("line", MATRIX.strip().splitlines())
def test_a_status_follows_only_where_the_table_says(line: str) -> None:
    now, *marks = line.split()
    lot = replace(LOT, status=LotStatus[now])
    for to, mark in zip(LotStatus, marks, strict=True):
        assert [each.code for each in may_decide(lot, to, START)] == ([] if mark == "x" else ["stock.no-such-decision"])
    assert set(MOVES) == set(LotStatus)


def test_what_is_left_is_what_came_less_every_use_of_this_lot() -> None:
    uses = [use("0.5"), use("1500", "uL"), use("3", lot="LOT-2026-0002")]
    assert remaining(LOT, uses) == Quantity(Decimal("13.0"), "mL")
    assert remaining(LOT, []) == LOT.received
    with pytest.raises(Refused):
        remaining(LOT, [use("1", "piece")])


@given(st.lists(st.decimals(min_value="0.001", max_value=3, places=3), max_size=20))
def test_uses_sum_exactly(amounts: list[Decimal]) -> None:
    left = remaining(LOT, [use(f"{each:f}") for each in amounts])
    assert left.value + sum(amounts) == Decimal(15)


@pytest.mark.parametrize(
    ("lot", "amount", "uses", "wanted"),
    [
        ({}, ("1", "mL"), [], []),
        ({}, None, [], []),
        ({}, ("15", "mL"), [], []),
        ({}, ("15000.1", "uL"), [], ["stock.not-enough"]),
        ({}, ("14.6", "mL"), [use("0.5")], ["stock.not-enough"]),
        ({}, ("1", "mL"), [use("15")], ["stock.nothing-left"]),
        ({}, ("1", "mg"), [], ["stock.unit-differs"]),
        ({"material": "syringe"}, None, [], ["stock.wrong-material"]),
        ({"status": LotStatus.QUARANTINE}, None, [], ["stock.not-released"]),
        ({"status": LotStatus.HELD}, None, [], ["stock.not-released"]),
        ({"status": LotStatus.REJECTED}, None, [], ["stock.not-released"]),
        ({"expiry": START}, None, [], ["stock.expired"]),
        ({"expiry": START + timedelta(seconds=1)}, None, [], []),
        ({"expiry": START, "status": LotStatus.HELD, "material": "x"}, ("99", "mL"), [], ["stock.wrong-material", "stock.not-released", "stock.expired", "stock.not-enough"]),
    ],
)
def test_whether_a_lot_may_be_used(lot: dict[str, Any], amount: tuple[str, str] | None, uses: list[LotUse], wanted: list[str]) -> None:
    wants = Quantity(Decimal(amount[0]), amount[1]) if amount else None
    found = usable(replace(LOT, **lot), MATERIAL, wants, uses, START)
    assert [each.code for each in found] == wanted
    if found:
        assert codes(Refused(found)) == set(wanted)


def test_a_single_use_unit_that_was_used_says_so() -> None:
    single, one = replace(MATERIAL, single_use=True), replace(LOT, received=Quantity(Decimal(1), "piece"))
    piece = Quantity(Decimal(1), "piece")
    assert not usable(one, single, piece, [], START)
    assert [each.code for each in usable(one, single, piece, [use("1", "piece")], START)] == ["stock.single-use-spent"]


def test_a_lot_is_entered_in_quarantine_with_a_number_for_its_symbol(desk: Desk) -> None:
    lot = enter(desk, received="15,5")
    assert (lot.id, lot.code, lot.status, lot.received) == ("LOT-2026-0001", "260000001", LotStatus.QUARANTINE, Quantity(Decimal("15.5"), "mL"))
    assert enter(desk, number="B", code="990011").code == "990011"


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"material": " "}, {"stock.missing"}),
        ({"name": ""}, {"stock.missing"}),
        ({"number": ""}, {"stock.missing"}),
        ({"received": "0"}, {"stock.received-nothing"}),
        ({"received": "-1"}, {"stock.received-nothing"}),
        ({"received": "1,234"}, {"calculation.number-ambiguous"}),
        ({"received": ""}, {"calculation.number-empty"}),
        ({"unit": "thimble"}, {"calculation.unknown-unit"}),
        ({"expiry": START}, {"stock.expired"}),
        ({"code": "12a4"}, {"stock.code-form"}),
        ({"properties": (Property("a", "1", "mL"), Property("a", "2", "mL"))}, {"stock.property-twice"}),
        ({"properties": (Property("a", "1e3", "mL"),)}, {"calculation.number-exponent"}),
    ],
)
def test_a_lot_is_refused(desk: Desk, change: dict[str, Any], wanted: set[str]) -> None:
    before = desk.head()
    assert refused(enter, desk, **change) == wanted
    assert desk.head() == before


def test_a_lot_is_entered_once(desk: Desk) -> None:
    first = enter(desk)
    assert refused(enter, desk) == {"stock.known"}
    assert refused(enter, desk, number="other", code=first.code) == {"stock.code-taken"}
    assert refused(enter_lot, VIAL, **desk.doing("SU1")) == {"people.act-not-allowed"}


def test_properties_are_read_as_the_approved_formulas_ask(desk: Desk) -> None:
    desk.formula((ROOT / "resources/formulas/FDG18-DOSE.toml").read_text(encoding="utf-8"), "FDG18-DOSE")
    stated = (
        Property("vial_activity", "7,4", "GBq"), Property("vial_volume", "15", ""), Property("vial_time", "20-Nov-2026 08:00", ""),
        Property("supplier", " Cyclotron ", ""), Property("density", "1,05", "g/mL"),
    )  # fmt: skip
    done = enter_lot(replace(VIAL, properties=stated), **desk.doing("PH1"))
    assert told(done) == set()
    assert done.changed[0].properties == (  # type: ignore[attr-defined]
        Property("vial_activity", "7.4", "GBq"), Property("vial_volume", "15", "mL"),
        Property("vial_time", "2026-11-20T08:00:00+03:00", ""), Property("supplier", "Cyclotron", ""), Property("density", "1.05", "g/mL"),
    )  # fmt: skip
    bare = enter_lot(replace(VIAL, number="B"), **desk.doing("PH1"))
    assert {each.where for each in bare.findings} == {"vial_activity", "vial_volume", "vial_time"}
    assert told(bare) == {"stock.property-missing"}
    wrong = replace(VIAL, number="C", properties=(Property("vial_activity", "7", "mL"),))
    assert refused(enter_lot, wrong, **desk.doing("PH1")) == {"stock.property-unit"}
    late = replace(VIAL, number="C", properties=(Property("vial_time", "8 o'clock", ""),))
    assert refused(enter_lot, late, **desk.doing("PH1")) == {"words.day-unreadable"}


@pytest.mark.parametrize(("who", "allowed"), [("SU1", True), ("RP1", True), ("PH1", False), ("QC1", False), ("AD1", False)])
def test_a_lot_is_decided_and_signed_by_whom_it_is_due(desk: Desk, who: str, allowed: bool) -> None:
    lot = enter(desk)
    if not allowed:
        assert refused(decide_lot, lot.id, LotStatus.RELEASED, "all papers seen", **desk.signing(who)) == {"people.act-not-allowed"}
        return
    decide_lot(lot.id, LotStatus.RELEASED, "all papers seen", **desk.signing(who))
    kept, signed = desk.one(Lot, lot.id), desk.kept(Signature)[-1]
    assert (kept.status, signed.meaning, signed.kind, signed.subject) == (LotStatus.RELEASED, Meaning.LOT_DECIDED, "lot", lot.id)
    assert holds_for(signed, (kept,))
    decide_lot(lot.id, LotStatus.HELD, "a complaint came", **desk.signing(who))
    assert not holds_for(signed, (desk.one(Lot, lot.id),))


def test_a_decision_is_refused(desk: Desk) -> None:
    lot = enter(desk)
    released = (lot.id, LotStatus.RELEASED)
    assert refused(decide_lot, *released, "", **desk.signing("SU1")) == {"people.reason-missing"}
    assert refused(decide_lot, *released, "all papers seen", **desk.signing("SU1", factor=Factor.PIN)) == {"people.password-needed"}
    assert refused(decide_lot, "LOT-9", LotStatus.RELEASED, "all papers seen", **desk.signing("SU1")) == {"stock.unknown"}
    assert desk.one(Lot, lot.id).status is LotStatus.QUARANTINE
    assert not desk.kept(Signature)
    desk.later(days=31)
    assert refused(decide_lot, *released, "all papers seen", **desk.signing("SU1")) == {"stock.expired"}
    decide_lot(lot.id, LotStatus.REJECTED, "out of date", **desk.signing("SU1"))
    assert refused(decide_lot, lot.id, LotStatus.HELD, "out of date", **desk.signing("SU1")) == {"stock.no-such-decision"}


def test_samples_are_taken_out_of_what_is_left(desk: Desk) -> None:
    lot = enter(desk)
    take_sample(lot.id, "500", "uL", "release tests", **desk.doing("QC1"))
    taken = desk.kept(LotUse)[0]
    assert (taken.amount, taken.purpose, taken.batch) == (Quantity(Decimal("0.5"), "mL"), "release tests", None)
    for amount, unit, purpose, code in (
        ("14,6", "mL", "release tests", "stock.not-enough"),
        ("0", "mL", "release tests", "stock.sample-nothing"),
        ("1", "mg", "release tests", "calculation.units-differ"),
        ("1", "mL", "", "people.reason-missing"),
        ("", "mL", "release tests", "calculation.number-empty"),
    ):
        assert refused(take_sample, lot.id, amount, unit, purpose, **desk.doing("QC1")) == {code}
    assert refused(take_sample, "LOT-9", "1", "mL", "release tests", **desk.doing("QC1")) == {"stock.unknown"}
    assert len(desk.kept(LotUse)) == 1


def test_a_lot_of_another_zone_expires_at_the_same_moment() -> None:
    other = replace(LOT, expiry=datetime.fromisoformat("2026-11-20T06:00:01+00:00"))
    assert not usable(other, MATERIAL, None, [], START)
    assert usable(other, MATERIAL, None, [], START + timedelta(seconds=1))
