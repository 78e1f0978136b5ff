"""What a rehearsal leaves: ``summary.json`` and the papers and labels as files.

A quantity is ``{"value": …, "unit": …}`` with the value as text; a time is ISO 8601 with its offset in the zone of the batch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from workbench.batch.progress import progress
from workbench.batch.verdicts import SpecLine, specification, told
from workbench.calculation.evaluating import Value
from workbench.dossier.dossier import Dossier
from workbench.kernel.values import Quantity
from workbench.rehearsal.expecting import named, verdict_of
from workbench.rehearsal.player import Played

SUMMARY = "summary.json"
EMPTY: dict[str, Any] = {
    "verdict": None,
    "tests": {},
    "dose": {"ordered": None, "per_kg": None, "made": None},
    "bags": [],
    "signatures": [],
}
"""What is told of a batch where none was opened."""


def summary(played: Played, files: Mapping[str, str]) -> dict[str, Any]:
    """Everything that ``summary.json`` tells: of the first batch at the top, of all of them under ``batches``, if there are several."""
    told = {dossier.batch.id: of_batch(dossier) for _, dossier in played.batches}
    first = next(iter(told.values()), EMPTY)
    found: dict[str, Any] = {"verdict": first["verdict"], "refusals": [asdict(each) for each in played.refusals]}
    found |= {key: first[key] for key in ("tests", "dose", "bags", "signatures")}
    found["files"] = dict(files)
    if len(told) > 1:
        found["batches"] = told
    return found


def of_batch(dossier: Dossier) -> dict[str, Any]:
    """What is told of one batch."""
    return {
        "verdict": verdict_of(dossier.batch.status),
        "tests": {each.test.name: _test(each) for each in specification(dossier)},
        "dose": _doses(dossier),
        "bags": [
            {
                "number": each.number,
                "of": each.of,
                "kind": each.kind,
                "dose": _quantity(each.dose),
                "volume": _quantity(each.volume),
                "expiry": _moment(each.expiry, dossier.batch.zone),
                "status": each.status.value,
            }
            for each in dossier.bags
        ],
        "signatures": [
            {
                "person": each.person,
                "role": each.role.value,
                "meaning": each.meaning.value,
                "at": _moment(each.at, each.zone),
                "digest": each.digest.hex(),
            }
            for each in dossier.signatures
        ],
    }


def _test(line: SpecLine) -> dict[str, Any]:
    shown = told(line)
    return {
        "value": _text(shown),
        "unit": shown.unit if isinstance(shown, Quantity) else line.test.unit,
        "limit": line.test.accept,
        "stage": line.test.stage.value,
        "verdict": line.verdict.value,
    }


def _doses(dossier: Dossier) -> dict[str, Any]:
    formula, names = dossier.formula, progress(dossier).values
    wanted = {"ordered": formula.ordered_dose, "per_kg": formula.dose_per_kg, "made": formula.made_dose}
    found = {key: named(name, names) if name else None for key, name in wanted.items()}
    return {key: _quantity(value) if isinstance(value, Quantity) else None for key, value in found.items()}


def _quantity(quantity: Quantity) -> dict[str, str]:
    return {"value": format(quantity.value, "f"), "unit": quantity.unit}


def _text(value: Value | None) -> str | None:
    if isinstance(value, Quantity):
        return format(value.value, "f")
    return None if value is None else str(value)


def _moment(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


def leave_papers(folder: Path, played: Played) -> None:
    """Writes every document and label of every batch, as they were printed, below ``folder``."""
    for _, dossier in played.batches:
        for document in dossier.documents:
            name = f"{document.number}-copy-{document.copy}.pdf" if document.copy > 1 else f"{document.number}.pdf"
            _leave(folder / "documents" / _safe(name), document.content)
        for label in dossier.labels:
            _leave(folder / "labels" / _safe(f"{label.thing}-{label.profile}-{label.copy}.pdf"), label.content)


def _safe(name: str) -> str:
    return "".join(each if each.isalnum() or each in "-._" else "_" for each in name)


def _leave(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def digests(folder: Path) -> dict[str, str]:
    """Each file below ``folder``, but for the summary itself, and its SHA-256."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != SUMMARY
    }


def leave_summary(folder: Path, played: Played) -> None:
    """Writes ``summary.json``; to be called when everything else lies in ``folder`` and the register is closed."""
    text = json.dumps(summary(played, digests(folder)), ensure_ascii=False, indent=1)
    (folder / SUMMARY).write_text(text + "\n", encoding="utf-8")
