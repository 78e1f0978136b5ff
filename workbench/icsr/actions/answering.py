"""The receiver's answer is read in, found to belong to its messages, and kept."""
from __future__ import annotations

import hashlib

from workbench.icsr.keeping import XML, kept
from workbench.icsr.records import CaseAcknowledgement, CaseMessage
from workbench.icsr.rules import GUIDE, asked_of, may_answer, verdict
from workbench.kernel.findings import Done, Refused, Severity, finding, refuse_if, stops
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.vigilance.casereport.acknowledgements import Acknowledgement
from workbench.vigilance.casereport.reading import read


def read_answer(name: str, content: bytes, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Keeps what a receiver answered, for each message of ours that it names. ``Refused``: no XML, unsafe, no acknowledgement, about no message
    of this register, or read before. The file stays where it is."""
    given = read(content).message
    if not isinstance(given, Acknowledgement):
        raise Refused((stops("icsr.not-an-answer", GUIDE),))
    digest = hashlib.sha256(content).digest()
    with register.transaction(actor, f"read the answer {name}") as change:
        now = clock.now()
        authorise(change, actor, Act.SEND_REPORT, now)
        numbers = asked_of(given)
        known = tuple(each for number in numbers for each in change.find(CaseMessage, {"id": number}))
        before = tuple(each for message in known for each in change.find(CaseAcknowledgement, {"message": message.id}))
        refuse_if(may_answer(given, known, before, digest))
        file = kept(change, name, XML, content, actor, now)
        change.add(file)
        made = []
        for message in known:
            said = verdict(given, message.id)
            if said is not None:
                made.append(CaseAcknowledgement(change.fresh("AK"), message.report, message.id, *said, file.id, digest, now, actor.zone, actor.person))
                change.add(made[-1])
    mine = {each.id for each in known}
    others = tuple(finding("icsr.not-ours", Severity.TELLS, GUIDE, number=each) for each in numbers if each not in mine)
    codes = {True: "casereport.accepted", False: "casereport.rejected"}
    told = tuple(finding(codes[each.accepted], Severity.TELLS, GUIDE, message=each.message, said=each.said or "–") for each in made)
    return Done(tuple(made), (*told, *others))
