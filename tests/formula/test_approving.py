"""A formula version: proposed, approved by two, its assumptions confirmed, withdrawn; every status against every act."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, codes
from tests.orders.probe import CODE, PROBE, order
from workbench.batch.records import Batch, Status
from workbench.formula.actions import approve_formula, confirm_assumptions, propose_formula, signed_text, withdraw_formula
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaStatus, FormulaVersion
from workbench.formula.rules import unconfirmed, usable_for
from workbench.kernel.findings import Done, Refused
from workbench.people.digests import holds_for
from workbench.people.records import Factor, Meaning, Signature
from workbench.site.records import Purpose

ROOT = Path(__file__).resolve().parents[2]
FDG = (ROOT / "resources/formulas/FDG18-DOSE.toml").read_text(encoding="utf-8")
KEY = "FDG18-DOSE.1"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def refused(act: Any, *args: Any, **more: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return {each.code for each in caught.value.findings} if "formula." in str(caught.value) else codes(caught.value)


def told(done: Done) -> set[str]:
    return {each.code for each in done.findings}


def propose(desk: Desk, text: str = FDG, who: str = "SU1") -> Done:
    return propose_formula(text, "FDG18-DOSE.toml", **desk.doing(who))


def approve(desk: Desk, who: str, key: str = KEY) -> Done:
    return approve_formula(key, **desk.signing(who))


def approved(desk: Desk) -> FormulaVersion:
    propose(desk)
    approve(desk, "PH1")
    approve(desk, "RP1")
    return desk.one(FormulaVersion, KEY)


def test_a_proved_file_is_stored_with_its_digest_and_waits(desk: Desk) -> None:
    propose(desk)
    kept = desk.one(FormulaVersion, KEY)
    assert (kept.status, kept.text, len(kept.digest), kept.person) == (FormulaStatus.PROVED, FDG, 32, "SU1")


@pytest.mark.parametrize("cut", [10, 200, 2000, len(FDG) // 2, len(FDG) - 40])
def test_a_file_cut_short_is_refused_and_nothing_is_stored(desk: Desk, cut: int) -> None:
    before = desk.head()
    with pytest.raises(Refused):
        propose(desk, FDG[:cut])
    assert desk.head() == before


def test_a_file_that_does_not_hold_together_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as caught:
        propose(desk, FDG.replace('unit = "MBq"', 'unit = "mL"', 1))
    assert caught.value.findings
    assert not desk.kept(FormulaVersion)


def test_a_version_is_stored_once_and_never_behind_the_newest(desk: Desk) -> None:
    propose(desk, FDG.replace("version = 1", "version = 3"))
    assert refused(propose, desk, FDG.replace("version = 1", "version = 3")) == {"approval.version-known"}
    assert refused(propose, desk, FDG.replace("version = 1", "version = 2")) == {"approval.version-behind"}
    assert refused(propose, desk, FDG, "TE1") == {"people.act-not-allowed"}
    propose(desk, FDG.replace("version = 1", "version = 4"))
    assert len(desk.kept(FormulaVersion)) == 2


def test_two_different_people_approve(desk: Desk) -> None:
    propose(desk)
    assert told(approve(desk, "PH1")) == {"approval.waits-for-another"}
    assert desk.one(FormulaVersion, KEY).status is FormulaStatus.PROVED
    assert refused(approve, desk, "PH1") == {"approval.approved-twice"}
    assert told(approve(desk, "SU1")) == set()
    kept = desk.one(FormulaVersion, KEY)
    assert kept.status is FormulaStatus.APPROVED
    signatures = desk.kept(Signature)
    assert [(each.meaning, each.kind, each.subject) for each in signatures] == [(Meaning.APPROVED, "formula", KEY)] * 2
    assert all(holds_for(each, signed_text(kept)) for each in signatures)
    assert not holds_for(signatures[0], signed_text(replace(kept, text=FDG + "#")))
    assert refused(approve, desk, "RP1") == {"approval.not-waiting"}


def test_an_approval_is_refused(desk: Desk) -> None:
    propose(desk)
    assert refused(approve, desk, "QC1") == {"people.act-not-allowed"}
    assert refused(approve, desk, "AD1") == {"people.act-not-allowed"}
    assert refused(approve, desk, "PH1", "FDG18-DOSE.9") == {"approval.unknown"}
    assert refused(approve_formula, KEY, **desk.signing("PH1", factor=Factor.PIN)) == {"people.password-needed"}
    assert not desk.kept(Signature)


def test_assumptions_are_confirmed_place_by_place(desk: Desk) -> None:
    version, formula = approved(desk), formula_of(FDG)
    first, *others = formula.assumptions
    assert refused(confirm_assumptions, KEY, [], "own data", **desk.doing("PH1")) == {"approval.nothing-to-confirm"}
    assert refused(confirm_assumptions, KEY, ["step.x"], "own data", **desk.doing("PH1")) == {"approval.no-assumption"}
    assert refused(confirm_assumptions, KEY, [first], " ", **desk.doing("PH1")) == {"people.reason-missing"}
    confirm_assumptions(KEY, [first, first], "own data", **desk.doing("PH1"))
    assert refused(confirm_assumptions, KEY, [first], "own data", **desk.doing("PH1")) == {"approval.no-assumption"}
    assert unconfirmed(desk.one(FormulaVersion, KEY), formula) == tuple(others)
    confirm_assumptions(KEY, reversed(others), "own data", **desk.doing("RP1"))
    kept = desk.one(FormulaVersion, KEY)
    assert kept.confirmed == formula.assumptions
    assert all(holds_for(each, signed_text(kept)) for each in desk.kept(Signature)), "a confirmation does not touch the approval"
    assert unconfirmed(version, formula) == formula.assumptions


def test_under_assumptions_a_batch_is_for_show_only(desk: Desk) -> None:
    version, formula = approved(desk), formula_of(FDG)
    whole = replace(version, confirmed=formula.assumptions)
    for purpose in Purpose:
        open_ = [each.code for each in usable_for(version, formula, purpose)]
        assert open_ == (["approval.unconfirmed"] if purpose is Purpose.LIVE else ["approval.demo-only"])
        assert not usable_for(whole, formula, purpose)
        for status in (FormulaStatus.PROVED, FormulaStatus.WITHDRAWN):
            assert codes(Refused(usable_for(replace(whole, status=status), formula, purpose))) == {"approval.not-approved"}
    assert codes(Refused((*usable_for(version, formula, Purpose.LIVE), *usable_for(version, formula, Purpose.DEMO))))


def test_a_withdrawn_version_holds_its_open_batches_and_tells_them(desk: Desk) -> None:
    desk.formula(PROBE, CODE)
    of = order(desk)
    for at, status in enumerate(Status):
        desk.put(Batch(f"PD-{at}", at + 1, of.id, 1, of.patient, f"{CODE}.1", of.regime, status, desk.clock.at, desk.zone))
    done = withdraw_formula(f"{CODE}.1", "a limit was wrong", **desk.signing("SU1"))
    was = dict(enumerate(Status))
    stopped = {Status.READY, Status.IN_PROCESS, Status.PAUSED, Status.QC_PENDING, Status.PROVISIONAL}
    for at, status in was.items():
        batch = desk.one(Batch, f"PD-{at}")
        assert (batch.status, batch.resumes) == ((Status.HELD, status) if status in stopped else (status, None))
    assert {each.where for each in done.findings} == {f"PD-{at}" for at, status in was.items() if status in stopped | {Status.HELD}}
    assert codes(Refused(done.findings)) == {"approval.batch-held"}
    signed = desk.kept(Signature)[-1]
    assert (signed.meaning, signed.subject) == (Meaning.WITHDRAWN, f"{CODE}.1")
    assert holds_for(signed, signed_text(desk.one(FormulaVersion, f"{CODE}.1")))


def test_what_is_withdrawn_stays_withdrawn(desk: Desk) -> None:
    approved(desk)
    assert refused(withdraw_formula, KEY, "", **desk.signing("SU1")) == {"people.reason-missing"}
    assert refused(withdraw_formula, KEY, "a limit was wrong", **desk.signing("PH1")) == {"people.act-not-allowed"}
    assert refused(withdraw_formula, KEY, "a limit was wrong", **desk.signing("RP1", factor=Factor.PIN)) == {"people.password-needed"}
    withdraw_formula(KEY, "a limit was wrong", **desk.signing("RP1"))
    assert refused(withdraw_formula, KEY, "a limit was wrong", **desk.signing("RP1")) == {"approval.withdrawn"}
    assert refused(approve, desk, "RP2") == {"approval.not-waiting"}
    assert refused(confirm_assumptions, KEY, ["given.weight"], "own data", **desk.doing("PH1")) == {"approval.withdrawn"}


def test_a_proved_version_can_be_withdrawn_too(desk: Desk) -> None:
    propose(desk)
    withdraw_formula(KEY, "never needed", **desk.signing("SU1"))
    assert desk.one(FormulaVersion, KEY).status is FormulaStatus.WITHDRAWN
