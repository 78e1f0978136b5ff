"""``python -m tests.faults.kills FOLDER ROUNDS SEED``: a writer is killed again and again, at any moment; every act it acknowledged stays.

Each round forks a writer, so that no round waits for Python to start. Prints what happened; ends with an error when something was lost.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from tests.faults.working import begin, done, work

LONGEST = 0.08
ENDLESS = 10**9


def one_round(path: Path, chance: random.Random) -> tuple[int, bool]:
    """The last act acknowledged before the writer was killed (0: none), and whether it was killed while a journal lay there."""
    receives, sends = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(receives)
        _write(path, sends)
    os.close(sends)
    if chance.random() < 0.7:
        select.select([receives], [], [], 30)  # in the middle of the work; otherwise while the register is opened or made
    time.sleep(chance.random() * LONGEST)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    with os.fdopen(receives, "rb") as told:
        lines = told.read().split(b"\n")[:-1]
    return (int(lines[-1]) if lines else 0), Path(f"{path}-journal").exists()


def _write(path: Path, sends: int) -> None:
    """Never returns: works until it is killed."""
    try:
        register = begin(path)
        for _ in range(ENDLESS):
            os.write(sends, b"%d\n" % work(register))
    except BaseException as fault:
        os.write(2, f"{fault!r}\n".encode())
    finally:
        os._exit(1)


def main(folder: Path, rounds: int, seed: int) -> None:
    """Every fifth round begins a new register, so that making one is killed too."""
    chance = random.Random(seed)
    acknowledged = hot = number = 0
    path = folder / "0.sqlite"
    for each in range(rounds):
        if each % 5 == 0:
            number, path = 0, folder / f"{each}.sqlite"
        last, journal = one_round(path, chance)
        hot += journal
        kept = done(path)
        assert kept >= max(last, number, 1), f"round {each} of seed {seed}: {last} was acknowledged, {kept} is there"
        assert kept <= max(last, number, 1) + 1, f"round {each} of seed {seed}: {kept} is there, only {last} was acknowledged"
        acknowledged += max(0, last - number)
        number = kept
    print(f"{rounds} kills, {hot} with a journal left behind, {acknowledged} acts acknowledged, none lost, none half; seed {seed}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
