"""Sentences about signal statistics. None of them says why two figures differ."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES = {
    "signals.few-data": Sentence(
        N_("Few data: {n} events of {denominator}. One more or one less changes the result."), N_("Look again when there are more; until then read the cases.")
    ),
    "signals.one-comparison": Sentence(N_("This is counted as a single comparison. Each further one adds to the chance that something shows by chance.")),
    "signals.many-comparisons": Sentence(
        N_("{comparisons} comparisons were looked at together. At a level of 5 % about {chance} of them would show something by chance alone.")
    ),
    "signals.association": Sentence(N_("The figure says how far two counts are apart. It does not say why.")),
    "signals.all-looks": Sentence(N_("The limit holds for all looks together ({looks} so far), as long as it was fixed before the first.")),
    "signals.surveillance-over": Sentence(
        N_("Surveillance was planned to end at {expected} expected events. What comes later raises no flag."), N_("Plan a new surveillance.")
    ),
    "signals.strata-left-out": Sentence(N_("{left} of {strata} strata tell nothing, because a row or column in them is empty. They are left out of the test.")),
    "signals.no-prior": Sentence(
        N_("The {groups} groups with infusions are too few, or nothing differs in them. No group can lean on the others."),
        N_("Each group keeps its own exact interval."),
    ),
    "signals.groups-alike": Sentence(N_("The {groups} groups differ no more than by chance. All take the common proportion.")),
    "signals.not-converged": Sentence(
        N_("The fit of the prior did not converge. Shrunk figures are not given."), N_("Use the figures without shrinkage, or a larger set.")
    ),
    "signals.no-shape": Sentence(N_("The times do not determine a shape: fewer than two different times of onset.")),
    "signals.onset-class": Sentence(
        N_("Early, random or wear-out is read from the 95 % interval of the shape. This convention has not been compared with its source.")
    ),
}
