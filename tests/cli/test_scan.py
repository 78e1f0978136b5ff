"""``workbench scan``: one JSON object a line, whatever the line is."""
from __future__ import annotations

import json
import subprocess
import sys

import pytest

from workbench.barcodes.own import Kind, Own, text
from workbench.cli.scan import answer

BADGE = text(Own(Kind.BADGE, ("1042",)))
KEYS = ["accepted", "standard", "layout", "caps", "values", "check", "refusal"]


def asked(lines: bytes, *options: str) -> list[dict[str, object]]:
    """What the command answers to ``lines`` on its standard input."""
    done = subprocess.run([sys.executable, "-W", "error", "-m", "workbench", "scan", *options], input=lines, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_one_object_a_line() -> None:
    lines = [b"=G12341765432170", b"", rb"\x1", rb"\ud800", rb"]d20104600439931256172612311010\x1d21SN", b"\xff\xfe", "ъС0=Ф99991712345600".encode(), b"\x00"]
    answers = asked(b"\n".join(lines))
    assert len(answers) == len(lines)
    assert all(list(each) == KEYS for each in answers)
    assert [each["refusal"] for each in answers] == [None, "scan.empty", "scan.escape", "scan.not-text", None, "scan.escape", None, "scan.control"]
    assert answers[0] == {
        "accepted": True, "standard": "isbt128", "layout": "latin", "caps": False, "values": {"001": "G12341765432170"}, "check": {"001": "A"},
        "refusal": None,
    }  # fmt: skip
    assert answers[4]["values"] == {"01": "04600439931256", "17": "261231", "10": "10", "21": "SN"}
    assert (answers[6]["layout"], answers[6]["check"]) == ("russian", {"001": "9"})


def test_windows_line_ends_and_no_input() -> None:
    assert [each["standard"] for each in asked(b"=%5300\r\n=%5300\r\n")] == ["isbt128", "isbt128"]
    assert asked(b"") == []


def test_a_proved_scanner() -> None:
    assert asked(b"010460043993125610A2117")[0]["refusal"] == "scan.separator-lost"
    assert asked(b"010460043993125610A2117", "--separator-proved")[0]["values"] == {"01": "04600439931256", "10": "A2117"}


@pytest.mark.parametrize(
    ("line", "standard", "values"),
    [
        (BADGE.encode(), "own", {"id": BADGE}),
        (b"+A99912349/$10X3/16D20111231/14D20200131/Q500Z", "hibc", {"lic": "A999", "product": "1234", "lot": "10X3", "expiry": "2020-01-31"}),
        (rb"0105015025322223215pE?s!Cbc0_MJ\x1d93dGVz", "marking", {"01": "05015025322223", "21": "5pE?s!Cbc0_MJ", "93": "dGVz"}),
        (rb"=\\012345678901234567", "isbt128", {"012": "012345678901234567"}),
    ],
)
def test_standards(line: bytes, standard: str, values: dict[str, str]) -> None:
    said = answer(line)
    assert (said["standard"], said["values"], said["refusal"]) == (standard, values, None)


def test_an_escape_that_python_does_not_know_is_no_scan() -> None:
    assert answer(rb"=\012345678901234567")["refusal"] == "scan.control"
    assert answer(rb"=\q")["refusal"] == "scan.escape"
