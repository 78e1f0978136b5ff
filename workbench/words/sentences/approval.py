"""Sentences about proposing, approving, confirming and withdrawing formula versions."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "approval.unknown": Sentence(N_("No formula version {version} is known here."), N_("Choose it from the list.")),
    "approval.version-known": Sentence(
        N_("Version {version} of {formula} is stored already, and a version never changes."), N_("Give the new text the next version number.")
    ),
    "approval.version-behind": Sentence(
        N_("Version {newest} of {formula} is stored already: version {version} would come before it."), N_("Give the new text a number above {newest}.")
    ),
    "approval.not-waiting": Sentence(N_("Formula version {version} is {status}: it waits for no signature."), N_("Nothing is left to do here.")),
    "approval.approved-twice": Sentence(N_("You signed formula version {version} already."), N_("A second person signs it.")),
    "approval.waits-for-another": Sentence(
        N_("Formula version {version} waits for another signature ({left})."), N_("Another pharmacist, supervisor or responsible person signs it.")
    ),
    "approval.withdrawn": Sentence(N_("Formula version {version} is withdrawn."), N_("Propose a new version.")),
    "approval.nothing-to-confirm": Sentence(N_("No place is chosen."), N_("Choose the numbers that the site confirms.")),
    "approval.no-assumption": Sentence(N_("“{place}” is no open assumption of this version."), N_("Choose from the list of assumptions.")),
    "approval.not-approved": Sentence(N_("Formula version {version} is {status}, not approved."), N_("Two people approve it.")),
    "approval.unconfirmed": Sentence(
        N_("{count} numbers of {version} are assumptions that this site has not confirmed."),
        N_("The site confirms or replaces each of them before real use."),
    ),
    "approval.demo-only": Sentence(
        N_("{count} numbers of {version} are assumptions: this batch is for show only."), N_("Nothing made here is given to a patient.")
    ),
    "approval.batch-held": Sentence(
        N_("Batch {batch} was opened under formula version {version} and is on hold."), N_("Somebody decides about the batch: stop, reject or go on.")
    ),
}

NAMES = (N_("proved"), N_("approved"), N_("withdrawn"))
"""States of a formula version as findings name them."""
