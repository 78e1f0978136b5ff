"""``workbench case check FILE`` and ``workbench case export REPORT --register FILE``.

``check`` reads a message of case reports, or an acknowledgement, and says what is wrong with it, one line a finding.

A line is the element, the rule (its code) and the sentence, with tabs between. Exit 0 when nothing stops (what is only told is printed too), 1 when
something does, 2 when the file is no such message, is not safe to read, or is not there. With ``--schemas`` ICH's own schemas are asked too.

``export`` reads a kept report and writes its case as it stands now to standard output or to ``--out``: a draft, marked as training, or FHIR with
``--fhir``; findings go to standard error. Nothing is kept of it: a message that goes to a receiver is written in the window. Exit 0 when the case
could be sent, 1 when something stops it, 2 when there is no such report or register, or the file cannot be written.
"""
from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from db.opening import open_register
from workbench.cli.resources import Resources
from workbench.icsr.facts import facts_of
from workbench.icsr.joining import case_report, lacking, message_of
from workbench.kernel.findings import Finding, Refused, Severity, Unavailable, finding, stops
from workbench.vigilance.casereport.acknowledgements import Acknowledgement, answers
from workbench.vigilance.casereport.elements import elements_of
from workbench.vigilance.casereport.fhir import adverse_events
from workbench.vigilance.casereport.reading import Read, read
from workbench.vigilance.casereport.rules import GUIDE, check
from workbench.vigilance.casereport.schemas import validate
from workbench.vigilance.casereport.sending import draft, tidy
from workbench.vigilance.casereport.xml import MOST_BYTES
from workbench.words.findings import told, told_unavailable
from workbench.words.translation import ENGLISH, load_words

FINE, STOPPED, UNREADABLE = 0, 1, 2
_MOST_PLACES = 20


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command with what stands behind ``case``."""
    options = _parser().parse_args(arguments)
    if options.doing == "export":
        return _export(options)
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


class _Now:
    """The time of this machine."""

    def now(self) -> datetime:
        """Now, with its zone."""
        return datetime.now(UTC)


def _export(options: argparse.Namespace) -> int:
    resources = Resources()
    try:
        register = open_register(options.register, _Now())
        try:
            with register.reading() as reader:
                facts = facts_of(reader, options.report)
        finally:
            register.close()
        case = case_report(facts, load_words(resources.locale, facts.site.language), _Now().now(), options.report)
        table, message = elements_of(resources.text("casereport/elements.toml")), message_of(case, facts)
        found = (*check(tidy(message), table), *lacking(facts))
        content = adverse_events(case).encode() if options.fhir else draft(message, table).content
        _write(content, options.out)
    except Refused as refusal:
        found, code = refusal.findings, UNREADABLE
    except Unavailable as fault:
        print(_shown(told_unavailable(fault, ENGLISH).what), file=sys.stderr)
        return UNREADABLE
    else:
        code = STOPPED if any(each.severity is Severity.STOPS for each in found) else FINE
    for line in _lines(found):
        print(line, file=sys.stderr)
    return code


def _write(content: bytes, path: Path | None) -> None:
    if path is None:
        sys.stdout.buffer.write(content + b"\n")
        return
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused((stops("casereport.unwritable", "file", path=str(path), reason=error.strerror or str(error)),)) from error


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
    doing = parser.add_subparsers(dest="doing", metavar="check|export", required=True)
    checking = doing.add_parser("check", help="say what is wrong with a message, one line a finding", allow_abbrev=False)
    checking.add_argument("file", type=Path, metavar="FILE", help="a message MCCI_IN200100UV01 or an acknowledgement MCCI_IN200101UV01")
    checking.add_argument("--schemas", type=Path, metavar="FOLDER", help="the folder with ICH's schemas (it holds multicacheschemas)")
    exporting = doing.add_parser("export", help="write the case of a kept report as it stands, as a draft", allow_abbrev=False)
    exporting.add_argument("report", metavar="REPORT", help="the number of the report, such as SR-2026-0001")
    exporting.add_argument("--register", type=Path, metavar="FILE", required=True, help="the register that holds it")
    exporting.add_argument("--out", type=Path, metavar="FILE", help="where it goes; standard output unless said")
    exporting.add_argument("--fhir", action="store_true", help="as FHIR R4 AdverseEvent in JSON instead")
    return parser
