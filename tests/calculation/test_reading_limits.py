"""Limits for the eye: few digits, and never one that tells the other side."""
from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.calculation.limits import readable_ends


def d(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("low", "high", "decimals", "shown"),
    [
        ("48", "52", 1, ("48", "52")),
        ("0.5", None, 0, ("0.5", None)),
        ("2.22408026755852842809364548494983", "2.45819397993311036789297658862876", 3, ("2.225", "2.458")),
        ("2.22408026755852842809364548494983", "2.45819397993311036789297658862876", None, ("2.22409", "2.45819")),
        (None, "1234567.891", None, (None, "1234567")),
        ("1.00000001", "1.00000002", 2, ("1.00000001", "1.00000002")),
        ("-2.3333333333", None, 1, ("-2.3", None)),
    ],
)
def test_ends_are_shortened_inwards(low: str | None, high: str | None, decimals: int | None, shown: tuple[str | None, str | None]) -> None:
    least, most = readable_ends(d(low), d(high), decimals)
    assert (least, most) == (d(shown[0]), d(shown[1]))
    assert least is None or least >= Decimal(str(low))
    assert most is None or most <= Decimal(str(high))
