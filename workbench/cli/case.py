"""``workbench case check FILE``: reads a message of case reports, or an acknowledgement, and says what is wrong with it, one line a finding.

A line is the element, the rule (its code) and the sentence, with tabs between. Exit 0 when nothing stops (what is only told is printed too), 1 when
something does, 2 when the file is no such message, is not safe to read, or is not there. With ``--schemas`` ICH's own schemas are asked too.
"""
from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from workbench.cli.resources import Resources
from workbench.kernel.findings import Finding, Refused, Severity, finding, stops
from workbench.vigilance.casereport.acknowledgements import Acknowledgement, answers
from workbench.vigilance.casereport.elements import elements_of
from workbench.vigilance.casereport.reading import Read, read
from workbench.vigilance.casereport.rules import GUIDE, check
from workbench.vigilance.casereport.schemas import validate
from workbench.vigilance.casereport.xml import MOST_BYTES
from workbench.words.findings import told
from workbench.words.translation import ENGLISH

FINE, STOPPED, UNREADABLE = 0, 1, 2
_MOST_PLACES = 20


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command with what stands behind ``case``."""
    options = _parser().parse_args(arguments)
    try:
        content = _content(options.file)
        given = read(content)
        found = [*_findings(given), *(validate(content, options.schemas) if options.schemas else ())]
    except Refused as refusal:
        for line in _lines(refusal.findings):
            print(line, file=sys.stderr)
        return UNREADABLE
    for line in _lines(found):
        print(line)
    return STOPPED if any(each.severity is Severity.STOPS for each in found) else FINE


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused((stops("casereport.unreadable", "file", path=str(path), reason=error.strerror or str(error)),)) from error


def _findings(given: Read) -> tuple[Finding, ...]:
    if isinstance(given.message, Acknowledgement):
        return answers(given.message)
    found = check(given.message, elements_of(Resources().text("casereport/elements.toml")))
    if not given.not_held:
        return found
    places = ", ".join(given.not_held[:_MOST_PLACES]) + (", …" if len(given.not_held) > _MOST_PLACES else "")
    return (*found, finding("casereport.not-held", Severity.TELLS, GUIDE, where="-", places=places))


def _lines(found: Iterable[Finding]) -> Iterable[str]:
    for each in found:
        sentence = told(each, ENGLISH)
        yield "\t".join(_shown(part) for part in (each.where or "-", each.code, sentence.what))


def _shown(text: str) -> str:
    """``text`` in one line; what a message brings along cannot steer the screen that shows it."""
    return "".join(sign if sign.isprintable() else "?" for sign in " ".join(text.split()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench case", description="Checks messages of case reports (ICH E2B(R3)) and acknowledgements.",
        epilog="example: workbench case check report.xml --schemas ~/ich/schemas", allow_abbrev=False,
    )  # fmt: skip
    doing = parser.add_subparsers(dest="doing", metavar="check", required=True)
    checking = doing.add_parser("check", help="say what is wrong with a message, one line a finding", allow_abbrev=False)
    checking.add_argument("file", type=Path, metavar="FILE", help="a message MCCI_IN200100UV01 or an acknowledgement MCCI_IN200101UV01")
    checking.add_argument("--schemas", type=Path, metavar="FOLDER", help="the folder with ICH's schemas (it holds multicacheschemas)")
    return parser
