"""What is said of what the window itself needs."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES = {
    "window.not-exported": Sentence(N_("The list could not be written: {detail}"), N_("Choose another folder, or make room on the disk, and export again.")),
    "drafts.unwritable": Sentence(
        N_("What is being typed cannot be kept as a draft"),
        N_("Make room on the disk, or ask the administrator for a folder that can be written to. What has been confirmed is safe."),
    ),
    "resources.unreadable": Sentence(
        N_("A file that comes with the workbench cannot be read"),
        N_("Install the workbench again, or restore the folder named here."),
    ),
    "window.no-screen": Sentence(N_("There is no screen here"), N_("Start the workbench where a screen is, or play a case with workbench rehearse.")),
    "window.no-person": Sentence(N_("Nobody is signed in"), N_("Sign in, then do it again.")),
    "window.not-a-badge": Sentence(N_("This is not a badge of this site"), N_("Scan the badge of a person of this site, or choose the name.")),
    "window.role-missing": Sentence(N_("{person} does not hold a role that may sign here"), N_("Somebody with this role signs: {roles}.")),
    "window.unknown-badge": Sentence(N_("No person of this site has the badge {badge}"), N_("Ask the administrator to enter the badge.")),
}
