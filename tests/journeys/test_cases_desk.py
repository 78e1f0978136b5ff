"""Each case, played by the desk hand from the first signature to the last: what comes out is what the case states."""
from __future__ import annotations

import hashlib
import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.db.replay import sound
from workbench.cli.rehearse import run

CASES = Path(__file__).resolve().parent.parent / "cases"
FILES = sorted(CASES.glob("*.json"))
PUBLISHED = ("ari0001-01", "ari0001-02", "ari0001-03")
"""The three validation batches of ARI-0001: their published values are compared where the vectors lie beside the project."""
SHARED = CASES.parents[2] / "shared"
KEYS = ["verdict", "refusals", "tests", "dose", "bags", "signatures", "files"]
VERDICTS = {"complies", "fails", "pending", "reported", "not_tested"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_is_played_as_it_states(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    code = run([str(path), "--folder", str(out), "--without-window"])
    said = capsys.readouterr()
    assert code == 0, said.err
    told = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    case = json.loads(path.read_text(encoding="utf-8"))
    _summary_holds(told, out)
    _refusals_are_the_expected_ones(told, case)
    first = case["expect"][next(each["batch"] for each in case["play"] if each["act"] == "open_batch" and "expected" not in each)]
    assert told["verdict"] == first["verdict"]
    sound(out / "register.sqlite")
    if path.stem in PUBLISHED and SHARED.is_dir():
        _comes_out_as_published(path.stem.removeprefix("ari0001-"), told)


def _summary_holds(told: dict[str, Any], out: Path) -> None:
    assert [key for key in told if key != "batches"] == KEYS
    for name, test in told["tests"].items():
        assert set(test) == {"value", "unit", "limit", "stage", "verdict"}, name
        assert test["verdict"] in VERDICTS, name
        assert test["value"] is None or isinstance(test["value"], str), name
    for bag in told["bags"]:
        assert set(bag) == {"number", "of", "kind", "dose", "volume", "expiry", "status"}
        assert 1 <= bag["number"] <= bag["of"]
        _is_quantity(bag["dose"])
        _is_quantity(bag["volume"])
    assert set(told["dose"]) == {"ordered", "per_kg", "made"}
    for quantity in told["dose"].values():
        if quantity is not None:
            _is_quantity(quantity)
    for signature in told["signatures"]:
        assert set(signature) == {"person", "role", "meaning", "at", "digest"}
        assert len(bytes.fromhex(signature["digest"])) == 32
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {"summary.json"}
    assert there == set(told["files"])
    for name, digest in told["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    databases = [path.name for path in out.rglob("*") if path.is_file() and path.read_bytes()[:15] == b"SQLite format 3"]
    assert databases == ["register.sqlite"]
    assert all((out / name).read_bytes().startswith(b"%PDF-") for name in told["files"] if name.endswith(".pdf"))


def _is_quantity(told: dict[str, Any]) -> None:
    """A quantity is its value as text, without an exponent, and its unit."""
    assert set(told) == {"value", "unit"}
    assert isinstance(told["value"], str)
    assert told["unit"]
    assert Decimal(told["value"]).is_finite()
    assert "e" not in told["value"].lower()


def _refusals_are_the_expected_ones(told: dict[str, Any], case: dict[str, Any]) -> None:
    wanted = [each["expected"] for each in case["play"] if "expected" in each]
    assert [each["rule"] for each in told["refusals"]] == wanted
    assert all(each["expected"] is True and each["message"] for each in told["refusals"])


def _comes_out_as_published(number: str, told: dict[str, Any]) -> None:
    """Every published value of an ARI-0001 batch, from the vectors and not from the case."""
    batch = next(each for each in _vectors(SHARED) if each["batch"].endswith(number))
    assert told["verdict"] == "released"
    for test, published in (("car", "car_pct"), ("cd3", "cd3_pct"), ("viability", "viab"), ("vcn", "vcn"), ("survival", "pot_a"), ("difference", "pot_b")):
        assert Decimal(told["tests"][test]["value"]) == Decimal(str(batch[published])), test
    expected = json.loads((CASES / f"ari0001-{number}.json").read_text(encoding="utf-8"))["expect"]["1"]["values"]["car_cells"]
    assert Decimal(expected) == Decimal(batch["car_cells_e6"]) * 10**6
    per_transduced = Decimal(str(batch["vcn"])) / (Decimal(str(batch["car_pct"])) / 100)
    assert Decimal(told["tests"]["vcn_transduced"]["value"]) == per_transduced.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _vectors(shared: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((shared / "vectors" / "published_batches.json").read_text(encoding="utf-8"))["ari0001"]
    return found


def test_a_case_that_does_not_go_as_it_states_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A case that expects another figure, and one that expects a refusal that does not come: exit 1, with what differs."""
    case = json.loads((CASES / "wrong-patient-scan.json").read_text(encoding="utf-8"))
    case["expect"]["1"] = {"verdict": "released", "values": {"weight": "71"}}
    assert _run(case, tmp_path / "figure") == 1
    said = capsys.readouterr().err
    assert "is stopped, not released" in said
    assert "weight is 70 kg; 71 is expected" in said
    case["play"][0]["expected"] = "approval.approved-twice"
    assert _run(case, tmp_path / "refusal") == 1
    assert "was done; approval.approved-twice was to refuse it" in capsys.readouterr().err
    assert json.loads((tmp_path / "refusal" / "out" / "summary.json").read_text(encoding="utf-8"))["verdict"] is None


def _run(case: dict[str, Any], folder: Path) -> int:
    folder.mkdir()
    (folder / "case.json").write_text(json.dumps(case), encoding="utf-8")
    return run([str(folder / "case.json"), "--folder", str(folder / "out"), "--without-window"])
