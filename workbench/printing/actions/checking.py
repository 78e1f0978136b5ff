"""Entering what was measured on the sheet with the rulers."""
from __future__ import annotations

from workbench.kernel.findings import Done
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor, Quantity
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.printing.records import Printer, PrinterCheck
from workbench.printing.ruler import is_true


def check_printer(
    printer_id: str,
    lengths: tuple[int, int],
    measured: tuple[Quantity, Quantity],
    *,
    actor: Actor,
    register: Register,
    clock: Clock,
) -> Done:
    """Keeps what was measured of the two rulers, across and down, in millimetres. A printer that is not true gets no label until it is."""
    with register.transaction(actor, "check a printer") as change:
        now = clock.now()
        authorise(change, actor, Act.SET_UP_PRINTER, now)
        printer = change.get(Printer, printer_id)
        found = is_true(*lengths, *measured)
        check = PrinterCheck(change.fresh("K"), printer.id, *lengths, *measured, not found, now, actor.zone, actor.person)
        change.add(check)
    return Done((check,), found)
