"""``workbench signal``: one CSV row for each table or pair; what is undefined is empty; what is wrong is told with its number."""
from __future__ import annotations

import csv
import math
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from workbench.__main__ import main

COLUMNS = ["PRR", "PRR_lo", "PRR_hi", "chi2_yates", "chi2", "ROR", "ROR_lo", "ROR_hi", "IC_shrunk", "IC025", "IC975", "BCPNN_IC", "BCPNN_IC025"]


Asked = Callable[..., tuple[int, list[dict[str, str]], str]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Asked:
    """Asks the command within this process: exit code, rows and what stands on standard error."""

    def ask(*arguments: str, given: bytes = b"") -> tuple[int, list[dict[str, str]], str]:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(given), encoding="ascii"))
        try:
            code = main(["signal", *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, list(csv.DictReader(said.out.splitlines())), said.err

    return ask


def test_every_recomputed_table(shared: Path) -> None:
    content = (shared / "vectors" / "signal_computed.csv").read_bytes()
    done = subprocess.run([sys.executable, "-W", "error", "-m", "workbench", "signal", "metrics"], input=content, capture_output=True, check=False)
    code, rows, told = done.returncode, list(csv.DictReader(done.stdout.decode().splitlines())), done.stderr.decode()
    wanted = list(csv.DictReader(content.decode().splitlines()))
    assert (code, told) == (0, "") and list(rows[0]) == COLUMNS
    for ours, theirs in zip(rows, wanted, strict=True):
        assert [float(ours[name]) for name in COLUMNS] == pytest.approx([float(theirs[name]) for name in COLUMNS], rel=6e-6, abs=6e-6)


def test_undefined_is_empty_and_a_bad_row_is_told_with_its_number(asked: Asked) -> None:
    code, rows, told = asked("metrics", given=b"\xef\xbb\xbfd,a,b,c\r\n1,5,0,0\r\n1,-2,3,4\r\n1,2,3\r\n1,nan,3,4\r\n4,1,2,3.0\r\n")
    assert code == 0 and len(rows) == 5
    assert rows[0]["PRR"] == rows[0]["ROR_hi"] == "" and float(rows[0]["chi2"]) == 6
    assert all(set(row.values()) == {""} for row in rows[1:4]) and float(rows[4]["ROR"]) == pytest.approx(4 / 6)
    assert [line.partition(":")[0] for line in told.splitlines()] == ["row 2", "row 3", "row 4"]
    assert "inf" not in "".join(rows[0].values()) and "nan" not in "".join(rows[0].values())


def test_a_table_without_header(asked: Asked) -> None:
    assert asked("metrics", given=b"3,97,50,9850\n")[1][0]["PRR"] == "5.94"


def test_a_row_that_lost_a_cell_is_not_read_as_another(asked: Asked) -> None:
    code, rows, told = asked("metrics", given=b"id,a,b,c,d\nx,1,2,3,4\n1,2,3,4\n1,2,3\n")
    assert (code, [bool(row["ROR"]) for row in rows]) == (0, [True, False, False]) and "row 2" in told and "row 3" in told


@pytest.mark.parametrize("given", [b"", b"x,y\n1,2\n", b"a,b,c,d\n\xff\xfe1,2\n", b'a,b,c,d\n"1,2,3,4\n'])
def test_what_is_no_table(given: bytes, asked: Asked) -> None:
    code, _, told = asked("metrics", given=given)
    assert code == 2 and told


def test_a_file_of_reports_is_screened(tmp_path: Path, asked: Asked) -> None:
    path, rows = tmp_path / "reports.csv", ["report,product,event"]
    for at in range(600):
        rows.append(f"R{at},\"product {at % 12}, vial\",event {at % 10}")
        rows.append(f"R{at},\"product {at % 12}, vial\",event {at % 7}" if at % 12 else f"R{at},\"product {at % 12}, vial\",event 3")
    path.write_text("\n".join(rows) + "\nR1,x\n", encoding="utf-8")
    code, found, told = asked("screen", str(path))
    assert code == 0 and list(found[0]) == ["product", "event", "a", "b", "c", "d", "E", *COLUMNS, "EBGM", "EB05", "EB95"]
    assert "the prior converged" in told and "1202" in told and "comparisons" in told and "does not say why" in told
    top = max(found, key=lambda row: float(row["EB05"]))
    assert (top["product"], top["event"]) == ("product 0, vial", "event 3") and float(top["EB05"]) > 2
    for row in found:
        a, b, c, d = (float(row[each]) for each in "abcd")
        assert a + b + c + d == 600 and float(row["E"]) == pytest.approx((a + b) * (a + c) / 600)
        assert float(row["EB05"]) < float(row["EBGM"]) < float(row["EB95"])
        assert float(row["IC_shrunk"]) == pytest.approx(math.log2((a + 0.5) / (float(row["E"]) + 0.5)))
    few = asked("screen", str(path), "--least", "4")[1]
    assert all((row["EBGM"] == "") == (float(row["a"]) < 4) for row in few)


def test_a_file_that_cannot_be_read(tmp_path: Path, asked: Asked) -> None:
    code, rows, told = asked("screen", str(tmp_path / "none.csv"))
    assert (code, rows) == (2, []) and "cannot be read" in told
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert asked("screen", str(tmp_path / "other.csv"))[0] == 2
    assert asked("guess")[0] == 2
