"""An infusion as it stands: with the last of its corrections, and whether a second person has checked just that."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workbench.custody.records import Infusion, InfusionCorrection
from workbench.kernel.ports import Reader
from workbench.kernel.values import Stored
from workbench.people.digests import holds_for
from workbench.people.records import Signature

INFUSION = "infusion"
"""Kind of what the second person at the bedside signs."""


@dataclass(frozen=True, slots=True)
class Given:
    """``stands`` is the infusion with its last correction; ``content`` is what a check covers; ``entered`` are all who had a hand in it."""

    stands: Infusion
    content: tuple[Stored, ...]
    checks: tuple[Signature, ...]
    entered: frozenset[str]


def given(first: Infusion, corrections: Sequence[InfusionCorrection], signatures: Iterable[Signature]) -> Given:
    """The infusion as it stands. A signature under values that were corrected since is none."""
    content: tuple[Stored, ...] = (first, *corrections)
    stands = first
    for each in corrections:
        stands = replace(
            stands, begun=each.begun, ended=each.ended, given=each.given, whole=each.whole, remark=each.remark, told=(*stands.told, *each.told)
        )
    checks = tuple(each for each in signatures if each.kind == INFUSION and each.subject == first.id and holds_for(each, content))
    return Given(stands, content, checks, frozenset({first.person, *(each.person for each in corrections)}))


def given_in(reader: Reader, first: Infusion) -> Given:
    """The same, read from the register."""
    return given(first, reader.find(InfusionCorrection, {"infusion": first.id}, sort="seq"), reader.find(Signature, {"subject": first.id}, sort="seq"))
