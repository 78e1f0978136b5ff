"""What is watched of a product: which event within how many days, what is expected, and the rules with their numbers. Data, with a version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workbench.kernel.findings import Finding
from workbench.surveillance.risk import Risk, risk_of
from workbench.vigilance.tables import Status, Text, check_keys, parsed, refused, status_of, text_of, unverified

DEATH, SERIOUS, MALIGNANCY = "death", "serious report", "second malignancy"
"""Events that are no grade of a scale."""
_PLAN: Mapping[str, type] = {"code": str, "version": str, "name": dict, "doses": list, "lots": str, "monitor": list, "division": list}
_DIVISION: Mapping[str, type] = {"code": str, "name": dict, "given": str}
_MONITOR: Mapping[str, type] = {
    "code": str, "name": dict, "event": str, "least": int, "days": int, "expected": Decimal, "status": str, "source": str, "maxsprt": dict, "cusum": dict,
    "stopping": dict, "lots": dict, "risk": dict,
}  # fmt: skip
_MAXSPRT: Mapping[str, type] = {"most_expected": Decimal, "alpha": Decimal, "least_events": int}
_CUSUM: Mapping[str, type] = {"odds_ratio": Decimal, "limit": Decimal}
_STOPPING: Mapping[str, type] = {"tolerated": Decimal, "certainty": Decimal, "a": Decimal, "b": Decimal}
_LOTS: Mapping[str, type] = {"alpha": Decimal, "least_events": int}
MOST_DAYS = 5500
"""Fifteen years."""


@dataclass(frozen=True, slots=True)
class MaxSprt:
    """The plan of a MaxSPRT: T, alpha and M."""

    most_expected: Decimal
    alpha: Decimal
    least_events: int


@dataclass(frozen=True, slots=True)
class Cusum:
    """The odds ratio that a CUSUM is to find early, and its limit."""

    odds_ratio: Decimal
    limit: Decimal


@dataclass(frozen=True, slots=True)
class Stopping:
    """Stop where P(p > ``tolerated`` | data) > ``certainty``, with prior Beta(a, b)."""

    tolerated: Decimal
    certainty: Decimal
    a: Decimal
    b: Decimal


@dataclass(frozen=True, slots=True)
class LotRule:
    """A lot with at least so many events whose exact interval, alpha shared among all lots, lies above what is expected."""

    alpha: Decimal
    least_events: int


@dataclass(frozen=True, slots=True)
class Monitor:
    """One event that is watched. ``event`` is a scale (``crs``), then ``least`` is the grade; or death, a serious report, a second malignancy.

    ``expected`` is the share of infused bags with the event that was to be expected; a rule that is ``None`` is not applied.
    """

    code: str
    name: Text
    event: str
    least: int
    days: int
    expected: Decimal
    status: Status
    source: str
    maxsprt: MaxSprt | None
    cusum: Cusum | None
    stopping: Stopping | None
    lots: LotRule | None
    risk: Risk | None = None

    @property
    def rules(self) -> int:
        """How many rules are applied to it."""
        return sum(each is not None for each in (self.maxsprt, self.cusum, self.stopping, self.lots))

    @property
    def told(self) -> tuple[Finding, ...]:
        """What its numbers rest on, and those of its model of risk."""
        of_risk = unverified(self.risk.status, self.risk.source, f"{self.code}, risk") if self.risk is not None else ()
        return (*unverified(self.status, self.source, self.code), *of_risk)


@dataclass(frozen=True, slots=True)
class Division:
    """What bags are divided by, so that like is held against like: ``given`` is the name of a value of the order (disease, conditioning)."""

    code: str
    name: Text
    given: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The monitors of products whose doses are counted in one of ``doses``; ``lots`` is the class of the material whose lots are compared."""

    code: str
    version: str
    name: Text
    doses: tuple[str, ...]
    lots: str
    monitors: tuple[Monitor, ...]
    divisions: tuple[Division, ...] = ()

    @property
    def rules(self) -> int:
        """How many rules run at once on a product."""
        return sum(each.rules for each in self.monitors)

    def monitor(self, code: str) -> Monitor | None:
        """The monitor of this code."""
        return next((each for each in self.monitors if each.code == code), None)


def plan_for(plans: Mapping[str, Plan], unit: str) -> Plan | None:
    """The plan of products whose doses are counted in ``unit``; ``None`` where there is none."""
    return next((each for each in plans.values() if unit in each.doses), None)


def plans_of(texts: Mapping[str, str]) -> dict[str, Plan]:
    """Code to plan, from file name to text. Refused when two files have the same code."""
    found: dict[str, Plan] = {}
    for file in sorted(texts):
        plan = _plan(texts[file], file)
        if plan.code in found:
            raise refused(file, plan.code, "twice")
        found[plan.code] = plan
    return found


def _plan(text: str, file: str) -> Plan:
    raw = parsed(text, file)
    check_keys(raw, _PLAN, set(_PLAN) - {"division"}, file, file)
    monitors = tuple(_monitor(each, file) for each in raw["monitor"])
    codes = [each.code for each in monitors]
    if twice := sorted({each for each in codes if codes.count(each) > 1}):
        raise refused(file, ", ".join(twice), "twice")
    divisions = []
    for each in raw.get("division", ()):
        check_keys(each, _DIVISION, set(_DIVISION), file, "division")
        divisions.append(Division(each["code"], text_of(each["name"], file, each["code"]), each["given"]))
    if len({each.code for each in divisions}) < len(divisions):
        raise refused(file, "division", "twice")
    doses = tuple(str(each) for each in raw["doses"])
    return Plan(raw["code"], raw["version"], text_of(raw["name"], file, "name"), doses, raw["lots"], monitors, tuple(divisions))


def _monitor(raw: Any, file: str) -> Monitor:
    place = str(raw.get("code", "monitor")) if isinstance(raw, dict) else "monitor"
    check_keys(raw, _MONITOR, {"code", "name", "event", "days", "expected", "status", "source"}, file, place)
    least = raw.get("least", 1)
    if not 1 <= raw["days"] <= MOST_DAYS or not 0 < raw["expected"] < 1 or not 1 <= least <= 5:
        raise refused(file, place, "days, expected, least")
    maxsprt, cusum, stopping, lots = (
        _part(raw, name, keys, file, place) for name, keys in (("maxsprt", _MAXSPRT), ("cusum", _CUSUM), ("stopping", _STOPPING), ("lots", _LOTS))
    )
    if maxsprt and not (0 < maxsprt["most_expected"] <= 1000 and _share(maxsprt["alpha"]) and maxsprt["least_events"] >= 1):
        raise refused(file, place, "maxsprt")
    if cusum and not (cusum["odds_ratio"] > 1 and cusum["limit"] > 0):
        raise refused(file, place, "cusum")
    if stopping and not (0 < stopping["tolerated"] < 1 and 0 < stopping["certainty"] < 1 and stopping["a"] > 0 and stopping["b"] > 0):
        raise refused(file, place, "stopping")
    if lots and not (_share(lots["alpha"]) and lots["least_events"] >= 1):
        raise refused(file, place, "lots")
    return Monitor(
        raw["code"], text_of(raw["name"], file, place), raw["event"], least, raw["days"], raw["expected"], status_of(raw["status"], file, place), raw["source"],
        MaxSprt(**maxsprt) if maxsprt else None, Cusum(**cusum) if cusum else None, Stopping(**stopping) if stopping else None,
        LotRule(**lots) if lots else None, risk_of(raw["risk"], file, place) if "risk" in raw else None,
    )  # fmt: skip


def _share(alpha: Decimal) -> bool:
    return Decimal("0.000001") <= alpha < Decimal("0.5")


def _part(raw: Mapping[str, Any], name: str, keys: Mapping[str, type], file: str, place: str) -> dict[str, Any] | None:
    if name not in raw:
        return None
    check_keys(raw[name], keys, set(keys), file, f"{place}, {name}")
    return dict(raw[name])
