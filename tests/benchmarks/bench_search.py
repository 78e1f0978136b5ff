"""Search as you type over many batches: what the register's screen reads at each letter, and that it does not grow with the register."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from db.opening import open_register
from db.register import SqlRegister
from tests.benchmarks.many import SYLLABLES, register_of
from tests.benchmarks.ratio import Ratio
from tests.desk import StandingClock
from ui.screens.register_rows import LISTINGS, Asked, find

LIMIT = 50.0
FLAT = 2.0
"""Ten times as many batches may not double the time of a letter. A scan would take ten times as long."""


def run(short: bool) -> list[Ratio]:
    """The 95th of a hundred letters, in milliseconds of the processor, at each size; and the same letters at the largest and the one before."""
    sizes = (1_000, 10_000) if short else (1_000, 100_000, 1_000_000)
    found = {size: _typing(size, 3) for size in sizes}
    made = [_at(size, {word: each.spent for word, each in letters.items()}) for size, letters in found.items()]
    last, first = found[sizes[-1]], found[sizes[-2]]
    # the same work at both sizes: a screenful of hits, or none at all
    same = [word for word in first.keys() & last.keys() if first[word].hits == last[word].hits]
    more, less = (statistics.median(letters[word].spent for word in same) for letters in (last, first))
    note = f"{more:.1f} against {less:.1f} ms, median of {len(same)} letters"
    return [*made, Ratio(f"search over {sizes[-1]:,} batches / over {sizes[-2]:,}", more / less, FLAT, "x", more / less <= FLAT, note)]


@dataclass(frozen=True, slots=True)
class Letter:
    """Milliseconds of the processor for one letter typed, and how many lines it found."""

    spent: float
    hits: int


def _at(size: int, spent: dict[str, float]) -> Ratio:
    p95, longest = statistics.quantiles(spent.values(), n=20)[-1], max(spent, key=lambda word: spent[word])
    note = f"{len(spent)} letters, median {statistics.median(spent.values()):.1f}, longest {spent[longest]:.1f} ms ({longest!r})"
    return Ratio(f"search as you type over {size:,} batches, p95 of process time", p95, LIMIT, "ms", p95 <= LIMIT, note)


def _typed(size: int) -> list[str]:
    """What people type, letter by letter: names, a name with its first name, numbers, a number with a name, what is nowhere."""
    names = [f"{SYLLABLES[n]}{SYLLABLES[-n]}a" for n in (1, 4, 9, 13)]
    words = [
        *names,
        f"{names[0]} an{names[1]}",
        f"{size // 3:07d}",
        f"BA-{size // 2:08d}",
        f"{SYLLABLES[2]} {size // 7}",
        "ward 7",
        "fdg18 dose",
        "Кузнецова",
        "coi an 1",
    ]
    return [word[:letters] for word in words for letters in range(1, len(word) + 1)]


def _typing(size: int, rounds: int) -> dict[str, Letter]:
    """Each letter typed: the median of its rounds."""
    register = open_register(register_of(size), StandingClock())
    found: dict[str, Letter] = {}
    for word in _typed(size):
        each = [_letter(register, word) for _ in range(rounds)]
        found[word] = Letter(statistics.median(one.spent for one in each), each[0].hits)
    register.close()
    return found


def _letter(register: SqlRegister, words: str) -> Letter:
    begun = time.process_time()
    with register.reading() as reader:
        lines = find(reader, LISTINGS["batches"], Asked(words), "Europe/Moscow")
    return Letter((time.process_time() - begun) * 1000, len(lines))
