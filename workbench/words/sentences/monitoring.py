"""Sentences about bedside sheets, decisions about grades, calls and deaths."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

_CORRECT = N_("Look at the source, and correct the value or its unit.")
_TIME = N_("Correct the time.")
_LIST = N_("Choose it from the list.")

SHEETS: dict[str, Sentence] = {
    "vigilance.no-such-item": Sentence(N_("The sheet has no item “{field}”."), N_("Leave it out.")),
    "vigilance.no-such-word": Sentence(N_("“{value}” is none of the answers here: {field}."), N_("Choose one of them.")),
    "vigilance.text-long": Sentence(N_("The text has more than {most} letters: {field}."), N_("Write less.")),
    "vigilance.unit-missing": Sentence(N_("The unit is missing ({known}): {field}."), N_("Choose the unit.")),
    "vigilance.unit-other": Sentence(N_("{field} is not entered in {unit}, but in one of: {known}."), _CORRECT),
    "vigilance.not-whole": Sentence(N_("{value} is not a whole number: {field}."), _CORRECT),
    "vigilance.impossible": Sentence(N_("{value} is outside what can be of a human ({low} to {high}): {field}. Another unit?"), _CORRECT),
    "vigilance.limits-cross": Sentence(N_("The lower limit of normal ({low}) is not below the upper one ({high}): {field}."), _CORRECT),
    "vigilance.no-limits": Sentence(N_("There are no limits of normal of this: {field}."), N_("Leave the limits empty.")),
    "vigilance.limit-zero": Sentence(N_("An upper limit of zero is no limit: {field}."), N_("Enter the limit that the laboratory printed, or leave it empty.")),
    "vigilance.antigen-of-relapse": Sentence(
        N_("A relapse names the target antigen, and the antigen is asked of a relapse only."), N_("Choose both, or neither; unknown is an answer.")
    ),
    "vigilance.ahead": Sentence(N_("The time lies in the future."), _TIME),
    "vigilance.before-infusion": Sentence(N_("That is before the infusion began ({at})."), _TIME),
    "vigilance.after-death": Sentence(N_("That is after the death of the patient ({at})."), N_("Correct the time, or the patient.")),
    "vigilance.round-twice": Sentence(
        N_("This is entered for that minute already ({at}): {field}."), N_("Correct the observation that is there, or the time of this one.")
    ),
    "vigilance.item-twice": Sentence(N_("This stands twice on the sheet: {field}."), N_("Leave one out.")),
    "vigilance.sheet-empty": Sentence(N_("Nothing was entered."), N_("Enter what was observed; what was not stays empty.")),
    "vigilance.corrected-before": Sentence(N_("This observation has been corrected already."), N_("Correct the one that stands now.")),
    "vigilance.nothing-changed": Sentence(N_("This is the value that stands already."), N_("Enter the right one, or leave it.")),
    "vigilance.why-missing": Sentence(N_("The reason is missing."), N_("Write it.")),
    "vigilance.no-such-observation": Sentence(N_("No such observation is known here."), _LIST),
    "vigilance.no-such-infusion": Sentence(N_("No such infusion is known here."), _LIST),
    "vigilance.paper-kind": Sentence(N_("{read} is no bedside sheet, but another paper of the batch."), N_("Scan the symbol of a bedside sheet.")),
    "vigilance.paper-unknown": Sentence(
        N_("No bedside sheet with this symbol was printed here ({read})."), N_("Look whether it is of another hospital, or of the rehearsal.")
    ),
    "vigilance.paper-other-patient": Sentence(
        N_("This sheet is about another patient than the one that is open here (batch {batch})."),
        N_("Choose that patient in the list, and scan the sheet again."),
    ),
    "vigilance.paper-other-infusion": Sentence(
        N_("This sheet is about another infusion of this patient (batch {batch})."), N_("Choose that infusion in the list, and scan the sheet again.")
    ),
    "vigilance.paper-entered": Sentence(
        N_("This sheet was entered already, at {at}; {by} had signed it."), N_("Correct the observation that is there, if it is wrong.")
    ),
    "vigilance.paper-unsigned": Sentence(N_("Who observed it is missing."), N_("Write the name that stands on the paper.")),
    "vigilance.paper-empty": Sentence(N_("Nothing is due, and nothing opens within the next hours."), N_("Print it when something is due.")),
    "vigilance.paper-after-death": Sentence(N_("The patient died: there is nothing to observe any more."), N_("Nothing lifts this.")),
    "vigilance.paper-most": Sentence(N_("More than {most} sheets of one batch cannot be told apart."), N_("Enter the sheet on the screen.")),
    "vigilance.not-found": Sentence(N_("It is not known here."), _LIST),
}
DECIDING: dict[str, Sentence] = {
    "vigilance.no-grade": Sentence(N_("This is a score, and no grade to decide about."), N_("Decide about the grade.")),
    "vigilance.graded-anew": Sentence(N_("The sheet has been corrected and graded anew."), N_("Look at the newest grade.")),
    "vigilance.grade-missing": Sentence(N_("The grade is missing."), N_("Choose it.")),
    "vigilance.chosen-before": Sentence(N_("This version is in force already."), N_("Choose another one, or leave it.")),
    "vigilance.grade-range": Sentence(N_("The scale has the grades 0 to {most}."), N_("Choose one of them.")),
    "vigilance.nobody-called": Sentence(N_("Who was called is missing."), N_("Write the name.")),
    "vigilance.call-early": Sentence(N_("The call would be before what it is about ({at})."), _TIME),
    "vigilance.called-before": Sentence(N_("A call about this was made and read back already.")),
    "vigilance.waived-before": Sentence(N_("This observation is marked as not applicable already.")),
    "vigilance.died-before": Sentence(N_("The death of this patient is recorded already ({at}).")),
    "vigilance.seen-later": Sentence(N_("Something was observed later ({at})."), N_("Correct the time, or the observation.")),
}
SENTENCES: dict[str, Sentence] = SHEETS | DECIDING
