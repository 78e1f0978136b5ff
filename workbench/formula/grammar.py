"""What a formula file may say: sections, keys, and the closed sets of words.

A key that does not stand here is refused, because a misspelt ``alret`` would otherwise be a limit that nobody applies.
The same tables in words: ``resources/formulas/README.md``.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.formula.records import Check, Miss, StepKind, TestStage
from workbench.kernel.values import Role

SCHEMA = 1
NAME = re.compile(r"[a-z][a-z0-9_]*")
OPTION = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
PREFIX = re.compile(r"[A-Z][A-Z0-9]{1,5}")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Key:
    """A key: what stands behind it, and whether it may be left out. ``words`` is the closed set of its values, if it has one."""

    what: str
    required: bool = False
    words: frozenset[str] = frozenset()


def _words(*known: str) -> Key:
    return Key("text", words=frozenset(known))


TEXT, NUMBER, TRUTH, TEXTS, BOTH, TABLE = (Key(what) for what in ("text", "number", "truth", "texts", "both", "table"))
"""Optional keys: a text, a whole number, true or false, a list of texts, a text in both languages, a table."""
PAIRS, COUNTS, OPTIONS = Key("pairs"), Key("counts"), Key("options")
"""Optional keys: a table of texts, a table of whole numbers, the texts of the options in both languages."""


def _needed(key: Key) -> Key:
    return Key(key.what, True, key.words)


MATERIAL_SORTS = frozenset({"patient", "vector", "kit", "reagent", "excipient", "medicine", "radiopharmaceutical", "container"})
SCAN_STANDARDS = frozenset({"identity", "lot", "gs1", "hibc", "isbt128"})
CONTAINERS = frozenset({"dose", "reserve", "syringe"})
GIVEN_FROM = frozenset({"order", "patient", "collection", "history"})
MARKERS = frozenset({"negative", "reactive", "not_evaluated"})
"""What is known of a patient's infectious markers: the one thing that a formula may ask of the patient."""
PERFORMERS = frozenset(each.value for each in Role) - {Role.ADMINISTRATOR.value, Role.INSPECTOR.value, Role.RESPONSIBLE.value}
"""Roles that may act in a step. Who releases does no step, so the responsible person is not among them."""

LANGUAGES = {"en": _needed(TEXT), "ru": _needed(TEXT)}
_VALUE = {
    "unit": TEXT, "options": TEXTS, "option": OPTIONS, "type": _words("moment", "text", "file"), "alert": TEXT, "action": TEXT,
    "miss": _words(*(each.value for each in Miss)), "decimals": NUMBER, "source": TEXT,
}  # fmt: skip

SECTIONS: Mapping[str, Mapping[str, Key]] = {
    "formula": LANGUAGES | {
        "code": _needed(TEXT), "version": _needed(NUMBER), "schema": _needed(NUMBER), "prefix": _needed(TEXT), "form": _needed(BOTH),
        "storage": _needed(BOTH), "autologous": _needed(TRUTH), "regimes": _needed(TEXTS), "day_zero": _needed(TEXT),
        "documents": _needed(TEXTS), "contents": _needed(COUNTS), "ordered_dose": _needed(TEXT), "dose_per_kg": TEXT,
        "made_dose": _needed(TEXT), "source": TEXT,
    },
    "given": LANGUAGES | _VALUE | {"from": _needed(TEXT)},
    "constant": LANGUAGES | {"value": _needed(TEXT), "source": _needed(TEXT)},
    "material": LANGUAGES | {
        "class": Key("text", True, MATERIAL_SORTS), "scan": Key("text", True, SCAN_STANDARDS), "single_use": TRUTH, "origin": TEXT,
        "when": TEXT, "source": TEXT,
    },
    "equipment": LANGUAGES | {"needs": TEXTS, "when": TEXT},
    "sample": LANGUAGES | {"volume": _needed(TEXT), "retain": TRUTH, "of": TEXT, "source": TEXT},
    "stage": LANGUAGES | {
        "done_by": Key("text", True, PERFORMERS), "verified_by": Key("text", False, PERFORMERS), "room": TEXT,
        "qualifications": TEXTS, "day": NUMBER, "when": TEXT, "each": TEXT, "source": TEXT,
    },
    "step": LANGUAGES | {
        "stage": _needed(TEXT), "kind": Key("text", True, frozenset(each.value for each in StepKind)), "do": _needed(BOTH), "why": BOTH,
        "critical": TRUTH, "check": _words(*(each.value for each in Check)), "done_by": Key("text", False, PERFORMERS),
        "verified_by": Key("text", False, PERFORMERS), "qualifications": TEXTS, "equipment": TEXTS, "scans": TEXTS, "uses": PAIRS,
        "samples": TEXTS, "labels": TEXTS, "makes": TABLE, "each": TEXT, "day": NUMBER, "when": TEXT, "optional": TRUTH,
        "source": TEXT, "field": TABLE,
    },
    "field": LANGUAGES | _VALUE | {"from": TEXT, "is": TEXT, "aim": TEXT, "when": TEXT, "required": TRUTH, "agree": TEXT},
    "makes": {"kind": Key("text", True, CONTAINERS), "dose": _needed(TEXT), "volume": _needed(TEXT)},
    "hold": LANGUAGES | {"from": _needed(TEXT), "until": _needed(TEXT), "action": TEXT, "alert": TEXT, "when": TEXT, "source": TEXT},
    "shelf_life": LANGUAGES | {"at": _needed(TEXT), "of": Key("text", False, CONTAINERS), "storage": BOTH, "when": TEXT, "source": _needed(TEXT)},
    "test": LANGUAGES | {
        "stage": Key("text", True, frozenset(each.value for each in TestStage)), "method": _needed(TEXT), "method_ru": TEXT, "sample": TEXT, "unit": TEXT,
        "options": TEXTS, "option": OPTIONS, "accept": TEXT, "report": TRUTH, "decimals": NUMBER, "due": TEXT, "is": TEXT, "when": TEXT,
        "source": TEXT,
    },
}  # fmt: skip
"""Section to its keys. ``field`` and ``makes`` stand inside a step."""
COUNTED = ("given", "constant", "material", "equipment", "sample", "stage", "step", "field", "hold", "shelf_life", "test")
"""What ``contents`` counts; a section of none may be left out."""
END = "end"
"""The empty section that closes a file, so that a file cut short is seen."""
