"""Cases for the tests: an infusion of a compounded product with what came after it."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from workbench.cli.resources import Resources
from workbench.vigilance.casereport.elements import Elements, elements_of
from workbench.vigilance.casereport.product import Attribute, Bag, certificate, with_product
from workbench.vigilance.casereport.records import (
    Additional,
    CaseReport,
    Cause,
    Diagnosis,
    Document,
    Dose,
    Drug,
    History,
    Indication,
    Interval,
    LinkedReport,
    Literature,
    Message,
    NativeSummary,
    Null,
    OtherIdentifier,
    PartialTime,
    PastDrug,
    Patient,
    Reaction,
    Recurrence,
    Registration,
    Relatedness,
    Reporter,
    Result,
    Sender,
    Study,
    Substance,
)
from workbench.vigilance.casereport.sending import keyed, with_criteria
from workbench.vigilance.causality import Answer
from workbench.vigilance.seriousness import Seriousness

AT = datetime(2026, 11, 28, 9, 30, tzinfo=timezone(timedelta(hours=3)))
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
SERIOUS = Seriousness(NO, YES, UNKNOWN, NO, NO, NO)


def table() -> Elements:
    """The table of elements that comes with the workbench."""
    return elements_of(Resources().text("casereport/elements.toml"))


def plain() -> CaseReport:
    """A spontaneous report of one reaction to one bag. The MedDRA code is a number of eight digits and nothing else."""
    bag = Bag("B26-0114-1", "B26-0114", "LV-26-03", Decimal("48000000"), "1", AT - timedelta(days=3), None, (
        Attribute("VCN", Decimal("2.1"), "{copies}/{cell}", "", AT - timedelta(days=9)), Attribute("sterility", None, "", "no growth", AT - timedelta(days=4)),
    ))  # fmt: skip
    reaction = with_criteria(
        Reaction(verbatim="Fever 39.4 at night", language="eng", meddra_version="27.1", meddra_code="10099999", start=AT, outcome="2", country="ES"), SERIOUS
    )
    case = CaseReport(
        message_identifier="M-1", message_sender="HOSPITAL", message_receiver="AUTHORITY", message_created=AT, identifier="ES-HOSPITAL-26-0001", created=AT,
        report_type="1", first_received=PartialTime("20261128"), most_recent=PartialTime("20261128"), expedited=True,
        worldwide_identifier="ES-HOSPITAL-26-0001", first_sender="2", other_identifiers_exist=Null("NI"), narrative="Fever on the third day; tocilizumab.",
        sender=Sender(type="3", organisation="Hospital pharmacy", family_name="Ruiz", country="ES"),
        patient=Patient(name=Null("MSK"), hospital_record_number=Null("MSK"), age=Decimal("9"), age_unit="a", sex="2", history_text="B-ALL"),
        reporters=(Reporter(given_name="Ana", family_name="Ruiz", country="ES", qualification="2", primary="1"),), reactions=(reaction,),
        relatedness=(Relatedness("drug 1", "reaction 1", "physician", "WHO-UMC", "probable"),),
    )  # fmt: skip
    drug = Drug(role="1", name="CAR-T cells, compounded", country="ES", indications=(Indication(text="B-ALL"),), since_start=(Interval("reaction 1", Decimal(3), "d"),))
    return keyed(with_product(case, drug, (bag,), "intravenous", (certificate("Release certificate B26-0114", b"%PDF-1.7 \x00\xff"),)))


def full() -> CaseReport:
    """A case with something in every field that a record has; of the study type it is a report from a study."""
    case = plain()
    drug = replace(
        case.drugs[0], code="X-1", code_system="1.2.3", code_version="1", blinded=True, authorisation="A-1", authorisation_country="ES", holder="Hospital",
        cumulative_dose=Decimal("1.5"), cumulative_unit="mL", gestation=Decimal(2), gestation_unit="mo", action_taken="9", additional_text="bag",
        substances=(Substance("CAR-T cells", "1", "S-1", "1.2.4", Decimal("0.25"), "mL"),), since_last=(Interval(case.reactions[0].key, Decimal(2), "h"),),
        recurrences=(Recurrence(case.reactions[0].key, "1"),), additional=(Additional("2"), Additional("7")),
        indications=(Indication("B-ALL", "27.1", "10099998"), Indication(Null("UNK"))),
        doses=(
            Dose(Decimal("0.000001"), "mL", Decimal(1), "d", AT, AT + timedelta(hours=1), Decimal(1), "h", "B1", "slowly", "suspension", "1", "F-1", "iv", "1", "R-1"),
            Dose(start=Null("ASKU"), duration=Decimal(3), duration_unit="min", batch_lot="B2"), Dose(interval=Decimal(2), interval_unit="wk", route=Null("UNK")),
        ),
    )  # fmt: skip
    reaction = replace(
        case.reactions[0], translated="Fever", highlighted="3", end=AT + timedelta(hours=5), duration=Decimal("5"), duration_unit="h", confirmed=True
    )
    patient = replace(
        case.patient or Patient(), name="A. & <B>", gp_record_number="1", specialist_record_number="2", hospital_record_number="3", investigation_number="4",
        birth=PartialTime("2017"), gestation=Decimal(30), gestation_unit="wk", age_group="3", weight_kg=Decimal("27.5"), height_cm=Decimal("131"),
        last_menstruation=Null("NASK"), concomitant_therapies=True, death=PartialTime("20261129"), autopsy=False,
        history=(History("27.1", "10099997", PartialTime("201911"), True, None, "relapsed", True),),
        past_drugs=(PastDrug("Blinatumomab", "1", "X", "1.2.3", PartialTime("2020"), PartialTime("2021"), "27.1", "10099996", "27.1", "10099995"),),
        reported_causes=(Cause("27.1", "10099994", "fever"),), autopsy_causes=(Cause("27.1", "10099993", "none found"),),
    )  # fmt: skip
    tests = (
        *case.tests, Result(AT, "Ferritin", "27.1", "10099992", "1", Decimal("5000"), ">", "ug/L", None, Decimal(30), "ug/L", Decimal(400), "ug/L", "high", True),
        Result(AT, "CRP", None, None, None, Decimal("0.3"), "<=", "mg/L"), Result(PartialTime("20261128"), "Culture", result_text="no growth"),
    )  # fmt: skip
    return replace(
        case, report_type="2", drugs=(drug,), reactions=(reaction,), patient=patient, tests=tests,
        study=Study("Study", "S-1", "1", (Registration("N-1", "ES"),)), documents=(*case.documents, Document("Letter", b"text", "text/plain")),
        other_identifiers_exist=True, other_identifiers=(OtherIdentifier("Ward", "W-1"), OtherIdentifier("Registry", "R-1")),
        linked=(LinkedReport("ES-HOSPITAL-26-0000"),), literature=(Literature("Lee 2019", b"%PDF", "application/pdf"),),
        reporters=(*case.reporters, Reporter("Dr", "B", "C", "D", "Hospital", "Ward", "Street 1", "City", "State", "1", "+34 1", "ES", "1")),
        sender=Sender("3", "Hospital", "Pharmacy", "Dr", "A", "B", "C", "Street 1", "City", "State", "1", "ES", "1", "2", "a@b.es"),
        reporter_comments="as told", sender_comments="as judged", diagnoses=(Diagnosis("27.1", "10099991"),), native_summaries=(NativeSummary("Лихорадка", "rus"),),
    )  # fmt: skip


def message(*cases: CaseReport) -> Message:
    """A batch of ``cases``."""
    return Message(type="1", batch_number="BATCH-1", sender="HOSPITAL", receiver="AUTHORITY", sent=datetime(2026, 11, 28, 7, 0, tzinfo=UTC), cases=cases)
