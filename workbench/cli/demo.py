"""``workbench demo``: makes a demo register that is never stale, and opens the window on it."""
from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from db.opening import open_register
from workbench.cli.resources import Resources
from workbench.cli.supplies import supplies
from workbench.kernel.findings import Unavailable
from workbench.rehearsal.case import Case, read_case
from workbench.rehearsal.checking import check
from workbench.rehearsal.clock import CaseClock
from workbench.rehearsal.desk import DeskHand
from workbench.rehearsal.known import Known
from workbench.rehearsal.player import play
from workbench.rehearsal.prepare import prepare
from workbench.rehearsal.shifting import last_moment, shifted
from workbench.site.records import Purpose
from workbench.words.translation import ENGLISH

DEMO = "demo/demo.json"
PIN = "271828"
PASSWORD = "correct horse battery"
"""The secrets of everybody in the demo, as its sign-in shows them."""


def run(arguments: Sequence[str]) -> int:
    """Opens the window on today's demo register, made anew each day; with ``--make PATH`` makes one there and opens nothing."""
    parser = argparse.ArgumentParser(prog="workbench demo", description=__doc__, allow_abbrev=False)
    parser.add_argument("--make", type=Path, metavar="PATH", help="make a demo register in this file, which is not there yet, and end")
    made: Path | None = parser.parse_args(list(arguments)).make
    now = datetime.now(UTC)
    if made is not None:
        make_demo(made, now)
        print(f"The demo register is {made}; everybody's PIN is {PIN}, the password is {PASSWORD}")
        return 0
    return _open_todays(now)


def make_demo(path: Path, now: datetime) -> None:
    """Makes a demo register in ``path``: a working day as people, orders, lots and a batch in each state, its last act just before ``now``.

    ``Unavailable`` when something is there already ("rehearsal.file-there"), or when it cannot be played to its end.
    A making that is cut off leaves nothing under that name.
    """
    if path.exists():
        raise Unavailable("rehearsal.file-there", str(path))
    resources = Resources()
    told = json.loads(resources.text(DEMO))
    case = read_case(json.dumps(shifted(told, now - last_moment(told))), DEMO)
    check(case)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        _play(case, unfinished, resources)
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _play(case: Case, path: Path, resources: Resources) -> None:
    clock = CaseClock(case.site.begun)
    register = open_register(path, clock, create=True)
    try:
        kept = supplies(resources)
        prepare(case, Purpose.DEMO, resources.formulas, resources.labels, kept.presses, register=register, clock=clock)
        known = Known(case, register)
        hand = DeskHand(case, known, register, clock, kept)
        played = play(case, hand, known, register=register, clock=clock, words=ENGLISH)
    finally:
        register.close()
    if not played.as_stated:
        raise Unavailable("rehearsal.demo-broke-off", "; ".join(played.differences))


def _todays(now: datetime) -> Path:
    """The demo register of today: kept while the day lasts, so that what was tried out is still there; yesterday's is taken away."""
    from platformdirs import user_data_path

    folder = user_data_path("compounding-workbench", appauthor=False) / "demo"
    today = folder / f"demo-{now:%Y-%m-%d}.sqlite"
    if not today.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in folder.glob("demo-*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        print("Making the demo register of today, which takes up to half a minute …", flush=True)
        make_demo(today, now)
    print(f"The demo register is {today}", flush=True)
    return today


def _open_todays(now: datetime) -> int:
    from ui.desk import DemoSecrets  # Qt is needed only by whoever wants to see the demo
    from ui.main import Root

    root = Root(Resources(), demo=DemoSecrets(PIN, PASSWORD))  # says at once when there is no screen
    return root.run(_todays(now))
