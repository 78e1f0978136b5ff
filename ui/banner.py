"""The patient banner: full width, top, above the rail, only with exactly one patient, never darkened (NHS CUI patient banner)."""
from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.desk import BannerFacts, Desk
from ui.kit.chip import Chip
from ui.kit.icons import Icon
from ui.kit.layout import Part, box, clear, col, line, row
from ui.kit.text import Link, Text
from workbench.words.names import allergy_state, patient_name, sex_name
from workbench.words.numbers import quantity_text
from workbench.words.times import born_text, date_text, moment_text

ZONE1, ZONE2 = 60, 36
ICONS = {
    "known allergies": ("alert-octagon", "rejected.fg"),
    "no known allergies": ("circle-check", "released.fg"),
    "allergies not recorded": ("help-circle", "await.fg"),
    "allergies unavailable": ("cloud-off", "await.fg"),
}
"""By the value of ``Allergies``."""


class Banner(QWidget):
    """Zone 1 identifies the patient, zone 2 says what must be known. ``height_now`` is what a sheet leaves free."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._zone1, self._zone2, self._zone3 = _zone("zone1", ZONE1), _zone("zone2", ZONE2), _zone("zone2", ZONE2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for each in (self._zone1, self._zone2, self._zone3):
            layout.addWidget(each)
        self._facts: BannerFacts | None = None
        self.hide()

    @property
    def height_now(self) -> int:
        """Height in pixels; 0 without a patient."""
        if self._facts is None:
            return 0
        return ZONE1 + ZONE2 + (ZONE2 if self._zone3.isVisible() else 0)

    def show_patient(self, facts: BannerFacts | None, desk: Desk) -> None:
        """Shows this patient, or no banner."""
        self._facts = facts
        self._zone3.hide()
        self.setVisible(facts is not None)
        if facts is None:
            return
        for zone in (self._zone1, self._zone2, self._zone3):
            layout = zone.layout()
            if layout is not None:
                clear(layout)
        self._identify(facts, desk)
        self._warn(facts, desk)
        name = patient_name(facts.patient)
        self.setAccessibleName(desk.words("Patient {name}").format(name=name))

    def _identify(self, facts: BannerFacts, desk: Desk) -> None:
        words, patient, today = desk.words, facts.patient, desk.today
        parts: list[Part] = [
            Icon("user-circle", "primary", 32, 1.5),
            Text(patient_name(patient), "page", ident=True),
            *_label(words("Born"), born_text(patient.born, today, words), words("Date of birth and age")),
            *_label(words("Sex"), sex_name(patient.sex, words), words("Sex as registered")),
            *_label(words("Hospital No."), patient.hospital_no, words("Number of the patient in this hospital"), ident=True),
        ]
        if facts.weight is not None:
            when = f"  ·  {date_text(facts.weighed_on, words)}" if isinstance(facts.weighed_on, date) else ""
            parts += _label(words("Weight"), quantity_text(facts.weight, words) + when, words("Body weight of the order, and the day it was taken"))
        parts.append(None)
        if desk.mark:
            parts.append(Chip("await", desk.mark, small=True, icon="flask"))
        _fill(self._zone1, parts, 16)

    def _warn(self, facts: BannerFacts, desk: Desk) -> None:
        words, patient = desk.words, facts.patient
        icon, ink = ICONS[patient.allergies.value]
        parts: list[Part] = [Icon(icon, ink, 18), Text(allergy_state(patient.allergies, words), "value", ink)]
        if patient.allergy_text:
            parts.append(Text(patient.allergy_text, "value"))
        pairs = [(words("Chain of identity"), patient.coi, True), (words("Ward"), facts.ward, False)]
        if facts.planned is not None:
            pairs.append((facts.planned_label or words("Infusion planned"), moment_text(facts.planned, desk.zone, words), False))
        for label, value, ident in pairs:
            if value:
                parts += [line(vertical=True, length=36), Text(label, "note", "text3"), Text(value, "value", ident=ident)]
        parts.append(None)
        if facts.more:
            parts.append(Link(words("More"), self._turn, name="do.banner_more", icon="chevron-down"))
            third: list[Part] = []
            for label, value in facts.more:
                third += [Text(label, "note", "text3"), Text(value, "value"), 10]
            _fill(self._zone3, [*third, None], 10)
        _fill(self._zone2, parts, 10)

    def _turn(self) -> None:
        self._zone3.setVisible(not self._zone3.isVisible())


def _zone(name: str, height: int) -> QFrame:
    zone = QFrame()
    zone.setObjectName(name)
    zone.setFixedHeight(height)
    layout = QHBoxLayout(zone)
    layout.setContentsMargins(20, 0, 20, 0)
    return zone


def _fill(zone: QFrame, parts: list[Part], gap: int) -> None:
    layout = zone.layout()
    if not isinstance(layout, QHBoxLayout):
        raise TypeError("a zone is a row")
    layout.setSpacing(gap)
    layout.addWidget(box(row(*parts, gap=gap)))


def _label(label: str, value: str, tip: str, ident: bool = False) -> list[Part]:
    """A label over its value, no colon, the value stronger (NHS CUI 0042, 0046)."""
    pair = box(col(None, Text(label, "small", "text3"), Text(value, "big", ident=ident), None, gap=1))
    pair.setToolTip(tip)
    pair.setAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)
    return [line(vertical=True), pair]
