"""Sending labels. What is begun is in the register before the first byte leaves, what came of it when it is known.

A label is sent again only where it is certain that nothing of it left; a label about which nobody can be certain is not touched by any
job any more: a person finds it and scans it, or writes it off.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from workbench.batch.records import Batch
from workbench.kernel.findings import Done, Finding, Refused, Severity, finding, refuse_if, stops
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor, Stored
from workbench.labels.kept import life_of
from workbench.labels.profiles import Profile
from workbench.labels.reckoning import LabelState
from workbench.labels.records import LabelPrint
from workbench.masters.approved import drawn_from
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.printing.actions.printers import known_printer
from workbench.printing.network import Delivery
from workbench.printing.records import LabelSend, Outcome, Printer, PrinterCheck, PrintJob, SendOutcome
from workbench.printing.rules import SOURCE, may_send

Outlet: TypeAlias = Callable[[Printer, LabelPrint, Profile | None], Callable[[], Delivery]]
"""Makes everything ready for one label on one printer, or refuses; what it gives back sends it and says what is certain of it.
The profile is that of the very version from which the label was drawn and proved."""
LONGEST_DETAIL = 200


def open_job(batch_id: str | None, printer_id: str, labels: Sequence[str], *, actor: Actor, register: Register, clock: Clock) -> Done:
    """One job for a whole set: these labels of the batch, in this order, on this printer. Nothing is sent yet.

    Without a batch they are labels of a collection or of a lot.
    """
    with register.transaction(actor, "print labels") as change:
        now = clock.now()
        authorise(change, actor, Act.PRINT_LABEL, now)
        printer = known_printer(change, printer_id)
        wanted = tuple(dict.fromkeys(labels))
        mine = {key: each for key in wanted if (each := life_of(change, key)) is not None and each.label.batch == batch_id}
        strange = [each for each in wanted if each not in mine]
        if strange or not wanted:
            raise Refused((stops("labels.no-such-label", SOURCE, label=", ".join(strange) or "–", batch=batch_id or "–"),))
        status = change.get(Batch, batch_id).status if batch_id else None
        refuse_if(found for each in wanted for found in may_send(mine[each], status, printer, None))
        job = PrintJob(change.fresh("J"), batch_id, printer.id, actor.workstation, wanted, now, actor.zone, actor.person)
        change.add(job)
    return Done((job,))


def send_job(job_id: str, outlet: Outlet, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Sends what is left of a job, label by label, and stops at the first that is not certainly sent. Call it again to go on.

    Labels that were sent before, or of which nobody can be certain, are passed over: what they are waiting for is told.
    """
    with register.reading() as reader:
        job = reader.get(PrintJob, job_id)
    changed: list[Stored] = []
    for key in job.labels:
        begun = _begin(job, key, outlet, actor, register, clock)
        if begun is None:
            continue
        send, deliver = begun
        changed.append(send)
        delivery = deliver()
        ended = _end(send, delivery, actor, register, clock)
        changed.append(ended)
        if delivery.outcome is not Outcome.SENT:
            return Done(tuple(changed), (_told(delivery, key),))
    return Done(tuple(changed), _passed_over(job, register))


def _begin(
    job: PrintJob, key: str, outlet: Outlet, actor: Actor, register: Register, clock: Clock
) -> tuple[LabelSend, Callable[[], Delivery]] | None:
    """Writes that this label is about to leave; None where it is not to be sent (again). All that can be refused is refused here."""
    with register.transaction(actor, f"send label {key}") as change:
        now = clock.now()
        authorise(change, actor, Act.PRINT_LABEL, now)
        printer = known_printer(change, job.printer)
        life = life_of(change, key)
        if life is None or life.paper is not LabelState.PROVED or not life.valid:
            return None
        check = change.find(PrinterCheck, {"printer": printer.id}, sort="-seq", limit=1)
        profile = drawn_from(change, life.label.version)
        status = change.get(Batch, job.batch).status if job.batch else None
        refuse_if(may_send(life, status, printer, profile, check[0] if check else None))
        deliver = outlet(printer, life.label, profile)
        send = LabelSend(change.fresh("T"), job.batch, job.id, key, len(life.attempts) + 1, now, actor.zone, actor.person)
        change.add(send)
    return send, deliver


def _end(send: LabelSend, delivery: Delivery, actor: Actor, register: Register, clock: Clock) -> SendOutcome:
    with register.transaction(actor, f"label {send.label}: {delivery.outcome.value}") as change:
        detail = delivery.detail[:LONGEST_DETAIL]
        mark = (clock.now(), actor.zone, actor.person)
        ended = SendOutcome(change.fresh("O"), send.batch, send.id, delivery.outcome, delivery.code, detail, *mark)
        change.add(ended)
    return ended


def _told(delivery: Delivery, label: str) -> Finding:
    return finding(delivery.code, Severity.DECIDES, SOURCE, where=label, label=label, detail=delivery.detail)


def _passed_over(job: PrintJob, register: Register) -> tuple[Finding, ...]:
    """The labels of the job that a person has to look for."""
    with register.reading() as reader:
        lives = [life_of(reader, each) for each in job.labels]
    return tuple(
        finding("printing.unknown", Severity.DECIDES, SOURCE, where=each.label.id, label=each.label.id)
        for each in lives
        if each is not None and each.state is LabelState.UNKNOWN
    )
