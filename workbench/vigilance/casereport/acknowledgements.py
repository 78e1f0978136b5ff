"""What a receiver answers: the records of an acknowledgement MCCI_IN200101UV01, and what they mean as findings."""
from __future__ import annotations

from dataclasses import dataclass

from workbench.kernel.findings import Finding, Severity, finding, stops
from workbench.vigilance.casereport.records import Text, Time
from workbench.vigilance.casereport.writing_values import text_of

GUIDE = "ICH E2B(R3), acknowledgement"


@dataclass(frozen=True, slots=True)
class AcknowledgedCase:
    """What a receiver says of one case: ACK.B.r.1-7. ``code`` is CA (accepted) or CR (rejected), ``said`` the errors or comments."""

    message_identifier: Text = None
    local_number: Text = None
    receiver: Text = None
    sender: Text = None
    created: Time = None
    code: Text = None
    said: Text = None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What a receiver says of a batch: ACK.M.1-4, ACK.A.1-5. ``code`` is AA (all accepted), AE (some not) or AR (batch rejected)."""

    number: Text = None
    sender: Text = None
    receiver: Text = None
    sent: Time = None
    batch_number: Text = None
    local_number: Text = None
    batch_sent: Time = None
    code: Text = None
    said: Text = None
    cases: tuple[AcknowledgedCase, ...] = ()


def answers(given: Acknowledgement) -> tuple[Finding, ...]:
    """One finding a case, and one for a batch that was not accepted as a whole. What was rejected stops; what was accepted is told.

    A receiver may answer with several errors in one text; they stay together as they were said.
    """
    found: list[Finding] = []
    if given.code != "AA":
        batch, code = text_of(given.batch_number or "?"), text_of(given.code or "?")
        found.append(stops("casereport.batch-rejected", GUIDE, where="ACK.A.4", batch=batch, code=code, said=_comment(given.said)))
    for number, each in enumerate(given.cases, 1):
        where, message = f"ACK.B.r.6 [{number}]", text_of(each.message_identifier or "?")
        if each.code == "CR":
            found.append(stops("casereport.rejected", GUIDE, where=where, message=message, said=_comment(each.said)))
        elif each.code == "CA":
            found.append(finding("casereport.accepted", Severity.TELLS, GUIDE, where=where, message=message, said=_comment(each.said)))
        else:
            found.append(stops("casereport.no-answer", GUIDE, where=where, message=message, code=text_of(each.code or "?")))
    return tuple(found)


def _comment(said: Text) -> str:
    return " ".join(text_of(said).split()) if said else "–"
