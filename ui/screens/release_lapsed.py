"""What a correction has undone: which signatures have lapsed, which certificates no longer stand, and who holds them. Derived at any time."""
from __future__ import annotations

from collections.abc import Sequence

from workbench.batch.content import holds_still
from workbench.batch.records import Status
from workbench.documents.records import Document
from workbench.documents.standing import CERTIFICATES, current_certificate, decision_holds, superseded
from workbench.dossier.dossier import Dossier
from workbench.people.records import Meaning, Signature
from workbench.words.formats import moment_text
from workbench.words.names import MEANINGS
from workbench.words.sentence import N_
from workbench.words.translation import Words

SIGNED = {
    Meaning.PERFORMED: N_("performed"),
    Meaning.VERIFIED: N_("verified"),
    Meaning.WITNESSED: N_("witnessed"),
    Meaning.TESTED: N_("tested"),
    Meaning.CHECKED: N_("checked"),
    Meaning.REVIEWED: N_("reviewed"),
    Meaning.RELEASED_PROVISIONALLY: N_("released provisionally"),
    Meaning.CERTIFIED: N_("certified"),
}
"""What somebody signed for, in a list of signatures."""


def signed_as(signature: Signature, words: Words) -> str:
    """What somebody signed for, in one word."""
    return words.marked(SIGNED.get(signature.meaning, MEANINGS[signature.meaning]))


def lapsed_signatures(dossier: Dossier) -> tuple[Signature, ...]:
    """Signatures under the batch whose content was corrected and which nobody has given again for what stands now."""
    gone = [each for each in dossier.signatures if not holds_still(dossier, each)]
    return tuple(each for each in gone if not _given_again(dossier, each))


def _given_again(dossier: Dossier, signature: Signature) -> bool:
    """Whether somebody has signed in the same meaning for what stands now in the place of what was corrected."""
    meanings = {signature.meaning}
    if signature.meaning is Meaning.RELEASED_PROVISIONALLY:
        meanings.add(Meaning.CERTIFIED)
    tests = {each.id: each.test for each in dossier.results}
    for each in dossier.signatures:
        if each.kind != signature.kind or each.meaning not in meanings:
            continue
        same = each.kind == "decision" or each.subject == signature.subject or (each.subject in tests and tests[each.subject] == tests.get(signature.subject))
        if same and holds_still(dossier, each):
            return True
    return False


def undone_papers(dossier: Dossier) -> tuple[Document, ...]:
    """Certificates that say what is no longer so: not those that a later certificate has simply taken the place of."""
    decisions = {each.id: each for each in dossier.decisions}
    found = []
    for each in dossier.documents:
        if each.kind in CERTIFICATES and each.decision in decisions and superseded(dossier, each):
            lapsed = not decision_holds(dossier, decisions[each.decision])
            if lapsed or dossier.batch.status in (Status.HELD, Status.STOPPED, Status.REJECTED):
                found.append(each)
    return tuple(found)


def undone(dossier: Dossier, words: Words, zone: str) -> Sequence[str]:
    """One sentence for each lapsed signature, and for each certificate that no longer stands, with its holders."""
    said: list[str] = []
    people = {each.id: each.name for each in dossier.people}
    tests = {each.id: dossier.formula.test(each.test).text[words.language] for each in dossier.results}
    for each in lapsed_signatures(dossier):
        what = ", ".join(part for part in (tests.get(each.subject, ""), signed_as(each, words)) if part)
        lapsed = words("Signature lapsed: {what}, by {who}, {when}")
        said.append(lapsed.format(what=what, who=people.get(each.person, each.person), when=moment_text(each.at, zone, words)))
    for paper in undone_papers(dossier):
        said += _told_of(dossier, paper, words)
    return said


def _told_of(dossier: Dossier, paper: Document, words: Words) -> list[str]:
    """What is said of a certificate that no longer stands: who holds it and has not been handed the one that stands now."""
    now = current_certificate(dossier)
    renewed = {each.holder for each in dossier.holders if now is not None and each.document == now.id}
    holders = ", ".join(each.holder for each in dossier.holders if each.document == paper.id and each.holder not in renewed)
    if now is not None:
        renew = words("Certificate {number} no longer stands; held by {holders}: hand them {now}")
        return [renew.format(number=paper.number, holders=holders, now=now.number)] if holders else []
    held = words("Certificate {number} no longer stands; held by {holders}: tell them at once")
    nobody = words("Certificate {number} no longer stands; no copy was handed out")
    return [(held if holders else nobody).format(number=paper.number, holders=holders)]
