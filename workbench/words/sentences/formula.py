"""Sentences of the proof of a master formula: file and line, what is wrong, what mends it."""

from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES = {
    "formula.accept-or-report": Sentence(
        N_("{file}:{line}: {place} needs either “accept” or “report = true”, not both and not neither."),
        N_("Say what is accepted, or that it is only reported."),
    ),
    "formula.agree-idle": Sentence(
        N_("{file}:{line}: {place}: “agree” has no effect here, because the second person reads nothing alone."),
        N_("Take it out, or write check = \"independent\" on a critical step."),
    ),
    "formula.agree-missing": Sentence(
        N_("{file}:{line}: {name} is read by two people apart, and nothing says how far their readings may differ."),
        N_("Add “agree”: a share such as 10 %, a difference, or 0 for the same reading."),
    ),
    "formula.agree-wrong": Sentence(
        N_("{file}:{line}: {place} allows “{text}” between two readings, which is no number from zero up."),
        N_("Write a share such as 10 % or a difference in the unit of the field."),
    ),
    "formula.braces": Sentence(
        N_("{file}:{line}: {place}: the braces in “{text}” do not name values."),
        N_("Write each value as its name between two braces."),
    ),
    "formula.calculate-typed": Sentence(
        N_("{file}:{line}: the calculating step {name} has a field that is typed."),
        N_("Give each of its fields an expression, or make it a measuring step."),
    ),
    "formula.check-idle": Sentence(
        N_("{file}:{line}: the step {name} says how a second person checks, but is not critical."),
        N_("Write critical = true, or take “check” and “verified_by” out."),
    ),
    "formula.container-unknown": Sentence(
        N_("{file}:{line}: the shelf life {name} is for a container of kind {kind}, which no step makes."),
        N_("Name a kind that a step makes."),
    ),
    "formula.contents-differ": Sentence(
        N_("{file}:{line}: “contents” counts {said} of {name}, the file holds {held}: it is cut, or was not counted again."),
        N_("Look whether the end of the file is missing, then count again."),
    ),
    "formula.day-zero-missing": Sentence(
        N_("{file}:{line}: the step {name} counts the days, but is not done on {paths} of {of} paths: {first}."),
        N_("Choose a step that every path goes through."),
    ),
    "formula.day-zero-repeated": Sentence(
        N_("{file}:{line}: the step {name} counts the days, but is done several times or may be left out."),
        N_("Choose a step that is done once."),
    ),
    "formula.day-zero-unknown": Sentence(
        N_("{file}:{line}: day zero is the step {name}, which the formula does not have."),
        N_("Name one of its steps."),
    ),
    "formula.decimals-differ": Sentence(
        N_(
            "{file}:{line}: {place}: the limit “{limit}” is written with {written} decimals, its result is shown with "
            "{decimals}. A result is rounded to the decimals of its limit."
        ),
        N_("Write both with the same decimals: 70.0 with decimals = 1."),
    ),
    "formula.decimals-many": Sentence(
        N_("{file}:{line}: {place}: {decimals} decimals are more than the {most} that can be shown."),
        N_("Show fewer."),
    ),
    "formula.decimals-missing": Sentence(
        N_("{file}:{line}: {name} does not say with how many decimals it is shown."),
        N_("Add “decimals”."),
    ),
    "formula.dose-missing": Sentence(
        N_("{file}:{line}: the dose {name} has no value on {paths} of {of} paths: {first}."),
        N_("Let a step on every path enter or calculate it."),
    ),
    "formula.dose-series": Sentence(
        N_("{file}:{line}: the dose {name} has several values."),
        N_("Name a field that adds them up with sum()."),
    ),
    "formula.dose-unknown": Sentence(
        N_("{file}:{line}: {name} is named as a dose, but no quantity is called so."),
        N_("Name a field that holds the dose."),
    ),
    "formula.doses-differ": Sentence(
        N_("{file}:{line}: the dose ordered ({first}) and the dose made ({second}) cannot be compared."),
        N_("Give both in units that convert."),
    ),
    "formula.due-wrong": Sentence(
        N_("{file}:{line}: {place}: “{text}” is not a time from the sample to the result."),
        N_("Write a time such as 14 d."),
    ),
    "formula.each-many": Sentence(N_("{file}:{line}: “{text}” asks for more than {most} rounds."), N_("Repeat it less often.")),
    "formula.each-parts": Sentence(N_("{file}:{line}: “{text}” does not count in whole numbers ({value})."), N_("Count whole things.")),
    "formula.each-twice": Sentence(
        N_("{file}:{line}: the step {name} repeats inside the stage {stage}, which repeats as well."),
        N_("Repeat one of them."),
    ),
    "formula.each-units": Sentence(N_("{file}:{line}: the values of “{text}” have different units."), N_("Use one unit.")),
    "formula.each-unreadable": Sentence(
        N_("{file}:{line}: “{text}” does not say what is repeated."),
        N_("Write a name, then values: bag 1 piece .. bags."),
    ),
    "formula.expiry-late": Sentence(
        N_(
            "{file}:{line}: {place} needs {name}, which is not known when the step {step} makes the container, on {paths} of "
            "{of} paths: {first}."
        ),
        N_("Count from an earlier moment: the label goes on at once."),
    ),
    "formula.given-quantity": Sentence(
        N_("{file}:{line}: {name} must be a quantity: it is reckoned, not asked for."),
        N_("Give it a unit."),
    ),
    "formula.given-unused": Sentence(N_("{file}:{line}: nothing uses {name}."), N_("Use it, or take it out.")),
    "formula.history-unit": Sentence(
        N_("{file}:{line}: {name} adds up earlier doses, but its unit does not go with {dose}."),
        N_("Use the unit of the dose, or that unit per kg."),
    ),
    "formula.history-weight": Sentence(
        N_("{file}:{line}: {name} adds up earlier doses per kg, but the order asks for no “weight”."),
        N_("Ask for weight in the order, or add up whole doses."),
    ),
    "formula.identity-scan": Sentence(
        N_("{file}:{line}: {name}: what comes from the patient is scanned by identity, and nothing else is."),
        N_("Write class = \"patient\" with scan = \"identity\", or neither."),
    ),
    "formula.identity-used": Sentence(
        N_("{file}:{line}: {name} is the patient's own: it is scanned, not taken from a lot."),
        N_("Name it under “scans”."),
    ),
    "formula.instrument-unknown": Sentence(
        N_("{file}:{line}: {name} is read from “{origin}”, which is no equipment of this step."),
        N_("Name it under “equipment” of the step."),
    ),
    "formula.key-missing": Sentence(N_("{file}:{line}: {place} says nothing for “{key}”."), N_("Add it.")),
    "formula.key-unknown": Sentence(
        N_("{file}:{line}: {place}: “{key}” is not known here; it may be misspelt."),
        N_("Write it as the README of formulas says."),
    ),
    "formula.keys-together": Sentence(N_("{file}:{line}: {place}: “{first}” and “{second}” do not go together."), N_("Keep one of them.")),
    "formula.kind-differs": Sentence(
        N_("{file}:{line}: {place}: “{text}” gives {found}, but {wanted} is declared."),
        N_("Mend the expression or the unit; a denominator may be missing."),
    ),
    "formula.kind-needs": Sentence(N_("{file}:{line}: {place} is of kind {kind}, but names no {needs}."), N_("Name them.")),
    "formula.label-before-container": Sentence(
        N_("{file}:{line}: the label step {name} comes before a container is made on {paths} of {of} paths: {first}."),
        N_("Put it after the step that makes the container."),
    ),
    "formula.label-without-container": Sentence(
        N_("{file}:{line}: the label step {name} has no step before it in its stage that fills a container."),
        N_("Put it after the step that makes the container."),
    ),
    "formula.labels-elsewhere": Sentence(
        N_("{file}:{line}: the step {name} names labels, but is not of kind label."),
        N_("Give the label a step of its own."),
    ),
    "formula.language-missing": Sentence(N_("{file}:{line}: {place}: the text “{key}” is missing in {language}."), N_("Write it.")),
    "formula.limits-order": Sentence(
        N_("{file}:{line}: the limits of {name} are not in order: action low, alert low, aim, alert high, action high."),
        N_("Put them in order."),
    ),
    "formula.lot-never-scanned": Sentence(
        N_("{file}:{line}: {name} comes from the lot of {material}, which no step scans."),
        N_("Scan the material in a step."),
    ),
    "formula.makes-nothing": Sentence(
        N_("{file}:{line}: no step makes a container for the patient."),
        N_("Say with “makes” which step fills it."),
    ),
    "formula.makes-optional": Sentence(
        N_("{file}:{line}: the step {name} makes a container and may be left out."),
        N_("Take “optional” out; give the step a condition instead."),
    ),
    "formula.makes-unknown": Sentence(
        N_("{file}:{line}: {place}: {name} is not a field of this step."),
        N_("Name the fields that hold dose and volume."),
    ),
    "formula.makes-wrong": Sentence(
        N_("{file}:{line}: {place}: {name} is not a dose as ordered, or not a volume."),
        N_("Name a field in the unit of the dose, and one in mL."),
    ),
    "formula.must-be-critical": Sentence(
        N_("{file}:{line}: the step {name} must be critical: it clears, labels or verifies, or touches patient or vector material."),
        N_("Write critical = true, and who verifies."),
    ),
    "formula.name-taken": Sentence(
        N_("{file}:{line}: the name {name} is a unit, a function or a word of the language."),
        N_("Choose another name."),
    ),
    "formula.name-twice": Sentence(N_("{file}:{line}: the name {name} is used twice."), N_("Choose another name for one of them.")),
    "formula.name-wrong": Sentence(
        N_("{file}:{line}: {place}: “{name}” cannot be a name here."),
        N_("Use the letters and signs that the README of formulas allows."),
    ),
    "formula.never-used": Sentence(N_("{file}:{line}: {name} is never used."), N_("Use it in a step, or take it out.")),
    "formula.no-end": Sentence(N_("{file}:{line}: the file does not end with [end]: it may be cut."), N_("Look for the rest of the file.")),
    "formula.no-expiry": Sentence(
        N_("{file}:{line}: {place} makes a container of kind {kind} without a shelf life on {paths} of {of} paths: {first}."),
        N_("Add a shelf life for it."),
    ),
    "formula.not-toml": Sentence(N_("{file}:{line}: the file cannot be read: {detail}."), N_("Mend this line.")),
    "formula.nothing-to-read": Sentence(
        N_("{file}:{line}: the second person of {name} has nothing to read alone."),
        N_("Write check = \"checked\" or \"witnessed\"."),
    ),
    "formula.option-texts": Sentence(
        N_("{file}:{line}: {place}: the {options} options need one text each in {language}."),
        N_("Write them in the order of the options."),
    ),
    "formula.options-few": Sentence(N_("{file}:{line}: {place}: a choice has at least two different options."), N_("Name them.")),
    "formula.origin-unknown": Sentence(
        N_("{file}:{line}: {name} comes from “{origin}”, which is not order, patient, collection, history or the lot of a material."),
        N_("Say where it comes from."),
    ),
    "formula.paths-many": Sentence(
        N_("{file}:{line}: the formula has {paths} paths; at most {most} can be proved."),
        N_("Use fewer conditions, or split the formula."),
    ),
    "formula.patient-given": Sentence(
        N_("{file}:{line}: {name}: of the patient only “markers” can be asked, with the options {options}."),
        N_("Ask for it in the order."),
    ),
    "formula.placeholder-here": Sentence(
        N_("{file}:{line}: {place}: this text stands everywhere the same and cannot show {name}."),
        N_("Show it in the instruction of a step."),
    ),
    "formula.placeholder-unknown": Sentence(
        N_("{file}:{line}: {place}: the text names a value “{name}” that is not known there."),
        N_("Name a value that is."),
    ),
    "formula.placeholders-differ": Sentence(
        N_("{file}:{line}: {place}: the two languages name different values: {names}."),
        N_("Let both name the same."),
    ),
    "formula.sample-never-taken": Sentence(
        N_("{file}:{line}: {place}: its sample {name} is never taken on {paths} of {of} paths: {first}."),
        N_("Let a step take it on this path."),
    ),
    "formula.sample-of-lot-taken": Sentence(
        N_("{file}:{line}: the sample {name} is taken from the lot of {material} once for all its batches, not in a step."),
        N_("Take it out of the step, or “of” out of the sample."),
    ),
    "formula.sample-repeated": Sentence(
        N_("{file}:{line}: the step {name} takes a sample several times, or may be left out: its results could not be told apart."),
        N_("Take the sample in a step that is done once."),
    ),
    "formula.sample-untested": Sentence(
        N_("{file}:{line}: the sample {name} is neither tested nor kept."),
        N_("Name it in a test, or write retain = true."),
    ),
    "formula.schema-unknown": Sentence(
        N_("{file}:{line}: the file is written in form {schema}; this program reads form {known}."),
        N_("Use a program that reads it."),
    ),
    "formula.second-person-missing": Sentence(
        N_("{file}:{line}: the critical step {name} has no second person."),
        N_("Say which role verifies."),
    ),
    "formula.section-missing": Sentence(
        N_("{file}:{line}: the section “{name}” is missing."),
        N_("Add it, or look for the rest of the file."),
    ),
    "formula.section-unknown": Sentence(
        N_("{file}:{line}: the section “{name}” is not known."),
        N_("Write it as the README of formulas says."),
    ),
    "formula.source-missing": Sentence(
        N_("{file}:{line}: the limit of {name} has a number, but no source."),
        N_("Say where the number comes from, or ASSUMPTION."),
    ),
    "formula.stage-unknown": Sentence(N_("{file}:{line}: the stage {name} is not known."), N_("Name one of the formula's stages.")),
    "formula.test-without-value": Sentence(
        N_("{file}:{line}: {place} has neither a sample nor an expression, so it has no value of its own."),
        N_("Name the sample, or compare other tests under “accept” alone."),
    ),
    "formula.text-too-early": Sentence(
        N_("{file}:{line}: {place}: the text shows {name} before it is known on {paths} of {of} paths: {first}."),
        N_("Show it later, or calculate it earlier."),
    ),
    "formula.thing-unknown": Sentence(N_("{file}:{line}: {place}: there is no {sort} called {name}."), N_("Define it, or mend the name.")),
    "formula.title-shows": Sentence(
        N_("{file}:{line}: {place}: a title is read before the step begins and cannot show {name}."),
        N_("Show it in the instruction; a title shows the number of the round only."),
    ),
    "formula.too-long": Sentence(
        N_("{file}:{line}: the file is longer than {longest} characters."),
        N_("A formula is shorter: this may be another file."),
    ),
    "formula.unreachable": Sentence(N_("{file}:{line}: no path reaches {name}."), N_("Mend its condition, or take it out.")),
    "formula.used-too-early": Sentence(
        N_("{file}:{line}: {place} uses {name} before it has a value on {paths} of {of} paths: {first}."),
        N_("Define it in an earlier step, or on this path."),
    ),
    "formula.uses-differ": Sentence(
        N_("{file}:{line}: the amounts “{first}” and “{second}” of {name} do not add up."),
        N_("Use units that convert."),
    ),
    "formula.value-wrong": Sentence(N_("{file}:{line}: {place}: “{key}” should be: {wanted}."), N_("Write it so.")),
    "formula.weight-wrong": Sentence(
        N_("{file}:{line}: {name} is the body weight: it comes from the order, in a unit such as kg."),
        N_("Write from = \"order\" and unit = \"kg\", or choose another name."),
    ),
    "formula.word-unknown": Sentence(N_("{file}:{line}: {place}: “{word}” is not one of: {known}."), N_("Use one of them.")),
}
