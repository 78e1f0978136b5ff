"""What every played case must leave, whoever played it: the summary, the refusals that were expected, sound tables, published values."""
from __future__ import annotations

import hashlib
import json
import os
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from tests.db.replay import sound

CASES = Path(__file__).resolve().parent.parent / "cases"
FILES = sorted(CASES.glob("*.json"))
PUBLISHED = ("ari0001-01", "ari0001-02", "ari0001-03")
"""The three validation batches of ARI-0001: their published values are compared where the vectors lie beside the project."""
SHARED = CASES.parents[2] / "shared"
KEYS = ["verdict", "refusals", "tests", "dose", "bags", "signatures", "files"]
VERDICTS = {"complies", "fails", "pending", "reported", "not_tested"}
FULL = os.environ.get("JOURNEYS") == "full"


def as_stated(path: Path, out: Path) -> None:
    """Compares what playing the case in ``path`` has left in ``out`` with what the case states."""
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
