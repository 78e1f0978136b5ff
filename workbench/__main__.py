"""The command ``workbench``: opens the window, or does one job without it."""
from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from io import TextIOWrapper
from pathlib import Path

from workbench.kernel.findings import Refused, Unavailable

DISTRIBUTION = "compounding-workbench"
BAD_INPUT = 2
INTERRUPTED = 130

Run = Callable[[Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does, in a line, and the function that takes the rest of the command line and gives the exit code."""

    help: str
    run: Run


# Each command is imported when it is asked for: a calculation does not wait for Qt, nor the window for the rehearsal.
def _rehearse(arguments: Sequence[str]) -> int:
    from workbench.cli.rehearse import run  # type: ignore[import-not-found,unused-ignore]

    return int(run(arguments))


def _calculate(arguments: Sequence[str]) -> int:
    from workbench.cli.calculate import run

    return run(arguments)


def _formula(arguments: Sequence[str]) -> int:
    from workbench.cli.formula import run

    return int(run(arguments))


def _scan(arguments: Sequence[str]) -> int:
    from workbench.cli.scan import run

    return run(arguments)


def _demo(arguments: Sequence[str]) -> int:
    from workbench.cli.demo import run  # type: ignore[import-not-found,unused-ignore]

    return int(run(arguments))


def _grade(arguments: Sequence[str]) -> int:
    from workbench.cli.grade import run

    return run(arguments)


def _printer(arguments: Sequence[str]) -> int:
    from workbench.cli.printer import run

    return run(arguments)


def _signal(arguments: Sequence[str]) -> int:
    from workbench.cli.signal import run

    return run(arguments)


def _case(arguments: Sequence[str]) -> int:
    from workbench.cli.case import run

    return run(arguments)


def _window(arguments: Sequence[str]) -> int:
    from ui.main import main as window  # type: ignore[import-not-found,unused-ignore]

    return int(window(arguments))


COMMANDS: Mapping[str, Command] = {
    "rehearse": Command("play a case file through the real window and keep what comes out", _rehearse),
    "calculate": Command("do one calculation with its working shown, or list them all", _calculate),
    "formula": Command("check, show or compare master formula files", _formula),
    "scan": Command("read scans, one a line, and say what they mean or why they are refused", _scan),
    "grade": Command("grade observations of a file: toxicity scales, laboratory terms, causality", _grade),
    "printer": Command("stand in for a network label printer: keep what it would print, for training and tests", _printer),
    "signal": Command("measure how far reports of products with events are from what was expected", _signal),
    "case": Command("check messages of case reports and what a receiver answered", _case),
    "demo": Command("open the window on a demo register", _demo),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 when done (a refusal is output), 2 on bad usage, on input that cannot be read or a thing that is not there."""
    given = tuple(sys.argv[1:] if arguments is None else arguments)
    mine, name, rest = _split(given)
    parser = _parser()
    options = parser.parse_args(mine)
    if name and options.register:
        parser.error(f"--register goes with the window, not with {name}")
    if name:
        return _settle(partial(COMMANDS[name].run, rest))
    return _settle(partial(_window, ("--register", str(options.register)) if options.register else ()))


def _settle(job: Callable[[], int]) -> int:
    """Does ``job`` and gives the exit code; what may go wrong without being a bug is told in words."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without Cyrillic or superscripts shows a question mark for them
    try:
        code = job()
        sys.stdout.flush()
    except Refused as refusal:
        return _tell_refused(refusal)
    except Unavailable as fault:
        return _tell_unavailable(fault)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Who read the output has seen enough (``| head``); nothing is left to flush at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _split(given: Sequence[str]) -> tuple[Sequence[str], str, Sequence[str]]:
    """What stands before the first command, the command ("" for the window), and what is left to it."""
    for at, each in enumerate(given):
        if each in COMMANDS and (at == 0 or given[at - 1] != "--register"):
            return given[:at], each, given[at + 1 :]
    return given, "", ()


def _parser() -> argparse.ArgumentParser:
    told = "\n".join(f"  {name:<12}{each.help}" for name, each in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="workbench",
        description="Guides a hospital pharmacy through a good-compounding-practice batch for one patient.",
        epilog=f"commands (each has its own --help):\n{told}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="workbench [--version] [--register PATH] | workbench COMMAND ...",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {_version()}")
    parser.add_argument("--register", type=Path, metavar="PATH", help="the register to open; made if it is not there yet")
    return parser


def _version() -> str:
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "(not installed)"


def _tell_refused(refusal: Refused) -> int:
    from workbench.words.findings import told  # a command that is not refused needs no sentences
    from workbench.words.translation import ENGLISH

    for each in refusal.findings:
        sentence = told(each, ENGLISH)
        print(_said(sentence.what, sentence.rule, sentence.lifted))
    return 0


def _tell_unavailable(fault: Unavailable) -> int:
    from workbench.words.findings import told_unavailable  # as above
    from workbench.words.translation import ENGLISH

    sentence = told_unavailable(fault, ENGLISH)
    print(_said(sentence.what, sentence.rule, sentence.lifted), file=sys.stderr)
    return BAD_INPUT


def _said(*parts: str) -> str:
    """The parts that say something, one sentence after the other."""
    return " ".join(part if part.endswith((".", "…")) else f"{part}." for part in parts if part)


if __name__ == "__main__":
    raise SystemExit(main())
