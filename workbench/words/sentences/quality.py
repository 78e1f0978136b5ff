"""Sentences about deviations."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "quality.unknown": Sentence(N_("No deviation {number} is known here."), N_("Choose it from the list.")),
    "quality.no-such-batch": Sentence(N_("No batch {batch} is known here."), N_("Choose the batch from the list.")),
    "quality.cause-missing": Sentence(N_("What happened is missing."), N_("Choose or write what happened.")),
    "quality.problem": Sentence(N_("A problem was reported: {cause}."), N_("A supervisor assesses the deviation.")),
    "quality.deviation-open": Sentence(N_("Deviation {number} is not assessed."), N_("A supervisor who did not open it assesses and signs it.")),
    "quality.rejection-proposed": Sentence(
        N_("The assessment of deviation {number} proposes to reject the batch."), N_("The responsible person rejects the batch.")
    ),
    "quality.already-assessed": Sentence(N_("Deviation {number} is assessed already."), N_("Report what is new as another problem.")),
    "quality.own-deviation": Sentence(N_("You opened deviation {number}: nobody assesses their own."), N_("Another supervisor assesses it.")),
    "quality.assessment-missing": Sentence(N_("The assessment is missing."), N_("Write what the deviation means for this batch, in a few words.")),
}
