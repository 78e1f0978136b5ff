"""``workbench scan``: reads scans as the program does, for a site's own check of its scanners.

One scan a line on standard input, in Python's ``unicode_escape``; one JSON object a line on standard output, for an empty or broken line
too. Needs no register and no window. Exit 0: a refused scan is output.
"""
from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence

from workbench.barcodes.reading import keyboard, read
from workbench.kernel.findings import Refused

NOT_ESCAPED = "scan.escape"
"""A line that is no ``unicode_escape``: what was scanned cannot be told."""


_ESCAPED = re.compile(r"""(?:[^\\]|\\(?:[\\'"abfnrtv]|[0-3]?[0-7]{1,2}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|N\{[^}]+\}))*""")
"""A line in which every backslash begins an escape that Python knows: another one would be taken as it stands, with a warning."""


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command with what stands behind ``scan``."""
    options = _parser().parse_args(arguments)
    for line in sys.stdin.buffer:
        said = json.dumps(answer(line.removesuffix(b"\n").removesuffix(b"\r"), separator_proved=options.separator_proved))
        print(said, flush=True)  # whoever scans at a prompt sees each answer at once
    return 0


def answer(line: bytes, *, separator_proved: bool = False) -> dict[str, object]:
    """What the command says about one line."""
    raw = _unescaped(line)
    if raw is None:
        return _refused(NOT_ESCAPED, b"")
    try:
        scan = read(raw, separator_proved=separator_proved)
    except Refused as refusal:
        return _refused(refusal.findings[0].code, raw)
    return {
        "accepted": True,
        "standard": scan.standard.value,
        "layout": scan.layout.value,
        "caps": scan.caps,
        "values": dict(scan.values),
        "check": dict(scan.checks),
        "refusal": None,
    }


def _refused(code: str, raw: bytes) -> dict[str, object]:
    layout, caps = keyboard(raw)
    return {"accepted": False, "standard": None, "layout": layout.value, "caps": caps, "values": {}, "check": {}, "refusal": code}


def _unescaped(line: bytes) -> bytes | None:
    """The UTF-8 of the escaped ``line``; characters beyond ASCII may also stand there as they are. ``None`` where it is no such line."""
    try:
        if _ESCAPED.fullmatch(line.decode()) is None:
            return None
        return line.decode().encode("latin-1", "backslashreplace").decode("unicode_escape").encode("utf-8", "surrogatepass")
    except UnicodeError:
        return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench scan",
        description="Reads one scan a line (Python unicode_escape) and writes one JSON object a line.",
        epilog=r"example: printf '%s\n' '=G12341765432170' | workbench scan",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--separator-proved", action="store_true", help="this scanner is known to send GS1 separators: a lot number may look like two elements"
    )
    return parser
