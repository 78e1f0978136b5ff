"""Each case, played through the real window: clicks, keys, badges and scans, a picture of every screen as it stood."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.journeys.outcomes import CASES, FILES, FULL, as_stated
from workbench.cli.rehearse import read_file, run, through_window
from workbench.cli.resources import Resources

FORMULAS = Resources().formulas
WHOLE, NEXT = "fdg-one-dose", "ari0001-01"
"""In every run the first goes through the window from its first act to its last; of the second, the first act of each likeness that the first
has not (a kind of step, of act, of refusal); of the others what neither has, which is what they are about. The rest of their acts is done at the
desk on the same register, while the window is open. ``JOURNEYS=full`` has every act of every case go through the window."""


def seen_before(name: str) -> tuple[Path, ...]:
    """The cases beside which this one is played."""
    if name == WHOLE or FULL:
        return ()
    return (CASES / f"{WHOLE}.json",) if name == NEXT else (CASES / f"{WHOLE}.json", CASES / f"{NEXT}.json")


LOOKS = {
    "amended-weight": ("ru", "light"), "ari0001-02": ("ru", "dark"), "bad-input": ("ru", "light"), "correction": ("ru", "dark"), "fdg-one-dose": ("ru", "dark"),
    "fdg-three-doses": ("ru", "light"), "out-of-specification": ("en", "dark"), "wrong-patient-scan": ("en", "dark"),
}  # fmt: skip
"""Language and theme of the screens: every case passes in every one, and each is played in one; English and light where nothing is said."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_is_played_through_the_window(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = seen_before(path.stem)
    out = tmp_path / "out"
    language, theme = LOOKS.get(path.stem, ("en", "light"))
    code = run([str(path), "--folder", str(out), "--language", language, "--theme", theme, *(f"--seen={each}" for each in seen)])
    said = capsys.readouterr()
    assert code == 0, said.err
    as_stated(path, out)
    pictures = sorted(each for each in (out / "pictures").iterdir() if not each.stem.endswith("-typed"))
    assert len(pictures) == len(through_window(read_file(path), seen, FORMULAS))
    assert not QImage(str(pictures[-1])).isNull()
    assert {path.name for path in out.iterdir()} <= {"register.sqlite", "documents", "labels", "pictures", "summary.json"}


def test_acts_unlike_those_that_were_seen_go_through_the_window() -> None:
    """All of a case without another; beside others each refusal of its own, what it is about, and its last act."""
    seen = (CASES / f"{WHOLE}.json", CASES / f"{NEXT}.json")
    for path in FILES:
        case = read_file(path)
        own = through_window(case, seen, FORMULAS)
        assert len(case.play) - 1 in own
        assert {act.expected for act in case.play} - {""} == {case.play[at].expected for at in own} - {""}
        assert len(through_window(case, (), FORMULAS)) == len(case.play)
    amended = read_file(CASES / "amended-weight.json")
    assert {amended.play[at].name for at in through_window(amended, seen, FORMULAS)} >= {"amend_order", "countersign_order", "sign_again", "release"}
    whole = read_file(CASES / f"{NEXT}.json")
    assert {"scan", "count", "label", "sample", "step"} & {whole.play[at].name for at in through_window(whole, seen[:1], FORMULAS)}


def test_what_the_window_does_not_offer_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An order for a formula that only one person has approved: the list of products does not have it."""
    case = json.loads((CASES / "fdg-one-dose.json").read_text(encoding="utf-8"))
    wanted = [each for each in case["play"] if each["act"] in ("approve_formula", "register_patient", "order")]
    case["play"], case["expect"] = [wanted[0], *wanted[2:]], {}
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
    assert run([str(tmp_path / "case.json"), "--folder", str(tmp_path / "out")]) == 1
    assert "does not show field.formula: FDG18-DOSE" in capsys.readouterr().err
