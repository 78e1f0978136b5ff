"""A label to a printer of this computer. Where there is CUPS (``lp``), the very PDF goes to it; elsewhere its proved dots are painted."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from functools import partial

from ui.kit.pdf import paint_exactly
from workbench.kernel.findings import Refused, stops
from workbench.labels.proof import Dots, millimetres, proved_again
from workbench.labels.records import LabelPrint
from workbench.printing.network import Delivery
from workbench.printing.records import Outcome, Printer
from workbench.printing.rules import SETTING

SECONDS = 20
"""How long the printing system may take to accept a label."""


def spool(printer: Printer, label: LabelPrint) -> Callable[[], Delivery]:
    """Reads the label anew at the printer's dots; what is given back hands it to the printing system, at its exact size, not scaled."""
    dots, _ = proved_again(label, printer.dpi)
    return handing(printer, label.id, label.content, dots, millimetres(label.content))


def handing(printer: Printer, title: str, pdf: bytes, dots: Dots, size: tuple[float, float]) -> Callable[[], Delivery]:
    """What hands a page of ``size`` millimetres to the printing system: its PDF where that can be, its dots elsewhere."""
    command = shutil.which("lp")
    if command is not None:
        return partial(_handed, [command, *_options(printer, title, *size)], pdf)
    from PySide6.QtPrintSupport import QPrinterInfo  # asks the printing system, which takes its time

    if QPrinterInfo.printerInfo(printer.address).isNull():
        raise Refused((stops("printing.no-such-system-printer", SETTING, where="printer", name=printer.address),))
    return partial(_painted, printer.address, title, dots, *size)


def _options(printer: Printer, title: str, width: float, height: float) -> list[str]:
    media = f"media=Custom.{width:.3f}x{height:.3f}mm"
    return ["-s", "-d", printer.address, "-t", title, "-o", media, "-o", "print-scaling=none", "-o", "fit-to-page=false", "--", "-"]


def _handed(command: list[str], pdf: bytes) -> Delivery:
    try:
        done = subprocess.run(command, input=pdf, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Delivery(Outcome.UNKNOWN, "printing.no-answer")
    except OSError as fault:
        return Delivery(Outcome.NOT_SENT, "printing.spooler", str(fault))
    if done.returncode:
        return Delivery(Outcome.NOT_SENT, "printing.spooler", done.stderr.decode("utf-8", "replace").strip())
    return Delivery(Outcome.SENT, "printing.spooled")


def _painted(name: str, title: str, dots: Dots, width: float, height: float) -> Delivery:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # as above

    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    if not paint_exactly(dots.grey, (dots.width, dots.height), printer, width, height):
        return Delivery(Outcome.NOT_SENT, "printing.spooler", name)
    if printer.printerState() is QPrinter.PrinterState.Error:
        return Delivery(Outcome.UNKNOWN, "printing.no-answer")
    return Delivery(Outcome.SENT, "printing.spooled")
