"""The vector files as rows, and what the command answers to them."""
from __future__ import annotations

import csv
import io
from pathlib import Path

from workbench.cli.grade import grade_file


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    """The rows of a vector file."""
    with (shared / "vectors" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def graded(scale: str, text: str) -> list[dict[str, str]]:
    """What ``workbench grade`` answers to ``text`` on its standard input."""
    return told(scale, text)[0]


def told(scale: str, text: str) -> tuple[list[dict[str, str]], str]:
    """What ``workbench grade`` answers to ``text``, and what it says on standard error."""
    out, apart = io.StringIO(), io.StringIO()
    grade_file(scale, io.StringIO(text, newline=""), out, apart)
    return list(csv.DictReader(io.StringIO(out.getvalue()))), apart.getvalue()
