"""Files of reports: counted once a pair, in three encodings, broken lines listed and never lost."""
from __future__ import annotations

import codecs
import csv
import random
from collections import Counter, defaultdict
from pathlib import Path

import duckdb
import pytest

from workbench.kernel.findings import Unavailable
from workbench.vigilance.signals import lines as reading
from workbench.vigilance.signals.counting import _connection, count
from workbench.vigilance.signals.disproportionality import metrics
from workbench.vigilance.signals.pairs import Pairs

A, B, C = "product_A", "product_B", "product_C"
HAND = (
    (A, "event_1", "M", "1"), (B, "event_2", "M", "1"), (B, "event_2", "M", "1"), (B, "event_3", "M", "1"), (C, "event_3", "M", "1"),
    (A, "event_2", "F", "1"), (A, "event_3", "F", "1"), (B, "event_3", "F", "1"), (B, "event_3", "M", "2"), (C, "event_1", "M", "2"),
)  # fmt: skip
"""Ten reports with sex and age, from which the published table of three products and three events was reckoned by hand."""
NEVER = "vignette02: the set behind it is not given, so that only RR = N / E of its rows can be held; its PRR cannot"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "reports.csv"
    path.write_bytes(text.encode(encoding))
    return path


def by_name(pairs: Pairs) -> dict[tuple[str, str], tuple[float, ...]]:
    rows = zip(pairs.product, pairs.event, pairs.a, pairs.b, pairs.c, pairs.d, pairs.e, strict=True)
    return {(pairs.products[p], pairs.events[e]): tuple(float(each) for each in rest) for p, e, *rest in rows}


def told(pairs: Pairs) -> dict[str, dict[str, str]]:
    return {each.code: dict(each.facts) for each in pairs.told}


def test_the_published_table_by_hand(shared: Path, tmp_path: Path) -> None:
    text = "report,product,event,sex,age\n" + "".join(f"{at},{','.join(row)}\n" for at, row in enumerate(HAND))
    path, compared = written(tmp_path, text), 0
    crude, divided = by_name(count(path, stratified=False)), by_name(count(path))
    with (shared / "vectors" / "signal_published.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            if not row["metric"].startswith("E"):
                continue
            if row["metric"] in ("E|RR|PRR", "E_strat|RR_strat"):
                values, tol = [float(each) for each in row["expected"].split("|")], float(row["tol"])
                product, event, n = row["inputs"].split(";") if "product" in row["inputs"] else ("", "", row["inputs"].split(";")[1])
                compared += 1
                if not product:  # NEVER
                    assert float(n[2:]) / values[0] == pytest.approx(values[1], abs=tol)
                elif n != "N=0":
                    a, b, c, d, e = (divided if "strat" in row["metric"] else crude)[product, event]
                    ours = [e, a / e, float(metrics([a], [b], [c], [d]).PRR[0])][: len(values)]
                    assert (a, ours) == (float(n[2:]), pytest.approx(values, abs=tol)), row["id"]
                else:
                    assert (product, event) not in crude  # never reported: not a pair of the file
    assert compared == 28 and NEVER


def reckoned(rows: list[tuple[str, ...]]) -> dict[tuple[str, str], tuple[float, ...]]:
    """The same counts in plain Python, from (report, product, event, stratum)."""
    stratum = {report: min(s for r, _, _, s in rows if r == report) for report, *_ in rows}
    sets: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for report, product, event, _ in rows:
        sets["p", product].add(report)
        sets["e", event].add(report)
        sets[product, event].add(report)
    n, sizes = len(stratum), Counter(stratum.values())
    made = {}
    for (product, event), both in sets.items():
        if product in ("p", "e"):
            continue
        p, e, a = sets["p", product], sets["e", event], len(both)
        expected = sum(sum(stratum[r] == s for r in p) * sum(stratum[r] == s for r in e) / sizes[s] for s in sizes)
        made[product, event] = (a, len(p) - a, len(e) - a, n - len(p) - len(e) + a, pytest.approx(expected))
    return made


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_counts_are_those_of_plain_python(kind: str, tmp_path: Path) -> None:
    draws = random.Random(4)
    rows = [(f"R{draws.randrange(90)}", f"P {draws.randrange(6)}", f"E, {draws.randrange(9)}", draws.choice("mfu")) for _ in range(400)]
    path = tmp_path / f"set [1] *.{kind}"
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as target:
            csv.writer(target).writerows([("Event ", "report", "PRODUCT", "sex"), *((e, r, p, s) for r, p, e, s in rows)])
    else:
        with duckdb.connect() as duck:
            duck.execute("CREATE TABLE t (report VARCHAR, product VARCHAR, event VARCHAR, sex VARCHAR)")
            duck.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows)
            duck.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    found = count(path)
    assert by_name(found) == reckoned(rows)
    assert (found.rows, found.reports, found.strata) == (400, len({row[0] for row in rows}), 3)
    assert told(found)["signals.counted-once"] == {"rows": str(400 - len({row[:3] for row in rows}))}
    assert int(told(found)["signals.several-strata"]["reports"]) > 50


BROKEN = (
    'report,product,event\nR1,P1,E1\nR2,P1\nR3,P1,E1,X\n\nR4,"P,1",E2\nR5,"P1,E1\nR6,P1,E1\nR7,P"1,E1\nR8,,E1\nR9,"P""1",E2\n'
    'R10,"P1"x,E2\n R6 , P1 ,E1\n   ,P1,E1\nR12,P9,E9'
)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_broken_lines_are_listed_and_swallow_no_others(ends: str, tmp_path: Path) -> None:
    found = count(written(tmp_path, BROKEN.replace("\n", ends)))
    assert set(by_name(found)) == {("P1", "E1"), ("P,1", "E2"), ('P"1', "E2"), ("P9", "E9")}
    assert found.reports == 5 and by_name(found)["P1", "E1"][0] == 2
    assert told(found) == {
        "signals.lines-quote": {"lines": "2", "first": "7, 9"}, "signals.lines-columns": {"lines": "3", "first": "3, 4, 12"},
        "signals.lines-blank": {"lines": "1"}, "signals.lines-empty": {"lines": "2"}, "signals.counted-once": {"rows": "1"},
    }  # fmt: skip
    # Header, rows, lines aside and the empty one are all lines there are.
    assert 1 + found.rows + 2 + 3 + 1 == BROKEN.count("\n") + 1


RUSSIAN, WESTERN = "R1,Тисагенлеклейсел,Лихорадка и озноб\n", "R2,Kymriah,Œdème généralisé à l’épaule\n"
HEADER = "report,product,event\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_russian_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    found = count(written(tmp_path, HEADER + RUSSIAN, encoding))
    assert (found.products, found.events) == (("Тисагенлеклейсел",), ("Лихорадка и озноб",))
    named = {"utf-16": "UTF-16", "cp1251": "Windows-1251"}.get(encoding)
    assert told(found).get("signals.encoding", {}).get("encoding") == named


def test_a_western_code_page(tmp_path: Path) -> None:
    found = count(written(tmp_path, HEADER + WESTERN, "cp1252"))
    assert found.events == ("Œdème généralisé à l’épaule",)
    assert told(found)["signals.encoding"] == {"encoding": "Windows-1252", "lines": "1"}


@pytest.mark.parametrize("wide", ["utf-16-le", "utf-16-be"])
def test_lines_of_one_file_in_every_encoding(wide: str, tmp_path: Path) -> None:
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    body = HEADER.encode() + RUSSIAN.encode() + RUSSIAN.replace("R1", "R3").encode("cp1251") + WESTERN.encode("cp1252")
    body += marks[wide] + (RUSSIAN.replace("R1", "R4") + WESTERN.replace("R2", "R5")).encode(wide) + RUSSIAN.replace("R1", "R6").encode()
    body += b"R7,P\x00x,E\nR8,P\x81,\xff\x81E\n"
    path = tmp_path / "mixed.csv"
    path.write_bytes(body)
    found = count(path)
    assert by_name(found)["Тисагенлеклейсел", "Лихорадка и озноб"][0] == 4
    assert by_name(found)["Kymriah", "Œdème généralisé à l’épaule"][0] == 2
    counts = {dict(each.facts)["encoding"]: dict(each.facts)["lines"] for each in found.told if each.code == "signals.encoding"}
    assert counts == {"UTF-16": "2", "Windows-1251": "1", "Windows-1252": "1"} or counts == {"UTF-16": "2", "Windows-1251": "2", "Windows-1252": "1"}
    assert told(found)["signals.lines-bytes"]["lines"] in ("1", "2")


def test_pieces_of_a_file_join_without_a_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHUNK", 64)
    events = ['E"', *"EEEEEE"]
    rows = "".join(f"R{at},Продукт {at % 3},{events[at % 7]} {at % 5}\n" for at in range(500))
    found = count(written(tmp_path, HEADER + rows))
    assert found.rows == 428 and told(found)["signals.lines-quote"] == {"lines": "72", "first": ", ".join(str(2 + 7 * at) for at in range(10))}


def test_line_ends_may_change_within_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHUNK", 64)
    ends = ["\n"] * 20 + ["\r\n"] * 20 + ["\n", "\r\n"] * 10
    found = count(written(tmp_path, HEADER + "".join(f"R{at},P{at % 2},E{end}" for at, end in enumerate(ends)) + 'R99,P\r0,E"\r\nR100,P\r0,E\r\n'))
    assert (found.products, found.reports) == (("P 0", "P0", "P1"), 61) and told(found)["signals.lines-quote"] == {"lines": "1", "first": "62"}


@pytest.mark.parametrize("sign", [";", "\t", "|", "$"])
def test_other_signs_between_columns(sign: str, tmp_path: Path) -> None:
    assert count(written(tmp_path, (HEADER + "R1,P,E\n").replace(",", sign))).reports == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "signals.columns"), (b"report,product\nR1,P\n", "signals.columns"), (b"report,product,event,event\n", "signals.columns"),
        (codecs.BOM_UTF32_LE + "report".encode("utf-32-le"), "signals.not-text"), (b"PAR1 but no more", "signals.cannot-read"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_bytes(content)
    with pytest.raises(Unavailable) as refused:
        count(path)
    assert refused.value.code == code


def test_a_file_that_is_not_there_and_one_without_rows(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        count(tmp_path / "none.csv")
    with pytest.raises(Unavailable):
        count(tmp_path)
    assert len(count(written(tmp_path, HEADER)).a) == 0


def test_nothing_is_drawn_on_the_output_and_nothing_is_fetched(tmp_path: Path) -> None:
    with _connection(tmp_path) as duck:
        asked = "SELECT current_setting('enable_progress_bar'), current_setting('autoinstall_known_extensions')"
        assert duck.execute(asked).fetchall() == [(False, False)]


def test_a_column_that_is_no_stratum(tmp_path: Path) -> None:
    text = "report,product,event,narrative\n" + "".join(f"R{at},P,E,text {at}\n" for at in range(1001))
    path = written(tmp_path, text)
    with pytest.raises(Unavailable) as refused:
        count(path)
    assert refused.value.code == "signals.too-many-strata" and count(path, stratified=False).reports == 1001
