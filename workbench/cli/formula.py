"""``workbench formula``: proves formula files, and shows what a new version changes. For whoever writes a formula."""
from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from workbench.formula.checking import check
from workbench.formula.difference import difference
from workbench.formula.reading import formula_of
from workbench.kernel.findings import Refused, Severity
from workbench.words.findings import told
from workbench.words.translation import Words


def run(arguments: Sequence[str]) -> int:
    """Exit code 0: proved, or compared; 1: something is wrong with a file; 2: bad usage, or a file cannot be read."""
    parser = argparse.ArgumentParser(prog="workbench formula", description="Proves and compares master formulas.")
    acts = parser.add_subparsers(dest="act", required=True)
    prove = acts.add_parser("check", help="prove formula files")
    prove.add_argument("files", nargs="+", type=Path)
    compare = acts.add_parser("compare", help="what a new version changes")
    compare.add_argument("old", type=Path)
    compare.add_argument("new", type=Path)
    chosen = parser.parse_args(list(arguments))
    try:
        if chosen.act == "check":
            return max(_prove(path, path.read_text("utf-8")) for path in chosen.files)
        return _compare(chosen.old.read_text("utf-8"), chosen.new.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as fault:
        print(f"workbench formula: {fault}", file=sys.stderr)
        return 2


def _prove(path: Path, text: str) -> int:
    words = Words("en")
    found = check(text, str(path))
    for each in found:
        said = told(each, words)
        print(f"{said.what} {said.lifted}".strip())
    if any(each.severity is Severity.STOPS for each in found):
        return 1
    formula = formula_of(text, str(path))
    print(f"{path}: proved. {formula.code} version {formula.version}, {len(formula.steps)} steps, {len(formula.assumptions)} assumptions to confirm.")
    return 0


def _compare(old: str, new: str) -> int:
    try:
        changes = difference(old, new)
    except Refused as refused:
        for each in refused.findings:
            print(told(each, Words("en")).what)
        return 1
    for change in changes:
        print(f"{change.place}: {change.was or '(nothing)'} -> {change.now or '(nothing)'}")
    print(f"{len(changes)} changes.")
    return 0
