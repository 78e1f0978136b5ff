"""States, roles and acts as they stand in the records, marked for translation: a finding names them as facts."""
from __future__ import annotations

from workbench.words.sentence import N_
from workbench.words.translation import Words

ROLES = (
    N_("prescriber"), N_("apheresis nurse"), N_("technician"), N_("pharmacist"), N_("verifier"), N_("analyst"), N_("supervisor"),
    N_("responsible person"), N_("physician"), N_("ward nurse"), N_("administrator"), N_("inspector"),
)  # fmt: skip
STATES = (
    N_("ready"), N_("in process"), N_("paused"), N_("QC pending"), N_("provisionally released"), N_("released"), N_("held"), N_("stopped"),
    N_("rejected"), N_("cancelled"), N_("filled"), N_("labelled"), N_("issued"), N_("entered"), N_("verified"), N_("in batch"), N_("quarantine"),
    N_("proved"), N_("proposed"), N_("approved"), N_("withdrawn"), N_("destroyed"), N_("returned"), N_("retained"), N_("not printed"),
    N_("detected"), N_("validated"), N_("action decided"), N_("closed"), N_("refuted"),
)  # fmt: skip
KINDS = (
    N_("badge and PIN"), N_("password"), N_("continue"), N_("continue in quarantine"), N_("propose rejection"), N_("review"),
    N_("provisional release"), N_("final release"), N_("hold"), N_("resume"), N_("stop"), N_("reject"), N_("cancel"), N_("batch record"),
    N_("provisional release certificate"), N_("final certificate"), N_("paper"), N_("screen"), N_("telephone"), N_("to date"),
    N_("below detection limit"), N_("not tested"), N_("value"), N_("hold the lot"), N_("hold the bags in stock"), N_("stop new releases"),
)  # fmt: skip
MEANINGS = (
    N_("prescribed"), N_("performed"), N_("witnessed"), N_("tested"), N_("checked"), N_("assessed"), N_("reviewed"), N_("released provisionally"),
    N_("certified"), N_("lot decided"), N_("signal decided"), N_("prepared"),
)  # fmt: skip
ACTS = (
    N_("set up the site"), N_("manage people"), N_("unlock a person"), N_("record a qualification"), N_("register a patient"),
    N_("amend a patient"), N_("enter an order"), N_("verify an order"), N_("amend an order"), N_("countersign an order"), N_("hold an order"),
    N_("resume an order"), N_("cancel an order"), N_("record a collection"), N_("record infectious markers"), N_("enter a lot"),
    N_("decide a lot"), N_("take a sample of a lot"), N_("keep the equipment list"), N_("propose a formula"), N_("approve a formula"),
    N_("confirm a formula's assumptions"), N_("withdraw a formula"), N_("propose a label file"), N_("approve a label file"), N_("withdraw a label file"),
    N_("propose a safety list"), N_("approve a safety list"), N_("withdraw a safety list"),
    N_("open a batch"), N_("perform a step"), N_("verify a step"),
    N_("enter a result"), N_("check a result"), N_("report a problem"), N_("assess a deviation"), N_("hold a batch"), N_("resume a batch"),
    N_("stop a batch"), N_("cancel a batch"), N_("review a batch"), N_("release a batch"), N_("reject a batch"), N_("print a label"),
    N_("spoil or void a label"), N_("print a document"), N_("hand out a document or a bag"), N_("call a bag back"), N_("witness"),
    N_("allow a reprint after release"), N_("set up a printer"), N_("check a scanner"), N_("choose a printer"),
    N_("record an infusion"), N_("check an infusion"), N_("enter observations"), N_("decide a grade"),
    N_("choose the version of CTCAE"), N_("call about an alert"), N_("record a death"),
    N_("report an adverse event"), N_("send a report"), N_("assess a report"), N_("close a report"), N_("code a reaction"),
    N_("set up case reports"),
    N_("keep a signal"), N_("validate or refute a signal"), N_("assess a signal"), N_("act on a signal"), N_("close a signal"),
    N_("follow a patient up"), N_("decide that a patient is lost"), N_("set the windows of follow-up"),
    N_("prepare a safety summary"), N_("approve a safety summary"),
)  # fmt: skip
NEEDS = (N_("calibration"), N_("certification"), N_("cleaning"), N_("daily constancy"), N_("maintenance"), N_("qualification"))
OBSERVED = (
    N_("temperature"), N_("other cause of the fever"), N_("treatment given"), N_("hypotension"), N_("vasopressors"), N_("vasopressin"),
    N_("oxygen device"), N_("oxygen flow"), N_("death due to CRS"), N_("age"), N_("ICE score"), N_("CAPD score"), N_("awakening"), N_("seizures"),
    N_("deep focal weakness"), N_("oedema of the brain"), N_("posturing"), N_("other cause of reduced consciousness"), N_("death due to ICANS"),
    N_("orientation"), N_("naming"), N_("following a command"), N_("writing"), N_("attention"), N_("kind of grade"),
    N_("days with 500 neutrophils per µL or fewer"), N_("days with 100 neutrophils per µL or fewer"), N_("a run that never ends"),
    N_("lowest neutrophil count"), N_("second lowest neutrophil count"), N_("days with platelets below 100"), N_("days with platelets below 50"),
    N_("days with platelets below 20"), N_("neutrophils"), N_("day"), N_("last follow-up"), N_("progression"), N_("next therapy"), N_("patient"),
    N_("definition"), N_("day of therapy"), N_("age group"), N_("uric acid"), N_("potassium"), N_("phosphate"), N_("corrected calcium"),
    N_("baseline uric acid"), N_("baseline potassium"), N_("baseline phosphate"), N_("baseline corrected calcium"), N_("upper limit of uric acid"),
    N_("ionised calcium"), N_("creatinine"), N_("arrhythmia"), N_("death due to tumour lysis"), N_("CTCAE version"), N_("term"), N_("value"),
    N_("lower limit of normal"), N_("upper limit of normal"), N_("baseline"), N_("change from baseline"), N_("state of the baseline"), N_("answers"),
    N_("line"), N_("oxygen"), N_("ferritin"), N_("fibrinogen"), N_("reporter"), N_("product"), N_("reaction"), N_("receipt"), N_("knowledge"),
    N_("detection"), N_("observation"), N_("upper limit of creatinine"),
)  # fmt: skip
FOLLOWED = (
    N_("alive or dead"), N_("state of the disease"), N_("relapse"), N_("antigen at the relapse"), N_("new malignancy"), N_("blood counts"),
    N_("cells of the product in the blood"), N_("B cells"), N_("immunoglobulin given"), N_("infections"), N_("graft-versus-host disease"),
    N_("neurological disorder"), N_("autoimmune disorder"), N_("other late effects"), N_("cells again, or a transplant"), N_("pregnancy"),
    N_("name"), N_("telephone or address"), N_("language"), N_("remark"), N_("kind"), N_("said"), N_("why"),
)  # fmt: skip
DUE = (
    N_("ahead"), N_("due"), N_("late"), N_("missed"), N_("done"), N_("not applicable"), N_("read"), N_("read of an earlier text"), N_("from memory"),
    N_("design choice"),
)  # fmt: skip
SHEET = (
    N_("infusion reaction"), N_("developmental delay"), N_("platelets"), N_("CRP"), N_("ferritin"), N_("fibrinogen"), N_("ALT"), N_("B cells"), N_("IgG"),
    N_("symptoms"), N_("infections"), N_("oxygen"), N_("blood count"), N_("liver"), N_("lysis"), N_("persistence"), N_("vital signs"),
    N_("leucocytes"), N_("lymphocytes"), N_("haemoglobin"), N_("INR"), N_("APTT"), N_("AST"), N_("bilirubin"), N_("albumin"), N_("LDH"),
    N_("sodium"), N_("triglycerides"), N_("seizures of tumour lysis"), N_("CD4 lymphocytes"), N_("CAR-T cells"), N_("copies of the CAR gene"),
    N_("B-cell aplasia"), N_("tocilizumab"), N_("siltuximab"), N_("dexamethasone"), N_("methylprednisolone"), N_("anakinra"), N_("ruxolitinib"),
    N_("emapalumab"), N_("rasburicase"), N_("levetiracetam"), N_("filgrastim"), N_("immunoglobulin"), N_("other treatment, with dose"),
    N_("new therapy of the disease"), N_("response"), N_("measurable residual disease"), N_("tumour lysis (2004)"), N_("tumour lysis (2011)"),
    N_("early ICAHT"), N_("late ICAHT"), N_("early platelets (T-ICAHT)"), N_("late platelets (T-ICAHT)"),
    N_("relapse"), N_("target antigen at relapse"), N_("infection"), N_("infections in words"),
)  # fmt: skip
ROOMS = (N_("grade A"), N_("grade B"), N_("grade C"), N_("grade D"), N_("grade A in B"), N_("grade A in C"))
REPORTED = (N_("received"), N_("closed"), N_("nullified"), N_("text"))
CASES = (
    N_("sender"), N_("patient"), N_("product"), N_("reporter"), N_("reaction"), N_("onset"), N_("batch"), N_("infusion"), N_("code"), N_("assessment"),
    N_("certificate"), N_("route of administration"), N_("medical history"), N_("organisation"), N_("department"), N_("given_name"), N_("family_name"),
    N_("street"), N_("city"), N_("postcode"), N_("telephone"), N_("email"), N_("identifier"), N_("receiver"),
)  # fmt: skip
CAUSES = (N_("definite"), N_("probable"), N_("possible"), N_("doubtful"))
TERMS = frozenset(CASES + ROLES + STATES + KINDS + MEANINGS + ACTS + NEEDS + OBSERVED + SHEET + DUE + CAUSES + ROOMS + REPORTED + FOLLOWED)


def term_text(value: str, words: Words) -> str:
    """A term, or several joined by commas, in the reader's language; what is no term stays as it is."""
    parts = value.split(", ")
    return ", ".join(words.marked(part) for part in parts) if all(part in TERMS for part in parts) else value
