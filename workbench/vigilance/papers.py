"""Bedside sheets on paper: what the next one asks, which paper a scanned symbol names, and whether it can be entered."""
from __future__ import annotations

from collections.abc import Sequence

from workbench.barcodes import own
from workbench.documents.frame import BEDSIDE
from workbench.kernel.findings import Finding, Refused, stops
from workbench.kernel.ports import Reader
from workbench.vigilance.monitoring import Due, Track
from workbench.vigilance.observed import ITEMS
from workbench.vigilance.records import RoundPaper
from workbench.vigilance.schedule import State

SOURCE = "bedside sheets on paper (rules of this workbench)"
OPEN = (State.DUE, State.LATE)
MOST = 999
"""Sheets of one batch that a symbol can tell apart."""


def wanted(dues: Sequence[Due]) -> tuple[Due, ...]:
    """What the next sheet asks for: all that is due or late; where nothing is, what comes next."""
    open_ = tuple(each for each in dues if each.state in OPEN)
    ahead = [each for each in dues if each.state is State.AHEAD]
    first = min((each.item.due for each in ahead), default=None)
    return open_ or tuple(each for each in ahead if each.item.due == first)


def asked(dues: Sequence[Due]) -> tuple[str, ...]:
    """The items that answer ``dues``, in the order of the sheet; of what was observed in part, only what is lacking."""
    found: list[str] = []
    for code, item in ITEMS.items():
        for each in dues:
            part = [one for one in each.lacking if ITEMS[one].answers == item.answers]
            if item.answers in each.missing and (not part or code in part) and code not in found:
                found.append(code)
    return tuple(found)


def mark_of(digits: str, copy: int) -> str:
    """What a paper is found by: the batch as symbols say it, and which sheet of it."""
    return f"{digits}-{copy}"


def paper_number(paper: RoundPaper) -> str:
    """What a paper is called by people, and in its head."""
    return numbered(paper.batch, paper.copy)


def numbered(batch: str, copy: int) -> str:
    """``CART-2026-0001-S3``: the third sheet of that batch."""
    return f"{batch}-S{copy}"


def paper_scanned(reader: Reader, read: own.Own) -> RoundPaper:
    """The paper that a page symbol names. ``Refused`` for a page of another kind, and one that this register has not printed."""
    batch, kind, _, copy = read.numbers
    if kind != str(BEDSIDE):
        raise Refused((stops("vigilance.paper-kind", SOURCE, where="paper", read=str(read)),))
    known = reader.find(RoundPaper, {"mark": mark_of(batch, int(copy))})
    if not known:
        raise Refused((stops("vigilance.paper-unknown", SOURCE, where="paper", read=str(read)),))
    return known[0]


def may_print(track: Track, dues: Sequence[Due], copy: int) -> tuple[Finding, ...]:
    """Stops a sheet for a patient who died, one that asks for nothing, and one more than symbols can tell apart."""
    found: list[Finding] = []
    if track.death is not None:
        found.append(stops("vigilance.paper-after-death", SOURCE))
    elif not asked(dues):
        found.append(stops("vigilance.paper-empty", SOURCE))
    if copy > MOST:
        found.append(stops("vigilance.paper-most", SOURCE, most=str(MOST)))
    return tuple(found)


def may_enter(paper: RoundPaper, track: Track) -> tuple[Finding, ...]:
    """Stops a paper of another patient or of another infusion than ``track``, which is the one in hand, and one that was entered already."""
    if paper.patient != track.infusion.patient:
        return (stops("vigilance.paper-other-patient", SOURCE, where="paper", batch=paper.batch),)
    if paper.infusion != track.infusion.id:
        return (stops("vigilance.paper-other-infusion", SOURCE, where="paper", batch=paper.batch),)
    back = track.back(paper)
    if back is not None:
        return (stops("vigilance.paper-entered", SOURCE, where="paper", at=back.at.isoformat(timespec="seconds"), by=back.observed_by),)
    return ()


def may_return(paper: RoundPaper, track: Track, observed_by: str) -> tuple[Finding, ...]:
    """The same when it is entered, and that it says who signed it at the bedside."""
    nobody = (stops("vigilance.paper-unsigned", SOURCE, where="observed_by"),) if len(observed_by) < 2 else ()
    return (*may_enter(paper, track), *nobody)
