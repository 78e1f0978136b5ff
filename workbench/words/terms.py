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
)  # fmt: skip
KINDS = (
    N_("badge and PIN"), N_("password"), N_("continue"), N_("continue in quarantine"), N_("propose rejection"), N_("review"),
    N_("provisional release"), N_("final release"), N_("hold"), N_("resume"), N_("stop"), N_("reject"), N_("cancel"), N_("batch record"),
    N_("provisional release certificate"), N_("final certificate"), N_("paper"), N_("screen"), N_("telephone"), N_("to date"),
    N_("below detection limit"), N_("not tested"), N_("value"),
)  # fmt: skip
MEANINGS = (
    N_("prescribed"), N_("performed"), N_("witnessed"), N_("tested"), N_("checked"), N_("assessed"), N_("reviewed"), N_("released provisionally"),
    N_("certified"), N_("lot decided"),
)  # fmt: skip
ACTS = (
    N_("set up the site"), N_("manage people"), N_("unlock a person"), N_("record a qualification"), N_("register a patient"),
    N_("amend a patient"), N_("enter an order"), N_("verify an order"), N_("amend an order"), N_("countersign an order"), N_("hold an order"),
    N_("resume an order"), N_("cancel an order"), N_("record a collection"), N_("record infectious markers"), N_("enter a lot"),
    N_("decide a lot"), N_("take a sample of a lot"), N_("keep the equipment list"), N_("propose a formula"), N_("approve a formula"),
    N_("confirm a formula's assumptions"), N_("withdraw a formula"), N_("propose a label file"), N_("approve a label file"), N_("withdraw a label file"),
    N_("open a batch"), N_("perform a step"), N_("verify a step"),
    N_("enter a result"), N_("check a result"), N_("report a problem"), N_("assess a deviation"), N_("hold a batch"), N_("resume a batch"),
    N_("stop a batch"), N_("cancel a batch"), N_("review a batch"), N_("release a batch"), N_("reject a batch"), N_("print a label"),
    N_("spoil or void a label"), N_("print a document"), N_("hand out a document or a bag"), N_("witness"),
    N_("allow a reprint after release"), N_("set up a printer"), N_("check a scanner"), N_("choose a printer"),
)  # fmt: skip
NEEDS = (N_("calibration"), N_("certification"), N_("cleaning"), N_("daily constancy"), N_("maintenance"), N_("qualification"))
TERMS = frozenset(ROLES + STATES + KINDS + MEANINGS + ACTS + NEEDS)


def term_text(value: str, words: Words) -> str:
    """A term, or several joined by commas, in the reader's language; what is no term stays as it is."""
    parts = value.split(", ")
    return ", ".join(words.marked(part) for part in parts) if all(part in TERMS for part in parts) else value
