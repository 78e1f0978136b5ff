"""Printers, which label goes to which of them, and each attempt to send a label.

An attempt is two facts in two transactions: ``LabelSend`` before the first byte leaves, ``SendOutcome`` after it is known what happened.
Whatever happens between them (power, crash, another workstation looking) leaves an attempt without an outcome, which is unknown.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.kernel.values import Fact, Quantity, Thing


class PrinterKind(Enum):
    """How a printer is reached: through the operating system, as any printer is, or by ZPL on a TCP port."""

    SYSTEM = "system"
    ZPL = "zpl"


class SymbolsBy(Enum):
    """Who draws the symbols of a label sent as ZPL: the printer itself, or we, as dots."""

    NATIVE = "native"
    BITMAP = "bitmap"


class Outcome(Enum):
    """What is known of one attempt to send a label. ``NOT_SENT`` is said only where no byte of the label can have left."""

    SENT = "sent"
    NOT_SENT = "not sent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Printer(Thing):
    """A label printer. ``address`` is the system's name of it, or ``host:port``; ``dpi`` one of 203, 300 and 600.

    ``answers`` says that it tells its state when asked (~HS): one that should and does not is not sent anything.
    """

    id: str
    name: str
    kind: PrinterKind
    address: str
    dpi: int
    symbols: SymbolsBy
    answers: bool
    active: bool


@dataclass(frozen=True, slots=True)
class PrinterChoice(Thing):
    """The printer that a label family goes to from one workstation; ``id`` is ``workstation/family``."""

    id: str
    workstation: str
    family: str
    printer: str


@dataclass(frozen=True, slots=True)
class PrintJob(Fact):
    """One order to print: a whole set of labels of a batch, each a piece of paper of its own, in this order, on one printer.

    Labels of a collection or of a lot belong to no batch.
    """

    id: str
    batch: str | None
    printer: str
    workstation: str
    labels: tuple[str, ...]
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class LabelSend(Fact):
    """An attempt to send a label begins: written before the first byte leaves. ``number`` counts the attempts of this label."""

    id: str
    batch: str | None
    job: str
    label: str
    number: int
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class SendOutcome(Fact):
    """How an attempt ended. ``code`` names its sentence, ``detail`` holds what the system or the printer said."""

    id: str
    batch: str | None
    send: str
    outcome: Outcome
    code: str
    detail: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class PrinterCheck(Fact):
    """What was measured on a sheet with two rulers, ``across`` and ``down`` millimetres long: whether the printer prints at true size."""

    id: str
    printer: str
    across: int
    down: int
    measured_across: Quantity
    measured_down: Quantity
    good: bool
    at: datetime
    zone: str
    person: str
