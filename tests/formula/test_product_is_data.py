"""A product is data: four products are said in the same words, and the words of a refusal are all there."""
from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from workbench.calculation.nodes import FUNCTIONS, Call, walk
from workbench.calculation.parsing import aim, limit, parse
from workbench.calculation.unit_table import UNITS
from workbench.formula.checking import check
from workbench.formula.grammar import SECTIONS
from workbench.formula.reading import formula_of
from workbench.formula.records import MasterFormula
from workbench.words.findings import told
from workbench.words.sentences import all_sentences
from workbench.words.translation import Words

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "resources" / "formulas").glob("*.toml"))}
SKETCHES = {path.stem: path.read_text("utf-8") for path in sorted((Path(__file__).parent / "data").glob("*.toml"))}


@pytest.mark.parametrize("name", [*SHIPPED, *SKETCHES])
def test_every_formula_is_proved_without_a_word(name: str) -> None:
    assert check({**SHIPPED, **SKETCHES}[name], f"{name}.toml") == ()


def said(formula: MasterFormula) -> set[str]:
    """Kinds of node, functions and concepts that a formula is said in."""
    fields = [*formula.givens, *(each for step in formula.steps for each in step.fields)]
    nodes = [parse(text) for each in fields for text in (each.calc, each.when) if text]
    nodes += [aim(each.aim, each.unit) for each in fields if each.aim]
    nodes += [limit(text, each.name, each.unit) for each in fields for text in (each.action, each.alert) if text]
    nodes += [limit(each.accept, each.name, each.unit) for each in formula.tests if each.accept]
    nodes += [parse(each.at) for each in formula.shelf_lives]
    found = {f"node {type(part).__name__}" for node in nodes for part in walk(node)}
    found |= {f"function {part.function}" for node in nodes for part in walk(node) if isinstance(part, Call)}
    return found | {f"step {step.kind.value}" for step in formula.steps} | {f"check {step.check.value}" for step in formula.steps}


def test_fdg_is_said_in_the_words_of_car_t() -> None:
    assert said(formula_of(SHIPPED["FDG18-DOSE"])) <= said(formula_of(SHIPPED["CART19-AUTO"]))


def codes() -> set[str]:
    """Every code that this room says, by the first argument of the calls that say it."""
    found: set[str] = set()
    for path in (ROOT / "workbench" / "formula").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                for argument in node.args[:2]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value.startswith("formula."):
                        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                        if name in ("say", "add", "_say", "stops", "_refused"):
                            found.add(argument.value)
    return {each for each in found if "-" in each or each == "formula.unreachable" or each == "formula.braces"}


def test_every_refusal_has_its_sentence_and_every_sentence_its_refusal() -> None:
    kept = {code for code in all_sentences() if code.startswith("formula.")}
    assert codes() == kept


def test_every_sentence_begins_with_file_and_line() -> None:
    for code, sentence in all_sentences().items():
        if code.startswith("formula."):
            assert sentence.what.startswith("{file}:{line}: "), code
            assert sentence.lifted, code
            assert not list(string.Formatter().parse(sentence.lifted))[0][1], code


def test_what_calculation_refuses_in_a_file_is_told_with_its_place() -> None:
    spoilt = SHIPPED["FDG18-DOSE"].replace('unit = "MBq/mL"', 'unit = "MBq/cup"')
    said_text = told(check(spoilt, "site.toml")[0], Words("en")).what
    line = spoilt[: spoilt.index("MBq/cup")].count("\n") + 1
    assert said_text.startswith(f"site.toml:{line}: step.calculate.field.conc.unit: ")
    assert "cup" in said_text


def test_a_formula_is_read_once() -> None:
    text = SHIPPED["FDG18-DOSE"]
    assert formula_of(text) is formula_of(text)


def test_what_a_site_must_confirm_is_listed() -> None:
    formula = formula_of(SHIPPED["CART19-AUTO"])
    assert "step.add_vector.field.moi_actual" in formula.assumptions
    assert "test.vcn" not in formula.assumptions
    assert "hold.culture" in formula.assumptions


def test_the_formula_in_the_readme_is_proved() -> None:
    page = (ROOT / "resources" / "formulas" / "README.md").read_text("utf-8")
    text = page.split("```toml\n", 1)[1].split("```", 1)[0]
    assert check(text, "README.md") == ()
    assert formula_of(text).code == "SALINE-BAG"


def test_the_readme_names_every_key_and_word() -> None:
    page = (ROOT / "resources" / "formulas" / "README.md").read_text("utf-8")
    for section, keys in SECTIONS.items():
        for name, key in keys.items():
            assert f"`{name}" in page or f"{name} =" in page or f"`{name}`" in page or name in ("en", "ru"), f"{section}.{name}"
            for word in key.words:
                assert word in page, f"{section}.{name}: {word}"


def test_every_unit_and_function_is_in_the_readme() -> None:
    words = set((ROOT / "resources" / "formulas" / "README.md").read_text("utf-8").replace("`", " ").replace("(", " ").split())
    assert {*UNITS, *FUNCTIONS} <= words, {*UNITS, *FUNCTIONS} - words


@pytest.mark.parametrize("name", SHIPPED)
def test_the_labels_of_a_formula_are_there(name: str) -> None:
    files = {path.stem for path in (ROOT / "resources" / "labels").glob("*.toml")}
    for step in formula_of(SHIPPED[name]).steps:
        for label in step.labels:
            assert any(each == label or each.startswith(f"{label}-") for each in files), f"{step.name}: {label}"
