"""Reads XML that somebody else wrote: no entity is replaced, nothing is fetched, no document type is accepted, nothing huge is taken in."""
from __future__ import annotations

from lxml import etree

from workbench.kernel.findings import Refused, stops
from workbench.vigilance.casereport.paths import Node

SOURCE = "ICH E2B(R3) message"
MOST_BYTES = 20_000_000
"""The largest message that is read: receivers take no larger one either."""


def parse(content: bytes) -> Node:
    """The root of ``content``. ``Refused``: casereport.too-large, casereport.not-xml (with the line), casereport.entities."""
    if len(content) > MOST_BYTES:
        raise Refused((stops("casereport.too-large", SOURCE, size=str(len(content)), most=str(MOST_BYTES)),))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, attribute_defaults=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if b"<!ENTITY" in content.replace(b"\0", b""):
            raise Refused((stops("casereport.entities", SOURCE),)) from error
        raise Refused((stops("casereport.not-xml", SOURCE, line=str(error.lineno or 1), reason=_reason(error)),)) from error
    except ValueError as error:
        raise Refused((stops("casereport.not-xml", SOURCE, line="1", reason=str(error)),)) from error
    if root.getroottree().docinfo.internalDTD is not None or any(True for _ in root.iter(etree.Entity)):
        raise Refused((stops("casereport.entities", SOURCE),))
    return root


def _reason(error: etree.XMLSyntaxError) -> str:
    return str(error.msg or "no element").partition(", line ")[0]
