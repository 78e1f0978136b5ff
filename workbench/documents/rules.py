"""When a paper may be printed or handed to somebody."""
from __future__ import annotations

from collections.abc import Sequence

from workbench.batch.content import decision_of
from workbench.batch.records import DecisionKind
from workbench.documents.records import Document, DocumentKind
from workbench.documents.standing import CERTIFICATES, STANDING, superseded
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, stops

SOURCE = "two-step release (workflow 0.2); copies are counted (EU GMP 4.8)"
BEHIND = {DocumentKind.PROVISIONAL: DecisionKind.PROVISIONAL, DocumentKind.FINAL: DecisionKind.FINAL}


def may_print(dossier: Dossier, kind: DocumentKind, before: Sequence[Document], why: str) -> tuple[Finding, ...]:
    """A certificate needs a release that stands; another copy of it needs a reason. The batch record may be printed at any time."""
    found: list[Finding] = []
    if kind in CERTIFICATES:
        if dossier.batch.status not in STANDING[kind] or decision_of(dossier, BEHIND[kind]) is None:
            found.append(stops("documents.no-decision", SOURCE, where=kind.value, kind=kind.value, batch=dossier.batch.id))
        if before and len(why.strip()) < 3:
            found.append(stops("documents.copy-reason", SOURCE, where="why", number=before[-1].number))
    return tuple(found)


def may_hand_over(dossier: Dossier, document: Document, holder: str) -> tuple[Finding, ...]:
    """Nobody is handed a superseded paper, and nobody is nameless."""
    found: list[Finding] = []
    if superseded(dossier, document):
        found.append(stops("documents.superseded", SOURCE, where=document.id, number=document.number))
    if len(holder.strip()) < 2:
        found.append(stops("documents.no-holder", SOURCE, where="holder"))
    return tuple(found)
