"""What a kind of step shows besides its scans, fields and calculations. A kind that needs nothing more is not in the table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.card import Card, label_value
from ui.kit.check_line import CheckLine
from ui.kit.layout import FLUSH, Part, box, col
from ui.kit.theme import look
from ui.steps.labelling import LabelPart
from ui.steps.reading import described, field_text
from workbench.batch.progress import Progress, Turn
from workbench.dossier.dossier import Dossier
from workbench.formula.records import StepKind
from workbench.words.findings import fact_text
from workbench.words.formats import born_text, patient_name

PartMaker = Callable[[Desk, Dossier, Progress, Turn], QWidget | None]


def _identity(desk: Desk, dossier: Dossier, stand: Progress, turn: Turn) -> QWidget:
    """A verification step shows what is to be compared: the patient and every given value of the order."""
    words, fields = look.words, described(dossier)
    patient = dossier.patient
    parts: list[Part] = [
        label_value(words("Patient"), patient_name(patient)),
        label_value(words("Born"), born_text(patient.born, desk.today, words)),
        label_value(words("Hospital No."), patient.hospital_no, ident=True),
        label_value(words("Chain of identity"), patient.coi, ident=True),
    ]
    for each in dossier.formula.givens:
        value = stand.values.get(each.name)
        if each.origin in ("order", "patient") and value is not None and not isinstance(value, tuple):
            parts.append(label_value(each.text[words.language], field_text(fields[each.name], value, words, desk.zone)))
    return Card(col(*parts, gap=5), part="panel")


def _samples(desk: Desk, dossier: Dossier, stand: Progress, turn: Turn) -> QWidget:
    """A sampling step lists its samples with volume and use."""
    words = look.words
    lines: list[Part] = []
    for name in turn.step.samples:
        sample = dossier.formula.sample(name)
        volume = fact_text(sample.volume, words)
        note = words("{volume}, retained").format(volume=volume) if sample.retain else volume
        lines.append(CheckLine("todo", sample.text[words.language], note))
    return box(col(*lines, gap=6, edges=FLUSH))


def _labels(desk: Desk, dossier: Dossier, stand: Progress, turn: Turn) -> QWidget:
    return LabelPart(desk, dossier, turn)


PARTS: dict[StepKind, PartMaker] = {StepKind.VERIFY: _identity, StepKind.SAMPLE: _samples, StepKind.LABEL: _labels}


def part_of(kind: StepKind, desk: Desk, dossier: Dossier, stand: Progress, turn: Turn) -> QWidget | None:
    """The extra part of a step of this kind, if it has one."""
    maker = PARTS.get(kind)
    return maker(desk, dossier, stand, turn) if maker else None
