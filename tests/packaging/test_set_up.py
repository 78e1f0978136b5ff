"""The two commands: what they need, what they say, and that the second run has nothing to do."""
from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FILES = ("start", "check", "setup_venv", "system_libraries")
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ]+).*\\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE)


@pytest.fixture
def modules(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ModuleType]]:
    """The files of ``packaging``, imported as they are when started there."""
    monkeypatch.syspath_prepend(str(root / "packaging"))
    yield {name: __import__(name) for name in FILES}
    for name in FILES:
        sys.modules.pop(name, None)


def pins(root: Path, lock: str) -> dict[str, str]:
    """Name to version, of every pin that has hashes."""
    return {found["name"]: found["version"] for found in PIN.finditer((root / "packaging" / lock).read_text(encoding="utf-8"))}


def test_the_commands_need_the_standard_library_only(root: Path) -> None:
    for name in FILES:
        text = (root / "packaging" / f"{name}.py").read_text(encoding="utf-8")
        tree = ast.parse(text, feature_version=(3, 8))  # an older Python must get as far as the message that 3.11 is needed
        imported = {each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names}
        imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert {each.split(".")[0] for each in imported} <= set(sys.stdlib_module_names) | set(FILES)


def test_every_pin_has_its_hashes(root: Path) -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (root / "packaging" / lock).read_text(encoding="utf-8")
        named = re.findall(r"^([a-z0-9-]+)==\S+ (?:; python_full_version (\S+ '\S+') )?", text, re.MULTILINE)
        assert len(named) == len(set(named)) == len(re.findall("^[a-z]", text, re.MULTILINE)), "a name stands twice only for another Python"
        assert {name for name, _ in named} == pins(root, lock).keys()
        assert "://" not in text


def test_the_locks_hold_what_is_declared_and_agree(root: Path) -> None:
    declared = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    project, builds = declared["project"], declared["build-system"]["requires"]

    def names(wanted: list[str]) -> set[str]:
        return {re.split(r"[<>=;\[ ]", each)[0].lower() for each in wanted}

    run, dev = pins(root, "requirements.lock"), pins(root, "requirements-dev.lock")
    assert names(project["dependencies"] + builds) <= run.keys()
    assert names(project["optional-dependencies"]["dev"]) <= dev.keys()
    assert run.items() <= dev.items()


def test_without_a_screen_one_line_names_the_rehearsal(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(modules["start"].sys, "platform", "linux")
    monkeypatch.setattr(modules["start"], "set_up", lambda lock, window: Path("python"))
    assert modules["start"].main([]) == 0
    told = capsys.readouterr().out
    assert told.count("\n") == 1
    assert "rehearse" in told


@pytest.mark.parametrize(
    ("arguments", "handed_on"),
    [
        ([], ["demo"]),
        (["rehearse", "a.json", "--folder", "out"], ["rehearse", "a.json", "--folder", "out"]),
        (["--version"], ["--version"]),
    ],
)
def test_arguments_are_handed_on(
    arguments: list[str], handed_on: list[str], modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(modules["start"], "set_up", lambda lock, window: Path("python"))
    monkeypatch.setattr(modules["start"], "start", lambda command: begun.append(command) or 7)
    assert modules["start"].main(arguments) == 7
    assert begun == [["python", "-P", "-m", "workbench", *handed_on]]


def test_what_is_missing_is_named_and_exits_1(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    libraries = modules["system_libraries"]
    monkeypatch.setattr(libraries.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(libraries.shutil, "which", lambda name: name)
    monkeypatch.setattr(libraries.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(modules["start"], "set_up", lambda lock, window: libraries.ensure_venv(print))
    assert modules["start"].main([]) == 1
    assert "sudo apt-get install -y --no-install-recommends python3-venv" in capsys.readouterr().err


def test_the_second_run_installs_nothing_until_something_changes(
    root: Path, tmp_path: Path, modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up = modules["setup_venv"]
    (tmp_path / "python").touch()
    did: list[str] = []
    monkeypatch.setattr(set_up, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(set_up, "STATE", tmp_path / "set-up.json")
    monkeypatch.setattr(set_up, "_make_environment", lambda: None)
    monkeypatch.setattr(set_up, "_pip", lambda *arguments, what: did.append(what))
    monkeypatch.setattr(set_up.system_libraries, "ensure", lambda python, needed, say: did.append(str(sorted(needed))) or ["screen"])
    assert set_up.set_up("requirements-dev.lock") == tmp_path / "python"
    assert did == ["the libraries", "the workbench itself", "['offscreen']"]
    did.clear()
    set_up.set_up("requirements-dev.lock")
    set_up.set_up("requirements.lock")  # the lock for the tests holds it all
    assert did == []
    set_up.set_up("requirements.lock", window=True)  # what only a window needs is tried again as long as it is missing
    assert did == ["['offscreen', 'screen']"]
    did.clear()
    monkeypatch.setattr(set_up, "ROOT", copy_with_another_declaration(root, tmp_path))
    set_up.set_up("requirements.lock")
    assert did == ["the libraries", "the workbench itself", "['offscreen']"]


def copy_with_another_declaration(root: Path, folder: Path) -> Path:
    """A project folder that declares one more library."""
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(text.replace("dependencies = [", 'dependencies = [\n    "another",', 1), encoding="utf-8")
    return folder


def test_a_set_up_that_failed_is_done_again(tmp_path: Path, modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch) -> None:
    set_up = modules["setup_venv"]
    state = tmp_path / "set-up.json"
    (tmp_path / "python").touch()
    state.write_text(json.dumps({"requirements.lock": "of before"}), encoding="utf-8")

    def fails(*arguments: str, what: str) -> None:
        raise modules["system_libraries"].Missing(what)

    monkeypatch.setattr(set_up, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(set_up, "STATE", state)
    monkeypatch.setattr(set_up, "_make_environment", lambda: None)
    monkeypatch.setattr(set_up, "_pip", fails)
    with pytest.raises(modules["system_libraries"].Missing):
        set_up.set_up("requirements.lock")
    assert not state.exists()


@pytest.mark.parametrize(("needed", "refused"), [({"offscreen"}, False), ({"offscreen", "screen"}, True)])
def test_what_only_a_window_needs_is_required_only_for_it(
    needed: set[str], refused: bool, modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries, told = modules["system_libraries"], list[str]()
    monkeypatch.setattr(libraries.sys, "platform", "linux")
    monkeypatch.setattr(libraries, "probe", lambda python: {"screen": "libxcb-cursor.so.0: not there"})
    monkeypatch.setattr(libraries.shutil, "which", lambda name: None)
    try:
        assert libraries.ensure(Path("python"), needed, told.append) == ["screen"]
    except libraries.Missing as reason:
        assert refused
        told.append(str(reason))
    else:
        assert not refused
    assert "libxcb-cursor.so.0" in told[0]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the loader of Linux is asked")
def test_the_probe_tells_what_cannot_be_loaded(modules: dict[str, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = modules["system_libraries"]
    assert "offscreen" not in libraries.probe(Path(sys.executable))
    monkeypatch.setattr(libraries, "PROBE", libraries.PROBE.replace("libqxcb.so", "libqxcb-absent.so"))
    assert "libqxcb-absent.so" in libraries.probe(Path(sys.executable))["screen"]


def test_a_failed_check_does_not_hide_the_others(modules: dict[str, ModuleType], capfd: pytest.CaptureFixture[str]) -> None:
    checks = (("first", ("-c", "raise SystemExit(3)")), ("second", ("-c", "import os; print(os.environ['SAID'])")))
    assert modules["check"].run(sys.executable, checks, {"SAID": "seen"}) == 1
    told = capfd.readouterr().out
    assert "seen" in told
    assert "Not passed: first" in told
    assert modules["check"].run(sys.executable, checks[1:], {"SAID": "seen"}) == 0


def test_checks_that_run_beside_the_tests_tell_at_the_end(modules: dict[str, ModuleType], capfd: pytest.CaptureFixture[str]) -> None:
    checks = (("style", ("-c", "print('looked at'); raise SystemExit(1)")), ("tests", ("-c", "print('tried')")))
    assert modules["check"].run(sys.executable, checks, {}) == 1
    told = capfd.readouterr().out
    assert told.index("tried") < told.index("looked at")
    assert "--- style: FAILED (1)" in told
    assert told.rstrip().endswith("Not passed: style")
