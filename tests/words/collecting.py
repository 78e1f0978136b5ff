"""Every text that is marked for translation, read from the source: calls of ``words(...)``, ``words.plural(...)`` and ``N_(...)``."""
from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("workbench", "ui")


@dataclass(frozen=True)
class Marked:
    """A marked text: singular and plural form (or only one), and where it stands. ``bad`` says why it cannot be translated."""

    forms: tuple[str, ...]
    where: str
    bad: str = ""


def marked(path: Path) -> Iterator[Marked]:
    """The marked texts of one file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := _kind(node.func)):
            wanted = 2 if name == "plural" else 1
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            arguments = node.args[:wanted]
            if len(arguments) < wanted or not all(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in arguments):
                yield Marked((), where, f"not a literal: {ast.unparse(node)[:80]}")
            else:
                yield Marked(tuple(str(each.value) for each in arguments if isinstance(each, ast.Constant)), where)


def _kind(function: ast.expr) -> str:
    """``one`` for a call of words or N_, ``plural`` for words.plural, nothing for any other call."""
    if isinstance(function, ast.Name) and function.id in ("words", "N_"):
        return "one"
    if isinstance(function, ast.Attribute):
        if function.attr == "words":
            return "one"
        if function.attr == "plural" and (_named(function.value) or _kind(function.value)):
            return "plural"
    return ""


def _named(value: ast.expr) -> bool:
    return (isinstance(value, ast.Name) and value.id == "words") or (isinstance(value, ast.Attribute) and value.attr == "words")


def sources() -> list[Path]:
    """The files that may mark texts. ``words/translation.py`` is where the calls lead to."""
    return [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")) if path.name != "translation.py"]


def all_marked() -> list[Marked]:
    """The marked texts of all files."""
    return [each for path in sources() for each in marked(path)]
