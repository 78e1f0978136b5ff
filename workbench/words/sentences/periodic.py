"""Sentences about periodic safety summaries."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "periodic.backwards": Sentence(N_("The period ends on {ends}, before it begins on {begins}."), N_("Give its first and its last day, in this order.")),
    "periodic.ahead": Sentence(N_("The period ends on {ends}, which has not come yet."), N_("Let it end today or earlier.")),
    "periodic.no-product": Sentence(N_("No formula of {product} is known here."), N_("Choose the product from the list.")),
    "periodic.not-found": Sentence(N_("This summary is not known here."), N_("Choose it from the list.")),
    "periodic.approves-own": Sentence(N_("You prepared summary {number}: who prepares does not approve."), N_("Another person does it.")),
    "periodic.approved-before": Sentence(N_("Summary {number} is approved already."), N_("Nothing more is needed.")),
    "periodic.replaced": Sentence(N_("Summary {number} was prepared again for the same period, as {newer}."), N_("Read and approve the newer one.")),
}
