"""What items of a bedside sheet and their answers are called, on the screen and on paper."""
from __future__ import annotations

from workbench.kernel.values import Quantity
from workbench.vigilance.observed import ITEMS, ONE, Item
from workbench.words.formats import quantity_text
from workbench.words.sentence import N_
from workbench.words.translation import Words

ANSWERS = {
    "no": N_("no"), "yes": N_("yes"), "room_air": N_("room air"), "nasal_cannula": N_("nasal cannula"), "blow_by": N_("blow-by"),
    "hfnc": N_("high-flow cannula"), "facemask": N_("face mask"), "non_rebreather": N_("non-rebreather mask"), "venturi": N_("Venturi mask"),
    "cpap": "CPAP", "bipap": "BiPAP", "intubated": N_("intubated"), "spontaneous": N_("spontaneously"), "voice": N_("to voice"),
    "tactile": N_("to touch"), "vigorous_or_repetitive_tactile": N_("to vigorous or repeated touch"), "unarousable": N_("not at all"),
    "none": N_("none"), "clinical_resolving": N_("clinical, resolves"), "nonconvulsive_eeg_resolving": N_("on the EEG only, resolves"),
    "prolonged_gt_5min": N_("longer than 5 min"), "repetitive_no_return_to_baseline": N_("repeated, without return to baseline"),
    "focal": N_("focal"), "diffuse": N_("diffuse"),
    "no_intervention": N_("needs no intervention"), "not_urgent": N_("needs no urgent intervention"),
    "incompletely_controlled": N_("incompletely controlled"), "life_threatening": N_("life-threatening"), "brief": N_("one brief, well controlled"),
    "poorly_controlled": N_("poorly controlled"), "status": N_("status epilepticus"), "cr": N_("complete remission"),
    "cri": N_("complete remission, counts not recovered"), "pr": N_("partial remission"), "sd": N_("stable disease"), "pd": N_("progression"),
    "ne": N_("not evaluable"), "negative": N_("negative"), "positive": N_("positive"), "not_done": N_("not done"), "mixed": N_("mixed"),
    "unknown": N_("not known"), "bacterial": N_("bacterial"), "viral": N_("viral"), "fungal": N_("fungal"), "other": N_("another one"),
}  # fmt: skip
UNITS = {
    "10^9/L": ("10⁹/L", "10⁹/л"), "/uL": ("/µL", "/мкл"), "U/L": ("U/L", "Ед/л"), "mg/dL": ("mg/dL", "мг/дл"), "g/dL": ("g/dL", "г/дл"),
    "cell/uL": ("cells/µL", "кл./мкл"), "copies/ug": ("copies/mcg", "копий/мкг"),
}  # fmt: skip
"""Units of laboratories that the closed table of units does not hold, or says at length."""
OBSERVES = {
    "vitals": N_("vital signs"), "infusion reaction": N_("infusion reaction"), "oxygen": N_("oxygen"), "vasopressors": N_("vasopressors"),
    "ice": N_("ICE score"), "blood count": N_("blood count"), "crp": N_("CRP"), "ferritin": N_("ferritin"), "fibrinogen": N_("fibrinogen"),
    "liver": N_("liver"), "creatinine": N_("creatinine"), "lysis": N_("lysis"), "symptoms": N_("symptoms"), "infections": N_("infections"),
    "b cells": N_("B cells"), "igg": N_("IgG"), "persistence": N_("persistence"),
}  # fmt: skip



def item_name(item: Item, words: Words) -> str:
    """The item as the label of a field."""
    name = words.marked(item.name)
    return name[:1].upper() + name[1:]


def answer_text(code: str, words: Words) -> str:
    """An answer in words; a text as it was written."""
    return words.marked(ANSWERS[code]) if code in ANSWERS else code


def unit_of(unit: str, words: Words) -> str:
    """A unit beside a field."""
    if unit in UNITS:
        return UNITS[unit][words.language == "ru"]
    shown = quantity_text(Quantity(ONE, unit), words) if unit else ""
    return shown.replace("\u00a0", " ").partition(" ")[2]


def named(item: str, words: Words) -> str:
    """An item by its code."""
    return item_name(ITEMS[item], words) if item in ITEMS else item


def missing_text(missing: tuple[str, ...], lacking: tuple[str, ...], words: Words) -> str:
    """What of a due observation is still to be observed; of what was observed in part, which items."""
    found = []
    for each in missing:
        name = words.marked(OBSERVES[each]) if each in OBSERVES else each
        parts = ", ".join(words.marked(ITEMS[code].name) for code in lacking if ITEMS[code].answers == each)
        found.append(f"{name} ({parts})" if parts else name)
    return ", ".join(found)
