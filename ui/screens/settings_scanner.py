"""The scanner of this workstation, as Settings shows it: how it is connected, and what arrives from it."""
from __future__ import annotations

import re

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
from ui.steps.signing import badge_owner
from workbench.barcodes import own
from workbench.kernel.findings import Refused
from workbench.people.records import Person


class ScannerCard(Card):
    """``notice.scanner`` says what a scan is; ``do.serial-scanner`` names the port of a scanner that is no keyboard."""

    def __init__(self, desk: Desk) -> None:
        words = look.words
        self._desk = desk
        self._notice = Notice(name="notice.scanner")
        self._notice.show_notice("info", words("Scan any code here"), go_on=words("This page says what arrives, and what to change."))
        self._port = Text("", "note", "text2", wrap=True)
        tips = words("Best: prefix STX (Ctrl+B) and suffix Enter. Keyboard layout does not matter for our own codes.")
        serial = Button(words("Serial scanner"), "ghost", "settings", name="do.serial-scanner", tool=True, act=lambda: ask_port(desk))
        parts = (card_head(words("Scanner test")), self._notice, Text(tips, "small", "text3", wrap=True), self._port, row(serial, None))
        super().__init__(col(*parts, None, gap=8))
        self.show_port()
        desk.port.news.connect(self.show_port)

    def show_port(self) -> None:
        """How the scanner is connected, and how that stands."""
        words, news = look.words, self._desk.port.now
        off = words("The scanner types like a keyboard. One at a serial port sends every character, whatever the keyboard layout.")
        self._port.setText(off if news.state is PortState.OFF else port_told(news, words))

    def scanned(self, code: bytes) -> bool:
        """Says what arrived, as it arrived."""
        words = look.words
        seen = shown(code)
        try:
            read = own.read(code)
        except Refused as refused:
            advice = words("Not one of our own codes; other codes are matched by what they say.")
            if re.search("[а-яА-ЯёЁ]", seen):
                advice = words("Letters arrive as Cyrillic: switch the keyboard to English, or use our own codes.")
            self._notice.show_notice("info", words("A code of {n} characters arrived").format(n=len(seen)), read=seen, go_on=advice)
            return bool(refused.findings)
        known = self._owner(code) if read.kind is own.Kind.BADGE else ""
        self._notice.show_notice("ok", words("One of our own codes, read whole"), read=f"{seen}  {known}".strip())
        return True

    def _owner(self, code: bytes) -> str:
        with self._desk.register.reading() as reader:
            people = reader.find(Person)
        try:
            return badge_owner(code, people).name
        except Refused:
            return look.words("nobody’s badge")


def shown(code: bytes) -> str:
    """What arrived, with its control characters in sight."""
    return "".join(each if each.isprintable() else f"<{ord(each):02X}>" for each in code.decode(errors="replace"))


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
