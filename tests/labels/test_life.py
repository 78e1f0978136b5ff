"""Every state of a label and every act on it: what may follow, what is refused and why; who witnesses; when the count closes."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, codes
from tests.labels.test_actions import Bench, refusal
from tests.papers_factory import NOW, ZONE, cart
from workbench.barcodes import own
from workbench.batch.records import BagStatus, Status
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, Refused
from workbench.kernel.values import Role
from workbench.labels.actions.fates import dispose_label, spoil_label
from workbench.labels.reckoning import VALID, WAITING, LabelState, Life, count, lives
from workbench.labels.records import Fate, LabelDisposal, LabelEnd, LabelPrint, LabelScan
from workbench.labels.rules import may_dispose, may_end, reconciled, scan_fits
from workbench.people.records import Factor, Meaning, Signature
from workbench.people.signing import SecondPerson
from workbench.printing.records import LabelSend, Outcome, Printer, PrinterKind, SendOutcome, SymbolsBy

MARK = (NOW, ZONE, "PH1")


def life(state: LabelState, of: Dossier | None = None) -> Dossier:
    """A batch with one label in ``state``."""
    of = of or cart()
    label = LabelPrint("L1", of.batch.id, of.bags[0].id, "final-bag-100x60", "en", str(own.bag(of.batch, 1)), 1, b"pdf", b"d" * 32, "proof", *MARK)
    sent = state not in (LabelState.PROVED, LabelState.NOT_PRINTED)
    outcome = SendOutcome("O1", of.batch.id, "T1", Outcome.SENT if sent else Outcome.NOT_SENT, "printing.sent", "", *MARK)
    applied = state in (LabelState.APPLIED,)
    ended = state not in VALID
    gone = {each.value: each for each in Fate}.get(state.value)
    return replace(
        of,
        labels=(replace(label, printer="R1"),),
        label_sends=(LabelSend("T1", of.batch.id, "J1", "L1", 1, *MARK),),
        send_outcomes=() if state is LabelState.UNKNOWN else (outcome,),
        label_scans=(LabelScan("B1", of.batch.id, "L1", b"%1", *MARK),) if applied else (),
        label_ends=(LabelEnd("X1", of.batch.id, "L1", "spoiled", "torn", *MARK),) if ended else (),
        label_disposals=(LabelDisposal("Y1", of.batch.id, "L1", gone, "cut up", *MARK),) if gone else (),
    )


def only(of: Dossier) -> Life:
    (each,) = lives(of)
    return each


def said(found: tuple[Finding, ...]) -> str:
    if found:
        codes(Refused(found))
    return ", ".join(sorted(each.code.removeprefix("labels.") for each in found))


@pytest.mark.parametrize("state", LabelState)
def test_a_life_is_in_the_state_that_its_facts_say(state: LabelState) -> None:
    each = only(life(state))
    assert each.state is state
    assert each.waits == (state in WAITING)


ACTS = ("scan", "end", "destroy", "return", "retain", "say not printed")
TABLE: dict[LabelState, tuple[str, ...]] = {
    LabelState.PROVED: ("never-sent", "", *["not-ended"] * 4),
    LabelState.UNKNOWN: ("", "", *["not-ended"] * 4),
    LabelState.SENT: ("", "", *["not-ended"] * 4),
    LabelState.APPLIED: ("already-applied", "", "not-ended", "not-ended, was-on-bag", "not-ended", "not-ended, was-on-bag"),
    LabelState.ENDED: ("void", "already-ended", "", "", "", ""),
    LabelState.DESTROYED: ("void", "already-ended", *["already-disposed"] * 4),
    LabelState.RETURNED: ("void", "already-ended", *["already-disposed"] * 4),
    LabelState.RETAINED: ("void", "already-ended", *["already-disposed"] * 4),
    LabelState.NOT_PRINTED: ("void", "already-ended", *["already-disposed"] * 4),
}
FATES = {"destroy": Fate.DESTROYED, "return": Fate.RETURNED, "retain": Fate.RETAINED, "say not printed": Fate.NOT_PRINTED}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", LabelState)
def test_every_act_in_every_state(state: LabelState, act: str) -> None:
    of = life(state)
    each = only(of)
    if act == "scan":
        found = scan_fits(lives(of), of.batch.id, own.bag(of.batch, 1), each)
    elif act == "end":
        found = may_end(each, "smeared")
    else:
        found = may_dispose(each, FATES[act], "cut up", "PH2")
    assert said(found) == TABLE[state][ACTS.index(act)]


@pytest.mark.parametrize(
    ("how", "sent", "needed"),
    [
        (Fate.DESTROYED, True, True), (Fate.DESTROYED, False, True), (Fate.RETURNED, True, False), (Fate.RETAINED, True, False),
        (Fate.NOT_PRINTED, True, True), (Fate.NOT_PRINTED, None, True), (Fate.NOT_PRINTED, False, False),
    ],
)  # fmt: skip
def test_who_destroys_has_a_witness_and_so_has_who_says_that_nothing_came_out(how: Fate, sent: bool | None, needed: bool) -> None:
    of = life(LabelState.ENDED)
    outcomes = {True: of.send_outcomes, None: (), False: (replace(of.send_outcomes[0], outcome=Outcome.NOT_SENT),)}
    found = may_dispose(only(replace(of, send_outcomes=outcomes[sent])), how, "cut up", None)
    assert ("labels.witness-missing" in {each.code for each in found}) == needed


OPEN = {
    LabelState.PROVED: "unsent", LabelState.UNKNOWN: "unknown", LabelState.SENT: "astray", LabelState.ENDED: "undisposed",
}  # fmt: skip


@pytest.mark.parametrize("state", LabelState)
def test_no_release_while_a_label_is_open_and_the_sentence_says_which_and_what_lifts_it(state: LabelState) -> None:
    of = life(state)
    of = replace(of, bags=(replace(of.bags[0], status=BagStatus.REJECTED),)) if state is not LabelState.APPLIED else of
    assert said(reconciled(of)) == OPEN.get(state, "")
    total = count(of)
    assert (total.missing != 0) == (state in (LabelState.UNKNOWN, LabelState.SENT, LabelState.ENDED))
    assert total.printed == (0 if state in (LabelState.PROVED, LabelState.NOT_PRINTED) else 1)


# ------------------------------------------------------------------------------------------------ through the register
@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def witness(desk: Desk, who: str = "PH2", role: Role = Role.VERIFIER, factor: Factor = Factor.PIN) -> SecondPerson:
    return SecondPerson(desk.actor(who, role), desk.proof(who, factor))


def dispose(bench: Bench, label: LabelPrint, how: Fate = Fate.DESTROYED, why: str = "cut up", second: SecondPerson | None = None, who: str = "PH1") -> Any:
    return dispose_label(bench.probe.batch, label.id, how, why, second, **bench.desk.doing(who))


def test_a_torn_label_is_destroyed_before_a_witness_who_signs(bench: Bench) -> None:
    label, desk = bench.print(), bench.desk
    spoil_label(bench.probe.batch, label.id, "torn", **desk.doing("PH1"))
    assert {each.code for each in reconciled(bench.probe.dossier)} == {"labels.undisposed", "labels.one-for-each-bag"}
    assert refusal(dispose, bench, label, why=" ") == {"labels.disposal-reason", "labels.witness-missing"}
    assert refusal(dispose, bench, label, second=witness(desk, "PH1", Role.PHARMACIST)) == {"people.same-person"}
    assert refusal(dispose, bench, label, second=witness(desk, "IN1", Role.INSPECTOR)) == {"people.act-not-allowed"}
    stale = replace(witness(desk), proof=replace(desk.proof("TE1", Factor.PIN)))
    assert refusal(dispose, bench, label, second=stale) == {"people.proof-of-another"}
    assert not desk.kept(LabelDisposal)
    disposal, signed = dispose(bench, label, second=witness(desk)).changed
    assert (disposal.how, disposal.witness, signed.meaning, signed.subject) == (Fate.DESTROYED, "PH2", Meaning.WITNESSED, disposal.id)
    assert {each.code for each in reconciled(bench.probe.dossier)} == {"labels.one-for-each-bag"}
    total = count(bench.probe.dossier)
    assert (total.printed, total.destroyed, total.missing) == (1, 1, 0)
    assert refusal(dispose, bench, label, second=witness(desk)) == {"labels.already-disposed"}


def test_the_void_paper_goes_before_the_new_label_is_scanned(bench: Bench) -> None:
    first = bench.print()
    second = bench.print(why="smeared")
    assert refusal(bench.scan, second.identifier, second.id) == {"labels.void-about"}
    dispose(bench, first, Fate.RETAINED, "glued to the record")
    bench.scan(second.identifier, second.id)
    total = count(bench.probe.dossier)
    assert (total.printed, total.applied, total.retained, total.missing) == (2, 1, 1, 0)
    assert reconciled(bench.probe.dossier) == ()


def test_the_register_itself_takes_no_one_as_their_own_witness(bench: Bench) -> None:
    label, desk = bench.print(), bench.desk
    spoil_label(bench.probe.batch, label.id, "torn", **desk.doing("PH1"))
    mark = (desk.clock.at, desk.zone, "PH1")
    with pytest.raises(Refused) as refused:
        desk.put(LabelDisposal("Y1", bench.probe.batch, label.id, Fate.DESTROYED, "cut", *mark, witness="PH1"))
    assert codes(refused.value) == {"register.witnesses-own"}
    with pytest.raises(Exception, match="CHECK constraint failed"):
        desk.put(LabelDisposal("Y1", bench.probe.batch, label.id, Fate.DESTROYED, "cut", *mark))
    desk.put(LabelDisposal("Y1", bench.probe.batch, label.id, Fate.DESTROYED, "cut", *mark, witness="PH2"))
    for who in ("PH1", "TE1"):
        at = (Meaning.WITNESSED, desk.clock.at, desk.zone, Factor.PIN)
        signed = Signature("G1", who, Role.PHARMACIST, *at, "label disposal", "Y1", b"d" * 32, bench.probe.batch)
        with pytest.raises(Refused) as refused:
            desk.put(signed)
        assert codes(refused.value) == {"register.witnesses-own"}


@pytest.fixture
def printer(bench: Bench) -> str:
    bench.desk.put(Printer("R1", "Bench", PrinterKind.ZPL, "127.0.0.1:9100", 300, SymbolsBy.BITMAP, True, True))
    return "R1"


def test_a_label_that_was_never_sent_is_not_printed_when_it_ends(bench: Bench, printer: str) -> None:
    label = bench.print(printer=printer)
    assert refusal(bench.scan, label.identifier) == {"labels.never-sent"}
    end, disposal = spoil_label(bench.probe.batch, label.id, "not wanted", **bench.desk.doing("PH1")).changed
    assert (end.how, disposal.how, disposal.witness) == ("spoiled", Fate.NOT_PRINTED, None)
    second = bench.print(why="now it is", printer=printer)
    assert (second.copy, b"DUPLICATE" in second.content) == (2, False)
    assert count(bench.probe.dossier).printed == 0


def test_after_release_only_with_a_supervisors_signature(bench: Bench) -> None:
    first, desk = bench.print(), bench.desk
    bench.scan(first.identifier)
    desk.change(bench.probe.dossier.batch, status=Status.RELEASED)
    assert refusal(bench.print, why="label unreadable") == {"labels.supervisor-missing"}
    assert refusal(bench.print, why="label unreadable", supervisor=witness(desk, "RP1", Role.RESPONSIBLE, Factor.PASSWORD)) == {"people.act-not-allowed"}
    assert refusal(bench.print, why="label unreadable", supervisor=witness(desk, "SU1", Role.SUPERVISOR)) == {"people.password-needed"}
    done = bench.printed("final-bag-100x60", "label unreadable", supervisor=witness(desk, "SU1", Role.SUPERVISOR, Factor.PASSWORD))
    (signed,) = [each for each in done.changed if isinstance(each, Signature)]
    assert (signed.person, signed.meaning, signed.kind, signed.subject) == ("SU1", Meaning.APPROVED, "label", done.changed[0].id)
    assert bench.print("tie-on-tag").copy == 1
