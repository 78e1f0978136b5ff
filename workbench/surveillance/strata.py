"""A lot, or the upper third of an attribute, against all other bags within each disease or conditioning, as far as the orders hold that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.formula.records import Field
from workbench.surveillance.exposure import Exposed, Exposure
from workbench.surveillance.monitors import Division
from workbench.vigilance.signals.local import Tertiles
from workbench.vigilance.signals.stratified import Stratified, Table, mantel_haenszel

LEAST_GROUPS = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """What was held against all other bags: a lot's number or an attribute's name, and what came of it."""

    name: str
    result: Stratified


@dataclass(frozen=True, slots=True)
class Divided:
    """The bags divided by one value of their orders. ``asked`` is the field of the formula; ``None`` where no order of the product asks for it.

    ``strata`` are (value, bags), the largest first; ``without`` bags have no value and are in none: nothing is guessed.
    """

    division: Division
    asked: Field | None
    strata: tuple[tuple[str, int], ...]
    without: int
    lots: tuple[Compared, ...]
    attributes: tuple[Compared, ...]

    @property
    def held(self) -> bool:
        """Whether any order holds a value."""
        return bool(self.strata)


def divided(
    exposure: Exposure, happened: Sequence[bool], divisions: Sequence[Division], thirds: Sequence[tuple[str, Tertiles]]
) -> tuple[Divided, ...]:
    """The comparisons within the strata of each division; ``thirds`` are those of the attributes, by name. All are told as looked at together."""
    lots = sorted({lot for each in exposure.rows for lot in each.lots}, key=lambda pair: pair[1])
    against = lots if len(lots) >= LEAST_GROUPS else []
    upper = [(name, found.thirds[-1].least) for name, found in thirds if len(found.thirds) >= LEAST_GROUPS]
    comparisons = max(1, len(divisions) * (len(against) + len(upper)))
    exposed = [(number, [key in dict(row.lots) for row in exposure.rows]) for key, number in against]
    in_third = [(name, [_in_third(row, name, least) for row in exposure.rows]) for name, least in upper]
    made = []
    for each in divisions:
        values = [_value(row, each) for row in exposure.rows]
        sizes = Counter(value for value in values if value)
        kinds = []
        for sides in (exposed, in_third):
            tables = [(name, _tables(side, values, happened)) for name, side in sides] if sizes else []
            kinds.append(tuple(Compared(name, mantel_haenszel(table, comparisons=comparisons)) for name, table in tables))
        strata = tuple(sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])))
        made.append(Divided(each, exposure.asked.get(each.given), strata, len(values) - sum(sizes.values()), *kinds))
    return tuple(made)


def _value(row: Exposed, division: Division) -> str:
    held = row.ordered.get(division.given)
    return held.value.strip() if held is not None else ""


def _in_third(row: Exposed, name: str, least: float) -> bool | None:
    """Whether the bag lies in the upper third; ``None`` without a checked value."""
    value = row.values.get(name)
    return None if value is None else value >= least


def _tables(side: Sequence[bool | None], values: Sequence[str], happened: Sequence[bool]) -> list[Table]:
    """A table [on this side with and without the event, the others with and without] for each stratum; a bag without value or side is in none."""
    found: dict[str, list[int]] = {}
    for inside, value, hit in zip(side, values, happened, strict=True):
        if value and inside is not None:
            found.setdefault(value, [0, 0, 0, 0])[(0 if inside else 2) + (0 if hit else 1)] += 1
    return [(cells[0], cells[1], cells[2], cells[3]) for _, cells in sorted(found.items())]
