"""What the house forbids in the text of its code and of every file it keeps; and the sizes it holds to."""
from __future__ import annotations

import ast
import re
import statistics
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ("workbench", "db", "ui")
ALL = (*CODE, "packaging", "tests")
MOST_LINES, MOST_LINES_OF_A_FUNCTION, MEDIAN_LINES = 450, 60, 150

Finds = Iterator[tuple[int, str]]


def python_files(*folders: str) -> list[Path]:
    """The Python files below ``folders``, relative to the project."""
    return sorted(path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.py"))


def tracked_files() -> list[Path]:
    """Every file the project keeps, relative to the project."""
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if asked.returncode != 0:
        pytest.skip("this is not a clone: no list of the files that are kept")
    return [Path(name) for name in asked.stdout.split("\0") if name and (ROOT / name).is_file()]


@cache
def parsed(path: Path) -> ast.Module:
    """The file as it is read by every rule."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


@cache
def calls(tree: ast.Module) -> tuple[tuple[ast.Call, str], ...]:
    """Each call in ``tree`` with the dotted name of what is called; ``…`` stands for what has none."""
    return tuple((node, dotted(node.func)) for node in ast.walk(tree) if isinstance(node, ast.Call))


def dotted(node: ast.expr) -> str:
    """The name of what is called: ``datetime.now``, ``a.b(…).c`` as ``….c``."""
    if isinstance(node, ast.Name):
        return node.id
    return f"{dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else "…"


def dynamic_imports(path: Path, tree: ast.Module) -> Finds:
    """Imports that the contracts cannot see. The sentences are found by walking their folder."""
    if path.parts[:3] == ("workbench", "words", "sentences") or path.parts[0] == "tests":
        return
    for call, name in calls(tree):
        if name.rpartition(".")[2] in ("import_module", "__import__", "run_module", "run_path"):
            yield call.lineno, name
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "importlib" and any(each.name == "import_module" for each in node.names):
            yield node.lineno, "from importlib import import_module"


def evaluated_text(path: Path, tree: ast.Module) -> Finds:
    """Text run as code: expressions have an evaluator of their own."""
    for call, name in calls(tree):
        if name in ("eval", "exec", "compile", "builtins.eval", "builtins.exec"):
            yield call.lineno, name


def naive_times(path: Path, tree: ast.Module) -> Finds:
    """Times without a zone."""
    for call, name in calls(tree):
        last = name.rpartition(".")[2]
        if last in ("utcnow", "utcfromtimestamp") or (name.endswith(("datetime.now", "datetime.today", "date.today")) and not call.args):
            yield call.lineno, name


def floats(path: Path, tree: ast.Module) -> Finds:
    """Binary fractions where quantities are reckoned."""
    exact = path.parts[1] in ("calculation", "batch", "formula") or path.parts[1:3] == ("vigilance", "grading")
    if path.parts[0] != "workbench" or not exact:
        return
    for call, name in calls(tree):
        if name == "float":
            yield call.lineno, name
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, repr(node.value)


def swallowed(path: Path, tree: ast.Module) -> Finds:
    """Handlers that catch everything without a name for it, or catch and do nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            everything = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
            nothing = all(isinstance(each, ast.Pass | ast.Continue) for each in node.body)
            if node.type is None or (everything and nothing):
                yield node.lineno, "except"


RULES: tuple[Callable[[Path, ast.Module], Finds], ...] = (dynamic_imports, evaluated_text, naive_times, floats, swallowed)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_code_keeps(rule: Callable[[Path, ast.Module], Finds]) -> None:
    found = [
        f"{path}:{line} {what}"
        for path in python_files(*ALL)
        for line, what in rule(path, parsed(path))
    ]
    assert not found, f"{rule.__doc__}\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (dynamic_imports, "import importlib\nimportlib.import_module('ui')"),
        (dynamic_imports, "from importlib import import_module"),
        (evaluated_text, "eval('1')"),
        (naive_times, "import datetime\ndatetime.datetime.now()"),
        (naive_times, "datetime.utcnow()"),
        (floats, "x = float('1')"),
        (floats, "x = 0.1"),
        (swallowed, "try:\n    f()\nexcept Exception:\n    pass"),
        (swallowed, "try:\n    f()\nexcept:\n    g()"),
    ],
)
def test_a_rule_catches_what_it_forbids(rule: Callable[[Path, ast.Module], Finds], text: str) -> None:
    assert list(rule(Path("workbench/calculation/planted.py"), ast.parse(text)))


# Put together here, so that this file does not hold what it looks for.
MARKS = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"))
REGISTRIES = (
    "py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.", "deb" + r"\.debian\.org",
    "--(?:extra-)?" + "index-url", "--" + "find-links",
)
HOMES = "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me", "User" + "s"))
BANNED = {
    "unfinished": re.compile(rf"(?<![.\w])(?:{MARKS})\b(?=\s*[:(])|# *(?:{MARKS})\b"),
    "an exception without its name": re.compile("# type: " + r"ignore(?!\[)|# no" + r"qa(?!: ?[A-Z])"),
    "a registry": re.compile("|".join(REGISTRIES)),
    "a path of one machine": re.compile(rf"(?<![\w.\-/}}>])/(?:{HOMES})(?=/|[\s\"'`)]|$)"),
}


@pytest.mark.parametrize("banned", BANNED)
def test_no_kept_file_holds(banned: str) -> None:
    found = []
    for path in tracked_files():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path}:{at} {line.strip()[:100]}" for at, line in enumerate(text.splitlines(), 1) if BANNED[banned].search(line)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("banned", "line", "caught"),
    [
        ("unfinished", "# TO" + "DO later", True),
        ("unfinished", "TO" + "DO: later", True),
        ("unfinished", "if turn.state is TurnState.TO" + "DO:", False),
        ("an exception without its name", "x = 1  # type: " + "ignore", True),
        ("an exception without its name", "x = 1  # type: " + "ignore[attr-defined]", False),
        ("a registry", "https://py" + "pi.org/simple", True),
        ("a path of one machine", "open('/wo" + "rk/main')", True),
        ("a path of one machine", "open('resources/wo" + "rk/main')", False),
    ],
)
def test_the_search_can_fail(banned: str, line: str, caught: bool) -> None:
    assert bool(BANNED[banned].search(line)) is caught


def test_paragraphs_are_made_in_one_file() -> None:
    """ReportLab's paragraph reads markup: in one file the text is escaped before it gets there."""
    makers = [
        str(path)
        for path in python_files(*CODE)
        if any(name.rpartition(".")[2] == "Paragraph" for _, name in calls(parsed(path)))
    ]
    assert len(makers) <= 1, makers


def test_files_are_short() -> None:
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in python_files(*ALL)}
    assert {path: length for path, length in lengths.items() if length > MOST_LINES} == {}
    code = [length for path, length in lengths.items() if path.parts[0] in CODE and path.name != "__init__.py"]
    assert statistics.median(code) <= MEDIAN_LINES


def test_functions_are_short() -> None:
    found = [
        f"{path}:{node.lineno} {node.name}: {length} lines"
        for path in python_files(*ALL)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    ]
    assert not found, "\n".join(found)


def test_what_is_public_says_what_it_is() -> None:
    found = []
    for path in python_files("workbench"):
        tree = parsed(path)
        if not ast.get_docstring(tree):
            found.append(f"{path}: the module")
        found += [
            f"{path}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
        ]
    assert not found, "\n".join(found)
