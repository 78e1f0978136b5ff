"""Label files: read as they come out in both languages, compared with the version before, approved by two, withdrawn, shown as specimens."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.desk import Desk, Doing
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.layout import box, col, row, scrolling
from ui.kit.notice import Notice
from ui.kit.pdf import page_image
from ui.kit.sign import SignRow
from ui.kit.table import Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.label_reading import compared, signals_table
from ui.screens.specimens import SpecimenSheet
from ui.screens.versions import Said, VersionsScreen
from ui.steps.printing import presses
from ui.steps.signing import Signed
from workbench.kernel.findings import Done, Refused
from workbench.kernel.ports import Reader
from workbench.kernel.values import Stored
from workbench.labels.signals import SIGNALS
from workbench.masters.actions import approve_label, propose_label, signed_text, withdraw_label
from workbench.masters.approved import signals_in
from workbench.masters.checking import pictures
from workbench.masters.records import LabelStatus, LabelVersion
from workbench.people.rights import Act
from workbench.words.sentence import N_

LOOKS = {
    LabelStatus.PROPOSED: ("await", N_("Waits for approval")),
    LabelStatus.APPROVED: ("released", N_("Approved")),
    LabelStatus.WITHDRAWN: ("rejected", N_("Withdrawn")),
}
DOTS = 110
"""Dots per inch of the pictures: nearly life size on most screens, and legible."""


class LabelFilesScreen(VersionsScreen[LabelVersion]):
    """``desk.go("label-files", version_id)``."""

    list_name, kind = "label-files", LabelVersion
    said = Said(
        "label", N_("Label files"), N_("Labels are printed from the newest version that two people have approved"), N_("Label file"),
        N_("An older approved version counts again; if there is none, this label is not printed any more."), Act.APPROVE_LABEL, Act.WITHDRAW_LABEL, 420, 160,
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        formulas = Button(look.words("Master formulas"), "ghost", "arrow-left", name="do.formulas", tool=True, act=lambda: desk.go("formulas"))
        super().__init__(desk, formulas, self._middle)

    def _middle(self, reading: QVBoxLayout) -> QWidget:
        return Card(col((scrolling(reading), 1), gap=10))

    def read(self, reader: Reader) -> tuple[LabelVersion, ...]:
        return tuple(sorted(reader.find(LabelVersion), key=lambda each: (each.name, -each.version)))

    def called(self, version: LabelVersion) -> str:
        return version.name

    def look_of(self, version: LabelVersion) -> tuple[str, str]:
        return LOOKS[version.status]

    def show_reading(self) -> None:
        words, version, older = look.words, self.version, self.older
        if version is None:
            self.show_nothing(words("No label file yet"))
            return
        if older is not None:
            self.show_difference(older, version, *compared(older, version, words))
        if version.name == SIGNALS:
            columns, lines = signals_table(version.text, words)
            self.reading.addWidget(Text(words("No entry marked as not compared has been read against the text of its norm."), "note", "text2", wrap=True))
            self.reading.addWidget(TableView("signals", Rows(columns, lines), row=52, head=32, grows=True, wraps=True, says=words("Signal texts")))
        else:
            self._pictures(version)
        self.reading.addStretch(1)

    def _pictures(self, version: LabelVersion) -> None:
        """Each example as it comes out: a first print, a duplicate, a real one, and what else shows its zones."""
        with self.desk.register.reading() as reader:
            signals = signals_in(reader)
        for press in presses(self.desk).values():
            try:
                drawn = pictures(version.name, version.text, press, signals, self.desk.today)
            except Refused as refused:
                notice = Notice(name="notice.label-file")
                notice.refused(refused, self.desk.zone)
                self.reading.addWidget(notice)
                continue
            for each in drawn:
                picture = QLabel()
                picture.setAccessibleName(look.words("Picture of the label"))
                picture.setPixmap(QPixmap.fromImage(page_image(each.pdf, 0, DOTS)))
                self.reading.addWidget(box(row(picture, None)))

    def more(self, version: LabelVersion) -> tuple[Sequence[QWidget], Sequence[QWidget]]:
        if version.name == SIGNALS:
            return (), ()
        show = partial(SpecimenSheet, self.desk, version)
        return (), [Button(look.words("Specimen"), "ghost", "printer", name="do.specimen", wide=True, act=lambda: self.desk.sheet(show()))]

    def rows(self, version: LabelVersion) -> list[SignRow]:
        words = look.words
        return [SignRow(words("Label file"), version.name), SignRow(words("Version"), str(version.version))]

    def signed(self, version: LabelVersion) -> tuple[Stored, ...]:
        return signed_text(version)

    def proposed(self, text: str, path: Path) -> Done | None:
        return self.desk.act(partial(propose_label, path.stem, text, presses=presses(self.desk), **self.desk.doing()), self.notice)

    def approved(self, version: LabelVersion, given: Signed, doing: Doing) -> Done:
        return approve_label(version.id, presses=presses(self.desk), proof=given.proof, **doing)

    def withdrawn(self, version: LabelVersion, reason: str, given: Signed, doing: Doing) -> Done:
        return withdraw_label(version.id, reason, proof=given.proof, **doing)

    def retranslate(self) -> None:
        self.other.setText(look.words("Master formulas"))
        super().retranslate()
