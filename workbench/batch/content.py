"""What a signature of a batch covers. A signature holds as long as the digest of this content is the one that was signed."""

from __future__ import annotations

from workbench.batch.progress import Turn, current_calculations, current_entries, current_results
from workbench.batch.records import Calculation, Decision, DecisionKind, Entry, Reading, TestResult
from workbench.dossier.dossier import Dossier
from workbench.kernel.values import Stored
from workbench.people.digests import content_digest
from workbench.people.records import Meaning, Signature

Superseded = Entry | Calculation | TestResult
SECOND_SIGHT = (Meaning.VERIFIED, Meaning.WITNESSED)


def step_content(dossier: Dossier, step: str, round_key: str, meaning: Meaning) -> tuple[Stored, ...]:
    """The scans, entries and calculations of a turn; the verifier's own readings only under the verifier's signature."""
    held: list[Stored] = [each for each in dossier.scans if (each.step, each.round) == (step, round_key) and each.accepted]
    for entry in current_entries(dossier):
        if (entry.step, entry.round) == (step, round_key) and (entry.reading is Reading.FIRST or meaning in SECOND_SIGHT):
            held.append(entry)
    held += [each for each in current_calculations(dossier) if (each.step, each.round) == (step, round_key)]
    return tuple(held)


def decision_content(dossier: Dossier, decision: Decision) -> tuple[Stored, ...]:
    """The decision, and what stands now in the place of each fact that it rested on."""
    later: dict[str, Superseded] = {}
    by_id: dict[str, Superseded] = {}
    facts: tuple[Superseded, ...] = (*dossier.entries, *dossier.calculations, *dossier.results)
    for each in facts:
        by_id[each.id] = each
        if each.supersedes:
            later[each.supersedes] = each
    return (decision, *(_latest(by_id[key], later) for key in decision.covers))


def _latest(record: Superseded, later: dict[str, Superseded]) -> Superseded:
    while record.id in later:
        record = later[record.id]
    return record


def covers(dossier: Dossier) -> tuple[str, ...]:
    """The facts that a decision taken now rests on."""
    held: tuple[Superseded, ...] = (*current_entries(dossier), *current_calculations(dossier), *current_results(dossier))
    return tuple(each.id for each in held)


def holds_still(dossier: Dossier, signature: Signature) -> bool:
    """Whether what ``signature`` covers is still what was signed. A signature on something superseded has lapsed."""
    if signature.kind == "step":
        step, _, round_key = signature.subject.removeprefix(f"{dossier.batch.id}/").partition("/")
        return signature.digest == content_digest(step_content(dossier, step, round_key, signature.meaning))
    if signature.kind == "result":
        result = next((each for each in dossier.results if each.id == signature.subject), None)
        return result is not None and result in current_results(dossier) and signature.digest == content_digest((result,))
    if signature.kind == "decision":
        decision = next((each for each in dossier.decisions if each.id == signature.subject), None)
        return decision is not None and signature.digest == content_digest(decision_content(dossier, decision))
    return True


def step_subject(dossier: Dossier, turn: Turn) -> str:
    """How a signature names a turn: batch, step, round."""
    return f"{dossier.batch.id}/{turn.step.name}/{turn.round}"


def lapsed(dossier: Dossier, turn: Turn) -> tuple[Meaning, ...]:
    """The meanings that a critical turn is no longer signed for, although it is done."""
    if not turn.step.critical:
        return ()
    mine = [each for each in dossier.signatures if each.kind == "step" and each.subject == step_subject(dossier, turn)]
    held = {each.meaning for each in mine if holds_still(dossier, each)}
    second = not held.isdisjoint(SECOND_SIGHT)
    return tuple(m for m, good in ((Meaning.PERFORMED, Meaning.PERFORMED in held), (Meaning.VERIFIED, second)) if not good)


def decision_of(dossier: Dossier, *kinds: DecisionKind) -> Decision | None:
    """The latest decision of one of these kinds whose signature holds."""
    for each in reversed(dossier.decisions):
        if each.kind in kinds:
            mine = [one for one in dossier.signatures if one.kind == "decision" and one.subject == each.id]
            if mine and all(holds_still(dossier, one) for one in mine):
                return each
    return None
