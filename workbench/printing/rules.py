"""Which printer may be set up, and when a label may be sent to it."""
from __future__ import annotations

from collections.abc import Sequence

from workbench.batch.records import Status
from workbench.kernel.findings import Finding, stops
from workbench.labels.profiles import DPI, Profile
from workbench.labels.reckoning import LabelState, Life
from workbench.printing.records import Printer, PrinterCheck, PrinterKind, SymbolsBy

SOURCE = "label control (21 CFR 211.125; EU GMP 5.44)"
SETTING = "printing on a network printer, TCP 9100"
LONGEST_NAME = 40
OVER = frozenset({Status.CANCELLED, Status.STOPPED, Status.REJECTED})
"""A batch that is over sends no bag label any more, whatever was made before; a tag still says what it is."""


def may_keep(printer: Printer, others: Sequence[Printer]) -> tuple[Finding, ...]:
    """Whether a printer may be set up so, beside the ``others``."""
    found: list[Finding] = []
    if not 1 <= len(printer.name) <= LONGEST_NAME:
        found.append(stops("printing.name", SETTING, where="name", most=str(LONGEST_NAME)))
    if any(each.name == printer.name and each.id != printer.id for each in others):
        found.append(stops("printing.name-taken", SETTING, where="name", name=printer.name))
    if printer.dpi not in DPI:
        found.append(stops("labels.unknown-printer", SETTING, where="dpi", dpi=str(printer.dpi), known=", ".join(map(str, DPI))))
    if not printer.address:
        found.append(stops("printing.address", SETTING, where="address", address=printer.address))
    if printer.kind is PrinterKind.SYSTEM and (printer.symbols is SymbolsBy.NATIVE or printer.answers):
        found.append(stops("printing.system-has-no-zpl", SETTING, where="kind", name=printer.name))
    return tuple(found)


def may_send(
    life: Life, status: Status | None, printer: Printer, profile: Profile | None, check: PrinterCheck | None = None
) -> tuple[Finding, ...]:
    """Whether this label may leave for ``printer`` now: it is valid, certainly not on paper yet, and the printer can draw it.

    ``status`` is that of its batch, if it belongs to one; ``check`` is the last measuring of its rulers, if it was ever measured.
    """
    label = life.label
    facts = {"where": label.id, "label": label.id}
    found: list[Finding] = []
    if not life.valid:
        found.append(stops("printing.void", SOURCE, **facts))
    elif life.state is LabelState.UNKNOWN:
        found.append(stops("printing.unknown", SOURCE, **facts))
    elif life.state is not LabelState.PROVED:
        found.append(stops("printing.sent-before", SOURCE, **facts))
    if status in OVER and label.bag and not life.tag:
        found.append(stops("printing.batch-over", SOURCE, status=status.value, **facts))
    if not printer.active:
        found.append(stops("printing.out-of-use", SOURCE, where="printer", name=printer.name))
    if check is not None and not check.good:
        found.append(stops("printing.scales", SOURCE, where="printer", name=printer.name))
    if profile is not None and printer.dpi < profile.least_dpi:
        found.append(stops("labels.printer-too-coarse", SOURCE, where="printer", label=label.profile, dpi=str(printer.dpi), least=str(profile.least_dpi)))
    return tuple(found)
