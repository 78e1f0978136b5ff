"""Search as you type over many batches: what the register's screen reads at each letter, and that it does not grow with the register."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence

from db.opening import open_register
from db.register import SqlRegister
from tests.benchmarks.many import SYLLABLES, register_of
from tests.benchmarks.ratio import Ratio
from tests.desk import StandingClock
from ui.screens.register_rows import LISTINGS, Asked, find

LIMIT = 50.0


def run(short: bool) -> list[Ratio]:
    """The 95th of a hundred letters, in milliseconds of the processor, at each size; the largest beside the middle one."""
    sizes = (1_000, 10_000) if short else (1_000, 100_000, 1_000_000)
    found = {size: _typing(size, 1 if short else 3) for size in sizes}
    made = [
        Ratio(f"search as you type over {size:,} batches, p95 of process time", p95, LIMIT, "ms", p95 <= LIMIT, f"{len(spent)} letters, median {statistics.median(spent):.1f}, longest {max(spent):.1f} ms ({word!r})")
        for size, (spent, word) in found.items()
        for p95 in (statistics.quantiles(spent, n=20)[-1],)
    ]
    first, last = (statistics.quantiles(found[size][0], n=20)[-1] for size in sizes[-2:])
    flat = last / first
    return [*made, Ratio(f"search over {sizes[-1]:,} batches / over {sizes[-2]:,}", flat, 1.5, "x", flat <= 1.5, f"{last:.1f} against {first:.1f} ms")]


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


def _typing(size: int, rounds: int) -> tuple[Sequence[float], str]:
    """Milliseconds of each letter (the median of its rounds), and what took longest."""
    register = open_register(register_of(size), StandingClock())
    spent: dict[str, float] = {}
    for word in _typed(size):
        spent[word] = statistics.median(_letter(register, word) for _ in range(rounds))
    register.close()
    return tuple(spent.values()), max(spent, key=lambda word: spent[word])


def _letter(register: SqlRegister, words: str) -> float:
    begun = time.process_time()
    with register.reading() as reader:
        find(reader, LISTINGS["batches"], Asked(words), "Europe/Moscow")
    return (time.process_time() - begun) * 1000
