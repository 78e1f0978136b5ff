"""What a reader must not miss: boxes under the steps, and signatures (design of papers and labels, 5 and 6)."""
from __future__ import annotations

from workbench.batch.records import Entry, MarkKind, StepMark, TestResult
from workbench.documents.blocks import Block, Setter, Signed
from workbench.documents.passages import MEANINGS, Passages
from workbench.people.records import Signature
from workbench.quality.records import Deviation
from workbench.words.formats import duration_text, factor_name, meaning_sentence, role_name

Corrected = Entry | TestResult


def correction(say: Passages, setter: Setter, mark: str, name: str, facts: tuple[Corrected, Corrected], shown: tuple[str, str]) -> Block:
    """An old value and the new one, who and when of both, and why."""
    words, (old, new) = say.words, facts
    title = words("{mark}  Correction of “{field}”, {when}").format(mark=mark, field=say.name(name), when=say.moment(new.at))
    line = words("Was {was} ({was_by} {was_at}). Now {now} ({now_by} {now_at}). Reason: {why}").format(
        was=shown[0], was_by=say.initials(old.person), was_at=say.moment(old.at, seconds=True), now=shown[1],
        now_by=say.initials(new.person), now_at=say.moment(new.at, seconds=True), why=new.why or "–",
    )  # fmt: skip
    return setter.notice(title, [line], typed=True)


def late(say: Passages, setter: Setter, number: str, mark: StepMark) -> Block:
    """Both times of a late entry, and why."""
    words, entered = say.words, mark.entered or mark.at
    line = words("Done {done}, entered {entered}, {later} later, by {who}. Reason: {why}").format(
        done=say.moment(mark.at), entered=say.moment(entered), later=duration_text(entered - mark.at, words),
        who=say.initials(mark.person), why=mark.why or "–",
    )  # fmt: skip
    return setter.notice(words("{mark}  Late entry").format(mark=number), [line], typed=True)


def other_hands(say: Passages, setter: Setter, mark: StepMark) -> Block:
    """That a second person did not agree, or that somebody took a step over."""
    words = say.words
    title = words("The second person did not agree") if mark.kind is MarkKind.DISPUTED else words("Taken over by another person")
    line = words("{who}, {role}, {when}. Reason: {why}").format(
        who=say.person(mark.person), role=role_name(mark.role, words), when=say.moment(mark.at, seconds=True), why=mark.why or "–"
    )
    return setter.notice(title, [line], typed=True)


def deviation(say: Passages, setter: Setter, each: Deviation) -> Block:
    """A deviation at its step; in full it stands in its own section."""
    title = say.words("{number}  Deviation: {where}").format(number=each.id, where=say.name(each.where))
    line = say.words("Cause: {cause}. Reason: {reason}. In full under “Deviations”.").format(cause=each.cause, reason=each.reason)
    return setter.notice(title, [line], typed=True)


def signed(say: Passages, signature: Signature) -> Signed:
    """A signature as it is printed."""
    words = say.words
    badge = next((each.badge for each in say.dossier.people if each.id == signature.person), "")
    parts = (role_name(signature.role, words), words("badge {n}").format(n=badge) if badge else "", factor_name(signature.factor, words))
    digest = signature.digest.hex().upper()
    proof = words("signed content {digest}").format(digest=" ".join(digest[n : n + 4] for n in range(0, 12, 4)))
    lapsed = "" if say.holds(signature) else words("What was signed has changed since.")
    return Signed(
        words.marked(MEANINGS[signature.meaning]), meaning_sentence(signature.meaning, words), say.person(signature.person),
        " · ".join(part for part in parts if part), say.moment(signature.at, seconds=True, offset=True), proof, lapsed=lapsed,
    )  # fmt: skip
