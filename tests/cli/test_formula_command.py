"""``workbench formula``: proves and compares from the command line."""
from __future__ import annotations

from pathlib import Path

import pytest

from workbench.cli.formula import run

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "formulas"
FDG = FOLDER / "FDG18-DOSE.toml"


def spoilt(folder: Path, old: str, new: str) -> Path:
    path = folder / "spoilt.toml"
    path.write_text(FDG.read_text("utf-8").replace(old, new), encoding="utf-8")
    return path


def test_what_is_proved_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(FDG), str(FOLDER / "CART19-AUTO.toml")]) == 0
    assert capsys.readouterr().out.count("proved") == 2


def test_a_finding_exits_1_with_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = spoilt(tmp_path, "step = 7", "step = 8")
    assert run(["check", str(FDG), str(path)]) == 1
    out = capsys.readouterr().out
    line = path.read_text("utf-8").split("contents =")[0].count("\n") + 1
    assert f"{path}:{line}: " in out
    assert "step = 7" in out  # what the file holds, to be copied


def test_findings_in_russian(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "ru", "check", str(spoilt(tmp_path, "step = 7", "step = 8"))]) == 1
    assert "файл" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["missing", "not text"])
def test_what_cannot_be_read_exits_2_and_the_others_are_proved(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None) -> None:
    path = tmp_path / "x.toml"
    if content is not None:
        path.write_bytes(content)
    assert run(["check", str(path), str(FDG)]) == 2
    held = capsys.readouterr()
    assert "x.toml" in held.err
    assert "proved" in held.out


def test_two_versions_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer = spoilt(tmp_path, 'action = "10 .. 600"', 'action = "10 .. 500"')
    assert run(["compare", str(FDG), str(newer)]) == 0
    assert "given.prescribed.action: 10 .. 600 -> 10 .. 500" in capsys.readouterr().out


def test_a_cut_version_is_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cut.toml"
    path.write_text(FDG.read_text("utf-8")[:3000], encoding="utf-8")
    assert run(["compare", str(FDG), str(path)]) == 1
    assert "cut.toml:" in capsys.readouterr().out
    assert run(["compare", str(FDG), str(tmp_path / "none.toml")]) == 2


def test_bad_usage_exits_2() -> None:
    with pytest.raises(SystemExit) as left:
        run(["prove"])
    assert left.value.code == 2
