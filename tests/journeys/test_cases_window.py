"""Each case, played through the real window: clicks, keys, badges and scans, a picture of every screen as it stood."""
from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from workbench.cli.rehearse import run

CASES = Path(__file__).resolve().parent.parent / "cases"
FILES = sorted(CASES.glob("*.json"))
LOOKS = {"fdg-one-dose": ("ru", "dark"), "fdg-three-doses": ("ru", "light"), "wrong-patient-scan": ("en", "dark")}
"""Language and theme of the screens: every case passes in every one, and each is played in one."""
SHORT = ("ari0001-01", "bad-input", "correction", "fdg-one-dose", "fdg-three-doses", "wrong-patient-scan")
"""Through the window in every run. The others share most of their acts with these, take two minutes each, and are played at the desk in
every run (test_cases_desk.py); ``JOURNEYS=full`` has them go through the window as well."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_is_played_through_the_window(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if path.stem not in SHORT and os.environ.get("JOURNEYS") != "full":
        pytest.skip("JOURNEYS=full plays it through the window, too")
    out = tmp_path / "out"
    language, theme = LOOKS.get(path.stem, ("en", "light"))
    code = run([str(path), "--folder", str(out), "--language", language, "--theme", theme])
    said = capsys.readouterr()
    assert code == 0, said.err
    case = json.loads(path.read_text(encoding="utf-8"))
    told = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert [each["rule"] for each in told["refusals"]] == [each["expected"] for each in case["play"] if "expected" in each]
    pictures = sorted(each for each in (out / "pictures").iterdir() if not each.stem.endswith("-typed"))
    assert len(pictures) == len(case["play"])
    assert not QImage(str(pictures[-1])).isNull()
    assert {path.name for path in out.iterdir()} <= {"register.sqlite", "documents", "labels", "pictures", "summary.json"}


def test_what_the_window_does_not_offer_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An order for a formula that only one person has approved: the list of products does not have it."""
    case = json.loads((CASES / "fdg-one-dose.json").read_text(encoding="utf-8"))
    wanted = [each for each in case["play"] if each["act"] in ("approve_formula", "register_patient", "order")]
    case["play"], case["expect"] = [wanted[0], *wanted[2:]], {}
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
    assert run([str(tmp_path / "case.json"), "--folder", str(tmp_path / "out")]) == 1
    assert "does not show field.formula: FDG18-DOSE" in capsys.readouterr().err
