"""Setting up label printers, and choosing one for a label at a workstation."""
from __future__ import annotations

from dataclasses import replace

from workbench.kernel.findings import Done, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.printing.network import address_of
from workbench.printing.records import Printer, PrinterChoice, PrinterKind, SymbolsBy
from workbench.printing.rules import SETTING, may_keep


def set_up_printer(
    name: str,
    kind: PrinterKind,
    address: str,
    dpi: int,
    symbols: SymbolsBy = SymbolsBy.BITMAP,
    *,
    answers: bool = True,
    active: bool = True,
    printer_id: str = "",
    actor: Actor,
    register: Register,
    clock: Clock,
) -> Done:
    """Adds a printer, or changes the one of ``printer_id``. A network printer's address is ``host:port``."""
    if kind is PrinterKind.ZPL:
        address_of(address)
    with register.transaction(actor, f"printer {name.strip()}") as change:
        authorise(change, actor, Act.SET_UP_PRINTER, clock.now())
        symbols, answers = (symbols, answers) if kind is PrinterKind.ZPL else (SymbolsBy.BITMAP, False)
        new = Printer(printer_id or change.fresh("R"), " ".join(name.split()), kind, address.strip(), dpi, symbols, answers, active)
        refuse_if(may_keep(new, change.find(Printer)))
        if printer_id:
            change.replace(change.get(Printer, printer_id), new)
        else:
            change.add(new)
    return Done((new,))


def choose_printer(family: str, printer_id: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Labels of ``family`` go to this printer from this workstation, from now on."""
    with register.transaction(actor, "choose a printer") as change:
        authorise(change, actor, Act.CHOOSE_PRINTER, clock.now())
        printer = known_printer(change, printer_id)
        key = f"{actor.workstation}/{family}"
        kept = change.find(PrinterChoice, {"id": key})
        new = PrinterChoice(key, actor.workstation, family, printer.id)
        if not kept:
            change.add(new)
        elif kept[0] != new:
            change.replace(kept[0], replace(kept[0], printer=printer.id))
    return Done((new,))


def known_printer(change: Change, key: str) -> Printer:
    """The printer of this key, if it is in use."""
    found = change.find(Printer, {"id": key})
    if not found:
        raise Refused((stops("printing.no-such-printer", SETTING, where="printer", printer=key),))
    if not found[0].active:
        raise Refused((stops("printing.out-of-use", SETTING, where="printer", name=found[0].name),))
    return found[0]
