"""``workbench printer``: a stand-in for a network label printer on this computer, for training and tests.

It keeps every job that it prints as it came (``0001.zpl``) and as a picture (``0001.png``), and can be told to misbehave.
Exit 0 when it is put away (Ctrl+C, or after ``--labels``), 2 on bad usage or where it cannot listen.
"""
from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from workbench.printing.network import PORT
from workbench.printing.standin import Behaviour, StandIn

DONE, BAD_USAGE = 0, 2


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command with what stands behind ``printer``."""
    options = _parser().parse_args(arguments)
    behaviour = Behaviour(options.silent, options.paper_out, options.stall_after, options.late, options.reset_after)
    try:
        with StandIn(options.folder, behaviour, options.port) as printer:
            print(f"listening on {printer.address}; jobs are kept in {options.folder}", flush=True)
            _watch(printer, options.labels)
    except OSError as fault:
        print(f"workbench printer: {fault}", file=sys.stderr)
        return BAD_USAGE
    except KeyboardInterrupt:
        print("put away")
    return DONE


def _watch(printer: StandIn, labels: int) -> None:
    told = 0
    while not labels or told < labels:
        time.sleep(0.05)
        for number, picture in enumerate(printer.pictures[told:], told + 1):
            print(f"{number:04d}  {picture.width} × {picture.height} dots, {len(printer.jobs[number - 1])} bytes", flush=True)
            told = number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench printer",
        description="Stands in for a network label printer on this computer (127.0.0.1): keeps what it would print.",
        allow_abbrev=False,
    )
    parser.add_argument("--folder", type=Path, required=True, help="where the jobs and their pictures are kept")
    parser.add_argument("--port", type=int, default=PORT, help=f"the port to listen on (0: any that is free; default {PORT})")
    parser.add_argument("--labels", type=int, default=0, metavar="N", help="end after so many labels")
    parser.add_argument("--silent", action="store_true", help="never tell its state")
    parser.add_argument("--paper-out", action="store_true", help="say that the paper is out")
    parser.add_argument("--late", type=float, default=0, metavar="SECONDS", help="answer so late")
    parser.add_argument("--stall-after", type=int, metavar="BYTES", help="take no more after so many bytes")
    parser.add_argument("--reset-after", type=int, metavar="BYTES", help="hang up once after so many bytes")
    return parser
