"""What must hold before a batch, a step or a release may go on. Pure: the dossier, the actor and the time in, findings out."""

from __future__ import annotations

from datetime import datetime

from workbench.batch.content import decision_of, lapsed
from workbench.batch.exceptions import exceptions
from workbench.batch.progress import Turn, TurnState, bags_of, progress
from workbench.batch.records import BagStatus, DecisionKind, MarkKind, Reading, Status
from workbench.batch.verdicts import SpecLine, Verdict, gating_open, record_open, specification, told
from workbench.dossier.dossier import Dossier
from workbench.formula.records import FormulaStatus, StepKind
from workbench.kernel.findings import Finding, stops
from workbench.kernel.values import Actor, Role
from workbench.orders.records import Channel, OrderStatus
from workbench.people.rights import APART_SOURCE, TOOK_PART
from workbench.site.records import Purpose

GCP = "good compounding practice: PE 010-4, documentation and release"
SIGNALS = "a signed decision about a signal (issue 4, item 7)"
TWO = "two-person rule (workflow.md 6.5)"


def may_work(dossier: Dossier, turn: Turn, actor: Actor) -> tuple[Finding, ...]:
    """Whether this actor may take this turn in hand now."""
    found: list[Finding] = []
    if dossier.batch.status not in (Status.READY, Status.IN_PROCESS):
        found.append(stops("batch.not-in-work", GCP, status=dossier.batch.status.value))
    if turn.state in (TurnState.TODO, TurnState.DONE, TurnState.SKIPPED):
        found.append(stops("batch.not-its-turn", dossier.formula.code, where=turn.key, step=turn.title.en, step_ru=turn.title.ru))
    wanted = dossier.formula.done_by(turn.step)
    if actor.role.value != wanted:
        found.append(stops("batch.not-your-role", dossier.formula.code, where=turn.key, role=wanted, yours=actor.role.value))
    if dossier.version.status is FormulaStatus.WITHDRAWN:
        found.append(stops("batch.formula-withdrawn", dossier.formula.code, version=dossier.version.id))
    if dossier.order.status not in (OrderStatus.IN_BATCH, OrderStatus.VERIFIED):
        found.append(stops("batch.order-not-verified", GCP, order=dossier.order.id, status=dossier.order.status.value))
    return tuple(found)


def in_hand(turn: Turn, actor: Actor) -> tuple[Finding, ...]:
    """A step is recorded by the person who started or took it over."""
    mark = turn.last(MarkKind.TAKEN_OVER, MarkKind.STARTED)
    if mark is None:
        return (stops("batch.not-started", GCP, where=turn.key),)
    if mark.person != actor.person:
        return (stops("batch.in-other-hands", GCP, where=turn.key, person=mark.person),)
    return ()


def scanned(dossier: Dossier, turn: Turn) -> tuple[Finding, ...]:
    """Every material of the turn has an accepted scan in the turn."""
    wanted = dict.fromkeys((*turn.step.scans, *(name for name, _ in turn.step.uses)))
    have = {each.material for each in dossier.scans if each.accepted and (each.step, each.round) == (turn.step.name, turn.round)}
    found = []
    for name in wanted:
        material = dossier.formula.material(name)
        if name not in have and material.scan:
            found.append(stops("batch.not-scanned", dossier.formula.code, where=name, material=material.text.en, material_ru=material.text.ru))
    return tuple(found)


def labelled(dossier: Dossier, turn: Turn) -> tuple[Finding, ...]:
    """Each label that the turn asks for is printed, proved, and scanned back on its bag."""
    if turn.step.kind is not StepKind.LABEL:
        return ()
    found = []
    for bag in bags_of(dossier, turn.stage.name, turn.round):
        ended = {each.label for each in dossier.label_ends}
        back = {each.label for each in dossier.label_scans}
        for profile in turn.step.labels:
            mine = [each for each in dossier.labels if each.bag == bag.id and each.profile.startswith(profile) and each.id not in ended]
            if not mine:
                found.append(stops("batch.label-not-printed", GCP, where=profile, bag=bag.id, label=profile))
            elif not any(each.id in back for each in mine):
                found.append(stops("batch.label-not-scanned", GCP, where=profile, bag=bag.id, label=profile))
    return tuple(found)


def second_person(dossier: Dossier, turn: Turn, actor: Actor) -> tuple[Finding, ...]:
    """There is something to verify, and the actor holds the verifying role."""
    found = []
    if turn.state is not TurnState.PERFORMED and not lapsed(dossier, turn):
        found.append(stops("batch.nothing-to-verify", TWO, where=turn.key))
    wanted = dossier.formula.verified_by(turn.step)
    if actor.role.value != wanted:
        found.append(stops("batch.not-your-role", dossier.formula.code, where=turn.key, role=wanted, yours=actor.role.value))
    return tuple(found)


def all_steps(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """Every step of the formula is done, and its signatures hold."""
    stand = progress(dossier)
    found = [
        stops("batch.step-open", GCP, where=turn.key, step=turn.title.en, step_ru=turn.title.ru)
        for turn in stand.turns
        if turn.state not in (TurnState.DONE, TurnState.SKIPPED) and not turn.optional
    ]
    for turn in stand.turns:
        if turn.state is TurnState.DONE:
            found += [
                stops("batch.signature-lapsed", GCP, where=turn.key, step=turn.title.en, step_ru=turn.title.ru, meaning=m.value)
                for m in lapsed(dossier, turn)
            ]
    return tuple(found)


def gating_tests(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """Every gating and in-process test is checked and complies."""
    return tuple(_missing(dossier, line) for line in gating_open(specification(dossier)))


def record_tests(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """Every test for the record is checked and complies: final certification only."""
    return tuple(_missing(dossier, line) for line in record_open(specification(dossier)))


def no_failed_record_test(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """A test for the record may be pending at provisional release, but not failed."""
    lines = (each for each in record_open(specification(dossier)) if each.verdict is Verdict.FAILS)
    return tuple(_missing(dossier, line) for line in lines)


def nothing_failed(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """A batch that was released comes back from its hold only while no line of its specification fails."""
    if dossier.batch.resumes not in (Status.PROVISIONAL, Status.RELEASED):
        return ()
    return tuple(_missing(dossier, line) for line in specification(dossier) if line.verdict is Verdict.FAILS)


def release_lapsed(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """What is released is released again only when a correction has undone the decision."""
    kind = DecisionKind.FINAL if dossier.batch.status is Status.RELEASED else DecisionKind.PROVISIONAL
    if decision_of(dossier, kind) is None:
        return ()
    return (stops("batch.release-stands", GCP, status=dossier.batch.status.value),)


def _missing(dossier: Dossier, line: SpecLine) -> Finding:
    code = {Verdict.FAILS: "batch.test-fails", Verdict.NOT_TESTED: "batch.test-not-tested"}.get(line.verdict, "batch.test-missing")
    if line.result is not None and not line.checked:
        code = "batch.test-not-checked"
    source = f"{dossier.formula.code} v{dossier.formula.version}, {line.test.name} ({line.test.source})"
    due = line.due.isoformat() if line.due else ""
    value = str(told(line)) if line.value is not None else ""
    return stops(code, source, where=line.test.name, test=line.test.text.en, test_ru=line.test.text.ru, limit=line.test.accept, value=value, due=due)


def in_date(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """No bag is released after its expiry."""
    live = [each for each in dossier.bags if each.status not in (BagStatus.REJECTED, BagStatus.ISSUED)]
    return tuple(stops("batch.bag-expired", GCP, where=each.id, bag=each.id, expiry=each.expiry.isoformat()) for each in live if each.expiry <= now)


def order_stands(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """The batch was made for the version of the order that counts, and the prescriber has signed what was told by telephone."""
    found = []
    if dossier.order.version != dossier.batch.order_version:
        found.append(stops("batch.order-amended", GCP, order=dossier.order.id, now=str(dossier.order.version), then=str(dossier.batch.order_version)))
    if dossier.order.status is not OrderStatus.IN_BATCH:
        found.append(stops("batch.order-not-verified", GCP, order=dossier.order.id, status=dossier.order.status.value))
    for each in dossier.versions:
        if each.channel is Channel.TELEPHONE and not _signed(dossier, each.id, "prescribed"):
            found.append(stops("batch.prescriber-signature", GCP, where=each.id, order=each.id))
    return tuple(found)


def _signed(dossier: Dossier, subject: str, meaning: str) -> bool:
    return any(each.subject == subject and each.meaning.value == meaning for each in dossier.signatures)


def no_signal_stop(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """No signal stops new releases of the product, or holds its bags or those of a lot that it was made from."""
    return tuple(
        stops("batch.stopped-by-signal", SIGNALS, where=each.id, number=each.signal, stop=each.kind.value, subject=each.subject, why=each.why)
        for each in dossier.stops
    )


def reviewed(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """A reviewer has opened every exception and signed, and nothing was corrected since."""
    review = decision_of(dossier, DecisionKind.REVIEW)
    if review is None:
        return (stops("batch.not-reviewed", "EU GMP Annex 11 (draft 2025) 12.8, unverified", where="review"),)
    new = [each for each in exceptions(dossier) if each.key not in review.opened]
    return tuple(stops("batch.exception-new", GCP, where=each.key, sort=each.sort.value) for each in new)


def all_opened(dossier: Dossier, opened: tuple[str, ...]) -> tuple[Finding, ...]:
    """Every exception was opened before signing the review."""
    return tuple(stops("batch.exception-unopened", GCP, where=each.key, sort=each.sort.value) for each in exceptions(dossier) if each.key not in opened)


def formula_ready(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """The version was approved, is not withdrawn, and its assumptions are confirmed unless nothing here is for a patient."""
    found = []
    if dossier.version.status is not FormulaStatus.APPROVED:
        found.append(stops("batch.formula-not-approved", GCP, version=dossier.version.id, status=dossier.version.status.value))
    left = set(dossier.formula.assumptions) - set(dossier.version.confirmed)
    if left and dossier.site.purpose is Purpose.LIVE:
        found.append(stops("batch.assumptions", GCP, version=dossier.version.id, count=str(len(left))))
    return tuple(found)


def role_is(actor: Actor, roles: frozenset[Role]) -> tuple[Finding, ...]:
    """Whether the actor acts in one of ``roles``."""
    if actor.role in roles:
        return ()
    wanted = ", ".join(sorted(each.value for each in roles))
    return (stops("batch.not-your-role", "moves of a batch", role=wanted, yours=actor.role.value),)


# ------------------------------------------------------------------------------------------- who had a hand in it
def hands(dossier: Dossier) -> frozenset[str]:
    """Everybody who did a step, a check or a test of the batch."""
    return frozenset(
        {each.person for each in dossier.marks}
        | {each.person for each in dossier.entries}
        | {each.person for each in dossier.scans}
        | {each.person for each in dossier.label_scans}
        | {each.person for each in dossier.results}
        | {each.person for each in dossier.signatures if each.meaning in TOOK_PART}
    )


def took_no_part(dossier: Dossier, person: str) -> tuple[Finding, ...]:
    """Stops when ``person`` did a step, check or test of this batch: such a person neither reviews nor releases it."""
    if person in hands(dossier):
        return (stops("people.took-part", APART_SOURCE, person=dossier.person(person).name, batch=dossier.batch.id),)
    return ()


def performers(dossier: Dossier, step: str, round_: str) -> frozenset[str]:
    """Who started, took over or performed the step of this round, or typed one of its first readings."""
    did = {MarkKind.STARTED, MarkKind.TAKEN_OVER, MarkKind.PERFORMED}
    marks = {each.person for each in dossier.marks if each.step == step and each.round == round_ and each.kind in did}
    first = {each.person for each in dossier.entries if each.step == step and each.round == round_ and each.reading is Reading.FIRST}
    return frozenset(marks | first)


def not_the_performer(dossier: Dossier, step: str, round_: str, person: str) -> tuple[Finding, ...]:
    """Stops when ``person`` had a hand in the step that they are about to verify."""
    if person in performers(dossier, step, round_):
        return (stops("people.same-person", APART_SOURCE, where=step, person=dossier.person(person).name),)
    return ()
