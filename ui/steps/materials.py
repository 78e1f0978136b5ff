"""The things that a step asks to be scanned, one row each."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from ui.kit.layout import FLUSH, clear, col
from ui.kit.scan_row import ScanRow
from ui.kit.theme import look
from workbench.batch.progress import Turn
from workbench.dossier.dossier import Dossier
from workbench.stock.records import Lot
from workbench.words.formats import clock_text, date_text, moment_text
from workbench.words.translation import Words

SHORT = timedelta(days=15)
"""What expires sooner shows the time as well (RU Order 145n: below 15 days hours and minutes)."""


def _expiry(lot: Lot, at: datetime, words: Words) -> str:
    """The day on which a lot expires where it was made, with the time if that is soon."""
    if lot.expiry - at < SHORT:
        return moment_text(lot.expiry, lot.zone, words)
    return date_text(lot.expiry.astimezone(ZoneInfo(lot.zone)).date(), words)


class Materials(QWidget):
    """One scan row for each material of a turn; the first that is missing waits for the scanner."""

    def __init__(self) -> None:
        super().__init__()
        self._body = col(gap=6, edges=FLUSH)
        self.setLayout(self._body)
        self.missing: tuple[str, ...] = ()

    def show_turn(self, dossier: Dossier, turn: Turn, *, started: bool) -> None:
        """Shows what was scanned in ``turn``, and what is still to scan."""
        words, zone = look.words, dossier.batch.zone
        clear(self._body)
        scans = {each.material: each for each in dossier.scans if each.accepted and (each.step, each.round) == (turn.step.name, turn.round)}
        lots = {each.id: each for each in dossier.lots}
        missing: list[str] = []
        for name in dict.fromkeys((*turn.step.scans, *(key for key, _ in turn.step.uses))):
            material = dossier.formula.material(name)
            label = material.text[words.language]
            scan = scans.get(name)
            if scan is not None:
                lot = lots.get(scan.lot or "")
                value = (
                    words("LOT {lot} · EXP {expiry}").format(lot=lot.number, expiry=_expiry(lot, scan.at, words))
                    if lot
                    else words("{coi} · this patient").format(coi=dossier.patient.coi)
                )
                made = ScanRow(name, "ok", label, value, words("Matched {time}").format(time=clock_text(scan.at, zone)))
            elif started and not missing:
                made = ScanRow(name, "wait", words("Scan now"), label, words("waiting for scanner…"))
            else:
                made = ScanRow(name, "later", words("Then scan"), label)
            if scan is None:
                missing.append(label)
            self._body.addWidget(made)
        self.missing = tuple(missing)
        self.setVisible(self._body.count() > 0)
