"""A summary with its approval and signatures, as a paper shows it: read once."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.kernel.ports import Among, Reader
from workbench.people.digests import holds_for
from workbench.people.records import Person, Signature
from workbench.periodic.records import SafetySummary, SummaryApproval
from workbench.site.records import Site

PREPARED, APPROVED = "safety summary", "summary approval"
"""Kinds of what is signed: the summary, and its approval with the summary."""


@dataclass(frozen=True, slots=True)
class SummaryFile:
    """A summary, who approved it, the signatures under both, the people who signed by identifier, and the site."""

    summary: SafetySummary
    approval: SummaryApproval | None
    signatures: tuple[Signature, ...]
    people: Mapping[str, Person]
    site: Site

    @property
    def approved(self) -> bool:
        """Whether another person has approved it."""
        return self.approval is not None

    def holds(self, signature: Signature) -> bool:
        """Whether a signature still covers what it was given under."""
        covered = (self.summary,) if signature.kind == PREPARED or self.approval is None else (self.summary, self.approval)
        return holds_for(signature, covered)


def file_of(reader: Reader, number: str) -> SummaryFile:
    """The summary of this number; ``LookupError`` when there is none."""
    summary = reader.get(SafetySummary, number)
    found = reader.find(SummaryApproval, {"summary": number})
    subjects = (number, *(each.id for each in found))
    signed = tuple(each for each in reader.find(Signature, {"subject": Among(subjects)}, sort="seq") if each.kind in (PREPARED, APPROVED))
    people = {each.id: each for each in reader.find(Person, {"id": Among(tuple(each.person for each in signed))})} if signed else {}
    return SummaryFile(summary, found[0] if found else None, signed, people, reader.get(Site, "site"))
