"""What the grammar of formulas cannot say: dividing into bags, which of several times governs, a date years on, gaps, a score.

Each is a pure function of named values, already checked for unit and sense, and gives its answer as an evaluation would.
"""
from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, Decimal

from workbench.calculation.amounts import Value, utc
from workbench.calculation.arithmetic import exact, noiseless, refused, tidy
from workbench.calculation.evaluating import Names
from workbench.calculation.named import Answer
from workbench.calculation.units import convert
from workbench.kernel.values import Quantity

HIGH_RISK = 100


def bag_split(names: Names) -> Answer:
    """C10: as few bags as ``largest`` allows, all full but the last; where that stays below ``smallest``, the bags before it give.

    ``Refused`` when ``volume`` fills no number of bags within both limits.
    """
    volume, largest, smallest = (convert(_quantity(names, name), "mL").value for name in ("volume", "largest", "smallest"))
    with exact():
        count = int(noiseless(volume / largest).to_integral_value(ROUND_CEILING))
        if count > 100 or count * smallest > volume:
            raise refused("no-split", volume=f"{volume:f} mL", bags=str(count), smallest=f"{smallest:f} mL", largest=f"{largest:f} mL")
        fills = [largest] * (count - 1) + [volume - largest * (count - 1)]
        short = max(Decimal(0), smallest - fills[-1])
        fills[-1] += short
        for at in range(count - 2, -1, -1):
            given = min(short, largest - smallest)
            fills[at], short = fills[at] - given, short - given
    return Answer(tuple(Quantity(tidy(each), "mL") for each in fills))


def earliest_expiry(names: Names) -> Answer:
    """C23: the earliest of the times given, thawing counted with ``thawed_life``; says which one governs."""
    found: dict[str, datetime] = {}
    for name, held in names.items():
        members = held if isinstance(held, tuple) else (held,)
        for number, each in enumerate(members, 1):
            if isinstance(each, datetime):
                found[f"{name} {number}" if len(members) > 1 else name] = each
    if "thawed" in found:
        life = convert(_quantity(names, "thawed_life"), "s").value
        found["thawed"] = (utc(found["thawed"]) + timedelta(seconds=int(life))).astimezone(found["thawed"].tzinfo)
    if not found:
        raise refused("no-value", name="product_bud")
    governs = min(found, key=lambda name: utc(found[name]))
    return Answer(found[governs], f"{governs} governs")


def retention_end(names: Names) -> Answer:
    """C24: ``expiry_date`` so many ``years`` on, in the calendar; 29 February becomes 28 February where that year has none."""
    expiry, years = date.fromisoformat(str(names["expiry_date"])), int(_whole(names, "years"))
    try:
        return Answer(years_on(expiry, years).isoformat())
    except ValueError as error:
        raise refused("out-of-range") from error


def years_on(day: date, years: int) -> date:
    """The same day ``years`` later; 28 February for 29 February in a year without one. ``ValueError`` beyond the year 9999."""
    if (day.month, day.day) == (2, 29):
        try:
            return day.replace(year=day.year + years)
        except ValueError:
            return date(day.year + years, 2, 28)
    return day.replace(year=day.year + years)


def custody_gaps(names: Names) -> Answer:
    """C25: the time in nobody's custody: from each handing over to the next taking over. ``Refused`` when the legs do not pair."""
    taken, handed = (tuple(each for each in _members(names, name) if isinstance(each, datetime)) for name in ("taken", "handed"))
    if len(taken) != len(handed) or any(utc(end) < utc(start) for start, end in zip(taken, handed, strict=True)):
        raise refused("legs-unpaired", taken=str(len(taken)), handed=str(len(handed)))
    gaps = [utc(start) - utc(end) for end, start in zip(handed, taken[1:], strict=False)]
    total = sum((gap for gap in gaps if gap > timedelta(0)), timedelta(0))
    with exact():
        minutes = Decimal(total // timedelta(microseconds=1)) / 60_000_000
    return Answer(Quantity(tidy(minutes), "min"), "no gap" if not total else f"{sum(gap > timedelta(0) for gap in gaps)} gaps")


def risk_score(names: Names) -> Answer:
    """C26: the product of five factors from 1 to 5 (CM/Res(2016)1, Annex); above 100 is high risk, 100 is not."""
    score = 1
    for name in ("preparation", "quantity", "effect", "process", "supply"):
        score *= _whole(names, name)
    said = "above 100: high risk, GMP level" if score > HIGH_RISK else "up to 100: low risk, good preparation practice"
    return Answer(Quantity(Decimal(score), ""), said)


def _quantity(names: Names, name: str) -> Quantity:
    held = names[name]
    if not isinstance(held, Quantity):
        raise refused("not-quantity", found=name)
    return held


def _members(names: Names, name: str) -> tuple[Value, ...]:
    held = names[name]
    return held if isinstance(held, tuple) else (held,)


def _whole(names: Names, name: str) -> int:
    value = convert(_quantity(names, name), "").value
    if value != value.to_integral_value():
        raise refused("not-whole", name=name, value=f"{value:f}")
    return int(value)
