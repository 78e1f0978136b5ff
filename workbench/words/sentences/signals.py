"""Sentences about signal statistics. None of them says why two figures differ."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

_MEND = N_("Mend them in the file, and count again.")
_NAMES = N_("Look whether the names in them are right.")

SENTENCES = {
    "signals.few-data": Sentence(
        N_("Few data: {n} of {denominator} had the event. One more or one less changes the result."),
        N_("Look again when there are more; until then read the cases.")
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
        N_("Groups with infusions: {groups}. They are too few, or nothing differs in them: no group can lean on the others."),
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
    "signals.few-reports": Sentence(N_("Pairs with fewer than {least} reports: {few} of {pairs}. Few data.")),
    "signals.few-pairs": Sentence(N_("Pairs: {pairs}. They are too few, or each was reported once: no prior is fitted, EBGM is empty.")),
    "signals.fit-converged": Sentence(
        N_("The fit of the prior converged: {pairs} pairs, log likelihood {likelihood}, slope {slope} a pair, {agree} of {starts} starts agree.")
    ),
    "signals.fit-edge": Sentence(
        N_(
            "The fit of the prior converged at the edge of the search: the {pairs} pairs show less than two gamma distributions. "
            "Log likelihood {likelihood}, slope {slope} a pair, {agree} of {starts} starts agree."
        )
    ),
    "signals.fit-failed": Sentence(
        N_("The fit of the prior did not converge: {pairs} pairs, log likelihood {likelihood}, slope {slope} a pair. EBGM is empty."),
        N_("Use the figures without shrinkage, or a larger set."),
    ),
    "signals.encoding": Sentence(N_("Lines read as {encoding}: {lines}."), _NAMES),
    "signals.lines-quote": Sentence(N_("Lines set aside because a quotation mark in them is not closed: {lines}. The first: {first}."), _MEND),
    "signals.lines-bytes": Sentence(N_("Lines set aside because they are no text in a known encoding: {lines}. The first: {first}."), _MEND),
    "signals.lines-columns": Sentence(N_("Lines set aside because they do not have the columns of the header: {lines}. The first: {first}."), _MEND),
    "signals.lines-empty": Sentence(N_("Rows set aside because report, product or event is empty: {lines}."), _MEND),
    "signals.lines-blank": Sentence(N_("Empty lines passed over: {lines}.")),
    "signals.counted-once": Sentence(N_("Rows that repeat a report with the same product and event, counted once: {rows}.")),
    "signals.several-strata": Sentence(
        N_("Reports that stand in several strata: {reports}. Each is counted in the first of them by the alphabet."), N_("Mend the reports, and count again.")
    ),
    "signals.cannot-read": Sentence(N_("The file cannot be read."), N_("Give a CSV or Parquet file that is there and may be read.")),
    "signals.not-text": Sentence(N_("The file is no text in a known encoding."), N_("Save it as CSV in UTF-8.")),
    "signals.columns": Sentence(
        N_("The file does not have the columns report, product and event, each once."), N_("Name the columns in the first line, divided by commas.")
    ),
    "signals.too-many-strata": Sentence(
        N_("The further columns divide the reports into too many strata."), N_("Leave out columns that are no strata, or count without them.")
    ),
    "signals.too-many-names": Sentence(N_("There are too many reports, products and events to count together."), N_("Divide the file.")),
}
