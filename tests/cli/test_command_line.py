"""The command line itself: which command, which exit code, and that nothing heavy is loaded before it is asked for."""
from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from workbench import __main__ as command_line
from workbench.cli.resources import RESOURCES, Resources
from workbench.kernel.findings import Refused, Unavailable, stops


def play(monkeypatch: pytest.MonkeyPatch, run: command_line.Run) -> None:
    """Puts ``run`` in the place of one command."""
    monkeypatch.setattr(command_line, "COMMANDS", {"calculate": command_line.Command("", run)})


def test_the_rest_of_the_line_goes_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Sequence[str]] = []
    play(monkeypatch, lambda arguments: given.append(arguments) or 3)
    assert command_line.main(["calculate", "C5", "weight=70 kg", "--json"]) == 3
    assert given == [("C5", "weight=70 kg", "--json")]


def test_without_a_command_the_window_opens_on_the_register_named(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Sequence[str]] = []
    monkeypatch.setattr(command_line, "_window", lambda arguments: given.append(arguments) or 0)
    assert command_line.main([]) == 0
    assert command_line.main(["--register", "calculate"]) == 0
    assert given == [(), ("--register", "calculate")]


@pytest.mark.parametrize("arguments", [["unknown"], ["--unknown"], ["--register"], ["--register", "x", "calculate"]])
def test_bad_usage_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command_line.main(arguments)
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_refusal_is_output(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refused(arguments: Sequence[str]) -> int:
        raise Refused((stops("words.day-unreadable", "screens 3", raw="1/2/26"),))

    play(monkeypatch, refused)
    assert command_line.main(["calculate"]) == 0
    assert "1/2/26" in capsys.readouterr().out


def test_what_is_not_there_exits_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def missing(arguments: Sequence[str]) -> int:
        raise Unavailable("resources.unreadable", "formulas/X.toml")

    play(monkeypatch, missing)
    assert command_line.main(["calculate"]) == 2
    assert "formulas/X.toml" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is told by a signal elsewhere")
def test_a_reader_that_has_seen_enough_is_no_fault(root: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m workbench calculate --list | head -1"
    said = subprocess.run(command, shell=True, cwd=root, capture_output=True, text=True, check=True)
    assert said.stdout.count("\n") == 1
    assert said.stderr == ""


def test_a_console_without_the_signs_is_no_fault(root: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    command = [sys.executable, "-m", "workbench", "calculate", "--list"]
    said = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.isascii()


def test_nothing_heavy_is_loaded_before_it_is_asked_for(root: Path) -> None:
    heavy = "('PySide6', 'sqlalchemy', 'reportlab', 'pint', 'numpy', 'scipy', 'duckdb')"
    code = f"import sys, workbench.__main__; print([name for name in {heavy} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_the_window_and_its_quantities_do_without_the_libraries_of_the_signals(root: Path) -> None:
    code = (
        "import sys, ui.main; from workbench.calculation.units import check_unit; check_unit('mg'); "
        "print([name for name in ('numpy', 'scipy', 'duckdb') if name in sys.modules]); import numpy"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_the_resources_are_found_and_read(tmp_path: Path) -> None:
    assert (RESOURCES / "fonts").is_dir()
    fonts = Resources().fonts
    assert "DejaVuSansCondensed" in fonts
    assert all(path.is_file() for path in fonts.values())
    (tmp_path / "formulas").mkdir()
    (tmp_path / "formulas" / "A1.toml").write_text("name = 'Ä'", encoding="utf-8")
    (tmp_path / "formulas" / "README.md").write_text("not a formula", encoding="utf-8")
    assert Resources(tmp_path).formulas == {"A1": "name = 'Ä'"}


def test_a_resource_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="labels"):
        _ = Resources(tmp_path).labels
    (tmp_path / "formulas").mkdir()
    (tmp_path / "formulas" / "A1.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(Unavailable, match=r"A1\.toml"):
        _ = Resources(tmp_path).formulas
