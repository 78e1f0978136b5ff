"""The lives of labels as the register holds them, without the dossier of a batch: of one label, of one thing, of the batches in work."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.batch.records import Batch, Status
from workbench.kernel.ports import Reader
from workbench.labels.reckoning import LabelState, Life, lived
from workbench.labels.records import LabelDisposal, LabelEnd, LabelPrint, LabelScan
from workbench.printing.records import LabelSend, SendOutcome

IN_WORK = (Status.IN_PROCESS, Status.PAUSED, Status.QC_PENDING, Status.PROVISIONAL, Status.HELD)
"""Batches whose labels may still have to be applied or accounted for."""
OPEN = frozenset({LabelState.UNKNOWN, LabelState.SENT, LabelState.ENDED})
"""A label with paper about, or nobody knows: to be scanned on what it labels, or accounted for."""


def life_of(reader: Reader, label: str) -> Life | None:
    """The life of one label; None where there is no such label."""
    found = _lived(reader, reader.find(LabelPrint, {"id": label}))
    return found[0] if found else None


def lives_about(reader: Reader, about: str) -> tuple[Life, ...]:
    """Every label of a thing that is no bag (``sample N1``), in the order in which they were made."""
    return _lived(reader, reader.find(LabelPrint, {"about": about}, sort="seq"))


def _lived(reader: Reader, labels: Sequence[LabelPrint]) -> tuple[Life, ...]:
    keys = [each.id for each in labels]
    sends = [one for each in keys for one in reader.find(LabelSend, {"label": each}, sort="seq")]
    return lived(
        labels,
        [one for each in keys for one in reader.find(LabelScan, {"label": each})],
        [one for each in keys for one in reader.find(LabelEnd, {"label": each})],
        [one for each in keys for one in reader.find(LabelDisposal, {"label": each})],
        sends,
        [one for each in sends for one in reader.find(SendOutcome, {"send": each.id})],
    )


def waiting(reader: Reader) -> int:
    """How many labels of batches in work are printed, or may be, and wait to be scanned on what they label or to be accounted for."""
    batches = (each.id for status in IN_WORK for each in reader.find(Batch, {"status": status}))
    return sum(each.state in OPEN and not each.tag for each in _in_batches(reader, batches))


def _in_batches(reader: Reader, batches: Iterable[str]) -> Iterable[Life]:
    for key in batches:
        of = {"batch": key}
        yield from lived(
            reader.find(LabelPrint, of, sort="seq"), reader.find(LabelScan, of), reader.find(LabelEnd, of), reader.find(LabelDisposal, of),
            reader.find(LabelSend, of, sort="seq"), reader.find(SendOutcome, of),
        )  # fmt: skip
