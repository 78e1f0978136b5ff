"""The scales of kept grades by name (``Graded.scale``): the highest grade of each, and which of them call for somebody when they change.

The names are stable: other rooms find grades by them.

* ``crs``, ``icans``, ``ice`` (a score): from one bedside sheet;
* ``tls-cb2004``, ``tls-h2011``: tumour lysis by Cairo-Bishop and by Howard, from a laboratory sheet and what came before it;
* ``ctcae5.ITEM``, ``ctcae6.ITEM``: a laboratory term of CTCAE by the item of the sheet (``ctcae5.platelets``); the version is part of the
  name, so that grades of two versions are never one series;
* ``icaht-early``, ``icaht-late``, ``icaht-early-platelets``, ``icaht-late-platelets``: of the whole course, from all counts after the infusion;
* ``infusion reaction``, ``IEC-HS``: a clinician's grade from a list of ``resources/grading``.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.words.sentence import N_

CRS, ICANS, ICE = "crs", "icans", "ice"
TLS_CAIRO_BISHOP, TLS_HOWARD = "tls-cb2004", "tls-h2011"
ICAHT_EARLY, ICAHT_LATE, PLATELETS_EARLY, PLATELETS_LATE = "icaht-early", "icaht-late", "icaht-early-platelets", "icaht-late-platelets"
INFUSION_REACTION, IEC_HS = "infusion reaction", "IEC-HS"
COURSE = (ICAHT_EARLY, ICAHT_LATE, PLATELETS_EARLY, PLATELETS_LATE)
"""Of the whole course."""
LYSIS_SCALES = (TLS_CAIRO_BISHOP, TLS_HOWARD)
BY_CLINICIAN = (INFUSION_REACTION, IEC_HS)
HIGHEST: Mapping[str, int] = {
    CRS: 5, ICANS: 5, TLS_CAIRO_BISHOP: 5, TLS_HOWARD: 5, **dict.fromkeys(COURSE, 4), **dict.fromkeys(BY_CLINICIAN, 5),
}  # fmt: skip
TLS = "tls"
"""Both scales of tumour lysis together, where there is room for one."""


@dataclass(frozen=True, slots=True)
class ScaleName:
    """What a scale is called: ``short`` in a table, ``spoken`` in an alert (a term of the words), ``formal`` in a message (the same in every
    language; empty where the term of the words stands there)."""

    short: str
    spoken: str
    formal: str


SCALES: Mapping[str, ScaleName] = {
    CRS: ScaleName("CRS", "CRS", "CRS"), ICANS: ScaleName("ICANS", "ICANS", "ICANS"), ICE: ScaleName("ICE", "ICE", "ICE"),
    TLS: ScaleName(N_("TLS"), "TLS", "TLS"),
    TLS_CAIRO_BISHOP: ScaleName(N_("TLS (2004)"), "tumour lysis (2004)", "TLS (Cairo-Bishop)"),
    TLS_HOWARD: ScaleName(N_("TLS (2011)"), "tumour lysis (2011)", "TLS (Howard)"),
    ICAHT_EARLY: ScaleName(N_("ICAHT early"), "early ICAHT", "ICAHT, early"), ICAHT_LATE: ScaleName(N_("ICAHT late"), "late ICAHT", "ICAHT, late"),
    PLATELETS_EARLY: ScaleName(N_("platelets early"), "early platelets (T-ICAHT)", "ICAHT, early, platelets"),
    PLATELETS_LATE: ScaleName(N_("platelets late"), "late platelets (T-ICAHT)", "ICAHT, late, platelets"),
    INFUSION_REACTION: ScaleName(N_("Reaction"), "INFUSION REACTION", ""), IEC_HS: ScaleName("IEC-HS", "IEC-HS", "IEC-HS"),
}  # fmt: skip
"""What scales are called, in the one place; a term of CTCAE is called by its item."""
MOST_CTCAE, MOST = 4, 5
"""What a laboratory value alone can say by CTCAE; the highest grade of any scale."""
_CTCAE = "ctcae"


def ctcae_scale(version: str, item: str) -> str:
    """The scale of one item by one version of CTCAE."""
    return f"{_CTCAE}{version}.{item}"


def ctcae_of(scale: str) -> tuple[str, str] | None:
    """Version and item of a scale of CTCAE; ``None`` of any other."""
    head, dot, item = scale.partition(".")
    return (head.removeprefix(_CTCAE), item) if dot and head.startswith(_CTCAE) else None


def highest(scale: str) -> int | None:
    """The highest grade of a scale that a physician decides about; ``None`` of a score."""
    return MOST_CTCAE if ctcae_of(scale) else HIGHEST.get(scale)


def spoken(scale: str) -> str:
    """A scale as an alert names it."""
    return SCALES[scale].spoken if scale in SCALES else scale.upper()


def calls(scale: str) -> bool:
    """Whether another grade of this scale calls for somebody. Laboratory terms do not (a choice of ours): nearly everybody has some of them after
    chemotherapy, and those that matter in the first weeks have alerts of their own."""
    return scale in HIGHEST
