"""Texts that show values: both languages name the same ones, and each is known where the text stands."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbench.calculation.dimensions import Kind
from workbench.formula.grammar import NAME, PLACEHOLDER
from workbench.formula.lineup import each_of, loop
from workbench.formula.namespace import inside
from workbench.formula.records import Field, MasterFormula, Step, Test, Text
from workbench.formula.shape import Findings
from workbench.kernel.findings import Refused


def check_texts(formula: MasterFormula, kinds: Mapping[str, Kind], findings: Findings) -> None:
    """Adds braces that do not pair, values that the two languages do not share, and values that a text cannot show."""
    for place, text in _plain(formula):
        if _pair(place, text, findings) and PLACEHOLDER.findall(text.en):
            findings.say("formula.placeholder-here", place, name=PLACEHOLDER.findall(text.en)[0])
    for step in formula.steps:
        try:
            own = inside(formula, step, kinds)
        except Refused:
            continue  # what repeats the step cannot be read, and is said there
        _step(formula, step, own, findings)


def _step(formula: MasterFormula, step: Step, own: Mapping[str, Kind], findings: Findings) -> None:
    place, repeat = f"step.{step.name}", each_of(formula, step)
    counted = {loop(repeat).name} if repeat else set()
    if _pair(f"{place}.en", step.text, findings):
        for name in PLACEHOLDER.findall(step.text.en):
            if name not in counted:
                findings.say("formula.title-shows", f"{place}.en", name=name)
    for key, text in (("do", step.do), ("why", step.why)):
        if text is not None and _pair(f"{place}.{key}", text, findings):
            for name in PLACEHOLDER.findall(text.en):
                if name not in own or own[name].series or own[name].what == "file":
                    findings.say("formula.placeholder-unknown", f"{place}.{key}", name=name)


def _pair(place: str, text: Text, findings: Findings) -> bool:
    """Whether both languages are well formed and show the same values."""
    english, russian = set(PLACEHOLDER.findall(text.en)), set(PLACEHOLDER.findall(text.ru))
    for language in (text.en, text.ru):
        bare = PLACEHOLDER.sub("", language)
        if "{" in bare or "}" in bare or not all(NAME.fullmatch(each) for each in PLACEHOLDER.findall(language)):
            findings.say("formula.braces", place, text=language[:80].replace("{", "(").replace("}", ")"))
            return False
    if english != russian:
        findings.say("formula.placeholders-differ", place, names=", ".join(sorted(english ^ russian)))
        return False
    return True


def _plain(formula: MasterFormula) -> Iterator[tuple[str, Text]]:
    """Texts that show no values, with their places."""
    yield from (("formula", formula.text), ("formula.form", formula.form), ("formula.storage", formula.storage))
    for section, items in (
        ("material", formula.materials), ("equipment", formula.equipment), ("sample", formula.samples), ("stage", formula.stages),
        ("hold", formula.holds), ("shelf_life", formula.shelf_lives),
    ):  # fmt: skip
        yield from ((f"{section}.{each.name}", each.text) for each in items)
    yield from ((f"shelf_life.{each.name}.storage", each.storage) for each in formula.shelf_lives if each.storage)
    held: list[tuple[str, Field | Test]] = [(f"given.{each.name}", each) for each in formula.givens]
    held += [(f"constant.{each.name}", each) for each in formula.constants] + [(f"test.{each.name}", each) for each in formula.tests]
    held += [(f"step.{step.name}.field.{each.name}", each) for step in formula.steps for each in step.fields]
    for place, each in held:
        yield place, each.text
        yield from ((f"{place}.option", text) for text in each.option_texts)
