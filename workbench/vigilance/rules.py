"""What must hold of a bedside sheet, of a decision about a grade, of a call and of a death. Pure."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from workbench.kernel.findings import Finding, stops
from workbench.vigilance.monitoring import Track
from workbench.vigilance.observed import ITEMS, Typed
from workbench.vigilance.records import Alert, Death, Graded, Observation

SOURCE = "intensive monitoring (rules of this workbench)"
SAME = timedelta(minutes=1)
GRADES = {"crs": 5, "icans": 5}
"""The scales that a physician decides about, and their highest grade."""
DUE_TO = ("crs", "icans", "other", "unknown")


def may_observe(track: Track, at: datetime, typed: Sequence[Typed], now: datetime) -> tuple[Finding, ...]:
    """Stops a sheet from the future, from before the infusion, after death, the same one twice, with an item twice, and an empty one."""
    found: list[Finding] = []
    if at > now:
        found.append(stops("vigilance.ahead", SOURCE, where="at"))
    if at < track.infusion.begun:
        found.append(stops("vigilance.before-infusion", SOURCE, where="at", at=_iso(track.infusion.begun)))
    if track.death is not None and at > track.death.died:
        found.append(stops("vigilance.after-death", SOURCE, where="at", at=_iso(track.death.died)))
    items = [each.item for each in typed]
    there = {each.item for each in track.observations if abs(each.at - at) < SAME}
    found += [stops("vigilance.round-twice", SOURCE, where=each, field=_name(each), at=_iso(at)) for each in items if each in there]
    found += [stops("vigilance.item-twice", SOURCE, where=each, field=_name(each)) for each in sorted({one for one in items if items.count(one) > 1})]
    if not items:
        found.append(stops("vigilance.sheet-empty", SOURCE, where="at"))
    return tuple(found)


def may_correct(track: Track, wrong: Observation, raw: str, why: str) -> tuple[Finding, ...]:
    """Stops the correction of what was corrected already, one that changes nothing, and one without a reason."""
    found: list[Finding] = []
    if any(each.replaces == wrong.id for each in track.observations):
        found.append(stops("vigilance.corrected-before", SOURCE, where="value"))
    if raw == wrong.raw:
        found.append(stops("vigilance.nothing-changed", SOURCE, where="value"))
    if len(why) < 3:
        found.append(stops("vigilance.why-missing", SOURCE, where="why"))
    return tuple(found)


def may_decide(track: Track, graded: Graded, grade: int, why: str) -> tuple[Finding, ...]:
    """Stops a decision about what is no grade or has been graded anew, a grade that the scale has not, and another one without a reason."""
    found: list[Finding] = []
    most = GRADES.get(graded.scale)
    if most is None:
        return (stops("vigilance.no-grade", SOURCE, where="grade"),)
    if graded not in track.standing():
        found.append(stops("vigilance.graded-anew", SOURCE, where="grade"))
    if not 0 <= grade <= most:
        found.append(stops("vigilance.grade-range", SOURCE, where="grade", most=str(most)))
    if grade != graded.grade and len(why) < 3:
        found.append(stops("vigilance.why-missing", SOURCE, where="why"))
    return tuple(found)


def may_call(track: Track, alert: Alert, called: str, at: datetime, now: datetime) -> tuple[Finding, ...]:
    """Stops a call to nobody, from the future, or before what it is about was seen, and one about what was called and read back."""
    found: list[Finding] = []
    if not called:
        found.append(stops("vigilance.nobody-called", SOURCE, where="called"))
    if at > now:
        found.append(stops("vigilance.ahead", SOURCE, where="at"))
    if at < alert.at:
        found.append(stops("vigilance.call-early", SOURCE, where="at", at=_iso(alert.at)))
    if track.called(alert) is not None:
        found.append(stops("vigilance.called-before", SOURCE))
    return tuple(found)


def may_waive(track: Track, due: str, reason: str) -> tuple[Finding, ...]:
    """Stops "not applicable" without a reason, and twice."""
    found: list[Finding] = []
    if len(reason) < 3:
        found.append(stops("vigilance.why-missing", SOURCE, where="why"))
    if any(each.due == due for each in track.waived):
        found.append(stops("vigilance.waived-before", SOURCE, where="due"))
    return tuple(found)


def may_die(death: Death, known: Sequence[Death], seen: Sequence[Observation], now: datetime) -> tuple[Finding, ...]:
    """Stops a second death, one in the future, one before what was still observed, and a cause that nobody knows here."""
    found: list[Finding] = []
    if known:
        found.append(stops("vigilance.died-before", SOURCE, where="died", at=_iso(known[0].died)))
    if death.died > now:
        found.append(stops("vigilance.ahead", SOURCE, where="died"))
    if later := [each for each in seen if each.at > death.died]:
        found.append(stops("vigilance.seen-later", SOURCE, where="died", at=_iso(max(each.at for each in later))))
    if death.due_to not in DUE_TO:
        found.append(stops("vigilance.no-such-word", SOURCE, where="due_to", field="due_to", value=death.due_to))
    return tuple(found)


def _name(item: str) -> str:
    return ITEMS[item].name if item in ITEMS else item


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
