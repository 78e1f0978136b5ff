"""The command refuses what it cannot play, with exit code 2, and touches nothing that is there already."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.__main__ import main

CASE = Path(__file__).resolve().parent.parent / "cases" / "fdg-one-dose.json"


def test_a_folder_that_holds_something_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["rehearse", str(CASE), "--folder", str(tmp_path), "--without-window"]) == 2
    assert "begins in an empty folder" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["rehearse", str(CASE), "--folder", str(tmp_path / "file" / "out"), "--without-window"]) == 2
    assert "Nothing can be written" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{", "[]", '{"play": []}', '{"play": [{"act": "dance"}]}'])
def test_what_is_no_case_is_refused(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case.json"
    case.write_text(text, encoding="utf-8")
    assert main(["rehearse", str(case), "--folder", str(tmp_path / "out"), "--without-window"]) == 2
    assert "case.json" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_case_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert main(["rehearse", str(tmp_path / "none.json"), "--folder", str(tmp_path / "out")]) == 2


def test_a_case_whose_head_breaks_a_rule_is_not_played(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = json.loads(CASE.read_text(encoding="utf-8"))
    case["people"]["RP1"]["roles"].append({"role": "administrator", "since": "2026-01-01"})
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
    assert main(["rehearse", str(tmp_path / "case.json"), "--folder", str(tmp_path / "out"), "--without-window"]) == 1
    assert "before the first act" in capsys.readouterr().err
    assert (tmp_path / "out" / "summary.json").exists()
