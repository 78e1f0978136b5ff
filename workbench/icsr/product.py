"""The product of a case as its batch knows it: what was given, the vector lots in it, what was measured, the certificate that went along."""
from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from workbench.batch.records import ResultKind
from workbench.batch.values import lots_of
from workbench.batch.verdicts import SpecLine, specification, told
from workbench.custody.records import Infusion
from workbench.documents.figures import readable
from workbench.documents.standing import CERTIFICATES, superseded
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Test
from workbench.icsr.facts import CaseFacts
from workbench.icsr.units import ucum
from workbench.kernel.values import Quantity
from workbench.vigilance.casereport.product import Attribute, Bag, certificate
from workbench.vigilance.casereport.records import Document, Null
from workbench.words.formats import quantity_text
from workbench.words.translation import Words

VECTOR = "vector"
"""The class of the materials that a formula calls vectors."""
_SPACES = re.compile("[\u00a0\u2009\u202f]")


def at_site(at: datetime, zone: str) -> datetime:
    """``at`` in the zone of the site, to the second: as a message says it."""
    return at.astimezone(ZoneInfo(zone)).replace(microsecond=0)


def vector_lots(dossier: Dossier) -> tuple[str, ...]:
    """The numbers of the vector lots that were scanned in the batch."""
    vectors = {each.name for each in dossier.formula.materials if each.sort == VECTOR}
    return tuple(lot.number for material, lots in lots_of(dossier).items() if material in vectors for lot in lots)


def bags_given(facts: CaseFacts, words: Words) -> tuple[Bag, ...]:
    """One for each infusion, the first given first; the attributes of the batch stand with the first, because they are the same for each."""
    if facts.dossier is None:
        return ()
    batch, zone, lots = facts.dossier.batch.id, facts.site.zone, ", ".join(vector_lots(facts.dossier))
    called = words("Product, batch {batch}").format(batch=batch)
    found = []
    for at, each in enumerate(facts.infusions):
        measured = attributes(facts.dossier, words) if at == 0 else ()
        told = bag_text(each.bag, batch, lots, words)
        found.append(
            Bag(
                each.bag, batch, lots, each.given.value, ucum(each.given.unit), at_site(each.begun, zone), at_site(each.ended, zone), measured,
                words("bag {bag}; {dose}").format(bag=each.bag, dose=dose_text(facts.dossier, each, words)), told, called,
            )
        )  # fmt: skip
    return tuple(found)


def bag_text(bag: str, batch: str, lots: str, words: Words) -> str:
    """The bag with its batch and the vector lots in it."""
    said = words("bag {bag}; batch {batch}").format(bag=bag, batch=batch)
    return "; ".join((said, words("vector lot {lots}").format(lots=lots))) if lots else said


def dose_text(dossier: Dossier, infusion: Infusion, words: Words) -> str:
    """What the bag held, and whether all of it was given."""
    bag = next((each for each in dossier.bags if each.id == infusion.bag), None)
    held = [words("dose of the whole bag {dose}").format(dose=readable(bag.dose, words))] if bag is not None else []
    whole = words("all of it was given") if infusion.whole else words("not all of it was given")
    return spaced("; ".join((*held, whole, *([infusion.remark] if infusion.remark else []))))


def spaced(text: str) -> str:
    """``text`` with plain spaces: those that do not break or are thin belong to screens and papers."""
    return _SPACES.sub(" ", text)


def attributes(dossier: Dossier, words: Words) -> tuple[Attribute, ...]:
    """Every result of the specification that two people stand for, as the batch record reads it out."""
    found = []
    for line in specification(dossier):
        if line.value is not None and line.checked and (made := _attribute(dossier, line, words)) is not None:
            found.append(made)
    return tuple(found)


def _attribute(dossier: Dossier, line: SpecLine, words: Words) -> Attribute | None:
    test, result, value = line.test, line.result, told(line)
    if result is not None and result.kind is ResultKind.NOT_TESTED:
        return None
    measured: datetime | Null = at_site(result.at, dossier.site.zone) if result is not None else Null("UNK")
    name = test.text[words.language]
    if isinstance(value, Quantity):
        if result is not None and result.kind is ResultKind.BELOW:
            return Attribute(name, None, "", spaced(words("below the detection limit of {limit}").format(limit=quantity_text(value, words))), measured)
        return Attribute(name, value.value, ucum(value.unit), "", measured)
    if isinstance(value, datetime):
        value = at_site(value, dossier.site.zone).isoformat(timespec="minutes")
    said = _option(test, str(value), words)
    if result is not None and result.kind is ResultKind.TO_DATE:
        said = words("{result}, up to day {day}").format(result=said, day=result.day)
    return Attribute(name, None, "", said, measured)


def _option(test: Test, value: str, words: Words) -> str:
    texts = dict(zip(test.options, test.option_texts, strict=False))
    return texts[value][words.language] if value in texts else value


def certificates(facts: CaseFacts, words: Words) -> tuple[Document, ...]:
    """The newest certificate of the batch that no other has taken the place of; said where it does not count any more."""
    dossier = facts.dossier
    if dossier is None:
        return ()
    gone = {each.supersedes for each in dossier.documents}
    kept = next((each for each in reversed(dossier.documents) if each.kind in CERTIFICATES and each.id not in gone), None)
    if kept is None:
        return ()
    said = words("Release certificate {number} of batch {batch}")
    if superseded(dossier, kept):
        said = words("Release certificate {number} of batch {batch}, superseded")
    return (certificate(said.format(number=kept.number, batch=dossier.batch.id), kept.content),)

