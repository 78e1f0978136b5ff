"""One lawful example of every stored record, in an order in which each finds what it refers to."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from decimal import Decimal

from workbench.batch.records import (
    Attachment,
    Bag,
    BagStatus,
    Batch,
    Calculation,
    Decision,
    DecisionKind,
    Entry,
    Input,
    MarkKind,
    Pending,
    Reading,
    ResultKind,
    SampleTaken,
    ScanFact,
    Status,
    StepMark,
    TestResult,
)
from workbench.custody.records import BagIssue, BagReturn, Infusion, InfusionCorrection, RecallAnswer, RecallCall
from workbench.documents.records import Document, DocumentKind, Holder
from workbench.followup.records import (
    Answered,
    Contact,
    ContactAttempt,
    ContactKind,
    FollowUpVisit,
    Known,
    Malignancy,
    Reached,
    Sample,
    SampleStep,
    Standing,
    StandingDecision,
    Way,
    YearlyWindow,
)
from workbench.formula.records import FormulaStatus, FormulaVersion
from workbench.icsr.records import (
    CaseAcknowledgement,
    CaseMessage,
    CasePaper,
    CaseSender,
    CaseText,
    CaseUnsent,
    Masking,
    MeddraRelease,
    MessageKind,
    ReactionCode,
)
from workbench.kernel.values import Actor, Quantity, Role, Stored
from workbench.labels.records import Fate, LabelDisposal, LabelEnd, LabelPrint, LabelScan
from workbench.masters.records import LabelStatus, LabelVersion
from workbench.orders.records import Allergies, Channel, Collection, Given, Infectious, Order, OrderStatus, OrderVersion, Patient
from workbench.people.records import Appointment, Credential, Factor, Meaning, Person, Qualification, Signature, SignIn
from workbench.periodic.records import (
    CaseLine,
    ClockLine,
    FateLine,
    FrozenEvent,
    FrozenMonitor,
    GapLine,
    GivenBag,
    SafetySummary,
    SevereGrade,
    SignalFact,
    SignalLine,
    SummaryApproval,
    SummaryPaper,
    Tally,
)
from workbench.premises.records import Due, Equipment
from workbench.printing.records import LabelSend, Outcome, Printer, PrinterCheck, PrinterChoice, PrinterKind, PrintJob, SendOutcome, SymbolsBy
from workbench.quality.records import Assessment, Deviation
from workbench.scanners.records import HandEntry, ScannerCheck, TypedCheck
from workbench.site.records import ProductCodes, Purpose, Series, Site, SiteCodes
from workbench.stock.records import Lot, LotStatus, LotUse, Property
from workbench.surveillance.records import Behind, ChangeControl, Matter, Shown, Signal, SignalStep, SignalStop, State, StopKind, StopLift
from workbench.vigilance.records import (
    Alert,
    AlertCall,
    CausalityAssessment,
    CtcaeChoice,
    Death,
    Graded,
    GradeDecision,
    ListStatus,
    Named,
    NotApplicable,
    Observation,
    Reason,
    ReportClock,
    ReportFollowUp,
    ReportSent,
    ReportSource,
    ReportStatus,
    RoundPaper,
    RoundPaperBack,
    SafetyListVersion,
    SafetyReport,
)
from workbench.vigilance.records import Outcome as Ended
from workbench.vigilance.records import Qualification as Reporter

ZONE = "Europe/Moscow"
AT = datetime.fromisoformat("2026-11-20T09:00:00.000001+03:00")
LATER = datetime.fromisoformat("2026-11-20T23:59:59.999999+03:00")
DIGEST = hashlib.sha256(b"content").digest()
ACTOR = Actor("P1", Role.PHARMACIST, "BENCH-1", ZONE)


def quantity(value: str, unit: str = "mL") -> Quantity:
    """A quantity as it is written."""
    return Quantity(Decimal(value), unit)


PEOPLE = tuple(Person(f"P{n}", f"Person {n}", f"P{n}", f"{1000 + n}", True) for n in range(1, 5))
PATIENT = Patient(
    "PT1", "H-0001", "Ёлкина-Öztürk", "Анна", date(2019, 2, 28), "female", "COI-1", Allergies.KNOWN, "penicillin; «латекс»", "Miss", "elkina"
)
SUMMARY = SafetySummary(
    "PSS-1", "CODE", "Cells", "Клетки", date(2026, 11, 1), date(2026, 11, 20), 30, DIGEST, "CART 2026-11", "vector", (Tally("made", 1, 2),),
    (GivenBag("IN1", "BAG1", "BA-1", "COI-1", "female", 7, "", "Ward 7", AT, ZONE, ("LOT1",), ("V-17",), "P1", ("weight", "12.5", "kg"), LATER),),
    (FrozenMonitor("crs3", "CRS", "СВЦ", "crs", 3, 30, Decimal("0.070"), "from memory", "?", ("3", "0.05", "3"), (), (), ("0.01", "3"), ()),),
    (FrozenEvent("crs3", "IN1", AT, AT.isoformat(), "", ""),), (SevereGrade("IN1", "crs", 3, AT, True),),
    (CaseLine("SR1", "received", "spontaneous", AT.date(), AT, "COI-1", "BAG1", "Ward 7", "озноб", "", "NYUNNN", "unknown", "", "possible", "unknown", True),),
    (ClockLine("SR1", "RU.fatal", AT, LATER, "", "", False),), (FateLine("death", "COI-1", "IN1", AT.date(), "crs", LATER),),
    (SignalLine("SIG-1", "three events", "crs3", "maxsprt", "rule", "V-17", "detected", AT, 3, 3),),
    (SignalFact("SIG-1", "step", "detected", "", "three events", "Person 3", AT, False),), (GapLine("IN1", "monitoring", 2, 1, AT.date()),), LATER, ZONE, "P1",
)  # fmt: skip
FORMULA = FormulaVersion("CODE.1", "CODE", 1, "name = 'Ä'\n", DIGEST, FormulaStatus.APPROVED, AT, ZONE, "P1", ("a note", "ещё одна"))
ORDER = Order("OR-1", "PT1", "CODE", "EU-HE", 1, OrderStatus.VERIFIED, AT, "Ward 7", LATER, OrderStatus.ENTERED)
BATCH = Batch("BA-1", 1, "OR-1", 1, "PT1", "CODE.1", "EU-HE", Status.IN_PROCESS, AT, ZONE, Status.READY)
LOT = Lot("LOT1", "vector", "Vector", "V-17", "0001", LATER, ZONE, quantity("10.50"), LotStatus.RELEASED, (Property("titre", "1.50", "1/mL"),), "04600439931256")
BAG = Bag("BAG1", "BA-1", 1, 2, "dose", "fill", "1", quantity("5.00", "1"), quantity("20.0"), LATER, "shelf life", BagStatus.FILLED)

REASON = Reason("grading.crs-fever", "ASTCT 2019, CRS", "", (Named("value", "38,1 °C"),))

EXAMPLES: tuple[Stored, ...] = (
    Site("site", "Demo hospital", "PH-2", ZONE, "en", Purpose.REHEARSAL, 7),
    Series("OR-2026", 12),
    *PEOPLE,
    Appointment("A1", "P1", Role.RESPONSIBLE, date(2026, 1, 1), date(2026, 12, 31), "P2"),
    Qualification("Q1", "P1", "gowning", date(2027, 6, 30)),
    Credential("P1", "hash of a PIN", "hash of a password", 3, LATER, True),
    SignIn("SI1", "P1", "signed in", AT, ZONE),
    FORMULA,
    PATIENT,
    ORDER,
    OrderVersion(
        "OR-1.1", "OR-1", 1, (Given("weight", "12,5", "12.5", "kg"),), "P2", Channel.TELEPHONE, "P1", AT, ZONE, "by telephone", "Costa", True, date(2026, 11, 19)
    ),
    Collection("C1", "OR-1", "PT1", "COL-1", (Given("cells", "1.50", "1.50", "1"),), AT, ZONE, "P2"),
    Infectious("I1", "PT1", "negative", AT, ZONE, "P2"),
    LOT,
    Equipment("EQ1", "calibrator", "Calibrator 1", "PH-2", (Due("calibration", date(2027, 1, 1)),)),
    BATCH,
    StepMark("M1", "BA-1", "weigh", "1", MarkKind.PERFORMED, AT, ZONE, "P1", Role.TECHNICIAN, LATER, "the power was off"),
    Attachment("AT1", "photo.png", "image/png", b"\x89PNG" + bytes(200), DIGEST, AT, ZONE, "P1", "BA-1"),
    Entry("E1", "BA-1", "weigh", "1", "mass", Reading.FIRST, AT, ZONE, "P1", "1,50", quantity("1.50", "g")),
    Entry("E2", "BA-1", "weigh", "1", "mass", Reading.FIRST, AT, ZONE, "P1", "1,60", quantity("1.60", "g"), supersedes="E1", why="misread"),
    Calculation(
        "K1", "BA-1", "weigh", "1", "dose", "CODE.1", "mass * 2", (Input("mass", "1.60 g"),), AT, "none", quantity("3.20", "g")
    ),
    Calculation("K2", "BA-1", "weigh", "1", "until", "CODE.1", "done + 4 h", (), AT, "none", moment=LATER, supersedes="K1"),
    ScanFact("S1", "BA-1", "weigh", "1", "vector", b"\x1d\x00\xff", True, AT, ZONE, "P1", "LOT1", "=%1", True),
    SampleTaken("ST1", "BA-1", "weigh", "1", "sterility", AT),
    LotUse("U1", "LOT1", quantity("0.5"), AT, ZONE, "P1", "BA-1", "weigh", "1", "sample"),
    TestResult("R1", "sterility", ResultKind.TO_DATE, "no growth", AT, ZONE, "P2", "BA-1", text="no growth", day=7, attachment="AT1"),
    TestResult("R2", "viability", ResultKind.VALUE, "87,5", AT, ZONE, "P2", "BA-1", value=quantity("87.5", "%")),
    TestResult("R3", "viability", ResultKind.VALUE, "78,5", AT, ZONE, "P2", "BA-1", value=quantity("78.5", "%"), supersedes="R2", why="digits swapped"),
    Decision("D1", "BA-1", DecisionKind.FINAL, "complies", AT, ZONE, "P4", (Pending("sterility", date(2026, 12, 4)),), ("X1",), ("E2", "K1")),
    Signature("SG1", "P4", Role.RESPONSIBLE, Meaning.CERTIFIED, AT, ZONE, Factor.PASSWORD, "decision", "D1", DIGEST, "BA-1"),
    Deviation("DV1", "BA-1", "weigh", "1", "mass", "range", "cause", "причина", AT, ZONE, "P1", Assessment.CONTINUE, "no harm", "P3", LATER),
    BAG,
    SiteCodes("codes", "A9999", "ICCBBA 70123", "P1", AT, ZONE, "PL", "001499"),
    ProductCodes("CODE", "S1295100", "04600439931256"),
    SafetyListVersion("CODE.1", "CODE", 1, "product = 'CODE'\n", DIGEST, ListStatus.APPROVED, AT, ZONE, "P4"),
    LabelVersion("bag.1", "bag", 1, "[label]\nru = 'Этикетка'\n", DIGEST, LabelStatus.APPROVED, AT, ZONE, "P1"),
    LabelPrint("L1", "BA-1", "BAG1", "final-bag-60x40", "ru", "%5BA1", 1, b"%PDF" + bytes(100), DIGEST, "both read back", AT, ZONE, "P1", "first"),
    LabelPrint("L2", "BA-1", None, "sample", "en", "%5S1", 1, b"%PDF" + bytes(100), DIGEST, "read back", AT, ZONE, "P1", None, "sample ST1", "bag.1"),
    LabelScan("LS1", "BA-1", "L1", b"%5BA1", AT, ZONE, "P2"),
    LabelEnd("LE1", "BA-1", "L1", "spoiled", "torn", AT, ZONE, "P1"),
    LabelDisposal("LD1", "BA-1", "L1", Fate.DESTROYED, "cut up", AT, ZONE, "P1", "P2"),
    Printer("PR1", "Bench", PrinterKind.ZPL, "10.0.0.9:9100", 300, SymbolsBy.BITMAP, True, True),
    HandEntry("HE1", "BA-1", "S1", "%7-0001-00", TypedCheck.OWN, "label torn", "P2", AT, ZONE, "P1"),
    ScannerCheck("SC1", "BENCH-1", "", True, ("scanner.caps-lock",), AT, ZONE, "P1"),
    PrinterCheck("PC1", "PR1", 85, 45, quantity("85.0"), quantity("44.8"), True, AT, ZONE, "P1"),
    PrinterChoice("BENCH-1/final-bag", "BENCH-1", "final-bag", "PR1"),
    PrintJob("PJ1", "BA-1", "PR1", "BENCH-1", ("L1",), AT, ZONE, "P1"),
    LabelSend("SE1", "BA-1", "PJ1", "L1", 1, AT, ZONE, "P1"),
    SendOutcome("SO1", "BA-1", "SE1", Outcome.UNKNOWN, "printing.cut", "12 of 800 bytes", LATER, ZONE, "P1"),
    Document("DC1", "BA-1", DocumentKind.FINAL, "FC-1", "en", 1, b"%PDF-1.7" + bytes(100), DIGEST, 30, AT, ZONE, "P4", "D1", None, "first copy"),
    Holder("HO1", "BA-1", "DC1", "Ward 7", AT, ZONE, "P4"),
    BagIssue("BI1", "BA-1", "BAG1", "Ward 7", AT, ZONE, "P3"),
    RecallCall("RB1", "BA-1", "BAG1", "nurse Ross, ward 7", RecallAnswer.KEPT_APART, True, "in the fridge", AT, ZONE, LATER, "P3"),
    BagReturn("BR1", "BA-1", "BAG1", "]C0BAG1", "cold, seal whole", LATER, ZONE, "P3"),
    Infusion("IN1", "BA-1", "BAG1", "PT1", AT, AT, quantity("19.5"), False, "%1-1", "H-0001", "0.5 mL left", ("custody.not-handed-out",), LATER, ZONE, "P3"),
    InfusionCorrection("IC1", "IN1", AT, AT, quantity("19.0"), False, "1 mL left", (), "read again", LATER, ZONE, "P3"),
    Observation("OB1", "IN1", "PT1", "RO1", "temperature", AT, ZONE, "39,1", quantity("39.1", "degC"), None, LATER, "P3", "CART 2026-11 D1-D7 1"),
    Observation("OB2", "IN1", "PT1", "RO1", "temperature", AT, ZONE, "38,1", quantity("38.1", "degC"), None, LATER, "P3", None, "OB1", "misread"),
    Observation(
        "OB3", "IN1", "PT1", "RO2", "alt", AT, ZONE, "95 U/L (? to 40)", quantity("95", "U/L"), None, LATER, "P3", None, None, None, None, quantity("40", "U/L"),
    ),
    CtcaeChoice("CC1", "", "5", "the protocol of the centre", AT, ZONE, "P4"),
    Graded("GR3", "IN1", "PT1", "RO2", "ctcae5.alt", 1, AT, ZONE, 1, "CTCAE v5, rule 1", "5", (Named("value", "95"),), (REASON,), LATER, "P3"),
    Graded("GR1", "IN1", "PT1", "RO1", "crs", 1, AT, ZONE, 1, "CRS ASTCT 2019, rule 1", "", (Named("temperature", "38.1 degC"),), (REASON,), LATER, "P3"),
    Graded("GR2", "IN1", "PT1", "RO1", "icans", 1, AT, ZONE, None, "ICANS ASTCT 2019, rule 1", "", (), (REASON,), LATER, "P3"),
    GradeDecision("GD1", "GR1", "IN1", 2, False, "hypotension seen on the ward", LATER, ZONE, "P4"),
    Alert("AL1", "IN1", "PT1", "RO1", "first-fever", AT, ZONE, (REASON,), LATER, "P3"),
    AlertCall("AC1", "AL1", "IN1", "Dr Costa", True, "comes at once", AT, ZONE, LATER, "P3"),
    NotApplicable("NA1", "IN1", "CART 2026-11 D1-D7 2", "at home", AT, ZONE, "P3"),
    Death("DE1", "PT1", AT, "crs", "", LATER, ZONE, "P4"),
    RoundPaper("RP1", "IN1", "PT1", "BA-1", 3, "260000001-3", "ru", ("CART 2026-11 D1-D7 1",), ("temperature",), "AT1", DIGEST, 12, AT, ZONE, "P3"),
    RoundPaperBack("RB1", "RP1", "IN1", "RO1", "Ёлкина", LATER, ZONE, "P3"),
    SafetyReport(
        "SR1", ReportStatus.RECEIVED, ReportSource.SPONTANEOUS, "PT1", "BAG1", "BA-1", "CODE.1", "Ward 7", "Person 3", Reporter.OTHER, "озноб", AT,
        Ended.RECOVERING, "NYUNNN", (), AT, LATER, ZONE, "P3",
    ),
    SafetyReport(
        "SR2", ReportStatus.ASSESSED, ReportSource.MONITORING, None, None, None, "", "", "Person 3", Reporter.PHYSICIAN, "chills", None,
        Ended.UNKNOWN, "UUUUUU", ("SR1",), AT, LATER, ZONE, "P3",
    ),
    ReportFollowUp("RF1", "SR1", "went to intensive care", True, "NYYNNN", Ended.NOT_RECOVERED, AT, LATER, ZONE, "P3"),
    ReportClock("RC1", "SR1", None, "RU", "RU.fatal", "2026-11", "clocks, rule 1", AT, AT.date(), date(2026, 11, 25), LATER, True, (REASON,), LATER, ZONE, "P3"),
    ReportClock("RC2", "SR1", "RF1", "INTERNAL", "INTERNAL.bag", "2026-11", "clocks, rule 1", AT, AT.date(), None, LATER, True, (), LATER, ZONE, "P3"),
    ReportSent("RS1", "RC1", "SR1", "the authority", AT, LATER, ZONE, "P4"),
    Signal(
        "SIG-1", "CODE", "crs3", "maxsprt", "CART 2026-11, crs3", "three events on one lot", "LOT1", (Shown("events", "3"),),
        (Behind("IN1", "BAG1", "V-17", AT.isoformat()),), LATER, ZONE, "P3",
    ),
    SignalStep("SP1", "SIG-1", State.DETECTED, "три события", LATER, ZONE, "P3"),
    SignalStop("SS1", "SIG-1", StopKind.LOT, "LOT1", False, "until assessed", LATER, ZONE, "P4"),
    StopLift("SL1", "SS1", "SIG-1", "assessed", LATER, ZONE, "P4"),
    ChangeControl("CC-1", Matter.SPECIFICATION, "CODE, VCN", "limit", "SIG-1", AT, ZONE, "P3", "no change", "P4", LATER),
    CaseSender(
        "sender", "3", "Больница", "Pharmacy", "Anna", "Kim", "Street 1", "Moscow", "101000", "RU", "+7 1", "a@b.ru", "HOSPITAL", "AUTHORITY",
        Masking.MASKED, "", "P1", AT, ZONE,
    ),
    MeddraRelease("MR1", "27.1", "AT1", "AT1", 80000, AT, ZONE, "P1"),
    ReactionCode("CO1", "SR1", "27.1", "10099999", "Chills", "10099998", "Chills", LATER, ZONE, "P4"),
    CaseText("CX1", "SR1", "Infection was excluded.", LATER, ZONE, "P4"),
    CaseMessage("HOSPITAL-SR1-1", "SR1", "RU-HOSPITAL-SR1", MessageKind.INITIAL, False, None, "", "AT1", DIGEST, LATER, ZONE, "P4"),
    CaseMessage("HOSPITAL-SR1-2", "SR1", "RU-HOSPITAL-SR1", MessageKind.AMENDMENT, False, "HOSPITAL-SR1-1", "typing", "AT1", DIGEST, LATER, ZONE, "P4"),
    CaseUnsent("CU1", "SR1", "HOSPITAL-SR1-2", "a mistyped onset", LATER, ZONE, "P4"),
    CasePaper("CP1", "SR1", "CIOMS-I", "2026-11", "CP-2026-0001", "ru", 1, b"%PDF", DIGEST, 12, LATER, ZONE, "P4"),
    CaseAcknowledgement("AK1", "SR1", "HOSPITAL-SR1-1", False, "E.i.2.1b", "AT1", DIGEST, LATER, ZONE, "P4"),
    CausalityAssessment("CA1", "SR1", "possible", "YYYUUNUUNY", 5, "unknown", "", (REASON,), "time fits", LATER, ZONE, "P4", "YYYNUUUU", "possible", ""),
    Contact("FC1", "PT1", ContactKind.RELATIVE, "Ёлкина Мария", "+7 900 000-00-00", "ru", False, None, "", LATER, ZONE, "P3"),
    Contact("FC2", "PT1", ContactKind.RELATIVE, "Ёлкина Мария", "+7 900 000-00-01", "ru", False, "FC1", "moved", LATER, ZONE, "P3"),
    ContactAttempt("FA1", "PT1", "FC2", Reached.NO_ANSWER, "", AT, LATER, ZONE, "P3"),
    StandingDecision("FD1", "PT1", Standing.LOST, "three attempts", LATER, ZONE, "P4"),
    YearlyWindow("FW1", 30, 60, "as the registry asks", LATER, ZONE, "P2"),
    FollowUpVisit(
        "FV1", "IN1", "PT1", Way.TELEPHONE, date(2027, 2, 28), ("CART 2026-11 D100 1",), (Answered("infections", "yes", "пневмония"),), "", None, "", LATER,
        ZONE, "P3",
    ),
    FollowUpVisit(
        "FV2", "IN1", "PT1", Way.EXAMINATION, date(2027, 2, 27), (), (Answered("survival", "alive", ""),), "a remark", "FV1", "another day", LATER, ZONE, "P3"
    ),
    Malignancy("FM1", "PT1", "IN1", "T-клеточная лимфома", Known.YES, date(2026, 11, 19), AT, "SR1", "", None, "", LATER, ZONE, "P3"),
    Malignancy("FM2", "PT1", "IN1", "lymphoma", Known.UNKNOWN, None, AT, "SR1", "a remark", "FM1", "read again", LATER, ZONE, "P3"),
    SampleStep("FS1", "FM1", Sample.TAKEN, "Pathology", AT.date(), "", None, LATER, ZONE, "P3"),
    SUMMARY,
    SummaryApproval("PA1", "PSS-1", "read", LATER, ZONE, "P4"),
    SummaryPaper("PP1", "PSS-1", "ru", 1, True, b"%PDF" + bytes(100), DIGEST, LATER, ZONE, "P4"),
    SampleStep("FS2", "FM1", Sample.NOT_TESTED, "", AT.date(), "no tissue left", "FS1", LATER, ZONE, "P3"),
)
