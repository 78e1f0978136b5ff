"""From the items of one bedside sheet to its grades, and from all sheets of an infusion to its alerts: the engines do it, this hands over."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from workbench.kernel.values import Quantity
from workbench.vigilance import alerts
from workbench.vigilance.grading import crs, icans, ice
from workbench.vigilance.grading.grade import Grade
from workbench.vigilance.observed import CRS_ITEMS, ICANS_ITEMS, ICE_ITEMS, YES
from workbench.vigilance.records import Observation

Items = Mapping[str, Observation]
"""Item to what stands now of it on one sheet."""


def sheet_of(observations: Iterable[Observation]) -> dict[str, Observation]:
    """What stands now on one sheet: a corrected observation takes the place of the one it names."""
    kept = tuple(observations)
    replaced = {each.replaces for each in kept if each.replaces}
    return {each.item: each for each in kept if each.id not in replaced}


def graded(sheet: Items, born: date) -> tuple[Grade, ...]:
    """The grades that this sheet gives: each scale of which anything was observed. What is missing is for the scale to say."""
    found: list[Grade] = []
    if any(each in sheet for each in CRS_ITEMS):
        found.append(crs.grade(crs_of(sheet)))
    if any(each in sheet for each in ICE_ITEMS):
        found.append(ice.score(ice_of(sheet)))
    if any(each in sheet for each in ICANS_ITEMS):
        found.append(icans.grade(icans_of(sheet, born)))
    return tuple(found)


def crs_of(sheet: Items) -> crs.CrsObservation:
    """The observation that CRS is graded from."""
    return crs.CrsObservation(
        temperature=_value(sheet, "temperature"), fever_has_other_cause=_flag(sheet, "fever_other_cause"), treated=_flag(sheet, "treated"),
        hypotension=_flag(sheet, "hypotension"), vasopressors=_whole(sheet, "vasopressors"), vasopressin=_flag(sheet, "vasopressin"),
        oxygen=crs.Oxygen(word) if (word := _word(sheet, "oxygen")) else None, oxygen_flow=_value(sheet, "oxygen_flow"), death=False,
    )  # fmt: skip


def ice_of(sheet: Items) -> ice.IceParts:
    """The parts of the score."""
    return ice.IceParts(*(_whole(sheet, each) for each in ICE_ITEMS))


def icans_of(sheet: Items, born: date) -> icans.IcansObservation:
    """The observation that ICANS is graded from; the age is that on the day of the sheet."""
    first = next(iter(sheet.values()))
    score = ice.score(ice_of(sheet)).grade
    return icans.IcansObservation(
        age=_age(born, first.at, first.zone), ice=score, capd=_whole(sheet, "capd"),
        awakens=icans.Awakens(word) if (word := _word(sheet, "awakens")) else None,
        seizure=icans.Seizure(word) if (word := _word(sheet, "seizure")) else None, deep_focal_weakness=_flag(sheet, "weakness"),
        oedema=icans.Oedema(word) if (word := _word(sheet, "oedema")) else None, posturing=_flag(sheet, "posturing"),
        other_cause=_flag(sheet, "sedated"), death=False, developmental_delay=_flag(sheet, "delay") or False,
    )  # fmt: skip


def seen_of(sheet: Items) -> tuple[alerts.Seen, ...]:
    """What the rules of alerts look at."""
    found: list[alerts.Seen] = []
    kinds = {
        "temperature": alerts.Kind.TEMPERATURE, "ferritin": alerts.Kind.FERRITIN, "fibrinogen": alerts.Kind.FIBRINOGEN,
        "neutrophils": alerts.Kind.NEUTROPHILS, "vasopressors": alerts.Kind.VASOPRESSORS,
    }  # fmt: skip
    found += [alerts.Seen(kinds[item], each.at, each.value) for item, each in sheet.items() if item in kinds and each.value is not None]
    if "oxygen" in sheet:
        given = Decimal(sheet["oxygen"].choice != crs.Oxygen.ROOM_AIR.value)
        found.append(alerts.Seen(alerts.Kind.OXYGEN, sheet["oxygen"].at, Quantity(given, "")))
    score = ice.score(ice_of(sheet)).grade
    if score is not None:
        found.append(alerts.Seen(alerts.Kind.ICE, sheet[ICE_ITEMS[0]].at, Quantity(Decimal(score), "")))
    return tuple(found)


def _age(born: date, at: datetime, zone: str) -> Decimal:
    day = at.astimezone(ZoneInfo(zone)).date()
    return Decimal(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))


def _value(sheet: Items, item: str) -> Quantity | None:
    return sheet[item].value if item in sheet else None


def _whole(sheet: Items, item: str) -> int | None:
    value = _value(sheet, item)
    return None if value is None else int(value.value)


def _word(sheet: Items, item: str) -> str | None:
    return sheet[item].choice if item in sheet else None


def _flag(sheet: Items, item: str) -> bool | None:
    return sheet[item].choice == YES if item in sheet else None
