"""When a bag may leave the pharmacy."""

from __future__ import annotations

from datetime import datetime

from workbench.batch.records import Bag, BagStatus, Status
from workbench.documents.records import DocumentKind
from workbench.documents.standing import current_certificate
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, stops

SOURCE = "two-step release (workflow.md 0.2): nothing is issued before it is released and certified"


def may_issue(dossier: Dossier, bag: Bag, holder: str, now: datetime) -> tuple[Finding, ...]:
    """Released, in date, under a certificate that is printed and still stands, and somebody named to take it."""
    found: list[Finding] = []
    if dossier.batch.status not in (Status.PROVISIONAL, Status.RELEASED) or bag.status is not BagStatus.RELEASED:
        found.append(stops("custody.not-released", SOURCE, where=bag.id, bag=bag.id, status=bag.status.value))
    if bag.expiry <= now:
        found.append(stops("custody.expired", SOURCE, where=bag.id, bag=bag.id))
    if not any(each.kind in (DocumentKind.PROVISIONAL, DocumentKind.FINAL) for each in dossier.documents):
        found.append(stops("custody.no-certificate", SOURCE, where=bag.id, bag=bag.id))
    elif current_certificate(dossier) is None:
        found.append(stops("custody.certificate-superseded", SOURCE, where=bag.id, bag=bag.id))
    if not holder.strip():
        found.append(stops("custody.no-holder", SOURCE, where="holder"))
    return tuple(found)
