"""``workbench formula``: proves formula files, and shows what a new version changes. For whoever writes a formula."""
from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from workbench.cli.resources import RESOURCES
from workbench.formula.checking import check
from workbench.formula.difference import difference
from workbench.formula.reading import formula_of
from workbench.formula.shape import counts
from workbench.kernel.findings import Finding, Refused, Severity
from workbench.words.findings import told
from workbench.words.translation import LANGUAGES, Words, load_words

PROVED, WRONG, UNREADABLE = 0, 1, 2


def run(arguments: Sequence[str]) -> int:
    """Exit code 0: proved, or compared; 1: something is wrong with a file; 2: bad usage, or a file cannot be read."""
    parser = argparse.ArgumentParser(prog="workbench formula", description="Proves and compares master formulas.")
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="the language of the findings")
    acts = parser.add_subparsers(dest="act", required=True)
    prove = acts.add_parser("check", help="prove formula files")
    prove.add_argument("files", nargs="+", type=Path)
    compare = acts.add_parser("compare", help="what a new version changes")
    compare.add_argument("old", type=Path)
    compare.add_argument("new", type=Path)
    chosen = parser.parse_args(list(arguments))
    words = load_words(RESOURCES / "locale", chosen.language)
    if chosen.act == "check":
        return max(_prove(path, words) for path in chosen.files)
    return _compare(chosen.old, chosen.new, words)


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        print(f"workbench formula: {path}: {fault}", file=sys.stderr)
        return None


def _prove(path: Path, words: Words) -> int:
    text = _read(path)
    if text is None:
        return UNREADABLE
    found = check(text, str(path))
    _tell(found, words)
    if any(each.code == "formula.contents-differ" for each in found):
        held = ", ".join(f"{name} = {count}" for name, count in counts(tomllib.loads(text)).items())
        print(f"{path}: contents = {{ {held} }}")
    if any(each.severity is Severity.STOPS for each in found):
        return WRONG
    formula = formula_of(text, str(path))
    print(f"{path}: proved. {formula.code} version {formula.version}, {len(formula.steps)} steps, {len(formula.assumptions)} assumptions to confirm.")
    return PROVED


def _compare(old: Path, new: Path, words: Words) -> int:
    texts = (_read(old), _read(new))
    if texts[0] is None or texts[1] is None:
        return UNREADABLE
    for path, text in ((old, texts[0]), (new, texts[1])):
        try:
            formula_of(text, str(path))
        except Refused as refused:
            _tell(refused.findings, words)
            return WRONG
    changes = difference(texts[0], texts[1])
    for change in changes:
        print(f"{change.place}: {change.was or '(nothing)'} -> {change.now or '(nothing)'}")
    print(f"{len(changes)} changes.")
    return PROVED


def _tell(found: Sequence[Finding], words: Words) -> None:
    for each in found:
        said = told(each, words)
        print(f"{said.what} {said.lifted}".strip())
