"""Sentences of the rehearsal: what keeps a case from being played."""

from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "rehearsal.unreadable": Sentence(
        N_("This case file cannot be played."), N_("Correct the place that is named. The form of a case stands in tests/cases/schema/README.md.")
    ),
    "rehearsal.folder-not-empty": Sentence(
        N_("A rehearsal begins in an empty folder; this one holds something."), N_("Name a folder that is empty or does not exist yet.")
    ),
    "rehearsal.folder-unwritable": Sentence(
        N_("Nothing can be written to this folder."), N_("Name a folder that you may write to, on a disk with room.")
    ),
    "rehearsal.file-there": Sentence(N_("There is a file of this name already."), N_("Name a file that does not exist yet: a demo begins in a new one.")),
    "rehearsal.demo-broke-off": Sentence(
        N_("The demo register could not be made to its end; nothing was kept of it."),
        N_("See what broke off below; make room on the disk if it is full, then try again.")
    ),
    "rehearsal.no-such-entry": Sentence(N_("There is no entry of this field to correct."), N_("Name a field that was typed in a step that is done.")),
    "rehearsal.not-shown": Sentence(N_("The window does not show {what} here."), N_("Do what comes before it, or sign in with the role that it asks for.")),
}
