"""Sentences about long-term follow-up: forms, contacts, who is lost, second malignancies and their samples."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

_TIME = N_("Correct the time.")
_LIST = N_("Choose it from the list.")
_CORRECT = N_("Correct one of them.")

SENTENCES: dict[str, Sentence] = {
    "followup.not-found": Sentence(N_("It is not known here."), _LIST),
    "followup.ahead": Sentence(N_("The time lies in the future."), _TIME),
    "followup.before-infusion": Sentence(N_("That is before the infusion."), _TIME),
    "followup.day-twice": Sentence(N_("A follow-up of this day stands already ({day})."), N_("Correct that one, or the day of this one.")),
    "followup.is-lost": Sentence(N_("The patient is lost to follow-up."), N_("Record first that they were found again.")),
    "followup.withdrew": Sentence(
        N_("The patient does not want to be asked any more."), N_("Ask nobody. Where they have come back by themselves, record that they were found again.")
    ),
    "followup.no-such-answer": Sentence(N_("“{value}” is none of the answers here: {field}."), _LIST),
    "followup.no-detail": Sentence(N_("No words go with this question: {field}."), N_("Write them as a remark.")),
    "followup.answered-twice": Sentence(N_("A question is answered twice."), N_("Leave one out.")),
    "followup.not-answered": Sentence(N_("Not answered yet: {field}."), N_("Answer it. “Unknown” is an answer.")),
    "followup.text-long": Sentence(N_("The text has more than {most} letters: {field}."), N_("Write less.")),
    "followup.why-missing": Sentence(N_("The reason is missing."), N_("Write it.")),
    "followup.death-not-entered": Sentence(
        N_("The death of the patient is not recorded yet."), N_("A physician records the death first, with its day and cause.")
    ),
    "followup.died": Sentence(N_("The patient died on {day}, before that day."), _CORRECT),
    "followup.died-later": Sentence(N_("The patient died on {day}, after that day."), _CORRECT),
    "followup.dead": Sentence(N_("The patient has died."), N_("Nothing is decided about contacts any more.")),
    "followup.enter-malignancy": Sentence(
        N_("A new malignancy was told, and none is entered."), N_("Enter it now: it opens a report, and a task for the sample.")
    ),
    "followup.corrected-before": Sentence(N_("This was corrected already."), N_("Correct what stands now.")),
    "followup.nothing-changed": Sentence(N_("This is what stands already."), N_("Enter what is right, or leave it.")),
    "followup.contact-incomplete": Sentence(
        N_("A contact needs a name, a telephone number or an address, and a language. It is missing: {field}."), N_("Write it.")
    ),
    "followup.no-such-contact": Sentence(N_("Nobody is to be asked there any more."), _LIST),
    "followup.stands-so": Sentence(N_("It stands so already.")),
    "followup.too-few-attempts": Sentence(
        N_("{many} attempts stand since somebody was reached last; a patient may be called lost after {least}."), N_("Try again, and record each attempt.")
    ),
    "followup.window-range": Sentence(N_("A yearly window reaches at most {most} days to each side."), N_("Write fewer days.")),
    "followup.kind-missing": Sentence(N_("What kind of malignancy it is, is missing."), N_("Say it in words, as the pathologist did.")),
    "followup.told-early": Sentence(N_("It would have been heard of before it was diagnosed."), _TIME),
    "followup.sample-order": Sentence(
        N_("A sample is taken, then sent, then has a result; it may be marked as not tested before that."), N_("Record the step that is next.")
    ),
    "followup.sample-early": Sentence(N_("The step before was later ({day})."), _TIME),
    "followup.place-missing": Sentence(N_("The laboratory, or who took it, is missing."), N_("Write it.")),
    "followup.not-due": Sentence(N_("This follow-up is not due, or settled already."), _LIST),
}
