"""Sentences about causality, seriousness and expectedness."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "causality.naranjo-total": Sentence(N_("Total {total}: {category}.")),
    "causality.naranjo-answers": Sentence(N_("Cannot score “{value}”: ten answers Y, N or U are needed."), N_("Write one letter for each question.")),
    "causality.naranjo-living": Sentence(
        N_(
            "Naranjo's score fits living cells badly: given once, they can neither be withdrawn nor given again nor replaced by placebo. "
            "These questions stay unknown, and the total low whatever the cells did; WHO-UMC is preferred."
        )
    ),
    "causality.naranjo-answered": Sentence(
        N_("Questions {questions} are answered, although living cells cannot be withdrawn, given again or replaced by placebo."),
        N_("Look at these answers again: “unknown” is meant."),
    ),
    "causality.who-unassessable": Sentence(N_("The report cannot be judged, and cannot be supplemented.")),
    "causality.who-conditional": Sentence(N_("More data are needed or are being examined.")),
    "causality.who-unlikely": Sentence(N_("The time makes a relation improbable, and there is another explanation.")),
    "causality.who-possible": Sentence(N_("The time fits; disease or another drug could explain it as well, or withdrawal tells nothing.")),
    "causality.who-probable": Sentence(N_("The time fits, disease and other drugs do not explain it, and the response to withdrawal is reasonable.")),
    "causality.who-certain": Sentence(
        N_("The time fits, nothing else explains it, withdrawal fits, the event is definitive, and rechallenge satisfies or is not needed.")
    ),
    "causality.no-list": Sentence(N_("No safety list of {product} was in force on {day}."), N_("Put the list of that time into force with its day.")),
    "causality.not-listed": Sentence(N_("“{term}” is not in the safety list, version {version}.")),
    "causality.listed": Sentence(N_("“{term}” is in the safety list, version {version}.")),
    "causality.listed-no-grade": Sentence(
        N_("“{term}” is in the safety list, version {version}, up to grade {worst}; this event has no grade."), N_("Grade the event.")
    ),
    "causality.listed-milder": Sentence(N_("“{term}” is in the safety list, version {version}, up to grade {worst} only; this event has grade {grade}.")),
}
