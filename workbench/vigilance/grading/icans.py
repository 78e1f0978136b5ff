"""Neurotoxicity (ICANS) by ASTCT 2019: the worst of cognition, consciousness, seizures, motor findings and oedema.

Cognition is the ICE score from the age of 12; below, and with developmental delay, it is the CAPD. Sources differ on 12 itself (ASTCT: below
12 the CAPD; NCIt C188936: 12 and under), so that the limit is a setting of the site. CAPD 0 without another sign is grade 0: ASTCT begins at 1.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache, partial
from typing import Any

from workbench.vigilance.grading.grade import Grade, Problem, Verdict, kept, says, settled
from workbench.vigilance.grading.signs import Column, flag_cell, number_cell, plain, whole, within, word_cell

SCALE, RULE = "icans", "ICANS ASTCT 2019, rule 1"
SOURCE = "ASTCT 2019, ICANS"
CAPD_BELOW = Decimal(12)
"""Below this age in years the CAPD is used, unless the site has set another limit."""
OLDEST, MOST_ICE, MOST_CAPD, CAPD_LIMIT = "120", 10, 32, 9
UNABLE = -1
"""The test could not be done: of an ICE score, 0; of a CAPD, grade 4."""


class Awakens(Enum):
    """What it takes to wake the patient."""

    SPONTANEOUSLY = "spontaneous"
    TO_VOICE = "voice"
    TO_TOUCH = "tactile"
    TO_REPEATED_TOUCH = "vigorous_or_repetitive_tactile"
    NOT = "unarousable"


class Seizure(Enum):
    """The worst seizure: none; clinical, or on the EEG only, that resolves; longer than 5 min, or repeated without return to baseline."""

    NONE = "none"
    RESOLVING = "clinical_resolving"
    EEG_RESOLVING = "nonconvulsive_eeg_resolving"
    PROLONGED = "prolonged_gt_5min"
    REPETITIVE = "repetitive_no_return_to_baseline"


class Oedema(Enum):
    """Oedema of the brain on imaging."""

    NONE = "none"
    FOCAL = "focal"
    DIFFUSE = "diffuse"


@dataclass(frozen=True, slots=True)
class IcansObservation:
    """What was seen of one patient at one time; ``None`` is not known. Tremor, myoclonus and intracranial haemorrhage do not count.

    ``ice`` 0-10, ``capd`` 0-32; ``test_impossible``: the patient could not be tested at all. ``other_cause``: reduced consciousness has
    another cause, such as sedation. ``posturing``: decerebrate or decorticate, sixth nerve palsy, papilloedema or Cushing's triad.
    """

    age: Decimal | None
    ice: int | None
    capd: int | None
    awakens: Awakens | None
    seizure: Seizure | None
    deep_focal_weakness: bool | None
    oedema: Oedema | None
    posturing: bool | None
    other_cause: bool | None
    death: bool | None
    developmental_delay: bool = False
    test_impossible: bool = False
    capd_below: Decimal = CAPD_BELOW


_AWAKE = {Awakens.SPONTANEOUSLY: 0, Awakens.TO_VOICE: 2, Awakens.TO_TOUCH: 3, Awakens.TO_REPEATED_TOUCH: 4, Awakens.NOT: 4}
_SEIZURES = {Seizure.NONE: 0, Seizure.RESOLVING: 3, Seizure.EEG_RESOLVING: 3, Seizure.PROLONGED: 4, Seizure.REPETITIVE: 4}
_OEDEMA = {Oedema.NONE: 0, Oedema.FOCAL: 3, Oedema.DIFFUSE: 4}
_WORLDS = (
    ("age", (False, True)), ("ICE score", (10, 7, 3, 1, 0)), ("CAPD score", (0, 1, 9, UNABLE)), ("awakening", (0, 2, 3, 4)),
    ("seizures", (0, 3, 4)), ("deep focal weakness", (False, True)), ("oedema of the brain", (0, 3, 4)), ("posturing", (False, True)),
    ("other cause of reduced consciousness", (False, True)), ("death due to ICANS", (False, True)),
)  # fmt: skip


def grade(seen: IcansObservation) -> Grade:
    """The grade 0-5 of one observation, or cannot grade with the reason."""
    child = _child(seen.age, seen.capd_below)
    signs = (
        True if seen.developmental_delay and not isinstance(child, Problem) else child,
        UNABLE if seen.test_impossible else _ice(seen.ice), UNABLE if seen.test_impossible else _capd(seen.capd),
        None if seen.awakens is None else _AWAKE[seen.awakens], None if seen.seizure is None else _SEIZURES[seen.seizure],
        seen.deep_focal_weakness, None if seen.oedema is None else _OEDEMA[seen.oedema], seen.posturing, seen.other_cause, seen.death,
    )  # fmt: skip
    return kept(SCALE, RULE, judge(*signs), seen)


def _child(age: Decimal | Problem | None, below: Decimal) -> bool | Problem | None:
    years = within("age", age, "0", OLDEST)
    return years < below if isinstance(years, Decimal) else years


def _ice(given: int | Decimal | Problem | None) -> int | Problem | None:
    points = whole("ICE score", given, 0, MOST_ICE)
    return points if not isinstance(points, int) else next(each for each in (10, 7, 3, 1, 0) if points >= each)


def _capd(given: int | Decimal | Problem | None) -> int | Problem | None:
    points = whole("CAPD score", given, 0, MOST_CAPD)
    return points if not isinstance(points, int) else next(each for each in (CAPD_LIMIT, 1, 0) if points >= each)


@lru_cache(maxsize=1 << 16)
def judge(*signs: Any) -> Verdict:
    """The verdict on the signs of ``columns``, each a sign, ``None`` or a ``Problem``."""
    other = signs[8]
    ice, capd = (None if each == UNABLE and other is not False else each for each in signs[1:3])  # untested for a cause that does not count
    return settled(_decide, (signs[0], ice, capd, *signs[3:]), _WORLDS, SOURCE)


@cache
def _decide(
    child: bool, ice: int, capd: int, awake: int, seizure: int, weakness: bool, oedema: int, posturing: bool, other_cause: bool, death: bool
) -> Verdict:
    if death:
        return Verdict(5, (says("grading.icans-death", SOURCE),))
    domains = (
        (_capd_grade(capd) if child else _ice_grade(ice), "grading.icans-capd" if child else "grading.icans-ice"),
        (0 if other_cause else awake, "grading.icans-consciousness"),
        (seizure, "grading.icans-seizure"),
        (4 if weakness else 0, "grading.icans-weakness"),
        (4 if posturing else oedema, "grading.icans-posturing" if posturing else "grading.icans-oedema"),
    )
    worst = max(level for level, _ in domains)
    if not worst:
        return Verdict(0, (says("grading.icans-none", SOURCE),))
    return Verdict(worst, tuple(says(code, SOURCE) for level, code in domains if level == worst))


def _ice_grade(ice: int) -> int:
    return 0 if ice == MOST_ICE else 1 if ice >= 7 else 2 if ice >= 3 else 3


def _capd_grade(capd: int) -> int:
    return 4 if capd == UNABLE else 3 if capd >= CAPD_LIMIT else 1 if capd else 0


_AWAKE_WORDS = {
    "spontaneous": 0, "spontaneously": 0, "voice": 2, "tovoice": 2, "tactile": 3, "totactile": 3, "tactilestimulus": 3, "tactileonly": 3,
    "vigorousorrepetitivetactile": 4, "vigoroustactile": 4, "repetitivetactile": 4, "unarousable": 4, "stupor": 4, "coma": 4, "stuporcoma": 4,
}  # fmt: skip
_SEIZURE_WORDS = {
    "none": 0, "clinicalresolving": 3, "clinicalresolvingrapidly": 3, "clinicalrapidlyresolving": 3, "clinicalresolvesrapidly": 3,
    "rapidlyresolving": 3, "focalresolving": 3, "generalizedresolving": 3,
    "generalisedresolving": 3, "focalorgeneralizedresolving": 3, "focalorgeneralisedresolving": 3, "resolving": 3, "resolvingrapidly": 3,
    "nonconvulsiveeegresolving": 3, "nonconvulsiveresolving": 3, "eegresolving": 3, "prolonged": 4, "prolongedgt5min": 4, "prolonged>5min": 4,
    "prolongedover5min": 4, "prolongedmorethan5min": 4, "clinicalprolonged": 4, "clinicalprolongedover5min": 4, "clinicalover5min": 4, "over5min": 4,
    "lifethreatening": 4, "lifethreateningprolongedgt5min": 4, "clinicalprolongedgt5min": 4, "clinicalgt5min": 4, "gt5min": 4, ">5min": 4,
    "lifethreateningprolonged": 4,
    "lifethreateninggt5min": 4, "statusepilepticus": 4, "repetitivenoreturntobaseline": 4, "repetitivewithoutreturntobaseline": 4, "repetitive": 4,
}  # fmt: skip
_OEDEMA_WORDS = {"none": 0, "focal": 3, "diffuse": 4}


def _test_cell(field: str, text: str, band: Callable[[Decimal | Problem | None], int | Problem | None]) -> int | Problem | None:
    return UNABLE if plain(text) in ("unable", "unabletoperform") else band(number_cell(field, text))


def columns(capd_below: Decimal = CAPD_BELOW) -> tuple[Column, ...]:
    """The columns of a file of observations, in the order of ``judge``; the CAPD is used below the age ``capd_below``."""
    return (
        Column("age_y", lambda text: _child(number_cell("age", text), capd_below), needed=True),
        Column("ice", lambda text: _test_cell("ICE score", text, _ice), needed=True),
        Column("capd", lambda text: _test_cell("CAPD score", text, _capd)),
        Column("awakens", lambda text: word_cell("awakening", text, _AWAKE_WORDS, SOURCE, (each.value for each in Awakens)), needed=True),
        Column("seizure", lambda text: word_cell("seizures", text, _SEIZURE_WORDS, SOURCE, (each.value for each in Seizure)), needed=True),
        Column("motor_deep_focal", partial(flag_cell, "deep focal weakness")),
        Column("edema", lambda text: word_cell("oedema of the brain", text, _OEDEMA_WORDS, SOURCE)),
        Column("posturing_cn6_papilledema_cushing", partial(flag_cell, "posturing")),
        Column("sedated_or_other_cause", partial(flag_cell, "other cause of reduced consciousness")),
        Column("death_due_to_icans", partial(flag_cell, "death due to ICANS")),
    )
