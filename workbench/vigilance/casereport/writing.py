"""Writes records (records.py) as a message MCCI_IN200100UV01 along the table of paths (layout.py). The rules (rules.py) are asked before: sending.py."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from workbench.vigilance.casereport import layout
from workbench.vigilance.casereport.layout import Group, Kind, Line
from workbench.vigilance.casereport.paths import HL7, XSI, Node, dress, make, name, path
from workbench.vigilance.casereport.records import CaseReport, Message, Null, Role
from workbench.vigilance.casereport.shapes import gather
from workbench.vigilance.casereport.writing_values import text_of

# The order of what may stand below a tag, as the schemas want it. What is not named stands as it was made.
_ORDER: Mapping[str, tuple[str, ...]] = {each.split()[0]: tuple(each.split()[1:]) for each in (
    "MCCI_IN200100UV01 id creationTime responseModeCode interactionId name PORR_IN049016UV receiver sender",
    "PORR_IN049016UV id creationTime interactionId processingCode processingModeCode acceptAckCode receiver sender controlActProcess",
    "controlActProcess code effectiveTime subject",
    "investigationEvent id code text statusCode effectiveTime availabilityTime reference component outboundRelationship subjectOf1 subjectOf2",
    "adverseEventAssessment subject1 component component1", "primaryRole player1 subjectOf1 subjectOf2", "organizer code component",
    "player1 name administrativeGenderCode birthTime deceasedTime asIdentifiedEntity", "asIdentifiedEntity id code",
    "observation id code effectiveTime value interpretationCode performer location referenceRange outboundRelationship1 "
    "outboundRelationship2 inboundRelationship",
    "substanceAdministration id text effectiveTime routeCode doseQuantity consumable outboundRelationship1 outboundRelationship2 inboundRelationship",
    "observationRange value interpretationCode", "observationEvent code value author", "causalityAssessment code value methodCode author subject1 subject2",
    "assignedEntity code addr telecom assignedPerson representedOrganization", "assignedPerson name asQualifiedEntity asLocatedEntity",
    "name prefix given family",
    "representedOrganization name addr assignedEntity", "addr streetAddressLine city state postalCode country",
    "document code title text bibliographicDesignationText",
    "outboundRelationship priorityNumber relatedInvestigation", "relatedInvestigation code subjectOf2", "controlActEvent id author",
    "outboundRelationship1 pauseQuantity actReference",
    "instanceOfKind productInstanceInstance kindOfProduct subjectOf", "kindOfProduct code name formCode asManufacturedProduct ingredient",
    "ingredient quantity ingredientSubstance",
    "ingredientSubstance code name", "approval id holder author", "productEvent code performer", "researchStudy id code title authorization",
    "studyRegistration id author",
    "quantity numerator denominator", "effectiveTime comp low width high", "comp low width high",
)}  # fmt: skip
# Class, mood and determiner of a tag, or of a tag below another, as the message model fixes them.
_FIXED: Mapping[str, str] = {key: said for each in (
    "receiver=RCV sender=SND subject=SUBJ component=COMP component1=COMP subject2=SUBJ adverseEventAssessment/subject1=SBJ causalityAssessment/subject1=SUBJ "
    "primaryRole/subjectOf1=SBJ primaryRole/subjectOf2=SBJ subjectOf1=SUBJ subjectOf2=SUBJ subjectOf=SBJ outboundRelationship=SPRT outboundRelationship2=PERT "
    "author=AUT consumable=CSM holder=HLD performer=PRF reference=REFR authorization=AUTH referenceRange=REFV observation/location=LOC",
) for item in each.split() for key, _, said in (item.partition("="),)}  # fmt: skip
_CLASSES: Mapping[str, tuple[str, ...]] = {each.split()[0]: tuple(each.split()[1:]) for each in (
    "device DEV - INSTANCE", "controlActProcess CACT EVN", "investigationEvent INVSTG EVN", "adverseEventAssessment INVSTG EVN", "primaryRole INVSBJ",
    "player1 PSN - INSTANCE",
    "observation OBS EVN", "organizer CATEGORY EVN", "substanceAdministration SBADM EVN", "relatedInvestigation INVSTG EVN", "controlActEvent CACT EVN",
    "assignedEntity ASSIGNED",
    "assignedPerson PSN - INSTANCE", "asQualifiedEntity QUAL", "asLocatedEntity LOCE", "asLocatedEntity/location COUNTRY - INSTANCE", "locatedEntity LOCE",
    "locatedPlace COUNTRY - INSTANCE", "representedOrganization ORG - INSTANCE", "investigationCharacteristic OBS EVN", "observationEvent OBS EVN",
    "causalityAssessment OBS EVN",
    "productUseReference SBADM EVN", "adverseEffectReference OBS EVN", "instanceOfKind INST", "kindOfProduct MMAT - KIND",
    "productInstanceInstance MMAT - INSTANCE",
    "asManufacturedProduct MANU", "approval CNTRCT EVN", "role HLD", "playingOrganization ORG - INSTANCE", "territorialAuthority TERR",
    "territory NAT - INSTANCE", "ingredient ACTI",
    "ingredientSubstance MMAT - KIND", "productEvent ACT EVN", "document DOC EVN", "asIdentifiedEntity IDENT", "researchStudy CLNTRL EVN",
    "studyRegistration ACT EVN",
    "governingPlace COUNTRY - INSTANCE", "act ACT EVN", "actReference OBS EVN", "observationRange OBS EVN.CRT",
)}  # fmt: skip
_INTERACTIONS = "2.16.840.1.113883.1.6"


def written(message: Message, *, draft: bool = False) -> bytes:
    """The message as UTF-8 XML. A ``draft`` is marked as training (processing code T), so that no receiver takes it for a report.

    ``ValueError`` when a value cannot stand in XML; the rules have refused such a message before.
    """
    root = etree.Element(f"{{{HL7}}}MCCI_IN200100UV01", nsmap={None: HL7, "xsi": XSI})
    root.set("ITSVersion", "XML_1.0")
    _put(root, message, layout.MESSAGE)
    _constant(root, "responseModeCode", code="D")
    _constant(root, "interactionId", extension="MCCI_IN200100UV01", root=_INTERACTIONS)
    for node, case in zip(root.findall(f"{{{HL7}}}PORR_IN049016UV"), message.cases, strict=True):
        _finish_case(node, case, draft)
    gather(root)
    for node in list(root.iter()):
        _fix(node)
        order = {tag: at for at, tag in enumerate(_ORDER.get(name(node), ()))}
        if len(node) > 1 and order:
            node[:] = sorted(node, key=lambda each: order.get(name(each), len(order)))
    etree.indent(root, space="  ")
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return content


def _finish_case(node: Node, case: CaseReport, draft: bool) -> None:
    for each in case.drugs:
        if each.role is not None:
            _put(make(node, path(layout.ROLE.path).steps, another=True), Role(each.key, each.role), layout.ROLE)
    _constant(node, "interactionId", extension="PORR_IN049016UV", root=_INTERACTIONS)
    _constant(node, "processingCode", code="T" if draft else "P")
    _constant(node, "processingModeCode", code="T")
    _constant(node, "acceptAckCode", code="AL")
    control = make(node, path("controlActProcess").steps)
    _constant(control, "code", code="PORR_TE049016UV", codeSystem="2.16.840.1.113883.1.18")
    event = make(control, path("subject/investigationEvent").steps)
    _constant(event, "code", code="PAT_ADV_EVNT", codeSystem="2.16.840.1.113883.5.4")
    _constant(event, "statusCode", code="active")
    for strength in list(node.iter(f"{{{HL7}}}numerator")):
        above = strength.getparent()
        if above is not None:
            _constant(above, "denominator", value="1")


def _constant(node: Node, tag: str, **attributes: str) -> None:
    made = etree.SubElement(node, f"{{{HL7}}}{tag}")
    for key, said in attributes.items():
        made.set(key, said)


def _fix(node: Node) -> None:
    """Gives ``node`` what the message model fixes for its tag."""
    above = node.getparent()
    tag = name(node)
    keys = (f"{name(above)}/{tag}", tag) if above is not None else (tag,)
    relation = next((_FIXED[key] for key in keys if key in _FIXED), None)
    if relation is not None and node.get("typeCode") is None:
        node.set("typeCode", relation)
    for attribute, said in zip(("classCode", "moodCode", "determinerCode"), next((_CLASSES[key] for key in keys if key in _CLASSES), ()), strict=False):
        if said != "-" and node.get(attribute) is None:
            node.set(attribute, said)


def _put(node: Node, record: Any, group: Group) -> None:
    for line in group.lines:
        said = getattr(record, line.name)
        if said is not None and said != "":
            _say(make(node, path(line.path).steps), line, said)
    for field, part in group.parts.items():
        below = getattr(record, field)
        for each in below if part.many else (below,):
            if each is not None:
                _put(make(node, path(part.path).steps, another=part.many), each, part)


def _say(node: Node, line: Line, said: Any) -> None:
    where = path(line.path)
    if isinstance(said, Null):
        node.attrib.pop("codeSystem", None)
        node.set("nullFlavor", said.flavour)
        return
    text = where.last.prefix + text_of(said)
    if where.last.unit:
        node.set("unit", where.last.unit)
    if line.kind is Kind.BASE64:
        node.set("representation", "B64")
    dress(node, where.last)
    if where.attribute:
        node.set(where.attribute, text)
    else:
        node.text = text
