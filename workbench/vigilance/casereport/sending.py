"""What leaves the site: a report that the rules let pass, a draft that they do not, a follow-up, an amendment, a nullification."""
from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from workbench.kernel.findings import Finding, Refused, refuse_if, stops
from workbench.vigilance.casereport.elements import Elements
from workbench.vigilance.casereport.reading import read_message
from workbench.vigilance.casereport.records import CaseReport, Flag, Interval, Message, Null, PartialTime, Reaction, Relatedness, Unread
from workbench.vigilance.casereport.rules import GUIDE, check
from workbench.vigilance.casereport.writing import written
from workbench.vigilance.casereport.writing_values import text_of
from workbench.vigilance.seriousness import Criterion, Seriousness, sent

_KEYS = UUID("6f0d0e54-5a5c-5c1e-9d3b-7f6c0a3f9b11")
NULLIFICATION, AMENDMENT = "1", "2"
# Without a code a report cannot be sent, but it can be kept and handed over: what else is wrong with it is wrong in a draft too.
_LEFT_TO_A_DRAFT = ("casereport.no-meddra", "casereport.missing", "casereport.none-of", "casereport.half", "casereport.primary", "casereport.no-suspect")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as it leaves, and what was found about it."""

    content: bytes
    findings: tuple[Finding, ...]


def tidy(record: Any) -> Any:
    """``record`` without blanks at the ends of its texts, and without texts that say nothing: as a message can say it."""
    if isinstance(record, str):
        return record.strip() or None
    if isinstance(record, tuple):
        return tuple(tidy(each) for each in record)
    if is_dataclass(record) and not isinstance(record, type | Null | PartialTime | Unread):
        return replace(record, **{each.name: tidy(getattr(record, each.name)) for each in fields(record)})
    return record


def _proved(message: Message, content: bytes) -> bytes:
    """``content``, when it reads back as ``message``; ``Refused`` otherwise: nothing leaves that says something else than the record."""
    if read_message(content) != message:
        raise Refused((stops("casereport.not-the-same", GUIDE, where="N.1.2", batch=text_of(message.batch_number or "?")),))
    return content


def export(message: Message, table: Elements) -> Outgoing:
    """The message for a receiver, read back before it leaves. ``Refused`` with every reason when a rule stops it, as a missing MedDRA code does."""
    ready: Message = tidy(message)
    found = refuse_if(check(ready, table))
    return Outgoing(_proved(ready, written(ready)), found)


def draft(message: Message, table: Elements) -> Outgoing:
    """The message, incomplete as it may be, marked as training so that no receiver takes it for a report.

    ``Refused`` only for what is wrong, not for what is still missing.
    """
    ready: Message = tidy(message)
    found = check(ready, table)
    wrong = [each for each in found if each.code not in _LEFT_TO_A_DRAFT]
    refuse_if(wrong)
    return Outgoing(_proved(ready, written(ready, draft=True)), found)


def with_criteria(reaction: Reaction, asked: Seriousness) -> Reaction:
    """``reaction`` with the criteria of seriousness as a message says them: true, or the null flavour NI (unknown and no alike)."""
    said = sent(asked)

    def flag(criterion: Criterion) -> Flag:
        return True if said[criterion.value] == "true" else Null(said[criterion.value])

    return replace(
        reaction, death=flag(Criterion.DEATH), life_threatening=flag(Criterion.LIFE_THREATENING), hospitalisation=flag(Criterion.HOSPITALISATION),
        disability=flag(Criterion.DISABILITY), congenital_anomaly=flag(Criterion.CONGENITAL_ANOMALY), other_important=flag(Criterion.OTHER_IMPORTANT),
    )  # fmt: skip


def keyed(case: CaseReport) -> CaseReport:
    """``case`` with keys for the reactions and products, by which a message relates them; the same case always gets the same keys.

    What names a reaction or a product by its number (``reaction 1``, ``drug 2``, from 1) names it by its key then; another key stays as it is.
    """
    stem = text_of(case.identifier or "")
    keys = {f"{kind} {number}": str(uuid5(_KEYS, f"{stem}/{kind}/{number}")) for kind, many in (("reaction", case.reactions), ("drug", case.drugs))
            for number in range(1, len(many) + 1)}  # fmt: skip

    def key(said: Any) -> Any:
        return keys.get(said, said) if isinstance(said, str) else said

    def near(many: tuple[Interval, ...]) -> tuple[Interval, ...]:
        return tuple(replace(each, reaction=key(each.reaction)) for each in many)

    reactions = tuple(replace(each, key=each.key or keys[f"reaction {number}"]) for number, each in enumerate(case.reactions, 1))
    drugs = tuple(
        replace(each, key=each.key or keys[f"drug {number}"], since_start=near(each.since_start), since_last=near(each.since_last),
                recurrences=tuple(replace(again, reaction=key(again.reaction)) for again in each.recurrences))
        for number, each in enumerate(case.drugs, 1)
    )  # fmt: skip
    judged = tuple(Relatedness(key(each.drug), key(each.reaction), each.source, each.method, each.result) for each in case.relatedness)
    return replace(case, reactions=reactions, drugs=drugs, relatedness=judged)


def again(case: CaseReport, message_identifier: str, at: datetime, *, most_recent: datetime | None = None) -> CaseReport:
    """The same case in a new message: as it was, or with new information of ``most_recent``. The identifiers of the case stay (C.1.1, C.1.8.1)."""
    if case.nullification == NULLIFICATION:
        raise Refused((stops("casereport.not-own", GUIDE, where="C.1.11.1", identifier=text_of(case.identifier or "?")),))
    received = case.most_recent if most_recent is None else most_recent
    return replace(
        case, message_identifier=message_identifier, message_created=at, created=at, most_recent=received, nullification=None, nullification_reason=None
    )


def nullified(case: CaseReport, message_identifier: str, at: datetime, reason: str) -> CaseReport:
    """The message that takes ``case`` back, with its reason (C.1.11): the whole case is sent once more, and nothing after it."""
    return _changed(case, message_identifier, at, NULLIFICATION, reason)


def amended(case: CaseReport, message_identifier: str, at: datetime, reason: str) -> CaseReport:
    """The message that corrects ``case`` without new information from a source (C.1.11)."""
    return _changed(case, message_identifier, at, AMENDMENT, reason)


def _changed(case: CaseReport, message_identifier: str, at: datetime, how: str, reason: str) -> CaseReport:
    if not reason.strip():
        raise Refused((stops("casereport.reason", GUIDE, where="C.1.11.2"),))
    return replace(again(case, message_identifier, at), nullification=how, nullification_reason=reason.strip())
