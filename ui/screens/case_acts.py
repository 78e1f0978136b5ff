"""Acts about one case report: written and saved, saved again, sent once more, answered; a physician's own words."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ui.kit.field import NoteField
from ui.kit.theme import look
from ui.problems import attempt
from ui.screens.acting import in_right
from ui.screens.asking import AskSheet, reason_field
from ui.screens.case_files import CasePage, ask_answer, ask_where, content_of, put
from ui.screens.case_reading import CaseShown, elements, site_words
from workbench.batch.records import Attachment
from workbench.icsr.actions.answering import read_answer
from workbench.icsr.actions.telling import narrate
from workbench.icsr.actions.writing import Means, never_sent, new_number, repeat_message, write_message
from workbench.icsr.facts import CaseFacts
from workbench.icsr.records import CaseMessage
from workbench.kernel.findings import Done
from workbench.people.rights import Act
from workbench.vigilance.casereport.fhir import adverse_events

XML, JSON = "XML (*.xml)", "JSON (*.json)"


def write_and_save(page: CasePage, shown: CaseShown, drafted: bool, reason: str) -> None:
    """Asks where the file goes, writes and keeps the message, and saves it there. What was found stands below the head."""
    number = new_number(shown.facts)
    path = ask_where(page, f"{number}.xml", XML)
    if path is not None:
        means = Means(elements(page.desk), site_words(page.desk))
        _keep(page, path, lambda: write_message(shown.facts.case.report.id, means, drafted=drafted, reason=reason, **in_right(page.desk, Act.SEND_REPORT)))


def write_once_more(page: CasePage, message: CaseMessage) -> None:
    """The same case under a new number, because the last message got lost."""
    path = ask_where(page, f"{message.id}-again.xml", XML)
    if path is not None:
        means = Means(elements(page.desk), site_words(page.desk))
        _keep(page, path, lambda: repeat_message(message.id, means, **in_right(page.desk, Act.SEND_REPORT)))


def _keep(page: CasePage, path: Path, act: Callable[[], Done]) -> None:
    desk = page.desk
    done = attempt(act, page.notice, desk.zone)
    if done is None:
        return
    desk.did.emit(done)
    page.refresh()
    if put(path, _file(done).content, page.notice):
        words, message = look.words, done.changed[0]
        number = message.id if isinstance(message, CaseMessage) else ""
        page.notice.show_notice("ok", words("{number} is kept, and saved as {file}.").format(number=number, file=path.name))


def _file(done: Done) -> Attachment:
    return next(each for each in done.changed if isinstance(each, Attachment))


def ask_unsent(page: CasePage, message: CaseMessage) -> None:
    """The newest message stayed here: why."""
    words, desk = look.words, page.desk

    def act(sheet: AskSheet) -> bool:
        return desk.act(lambda: never_sent(message.id, sheet.value("reason"), **in_right(desk, Act.SEND_REPORT)), sheet.notice) is not None

    note = words("{number} stays kept. The next message takes its place and is of the same kind.").format(number=message.id)
    desk.sheet(AskSheet("unsent", words("It was not sent"), [reason_field()], words("Record"), "do.unsent-now", act, note))


def save_again(page: CasePage, message: CaseMessage) -> None:
    """The file of a kept message, byte by byte."""
    path = ask_where(page, f"{message.id}.xml", XML)
    if path is not None:
        with page.desk.register.reading() as reader:
            content = reader.get(Attachment, message.attachment).content
        if put(path, content, page.notice):
            page.notice.clear()


def save_fhir(page: CasePage, shown: CaseShown) -> None:
    """The same case as FHIR R4 AdverseEvent. It is a copy for other systems, and no message: nothing is kept of it."""
    path = ask_where(page, f"{shown.facts.case.report.id}.json", JSON)
    if path is not None and put(path, adverse_events(shown.case).encode(), page.notice):
        page.notice.show_notice("ok", look.words("Saved as {file}.").format(file=path.name))


def read_an_answer(page: CasePage) -> None:
    """Asks for the file that the receiver sent, and keeps what it says. Nothing is lost when it is refused: the file stays where it is."""
    desk, path = page.desk, ask_answer(page)
    if path is None:
        return
    done = attempt(lambda: read_answer(path.name, content_of(path), **in_right(desk, Act.SEND_REPORT)), page.notice, desk.zone, read=path.name)
    if done is not None:
        desk.did.emit(done)
        page.refresh()
        page.notice.findings(done.findings, desk.zone, path.name)


def ask_own_words(page: CasePage, facts: CaseFacts) -> None:
    """What a physician adds to the narrative; the words before stand there to be changed, and stay kept."""
    words, desk = look.words, page.desk
    text = NoteField("text", words("In your own words"), text=facts.text.text if facts.text is not None else "", height=180)

    def act(sheet: AskSheet) -> bool:
        return desk.act(lambda: narrate(facts.case.report.id, sheet.value("text"), **in_right(desk, Act.ASSESS_REPORT)), sheet.notice) is not None

    note = words("It stands behind what the register knows. Name nobody: the narrative goes out with the case.")
    desk.sheet(AskSheet("own-words", words("Own words"), [text], words("Keep it"), "do.own-words-now", act, note))
