"""What is said of the files that come with the workbench."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES = {
    "resources.unreadable": Sentence(
        N_("A file that comes with the workbench is missing or cannot be read"),
        N_("Install the workbench again; the registers are not touched by that"),
    ),
}
