"""Whether a case agrees with itself, before anything is played: its people, keys and times."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workbench.kernel.values import Role
from workbench.rehearsal import acts
from workbench.rehearsal.case import Case
from workbench.rehearsal.reading import unreadable

SECONDED = (acts.WorkStep, acts.SignAgain, acts.EnterResult, acts.RecordInfusion)
SCANNED = ("collection:", "patient:", "badge:", "raw:")


def times(act: acts.Act) -> tuple[datetime, ...]:
    """The moments of an act, in the order in which it passes them."""
    begun = (act.started,) if isinstance(act, acts.WorkStep) and act.started else ()
    second = act.second if isinstance(act, SECONDED) else None
    return (*begun, act.at, *((second.at,) if second and second.at else ()))


def check(case: Case) -> None:
    """Raises ``Unavailable`` ("rehearsal.unreadable") at the first thing that does not agree."""
    _zone(case)
    now, seen = case.site.begun, _Seen()
    for at, act in enumerate(case.play):
        place = f"play[{at}] ({act.name})"
        for moment in times(act):
            if moment < now:
                raise unreadable(place, f"{moment.isoformat()} is before {now.isoformat()}: acts stand in the order of time")
            now = moment
        _person(case, act.who, act.role, place)
        second = act.second if isinstance(act, SECONDED) else None
        if second:
            _person(case, second.who, second.role, f"{place}.second")
        if isinstance(act, acts.DestroyLabel):
            _person(case, act.witness, None, f"{place}.witness")
        seen.keys(case, act, place)
    for key in case.expect:
        if key not in seen.batches:
            raise unreadable(f"expect.{key}", "no such batch is opened")


def _zone(case: Case) -> None:
    try:
        ZoneInfo(case.zone)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise unreadable("zone", f"{case.zone} is no IANA zone") from fault
    if case.language not in ("en", "ru"):
        raise unreadable("language", "en or ru is expected")


def _person(case: Case, who: str, role: Role | None, place: str) -> None:
    if who not in case.people:
        raise unreadable(place, f"{who} is not among the people of the case")
    if role is not None and role not in {each.role for each in case.people[who].roles}:
        raise unreadable(place, f"{who} is not {role.value} in this case")


class _Seen:
    """The orders and batches that acts have made so far."""

    def __init__(self) -> None:
        self.orders: list[str] = []
        self.batches: list[str] = []

    def keys(self, case: Case, act: acts.Act, place: str) -> None:
        """Refuses a key that names nothing, and an empty one where it is not clear which is meant."""
        if isinstance(act, acts.EnterOrder):
            self._new(act.order, self.orders, act, place)
        elif isinstance(act, acts.OpenBatch):
            self._made(act.order, self.orders, f"{place}.order")
            self._new(act.batch, self.batches, act, place)
        elif isinstance(act, acts.EnterResult | acts.CheckResult) and act.lot:
            _listed(act.lot, case.lots, f"{place}.lot")
        else:
            for name, made in (("order", self.orders), ("batch", self.batches)):
                if hasattr(act, name):
                    self._made(getattr(act, name), made, f"{place}.{name}")
        for name, known in (("lot", case.lots), ("patient", case.patients), ("formula", {each.code for each in case.formulas})):
            if getattr(act, name, ""):
                _listed(getattr(act, name), known, f"{place}.{name}")
        if isinstance(act, acts.WorkStep | acts.ScanInStep):
            for text in (act.scan,) if isinstance(act, acts.ScanInStep) else act.scan:
                if not text.startswith(SCANNED):
                    _listed(text, case.lots, f"{place}.scan")

    def _new(self, key: str, made: list[str], act: acts.Act, place: str) -> None:
        """Keeps a new key; one that a rule must refuse makes nothing, and may be tried again."""
        if not key or key in made:
            raise unreadable(place, f"{key!r} is no new key")
        if not act.expected:
            made.append(key)

    def _made(self, key: str, made: list[str], place: str) -> None:
        if (key and key not in made) or (not key and len(made) != 1):
            raise unreadable(place, f"{key!r} is not one of {', '.join(made) or 'none'}")


def _listed(key: str, known: Container[str], place: str) -> None:
    if key not in known:
        raise unreadable(place, f"{key} is not in the head of the case")
