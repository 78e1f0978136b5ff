"""What must hold of deviations. Pure."""
from __future__ import annotations

from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, stops
from workbench.quality.records import Assessment, Deviation

SOURCE = "PIC/S PE 010-4 6.5 and chapter 8"


def no_open_deviation(dossier: Dossier) -> tuple[Finding, ...]:
    """Stops for each deviation that no supervisor has assessed yet."""
    return tuple(
        stops("quality.deviation-open", SOURCE, where=each.id, number=each.id, step=each.step)
        for each in dossier.deviations
        if each.decision is None
    )


def no_proposed_rejection(dossier: Dossier) -> tuple[Finding, ...]:
    """Stops for each deviation whose assessment proposes to reject the batch."""
    return tuple(
        stops("quality.rejection-proposed", SOURCE, where=each.id, number=each.id)
        for each in dossier.deviations
        if each.decision is Assessment.REJECT
    )


def in_quarantine(dossier: Dossier) -> bool:
    """Whether a deviation lets the batch go on in quarantine only."""
    return any(each.decision is Assessment.QUARANTINE for each in dossier.deviations)


def assessable(deviation: Deviation, person: str, assessment: str) -> tuple[Finding, ...]:
    """Stops a second assessment, one by whoever opened the deviation, and one without words."""
    found: list[Finding] = []
    if deviation.decision is not None:
        found.append(stops("quality.already-assessed", SOURCE, where=deviation.id, number=deviation.id))
    if deviation.person == person:
        found.append(stops("quality.own-deviation", SOURCE, where=deviation.id, number=deviation.id))
    if len(assessment.split()) < 2:
        found.append(stops("quality.assessment-missing", SOURCE, where="assessment"))
    return tuple(found)
