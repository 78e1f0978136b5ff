"""Sentences about versions of label files: proposing, approving, withdrawing them."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES = {
    "masters.same": Sentence(
        N_("The label file {name} says the same as {version}, which is stored already."), N_("Nothing is to be done; or change the file first.")
    ),
    "masters.not-waiting": Sentence(N_("Label file {version} is {status}: it waits for no signature."), N_("Nothing is left to do here.")),
    "masters.approved-twice": Sentence(N_("You signed label file {version} already."), N_("A second person signs it.")),
    "masters.waits-for-another": Sentence(
        N_("Label file {version} waits for another signature ({left})."), N_("Another pharmacist, supervisor or responsible person signs it.")
    ),
    "masters.withdrawn": Sentence(N_("Label file {version} is withdrawn."), N_("Propose a new version.")),
    "masters.unknown": Sentence(N_("No label file {version} is known here."), N_("Choose it from the list.")),
    "masters.none-approved": Sentence(
        N_("The label {name} is not printed: none of its versions is approved."), N_("Two people read and approve it under Formulas, Label files.")
    ),
}
