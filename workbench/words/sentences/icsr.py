"""Sentences about the case of a kept report: what it lacks, its sender, its code, its messages and their answers."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

_SETTINGS = N_("Enter it under Settings, Case reports.")

SENTENCES: dict[str, Sentence] = {
    "icsr.lacks": Sentence(N_("Not known here, and therefore not said: {what}.")),
    "icsr.sender-kind": Sentence(N_("“{value}” is no kind of sender (C.3.1)."), N_("Choose one of the list.")),
    "icsr.sender-missing": Sentence(N_("The sender needs its {field}."), N_("Enter it.")),
    "icsr.country": Sentence(N_("“{value}” is no country in two letters; RU, for one, is."), N_("Enter the two letters of ISO 3166.")),
    "icsr.identifier": Sentence(
        N_("“{value}” is no identifier: letters, digits, full stop, hyphen and underscore only."), N_("Enter what the receiver gave out.")
    ),
    "icsr.sender-long": Sentence(N_("{field} may have {most} characters in a message."), N_("Shorten it.")),
    "icsr.no-meddra": Sentence(
        N_("No MedDRA is imported: the workbench comes without it."), N_("Import your site's licensed files under Settings, Case reports.")
    ),
    "icsr.meddra-twice": Sentence(N_("MedDRA {version} is imported already."), N_("Choose another version.")),
    "icsr.coded-before": Sentence(N_("The reaction is coded as {code} of MedDRA {version} already."), N_("Choose another term, or leave it.")),
    "icsr.file-changed": Sentence(
        N_("{name} is not what was imported: its digest differs."), N_("Check the register against its backup, and import the files again.")
    ),
    "icsr.no-sender": Sentence(N_("The site has not said who it is as sender of case reports."), _SETTINGS),
    "icsr.no-case": Sentence(
        N_("This is no case yet: it lacks {missing}. A draft may be written."), N_("Enter what is missing as new information.")
    ),
    "icsr.taken-back": Sentence(
        N_("The report is nullified, and no receiver has it: there is nothing to send."), N_("Nothing more is written about it.")
    ),
    "icsr.repeat-draft": Sentence(N_("{number} is a draft; only a report is sent once more."), N_("Write the report.")),
    "icsr.repeat-rejected": Sentence(
        N_("{number} was rejected; it would be rejected again."), N_("Correct what is named in the answer, and write a new message.")
    ),
    "icsr.repeat-old": Sentence(N_("{number} is not the newest message; {newest} is."), N_("Send the newest one once more.")),
    "icsr.unsent-draft": Sentence(N_("{number} is a draft: no receiver takes it for a report."), N_("Leave it.")),
    "icsr.unsent-answered": Sentence(N_("The receiver answered {number}: it went out."), N_("Write an amendment.")),
    "icsr.not-an-answer": Sentence(N_("This file is a message of reports, and no answer to one."), N_("Choose the acknowledgement that the receiver sent.")),
    "icsr.unknown-message": Sentence(
        N_("The answer is about {numbers}; no message of this register has such a number."),
        N_("Check whether the file belongs to this site. It was left as it is.")
    ),
    "icsr.answered-before": Sentence(N_("This answer was read before."), N_("Nothing more has to be done with it.")),
    "icsr.not-ours": Sentence(N_("The answer also speaks of {number}, which this register did not write.")),
    "icsr.rejected-open": Sentence(
        N_("The receiver rejected {number}, and nothing was sent since."), N_("Correct what is named in the answer, and write a new message.")
    ),
}
