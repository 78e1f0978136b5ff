"""Search as you type over the whole register: one FTS5 table, derived from the records and written in their transaction.

It is not journalled, holds nothing that the tables do not, and can be made anew at any time. The rowid of a line is ``seq`` of
its record's row, so that a line is found without an index of its own, and the newest hits come first without sorting.
Texts are folded here, not by SQLite, so that what is kept and what is asked for go the same way.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from db.kept import KEPT, Kept, quoted
from workbench.kernel.ports import Hit
from workbench.kernel.values import Stored

if TYPE_CHECKING:
    from db.search_lines import Line, Look

CREATE = (
    'CREATE VIRTUAL TABLE search USING fts5(kind UNINDEXED, "key" UNINDEXED, shown UNINDEXED, words,'
    " tokenize = 'ascii', prefix = '2 3 4 5 6 7 8 9', detail = none)"
)
"""An index for each number of letters typed, up to eight and the mark of the kind: a beginning that has none is looked for in every line."""

FIRST_MARK = 0xE000
"""Each word of a line begins with the mark of its kind, so that a kind is looked for without looking at the others. ``fold`` drops marks:
nobody can type one.

The tokenizer ``ascii`` takes every letter beyond ASCII for a letter: ``fold`` alone decides what a word is.
"""

WORDS_ASKED, LETTERS_ASKED = 8, 200
SHORT = "\u0306"
"""The mark over ``й``: another letter than ``и``, unlike ``ё``, which Russian writes as ``е`` at will."""

SEARCHED = ("patient", "order", "batch", "lot", "person", "deviation", "document", "infusion", "safety_report", "signal")
"""The tables whose records are searched; ``search_lines.LINES`` says what each is found by."""
MARKS = {name: chr(FIRST_MARK + place) for place, name in enumerate(SEARCHED)}


def fold(text: str) -> list[str]:
    """The words of ``text`` as they are kept and asked for: small letters and digits, accents gone, ``ё`` as ``е``, ``й`` kept."""
    letters: list[str] = []
    for letter in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold()):
        if not unicodedata.combining(letter):
            letters.append(letter)
        elif letter == SHORT and letters[-1:] == ["и"]:
            letters[-1] = "й"
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", "".join(letters)))


def kept_words(line: Line) -> str:
    """Every word of a line once, numbers also without leading zeros."""
    words = fold(" ".join((line.shown, *line.words)))
    return " ".join(dict.fromkeys([*words, *(word.lstrip("0") for word in words if word.startswith("0") and word.strip("0"))]))


def question(words: str, kinds: Iterable[type[Stored]]) -> str:
    """The FTS5 expression for what a person typed: every word the beginning of a word. Empty when nothing was asked for.

    What was typed is folded to letters and digits and quoted: it is data, whatever it contains.
    """
    asked = list(dict.fromkeys(fold(words[:LETTERS_ASKED])))[:WORDS_ASKED]
    if not asked:
        return ""
    marks = [mark(kind) for kind in kinds] or list(MARKS.values())
    return " AND ".join("(" + " OR ".join(f'"{each}{word}" *' for each in marks) + ")" for word in asked)


def mark(kind: type[Stored]) -> str:
    """The letter that begins every word of a kind's lines."""
    name = KEPT[kind].name
    if name not in MARKS:
        raise TypeError(f"{kind.__name__} is not searched")
    return MARKS[name]


def ask(connection: sqlite3.Connection, words: str, kinds: Iterable[type[Stored]], limit: int) -> tuple[Hit, ...]:
    """The newest hits first."""
    match = question(words, kinds)
    if not match:
        return ()
    from db.search_lines import KINDS

    rows = connection.execute('SELECT kind, "key", shown FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?', (match, limit))
    return tuple(Hit(KINDS[kind], key, shown) for kind, key, shown in rows)


def write(connection: sqlite3.Connection, record: Stored, seq: int, look: Look, gone: int | None = None) -> None:
    """Writes the line of a record whose row is now ``seq``; ``gone`` is the row's ``seq`` before."""
    if gone is not None:
        connection.execute("DELETE FROM search WHERE rowid = ?", (gone,))
    connection.execute(_INSERT, _row(record, seq, look))


_INSERT = 'INSERT INTO search (rowid, kind, "key", shown, words) VALUES (?, ?, ?, ?, ?)'


def followers(kind: type[Stored]) -> tuple[tuple[type[Stored], str], ...]:
    """The records whose lines speak of one of ``kind``, and by which field: their lines are written again when it changes."""
    from db.search_lines import FOLLOWED

    return FOLLOWED.get(kind, ())


def _row(record: Stored, seq: int, look: Look) -> tuple[int, str, str, str, str]:
    from db.search_lines import LINES

    kind = type(record)
    name = KEPT[kind].name
    line = LINES[kind](record, look)
    words = " ".join(f"{MARKS[name]}{word}" for word in kept_words(line).split())
    return seq, name, getattr(record, KEPT[kind].key), line.shown, words


def rebuild(connection: sqlite3.Connection) -> None:
    """Makes the table anew from the records, inside a writing transaction."""
    from db.search_lines import LINES

    connection.execute("DROP TABLE IF EXISTS search")
    connection.execute(CREATE)
    for kind in LINES:
        for rows in _pages(connection, kind):
            connection.executemany(_INSERT, rows)


def _pages(connection: sqlite3.Connection, kind: type, size: int = 5000) -> Iterator[list[tuple[int, str, str, str, str]]]:
    """The lines of one kind, page by page. What they speak of is read for a whole page at once: one by one it would take minutes."""
    kept, last = KEPT[kind], 0
    page = f"FROM {quoted(kept.name)} WHERE seq > ? ORDER BY seq LIMIT ?"
    while rows := _rows(connection, f"SELECT seq, {_columns(kept)} {page}", (last, size)):
        spoken: dict[tuple[type, str], Any] = {}
        for other, field in _spoken_of(kind):
            of = KEPT[other]
            sql = f"SELECT {_columns(of)} FROM {quoted(of.name)} WHERE {quoted(of.key)} IN (SELECT {quoted(field)} {page})"
            spoken |= {(other, row[of.key]): of.shape.back(row) for row in _rows(connection, sql, (last, size))}
        yield [_row(kept.shape.back(row), row["seq"], partial(_among, spoken)) for row in rows]
        last = rows[-1]["seq"]


def _rows(connection: sqlite3.Connection, sql: str, values: tuple[int, int]) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, values)
    names = [each[0] for each in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _among(read: dict[tuple[type, str], Any], kind: type, key: str) -> Any:
    return read[kind, key]


def _columns(kept: Kept) -> str:
    """Every column of a record, its key first."""
    names = [column.name for column in kept.shape.columns]
    return ", ".join(quoted(name) for name in (kept.key, *(name for name in names if name != kept.key)))


def _spoken_of(kind: type) -> list[tuple[type, str]]:
    """The records that the lines of a kind speak of, and the fields that name them."""
    from db.search_lines import FOLLOWED

    return [(other, field) for other, followers in FOLLOWED.items() for follower, field in followers if follower is kind]


def sound(connection: sqlite3.Connection) -> bool:
    """Whether the table is there and goes as far as the records do. Quick: it reads the ends, not the lines."""
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'search' AND sql = ?", (CREATE,)).fetchone()
    if not there:
        return False
    ends = " UNION ALL ".join(f"SELECT max(seq) AS seq FROM {quoted(name)}" for name in SEARCHED)
    (written,) = connection.execute(f"SELECT max(seq) FROM ({ends})").fetchone()
    found = connection.execute("SELECT rowid FROM search ORDER BY rowid DESC LIMIT 1").fetchone()
    return bool(written == (found[0] if found else None))


def owns(name: str) -> bool:
    """Whether a table belongs to the search."""
    return name == "search" or name.startswith("search_")
