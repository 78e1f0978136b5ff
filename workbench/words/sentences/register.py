"""What is said when the register cannot be opened, read or written, and when it refuses by itself."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

_ANOTHER = N_("Another person who took no part does it.")

SENTENCES = {
    "register.absent": Sentence(N_("There is no register in this place"), N_("Name the right file with --register, or begin a new register.")),
    "register.no-folder": Sentence(N_("The folder of the register is not there"), N_("Connect the disk, or name another folder.")),
    "register.network": Sentence(
        N_("The folder of the register lies on another machine"),
        N_("Choose a folder on a disk of this computer: a file on a network can be destroyed by two writers."),
    ),
    "register.read-only": Sentence(
        N_("The register cannot be written to: its file or folder is read-only"),
        N_("Ask the administrator for the right to write here. Nothing was written."),
    ),
    "register.not-a-register": Sentence(N_("This file is not a register of the workbench"), N_("Name the right file; this one was left as it is.")),
    "register.too-new": Sentence(
        N_("The register was made by a newer version of the workbench"),
        N_("Install the newer version on this computer. The file was left as it is."),
    ),
    "register.cut": Sentence(N_("The file of the register is cut short"), N_("Restore it from the last backup, and keep this file for examination.")),
    "register.corrupt": Sentence(N_("The file of the register is damaged"), N_("Restore it from the last backup, and keep this file for examination.")),
    "register.altered": Sentence(
        N_("The rules inside the register were altered by another program"),
        N_("Restore the register from the last backup, and find out who changed it."),
    ),
    "register.busy": Sentence(N_("The register is being written to by another workstation"), N_("Wait a moment and do it again. Nothing was written.")),
    "register.disk-full": Sentence(N_("The disk is full"), N_("Make room on the disk and do it again. Nothing was written.")),
    "register.io": Sentence(N_("The disk of the register does not answer as it should"), N_("Call the administrator and check the disk. Nothing was written.")),
    "register.unreachable": Sentence(N_("The file of the register cannot be opened"), N_("Check that the disk is connected, then try again.")),
    "register.migration": Sentence(
        N_("The register could not be brought up to this version"),
        N_("It was left as it was. Use the older version until the cause is found."),
    ),
    "register.conflict": Sentence(N_("Somebody else changed this first"), N_("Look at it as it stands now, then decide again. Nothing of yours was written.")),
    "register.verifies-own": Sentence(N_("The register refuses: who performed the step cannot verify it"), _ANOTHER),
    "register.performs-verified": Sentence(N_("The register refuses: who verified the step cannot perform it"), _ANOTHER),
    "register.reads-twice": Sentence(N_("The register refuses: the second reading is by the person of the first"), _ANOTHER),
    "register.checks-own": Sentence(N_("The register refuses: who entered the result cannot check it"), _ANOTHER),
    "register.verifies-own-order": Sentence(N_("The register refuses: who entered the order cannot verify it"), _ANOTHER),
    "register.checks-own-infusion": Sentence(N_("The register refuses: who entered the infusion cannot check it"), _ANOTHER),
    "register.closes-own-report": Sentence(N_("The register refuses: who entered something of a report cannot end it"), _ANOTHER),
    "register.approves-own-summary": Sentence(N_("The register refuses: who prepared a summary does not approve it"), _ANOTHER),
    "register.closes-own-signal": Sentence(N_("The register refuses: who detected or assessed a signal does not alone close it"), _ANOTHER),
    "register.approves-twice": Sentence(N_("The register refuses: the same person has already approved this version"), _ANOTHER),
    "register.witnesses-own": Sentence(N_("The register refuses: who destroys a label cannot be its own witness"), _ANOTHER),
    "register.confirms-own": Sentence(N_("The register refuses: who typed a code cannot confirm it"), _ANOTHER),
    "register.sent-before": Sentence(
        N_("The register refuses: this label was sent before, and may be on paper"), N_("Find it, or write it off and print another.")
    ),
    "register.decided-before": Sentence(
        N_("The register refuses: who has reviewed or released the batch does no step, check or test of it"), _ANOTHER
    ),
    "register.took-part": Sentence(N_("The register refuses: who took part in the batch neither reviews nor releases it"), _ANOTHER),
}
