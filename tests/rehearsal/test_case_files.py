"""Every case file is what its schema says, is read, and agrees with itself; what is not, is refused with its place."""
from __future__ import annotations

import copy
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from workbench.kernel.findings import Unavailable
from workbench.rehearsal.case import read_case
from workbench.rehearsal.checking import check

CASES = Path(__file__).resolve().parent.parent / "cases"
FILES = (*sorted(CASES.glob("*.json")), CASES.parent.parent / "resources" / "demo" / "demo.json")
SCHEMA = CASES / "schema" / "case.schema.json"


def told_schema() -> dict[str, Any]:
    """The schema as the records tell it."""
    place = Path(__file__).with_name("case_schema.py")
    spec = importlib.util.spec_from_file_location("case_schema", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(module.schema())


def test_the_schema_is_the_one_of_the_records() -> None:
    kept = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert kept == told_schema(), "write json.dumps(case_schema.schema(), indent=1) to tests/cases/schema/case.schema.json"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_is_valid_and_agrees_with_itself(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(text))
    check(read_case(text, path.name))


def _first(case: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in case["play"] if each["act"] == name)


WRONG: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "unknown key": (lambda case: _first(case, "step").update({"entr": {}}), "entr: not known"),
    "unknown act": (lambda case: case["play"].append({"act": "bribe", "at": "2027-01-01T00:00:00+01:00", "who": "PH1"}), "one of"),
    "missing key": (lambda case: _first(case, "release").pop("kind"), "kind: missing"),
    "a number that is no text": (lambda case: _first(case, "result").update({"value": 26.0}), "as it is typed"),
    "no zone": (lambda case: _first(case, "step").update({"at": "2026-10-05T07:40:00"}), "has no zone"),
    "no such person": (lambda case: _first(case, "step").update({"who": "XX9"}), "XX9 is not among the people"),
    "no such role": (lambda case: _first(case, "review").update({"role": "inspector"}), "is not inspector"),
    "no role at all": (lambda case: _first(case, "review").update({"role": "wizard"}), "wizard"),
    "time runs back": (lambda case: case["play"][-1].update({"at": "2026-01-05T07:40:00+01:00"}), "order of time"),
    "no such lot": (lambda case: _first(case, "enter_lot").update({"lot": "moon dust"}), "moon dust is not in the head"),
    "no such batch": (lambda case: _first(case, "release").update({"batch": "7"}), "is not one of"),
    "expects a batch never opened": (lambda case: case["expect"].update({"9": {"verdict": "released"}}), "no such batch"),
    "no such zone": (lambda case: case.update({"zone": "Mars/Olympus"}), "no IANA zone"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_refused_with_its_place(wrong: str) -> None:
    case = copy.deepcopy(json.loads((CASES / "ari0001-01.json").read_text(encoding="utf-8")))
    spoil, said = WRONG[wrong]
    spoil(case)
    with pytest.raises(Unavailable) as refused:
        check(read_case(json.dumps(case), "case.json"))
    assert refused.value.code == "rehearsal.unreadable"
    assert said in refused.value.detail


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "Expecting value"), ("[]", "a list called play"), ('{"play": [], "play": []}', "stands twice"), ("[" * 100_000, "deep")],
)
def test_what_is_no_case_is_refused(text: str, said: str) -> None:
    with pytest.raises(Unavailable) as refused:
        read_case(text, "case.json")
    assert said in refused.value.detail
