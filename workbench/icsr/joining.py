"""The case of a kept report: a pure function from what the register knows (facts.py) to the record of the message. Nothing is invented.

What is not known is left out, or says so by the null flavour that the element allows; ``lacking`` tells a person what that is.
"""
from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from workbench.icsr.facts import CaseFacts
from workbench.icsr.narrative import REPLACED, UNSAID, narrative
from workbench.icsr.product import at_site, bag_text, bags_given, certificates
from workbench.icsr.records import Masking
from workbench.icsr.seen import tests_of_patient
from workbench.kernel.findings import Finding, Severity, finding
from workbench.vigilance.casereport.product import with_product
from workbench.vigilance.casereport.records import (
    CaseReport,
    Cause,
    Dose,
    Drug,
    Interval,
    Message,
    Null,
    PartialTime,
    Patient,
    Reaction,
    Relatedness,
    Reporter,
    Sender,
    Study,
)
from workbench.vigilance.casereport.sending import keyed, with_criteria
from workbench.vigilance.causality import Answer, naranjo
from workbench.vigilance.records import CausalityAssessment, Outcome, Qualification
from workbench.vigilance.reporting import INTERNAL, asked
from workbench.words.translation import ENGLISH, Words

SOURCE = "ICH E2B(R3), case of a kept report"
QUALIFIED = {
    Qualification.PHYSICIAN: "1", Qualification.PHARMACIST: "2", Qualification.OTHER: "3", Qualification.LAWYER: "4", Qualification.CONSUMER: "5",
}  # fmt: skip
ENDED = {
    Outcome.RECOVERED: "1", Outcome.RECOVERING: "2", Outcome.NOT_RECOVERED: "3", Outcome.SEQUELAE: "4", Outcome.FATAL: "5", Outcome.UNKNOWN: "0",
}  # fmt: skip
SEXES = {"male": "1", "m": "1", "female": "2", "f": "2"}
SPONTANEOUS, STUDY, OTHER_STUDY = "1", "2", "3"
"""C.1.3, and C.5.4 of what monitoring or long-term follow-up found (E2D: solicited reports are reports from studies; no trial, no named-patient use)."""
NOT_APPLICABLE, NOT_KNOWN = "9", "0"
"""G.k.8: a bag that was given whole cannot be withdrawn; of another it is not known here why it was not."""
LANGUAGES = {"en": "eng", "ru": "rus"}
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
VERBATIM, NAME, TITLE, TEXT = 250, 250, 60, 2000
"""How long texts may be; what is cut off stands whole in the narrative."""
DAYS_OF_MONTH, MONTHS = 31, 24


def case_report(facts: CaseFacts, words: Words, at: datetime, number: str = "") -> CaseReport:
    """The case as it stands now, for a message ``number`` that is made ``at``; ``words`` are those of the language of the narrative.

    A paper that shows the case needs no ``number``.
    """
    case, report, zone = facts.case, facts.case.report, facts.site.zone
    identifier = identifier_of(facts)
    made = CaseReport(
        message_identifier=number or None, message_sender=_ends(facts)[0], message_receiver=_ends(facts)[1],
        message_created=at_site(at, zone), identifier=identifier, created=at_site(at, zone),
        report_type=STUDY if report.source.solicited else SPONTANEOUS,
        first_received=_day(report.received, zone), most_recent=_day(most_recent(facts), zone),
        documents_available=False, expedited=True if any(each.regime != INTERNAL for each in case.clocks) else Null("NI"),
        worldwide_identifier=identifier, first_sender="2", other_identifiers_exist=Null("NI"), narrative=narrative(facts, words),
        sender_comments=_or_none(case.assessments[-1].why if case.assessments else None),
        sender=_sender(facts), study=Study(type=OTHER_STUDY) if report.source.solicited else None, patient=_patient(facts, words),
        reporters=_reporters(facts), reactions=(_reaction(facts, words),), relatedness=_judged(facts, words), tests=tests_of_patient(facts, words),
    )  # fmt: skip
    if facts.dossier is None and not report.product:
        return keyed(_sayable(made))
    # No record says by which way a bag was given.
    whole = with_product(made, _drug(facts, words), bags_given(facts, words), Null("UNK"), certificates(facts, words))
    return keyed(_sayable(replace(whole, drugs=tuple(_with_form(each, facts, words) for each in whole.drugs))))


def message_of(case: CaseReport, facts: CaseFacts) -> Message:
    """``case`` as the one case of a message to the site's receiver."""
    sender, receiver = _ends(facts)
    return Message(type="1", batch_number=case.message_identifier, sender=sender, receiver=receiver, sent=case.message_created, cases=(case,))


def _ends(facts: CaseFacts) -> tuple[str | None, str | None]:
    """The identifiers of sender and receiver (N.1.3, N.1.4)."""
    return (_or_none(facts.sender.identifier), _or_none(facts.sender.receiver)) if facts.sender is not None else (None, None)


def identifier_of(facts: CaseFacts) -> str | None:
    """The number of the case everywhere (C.1.1, C.1.8.1): that of its first message, which never changes; else country, sender and number of the report."""
    if facts.final:
        return facts.final[0].identifier
    sender = facts.sender
    return f"{sender.country}-{sender.identifier}-{facts.case.report.id}" if sender is not None and sender.identifier and sender.country else None


def most_recent(facts: CaseFacts) -> datetime:
    """When the newest significant information came; the report itself where none did (C.1.5)."""
    return max((each.received for each in facts.case.follow_ups if each.significant), default=facts.case.report.received)


def lacking(facts: CaseFacts) -> tuple[Finding, ...]:
    """What a receiver will ask for and the register does not know, told in one. The rules of the message say what it cannot be sent without."""
    report, dossier = facts.case.report, facts.dossier
    absent = [
        what for what, missing in (
            ("sender", facts.sender is None), ("patient", facts.patient is None), ("onset", report.onset is None), ("batch", report.bag is None),
            ("infusion", report.bag is not None and not facts.infusions), ("code", facts.code is None), ("assessment", not facts.case.assessments),
            ("certificate", dossier is not None and not certificates(facts, ENGLISH)), ("route of administration", dossier is not None),
            ("medical history", facts.patient is not None),
        ) if missing
    ]  # fmt: skip
    return (finding("icsr.lacks", Severity.TELLS, SOURCE, what=", ".join(absent)),) if absent else ()


def _sayable(record: Any) -> Any:
    """``record`` with a sign in the place of each character that no message can carry: what was typed years ago cannot be typed again."""
    if isinstance(record, str):
        return UNSAID.sub(REPLACED, record)
    if isinstance(record, tuple):
        return tuple(_sayable(each) for each in record)
    if is_dataclass(record) and not isinstance(record, type | Null | PartialTime):
        return replace(record, **{each.name: _sayable(getattr(record, each.name)) for each in fields(record)})
    return record


def _or_none(said: str | None) -> str | None:
    return said or None


def _day(at: datetime, zone: str) -> PartialTime:
    return PartialTime(f"{at.astimezone(ZoneInfo(zone)):%Y%m%d}")


# ------------------------------------------------------------------------------------------------------ persons
def _sender(facts: CaseFacts) -> Sender:
    said = facts.sender
    if said is None:
        return Sender()
    return Sender(
        type=said.kind, organisation=_or_none(said.organisation), department=_or_none(said.department), given_name=_or_none(said.given_name),
        family_name=_or_none(said.family_name), street=_or_none(said.street), city=_or_none(said.city), postcode=_or_none(said.postcode),
        country=_or_none(said.country), telephone=_or_none(said.telephone), email=_or_none(said.email),
    )  # fmt: skip


def _masked(facts: CaseFacts) -> bool:
    """Without a word of the site about it, nobody is named."""
    return facts.sender is None or facts.sender.masking is Masking.MASKED


def _reporters(facts: CaseFacts) -> tuple[Reporter, ...]:
    report, sender = facts.case.report, facts.sender
    family, _, given = report.reporter.partition(",")
    masked = _masked(facts)
    return (
        Reporter(
            given_name=Null("MSK") if masked else _or_none(given.strip()[:TITLE]), family_name=Null("MSK") if masked else _or_none(family.strip()[:TITLE]),
            organisation=_or_none(sender.organisation[:TITLE]) if sender is not None else None, department=_or_none(report.ward[:TITLE]),
            country=_or_none(sender.country) if sender is not None else None, qualification=QUALIFIED[report.qualification], primary="1",
        ),
    )  # fmt: skip


def _patient(facts: CaseFacts, words: Words) -> Patient:
    known = facts.patient
    if known is None:
        return Patient(name=Null("UNK"), history_text=Null("NASK"))
    masked, died, ordered = _masked(facts), facts.death, facts.dossier.ordered.given if facts.dossier is not None else ()
    numbers = {each.name: Decimal(each.value) for each in ordered if (each.name, each.unit) in (("weight", "kg"), ("height", "cm"))}
    age, unit = _age(known.born, facts.case.report.onset, facts.site.zone)
    fatal = facts.case.outcome is Outcome.FATAL and died is not None
    return Patient(
        name=Null("MSK") if masked else f"{known.given[:1]}{known.family[:1]}".upper(), hospital_record_number=Null("MSK"), age=age, age_unit=unit,
        sex=SEXES.get(known.sex, Null("UNK")), weight_kg=numbers.get("weight"), height_cm=numbers.get("height"), history_text=Null("NASK"),
        death=at_site(died.died, facts.site.zone) if died is not None else None, autopsy=Null("UNK") if died is not None else None,
        reported_causes=(Cause(text=facts.case.report.reaction[:VERBATIM]),) if fatal else (),
    )  # fmt: skip


def _age(born: date, onset: datetime | None, zone: str) -> tuple[Decimal | None, str | None]:
    """The age at onset (D.2.2): in days within the first month, in months within two years, else in years; nothing where the onset is not known."""
    if onset is None:
        return None, None
    on = onset.astimezone(ZoneInfo(zone)).date()
    days = (on - born).days
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if days < DAYS_OF_MONTH:
        return Decimal(max(days, 0)), "d"
    return (Decimal(months), "mo") if months < MONTHS else (Decimal(months // 12), "a")


# ------------------------------------------------------------------------------------------------------ reaction and product
def _reaction(facts: CaseFacts, words: Words) -> Reaction:
    case, report, code = facts.case, facts.case.report, facts.code
    verbatim = _short(report.reaction, VERBATIM)
    made = Reaction(
        verbatim=verbatim, language="rus" if CYRILLIC.search(verbatim) else LANGUAGES[words.language],
        meddra_version=code.version if code is not None else None, meddra_code=code.code if code is not None else None,
        start=at_site(report.onset, facts.site.zone) if report.onset is not None else None, outcome=ENDED[case.outcome],
        country=_or_none(facts.sender.country) if facts.sender is not None else None,
    )  # fmt: skip
    return with_criteria(made, asked(case.answers))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _drug(facts: CaseFacts, words: Words) -> Drug:
    name = facts.dossier.formula.text[words.language] if facts.dossier is not None else facts.case.report.product
    given = facts.infusions
    taken = None if not given else NOT_APPLICABLE if all(each.whole for each in given) else NOT_KNOWN
    country = _or_none(facts.sender.country) if facts.sender is not None and facts.dossier is not None else None
    onset = facts.case.report.onset
    before = [each for each in given if onset is not None and each.begun <= onset]
    spans = [_interval(onset - each.begun) for each in before if onset is not None]
    return Drug(
        role="1", name=_short(name, NAME), country=country, action_taken=taken, since_start=tuple(spans[:1]),
        since_last=tuple(spans[-1:]) if len(spans) > 1 else (),
    )  # fmt: skip


def _interval(length: timedelta) -> Interval:
    """Minutes within two hours, hours within two days, else days; whole ones."""
    minutes = int(length.total_seconds()) // 60
    for most, each, unit in ((120, 1, "min"), (2880, 60, "h")):
        if minutes < most:
            return Interval("reaction 1", Decimal(minutes // each), unit)
    return Interval("reaction 1", Decimal(minutes // 1440), "d")


def _with_form(drug: Drug, facts: CaseFacts, words: Words) -> Drug:
    """The doses with the form of the product (G.k.4.r.9.1); a bag whose infusion nobody entered is a dose of which only the batch is known."""
    dossier, bag = facts.dossier, facts.case.report.bag
    if dossier is None:
        return drug
    doses = drug.doses or ((Dose(batch_lot=dossier.batch.id, text=bag_text(bag, dossier.batch.id, "", words), route=Null("UNK")),) if bag is not None else ())
    about = _short(drug.additional_text, TEXT) if isinstance(drug.additional_text, str) else drug.additional_text
    doses = tuple(replace(each, text=_short(str(each.text or ""), TEXT)) for each in doses)
    return replace(drug, additional_text=about, doses=tuple(replace(each, form=_short(dossier.formula.form[words.language], TITLE)) for each in doses))


def _judged(facts: CaseFacts, words: Words) -> tuple[Relatedness, ...]:
    if not facts.case.assessments or (facts.dossier is None and not facts.case.report.product):
        return ()
    last: CausalityAssessment = facts.case.assessments[-1]
    source = words("assessing physician")
    found = Relatedness("drug 1", "reaction 1", source, "WHO-UMC", last.category)
    if not last.naranjo:
        return (found,)
    score = naranjo([Answer(each) for each in last.naranjo])
    return (found, replace(found, method="Naranjo", result=f"{score.category.value} ({score.total})"))
