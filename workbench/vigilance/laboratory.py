"""From laboratory values to grades: CTCAE and tumour lysis of one sheet, ICAHT of the whole course. The engines do it, this hands over.

The baseline is the newest value from before the infusion. A sheet is graded from what stood when it was entered; what a later sheet brings, or a
correction, makes another grade beside the old one.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil
from zoneinfo import ZoneInfo

from workbench.kernel.values import Quantity
from workbench.vigilance.grading import ctcae, icaht_platelets, icaht_series, tls
from workbench.vigilance.grading.grade import Grade, missing, says
from workbench.vigilance.grading.icaht import SOURCE as ICAHT
from workbench.vigilance.grading.icaht_series import FIRST_LATE, LAST_EARLY, LAST_LATE, Count, Series
from workbench.vigilance.observed import ITEMS
from workbench.vigilance.records import CtcaeChoice, Observation
from workbench.vigilance.scales import ICAHT_EARLY, ICAHT_LATE, PLATELETS_EARLY, PLATELETS_LATE, TLS_CAIRO_BISHOP, TLS_HOWARD, ctcae_scale

Items = Mapping[str, Observation]
_BOTH = ("5", "6")
TERMS: Mapping[str, Mapping[str, str]] = {
    "haemoglobin": dict.fromkeys(_BOTH, "Anemia"),
    "leucocytes": dict.fromkeys(_BOTH, "White blood cell decreased"),
    "lymphocytes": {"5": "Lymphocyte count decreased"},
    "neutrophils": dict.fromkeys(_BOTH, "Neutrophil count decreased"),
    "platelets": {"5": "Platelet count decreased", "6": "Thrombocytopenia"},
    "cd4": dict.fromkeys(_BOTH, "CD4 lymphocytes decreased"),
    "fibrinogen": dict.fromkeys(_BOTH, "Fibrinogen decreased"),
    "inr": dict.fromkeys(_BOTH, "INR increased"),
    "aptt": dict.fromkeys(_BOTH, "Activated partial thromboplastin time prolonged"),
    "alt": dict.fromkeys(_BOTH, "Alanine aminotransferase increased"),
    "ast": dict.fromkeys(_BOTH, "Aspartate aminotransferase increased"),
    "bilirubin": dict.fromkeys(_BOTH, "Blood bilirubin increased"),
    "ldh": dict.fromkeys(_BOTH, "Blood lactate dehydrogenase increased"),
    "creatinine": dict.fromkeys(_BOTH, "Creatinine increased"),
    "potassium": dict.fromkeys(_BOTH, "Hyperkalemia"),
    "uric_acid": dict.fromkeys(_BOTH, "Hyperuricemia"),
    "albumin": dict.fromkeys(_BOTH, "Hypoalbuminemia"),
    "calcium": dict.fromkeys(_BOTH, "Hypocalcemia"),
    "ionised_calcium": dict.fromkeys(_BOTH, "Hypocalcemia (ionized)"),
    "sodium": dict.fromkeys(_BOTH, "Hyponatremia"),
    "triglycerides": dict.fromkeys(_BOTH, "Hypertriglyceridemia"),
}
"""Item to the term that each version grades it by; a version that has none grades nothing of it."""
STATED: Mapping[str, str] = {"cell/uL": "/uL"}
"""Kept units as the tables of CTCAE write them."""
LYSIS = ("uric_acid", "potassium", "phosphate", "calcium")
SAME_DAY = timedelta(hours=24)
ENOUGH = 2
ADULT = 18


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of one patient besides the sheet: all observations that stand, and where the course ends or changes.

    ``progression``, ``therapy`` (of the disease, after the infusion) and ``death`` are when they were; ``None`` where they were not.
    """

    seen: tuple[Observation, ...]
    begun: datetime
    zone: str
    born: date
    progression: datetime | None = None
    therapy: datetime | None = None
    death: datetime | None = None

    def day(self, at: datetime) -> int:
        """The day after the infusion, which is day 0, at the ward."""
        place = ZoneInfo(self.zone)
        return (at.astimezone(place).date() - self.begun.astimezone(place).date()).days

    def base(self, item: str) -> Observation | None:
        """The newest value from before the infusion."""
        before = [each for each in self.seen if each.item == item and each.at < self.begun and each.value is not None]
        return max(before, key=lambda each: each.at, default=None)


def version_for(choices: Iterable[CtcaeChoice], product: str, begun: datetime) -> str | None:
    """The version of CTCAE for an infusion of ``product`` that began then: of its own choice before that site's, else the first that was made since.

    A later choice never changes it, so that one patient is graded by one version; ``None`` where nobody has chosen.
    """
    fit = sorted((each for each in choices if each.product in ("", product)), key=lambda each: each.at)
    before = [each for each in fit if each.at <= begun]
    if before:
        return ([each for each in before if each.product] or before)[-1].version
    return fit[0].version if fit else None


# ------------------------------------------------------------------------------------------------------ one sheet
def of_sheet(sheet: Items, course: Course, edition: ctcae.Edition | None) -> tuple[Grade, ...]:
    """The grades of what a laboratory reported on one sheet: terms of ``edition`` (none where no version was chosen), and tumour lysis."""
    found = [] if edition is None else [given for each in sheet.values() if (given := of_term(each, course, edition)) is not None]
    return (*found, *of_lysis(sheet, course))


def of_term(result: Observation, course: Course, edition: ctcae.Edition) -> Grade | None:
    """A result by its term of CTCAE; ``None`` where the version has none for it, and of a baseline: what was before the infusion is no event."""
    term = TERMS.get(result.item, {}).get(edition.version)
    if term is None or result.value is None or result.at < course.begun:
        return None
    base = course.base(result.item)
    before = base.value.value if base is not None and base.value is not None else None
    asked = ctcae.LabResult(
        term, result.value.value, STATED.get(result.value.unit, result.value.unit), _number(result.lower), _number(result.upper), before,
        _change(result.value.value, before), _base_state(base),
    )  # fmt: skip
    return replace(ctcae.grade(asked, edition), scale=ctcae_scale(edition.version, result.item))


def _change(value: Decimal, before: Decimal | None) -> Decimal | None:
    return None if not before else (value - before) / before * 100


def _base_state(base: Observation | None) -> str | None:
    """By the limits that came with the baseline itself, where both sides of what is asked can be told."""
    if base is None or base.value is None:
        return None
    if base.upper is not None and base.value.value > base.upper.value:
        return "high"
    if base.lower is not None and base.value.value < base.lower.value:
        return "low"
    return "normal" if base.upper is not None and base.lower is not None else None


def of_lysis(sheet: Items, course: Course) -> tuple[Grade, ...]:
    """Tumour lysis by both definitions, where this sheet has one of the four values and two of them are known; day -3 to 7.

    The day of the infusion is taken for the day of therapy, which each grade says. By Howard the values are those of the 24 h before the sheet; by
    Cairo-Bishop the worst since the infusion, whenever each of them was.
    """
    if not any(each in sheet for each in LYSIS):
        return ()
    at = max(each.at for each in sheet.values())
    day = course.day(at)
    if not tls.FIRST_DAY <= day <= tls.LAST_DAY:
        return ()
    lately = [each for each in course.seen if at - SAME_DAY < each.at <= at]
    since = [each for each in course.seen if course.begun <= each.at <= at] if at >= course.begun else lately
    return tuple(
        _lysis(scale, definition, _worst(seen), lately, course, day)
        for scale, definition, seen in ((TLS_CAIRO_BISHOP, tls.Definition.CAIRO_BISHOP, since), (TLS_HOWARD, tls.Definition.HOWARD, lately))
        if len(_worst(seen)) >= ENOUGH
    )


def _lysis(scale: str, definition: tls.Definition, worst: Items, lately: Sequence[Observation], course: Course, day: int) -> Grade:
    newest = {each.item: each for each in sorted(lately, key=lambda one: one.at)}
    based = definition is tls.Definition.CAIRO_BISHOP and day >= 0
    uric, potassium, phosphate, calcium = (_quantity(worst.get(item)) for item in LYSIS)
    uric_base, potassium_base, phosphate_base, calcium_base = (_quantity(course.base(item)) if based else None for item in LYSIS)
    arrhythmia, seizure = (newest[code].choice if code in newest else None for code in ("arrhythmia", "lysis_seizure"))
    creatinine = newest.get("creatinine")
    given = tls.grade(
        tls.TlsObservation(
            definition, day, _child(course, day), uric, potassium, phosphate, calcium, uric_base, potassium_base, phosphate_base, calcium_base,
            _times(creatinine), tls.Arrhythmia[arrhythmia.upper()] if arrhythmia else None, tls.Seizure[seizure.upper()] if seizure else None,
            False if course.death is None else None, worst["uric_acid"].upper if "uric_acid" in worst else None, _quantity(newest.get("ionised_calcium")),
        )
    )  # fmt: skip
    reasons = [*given.reasons, says("grading.tls-day-of-infusion", tls.SOURCE)]
    if given.grade is None and creatinine is not None and creatinine.upper is None:
        reasons.append(missing("upper limit of creatinine", tls.SOURCE))
    return replace(given, scale=scale, reasons=tuple(reasons))


def _worst(seen: Iterable[Observation]) -> dict[str, Observation]:
    """Of each of the four, the value that speaks most for lysis: of calcium the lowest, of the others the highest."""
    found: dict[str, Observation] = {}
    for each in seen:
        if each.item in LYSIS and each.value is not None:
            held = found.get(each.item)
            if held is None or held.value is None or (each.value.value < held.value.value) == (each.item == "calcium"):
                found[each.item] = each
    return found


def _times(creatinine: Observation | None) -> Decimal | None:
    """The creatinine as a multiple of its upper limit of normal; ``None`` where the limit is not known."""
    if creatinine is None or creatinine.value is None or creatinine.upper is None:
        return None
    return creatinine.value.value / creatinine.upper.value


def _child(course: Course, day: int) -> bool:
    on = course.begun.astimezone(ZoneInfo(course.zone)).date() + timedelta(days=day)
    born = course.born
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < ADULT


# ------------------------------------------------------------------------------------------------------ the whole course
def of_course(course: Course) -> tuple[tuple[Grade, datetime], ...]:
    """ICAHT of neutrophils and platelets, each with the time of the last count that it rests on.

    Early grades are given when their 30 days are over, or the patient has died: a run that has not ended yet would count as one that never ends.
    Late grades are given from day 31 on, and say until which day they look.
    """
    found: list[tuple[Grade, datetime]] = []
    end = None if course.death is None else course.day(course.death)
    for item, early, late in (("neutrophils", ICAHT_EARLY, ICAHT_LATE), ("platelets", PLATELETS_EARLY, PLATELETS_LATE)):
        seen = sorted((each for each in course.seen if each.item == item and each.at >= course.begun and each.value is not None), key=lambda each: each.at)
        if not seen:
            continue
        counts = tuple((course.day(each.at), _per_microlitre(each)) for each in seen)
        newest = counts[-1][0]
        last = [each for each in seen if course.day(each.at) <= LAST_EARLY]
        if last and (newest >= LAST_EARLY or end is not None):
            known = tuple(each for each in counts if each[0] <= LAST_EARLY)
            found.append((_named(_early(item, known, end), early, known), last[-1].at))
        inside = [each for each in seen if FIRST_LATE <= course.day(each.at) <= _late_end(course, end)]
        if inside:
            known = tuple((course.day(each.at), _per_microlitre(each)) for each in inside)
            found.append((_so_far(_named(_late(item, known, course, end), late, known), course, end, newest), inside[-1].at))
    return tuple(found)


def _early(item: str, counts: tuple[Count, ...], end: int | None) -> Grade:
    if item == "neutrophils":
        return icaht_series.early(Series(counts, end))
    return icaht_platelets.early(counts, LAST_EARLY if end is None else end)


def _late(item: str, counts: tuple[Count, ...], course: Course, end: int | None) -> Grade:
    if item == "neutrophils":
        return icaht_series.late(Series(counts, end, _day(course, course.progression), _day(course, course.therapy)))
    return icaht_platelets.late(counts, min(_late_end(course, end), max(day for day, _ in counts)))


def _late_end(course: Course, end: int | None) -> int:
    return min(each for each in (LAST_LATE, end, _day(course, course.progression), _day(course, course.therapy)) if each is not None)


def _so_far(given: Grade, course: Course, end: int | None, newest: int) -> Grade:
    last = _late_end(course, end)
    if newest >= last:
        return given
    return replace(given, reasons=(*given.reasons, says("grading.icaht-so-far", ICAHT, day=str(newest), last=str(last))))


def _named(given: Grade, scale: str, counts: tuple[Count, ...]) -> Grade:
    """Under its own name, and with each count as an input."""
    others = tuple(each for each in given.inputs if each[0] != "counts")
    return replace(given, scale=scale, inputs=(*others, *((f"day {day}", str(count)) for day, count in counts)))


def _per_microlitre(each: Observation) -> int:
    """A count per µL, rounded up: 500.4 is more than 500."""
    assert each.value is not None
    return ceil(each.value.value * (1 if ITEMS[each.item].units[0][0] == "cell/uL" else 1000))


def _day(course: Course, at: datetime | None) -> int | None:
    return None if at is None else course.day(at)


def _quantity(each: Observation | None) -> Quantity | None:
    return None if each is None else each.value


def _number(limit: Quantity | None) -> Decimal | None:
    return None if limit is None else limit.value
