"""``workbench rehearse CASE.json --folder OUT``: plays a case through the real window, and keeps everything that comes out."""
from __future__ import annotations

import argparse
import contextlib
import errno
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.opening import open_register
from workbench.cli.resources import Resources
from workbench.cli.supplies import supplies
from workbench.formula.reading import formula_of
from workbench.kernel.findings import Refused, Unavailable
from workbench.kernel.ports import Register
from workbench.rehearsal.acts import Act
from workbench.rehearsal.case import Case, read_case
from workbench.rehearsal.checking import check
from workbench.rehearsal.clock import CaseClock
from workbench.rehearsal.desk import DeskHand
from workbench.rehearsal.desk.common import Supplies
from workbench.rehearsal.hands import Hand
from workbench.rehearsal.known import Known
from workbench.rehearsal.player import After, HandOf, Played, Playing, likeness
from workbench.rehearsal.prepare import prepare
from workbench.rehearsal.summary import leave_papers, leave_summary, summary
from workbench.site.records import Purpose
from workbench.words.findings import told
from workbench.words.translation import Words, load_words

REGISTER = "register.sqlite"
NOTHING_PLAYED = Played((), (), ())


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    case: Path
    folder: Path
    language: str
    theme: str
    window: bool
    seen: tuple[Path, ...] = ()


def run(arguments: Sequence[str]) -> int:
    """0 when the case was played as it states, 1 when it was not, 2 when it cannot be read or the folder is not empty."""
    asked = _asked(arguments)
    case = read_file(asked.case)
    empty(asked.folder)
    try:
        played = rehearse(case, asked)
    except OSError as fault:  # of the papers, pictures and summary; the register tells its own
        code = "register.disk-full" if fault.errno in (errno.ENOSPC, errno.EDQUOT) else "rehearsal.folder-unwritable"
        raise Unavailable(code, str(fault)) from fault
    for each in played.refusals:
        print(f"{'refused, as stated' if each.expected else 'REFUSED'}: {each.act}: {each.rule}: {each.message}")
    for line in played.differences:
        print(f"NOT AS STATED: {line}", file=sys.stderr)
    told_of = summary(played, {})
    print(f"{case.case}: {told_of['verdict']}; {len(case.play)} acts; everything is in {asked.folder}")
    return 0 if played.as_stated else 1


def _asked(arguments: Sequence[str]) -> Asked:
    parser = argparse.ArgumentParser(prog="workbench rehearse", description=__doc__, allow_abbrev=False)
    parser.add_argument("case", type=Path, metavar="CASE.json", help="the case to play (tests/cases/)")
    parser.add_argument("--folder", type=Path, required=True, metavar="OUT", help="where everything goes; empty, or not there yet")
    parser.add_argument("--language", choices=("en", "ru"), default="en", help="language of the screens (papers and labels: the case's)")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--without-window", action="store_true", help="a quick check: calls the actions themselves, leaves no pictures")
    parser.add_argument(
        "--seen", type=Path, action="append", default=[], metavar="OTHER.json",
        help="a case that was played through the window: of this one only the first act of each likeness that it has not, and the last; may be given again",
    )  # fmt: skip
    given = parser.parse_args(list(arguments))
    return Asked(given.case, given.folder, given.language, given.theme, not given.without_window, tuple(given.seen))


def read_file(path: Path) -> Case:
    """The case in a file; ``Unavailable`` when it cannot be read or does not agree with itself."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise Unavailable("rehearsal.unreadable", f"{path}: {fault}") from fault
    case = read_case(text, path.name)
    check(case)
    return case


def empty(folder: Path) -> None:
    """Makes ``folder`` if it is not there; ``Unavailable`` when it holds something or cannot be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = next(folder.iterdir(), None)
    except OSError as fault:
        raise Unavailable("rehearsal.folder-unwritable", str(fault)) from fault
    if held is not None:
        raise Unavailable("rehearsal.folder-not-empty", str(folder))


def rehearse(case: Case, asked: Asked) -> Played:
    """Plays ``case`` on a new register in the folder, and leaves everything there: always a summary, whatever happens.

    One lies there from the beginning, so that a play that is ended from outside leaves one too.
    """
    resources, clock, played = Resources(), CaseClock(case.site.begun), NOTHING_PLAYED
    words = load_words(resources.locale, asked.language)
    leave_summary(asked.folder, played)
    try:
        register = open_register(asked.folder / REGISTER, clock, create=True)
        try:
            own = supplies(resources)
            played = _prepared(case, resources, register, clock, words)
            if played.as_stated:
                known = Known(case, register)
                with _hand(case, known, register, clock, own, asked, resources) as (hand_of, after):
                    playing = Playing(case, hand_of, known, register=register, clock=clock, words=words)
                    try:
                        playing.run(after)
                    finally:
                        played = playing.told()
                        leave_papers(asked.folder, played)
        finally:
            register.close()
    finally:
        leave_summary(asked.folder, played)
    return played


def _prepared(case: Case, resources: Resources, register: Register, clock: CaseClock, words: Words) -> Played:
    """Begins the register; a case whose own head is refused is not played."""
    try:
        prepare(case, Purpose.REHEARSAL, resources.formulas, resources.labels, supplies(resources).presses, register=register, clock=clock)
    except Refused as refused:
        said = [told(each, words, case.zone) for each in refused.findings]
        return Played((), tuple(f"before the first act: {each.what} {each.lifted}" for each in said), ())
    return NOTHING_PLAYED


@contextlib.contextmanager
def _hand(
    case: Case, known: Known, register: Register, clock: CaseClock, own: Supplies, asked: Asked, resources: Resources
) -> Iterator[tuple[HandOf, After]]:
    desk = DeskHand(case, known, register, clock, own)
    if not asked.window:
        yield lambda at, act: desk, lambda at, act: None
        return
    from ui.rehearsal import window_hand  # Qt is needed only by whoever wants to see it

    there = through_window(case, asked.seen, resources.formulas)
    with window_hand(case, known, register, clock, desk, resources, folder=asked.folder, language=asked.language, theme=asked.theme) as hand:

        def hand_of(at: int, act: Act) -> Hand:
            return hand.at(at) if at in there else desk

        yield hand_of, lambda at, act: hand.picture(at, act) if at in there else None


def through_window(case: Case, seen: Sequence[Path], formulas: Mapping[str, str]) -> frozenset[int]:
    """The places of the acts of ``case`` that go through the window: all of them; beside cases that were ``seen``, the first of each
    likeness that none of those has, and the last act. ``formulas`` are texts by code.
    """
    if not seen:
        return frozenset(range(len(case.play)))
    cases = [read_file(path) for path in seen]
    codes = {each.code for one in (case, *cases) for each in one.formulas}
    kinds = {step.name: step.kind.value for code in codes if code in formulas for step in formula_of(formulas[code]).steps}
    alike = {likeness(act, kinds) for one in cases for act in one.play}
    own = set[int]()
    for at, act in enumerate(case.play):
        if likeness(act, kinds) not in alike:
            alike.add(likeness(act, kinds))
            own.add(at)
    return frozenset(own | {len(case.play) - 1})
