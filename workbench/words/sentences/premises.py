"""Sentences about equipment."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "premises.unknown": Sentence(N_("No equipment {equipment} is known here."), N_("Add it, or choose from the list.")),
    "premises.known": Sentence(N_("Equipment {equipment} is known already."), N_("Enter the number that stands on the piece.")),
    "premises.no-equipment": Sentence(N_("No {kind} is in the equipment list."), N_("A pharmacist, technician or supervisor adds it.")),
    "premises.wrong-kind": Sentence(N_("{equipment} is another kind of equipment than this step wants."), N_("Take the right piece.")),
    "premises.need-not-recorded": Sentence(
        N_("{equipment}: “{need}” was never recorded."), N_("Record it, take another piece, or state why it is used; that opens a deviation.")
    ),
    "premises.need-lapsed": Sentence(
        N_("{equipment}: “{need}” was valid until {day}."), N_("Renew it, take another piece, or state why it is used; that opens a deviation.")
    ),
    "premises.need-soon": Sentence(N_("{equipment}: “{need}” is valid until {day} only."), N_("Have it renewed in time.")),
    "premises.kind-missing": Sentence(N_("The kind of the equipment is missing."), N_("Choose the kind that the formulas name.")),
    "premises.name-missing": Sentence(N_("The name of the equipment is missing."), N_("Enter it as it stands on the piece.")),
    "premises.needs-unclear": Sentence(N_("A need has no name or stands twice."), N_("Name each need once.")),
    "premises.renewed-to-the-past": Sentence(N_("“{need}” would be valid until {day}, which has passed."), N_("Enter the new last day.")),
}
