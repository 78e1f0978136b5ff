"""``workbench calculate`` as a person or a program uses it."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.calculation.catalogue import CATALOGUE
from workbench.cli.calculate import run

BASIS = "% car_cell/viable_cell"


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    listed = answer(capsys, "--list")
    assert [each["name"] for each in listed] == [each.name for each in CATALOGUE]
    for each in listed:
        assert {"id", "name", "parameters", "basis", "expression", "unit", "example"} <= each.keys()
        assert all({"name", "unit", "units", "required", "example"} <= parameter.keys() for parameter in each["parameters"])


def test_every_listed_example_gives_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    for each in answer(capsys, "--list"):
        given = [f"{name}={text}" for name, text in each["example"]["inputs"].items()]
        for called in (each["name"], each["id"]):
            done = answer(capsys, called, *given)
            found = next(one for one in (done, *done.get("also", [])) if one["name"] == each["name"])
            assert (found["id"], found["result"], found["unit"]) == (each["id"], each["example"]["result"], each["example"]["unit"])
            assert found["refusal"] is None


def test_a_calculation_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "C8", "target=2e6 car_cell/kg", "weight=24.6 kg", "concentration=1.2e7 viable_cell/mL", f"car=31.5 {BASIS}") == {
        "id": "C8",
        "name": "dose-volume",
        "basis": "CAR+ of viable",
        "inputs": {"target": "2000000 car_cell/kg", "weight": "24.6 kg", "concentration": "12000000 viable_cell/mL", "car": f"31.5 {BASIS}"},
        "expression": "target * weight / (concentration * car)",
        "result": "13.02",
        "unit": "mL",
        "rounding": "half up, 2 decimals",
        "refusal": None,
        "unrounded": "13.01587301587301587301587301587302",
        "says": "",
    }


def test_cells_per_kg(capsys: pytest.CaptureFixture[str]) -> None:
    done = answer(capsys, "C5", "cells=4e6 cd3_cell/kg", "car=60.8 % car_cell/cd3_cell")
    assert (done["result"], done["unit"]) == ("2432000", "car_cell/kg")


def test_the_working_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dose-per-kg", "car_cells=1495e6 car_cell", "weight=70 kg"]) == 0
    told = capsys.readouterr().out
    for part in ("C7", "dose-per-kg", "car_cells / weight", "1495000000 car_cell / 70 kg", "= 21357143 car_cell/kg", "half up, 0 decimals"):
        assert part in told


def test_a_refusal_is_output(capsys: pytest.CaptureFixture[str]) -> None:
    done = answer(capsys, "dose-per-kg", "car_cells=1e9 viable_cell", "weight=70 kg")
    assert done["result"] is None
    assert done["refusal"]["code"] == "calculation.units-differ"
    assert "viable_cell" in done["refusal"]["message"]
    assert "car_cell" in done["refusal"]["message"]
    assert run(["dose-per-kg", "car_cells=1,234 car_cell", "weight=70 kg"]) == 0
    told = capsys.readouterr().out
    assert "refused:" in told
    assert "Write 1.234 or 1234" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--list"),
        (("nothing",), "there is no calculation"),
        (("C28",), "there is no calculation"),
        (("dose-per-kg",), "needs car_cells, weight"),
        (("dose-per-kg", "car_cells=1e9 car_cell"), "needs weight"),
        (("dose-per-kg", "car_cells=1e9 car_cell", "weight=70 kg", "height=1 m"), "does not know height"),
        (("dose-per-kg", "car_cells=1e9 car_cell", "weight=70 kg", "weight=71 kg"), "given twice"),
        (("dose-per-kg", "70"), "name=value"),
        (("dose-per-kg", "=70 kg"), "name=value"),
        (("C2", "live=3 cell"), "one of these"),
        (("--list", "C2"), "--list takes no calculation"),
    ],
)
def test_bad_usage(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str) -> None:
    assert run(list(arguments)) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert not told.out


def test_an_unknown_option_is_bad_usage() -> None:
    with pytest.raises(SystemExit) as left:
        run(["--frobnicate"])
    assert left.value.code == 2


def test_options_may_stand_between(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dose-per-kg", "car_cells=1e9 car_cell", "--json", "weight=80 kg"]) == 0
    assert json.loads(capsys.readouterr().out)["result"] == "12500000"


def test_a_series_may_be_given_name_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    one = answer(capsys, "viable-concentration", "live=52; 48; 55; 45 cell", "dilution=10")
    many = answer(capsys, "C1", *(f"live={count} cell" for count in (52, 48, 55, 45)), "dilution=10")
    assert one["result"] == many["result"] == "5000000"


def test_it_starts_without_window_or_register(root: Path) -> None:
    script = (
        "import sys; from workbench.__main__ import main; "
        "code = main(['calculate', 'dose-per-kg', 'car_cells=1e9 car_cell', 'weight=80 kg', '--json']); "
        "heavy = {'PySide6', 'sqlalchemy', 'reportlab', 'db', 'ui'} & {name.partition('.')[0] for name in sys.modules}; "
        "assert not heavy, heavy; sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["result"] == "12500000"
