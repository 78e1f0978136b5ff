"""A ward that reports, a site that sends, and ten lines in the layout of MedDRA's files, with numbers and terms made up here."""
from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from tests.vigilance.reports import Reporting
from workbench.batch.records import Attachment
from workbench.cli.resources import Resources
from workbench.icsr.actions.setting import SenderForm, import_meddra, set_sender
from workbench.icsr.actions.telling import code_reaction
from workbench.icsr.actions.writing import Means, repeat_message, write_message
from workbench.icsr.facts import CaseFacts, case_facts
from workbench.icsr.records import CaseMessage
from workbench.kernel.findings import Done
from workbench.vigilance.casereport.elements import elements_of
from workbench.words.translation import ENGLISH

MEANS = Means(elements_of(Resources().text("casereport/elements.toml")), ENGLISH)
LOW_TERMS = "".join(
    f"{code}$Made up {name}$10090001${'$' * 6}{current}$$\n"
    for code, name, current in (("10090001", "chills", "Y"), ("10090002", "chills at night", "Y"), ("10090003", "cold feeling", "N"), ("10090004", "fever", "Y"))
)
PREFERRED = "10090001$Made up chills$$10000001$\n"


class Sending(Reporting):
    """The site has said who it is, and brought its terms."""

    def __init__(self, folder: Path, pathway: str = "RU-iBMCP", *, ready: bool = True) -> None:
        super().__init__(folder, pathway)
        if ready:
            self.sender()
            import_meddra("27.1", LOW_TERMS, PREFERRED, **self.desk.doing("AD1"))

    def sender(self, **changed: Any) -> None:
        """What the site says of itself, except for what is changed."""
        usual: dict[str, Any] = {"kind": "3", "organisation": "Demo hospital", "country": "ru", "identifier": "DEMO", "receiver": "AUTHORITY"}
        set_sender(SenderForm(**(usual | changed)), "first report", **self.desk.doing("AD1"))

    def choose_term(self, number: str, code: str = "10090001") -> None:
        """Codes the reaction."""
        code_reaction(number, code, **self.desk.doing("PH1"))

    def facts(self, number: str) -> CaseFacts:
        """What the case is made from."""
        with self.desk.register.reading() as reader:
            return case_facts(reader, number)

    def write(self, number: str, *, drafted: bool = False, reason: str = "") -> Done:
        """The next message, a minute later."""
        self.desk.later(minutes=1)
        return write_message(number, MEANS, drafted=drafted, reason=reason, **self.desk.doing("PH1"))

    def repeat(self, message: CaseMessage) -> Done:
        """The same once more."""
        self.desk.later(minutes=1)
        return repeat_message(message.id, MEANS, **self.desk.doing("PH1"))


def parts(done: Done) -> tuple[CaseMessage, bytes]:
    """The message that was written, and its file."""
    message, file = done.changed
    assert isinstance(message, CaseMessage) and isinstance(file, Attachment)
    return message, file.content


def answer(message: str, code: str, said: str = "", at: str = "20261120140000+0300") -> bytes:
    """An acknowledgement about one message, as a receiver writes it."""
    batch = "AA" if code == "CA" else "AE"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<MCCI_IN200101UV01 xmlns="urn:hl7-org:v3" ITSVersion="XML_1.0">
  <id root="2.16.840.1.113883.3.989.2.1.3.20" extension="ACK-1"/><creationTime value="{at}"/>
  <MCCI_IN000002UV01>
    <id root="2.16.840.1.113883.3.989.2.1.3.19" extension="L-1"/><creationTime value="{at}"/>
    <acknowledgement typeCode="{code}"><targetMessage><id root="2.16.840.1.113883.3.989.2.1.3.1" extension="{message}"/></targetMessage>
      <acknowledgementDetail><text>{escape(said)}</text></acknowledgementDetail></acknowledgement>
  </MCCI_IN000002UV01>
  <acknowledgement typeCode="{batch}"><targetBatch><id root="2.16.840.1.113883.3.989.2.1.3.22" extension="{message}"/></targetBatch></acknowledgement>
</MCCI_IN200101UV01>
""".encode()


