"""Printing a paper, and handing a copy to somebody."""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from workbench.batch.content import decision_of
from workbench.batch.records import Decision
from workbench.documents.batch_record import batch_record
from workbench.documents.certificates import final_certificate, provisional_certificate
from workbench.documents.frame import Printing
from workbench.documents.press import Press
from workbench.documents.records import Document, DocumentKind, Holder
from workbench.documents.rules import BEHIND, SOURCE, may_hand_over, may_print
from workbench.documents.standing import CERTIFICATES
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Done, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.site.numbering import identifier

Paper = Callable[[Dossier, Press, Printing], bytes]
PAPERS: Mapping[DocumentKind, tuple[str, Paper]] = {
    DocumentKind.BATCH_RECORD: ("BR", batch_record),
    DocumentKind.PROVISIONAL: ("PC", provisional_certificate),
    DocumentKind.FINAL: ("FC", final_certificate),
}
"""The number series of each paper, and what makes it."""


def print_document(
    batch_id: str, kind: DocumentKind, why: str = "", *, actor: Actor, register: Register, clock: Clock, press: Press
) -> Done:
    """Makes a paper of the batch as it stands now, and keeps it with its bytes.

    A batch record keeps its number and counts its copies. A certificate belongs to its decision: printed again for the same decision it
    is a duplicate and needs a reason; after a new decision it has a new number and supersedes the one before.
    """
    with register.transaction(actor, why.strip() or f"print {kind.value}") as change:
        now = clock.now()
        person = authorise(change, actor, Act.PRINT_DOCUMENT, now).person
        dossier = assemble(change, batch_id)
        decision = decision_of(dossier, BEHIND[kind]) if kind in BEHIND else None
        before = _same(dossier, kind, decision)
        refuse_if(may_print(dossier, kind, before, why))
        number = before[-1].number if before else identifier(change, now, PAPERS[kind][0])
        copy = len(before) + 1
        printing = Printing(number, copy, now, actor.zone, person.name, actor.role, why.strip(), dossier.site.purpose)
        content = PAPERS[kind][1](dossier, press, printing)
        document = Document(
            change.fresh("P"), batch_id, kind, number, press.language, copy, content, hashlib.sha256(content).digest(), dossier.head[0], now,
            actor.zone, actor.person, decision.id if decision else None, _superseded(dossier, kind, before), why.strip() or None,
        )  # fmt: skip
        change.add(document)
    return Done((document,))


def hand_over(document_id: str, holder: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """That ``holder`` (ward and name) was given a copy: the people to tell when it is superseded."""
    with register.transaction(actor, f"hand {document_id} over") as change:
        now = clock.now()
        authorise(change, actor, Act.HAND_OUT, now)
        document = _document(change, document_id)
        dossier = assemble(change, document.batch)
        refuse_if(may_hand_over(dossier, document, holder))
        made = Holder(change.fresh("H"), document.batch, document.id, holder.strip(), now, actor.zone, actor.person)
        change.add(made)
    return Done((made,))


def _document(change: Change, key: str) -> Document:
    found = change.find(Document, {"id": key})
    if not found:
        raise Refused((stops("documents.unknown", SOURCE, document=key),))
    return found[0]


def _same(dossier: Dossier, kind: DocumentKind, decision: Decision | None) -> list[Document]:
    """Printings of the same paper before: of the batch record all, of a certificate those of its decision."""
    mine = [each for each in dossier.documents if each.kind is kind]
    return mine if decision is None else [each for each in mine if each.decision == decision.id]


def _superseded(dossier: Dossier, kind: DocumentKind, before: list[Document]) -> str | None:
    """The certificate that a new one takes the place of: the last one printed, whatever its kind, unless this is another copy of it."""
    if kind not in CERTIFICATES or before:
        return None
    last = [each for each in dossier.documents if each.kind in CERTIFICATES]
    return last[-1].id if last else None
