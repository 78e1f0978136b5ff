"""What a rule refuses leaves nothing behind: the journal of every act of a case is looked at, and a play that breaks off is told."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from db.opening import open_register
from workbench.cli import rehearse
from workbench.cli.rehearse import Asked, read_file
from workbench.cli.resources import Resources
from workbench.cli.supplies import supplies
from workbench.journal.records import JournalEntry
from workbench.rehearsal.acts import Act, OnStep
from workbench.rehearsal.clock import CaseClock
from workbench.rehearsal.desk import DeskHand
from workbench.rehearsal.known import Known
from workbench.rehearsal.player import play
from workbench.rehearsal.prepare import prepare
from workbench.site.records import Purpose
from workbench.words.translation import ENGLISH

CASES = Path(__file__).resolve().parent.parent / "cases"
SECOND = {"people.same-person", "batch.same-analyst", "batch.not-your-role"}
"""What refuses the second person: what the first one did stands."""
KEYS = {"verdict", "refusals", "tests", "dose", "bags", "signatures", "files"}


def test_a_refused_act_leaves_nothing_in_the_journal(tmp_path: Path) -> None:
    """Wrong and expired lots, `1,234`, `1e3`, empty, absurd weight, one person twice, no second person, out of limits.

    Of an act on a step, what was done before it was refused stands as acts of its own (started, scanned, recorded by the first person).
    """
    resources, case = Resources(), read_file(CASES / "bad-input.json")
    clock = CaseClock(case.site.begun)
    register = open_register(tmp_path / "register.sqlite", clock, create=True)
    own = supplies(resources)
    prepare(case, Purpose.REHEARSAL, resources.formulas, resources.labels, own.presses, register=register, clock=clock)
    known = Known(case, register)
    heads: list[tuple[Act, int]] = []

    def after(at: int, act: Act) -> None:
        with register.reading() as reader:
            heads.append((act, reader.head()[0]))

    with register.reading() as reader:
        before = reader.head()[0]
    played = play(case, DeskHand(case, known, register, clock, own), known, register=register, clock=clock, words=ENGLISH, after=after)
    assert played.as_stated, played.differences
    with register.reading() as reader:
        journal = reader.find(JournalEntry, {}, sort="seq")
    register.close()
    refused = 0
    for act, head in heads:
        wrote = {each.reason for each in journal if before < each.seq <= head}
        before = head
        if not act.expected:
            continue
        refused += 1
        done = {f"record {act.step}"} if isinstance(act, OnStep) else {f"result {getattr(act, 'test', '')}"}
        allowed = {"start step", "scan"} if isinstance(act, OnStep) else set()
        if act.expected in SECOND:
            allowed |= done
        assert wrote <= allowed, (act, wrote)
    assert refused == len(played.refusals) > 40
    assert all(each.expected and each.message.endswith(".") for each in played.refusals)


def _asked(folder: Path, case: Path) -> Asked:
    folder.mkdir()
    return Asked(case, folder, "en", "light", window=False)


def _summary(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert found.keys() >= KEYS
    return found


def test_a_play_that_breaks_off_leaves_what_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program in the middle of a case: it is raised as it is, and the folder tells how far the case came."""
    path, out = CASES / "bad-input.json", tmp_path / "out"
    monkeypatch.setattr(DeskHand, "open_batch", _fails)
    with pytest.raises(ZeroDivisionError):
        rehearse.rehearse(read_file(path), _asked(out, path))
    told = _summary(out)
    assert told["verdict"] is None
    assert "orders.weight-absurd" in {each["rule"] for each in told["refusals"]}
    assert set(told["files"]) == {"register.sqlite"}


def test_a_register_that_cannot_be_made_leaves_a_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = CASES / "fdg-one-dose.json", tmp_path / "out"
    monkeypatch.setattr(rehearse, "open_register", _fails)
    with pytest.raises(ZeroDivisionError):
        rehearse.rehearse(read_file(path), _asked(out, path))
    assert _summary(out)["files"] == {}


def _fails(*args: object, **more: object) -> None:
    raise ZeroDivisionError
