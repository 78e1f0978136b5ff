"""The narrative (H.1), assembled from facts in the language of the site; what a physician wrote stands behind it, marked as theirs."""
from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from workbench.icsr.facts import CaseFacts
from workbench.icsr.product import attributes, dose_text, spaced, vector_lots
from workbench.icsr.seen import MOST, choice_text, name_of, nearest, scale_name
from workbench.vigilance.casereport.product import measured_text
from workbench.vigilance.causality import Answer
from workbench.vigilance.records import Observation, Outcome, Qualification, ReportSource
from workbench.words.formats import age_text, date_text, duration_text, moment_text, quantity_text, sex_name
from workbench.words.sentence import N_
from workbench.words.translation import Words

LONGEST = 100_000
"""Letters of H.1."""
CLOSE = timedelta(days=1)
"""What was observed so near the onset is told; the rest stands among the tests."""
REPLACED = "\ufffd"
UNSAID = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
OUTCOMES = {
    Outcome.UNKNOWN: N_("not known yet"), Outcome.RECOVERED: N_("recovered"), Outcome.RECOVERING: N_("recovering"),
    Outcome.NOT_RECOVERED: N_("not recovered"), Outcome.SEQUELAE: N_("recovered, with something that stays"), Outcome.FATAL: N_("fatal"),
}  # fmt: skip
REPORTERS = {
    Qualification.PHYSICIAN: N_("a physician"), Qualification.PHARMACIST: N_("a pharmacist"), Qualification.OTHER: N_("another health professional"),
    Qualification.LAWYER: N_("a lawyer"), Qualification.CONSUMER: N_("a patient or another person"),
}  # fmt: skip
CRITERIA = (
    N_("death"), N_("threat to life"), N_("hospital stay, or a longer one"), N_("disability"), N_("anomaly at birth"), N_("otherwise medically important"),
)  # fmt: skip
SERIOUS = {Answer.YES: N_("serious"), Answer.NO: N_("not serious"), Answer.UNKNOWN: N_("may be serious")}
CATEGORIES = {
    "certain": N_("certain"), "probable/likely": N_("probable"), "possible": N_("possible"), "unlikely": N_("unlikely"),
    "conditional/unclassified": N_("more information is awaited"), "unassessable/unclassifiable": N_("cannot be assessed"),
}  # fmt: skip


def narrative(facts: CaseFacts, words: Words) -> str:
    """The story in paragraphs. Whoever is not named elsewhere in the message is not named here. No more than ``LONGEST`` letters, and none that
    a message cannot carry."""
    parts = (_reported(facts, words), _patient(facts, words), *_given(facts, words), _reaction(facts, words), *_course(facts, words), *_judged(facts, words))
    told = "\n".join(each for each in parts if each)
    if facts.text is not None:
        told += "\n" + words("The physician writes: {text}").format(text=facts.text.text)
    return spaced(UNSAID.sub(REPLACED, told))[:LONGEST]


def _reported(facts: CaseFacts, words: Words) -> str:
    report = facts.case.report
    if report.source is ReportSource.MONITORING:
        said = words("Found in intensive monitoring and reported by {reporter} on {at}.")
    elif report.source is ReportSource.FOLLOW_UP:
        said = words("Found in long-term follow-up and reported by {reporter} on {at}.")
    else:
        said = words("Reported spontaneously by {reporter} on {at}.")
    return said.format(reporter=words.marked(REPORTERS[report.qualification]), at=moment_text(report.received, facts.site.zone, words))


def _patient(facts: CaseFacts, words: Words) -> str:
    known, onset = facts.patient, facts.case.report.onset
    if known is None:
        return words("The patient is not known.")
    said = [sex_name(known.sex, words)]
    if onset is not None:
        said.append(age_text(known.born, onset.astimezone(ZoneInfo(facts.site.zone)).date(), words))
    if facts.death is not None:
        said.append(words("died {at}").format(at=moment_text(facts.death.died, facts.site.zone, words)))
    return words("Patient: {facts}.").format(facts=", ".join(said))


def _given(facts: CaseFacts, words: Words) -> list[str]:
    """The product with its batch, each infusion, the vector lot, and what the batch measured."""
    dossier, zone = facts.dossier, facts.site.zone
    if dossier is None:
        product = facts.case.report.product
        return [words("Product, in the reporter's words: {product}. Its batch is not known.").format(product=product)] if product else []
    found = [words("Product: {product}, batch {batch}.").format(product=dossier.formula.text[words.language], batch=dossier.batch.id)]
    if not facts.infusions:
        found.append(words("No infusion of this batch is recorded."))
    for each in facts.infusions:
        said = words("Infusion of bag {bag} from {begun} to {ended}, {amount}; {dose}.")
        found.append(said.format(bag=each.bag, begun=moment_text(each.begun, zone, words), ended=moment_text(each.ended, zone, words),
                                 amount=quantity_text(each.given, words), dose=dose_text(dossier, each, words)))  # fmt: skip
    if lots := vector_lots(dossier):
        found.append(words("Vector lot: {lots}.").format(lots=", ".join(lots)))
    measured = [measured_text(each) for each in attributes(dossier, words)]
    if measured:
        found.append(words("Measured in the batch: {results}.").format(results="; ".join(measured)))
    return found


def _reaction(facts: CaseFacts, words: Words) -> str:
    case, report, zone = facts.case, facts.case.report, facts.site.zone
    found = [words("Reaction, in the reporter's words: “{reaction}”.").format(reaction=report.reaction)]
    if report.onset is None:
        found.append(words("When it began is not known."))
    else:
        found.append(words("It began {at}.").format(at=moment_text(report.onset, zone, words)))
        first = next((each for each in facts.infusions if each.begun <= report.onset), None)
        if first is not None:
            found.append(words("That was {time} after the first infusion began.").format(time=duration_text(report.onset - first.begun, words)))
    met = ", ".join(words.marked(name) for name, answer in zip(CRITERIA, case.answers, strict=True) if answer == "Y")
    found.append(words("Seriousness: {answer}{criteria}.").format(answer=words.marked(SERIOUS[case.serious]), criteria=f" ({met})" if met else ""))
    found.append(words("Outcome: {outcome}.").format(outcome=words.marked(OUTCOMES[case.outcome])))
    return " ".join(found)


def _course(facts: CaseFacts, words: Words) -> list[str]:
    """Grades and observations near the onset, and what was learnt later."""
    zone, found = facts.site.zone, []
    said = words("{scale} grade {grade} at {at} ({rule})")
    grades = [
        said.format(scale=scale_name(each.scale, words), grade=grade, at=moment_text(each.at, zone, words), rule=each.rule) for each, grade in facts.grades
    ]  # fmt: skip
    if grades:
        found.append(words("Grades near the onset: {grades}.").format(grades="; ".join(grades)))
    onset = facts.case.report.onset or facts.case.report.received
    seen = [_observed(each, facts, words) for each in nearest(facts) if abs(each.at - onset) <= CLOSE]
    if seen:
        found.append(words("Observed within a day of the onset: {values}.").format(values="; ".join(seen)))
    if len(facts.observations) > MOST:
        many = words("Of {n} observations the {most} nearest to the onset stand among the tests.")
        found.append(many.format(n=len(facts.observations), most=MOST))
    for each in facts.case.follow_ups:
        line = words("New information of {at}: {said}").format(at=moment_text(each.received, zone, words), said=each.said)
        found.append(line)
    return found


def _observed(seen: Observation, facts: CaseFacts, words: Words) -> str:
    value = quantity_text(seen.value, words) if seen.value is not None else choice_text(seen, words)
    return f"{moment_text(seen.at, facts.site.zone, words)} {name_of(seen.item, words)} {value}"


def _judged(facts: CaseFacts, words: Words) -> list[str]:
    found = []
    if facts.case.assessments:
        last = facts.case.assessments[-1]
        said = words("Relation to the product (WHO-UMC), assessed by a physician on {day}: {category}. {why}")
        day = date_text(last.at.astimezone(ZoneInfo(facts.site.zone)).date(), words)
        found.append(said.format(day=day, category=words.marked(CATEGORIES[last.category]), why=last.why))
    if facts.code is not None:
        found.append(words("Coded as {term} ({code}, MedDRA {version}).").format(term=facts.code.term, code=facts.code.code, version=facts.code.version))
    return found
