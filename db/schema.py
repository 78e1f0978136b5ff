"""Every stored record, one call each; columns, keys and CHECKs follow from the record. ``lists.py`` has the lists.

One more stored thing is one more line here, and a migration (``db/migrations/README.md``).
"""

from __future__ import annotations

from functools import cache

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

import db.lists  # noqa: F401 - the whole schema has its lists
from db.kept import KEPT, Kept
from db.tables import TABLES, stored
from workbench.batch.records import Attachment, Bag, Batch, Calculation, Decision, Entry, SampleTaken, ScanFact, StepMark, TestResult
from workbench.custody.records import BagIssue, BagReturn, Infusion, InfusionCorrection, RecallCall
from workbench.documents.records import Document, Holder
from workbench.followup.records import Contact, ContactAttempt, FollowUpVisit, Malignancy, SampleStep, StandingDecision, YearlyWindow
from workbench.formula.records import FormulaVersion
from workbench.icsr.records import CaseAcknowledgement, CaseMessage, CasePaper, CaseSender, CaseText, CaseUnsent, MeddraRelease, ReactionCode
from workbench.journal.records import JournalEntry
from workbench.labels.records import LabelDisposal, LabelEnd, LabelPrint, LabelScan
from workbench.masters.records import LabelVersion
from workbench.orders.records import Collection, Infectious, Order, OrderVersion, Patient
from workbench.people.records import Appointment, Credential, Person, Qualification, Signature, SignIn
from workbench.periodic.records import SafetySummary, SummaryApproval, SummaryPaper
from workbench.premises.records import Equipment
from workbench.printing.records import LabelSend, Printer, PrinterCheck, PrinterChoice, PrintJob, SendOutcome
from workbench.quality.records import Deviation
from workbench.scanners.records import HandEntry, ScannerCheck
from workbench.site.records import ProductCodes, Series, Site, SiteCodes
from workbench.stock.records import Lot, LotUse
from workbench.surveillance.records import ChangeControl, Signal, SignalStep, SignalStop, StopLift
from workbench.vigilance.records import (
    Alert,
    AlertCall,
    CausalityAssessment,
    CtcaeChoice,
    Death,
    Graded,
    GradeDecision,
    NotApplicable,
    Observation,
    ReportClock,
    ReportFollowUp,
    ReportSent,
    RoundPaper,
    RoundPaperBack,
    SafetyListVersion,
    SafetyReport,
)

COUNTED = '"number" >= 1'
CORRECTED = '"supersedes" IS NULL OR "why" IS NOT NULL'
REPLACED = '"replaces" IS NULL OR trim("why") <> \'\''
ASKED = "length(\"answers\") = 6 AND \"answers\" NOT GLOB '*[^YNU]*'"

stored(JournalEntry, indexes=["what key"], must={"reasoned": "trim(\"reason\") <> ''"})
stored(Site, must={"one": "\"id\" = 'site'"})
stored(Series, must={"counts": '"last" >= 1'})
stored(SiteCodes, to={"person": "person"}, must={"one": "\"id\" = 'codes'"})
stored(ProductCodes)
stored(Person, unique=["badge"])
stored(Appointment, to={"person": "person"}, must={"days": '"valid_until" >= "valid_from"'})
stored(Qualification, to={"person": "person"})
stored(Credential, to={"id": "person"}, must={"counts": '"failures" >= 0'})
stored(SignIn, to={"person": "person"})
stored(FormulaVersion, unique=["code version"], must={"counts": '"version" >= 1', "names_itself": '"id" = "code" || \'.\' || "version"'})
stored(LabelVersion, unique=["name version"], must={"counts": '"version" >= 1', "names_itself": '"id" = "name" || \'.\' || "version"'})
stored(Patient, unique=["hospital_no", "coi"])
stored(
    Order,
    indexes=["opened", "status opened", "formula opened", "patient opened"],
    to={"patient": "patient"},
    must={"counts": '"version" >= 1'},
)
stored(
    OrderVersion,
    unique=["order number"],
    to={"order": "order", "supersedes": "order_version"},
    by=["entered_by"],
    must={"counts": COUNTED, "names_itself": '"id" = "order" || \'.\' || "number"', "corrected": CORRECTED},
)
stored(Collection, unique=["number"], to={"order": "order", "patient": "patient"}, by=["person"])
stored(Infectious, to={"patient": "patient"}, by=["person"])
stored(Lot, unique=["material number", "code"], indexes=["article"])
stored(Equipment)
stored(
    Batch,
    indexes=["opened", "status opened", "formula opened", "patient opened"],
    to={"order": "order", "patient": "patient", "formula": "formula_version"},
    must={"counts": COUNTED},
)
stored(StepMark, indexes=["batch at"], to={"batch": "batch"}, by=["person"], must={"late": '"entered" IS NULL OR "why" IS NOT NULL'})
stored(Attachment, to={"batch": "batch"}, by=["person"])
stored(
    Entry,
    unique=["supersedes"],
    to={"batch": "batch", "supersedes": "entry", "attachment": "attachment"},
    by=["person"],
    must={
        "one_value": '("value_value" IS NOT NULL) + ("text" IS NOT NULL) + ("moment" IS NOT NULL) + ("attachment" IS NOT NULL) = 1',
        "corrected": CORRECTED,
    },
)
stored(
    Calculation,
    unique=["supersedes"],
    to={"batch": "batch", "supersedes": "calculation"},
    must={"one_value": '("value_value" IS NOT NULL) + ("text" IS NOT NULL) + ("moment" IS NOT NULL) = 1'},
)
stored(ScanFact, to={"batch": "batch", "lot": "lot"}, by=["person"])
stored(SampleTaken, to={"batch": "batch"})
stored(LotUse, to={"lot": "lot", "batch": "batch"}, by=["person"], must={"reasoned": '"batch" IS NOT NULL OR "purpose" <> \'\''})
stored(
    TestResult,
    unique=["supersedes"],
    to={"batch": "batch", "lot": "lot", "attachment": "attachment", "supersedes": "test_result"},
    by=["person"],
    must={
        "one_subject": '("batch" IS NULL) <> ("lot" IS NULL)',
        "has_day": '"kind" <> \'to date\' OR "day" IS NOT NULL',
        "has_limit": '"kind" <> \'below detection limit\' OR "value_value" IS NOT NULL',
        "corrected": CORRECTED,
    },
)
stored(
    Signature,
    indexes=["subject"],
    to={"batch": "batch", "person": "person"},
    must={"batch_named": "\"meaning\" NOT IN ('reviewed', 'released provisionally', 'certified') OR \"batch\" IS NOT NULL"},
)
stored(
    Deviation,
    to={"batch": "batch"},
    by=["person", "assessed_by"],
    must={
        "assessed": '("decision" IS NULL) = ("assessed_by" IS NULL) AND ("decision" IS NULL) = ("assessed_at" IS NULL)'
        ' AND ("decision" IS NULL) = ("assessment" IS NULL)'
    },
)
stored(Decision, to={"batch": "batch"}, by=["person"])
stored(Bag, unique=["batch number"], to={"batch": "batch"}, must={"counts": '"number" BETWEEN 1 AND "of"'})
stored(ScannerCheck, indexes=["workstation way"], by=["person"])
stored(HandEntry, unique=["scan typed"], to={"batch": "batch"}, by=["person", "second"])
stored(Printer, must={"dots": '"dpi" IN (203, 300, 600)'})
stored(PrinterChoice, to={"printer": "printer"})
stored(PrinterCheck, to={"printer": "printer"}, by=["person"])
stored(
    LabelPrint,
    unique=["bag profile copy", "about profile copy"],
    to={"batch": "batch", "bag": "bag", "printer": "printer"},
    by=["person"],
    must={
        "counts": '"copy" >= 1',
        "reprint_reasoned": '"copy" = 1 OR "why" IS NOT NULL',
        "one_thing": '("bag" IS NULL) <> ("about" IS NULL) AND ("bag" IS NULL OR "batch" IS NOT NULL)',
    },
)
stored(LabelScan, to={"batch": "batch", "label": "label_print"}, by=["person"])
stored(LabelEnd, unique=["label"], to={"batch": "batch", "label": "label_print"}, by=["person"])
stored(
    LabelDisposal,
    unique=["label"],
    to={"batch": "batch", "label": "label_print"},
    by=["person", "witness"],
    must={"witnessed": "\"how\" <> 'destroyed' OR \"witness\" IS NOT NULL"},
)
stored(PrintJob, to={"batch": "batch", "printer": "printer"}, by=["person"])
stored(LabelSend, unique=["label number"], to={"batch": "batch", "job": "print_job", "label": "label_print"}, by=["person"], must={"counts": COUNTED})
stored(SendOutcome, unique=["send"], to={"batch": "batch", "send": "label_send"}, by=["person"])
stored(
    Document,
    unique=["number language copy"],
    to={"batch": "batch", "decision": "decision", "supersedes": "document"},
    by=["person"],
    must={"counts": '"copy" >= 1'},
)
stored(Holder, to={"batch": "batch", "document": "document"}, by=["person"])
stored(BagIssue, unique=["bag"], to={"batch": "batch", "bag": "bag"}, by=["person"])
stored(
    RecallCall,
    indexes=["bag"],
    to={"batch": "batch", "bag": "bag"},
    by=["person"],
    must={"named": 'trim("called") <> \'\'', "not_ahead": '"at" <= "entered"'},
)
stored(BagReturn, unique=["bag"], to={"batch": "batch", "bag": "bag"}, by=["person"], must={"described": 'trim("condition") <> \'\''})
stored(
    Infusion,
    unique=["bag"],
    indexes=["begun", "patient begun"],
    to={"batch": "batch", "bag": "bag", "patient": "patient"},
    by=["person"],
    must={
        "in_order": '"begun" <= "ended" AND "ended" <= "at"',
        "rest_explained": '"whole" = 1 OR trim("remark") <> \'\'',
    },
)
stored(
    InfusionCorrection,
    to={"infusion": "infusion"},
    by=["person"],
    must={
        "in_order": '"begun" <= "ended" AND "ended" <= "at"',
        "rest_explained": '"whole" = 1 OR trim("remark") <> \'\'',
        "reasoned": 'trim("why") <> \'\'',
    },
)
stored(
    Observation,
    unique=["replaces"],
    indexes=["infusion at"],
    to={"infusion": "infusion", "patient": "patient", "replaces": "observation"},
    by=["person"],
    must={
        "says_something": '"value_value" IS NOT NULL OR "choice" IS NOT NULL',
        "seen_before": '"at" <= "entered"',
        "corrected": '"replaces" IS NULL OR "why" IS NOT NULL',
        "limits_of_a_value": '"value_value" IS NOT NULL OR ("lower_value" IS NULL AND "upper_value" IS NULL)',
    },
)
stored(CtcaeChoice, indexes=["product at"], by=["person"], must={"reasoned": 'trim("why") <> \'\'', "chosen": 'trim("version") <> \'\''})
stored(
    Graded,
    unique=["round scale number"],
    indexes=["infusion at"],
    to={"infusion": "infusion", "patient": "patient"},
    by=["person"],
    must={"counts": COUNTED, "reasoned": '"reasons" <> \'[]\'', "possible": '"grade" IS NULL OR "grade" >= 0'},
)
stored(
    GradeDecision,
    indexes=["infusion at"],
    to={"graded": "graded", "infusion": "infusion"},
    by=["person"],
    must={"reasoned": '"confirms" = 1 OR trim("why") <> \'\''},
)
stored(
    Alert,
    unique=["infusion kind at"],
    indexes=["infusion at"],
    to={"infusion": "infusion", "patient": "patient"},
    by=["person"],
    must={"reasoned": '"reasons" <> \'[]\''},
)
stored(
    AlertCall,
    indexes=["infusion at"],
    to={"alert": "alert", "infusion": "infusion"},
    by=["person"],
    must={"named": 'trim("called") <> \'\'', "not_ahead": '"at" <= "entered"'},
)
stored(NotApplicable, unique=["infusion due"], to={"infusion": "infusion"}, by=["person"], must={"reasoned": 'trim("reason") <> \'\''})
stored(Death, unique=["patient"], to={"patient": "patient"}, by=["person"], must={"not_ahead": '"died" <= "at"'})
stored(SafetyListVersion, unique=["name version"], must={"counts": '"version" >= 1', "names_itself": '"id" = "name" || \'.\' || "version"'})
stored(
    RoundPaper, unique=["mark"], indexes=["infusion"], by=["person"], must={"counts": '"copy" >= 1'},
    to={"infusion": "infusion", "patient": "patient", "batch": "batch", "attachment": "attachment"},
)  # fmt: skip
stored(
    RoundPaperBack, unique=["paper"], indexes=["infusion"], to={"paper": "round_paper", "infusion": "infusion"}, by=["person"],
    must={"observed": 'trim("observed_by") <> \'\''},
)  # fmt: skip
stored(
    SafetyReport,
    indexes=["status received", "patient received", "ward"],
    to={"patient": "patient", "bag": "bag", "batch": "batch"},
    by=["person"],
    must={
        "asked": ASKED,
        "reported": 'trim("reaction") <> \'\' AND trim("reporter") <> \'\'',
        "in_order": '"received" <= "at" AND ("onset" IS NULL OR "onset" <= "received")',
        "bag_of_batch": '("bag" IS NULL) = ("batch" IS NULL)',
    },
)
stored(
    ReportFollowUp,
    indexes=["report"],
    to={"report": "safety_report"},
    by=["person"],
    must={"asked": f'"answers" = \'\' OR {ASKED}', "said": 'trim("said") <> \'\'', "in_order": '"received" <= "at"'},
)
stored(
    ReportClock,
    indexes=["report"],
    to={"report": "safety_report", "follow_up": "report_follow_up"},
    by=["person"],
    must={"in_order": '"started" <= "until" AND "started" <= "at"'},
)
stored(
    ReportSent,
    unique=["clock"],
    indexes=["report"],
    to={"clock": "report_clock", "report": "safety_report"},
    by=["person"],
    must={"named": 'trim("receiver") <> \'\'', "not_ahead": '"sent" <= "at"'},
)
stored(CaseSender, to={"person": "person"}, must={"one": "\"id\" = 'sender'"})
stored(MeddraRelease, unique=["version"], to={"low_terms": "attachment", "preferred_terms": "attachment"}, by=["person"], must={"counts": '"terms" >= 1'})
stored(ReactionCode, indexes=["report"], to={"report": "safety_report"}, by=["person"], must={"coded": 'length("code") = 8 AND "version" <> \'\''})
stored(CaseText, indexes=["report"], to={"report": "safety_report"}, by=["person"], must={"said": 'trim("text") <> \'\''})
stored(
    CaseMessage,
    indexes=["report", "draft"],
    to={"report": "safety_report", "repeats": "case_message", "attachment": "attachment"},
    by=["person"],
    must={"reasoned": "\"draft\" = 1 OR \"kind\" NOT IN ('amendment', 'nullification') OR trim(\"reason\") <> ''"},
)
stored(CasePaper, unique=["report form copy"], to={"report": "safety_report"}, by=["person"], must={"counts": '"copy" >= 1'})
stored(
    CaseUnsent, unique=["message"], indexes=["report"], to={"report": "safety_report", "message": "case_message"}, by=["person"],
    must={"reasoned": 'trim("why") <> \'\''},
)  # fmt: skip
stored(
    CaseAcknowledgement,
    indexes=["report", "message"],
    to={"report": "safety_report", "message": "case_message", "attachment": "attachment"},
    by=["person"],
)
stored(
    CausalityAssessment,
    indexes=["report"],
    to={"report": "safety_report"},
    by=["person"],
    must={"reasoned": 'trim("why") <> \'\'', "scored": '("naranjo" = \'\') = ("total" IS NULL)'},
)
stored(
    Signal,
    indexes=["product at"],
    to={"lot": "lot"},
    by=["person"],
    must={"said_something": 'trim("said") <> \'\'', "has_bags": '"behind" <> \'[]\'', "by_a_rule": '("monitor" = \'\') = ("method" = \'\')'},
)
stored(SignalStep, unique=["signal state"], indexes=["state"], to={"signal": "signal"}, by=["person"], must={"reasoned": 'trim("said") <> \'\''})
stored(SignalStop, indexes=["in_force subject"], to={"signal": "signal"}, by=["person"], must={"reasoned": 'trim("why") <> \'\''})
stored(StopLift, unique=["stop"], to={"stop": "signal_stop", "signal": "signal"}, by=["person"], must={"reasoned": 'trim("why") <> \'\''})
stored(
    ChangeControl,
    to={"signal": "signal"},
    by=["person", "closed_by"],
    must={
        "reasoned": 'trim("why") <> \'\' AND trim("subject") <> \'\'',
        "ended": '("outcome" IS NULL) = ("closed_by" IS NULL) AND ("outcome" IS NULL) = ("closed_at" IS NULL)',
    },
)
stored(
    Contact, unique=["replaces"], indexes=["patient"], to={"patient": "patient", "replaces": "contact"}, by=["person"],
    must={"named": 'trim("name") <> \'\' AND trim("reach") <> \'\'', "corrected": REPLACED},
)  # fmt: skip
stored(
    ContactAttempt, indexes=["patient tried"], to={"patient": "patient", "contact": "contact"}, by=["person"], must={"not_ahead": '"tried" <= "at"'}
)
stored(StandingDecision, indexes=["patient"], to={"patient": "patient"}, by=["person"], must={"reasoned": 'trim("why") <> \'\''})
stored(YearlyWindow, by=["person"], must={"days": '"before" >= 0 AND "after" >= 0', "reasoned": 'trim("why") <> \'\''})
stored(
    FollowUpVisit, unique=["replaces"], indexes=["infusion seen"], by=["person"],
    to={"infusion": "infusion", "patient": "patient", "replaces": "follow_up_visit"},
    must={"answered": '"answers" <> \'[]\'', "corrected": REPLACED},
)  # fmt: skip
stored(
    Malignancy,
    unique=["replaces"],
    indexes=["patient"],
    to={"patient": "patient", "infusion": "infusion", "report": "safety_report", "replaces": "malignancy"},
    by=["person"],
    must={"named": 'trim("kind") <> \'\'', "not_ahead": '"told" <= "at"', "corrected": REPLACED},
)
stored(
    SampleStep,
    unique=["replaces"],
    indexes=["malignancy"],
    to={"malignancy": "malignancy", "replaces": "sample_step"},
    by=["person"],
    must={"reasoned": '"step" <> \'not tested\' OR trim("why") <> \'\'', "corrected": REPLACED},
)
stored(SafetySummary, indexes=["product at"], by=["person"], must={"in_order": '"begins" <= "ends"'})
stored(SummaryApproval, unique=["summary"], to={"summary": "safety_summary"}, by=["person"])
stored(SummaryPaper, unique=["summary language copy"], to={"summary": "safety_summary"}, by=["person"], must={"counts": '"copy" >= 1'})


def kept_tables() -> list[Kept]:
    """Every stored record type, in the order of the schema; no views."""
    return [kept for kept in KEPT.values() if kept.name in TABLES.tables]


@cache
def statements() -> tuple[str, ...]:
    """The SQL that makes every table and index of the present schema, in an order that holds."""
    dialect = sqlite.dialect()
    made = []
    for table in TABLES.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)))
        made += [str(CreateIndex(each).compile(dialect=dialect)) for each in sorted(table.indexes, key=lambda index: str(index.name))]
    return tuple(" ".join(each.split()) for each in made)
