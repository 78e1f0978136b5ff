"""The way of a label to a network printer: drawn anew at its dots, read anew, and only then made into what is sent."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from workbench.kernel.findings import Refused, stops
from workbench.labels.profiles import Profile
from workbench.labels.proof import proved_again
from workbench.labels.records import LabelPrint
from workbench.printing.network import Delivery, Limits, deliver
from workbench.printing.records import Printer, PrinterKind, SymbolsBy
from workbench.printing.zpl import bitmap, native

SOURCE = "decode before print"


def zpl_of(label: LabelPrint, printer: Printer, profiles: Mapping[str, Profile]) -> bytes:
    """The label for this printer. Refused when its symbols no longer read as its proof says."""
    dots, decoded = proved_again(label, printer.dpi)
    profile = profiles.get(label.profile)
    if printer.symbols is SymbolsBy.NATIVE and profile is not None:
        return native(dots, printer.dpi, profile.symbols, decoded, label.id)
    return bitmap(dots, label.id)


def network_outlet(profiles: Mapping[str, Profile], limits: Limits | None = None) -> Callable[[Printer, LabelPrint], Callable[[], Delivery]]:
    """The outlet for network printers; a printer of the system is refused here."""

    def ready(printer: Printer, label: LabelPrint) -> Callable[[], Delivery]:
        if printer.kind is not PrinterKind.ZPL:
            raise Refused((stops("printing.system-elsewhere", SOURCE, where="printer", name=printer.name),))
        return partial(deliver, printer.address, zpl_of(label, printer, profiles), answers=printer.answers, limits=limits)

    return ready
