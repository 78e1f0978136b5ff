"""What is scanned at the bedside: a wristband, or the label of a bag. And what is typed there instead, with a second person."""
from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.desk import Desk
from ui.kit.field import NoteField, TextField
from ui.kit.notice import Notice
from ui.kit.text import reveal
from ui.kit.theme import look
from ui.steps.by_hand import ask_second
from workbench.barcodes import own
from workbench.kernel.findings import Refused
from workbench.kernel.ports import Reader
from workbench.orders.records import Patient
from workbench.people.rights import Act
from workbench.people.standing import reason_given
from workbench.scanners.entering import ByHand
from workbench.scanners.typing_in import Keyed, keyed
from workbench.words.findings import told

BAG, BAND = "bag", "patient"


def is_wristband(reader: Reader, code: bytes) -> bool:
    """Whether a scan is a wristband: ours, or the hospital's own with the number of a patient who is known here.

    ``Refused`` for a damaged symbol of ours; one of another standard is taken for the bag's, and judged later.
    """
    try:
        return own.read(code).kind is own.Kind.PATIENT
    except Refused:
        if code.strip().startswith(b"%"):
            raise
        return bool(reader.find(Patient, {"hospital_no": code.decode("utf-8", "replace").strip()}))


class Codes:
    """The fields for bag and wristband. A scan fills its field; what is typed there needs its check digits, a reason and a second person.

    ``changed`` is called whenever one of them is another one. ``typed`` names the fields that hold what a person typed.
    """

    def __init__(self, desk: Desk, changed: Callable[[], object]) -> None:
        words = look.words
        self._desk, self._changed = desk, changed
        source = words("scan it; if that fails, type its code with the check digits")
        self.bag = TextField(BAG, words("Bag label"), source=source, ident=True, longest=200)
        self.band = TextField(BAND, words("Wristband"), source=source, ident=True, longest=64)
        self.why = NoteField("why_typed", words("Why it cannot be scanned"), source=words("a second person reads the code as well, and signs"), height=46)
        self.fields = {BAG: self.bag, BAND: self.band}
        self.typed: set[str] = set()
        for name, field in self.fields.items():
            field.changed.connect(lambda name=name: self._edited(name))
        self.why.changed.connect(changed)
        reveal(self.why, False)

    def scanned(self, code: bytes, notice: Notice) -> str:
        """A wristband or a bag fills its field; its name, or nothing where ``notice`` says what is wrong with the symbol."""
        try:
            with self._desk.register.reading() as reader:
                name = BAND if is_wristband(reader, code) else BAG
        except Refused as refused:
            notice.refused(refused, self._desk.zone)
            return ""
        notice.clear()
        self.show(name, code.decode("utf-8", "replace").strip())
        self._changed()
        return name

    def show(self, name: str, text: str) -> None:
        """Fills a field with what was scanned, or empties it."""
        self.fields[name].show_text(text)
        self.fields[name].say("")
        self.typed.discard(name)
        reveal(self.why, bool(self.typed))

    @property
    def left(self) -> list[str]:
        """What is missing of what a typed code asks for."""
        return [self.why.label.text()] if self.typed and not self.why.text else []

    def keyed(self, name: str) -> Keyed | None:
        """What was typed in a field, as soon as its check digits fit."""
        try:
            return keyed(self.fields[name].text)
        except Refused:
            return None

    def hands(self, about: str, act: Act, then: Callable[[Mapping[str, ByHand]], object]) -> None:
        """Judges what was typed, in place, asks the second person above this sheet, and goes on to ``then``; at once where all was scanned."""
        if not self.typed:
            then({})
            return
        codes: dict[str, Keyed] = {}
        for name in sorted(self.typed):
            try:
                codes[name] = keyed(self.fields[name].text)
            except Refused as refused:
                self.fields[name].say("error", told(refused.findings[0], look.words, self._desk.zone).what)
        try:
            why = reason_given(self.why.text)
        except Refused as refused:
            self.why.say("error", told(refused.findings[0], look.words, self._desk.zone).what)
            return
        if len(codes) == len(self.typed):
            ask_second(
                self._desk, about, tuple(codes.values()), why, lambda second: then({name: ByHand(code, why, second) for name, code in codes.items()}),
                act, above=True,
            )  # fmt: skip

    def _edited(self, name: str) -> None:
        if self.fields[name].text:
            self.typed.add(name)
        else:
            self.typed.discard(name)
        reveal(self.why, bool(self.typed))
        self._changed()
