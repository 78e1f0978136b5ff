"""Sentences about legal pathways and their files."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "regimes.unknown": Sentence(N_("The legal pathway {regime} is not known here."), N_("Choose another, or add its file to the workbench.")),
    "regimes.not-yet": Sentence(N_("{regime} ({name}) is in force only from {day}."), N_("Choose a pathway that is in force.")),
    "regimes.lapsed": Sentence(
        N_("{regime} ({name}) lapsed: its last day was {day}. Nothing new begins on this basis."),
        N_("A supervisor documents the basis that replaces it, and its file is renewed; or choose a pathway that is in force."),
    ),
    "regimes.lapses-soon": Sentence(
        N_("{regime} ({name}) is in force until {day} only."), N_("Find out in time which basis replaces it.")
    ),
    "regimes.not-verified": Sentence(
        N_("What the workbench says about {regime} was not compared with the law."), N_("Compare its file with the source, and mark it as verified.")
    ),
    "regimes.unreadable": Sentence(N_("{file} cannot be read: {reason}."), N_("Restore the file, or correct it at that place.")),
    "regimes.key-missing": Sentence(N_("{file}: “{key}” is missing."), N_("Add it.")),
    "regimes.key-unknown": Sentence(N_("{file}: “{key}” is not known."), N_("Correct the spelling, or leave it out.")),
    "regimes.key-kind": Sentence(N_("{file}: “{key}” must be of another kind ({kind})."), N_("Correct the value.")),
    "regimes.key-form": Sentence(N_("{file}: “{key}” is not written as it must be."), N_("Correct the value.")),
    "regimes.text-languages": Sentence(N_("{file}: “{key}” must say something in both languages."), N_("Write it in English and Russian.")),
    "regimes.dates-backward": Sentence(N_("{file}: the last day is before the first."), N_("Correct the days.")),
    "regimes.code-twice": Sentence(N_("{file}: the pathway {regime} stands in another file already."), N_("Keep one of the two files.")),
}
