"""The scanner of this workstation, as Settings shows it: how it is connected, and what arrives from it."""
from __future__ import annotations

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.card import Card, card_head
from ui.kit.field import ChoiceField, TextField
from ui.kit.layout import col, row
from ui.kit.notice import Notice
from ui.kit.serial_port import BAUDS, PortState, ports
from ui.kit.text import Text
from ui.kit.theme import look
from ui.ports import port_told
from ui.screens.asking import AskSheet
from ui.steps.proving import badge_owner
from ui.steps.scans import scanner_check, separator_proved
from workbench.barcodes import own
from workbench.barcodes.reading import read
from workbench.barcodes.records import Standard
from workbench.kernel.findings import Refused
from workbench.people.records import Person
from workbench.scanners.records import HandEntry, ScannerCheck
from workbench.words.formats import moment_text
from workbench.words.sentence import N_

STANDARDS = {Standard.OWN: "", Standard.ISBT128: "ISBT 128", Standard.GS1: "GS1", Standard.HIBC: "HIBC", Standard.MARKING: N_("Russian marking")}


class ScannerCard(Card):
    """``notice.scanner`` says what a scan is; ``do.test-scanner`` opens the test symbols, ``do.serial-scanner`` names a port."""

    def __init__(self, desk: Desk) -> None:
        words = look.words
        self._desk = desk
        self._notice = Notice(name="notice.scanner")
        self._notice.show_notice("info", words("Scan any code here"), go_on=words("This page says what arrives, and what to change."))
        self._port, self._tested, self._typed = (Text("", "note", "text2", wrap=True) for _ in range(3))
        trial = Button(words("Test symbols"), "ghost", "scan", name="do.test-scanner", tool=True, act=self._try)
        serial = Button(words("Serial scanner"), "ghost", "settings", name="do.serial-scanner", tool=True, act=lambda: ask_port(desk))
        acts = col(row(trial, None), row(serial, None), gap=8)
        super().__init__(col(card_head(words("Scanner")), self._notice, self._tested, self._port, self._typed, acts, None, gap=8))
        self.refresh()
        desk.port.news.connect(self.refresh)

    def refresh(self) -> None:
        """How the scanner is connected, how that stands, and what its last test showed."""
        words, news = look.words, self._desk.port.now
        off = words("The scanner types like a keyboard. One at a serial port sends every character, whatever the keyboard layout.")
        self._port.setText(off if news.state is PortState.OFF else port_told(news, words))
        with self._desk.register.reading() as reader:
            typed = reader.count(HandEntry, {})
        self._typed.setText(words("Codes typed by hand in this register: {n}").format(n=typed))
        check = scanner_check(self._desk, news.port)
        self._tested.setText(words("The scanner has not been tested at this workstation.") if check is None else self._told(check))
        self._tested.set_ink("text2" if check is not None and not check.faults else "await.fg")

    def _told(self, check: ScannerCheck) -> str:
        words = look.words
        with self._desk.register.reading() as reader:
            name = reader.get(Person, check.person).name
        when = words("Tested {moment}, {name}.").format(moment=moment_text(check.at, check.zone, words), name=name)
        said = words("Group separators arrive.") if check.separator else words("Group separators are not proved.")
        faults = words.plural("{n} fault", "{n} faults", len(check.faults)).format(n=len(check.faults)) + "." if check.faults else ""
        return " ".join(each for each in (when, said, faults) if each)

    def _try(self) -> None:
        from ui.screens.scanner_trial import TrialSheet  # draws a paper: most days never ask for it

        self._desk.sheet(TrialSheet(self._desk))

    def scanned(self, code: bytes) -> bool:
        """Says what arrived, as it arrived, and what it means."""
        words, seen = look.words, shown(code)
        try:
            scan = read(code, separator_proved=separator_proved(self._desk))
        except Refused as refused:
            self._notice.refused(refused, self._desk.zone, read=seen)
            return True
        if scan.standard is Standard.OWN:
            known = self._owner(code) if own.read(code).kind is own.Kind.BADGE else ""
            self._notice.show_notice("ok", words("One of our own codes, read whole"), read=f"{seen}  {known}".strip())
        else:
            meaning = "; ".join(f"{name}: {shown(value.encode())}" for name, value in scan.values)
            what = words("A code of {standard}, read whole").format(standard=words.marked(STANDARDS[scan.standard]))
            self._notice.show_notice("ok", what, read=f"{seen}  =  {meaning}")
        return True

    def _owner(self, code: bytes) -> str:
        with self._desk.register.reading() as reader:
            people = reader.find(Person)
        try:
            return badge_owner(code, people).name
        except Refused:
            return look.words("nobody’s badge")


def shown(code: bytes) -> str:
    """What arrived, with its control characters in sight; it may wrap after every eighth character."""
    seen = [each if each.isprintable() else f"<{ord(each):02X}>" for each in code.decode(errors="replace")]
    return "\u200b".join("".join(seen[at : at + 8]) for at in range(0, len(seen), 8))


def ask_port(desk: Desk) -> None:
    """Asks for the port and speed of a serial scanner of this workstation; no port is none."""
    words, kept = look.words, desk.preferences.now
    found = ports()
    listed = "; ".join(f"{name} ({said})" if said not in ("", "n/a") else name for name, said in found) or words("none")
    fields = [
        TextField("port", words("Port"), text=kept.port, hint=found[0][0] if found else "COM3", ident=True),
        ChoiceField("baud", words("Bits per second"), tuple((each, each) for each in BAUDS), chosen=kept.baud),
    ]  # fmt: skip

    def done(sheet: AskSheet) -> bool:
        desk.use_port(sheet.value("port").strip(), sheet.value("baud"))
        return True

    use = words("Set the scanner to USB-COM or RS-232, with the suffix Enter (CR). Without a port the workstation has no serial scanner.")
    note = f"{use} {words('Ports of this computer: {list}').format(list=listed)}"
    title = words("Serial scanner of this workstation")
    desk.sheet(AskSheet("serial-scanner", title, fields, words("Use this port"), "do.use-port", done, note, optional=("port",)))
