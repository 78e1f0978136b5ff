"""The import law holds, and each of its contracts catches a planted violation; no module imports itself by way of others."""
from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

PACKAGES = ("workbench", "db", "ui")

# Contract to an import that it must catch: the importing module and what it imports.
PLANTED = {
    "floor": ("workbench.kernel.planted_floor", "workbench.orders.records"),
    "records": ("workbench.stock.records", "workbench.calculation.units"),
    "records-apart": ("workbench.premises.records", "workbench.quality.records"),
    "calculation": ("workbench.calculation.planted_calculation", "workbench.orders.records"),
    "vigilance": ("workbench.vigilance.grading.planted_grading", "workbench.orders.records"),
    "words": ("workbench.words.planted_words", "workbench.dossier.dossier"),
    "dossier": ("workbench.dossier.planted_dossier", "workbench.batch.progress"),
    "reckonings": ("workbench.batch.verdicts", "workbench.stock.rules"),
    "rules": ("workbench.quality.rules", "workbench.batch.moves"),
    "rules-apart": ("workbench.quality.rules", "workbench.premises.rules"),
    "moves": ("workbench.quality.moves", "workbench.site.actions"),
    "actions": ("workbench.orders.actions", "workbench.site.actions"),
    "papers": ("workbench.labels.planted_paper", "workbench.premises.rules"),
    "command-line": ("workbench.custody.planted_resources", "workbench.cli.resources"),
    "door": ("ui.screens.planted_door", "db.register"),
    "db": ("db.planted_db", "workbench.calculation.units"),
    "window": ("ui.kit.planted_window", "ui.screens.planted_door"),
    "kit": ("ui.kit.planted_kit", "workbench.orders.records"),
    "qt": ("workbench.custody.planted_qt", "PySide6.QtCore"),
    "sql": ("workbench.custody.planted_sql", "sqlalchemy"),
    "xml": ("ui.screens.planted_xml", "lxml.etree"),
    "signals": ("workbench.vigilance.signals.planted_signals", "workbench.orders.records"),
    "arrays": ("ui.screens.planted_arrays", "numpy"),
    "charts": ("ui.screens.planted_charts", "matplotlib.figure"),
    "vectors": ("ui.screens.planted_vectors", "svglib.svglib"),
    "charts-apart": ("workbench.charts.planted_chart", "workbench.orders.records"),
    "press": ("ui.screens.planted_press", "reportlab.pdfgen.canvas"),
}


def contracts(root: Path) -> dict[str, str]:
    """The contracts of the project: key to name."""
    law = configparser.ConfigParser()
    law.read(root / ".importlinter", encoding="utf-8")
    sections = {name.rpartition(":")[2]: name for name in law.sections() if name.startswith("importlinter:contract:")}
    return {key: law[section]["name"] for key, section in sections.items()}


def lint(folder: Path) -> str:
    """What the import linter says of the tree in ``folder``: for each broken contract its name, underlined, and the imports."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-logo", "--no-cache"]
    environment = {**os.environ, "COLUMNS": "400", "PYTHONPATH": ""}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


@pytest.fixture(scope="module")
def complaints(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Broken contract (by name) to what the linter says of it, on a copy of the tree with every violation planted."""
    folder = tmp_path_factory.mktemp("planted")
    for package in PACKAGES:
        shutil.copytree(root / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / ".importlinter", folder)
    for importer, imported in PLANTED.values():
        for name, line in ((imported, ""), (importer, f"\nimport {imported}\n")):
            path = folder / (name.replace(".", "/") + ".py")
            package_of_that_name = path.with_suffix("") / "__init__.py"
            path = package_of_that_name if package_of_that_name.exists() else path
            if name.split(".")[0] in PACKAGES:
                path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + line, encoding="utf-8")
    said = lint(folder).partition("Broken contracts")[2]
    parts = re.split(r"^(\S.*)\n-{3,}\n", said, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_the_imports_keep_the_law(root: Path) -> None:
    said = lint(root)
    assert re.search(r"Contracts: \d+ kept, 0 broken", said), said


def test_every_contract_has_a_planted_violation(root: Path) -> None:
    assert contracts(root).keys() == PLANTED.keys()


@pytest.mark.parametrize("contract", PLANTED)
def test_a_contract_catches_its_violation(contract: str, complaints: dict[str, str], root: Path) -> None:
    importer, imported = PLANTED[contract]
    seen = imported if imported.split(".")[0] in PACKAGES else imported.split(".")[0]
    name = contracts(root)[contract]
    assert f"{importer} -> {seen} " in complaints.get(name, ""), f"{name!r} did not catch {importer} -> {imported}"


def test_no_module_imports_itself_by_way_of_others(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root))
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    try:
        TopologicalSorter({name: graph.find_modules_directly_imported_by(name) for name in graph.modules}).prepare()
    except CycleError as cycle:
        pytest.fail(" -> ".join(reversed(cycle.args[1])))


def test_the_search_for_cycles_can_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "planted_cycle"
    package.mkdir()
    for name, line in (("__init__", ""), ("a", "import planted_cycle.b"), ("b", "import planted_cycle.a")):
        (package / f"{name}.py").write_text(line, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    graph = grimp.build_graph("planted_cycle", cache_dir=None)
    with pytest.raises(CycleError):
        TopologicalSorter({name: graph.find_modules_directly_imported_by(name) for name in graph.modules}).prepare()
