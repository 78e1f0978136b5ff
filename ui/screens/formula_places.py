"""A master formula in the words of whoever reads it: what a value, an option or a place is called instead of its name in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ui.steps.reading import PLACE
from workbench.formula.records import Field, Hold, MasterFormula, Material, Sample, ShelfLife, Stage, Step, Test
from workbench.words.formats import limit_text, unit_text
from workbench.words.translation import Words

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
Told = Field | Test | Hold | Material | Sample | ShelfLife | Stage | Step


@dataclass(frozen=True, slots=True)
class Placed:
    """A place of a formula: what stands there is called, where it belongs, its value, and where the value comes from."""

    title: str
    within: str
    value: str
    source: str


def named(formula: MasterFormula, language: str) -> dict[str, str]:
    """What each value is called: for whoever reads an instruction before it is filled in."""
    found = {each.name: each.text[language] for each in (*formula.givens, *formula.constants)} | {each.name: each.text[language] for each in formula.tests}
    return found | {each.name: each.text[language] for step in formula.steps for each in step.fields}


def filled(text: str, names: Mapping[str, str]) -> str:
    """A text of the formula with the name of each value in the place where the value will stand."""
    return PLACE.sub(lambda found: f"[{names.get(found[1], found[1])}]", text)


def reads(expression: str, names: Mapping[str, str]) -> str:
    """An expression or a limit with what each of its values is called: ``[Prescribed dose per kg] × [Body weight]``."""
    said = NAME.sub(lambda found: f"[{names[found[0]]}]" if found[0] in names else found[0], expression)
    return said.replace(" * ", " × ")


def limit_of(each: Field | Test, limit: str, names: Mapping[str, str], words: Words) -> str:
    """A limit as people read it: an option by its text, a value by what it is called."""
    if each.options and each.option_texts:
        texts = dict(zip(each.options, (text[words.language] for text in each.option_texts), strict=False))
        return NAME.sub(lambda found: texts.get(found[0], found[0]), limit)
    return reads(limit_text(limit, words, each.unit), names) if limit else ""


def options_of(each: Field | Test, words: Words) -> str:
    """What may be chosen, as it is shown."""
    return ", ".join(text[words.language] for text in each.option_texts) or ", ".join(each.options)


def origin_of(each: Field, formula: MasterFormula, words: Words) -> str:
    """Where a given value comes from."""
    kind, _, material = each.origin.partition(" ")
    if kind == "lot":
        return words("the lot of {material}").format(material=formula.material(material).text[words.language])
    known = {
        "order": words("the order"), "patient": words("the patient’s record"), "collection": words("the collection"), "history": words("earlier batches"),
    }  # fmt: skip
    return known.get(each.origin, each.origin)


def placed(formula: MasterFormula, place: str, words: Words) -> Placed:
    """What stands at a place such as ``given.weight`` or ``step.draw.field.drawn``; the place itself where nothing of that name is."""
    parts, names = place.split("."), named(formula, words.language)
    kind, name = parts[0], parts[1] if len(parts) > 1 else ""
    every: Mapping[str, tuple[Told, ...]] = {
        "given": formula.givens, "constant": formula.constants, "material": formula.materials, "sample": formula.samples, "stage": formula.stages,
        "step": formula.steps, "hold": formula.holds, "shelf_life": formula.shelf_lives, "test": formula.tests,
    }  # fmt: skip
    found: Told | None = next((each for each in every.get(kind, ()) if each.name == name), None)
    within = ""
    if isinstance(found, Step) and len(parts) == 4:
        within = filled(found.text[words.language], names)
        found = next((each for each in found.fields if each.name == parts[3]), None)
    if found is None:
        return Placed(place, "", "", "")
    return Placed(filled(found.text[words.language], names), within, _value(found, names, words), found.source)


def _value(found: Told, names: Mapping[str, str], words: Words) -> str:
    match found:
        case Field():
            alert = words("alert {limit}").format(limit=limit_of(found, found.alert, names, words)) if found.alert else ""
            calc = reads(found.calc, names)
            parts = (calc and f"= {calc}", limit_of(found, found.action, names, words), alert, unit_text(found.unit, words) if not found.action else "")
        case Test():
            parts = (limit_of(found, found.accept, names, words), found.method_in(words.language), found.due, "")
        case Hold():
            parts = (reads(found.action, names), reads(found.alert, names), "", "")
        case ShelfLife():
            parts = (reads(found.at, names), reads(found.when, names), "", "")
        case Sample():
            parts = (reads(found.volume, names), "", "", "")
        case Material() | Stage() | Step():
            parts = (reads(found.when, names), "", "", "")
    return " · ".join(part for part in parts if part)
