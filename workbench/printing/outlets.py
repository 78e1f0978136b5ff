"""The way of a label to a network printer: drawn anew at its dots, read anew, and only then made into what is sent."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial

from workbench.kernel.findings import Refused, stops
from workbench.labels.profiles import Profile
from workbench.labels.proof import proved_again
from workbench.labels.records import LabelPrint
from workbench.printing.network import Delivery, deliver
from workbench.printing.records import Printer, PrinterKind, SymbolsBy
from workbench.printing.zpl import bitmap, native

SOURCE = "decode before print"


def zpl_of(label: LabelPrint, printer: Printer, profile: Profile | None) -> bytes:
    """The label for this printer. ``profile`` is the one it was drawn from; refused when its symbols no longer read as its proof says."""
    dots, decoded = proved_again(label, printer.dpi)
    if printer.symbols is SymbolsBy.NATIVE and profile is not None:
        return native(dots, printer.dpi, profile.symbols, decoded, label.id)
    return bitmap(dots, label.id)


def network_outlet(printer: Printer, label: LabelPrint, profile: Profile | None) -> Callable[[], Delivery]:
    """The outlet for network printers; a printer of the system is refused here."""
    if printer.kind is not PrinterKind.ZPL:
        raise Refused((stops("printing.system-elsewhere", SOURCE, where="printer", name=printer.name),))
    return partial(deliver, printer.address, zpl_of(label, printer, profile), answers=printer.answers)
