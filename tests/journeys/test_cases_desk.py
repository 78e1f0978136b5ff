"""Cases played by the desk hand from the first signature to the last: what comes out is what the case states."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.outcomes import CASES, FILES, FULL, as_stated
from workbench.cli.rehearse import run

PLAYED = ("ari0001-01", "bad-input", "fdg-one-dose")
"""In every run these go to the desk alone; ``JOURNEYS=full`` plays all. In the journeys through the window most acts of the others are the desk's."""


@pytest.mark.parametrize("path", [each for each in FILES if FULL or each.stem in PLAYED], ids=lambda path: path.stem)
def test_a_case_is_played_as_it_states(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run([str(path), "--folder", str(tmp_path / "out"), "--without-window"])
    assert code == 0, capsys.readouterr().err
    as_stated(path, tmp_path / "out")


def test_a_case_that_does_not_go_as_it_states_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A case that expects another figure, and one that expects a refusal that does not come: exit 1, with what differs."""
    case = json.loads((CASES / "wrong-patient-scan.json").read_text(encoding="utf-8"))
    case["expect"]["1"] = {"verdict": "released", "values": {"weight": "71"}}
    assert _run(case, tmp_path / "figure") == 1
    said = capsys.readouterr().err
    assert "is stopped, not released" in said
    assert "weight is 70 kg; 71 is expected" in said
    case["play"][0]["expected"] = "approval.approved-twice"
    assert _run(case, tmp_path / "refusal") == 1
    assert "was done; approval.approved-twice was to refuse it" in capsys.readouterr().err
    assert json.loads((tmp_path / "refusal" / "out" / "summary.json").read_text(encoding="utf-8"))["verdict"] is None


def _run(case: dict[str, Any], folder: Path) -> int:
    folder.mkdir()
    (folder / "case.json").write_text(json.dumps(case), encoding="utf-8")
    return run([str(folder / "case.json"), "--folder", str(folder / "out"), "--without-window"])
