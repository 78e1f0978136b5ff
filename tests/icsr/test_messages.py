"""The life of a case outside: written, rejected, written again, followed up, amended, sent once more, taken back; and what is refused on the way."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.desk import codes
from tests.icsr.cases import LOW_TERMS, MEANS, PREFERRED, Sending, answer, parts
from workbench.__main__ import main
from workbench.batch.records import Attachment
from workbench.icsr.actions.answering import read_answer
from workbench.icsr.actions.setting import import_meddra
from workbench.icsr.actions.telling import code_reaction, narrate
from workbench.icsr.actions.writing import never_sent, write_message
from workbench.icsr.records import CaseAcknowledgement, CaseMessage, CaseSender, CaseText, MessageKind, ReactionCode
from workbench.icsr.standing import Owed, owed, standing_of
from workbench.icsr.units import ucum
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.vigilance.casereport.reading import read_message
from workbench.vigilance.casereport.schemas import validate


def take(ward: Sending, content: bytes, name: str = "answer.xml") -> Any:
    """An answer is read in."""
    return read_answer(name, content, **ward.desk.doing("PH1"))


def still(ward: Sending, number: str) -> Owed:
    """What the messages of a report ask for."""
    with ward.desk.register.reading() as reader:
        return owed(ward.case(number), standing_of(reader, number))


def test_a_case_lives_from_its_first_message_to_the_one_that_takes_it_back(tmp_path: Path, shared: Path) -> None:
    ward = Sending(tmp_path)
    case = ward.report()
    number = case.report.id
    draft, content = parts(ward.write(number, drafted=True))
    assert (draft.draft, draft.kind, b'processingCode code="T"' in content) == (True, MessageKind.INITIAL, True)
    with pytest.raises(Refused) as refused:
        ward.write(number)
    assert codes(refused.value) == {"casereport.no-meddra"}
    assert len(ward.desk.kept(CaseMessage)) == 1, "what was refused is not kept"
    ward.choose_term(number)
    ward.sender(schemas=str(shared / "schemas" / "e2br3" / "schemas"))
    stayed, content = parts(ward.write(number))
    never_sent(stayed.id, "the onset was mistyped", **ward.desk.doing("PH1"))
    first, content = parts(ward.write(number))
    assert (first.kind, first.id, still(ward, number)) == (MessageKind.INITIAL, "DEMO-SR-2026-0001-3", Owed.NOTHING), "no receiver had the one before"
    assert [each.code for each in take(ward, answer(first.id, "CR", "E.i.7: wrong <b>")).findings] == ["casereport.rejected"]
    assert still(ward, number) is Owed.AGAIN
    with pytest.raises(Refused) as refused:
        never_sent(first.id, "it was", **ward.desk.doing("PH1"))
    assert codes(refused.value) == {"icsr.unsent-answered"}
    with pytest.raises(Refused) as refused:
        ward.repeat(first)
    assert codes(refused.value) == {"icsr.repeat-rejected"}
    case = ward.send(ward.assess(case))
    with pytest.raises(Refused) as refused:
        ward.end(case)
    assert codes(refused.value) == {"icsr.rejected-open"}
    ward.sender(identifier="OTHER", schemas="")
    again, content = parts(ward.write(number))
    assert (again.kind, again.repeats, still(ward, number)) == (MessageKind.INITIAL, first.id, Owed.NOTHING)
    told = read_message(content).cases[0]
    assert (told.identifier, told.message_sender) == ("RU-DEMO-SR-2026-0001", "OTHER"), "the number of the case stays that of its first message"
    take(ward, answer(again.id, "CA"))
    lost, copy = parts(ward.repeat(again))
    assert replace(read_message(copy).cases[0], message_identifier=again.id, message_created=told.message_created, created=told.created) == told
    with pytest.raises(Refused) as refused:
        ward.write(number)
    assert codes(refused.value) == {"casereport.reason"}
    amended, content = parts(ward.write(number, reason="onset was mistyped"))
    assert (amended.kind, read_message(content).cases[0].nullification) == (MessageKind.AMENDMENT, "2")
    ward.news(case)
    assert still(ward, number) is Owed.FOLLOW_UP
    assert parts(ward.write(number))[0].kind is MessageKind.FOLLOW_UP
    ward.nullify(case, "repeats another report")
    assert still(ward, number) is Owed.NULLIFICATION
    last, content = parts(ward.write(number))
    said = read_message(content).cases[0]
    assert (last.kind, said.nullification, said.nullification_reason) == (MessageKind.NULLIFICATION, "1", "repeats another report")
    assert validate(content, shared / "schemas" / "e2br3" / "schemas") == ()
    assert still(ward, number) is Owed.NOTHING
    with pytest.raises(Refused) as refused:
        ward.write(number)
    assert codes(refused.value) == {"icsr.taken-back"}
    kept = {each.id: each for each in ward.desk.kept(Attachment)}
    assert [kept[each.attachment].digest for each in ward.desk.kept(CaseMessage)] == [each.digest for each in ward.desk.kept(CaseMessage)]


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Sending:
    """One report of which a message was written and accepted; what is refused leaves it so."""
    ward = Sending(tmp_path_factory.mktemp("messages"))
    ward.choose_term(ward.report().report.id)
    message, _ = parts(ward.write("SR-2026-0001"))
    take(ward, answer(message.id, "CA", "thank you"))
    return ward


SENT = "DEMO-SR-2026-0001-1"
ANSWERS: dict[str, tuple[str, Callable[[Sending], bytes]]] = {
    "of another site": ("icsr.unknown-message", lambda _: answer("ELSEWHERE-1", "CA")),
    "neither yes nor no": ("casereport.no-answer", lambda _: answer(SENT, "XX")),
    "read before": ("icsr.answered-before", lambda _: answer(SENT, "CA", "thank you")),
    "a message": ("icsr.not-an-answer", lambda ward: ward.desk.kept(Attachment)[-2].content),
    "with entities": ("casereport.entities", lambda _: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "cut off": ("casereport.not-xml", lambda _: answer(SENT, "CA")[:300]),
    "empty": ("casereport.not-xml", lambda _: b""),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_an_answer_that_cannot_be_ours_is_refused_and_nothing_is_lost(ward: Sending, case: str) -> None:
    code, content = ANSWERS[case]
    head, wrong = ward.desk.head(), content(ward)
    with pytest.raises(Refused) as refused:
        take(ward, wrong)
    assert codes(refused.value) == {code}
    assert ward.desk.head() == head and len(ward.desk.kept(CaseAcknowledgement)) == 1


WRITES: dict[str, tuple[str, Callable[[Sending], object]]] = {
    "who may not send": ("people.act-not-allowed", lambda ward: write_message("SR-2026-0001", MEANS, drafted=True, **ward.desk.doing("WN1"))),
    "no such report": ("vigilance.not-found", lambda ward: write_message("SR-1", MEANS, drafted=True, **ward.desk.doing("PH1"))),
    "a code that is no term": ("casereport.meddra-unknown", lambda ward: code_reaction("SR-2026-0001", "10090009", **ward.desk.doing("PH1"))),
    "a term that is not current": ("casereport.meddra-unknown", lambda ward: code_reaction("SR-2026-0001", "10090003", **ward.desk.doing("PH1"))),
    "the same code": ("icsr.coded-before", lambda ward: code_reaction("SR-2026-0001", "10090001", **ward.desk.doing("PH1"))),
    "no such message": ("vigilance.not-found", lambda ward: never_sent("DEMO-1", "stayed", **ward.desk.doing("PH1"))),
    "who may not code": ("people.act-not-allowed", lambda ward: code_reaction("SR-2026-0001", "10090002", **ward.desk.doing("WN1"))),
    "no words": ("vigilance.why-missing", lambda ward: narrate("SR-2026-0001", " ", **ward.desk.doing("MD1", Role.PHYSICIAN))),
    "the same version": ("icsr.meddra-twice", lambda ward: import_meddra("27.1", LOW_TERMS, PREFERRED, **ward.desk.doing("AD1"))),
    "a file that is none": ("casereport.meddra-file", lambda ward: import_meddra("28.0", "no terms", PREFERRED, **ward.desk.doing("AD1"))),
    "who may not import": ("people.act-not-allowed", lambda ward: import_meddra("28.0", LOW_TERMS, PREFERRED, **ward.desk.doing("PH1"))),
    "a country in words": ("icsr.country", lambda ward: ward.sender(country="Russia")),
    "an identifier with blanks": ("icsr.identifier", lambda ward: ward.sender(receiver="the authority")),
    "no organisation": ("icsr.sender-missing", lambda ward: ward.sender(organisation=" ")),
    "a street without end": ("icsr.sender-long", lambda ward: ward.sender(street="s" * 101)),
    "no such kind": ("icsr.sender-kind", lambda ward: ward.sender(kind="9")),
}


@pytest.mark.parametrize("case", WRITES)
def test_what_cannot_be_is_refused_in_place(ward: Sending, case: str) -> None:
    code, act = WRITES[case]
    head = ward.desk.head()
    with pytest.raises(Refused) as refused:
        act(ward)
    assert codes(refused.value) == {code}
    assert ward.desk.head() == head


def test_earlier_codes_and_words_stay_beside_the_newest(tmp_path: Path) -> None:
    ward = Sending(tmp_path, ready=False)
    number = ward.report().report.id
    with pytest.raises(Refused) as refused:
        ward.choose_term(number)
    assert codes(refused.value) == {"icsr.no-meddra"}
    draft, content = parts(ward.write(number, drafted=True))
    assert draft.id == "SR-2026-0001-1" and read_message(content).cases[0].identifier is None
    with pytest.raises(Refused) as refused:
        ward.write(number)
    assert codes(refused.value) == {"icsr.no-sender"}
    ward.sender()
    for version in ("27.1", "28.0"):
        import_meddra(version, LOW_TERMS, PREFERRED, **ward.desk.doing("SU1"))
        ward.choose_term(number)
    doing = ward.desk.doing("MD1", Role.PHYSICIAN)
    narrate(number, "Infection was\n excluded.", **doing)
    narrate(number, "Infection was excluded by culture.", **doing)
    assert [each.version for each in ward.desk.kept(ReactionCode)] == ["27.1", "28.0"]
    assert len(ward.desk.kept(CaseText)) == 2 and len(ward.desk.kept(CaseSender)) == 1
    told = read_message(parts(ward.write(number))[1]).cases[0]
    assert told.reactions[0].meddra_version == "28.0" and str(told.narrative).endswith("The physician writes: Infection was excluded by culture.")


def test_the_command_writes_a_draft_and_keeps_nothing(ward: Sending, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, out = ward.desk.head(), tmp_path / "case.xml"
    asked = ["--register", str(ward.desk.folder / "register.sqlite")]
    assert main(["case", "export", "SR-2026-0001", *asked, "--out", str(out)]) == 0
    assert b'processingCode code="T"' in out.read_bytes() and "icsr.lacks" in capsys.readouterr().err
    assert main(["case", "export", "SR-2026-0001", *asked, "--fhir", "--out", str(out)]) == 0
    assert b'"AdverseEvent"' in out.read_bytes()
    assert main(["case", "export", "SR-1", *asked]) == 2
    assert main(["case", "export", "SR-2026-0001", "--register", str(tmp_path / "none.sqlite")]) == 2
    assert ward.desk.head() == head


@pytest.mark.parametrize(
    ("unit", "code"), [("", "1"), ("degC", "Cel"), ("10^9/L", "10*9/L"), ("/uL", "/uL"), ("cell/uL", "{cell}/uL"), ("mg/kg", "mg/kg"), ("EU/mL", "[EU]/mL")]
)
def test_units_are_said_in_ucum(unit: str, code: str) -> None:
    assert ucum(unit) == code
