"""Registers with many batches, made once by bulk SQL (one order, batch and bag each, no entries) and kept among the temporary files of this
computer (or in ``BENCHMARKS_FOLDER``): the tests have a home of their own, which goes when they end.

The names are those of a search: a few thousand families, each many times. The rows carry journal entries so that every guard holds,
but not the chain: nobody could add a million entries through the door for a benchmark.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

from db import search
from db.engine import Connections
from db.guards import dress, triggers, undress
from db.kept import KEPT, quoted, snake
from db.migrations.writing import first
from db.opening import open_register
from db.reader import SqlReader
from db.search_lines import LINES as SHOWN
from tests.db.examples import BAG, BATCH, ORDER, PATIENT, PEOPLE
from tests.db.examples import FORMULA as EXAMPLE
from tests.desk import StandingClock
from workbench.batch.records import Batch
from workbench.kernel.values import Actor, Role, Stored
from workbench.orders.records import Order, Patient

ACTOR = Actor("P1", Role.PHARMACIST, "BENCH-1", "Europe/Moscow")
PRODUCT = "FDG18-DOSE"
TEXT = (Path(__file__).resolve().parent.parent.parent / "resources" / "formulas" / f"{PRODUCT}.toml").read_text(encoding="utf-8")
FORMULA = replace(EXAMPLE, id=f"{PRODUCT}.1", code=PRODUCT, text=TEXT, digest=hashlib.sha256(TEXT.encode()).digest(), confirmed=())
SYLLABLES = ("ва", "ка", "ли", "мо", "не", "ро", "со", "ти", "фе", "ша", "be", "cor", "dan", "gar", "lin", "mar", "nov", "per", "sil", "ter")

def _lines(kind: type, key: str, *words: str) -> str:
    """The lines of a kind as SQL, as ``db/search.py`` writes them; ``_same_lines`` holds the two together."""
    name, mark = snake(kind.__name__), search.mark(kind)
    number = "(p.hospital_no + 0)"
    everything = ("lower(p.family)", "lower(p.given)", "p.hospital_no", number, "'coi'", *words)
    marked = " || ' ' || ".join(f"'{mark}' || {word}" for word in everything)
    joined = "patient p" if kind is Patient else f"{quoted(name)} l JOIN patient p ON p.id = l.patient"
    return f"SELECT {'p' if kind is Patient else 'l'}.seq, '{name}', {key}, {marked} FROM {joined}"


LINES = (
    _lines(Patient, "p.id, p.family || ', ' || p.given || ' · ' || p.hospital_no"),
    _lines(
        Order, "l.id, l.id || ' · ' || p.family || ', ' || p.given", "'or'", "substr(l.id, 4)", "(substr(l.id, 4) + 0)", "'fdg18'", "'dose'", "'ward'", "substr(l.ward, 6)"
    ),
    _lines(Batch, "l.id, l.id || ' · ' || p.family || ', ' || p.given", "'ba'", "'or'", "substr(l.id, 4)", "(substr(l.id, 4) + 0)", "'fdg18'", "'dose'", "'1'"),
)


def register_of(batches: int) -> Path:
    """The file of a register with so many batches, for reading only: copy it before anything is written."""
    folder = Path(os.environ.get("BENCHMARKS_FOLDER") or Path(tempfile.gettempdir()) / "compounding-workbench-benchmarks")
    made_by = hashlib.sha256("\n".join((first(), search.CREATE, *triggers().values(), Path(__file__).read_text(encoding="utf-8"))).encode()).hexdigest()[:12]
    path = folder / f"{batches}-{made_by}.sqlite"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"{batches}-*.sqlite"):
            old.unlink()
        with tempfile.TemporaryDirectory(dir=folder) as unfinished:
            made = Path(unfinished) / "register.sqlite"
            _make(made, batches)
            made.rename(path)
    return path


def copy_of(path: Path, folder: Path) -> Path:
    """A copy to write to."""
    return Path(shutil.copyfile(path, folder / "register.sqlite"))


def _make(path: Path, batches: int) -> None:
    register = open_register(path, StandingClock(), create=True)
    with register.transaction(ACTOR, "begin") as change:
        for each in (*(replace(each, badge=f"9{each.badge}") for each in PEOPLE), FORMULA):
            change.add(each)
        begun = change.head()[0]
    register.close()
    connections = Connections(path)
    with connections.connected() as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute("PRAGMA cache_size=-400000")
        raw.execute("BEGIN IMMEDIATE")
        undress(raw)
        _fill(raw, batches, begun)
        dress(raw)
        raw.execute(f'INSERT INTO search (rowid, kind, "key", shown, words) {" UNION ALL ".join(LINES)} ORDER BY 1')
        _same_lines(raw)
        raw.execute("COMMIT")
    connections.close()


def _same_lines(connection: sqlite3.Connection) -> None:
    """Compares a line of each kind with what the program itself would write."""
    look = SqlReader(connection).get
    for kind in (Patient, Order, Batch):
        record = SqlReader(connection).find(kind, sort="-seq", limit=7)[-1]
        kept = connection.execute("SELECT shown, words FROM search WHERE kind = ? AND \"key\" = ? ORDER BY rowid DESC", (snake(kind.__name__), record.id)).fetchone()
        line = SHOWN[kind](record, look)
        assert kept[0] == line.shown
        assert set(kept[1].split()) == {f"{search.mark(kind)}{word}" for word in search.kept_words(line).split()}, (kept, line)


def _fill(raw: sqlite3.Connection, batches: int, begun: int) -> None:
    """Patients, orders, batches and bags, a batch each; then the entry of each row. A patient has five orders."""
    raw.execute("CREATE TEMP TABLE syllable (n INTEGER PRIMARY KEY, text TEXT)")
    raw.executemany("INSERT INTO temp.syllable VALUES (?, ?)", enumerate(SYLLABLES))
    raw.execute("CREATE TEMP TABLE count (n INTEGER PRIMARY KEY)")
    raw.execute(f"INSERT INTO temp.count WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {batches}) SELECT n FROM c")
    patients = max(1, batches // 5)
    of = f"((n - 1) % {patients} + 1)"
    name = " || ".join(f"(SELECT text FROM temp.syllable WHERE n = (c.n * {prime} + c.n / {part}) % {len(SYLLABLES)})" for prime, part in ((7, 20), (3, 400)))
    opened = "strftime('%Y-%m-%dT%H:%M:%S', '2016-01-01', '+' || (n * 300) || ' seconds') || '.000000Z'"
    order, batch = "printf('OR-%08d', n)", "printf('BA-%08d', n)"
    status = "CASE WHEN n % 97 = 0 THEN 'in process' WHEN n % 89 = 0 THEN 'held' ELSE 'released' END"
    _rows(raw, PATIENT, f"{begun} + n", f"n <= {patients}", id="'PT' || n", hospital_no="printf('%07d', n)", coi="'COI-' || n", family=f"{name} || 'a'", given=f"'An' || {name}")
    rest = begun + patients - 2  # an order, its batch and its bag follow one another, as they do in a pharmacy
    _rows(raw, ORDER, f"{rest} + 3 * n", id=order, patient=f"'PT' || {of}", opened=opened, planned=opened, formula=f"'{PRODUCT}'", status="'in batch'", ward="'Ward ' || (n % 40)")
    _rows(raw, BATCH, f"{rest} + 3 * n + 1", id=batch, number="n", order=order, patient=f"'PT' || {of}", opened=opened, formula=f"'{FORMULA.id}'", status=status, resumes="NULL")
    _rows(raw, BAG, f"{rest} + 3 * n + 2", id="'BG' || n", batch=batch)
    told = " UNION ALL ".join(f"SELECT seq, '{kind}' AS what, id FROM {quoted(kind)} WHERE seq > {begun}" for kind in ("patient", "order", "batch", "bag"))
    raw.execute(
        "INSERT INTO journal_entry SELECT seq, seq, '2026-11-20T06:00:00.000000Z', 'P1', 'pharmacist', 'BENCH-1', 'Europe/Moscow', 'bulk', what, id, NULL, "
        f"json_object('id', id), randomblob(32), randomblob(32) FROM ({told}) ORDER BY seq"
    )


def _rows(raw: sqlite3.Connection, like: Stored, seq: str, where: str = "1", /, **columns: str) -> None:
    """One row like ``like`` for each number, with ``seq`` and ``columns`` as SQL of the number ``n``."""
    kept = KEPT[type(like)]
    held = {name: value for name, value in kept.shape.row(like).items() if name not in columns}
    asked = ", ".join([*columns.values(), *("?" for _ in held), seq])
    names = ", ".join(quoted(name) for name in (*columns, *held, "seq"))
    raw.execute(f"INSERT INTO {quoted(kept.name)} ({names}) SELECT {asked} FROM temp.count c WHERE {where} ORDER BY n", tuple(held.values()))
