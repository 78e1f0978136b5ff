"""What an amended order touches: exactly the worked steps and labels that hang on what changed."""
from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.desk import START, Desk
from tests.orders.probe import CODE, PROBE, order, says
from workbench.batch.records import Bag, BagStatus, Batch, MarkKind, Status, StepMark
from workbench.formula.reading import formula_of
from workbench.kernel.values import Quantity, Role
from workbench.labels.records import LabelEnd, LabelPrint
from workbench.orders.actions import amend_order, verify_order
from workbench.orders.affected import changed_names, following
from workbench.orders.records import Given, Order, OrderStatus, OrderVersion

FORMULA = formula_of(PROBE)


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        (("weight",), {"weight", "ordered", "speed"}),
        (("route",), {"route", "speed"}),
        (("remark",), {"remark"}),
        ((), set()),
    ],
)
def test_a_change_follows_through_every_calculation(changed: tuple[str, ...], wanted: set[str]) -> None:
    assert following(FORMULA, changed) == wanted


def version(**given: str) -> OrderVersion:
    kept = tuple(Given(name, value, value, "kg") for name, value in given.items())
    return OrderVersion("x", "x", 1, kept, "MD1", says().channel, "PH1", START, "UTC")


def test_changed_is_what_has_another_value_or_is_new_or_gone() -> None:
    assert changed_names(version(a="1", b="2", c="3"), version(a="1", b="3", d="4")) == {"b", "c", "d"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.formula(PROBE, CODE)
    of = order(made)
    verify_order(of.id, **made.signing("PH2"))
    batch = Batch("PD-1", 1, of.id, 1, of.patient, f"{CODE}.1", of.regime, Status.IN_PROCESS, made.clock.at, made.zone)
    made.put(batch)
    made.change(made.one(Order, of.id), status=OrderStatus.IN_BATCH)
    return made


def worked(desk: Desk, *steps: str) -> None:
    for step in steps:
        desk.put(StepMark(f"K-{step}", "PD-1", step, "", MarkKind.PERFORMED, desk.clock.at, desk.zone, "PH1", Role.PHARMACIST))


def labelled(desk: Desk) -> None:
    expiry = desk.clock.at + timedelta(days=1)
    desk.put(Bag("B1", "PD-1", 1, 1, "dose", "weigh", "", Quantity(Decimal(1), "mg"), Quantity(Decimal(1), "mL"), expiry, "x", BagStatus.LABELLED))
    first = LabelPrint("L1", "PD-1", "B1", "bag-100x60", "en", "%1-1", 1, b"x", b"\x00" * 32, "read back", desk.clock.at, desk.zone, "PH1")
    desk.put(first, replace(first, id="L2", copy=2, why="spoilt"), LabelEnd("E1", "PD-1", "L1", "spoiled", "torn", desk.clock.at, desk.zone, "PH1"))


def touched(desk: Desk, **given: str) -> set[tuple[str, str]]:
    said = replace(says(), given=given)
    done = amend_order("OR-2026-0001", said, "told otherwise", **desk.doing("PH1"))
    return {(each.code, each.where) for each in done.findings if each.code.startswith("orders.affected")}


def test_worked_steps_and_living_labels_that_hang_on_the_weight_are_told(desk: Desk) -> None:
    worked(desk, "plan", "weigh", "tidy")
    labelled(desk)
    assert touched(desk, weight="71") == {
        ("orders.affected-step", "plan"), ("orders.affected-step", "weigh"), ("orders.affected-label", "L2"),
    }  # fmt: skip


def test_a_step_that_is_not_worked_yet_is_not_told(desk: Desk) -> None:
    worked(desk, "plan", "tidy")
    assert touched(desk, weight="71") == {("orders.affected-step", "plan")}


def test_what_does_not_hang_on_the_change_is_not_told(desk: Desk) -> None:
    worked(desk, "plan", "weigh", "tidy")
    labelled(desk)
    assert touched(desk, remark="another") == set()
    assert touched(desk, route="fast") == {("orders.affected-step", "plan")}


def test_a_step_that_says_a_changed_value_is_told(desk: Desk) -> None:
    worked(desk, "weigh")
    assert touched(desk, dose_per_kg="2") == {("orders.affected-step", "weigh")}


def test_verifying_tells_the_same_once_more(desk: Desk) -> None:
    worked(desk, "weigh")
    touched(desk, weight="71")
    done = verify_order("OR-2026-0001", **desk.signing("PH2"))
    assert [(each.code, each.where) for each in done.findings] == [("orders.affected-step", "weigh")]
