"""What a new version changes, and how two readings agree."""
from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from workbench.formula.agreement import agrees
from workbench.formula.difference import Change, difference
from workbench.formula.records import Field, Text
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "formulas"
FDG = (FOLDER / "FDG18-DOSE.toml").read_text("utf-8")


def moved(text: str, section: str, before: str) -> str:
    """``text`` with the table ``section`` put before the table ``before``."""
    start = text.index(f"[{section}]")
    end = text.index(f"\n[{section.split('.')[0]}.", start + 1) + 1
    while text[end:].startswith(f"[{section}."):
        end = text.index(f"\n[{section.split('.')[0]}.", end + 1) + 1
    table, rest = text[start:end], text[:start] + text[end:]
    at = rest.index(f"[{before}]")
    return rest[:at] + table + rest[at:]


def test_a_step_that_moved_is_named_alone() -> None:
    newer = moved(FDG, "step.clear_line", "step.check_order")
    (change,) = difference(FDG, newer)
    assert change in (
        Change("order.step.clear_line", "check_order → clear_line", "… → clear_line"),
        Change("order.step.check_order", "… → check_order", "clear_line → check_order"),
    )


def test_what_was_added_and_what_was_taken_out() -> None:
    newer = FDG.replace(
        "[shelf_life.vial]", '[shelf_life.shift]\nat = "draw.done + 2 h"\nsource = "site"\nen = "Shift"\nru = "Смена"\n\n[shelf_life.vial]'
    ).replace("shelf_life = 3", "shelf_life = 4")
    assert Change("shelf_life.shift.at", "", "draw.done + 2 h") in difference(FDG, newer)
    assert Change("shelf_life.shift.at", "draw.done + 2 h", "") in difference(newer, FDG)
    assert not any(each.place.startswith("order") for each in difference(FDG, newer))
    assert not any("contents" in each.place for each in difference(FDG, newer))


def test_fields_that_changed_places() -> None:
    lines = FDG.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("measured_at"))
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    (change,) = difference(FDG, "\n".join(lines))
    assert change.place in ("order.step.draw.field.measured_at", "order.step.draw.field.measured")


def test_half_a_version_is_not_compared() -> None:
    with pytest.raises(Refused):
        difference(FDG, FDG[:2000])


def field(agree: str, unit: str) -> Field:
    return Field("x", Text("x", "x"), unit=unit, agree=agree)


@pytest.mark.parametrize(
    ("agree", "unit", "first", "second", "good"),
    [
        ("10 %", "cell", "460", "414", True),
        ("10 %", "cell", "460", "413.9", False),
        ("10 %", "cell", "460", "506", True),
        ("10", "cell", "8", "18", True),
        ("10", "cell", "8", "19", False),
        ("0", "", "100", "100.0", True),
        ("0", "", "100", "101", False),
        ("50 uL", "mL", "2", "2.05", True),
        ("50 uL", "mL", "2", "2.0501", False),
        ("0.5", "degC", "-150", "-150.5", True),
        ("2 %", "mL", "-1", "-1.02", True),
    ],
)
def test_two_readings_agree(agree: str, unit: str, first: str, second: str, good: bool) -> None:
    assert agrees(field(agree, unit), Quantity(Decimal(first), unit), Quantity(Decimal(second), unit)) is good


@pytest.mark.parametrize("agree", ["-1 %", "a", "1 kg + 1 kg", ""])
def test_an_agreement_that_is_none_is_refused(agree: str) -> None:
    with pytest.raises(Refused):
        agrees(field(agree, "mL"), Quantity(Decimal(1), "mL"), Quantity(Decimal(1), "mL"))
