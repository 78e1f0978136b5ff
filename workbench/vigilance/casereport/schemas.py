"""Validation against ICH's schemas, in the folder that a site names: they are not part of the workbench."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from workbench.kernel.findings import Finding, Refused, stops
from workbench.vigilance.casereport.paths import HL7, name
from workbench.vigilance.casereport.xml import parse

SOURCE = "ICH E2B(R3) schemas"
_MOST_LINES = 100


def validate(content: bytes, folder: Path) -> tuple[Finding, ...]:
    """What the schemas in ``folder`` (or its ``multicacheschemas``) do not allow, with the line; a hundred findings at most.

    ``Refused``: casereport.schemas-missing where the schema of this kind of message is not there or cannot be read, or as ``parse``.
    """
    root = parse(content)
    if root.tag != f"{{{HL7}}}{name(root)}" or not name(root).startswith("MCCI_"):
        raise Refused((stops("casereport.not-a-message", SOURCE, root=name(root)),))
    schema = _schema(folder, f"{name(root)}.xsd")
    if schema.validate(root):
        return ()
    return tuple(
        stops("casereport.schema", SOURCE, where=f"line {each.line}", line=str(each.line), reason=each.message.replace(f"{{{HL7}}}", ""))
        for each in list(schema.error_log)[:_MOST_LINES]
    )


def found_in(folder: Path) -> None:
    """``Refused`` casereport.schemas-missing where ``folder`` does not hold the schema of reports, or it cannot be read."""
    _schema(folder, "MCCI_IN200100UV01.xsd")


def _schema(folder: Path, file: str) -> Any:
    path = next((each for each in (folder / "multicacheschemas" / file, folder / file) if each.is_file()), None)
    if path is None:
        raise Refused((stops("casereport.schemas-missing", SOURCE, file=file, folder=str(folder)),))
    try:
        return etree.XMLSchema(etree.parse(str(path), etree.XMLParser(no_network=True, load_dtd=False)))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError, OSError) as error:
        raise Refused((stops("casereport.schemas-missing", SOURCE, file=file, folder=f"{folder}: {error}"),)) from error
