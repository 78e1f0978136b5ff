"""The way of a label from the window to its printer: which printer, the sending off the window's thread, and how its state is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.desk import Desk
from ui.kit.field import ChoiceField
from ui.kit.theme import look
from workbench.kernel.findings import Done, Refused, Severity, Unavailable, finding
from workbench.kernel.values import Actor
from workbench.labels.profiles import Profile
from workbench.labels.proof import dots_of
from workbench.labels.reckoning import LabelState, Life
from workbench.labels.records import LabelPrint
from workbench.people.rights import Act, roles_for
from workbench.printing.actions.jobs import open_job, send_job
from workbench.printing.actions.printers import choose_printer
from workbench.printing.network import Delivery, deliver
from workbench.printing.outlets import network_outlet
from workbench.printing.records import Outcome, Printer, PrinterChoice, PrinterKind, PrintJob
from workbench.printing.rules import SOURCE
from workbench.printing.zpl import bitmap
from workbench.words.findings import told
from workbench.words.sentence import N_

UNDER_WAY: set[str] = set()
"""Labels that this window is sending just now."""

STATES = {
    LabelState.PROVED: ("ready", N_("Proved, not sent")),
    LabelState.UNKNOWN: ("rejected", N_("Not known whether printed")),
    LabelState.SENT: ("progress", N_("Printed, not on its bag yet")),
    LabelState.APPLIED: ("released", N_("On its bag")),
    LabelState.ENDED: ("hold", N_("Void, paper not accounted for")),
    LabelState.DESTROYED: ("closed", N_("Void, destroyed")),
    LabelState.RETURNED: ("closed", N_("Void, given back")),
    LabelState.RETAINED: ("closed", N_("Void, kept with the record")),
    LabelState.NOT_PRINTED: ("closed", N_("Void, never printed")),
}
OF_THINGS = {LabelState.SENT: ("progress", N_("Printed, not applied yet")), LabelState.APPLIED: ("released", N_("Applied"))}
"""What is said otherwise of a label of what is no bag."""
SENDING = ("progress", N_("Sending …"))


@dataclass(frozen=True, slots=True)
class Said:
    """How a label's state is said: its look, the word, and what a person has to know or do about it."""

    state: str
    word: str
    note: str = ""


def printers(desk: Desk) -> tuple[Printer, ...]:
    """The printers that are set up and in use, by name."""
    with desk.register.reading() as reader:
        return tuple(sorted((each for each in reader.find(Printer) if each.active), key=lambda each: each.name))


def printer_for(desk: Desk, name: str, known: Sequence[Printer]) -> Printer | None:
    """The printer remembered at this workstation for a label, else for its family (the nearest); the only one, where there is one."""
    with desk.register.reading() as reader:
        kept = reader.find(PrinterChoice, {"workstation": desk.workstation})
    mine = sorted((each for each in kept if name == each.family or name.startswith(f"{each.family}-")), key=lambda each: -len(each.family))
    chosen = next((printer for each in mine for printer in known if printer.id == each.printer), None)
    return chosen or (known[0] if len(known) == 1 else None)


def printer_field(name: str, known: Sequence[Printer], chosen: Printer | None) -> ChoiceField:
    """``field.printer.<name>``. Where no printer is set up, the PDF of a label is handed out, and there is nothing to choose."""
    words = look.words
    options = [("", words("As a PDF, handed out")), *((each.id, f"{each.name} · {each.dpi} dpi") for each in known)]
    field = ChoiceField(f"printer.{name}", words("Printer"), options, width=230)
    field.choose(chosen.id if chosen else "")
    field.setVisible(bool(known))
    return field


def label_actor(desk: Desk, act: Act) -> Actor:
    """Who does something with labels: in the role signed in with where it may, else the first of theirs that may."""
    roles = roles_for(act)
    return desk.acting(*((desk.role,) if desk.role is not None and desk.role in roles else roles))


def remember(desk: Desk, family: str, printer: str) -> Done:
    """Labels of this family go to this printer from here."""
    return choose_printer(family, printer, actor=label_actor(desk, Act.CHOOSE_PRINTER), register=desk.register, clock=desk.clock)


def send_labels(desk: Desk, batch: str | None, labels: Sequence[str], printer: str) -> None:
    """One job for these labels, sent off the window's thread. What becomes of it is read from the register again by whoever shows it."""
    _attempted(desk, lambda: _sent(desk, batch, labels, printer))


def send_made(desk: Desk, labels: Sequence[LabelPrint]) -> None:
    """Labels that were made together: one job for each printer that they were made for. Those that are handed out as a PDF go nowhere."""
    for printer in dict.fromkeys(each.printer for each in labels if each.printer):
        mine = [each for each in labels if each.printer == printer]
        send_labels(desk, mine[0].batch, [each.id for each in mine], printer)


def go_on(desk: Desk, life: Life) -> None:
    """Sends a label that certainly did not leave: with the job that stopped at it, or at last."""
    if life.attempts:
        send_again(desk, life.attempts[-1].send.job, [life.label.id])
    elif life.label.printer:
        send_labels(desk, life.label.batch, [life.label.id], life.label.printer)


def send_again(desk: Desk, job: str, labels: Sequence[str]) -> None:
    """Goes on with a job that stopped."""
    _attempted(desk, lambda: _go(desk, job, labels))


def _sent(desk: Desk, batch: str | None, labels: Sequence[str], printer: str) -> None:
    actor = label_actor(desk, Act.PRINT_LABEL)
    done = open_job(batch, printer, labels, actor=actor, register=desk.register, clock=desk.clock)
    job = next(each for each in done.changed if isinstance(each, PrintJob))
    _go(desk, job.id, labels)


def _go(desk: Desk, job: str, labels: Sequence[str]) -> None:
    actor, register, clock = label_actor(desk, Act.PRINT_LABEL), desk.register, desk.clock
    UNDER_WAY.update(labels)

    def ended(done: Done) -> None:
        UNDER_WAY.difference_update(labels)
        for each in done.findings:
            desk.tell(each)
        desk.did.emit(done)

    def failed(fault: BaseException) -> None:
        UNDER_WAY.difference_update(labels)
        desk.did.emit(Done(()))
        if isinstance(fault, Refused):
            desk.tell(fault.findings[0])
        else:
            raise fault

    desk.tasks.run(
        lambda progress: send_job(job, _ready, actor=actor, register=register, clock=clock), ended, failed, look.words("Sending labels")
    )


def _ready(printer: Printer, label: LabelPrint, profile: Profile | None) -> Callable[[], Delivery]:
    """To the network or to a printer of this computer, as each printer is."""
    if printer.kind is PrinterKind.SYSTEM:
        from ui.steps.spooling import spool  # asks the printing system, which most sites with label printers never need

        return spool(printer, label)
    return network_outlet(printer, label, profile)


def send_page(printer: Printer, title: str, pdf: bytes, size: tuple[float, float]) -> Delivery:
    """A page of ``size`` millimetres that is no label (rulers, a specimen) to a printer. Blocks: never on the thread of the window."""
    dots = dots_of(pdf, *size, printer.dpi)
    if printer.kind is PrinterKind.SYSTEM:
        from ui.steps.spooling import handing  # asks the printing system, as above

        return handing(printer, title, pdf, dots, size)()
    return deliver(printer.address, bitmap(dots, title), answers=printer.answers)


def _attempted(desk: Desk, act: Callable[[], object]) -> None:
    try:
        act()
    except Refused as refused:
        desk.tell(refused.findings[0])
    except Unavailable as fault:
        desk.tell(fault.detail or fault.code, "stop")


def said_of(life: Life, zone: str) -> Said:
    """How the state of a label is said."""
    words = look.words
    if life.label.id in UNDER_WAY and life.state in (LabelState.PROVED, LabelState.UNKNOWN):
        state, word = SENDING
        return Said(state, words.marked(word))
    state, word = STATES[life.state] if life.label.bag else OF_THINGS.get(life.state, STATES[life.state])
    return Said(state, words.marked(word), _note(life, zone))


def _note(life: Life, zone: str) -> str:
    """What the last attempt came to, and what is to be done."""
    if life.state not in (LabelState.PROVED, LabelState.UNKNOWN) or not life.attempts:
        return ""
    last = life.attempts[-1]
    code, detail = ("printing.unknown", "") if last.ended is None else (last.ended.code, last.ended.detail)
    text = told(finding(code, Severity.DECIDES, SOURCE, label=life.label.id, detail=detail), look.words, zone)
    return f"{text.what} {text.lifted}".strip()


def handed_out(life: Life) -> bool:
    """Whether it was made without a printer and is not applied yet: its PDF is there for whoever prints it."""
    return life.label.printer is None and life.waits


def may_go_again(life: Life) -> bool:
    """Whether its job may be sent again: nothing of it left."""
    return life.state is LabelState.PROVED and life.label.id not in UNDER_WAY and all(each.outcome is Outcome.NOT_SENT for each in life.attempts)
