"""A network printer that refuses, is silent, out of paper, stalls, resets half way, answers late: what is said is what is certain."""
from __future__ import annotations

import socket
from pathlib import Path

import pytest

from workbench.kernel.findings import Refused
from workbench.printing.network import ASK, Limits, State, _Strange, address_of, deliver, read_state
from workbench.printing.records import Outcome
from workbench.printing.standin import Behaviour, StandIn, drawn
from workbench.words.sentences import all_sentences

QUICK = Limits(connect=0.5, send=0.4, answer=0.25, finish=0.5)
LABEL = b"^XA^CI28^PW16^LL3^FO0,0^GFA,6,6,2,!::^FS^XZ\n"


def test_a_label_that_comes_out_is_sent_and_kept(tmp_path: Path) -> None:
    with StandIn(tmp_path / "jobs") as printer:
        got = deliver(printer.address, LABEL, answers=True, limits=QUICK)
    assert (got.outcome, got.code) == (Outcome.SENT, "printing.sent")
    assert printer.jobs == [LABEL.strip()]
    assert sorted(each.name for each in (tmp_path / "jobs").iterdir()) == ["0001.png", "0001.zpl"]
    assert (tmp_path / "jobs" / "0001.png").read_bytes().startswith(b"\x89PNG")


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    got = deliver(f"127.0.0.1:{port}", LABEL, answers=True, limits=QUICK)
    assert (got.outcome, got.code) == (Outcome.NOT_SENT, "printing.refused")


ALL = len(ASK.strip()) + 2 + len(LABEL)
CASES = [
    (Behaviour(silent=True), True, Outcome.NOT_SENT, "printing.silent", 0),
    (Behaviour(late=1), True, Outcome.NOT_SENT, "printing.silent", 0),
    (Behaviour(paper_out=True), True, Outcome.NOT_SENT, "printing.not-ready", 0),
    (Behaviour(stall_after=0), True, Outcome.NOT_SENT, "printing.silent", 0),
    (Behaviour(stall_after=len(ASK)), True, Outcome.UNKNOWN, "printing.no-answer", 0),
    (Behaviour(stall_after=len(ASK) + len(LABEL)), True, Outcome.UNKNOWN, "printing.no-answer", 1),
    (Behaviour(reset_after=2), True, Outcome.NOT_SENT, "printing.hung-up", 0),
    (Behaviour(reset_after=len(ASK) + 20), True, Outcome.UNKNOWN, "printing.cut", 0),
    (Behaviour(reset_after=len(ASK) + len(LABEL)), True, Outcome.UNKNOWN, "printing.cut", 1),
    (Behaviour(silent=True), False, Outcome.SENT, "printing.sent-unanswered", 1),
    (Behaviour(reset_after=20), False, Outcome.UNKNOWN, "printing.cut", 0),
]


@pytest.mark.parametrize(("behaviour", "answers", "outcome", "code", "printed"), CASES)
def test_what_is_said_is_what_is_certain(behaviour: Behaviour, answers: bool, outcome: Outcome, code: str, printed: int) -> None:
    with StandIn(behaviour=behaviour) as printer:
        got = deliver(printer.address, LABEL, answers=answers, limits=QUICK)
        behaviour.stall_after = None
    assert (got.outcome, got.code) == (outcome, code)
    assert len(printer.jobs) == printed
    assert code in all_sentences()


def test_a_large_label_stalls_in_the_pipe() -> None:
    large = LABEL + b" " * 40_000_000
    with StandIn(behaviour=Behaviour(stall_after=len(ASK))) as printer:
        got = deliver(printer.address, large, answers=True, limits=QUICK)
        printer.behaviour.stall_after = None
    assert (got.outcome, got.code) == (Outcome.UNKNOWN, "printing.stalled")


@pytest.mark.parametrize(
    ("text", "address"),
    [("10.0.0.9:9101", ("10.0.0.9", 9101)), ("zebra-2", ("zebra-2", 9100)), (" printer.local:9100 ", ("printer.local", 9100)), ("[::1]:9100", ("::1", 9100))],
)
def test_addresses(text: str, address: tuple[str, int]) -> None:
    assert address_of(text) == address


@pytest.mark.parametrize("text", ["", ":9100", "host:", "host:0", "host:99999", "ho st:9100", "host:91x"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(Refused) as refused:
        address_of(text)
    assert refused.value.findings[0].code == "printing.address"


def lines(first: str = "030,0,0,1245,000,0,0,0,000,0,0,0", second: str = "000,0,0,0,0,2,4,0,00000000,1,000", third: str = "1234,0") -> bytes:
    return "".join(f"\x02{each}\x03\r\n" for each in (first, second, third)).encode()


def test_the_state_is_read_from_its_places() -> None:
    assert read_state(lines()) == State(False, False, False, False, False, False, False, 0)
    assert read_state(lines(first="030,1,1,1245,002,1,0,1,000,0,0,1")).faults == ("paper out", "paused", "memory full", "too hot")
    assert read_state(lines(second="000,0,1,1,0,2,4,0,00000003,1,000")).faults == ("ribbon out", "head open")
    assert read_state(lines(first="030,0,0,1245,002,0,0,0,000,0,0,0", second="000,0,0,0,0,2,4,0,00000003,1,000")).waiting == 5
    assert not read_state(lines(first="030,0,0,1245,000,0,0,1,000,0,0,0")).idle


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request", lines(first="1,2"), lines(second="a,0,0,0,0,2,4,0,0,1,000"), b"\x03\x03\x03"])
def test_an_answer_that_is_none(answer: bytes) -> None:
    with pytest.raises(_Strange):
        read_state(answer)


@pytest.mark.parametrize("job", [b"^XA^XZ", LABEL.replace(b"!::", b"!:"), LABEL.replace(b",6,6,2", b",9,9,2")])
def test_the_stand_in_understands_only_whole_labels(job: bytes) -> None:
    with pytest.raises(ValueError):
        drawn(job)
