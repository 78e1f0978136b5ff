"""What becomes of a label that was made: it is scanned on what it labels, written off, and its paper accounted for."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from workbench.barcodes import own
from workbench.barcodes import reading as standards
from workbench.barcodes.own import Own
from workbench.batch.close_calls import close_call
from workbench.batch.progress import progress
from workbench.batch.records import Bag, BagStatus
from workbench.dossier.assemble import assemble
from workbench.kernel.findings import Done, Finding, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Reader, Register
from workbench.kernel.values import Actor, Stored
from workbench.labels.ending import ended
from workbench.labels.kept import life_of, lives_about
from workbench.labels.reckoning import Life, lives, thing_lives
from workbench.labels.records import Fate, LabelDisposal, LabelScan
from workbench.labels.rules import CONTROL, may_dispose, may_end, scan_fits
from workbench.people.records import Meaning, Signature
from workbench.people.rights import Act
from workbench.people.rules import another
from workbench.people.signing import SecondPerson, signature
from workbench.people.standing import authorise, standing
from workbench.scanners.entering import ByHand, entered, judged

DISPOSAL = "label disposal"
"""Kind of what a witness signs: that a label was destroyed."""


def scan_back(
    batch_id: str, raw: bytes, label_id: str | None = None, hand: ByHand | None = None, *, actor: Actor, register: Register, clock: Clock,
) -> Done:  # fmt: skip
    """A label of the batch scanned on its bag, or on the sample or container that it labels.

    ``label_id`` names the printed label that is held; without it, it is the newest that waits. A scan that is not the label waited for
    is refused, and remembered as a close call. ``hand`` says that it was typed: with its reason and second person.
    """
    with register.transaction(actor, "scan label") as change:
        now = clock.now()
        authorise(change, actor, Act.PRINT_LABEL, now)
        if hand is not None:
            judged(change, hand, batch_id, actor, now)
        dossier = assemble(change, batch_id)
        known = (*lives(dossier), *thing_lives(dossier))
        if hand is not None:
            raw = _sent(hand, known)
        life, against = _meant(known, batch_id, raw, _of(change, batch_id, label_id) if label_id else None)
        if against:
            turn = progress(dossier).current
            place = (turn.step.name, turn.round) if turn else ("", "")
            change.add(close_call(change, batch_id, place, raw, against[0].code, actor, now, by_hand=hand is not None))
        elif life is not None:
            scan = LabelScan(change.fresh("B"), batch_id, life.label.id, raw, now, actor.zone, actor.person)
            change.add(scan)
            changed = (*_labelled(change, life), *_typed(change, hand, scan.id, batch_id, actor, now))
    if against or life is None:
        raise Refused(against)
    return Done((scan, *changed))


def scan_thing(about: str, raw: bytes, hand: ByHand | None = None, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """The label of a thing that belongs to no batch (``collection C1``, ``lot L1``) scanned on it, or typed (``hand``)."""
    with register.transaction(actor, "scan label") as change:
        now = clock.now()
        authorise(change, actor, Act.PRINT_LABEL, now)
        known = lives_about(change, about)
        if hand is not None:
            judged(change, hand, None, actor, now)
            raw = _sent(hand, known)
        life, against = _meant(known, about, raw, None)
        if life is None or against:
            raise Refused(against)
        scan = LabelScan(change.fresh("B"), life.label.batch, life.label.id, raw, now, actor.zone, actor.person)
        change.add(scan)
        typed = _typed(change, hand, scan.id, life.label.batch, actor, now)
    return Done((scan, *typed))


def spoil_label(batch_id: str | None, label_id: str, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Writes off a label: torn, smeared, left over. A bag that carried it waits for another; its paper is still to be accounted for."""
    with register.transaction(actor, why.strip() or "spoil label") as change:
        now = clock.now()
        authorise(change, actor, Act.END_LABEL, now)
        life = _of(change, batch_id, label_id)
        refuse_if(may_end(life, why))
        changed = ended(change, life, "spoiled", why.strip(), actor, now)
    return Done(changed)


def dispose_label(
    batch_id: str | None,
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
        life = _of(change, batch_id, label_id)
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


def _of(reader: Reader, batch_id: str | None, label: str) -> Life:
    """A label of this batch, or of a thing that belongs to none."""
    found = life_of(reader, label)
    if found is None or found.label.batch != batch_id:
        raise Refused((stops("labels.no-such-label", CONTROL, label=label, batch=batch_id or "–"),))
    return found


def _meant(known: Sequence[Life], whose: str, raw: bytes, held: Life | None) -> tuple[Life | None, tuple[Finding, ...]]:
    """Which of the ``known`` labels a scan is, or the one that is ``held``, and what stands against taking it as applied."""
    read, against = _read(raw, known)
    if read is None:
        return held, against
    life = held or _waited(known, read)
    return life, scan_fits(known, whose, read, life)


def _sent(hand: ByHand, known: Sequence[Life]) -> bytes:
    """What a scanner would have sent of a typed code: that form of it which a symbol of these labels carries."""
    return next((each for each in hand.code.sent if any(_text(each) in one.label.carried for one in known)), hand.code.sent[0])


def _typed(change: Change, hand: ByHand | None, scan: str, batch: str | None, actor: Actor, now: datetime) -> tuple[Stored, ...]:
    made = () if hand is None else entered(change, hand, scan, batch, actor, now)
    for each in made:
        change.add(each)
    return made


def _labelled(change: Change, life: Life) -> tuple[Bag, ...]:
    bag = change.get(Bag, life.label.bag) if life.label.bag else None
    if bag is None or life.tag or bag.status is not BagStatus.FILLED:
        return ()
    after = replace(bag, status=BagStatus.LABELLED)
    change.replace(bag, after)
    return (after,)


def _read(raw: bytes, known: Sequence[Life]) -> tuple[Own | None, tuple[Finding, ...]]:
    """The identifier that was scanned. A symbol of ISBT 128 or GS1 counts where it is on the label of one of these things only."""
    try:
        return own.read(raw), ()
    except Refused as refused:
        named = {each.label.identifier for each in known if _text(raw) in each.label.carried}
        return (own.read(named.pop().encode()), ()) if len(named) == 1 else (None, refused.findings)


def _text(raw: bytes) -> str:
    """What the symbol of a scan carries, whatever the keyboard layout; empty where it cannot be read."""
    try:
        # compared with the whole content of a symbol that we drew: a separator that was lost would make another text
        return standards.read(raw, separator_proved=True).text
    except Refused:
        return ""


def _waited(known: Sequence[Life], read: Own) -> Life | None:
    """The newest label with this identifier that waits to be scanned, a bag label before a tag; else the newest at all."""
    mine = [each for each in known if each.label.identifier == str(read)]
    waiting = [each for each in mine if each.waits]
    return next((each for each in reversed(waiting) if not each.tag), waiting[-1] if waiting else mine[-1] if mine else None)

