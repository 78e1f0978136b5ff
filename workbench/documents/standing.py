"""Which certificates count: derived from the decision behind each, for a printed paper is never changed."""
from __future__ import annotations

from workbench.batch.content import holds_still
from workbench.batch.records import Decision, Status
from workbench.documents.records import Document, DocumentKind
from workbench.dossier.dossier import Dossier

CERTIFICATES = (DocumentKind.PROVISIONAL, DocumentKind.FINAL)
STANDING = {DocumentKind.PROVISIONAL: (Status.PROVISIONAL,), DocumentKind.FINAL: (Status.RELEASED,)}
"""The status of the batch under which a certificate of each kind counts."""


def current_certificate(dossier: Dossier) -> Document | None:
    """The certificate under which a bag may be used now; None when there is none, or the last one is superseded."""
    for each in reversed(dossier.documents):
        if each.kind in CERTIFICATES:
            return None if superseded(dossier, each) else each
    return None


def superseded(dossier: Dossier, document: Document) -> bool:
    """Whether a paper must not be used any more: a later one takes its place, its decision no longer holds, or the batch is held."""
    if any(each.supersedes == document.id for each in dossier.documents):
        return True
    if document.kind not in CERTIFICATES:
        return False
    decision = next((each for each in dossier.decisions if each.id == document.decision), None)
    return dossier.batch.status not in STANDING[document.kind] or decision is None or not decision_holds(dossier, decision)


def decision_holds(dossier: Dossier, decision: Decision) -> bool:
    """Whether every signature under a decision still covers what stands now."""
    mine = [each for each in dossier.signatures if each.kind == "decision" and each.subject == decision.id]
    return bool(mine) and all(holds_still(dossier, each) for each in mine)
