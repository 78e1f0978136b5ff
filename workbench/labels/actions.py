"""What people do with labels: make one, scan it on its bag, write one off, say what became of its paper."""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from workbench.barcodes import own
from workbench.barcodes import reading as standards
from workbench.barcodes.own import Own
from workbench.batch.progress import progress
from workbench.batch.records import Bag, BagStatus, ScanFact
from workbench.documents.press import Press
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Done, Finding, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Stored
from workbench.labels.content import content
from workbench.labels.drawing import draw
from workbench.labels.profiles import Profile
from workbench.labels.proof import prove
from workbench.labels.reckoning import TAG, LabelState, Life, lives
from workbench.labels.records import Fate, LabelDisposal, LabelEnd, LabelPrint, LabelScan
from workbench.labels.rules import CONTROL, may_dispose, may_end, may_print, may_print_thing, same_place, scan_fits, supervisor_needed
from workbench.labels.signals import signal_texts
from workbench.labels.subjects import Made, content_of
from workbench.masters.approved import approved, profile_in, profiles_of, signals_in
from workbench.people.records import Meaning, Signature
from workbench.people.rights import Act
from workbench.people.rules import another, day_of
from workbench.people.signing import SecondPerson, signature
from workbench.people.standing import authorise, standing

OVERTAKEN = "the status changed"
"""Why a tag is printed again when nobody need say it."""
NEVER_ON_PAPER = "it was not sent to a printer"
DISPOSAL, REPRINT = "label disposal", "label"
"""Kinds of what is signed: that a label was destroyed, and that one may be printed again after release."""


def print_label(
    batch_id: str,
    bag_id: str,
    profile_name: str,
    why: str = "",
    *,
    dpi: int,
    printer: str | None = None,
    supervisor: SecondPerson | None = None,
    actor: Actor,
    register: Register,
    clock: Clock,
    press: Press,
) -> Done:
    """Makes a label from its newest approved version, reads every symbol back, and keeps it with its bytes: for ``printer``, or as a PDF that is handed out.

    A label that was printed before needs a reason, says DUPLICATE No. k, and voids the one before; once its batch is released it needs
    a supervisor's signature besides. A tag that is printed because the status changed replaces the one before without being a duplicate.
    """
    with register.transaction(actor, why.strip() or f"print label {profile_name}") as change:
        now = clock.now()
        authorise(change, actor, Act.PRINT_LABEL, now)
        dossier = assemble(change, batch_id)
        bag, version = _bag(dossier, bag_id), approved(change, profile_name)
        profile, profiles = profile_in(version), profiles_of(change)
        before = [each for each in lives(dossier, bag) if same_place(each, profile, profiles)]
        again = bool(before) and not _overtaken(dossier, before[-1], profile)
        refuse_if(may_print(dossier, bag, profile, before, again, why, dpi))
        duplicate = again and any(each.paper is not LabelState.PROVED for each in before)
        copy = len(before) + 1
        said_why = why.strip() or (OVERTAKEN if before else "")
        serial = change.fresh("L")
        said = content(dossier, bag, profile, copy=copy if duplicate else 1, serial=serial, words=press.words, signals=_signals(change, press, now, actor))
        artwork = draw(profile, said, press)
        proof = prove(artwork, dpi)
        changed = _voided(change, dossier, before, said_why, actor, now)
        label = LabelPrint(
            serial, batch_id, bag.id, profile.name, press.language, said.identifier, copy, artwork.pdf, proof.digest, str(proof), now,
            actor.zone, actor.person, said_why or None, version=version.id, printer=printer, carried=tuple(sorted({each.data for each in artwork.symbols})),
        )  # fmt: skip
        change.add(label)
        signed = _allowed(change, label, supervisor, now) if supervisor_needed(dossier, profile, duplicate) else ()
    return Done((label, *changed, *signed))


def print_thing_label(
    kind: str, key: str, profile_name: str, why: str = "", *, dpi: int, actor: Actor, register: Register, clock: Clock, press: Press
) -> Done:
    """The label of something that is no bag: a collection, a sample taken, a lot, or a container in process (``<batch>/<step>``).

    A label that was printed before needs a reason, says DUPLICATE No. k and ends the ones before.
    """
    with register.transaction(actor, why.strip() or f"print label {profile_name}") as change:
        now = clock.now()
        authorise(change, actor, Act.PRINT_LABEL, now)
        version = approved(change, profile_name)
        profile, about = profile_in(version), f"{kind} {key}"
        before = change.find(LabelPrint, {"about": about, "profile": profile.name}, sort="seq")
        serial, copy = change.fresh("L"), len(before) + 1
        made = Made(copy, serial, now, press.words, _signals(change, press, now, actor))
        if profile.identifier != kind:
            raise Refused((stops("labels.of-another-thing", CONTROL, where="label", label=profile.name, thing=kind),))
        batch, said = content_of(change, kind, key, profile, made)
        refuse_if(may_print_thing(said, profile, bool(before), why, dpi))
        artwork = draw(profile, said, press)
        proof = prove(artwork, dpi)
        label = LabelPrint(
            serial, batch, None, profile.name, press.language, said.identifier, copy, artwork.pdf, proof.digest, str(proof), now, actor.zone,
            actor.person, why.strip() or None, about, version.id, carried=(said.identifier,),
        )  # fmt: skip
        ended = {each.label for old in before for each in change.find(LabelEnd, {"label": old.id})}
        ends = [
            LabelEnd(change.fresh("X"), batch, old.id, "voided", why.strip(), now, actor.zone, actor.person) for old in before if old.id not in ended
        ]
        for each in (label, *ends):
            change.add(each)
    return Done((label, *ends))


def scan_back(batch_id: str, raw: bytes, label_id: str | None = None, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """A label scanned on its bag. ``label_id`` names the printed label that is held; without it, it is the last one printed.

    A scan that is not the label waited for is refused, and remembered as a close call.
    """
    with register.transaction(actor, "scan label") as change:
        now = clock.now()
        authorise(change, actor, Act.PRINT_LABEL, now)
        dossier = assemble(change, batch_id)
        read, against = _read(raw, dossier)
        life = _life(dossier, label_id) if label_id else _waited(dossier, read)
        if read is not None:
            against = scan_fits(dossier, read, life)
        if against:
            change.add(_close_call(change, dossier, raw, against[0].code, actor, now))
        elif life is not None:
            scan = LabelScan(change.fresh("B"), batch_id, life.label.id, raw, now, actor.zone, actor.person)
            change.add(scan)
            changed = _labelled(change, dossier, life)
    if against or life is None:
        raise Refused(against)
    return Done((scan, *changed))


def spoil_label(batch_id: str, label_id: str, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Writes off a label: torn, smeared, left over. A bag that carried it waits for another; its paper is still to be accounted for."""
    with register.transaction(actor, why.strip() or "spoil label") as change:
        now = clock.now()
        authorise(change, actor, Act.END_LABEL, now)
        dossier = assemble(change, batch_id)
        life = _life(dossier, label_id)
        refuse_if(may_end(life, why))
        changed = _ended(change, dossier, life, "spoiled", why.strip(), actor, now)
    return Done(changed)


def dispose_label(
    batch_id: str,
    label_id: str,
    how: Fate,
    why: str,
    witness: SecondPerson | None = None,
    *,
    actor: Actor,
    register: Register,
    clock: Clock,
) -> Done:
    """Says what became of the paper of a label that is no longer valid. A witness, another person than the actor, signs what they saw."""
    with register.transaction(actor, why.strip() or "account for a label") as change:
        now = clock.now()
        authorise(change, actor, Act.END_LABEL, now)
        life = _life(assemble(change, batch_id), label_id)
        second = witness.actor.person if witness else None
        refuse_if(may_dispose(life, how, why, second))
        disposal = LabelDisposal(change.fresh("Y"), batch_id, label_id, how, why.strip(), now, actor.zone, actor.person, second)
        signed: tuple[Signature, ...] = ()
        if witness is not None:
            authorise(change, witness.actor, Act.WITNESS, now)
            refuse_if(another(actor.person, witness.actor.person, standing(change, witness.actor.person).person.name, "witness"))
            signed = (signature(change, witness.actor, witness.proof, Meaning.WITNESSED, DISPOSAL, disposal.id, (disposal,), batch_id, now=now),)
        for each in (disposal, *signed):
            change.add(each)
    return Done((disposal, *signed))


def _signals(change: Change, press: Press, now: datetime, actor: Actor) -> dict[str, str]:
    """The signal texts that the site has approved and that hold today."""
    text = signals_in(change)
    return signal_texts(text, press.language, day_of(now, actor.zone)) if text else {}


def _bag(dossier: Dossier, key: str) -> Bag:
    found = next((each for each in dossier.bags if each.id == key), None)
    if found is None:
        raise Refused((stops("labels.no-such-bag", CONTROL, bag=key, batch=dossier.batch.id),))
    return found


def _life(dossier: Dossier, label: str) -> Life:
    found = next((each for each in lives(dossier) if each.label.id == label), None)
    if found is None:
        raise Refused((stops("labels.no-such-label", CONTROL, label=label, batch=dossier.batch.id),))
    return found


def _overtaken(dossier: Dossier, last: Life, profile: Profile) -> bool:
    """Whether a tag was printed before the last decision or certificate: another one then says something else."""
    news = [each.at for each in dossier.decisions] + [each.at for each in dossier.documents]
    return profile.name.startswith(TAG) and bool(news) and last.label.at < max(news)


def _allowed(change: Change, label: LabelPrint, supervisor: SecondPerson | None, now: datetime) -> tuple[Signature, ...]:
    """The supervisor's signature under a label that is printed again after release."""
    if supervisor is None:
        raise Refused((stops("labels.supervisor-missing", CONTROL, where="supervisor", bag=label.thing),))
    authorise(change, supervisor.actor, Act.ALLOW_REPRINT, now)
    made = signature(change, supervisor.actor, supervisor.proof, Meaning.APPROVED, REPRINT, label.id, (label,), label.batch, now=now)
    change.add(made)
    return (made,)


def _voided(change: Change, dossier: Dossier, before: list[Life], why: str, actor: Actor, now: datetime) -> tuple[Stored, ...]:
    """Ends every label that the new one takes the place of."""
    return tuple(made for each in before if each.valid for made in _ended(change, dossier, each, "voided", why, actor, now))


def _ended(change: Change, dossier: Dossier, life: Life, how: str, why: str, actor: Actor, now: datetime) -> tuple[Stored, ...]:
    """The end of a label; where certainly no paper of it came out, that is said at once. A bag that carried it waits for another."""
    batch, mark = dossier.batch.id, (now, actor.zone, actor.person)
    made: list[Stored] = [LabelEnd(change.fresh("X"), batch, life.label.id, how, why, *mark)]
    if life.state is LabelState.PROVED:
        made.append(LabelDisposal(change.fresh("Y"), batch, life.label.id, Fate.NOT_PRINTED, NEVER_ON_PAPER, *mark))
    for each in made:
        change.add(each)
    bag = next((each for each in dossier.bags if each.id == life.label.bag), None)
    if bag is not None and life.state is LabelState.APPLIED and not life.tag and bag.status is BagStatus.LABELLED:
        after = replace(bag, status=BagStatus.FILLED)
        change.replace(bag, after)
        made.append(after)
    return tuple(made)


def _labelled(change: Change, dossier: Dossier, life: Life) -> tuple[Bag, ...]:
    bag = _bag(dossier, life.label.thing)
    if life.tag or bag.status is not BagStatus.FILLED:
        return ()
    after = replace(bag, status=BagStatus.LABELLED)
    change.replace(bag, after)
    return (after,)


def _read(raw: bytes, dossier: Dossier) -> tuple[Own | None, tuple[Finding, ...]]:
    """The identifier that was scanned. A symbol of ISBT 128 or GS1 counts where it is on the label of one thing of this batch only."""
    try:
        return own.read(raw), ()
    except Refused as refused:
        named = {each.identifier for each in dossier.labels if _text(raw) in each.carried}
        return (own.read(named.pop().encode()), ()) if len(named) == 1 else (None, refused.findings)


def _text(raw: bytes) -> str:
    """What the symbol of a scan carries, whatever the keyboard layout; empty where it cannot be read."""
    try:
        return standards.read(raw).text
    except Refused:
        return ""


def _waited(dossier: Dossier, read: Own | None) -> Life | None:
    """The newest label with this identifier that waits to be scanned, a bag label before a tag; else the newest at all."""
    mine = [each for each in lives(dossier) if read is not None and each.label.identifier == str(read)]
    waiting = [each for each in mine if each.waits]
    return next((each for each in reversed(waiting) if not each.tag), waiting[-1] if waiting else mine[-1] if mine else None)


def _close_call(change: Change, dossier: Dossier, raw: bytes, code: str, actor: Actor, now: datetime) -> ScanFact:
    turn = progress(dossier).current
    step, round_key = (turn.step.name, turn.round) if turn else ("", "")
    return ScanFact(change.fresh("N"), dossier.batch.id, step, round_key, "", raw, False, now, actor.zone, actor.person, None, code)


