"""When a label may be printed, scanned back, ended or disposed of, and when the labels of a batch are reconciled.

Sources: label control of 21 CFR 211.125 and EU GMP 5.44 (issue, reconciliation), design of papers and labels 8.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.barcodes.own import SYRINGE, Kind, Own, read
from workbench.batch.records import Bag, BagStatus, Status
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, Severity, finding, stops
from workbench.labels.content import LabelContent
from workbench.labels.profiles import BAGS, Profile, holds
from workbench.labels.reckoning import TAG, LabelState, Life, count, lives, outdated
from workbench.labels.records import Fate

CONTROL = "label control (21 CFR 211.125; EU GMP 5.44)"
PRINTING = "design of papers and labels, 8.4"
OPEN = frozenset({Status.IN_PROCESS, Status.PAUSED, Status.QC_PENDING, Status.PROVISIONAL, Status.RELEASED, Status.HELD})
"""A bag gets its label while its batch is alive: at filling, or again later with a reason."""
RELEASED = frozenset({Status.PROVISIONAL, Status.RELEASED})
MOST_COPIES = 20
"""Labels of one thing in one act: each of them is drawn, proved and counted."""
TAGGED = OPEN | {Status.REJECTED, Status.STOPPED}
"""A tag may also say that its bag must not be used."""


OPEN_ENDS = {
    LabelState.PROVED: "labels.unsent",
    LabelState.UNKNOWN: "labels.unknown",
    LabelState.SENT: "labels.astray",
    LabelState.ENDED: "labels.undisposed",
}
"""Why a label in this state keeps the count open."""


def same_place(life: Life, profile: Profile, profiles: Mapping[str, Profile]) -> bool:
    """Whether a printed label has the place on the bag that ``profile`` would take: two sizes of a bag label are one label."""
    other = profiles.get(life.label.profile)
    return other is not None and (other.bag, other.identifier) == (profile.bag, profile.identifier)


def may_print(
    dossier: Dossier, bag: Bag, profile: Profile, before: Sequence[Life], again: bool, why: str, dpi: int
) -> tuple[Finding, ...]:
    """Whether this label may be made now, for a printer of ``dpi``. ``before`` are the labels whose place it takes; ``again`` asks why.

    While it is not known whether one of those came out of the printer, no other is made: two would be about.
    """
    found: list[Finding] = []
    if dossier.batch.status not in (TAGGED if profile.name.startswith(TAG) else OPEN):
        found.append(stops("labels.batch-closed", CONTROL, where=bag.id, batch=dossier.batch.id, status=dossier.batch.status.value))
    if bag.status is BagStatus.REJECTED and not profile.name.startswith(TAG):
        found.append(stops("labels.bag-rejected", CONTROL, where=bag.id, bag=bag.id))
    if again and len(why.strip()) < 3:
        found.append(stops("labels.reprint-reason", CONTROL, where="why", label=profile.name, bag=bag.id))
    for each in before:
        if each.state is LabelState.UNKNOWN:
            found.append(stops("labels.unknown-first", CONTROL, where=each.label.id, label=each.label.id, bag=bag.id))
    if profile.identifier not in BAGS:
        found.append(stops("labels.not-of-a-bag", CONTROL, where="label", label=profile.name))
    if profile.regimes and dossier.batch.regime not in profile.regimes:
        found.append(stops("labels.other-regime", CONTROL, where="label", label=profile.name, regime=dossier.batch.regime))
    if dpi < profile.least_dpi:
        facts = {"label": profile.name, "dpi": str(dpi), "least": str(profile.least_dpi)}
        found.append(stops("labels.printer-too-coarse", PRINTING, where="dpi", **facts))
    return tuple(found)


def may_print_set(pieces: Sequence[tuple[str, Profile]]) -> tuple[Finding, ...]:
    """Whether these labels, each with the bag that it goes on, may be one set: at least one, and none in the place of another."""
    if not pieces:
        return (stops("labels.set-empty", CONTROL, where="set"),)
    places = [(bag, profile.bag, profile.identifier) for bag, profile in pieces]
    twice = dict.fromkeys(bag for place, (bag, _) in zip(places, pieces, strict=True) if places.count(place) > 1)
    return tuple(stops("labels.twice-in-set", CONTROL, where=bag, bag=bag) for bag in twice)


def may_print_thing(content: LabelContent, profile: Profile, before: Sequence[Life], why: str, dpi: int, copies: int) -> tuple[Finding, ...]:
    """Whether ``copies`` labels of something that is no bag may be printed: in its present state, on a printer of ``dpi``."""
    found: list[Finding] = []
    if not holds(profile.when, content.flags):
        found.append(stops("labels.not-now", CONTROL, where="label", label=profile.name, condition=profile.when))
    if before and len(why.strip()) < 3:
        found.append(stops("labels.reprint-reason", CONTROL, where="why", label=profile.name, bag=content.identifier))
    for each in before:
        if each.state is LabelState.UNKNOWN:
            found.append(stops("labels.unknown-first", CONTROL, where=each.label.id, label=each.label.id, bag=content.identifier))
    if not 1 <= copies <= MOST_COPIES:
        found.append(stops("labels.copies", CONTROL, where="copies", copies=str(copies), most=str(MOST_COPIES)))
    if dpi < profile.least_dpi:
        facts = {"label": profile.name, "dpi": str(dpi), "least": str(profile.least_dpi)}
        found.append(stops("labels.printer-too-coarse", PRINTING, where="dpi", **facts))
    return tuple(found)


def scan_fits(known: Sequence[Life], whose: str, own: Own, life: Life | None) -> tuple[Finding, ...]:
    """Whether a scan on a thing is the label that is waited for. ``known`` are the labels of ``whose``: of the batch, or of the thing."""
    mine = [each for each in known if each.label.identifier == str(own)]
    of_bag = own.kind in (Kind.BAG, Kind.PAIR)
    if not mine and not of_bag and not any(read(each.label.identifier.encode()).kind is own.kind for each in known):
        return (stops("labels.not-a-label", CONTROL, where="scan", scanned=str(own)),)
    if not mine or (life is not None and life.label.identifier != str(own)):
        return (stops("labels.other-bag" if of_bag else "labels.other-thing", CONTROL, where="scan", scanned=str(own), batch=whose),)
    each = life or mine[-1]
    if not each.valid:
        return (stops("labels.void", CONTROL, where="scan", scanned=str(own), label=each.label.id, copy=str(each.label.copy)),)
    if each.state is LabelState.APPLIED:
        return (stops("labels.already-applied", CONTROL, where="scan", scanned=str(own), label=each.label.id),)
    if each.state is LabelState.PROVED:
        return (stops("labels.never-sent", CONTROL, where="scan", scanned=str(own), label=each.label.id),)
    return tuple(
        stops("labels.void-about", CONTROL, where="scan", label=each.label.id, old=old.label.id)
        for old in mine
        if old.state is LabelState.ENDED and not old.tag and not each.tag
    )


def may_end(life: Life, why: str) -> tuple[Finding, ...]:
    """Whether a label may be written off as spoiled."""
    found: list[Finding] = []
    if not life.valid:
        found.append(stops("labels.already-ended", CONTROL, where=life.label.id, label=life.label.id))
    if len(why.strip()) < 3:
        found.append(stops("labels.end-reason", CONTROL, where="why", label=life.label.id))
    return tuple(found)


def may_dispose(life: Life, how: Fate, why: str, witness: str | None) -> tuple[Finding, ...]:
    """Whether it may be said now that this became of the paper of an ended label. ``witness`` is the second person, if there is one."""
    found: list[Finding] = []
    facts = {"where": life.label.id, "label": life.label.id}
    if life.disposal:
        found.append(stops("labels.already-disposed", CONTROL, fate=life.disposal.how.value, **facts))
    elif not life.end:
        found.append(stops("labels.not-ended", CONTROL, **facts))
    if len(why.strip()) < 3:
        found.append(stops("labels.disposal-reason", CONTROL, where="why", label=life.label.id))
    if life.scan and how in (Fate.NOT_PRINTED, Fate.RETURNED):
        found.append(stops("labels.was-on-bag", CONTROL, fate=how.value, **facts))
    if witness is None and witness_needed(life, how):
        found.append(stops("labels.witness-missing", CONTROL, where="witness", label=life.label.id))
    return tuple(found)


def witness_needed(life: Life, how: Fate) -> bool:
    """Destroying has a witness; and so has saying that nothing came out, unless the printer certainly got nothing."""
    return how is Fate.DESTROYED or (how is Fate.NOT_PRINTED and life.paper is not LabelState.PROVED)


def supervisor_needed(dossier: Dossier, profile: Profile, again: bool) -> bool:
    """A label that is printed again after its batch was released needs a supervisor's signature; a tag changes with the status."""
    return again and dossier.batch.status in RELEASED and not profile.name.startswith(TAG)


def _around(identifier: str) -> bool:
    """Whether this is a label around a bag (shield, cassette, box): it goes with the bag's own label, and is not counted as one."""
    read_back = read(identifier.encode())
    return read_back.kind is Kind.PAIR and read_back.numbers[-1] != SYRINGE


def reconciled(dossier: Dossier) -> tuple[Finding, ...]:
    """Printed = applied + destroyed + returned + retained, every ended label is disposed of, and every bag carries exactly one label that a bag must carry.

    A label from before a correction is told, not refused: a frozen bag cannot be labelled again, and later values travel on the
    tie-on tag and the certificate.
    """
    found = [
        stops(OPEN_ENDS[each.state], CONTROL, where=each.label.id, label=each.label.id, copy=str(each.label.copy), bag=each.label.thing)
        for each in lives(dossier)
        if each.state in OPEN_ENDS and not each.tag
    ]
    for bag in dossier.bags:
        carried = [
            each
            for each in lives(dossier, bag)
            if each.state is LabelState.APPLIED and not each.tag and not _around(each.label.identifier)
        ]
        if len(carried) != 1 and bag.status is not BagStatus.REJECTED:
            found.append(stops("labels.one-for-each-bag", CONTROL, where=bag.id, bag=bag.id, applied=str(len(carried))))
        found += [
            finding("labels.outdated", Severity.TELLS, CONTROL, where=each.label.id, label=each.label.id, bag=bag.id)
            for each in carried
            if outdated(dossier, each)
        ]
    total = count(dossier)
    if total.missing and not any(each.severity is Severity.STOPS for each in found):
        found.append(stops("labels.count-open", CONTROL, missing=str(total.missing)))
    return tuple(found)
