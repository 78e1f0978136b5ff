"""Case reports under Settings: what the site says of itself as sender, ICH's schemas where it has them, and its licensed MedDRA."""
from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.card import Card, card_head, label_value
from ui.kit.field import ChoiceField, TextField
from ui.kit.layout import box, clear, col, row
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import act_beside, holds_right, in_right, needed_for
from ui.screens.asking import AskSheet, reason_field
from ui.screens.case_files import ask_folder
from workbench.icsr.actions.setting import SenderForm, import_meddra, set_sender
from workbench.icsr.keeping import newest_release
from workbench.icsr.records import CaseSender, Masking
from workbench.kernel.findings import Done, Refused
from workbench.people.records import Person
from workbench.people.rights import Act
from workbench.vigilance.casereport.meddra import texts_in
from workbench.vigilance.casereport.schemas import found_in
from workbench.words.formats import moment_text
from workbench.words.sentence import N_

KINDS = {
    "3": N_("health professional"), "4": N_("regional pharmacovigilance centre"), "1": N_("pharmaceutical company"), "2": N_("regulatory authority"),
    "6": N_("another one"),
}  # fmt: skip
"""C.3.1, what a hospital is first."""
MASKINGS = {Masking.MASKED: N_("nobody is named"), Masking.INITIALS: N_("initials of the patient, name of the reporter")}
OPTIONAL = ("department", "given_name", "family_name", "street", "city", "postcode", "telephone", "email", "schemas")


class CasesCard(Card):
    """Who sends, who receives, which MedDRA; the administrator or a supervisor changes them here. ``refresh`` shows what is kept now."""

    def __init__(self, desk: Desk) -> None:
        self._inside = col(gap=6)
        super().__init__(self._inside)
        self.desk = desk
        self.refresh()

    def refresh(self) -> None:
        """What is kept now, and what whoever is here may do."""
        clear(self._inside)
        for each in _parts(self.desk, self):
            self._inside.addWidget(each)


def _parts(desk: Desk, card: QWidget) -> list[QWidget]:
    words = look.words
    with desk.register.reading() as reader:
        sender, release = next(iter(reader.find(CaseSender, limit=1)), None), newest_release(reader)
        people = {each.id: each.name for each in reader.find(Person)}
    parts: list[QWidget] = [card_head(words("Case reports"))]
    if sender is None:
        parts.append(Text(words("The site has not said who it is: drafts can be written, reports cannot be sent."), "note", "text2", wrap=True))
    else:
        entered = words("{name}, {moment}").format(name=people.get(sender.person, sender.person), moment=moment_text(sender.at, sender.zone, words))
        parts += [
            label_value(words("Sender"), f"{sender.country}-{sender.identifier}", ident=True), label_value(words("Receiver"), sender.receiver, ident=True),
            label_value(words("Who is named"), words.marked(MASKINGS[sender.masking])), label_value(words("Entered by"), entered),
            label_value(words("ICH schemas"), words("in a folder of the site") if sender.schemas else words("none")),
        ]  # fmt: skip
    if release is None:
        none = words("No MedDRA: reactions cannot be coded. The workbench comes without it; your site's licence has the files.")
        parts.append(Text(none, "note", "text2", wrap=True))
    else:
        said = words("{version}, {n} terms").format(version=release.version, n=release.terms)
        parts.append(label_value(words("MedDRA"), said))
    acts = (
        Button(words("Sender"), "ghost", "pencil", name="do.enter-sender", tool=True, act=partial(_ask_sender, desk, sender)),
        Button(words("Import MedDRA"), "ghost", "upload", name="do.import-meddra", tool=True),
    )
    acts[1].clicked.connect(lambda: _ask_folder(desk, card))
    for each in acts:
        each.setEnabled(holds_right(desk, Act.SET_UP_REPORTING))
        each.setToolTip(needed_for(desk, Act.SET_UP_REPORTING))
    return [*parts, box(row(*acts, None, gap=8))]


def _ask_sender(desk: Desk, kept: CaseSender | None) -> None:
    words = look.words

    def text(name: str, label: str, hint: str = "", longest: int = 100) -> TextField:
        return TextField(name, label, text=getattr(kept, name) if kept is not None else "", hint=hint, longest=longest)

    kind = ChoiceField("kind", words("Kind of sender"), [(code, words.marked(said)) for code, said in KINDS.items()], chosen=kept.kind if kept else "3")
    masking = ChoiceField(
        "masking", words("Who is named"), [(each.value, words.marked(said)) for each, said in MASKINGS.items()],
        chosen=kept.masking.value if kept is not None else Masking.MASKED.value,
    )  # fmt: skip
    fields = [
        kind, text("organisation", words("Organisation")), text("department", words("Department"), longest=60),
        text("country", words("Country, two letters"), "RU", 2), text("identifier", words("Identifier of the sender"), longest=60),
        text("receiver", words("Identifier of the receiver"), longest=60), masking,
        text("family_name", words("Family name of the person who answers"), longest=60),
        text("given_name", words("Given name"), longest=60), text("street", words("Street")), text("city", words("City"), longest=35),
        text("postcode", words("Postcode"), longest=15), text("telephone", words("Telephone"), longest=33), text("email", words("E-mail")),
        text("schemas", words("Folder with ICH's schemas"), longest=1000), reason_field(),
    ]  # fmt: skip

    def done(sheet: AskSheet) -> bool:
        values = {name: sheet.value(name) for name in (*OPTIONAL, "kind", "organisation", "country", "identifier", "receiver")}
        if values["schemas"]:
            try:
                found_in(Path(values["schemas"]))
            except Refused as refused:
                sheet.notice.refused(refused, desk.zone)
                return False
        form = SenderForm(masking=Masking(sheet.value("masking") or Masking.MASKED.value), **values)
        doing = in_right(desk, Act.SET_UP_REPORTING)
        return desk.act(lambda: set_sender(form, sheet.value("reason"), **doing), sheet.notice, lambda _done: desk.go("settings")) is not None

    note = words("The receiver gives out both identifiers. Messages that were written stay as they are.")
    desk.sheet(AskSheet("sender", words("Sender of case reports"), fields, words("Enter"), "do.enter-sender-now", done, note, optional=OPTIONAL))


def _ask_folder(desk: Desk, parent: QWidget) -> None:
    """The folder first, then the version: it stands nowhere in the files."""
    words = look.words
    folder = ask_folder(parent, words("Folder with llt.asc and pt.asc"))
    if folder is None:
        return

    def act(sheet: AskSheet) -> bool:
        doing, version = in_right(desk, Act.SET_UP_REPORTING), sheet.value("version")

        def work() -> Done:
            return import_meddra(version, *texts_in(folder), **doing)

        def then(_done: Done) -> None:
            sheet.close_sheet()
            desk.go("settings")

        sheet.waits(True)
        act_beside(desk, work, sheet.notice, then, lambda: sheet.waits(False), words("importing MedDRA"))
        return False

    fields = [TextField("version", words("Version"), hint="28.1", longest=5)]
    note = words("{folder}: llt.asc and pt.asc are read through and kept in the register, with their digests.")
    said = note.format(folder=folder.name)
    desk.sheet(AskSheet("meddra", words("Import MedDRA"), fields, words("Import"), "do.import-meddra-now", act, said))
