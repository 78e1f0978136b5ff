"""Sentences about reports of suspected reactions: what is missing, out of order, may be a repeat, or is not yet done."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

_TIME = N_("Correct the time.")

SENTENCES: dict[str, Sentence] = {
    "vigilance.reaction-missing": Sentence(N_("What happened is missing."), N_("Say it in a few words, as it was seen.")),
    "vigilance.onset-late": Sentence(N_("It would have begun after it was heard of ({at})."), _TIME),
    "vigilance.onset-early": Sentence(
        N_("It would have begun before the infusion of this bag ({at})."), N_("Correct the time, or leave the bag out and name the product.")
    ),
    "vigilance.seriousness-unasked": Sentence(N_("Not all six questions are answered."), N_("Answer each: yes, no, or unknown.")),
    "vigilance.fatal-no-death": Sentence(N_("The outcome is fatal, and the question about death is not answered with yes."), N_("Correct one of them.")),
    "vigilance.report-incomplete": Sentence(
        N_("The report is kept as incomplete, and no clock runs yet. It is missing: {field}."), N_("Find it out, and add it as new information.")
    ),
    "vigilance.report-alike": Sentence(
        N_("{number} may tell of the same event: {reaction}"), N_("If so, quality nullifies one of the two. Nothing is merged.")
    ),
    "vigilance.bag-not-given": Sentence(
        N_("No infusion of this bag is recorded: it cannot be chosen."), N_("Scan its label, or report without the bag.")
    ),
    "vigilance.bag-not-theirs": Sentence(
        N_("The bag is not of the patient whose wristband was read."), N_("Compare both. If another patient's bag was given, call the pharmacy at once.")
    ),
    "vigilance.no-such-patient": Sentence(N_("No patient with {read} is known here."), N_("Scan the wristband, or leave it empty and say who it was.")),
    "vigilance.no-clocks": Sentence(
        N_("For the pathway {regime} there is no table of reporting clocks: none runs to the outside."), N_("Ask the responsible person by when it is due.")
    ),
    "vigilance.follow-early": Sentence(N_("The new information would be older than the report ({at})."), _TIME),
    "vigilance.receiver-missing": Sentence(N_("To whom it was sent is missing."), N_("Write it.")),
    "vigilance.sent-early": Sentence(N_("It would have been sent before its clock began ({at})."), _TIME),
    "vigilance.sent-before": Sentence(N_("This was sent already.")),
    "vigilance.naranjo-unasked": Sentence(N_("Not all ten questions of Naranjo are answered."), N_("Answer all of them, or none.")),
    "vigilance.not-assessed": Sentence(N_("No physician has assessed the report yet."), N_("A physician assesses it.")),
    "vigilance.assessed-before": Sentence(N_("The assessment is older than the newest significant information."), N_("A physician assesses it again.")),
    "vigilance.who-unasked": Sentence(
        N_("The questions of WHO-UMC were not all answered."), N_("Answer each with yes, no or unknown; the first two with yes or no.")
    ),
    "vigilance.otherwise-missing": Sentence(N_("Another category than the one that follows needs a reason."), N_("Write why.")),
    "vigilance.list-product": Sentence(N_("No formula has the code {product}."), N_("Write the code of the formula into the file.")),
    "vigilance.list-same": Sentence(N_("The newest version, {version}, says the same."), N_("Change the file first.")),
    "vigilance.list-not-waiting": Sentence(N_("Safety list {version} waits for no signature."), N_("Nothing is left to do here.")),
    "vigilance.list-approved-twice": Sentence(N_("You signed safety list {version} already."), N_("A second person signs it.")),
    "vigilance.list-waits": Sentence(N_("Safety list {version} waits for another signature."), N_("Another person signs it.")),
    "vigilance.not-sent": Sentence(N_("A clock that ends {at} is still open: nothing was sent."), N_("Send it, and record that.")),
    "vigilance.own-report": Sentence(N_("Whoever entered something of a report neither closes nor nullifies it."), N_("Another supervisor does.")),
    "vigilance.report-over": Sentence(N_("The report is over: {status}."), N_("Enter a new report.")),
}
