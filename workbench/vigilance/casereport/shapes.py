"""Spans of time and signs of results, which a message says in several ways and the table of paths (layout.py) in one.

Times: ``effectiveTime`` becomes a set of ``comp``: one span (low, high), one width, one period. Written alone, a span needs no set, and a set of
one is not valid. Results: ``> 5`` is written as a low bound 5 and a high bound of null flavour PINF; here it is a centre 5 with the sign ``>``.
"""
from __future__ import annotations

from lxml import etree

from workbench.vigilance.casereport.paths import HL7, TYPE, Node, name

_SIGNS = {("low", "high", "PINF"): ">", ("high", "low", "NINF"): "<"}


def _child(node: Node, tag: str) -> Node | None:
    return node.find(f"{{{HL7}}}{tag}")


def spread(root: Node) -> None:
    """Brings what was read into the one shape."""
    for node in list(root.iter(f"{{{HL7}}}effectiveTime")):
        above = node.getparent()
        # The date of a test is one time, also where it says by its null flavour that it is not known.
        if above is not None and name(above) in ("observation", "substanceAdministration") and node.get("value") is None and not _is_test(node):
            _spread_time(node)
    for node in list(root.iter(f"{{{HL7}}}value")):
        kind = node.get(TYPE, "").rpartition(":")[2]
        if kind == "IVL_PQ" or (kind == "PQ" and _is_test(node)):
            _spread_result(node)


def _is_test(node: Node) -> bool:
    """Whether a value is the result of a test: its observation is a component of the organizer of tests (3)."""
    chain = [each for each in node.iterancestors()][:3]
    if len(chain) < 3 or [name(each) for each in chain] != ["observation", "component", "organizer"]:
        return False
    code = _child(chain[2], "code")
    return code is not None and code.get("code") == "3"


def _spread_time(node: Node) -> None:
    kind = node.get(TYPE, "").rpartition(":")[2]
    if kind != "SXPR_TS":
        if len(node) == 0 and node.get("nullFlavor") is None:
            return
        comp = etree.Element(f"{{{HL7}}}comp")
        comp.set(TYPE, kind or "IVL_TS")
        comp.extend(list(node))
        flavour = node.attrib.pop("nullFlavor", None)
        if flavour is not None:
            etree.SubElement(comp, f"{{{HL7}}}low").set("nullFlavor", flavour)
        node.append(comp)
        node.set(TYPE, "SXPR_TS")
    for comp in node.findall(f"{{{HL7}}}comp"):
        width = _child(comp, "width")
        if width is not None and len(comp) > 1:
            apart = etree.SubElement(node, f"{{{HL7}}}comp")
            apart.set(TYPE, "IVL_TS")
            apart.append(width)


def _spread_result(node: Node) -> None:
    if node.get("value") is not None:
        centre = etree.SubElement(node, f"{{{HL7}}}center")
        for key in ("value", "unit"):
            if node.get(key) is not None:
                centre.set(key, node.attrib.pop(key))
        return
    for (bound, open_side, flavour), sign in _SIGNS.items():
        said, other = _child(node, bound), _child(node, open_side)
        if said is not None and other is not None and said.get("value") is not None and other.get("nullFlavor") == flavour:
            centre = etree.SubElement(node, f"{{{HL7}}}center")
            centre.set("value", said.get("value", ""))
            centre.set("sign", sign if said.get("inclusive") == "false" else f"{sign}=")
            if said.get("unit") is not None:
                centre.set("unit", said.get("unit", ""))
            node.remove(said)
            node.remove(other)
            return


def gather(root: Node) -> None:
    """Brings what is to be written from the one shape into one that the schemas allow."""
    for node in list(root.iter(f"{{{HL7}}}effectiveTime")):
        comps = node.findall(f"{{{HL7}}}comp")
        if len(comps) == 1:
            node.set(TYPE, comps[0].get(TYPE, "IVL_TS"))
            node.extend(list(comps[0]))
            node.remove(comps[0])
        for each in comps[1:]:
            each.set("operator", "A")
    for centre in list(root.iter(f"{{{HL7}}}center")):
        sign = centre.attrib.pop("sign", None)
        if sign is not None:
            _bound(centre, sign)


def _bound(centre: Node, sign: str) -> None:
    above = centre.getparent()
    if above is None:
        return
    above.remove(centre)
    for (bound, open_side, flavour), mark in _SIGNS.items():
        if sign.startswith(mark):
            said, other = etree.Element(f"{{{HL7}}}{bound}"), etree.Element(f"{{{HL7}}}{open_side}")
            for key, value in centre.attrib.items():
                said.set(key, value)
            said.set("inclusive", "true" if sign.endswith("=") else "false")
            other.set("nullFlavor", flavour)
            above.extend((said, other) if bound == "low" else (other, said))
