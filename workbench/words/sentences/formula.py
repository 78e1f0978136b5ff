"""Sentences of the proof of a master formula: file and line, what is wrong, what mends it."""

from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES = {
    "formula.accept-or-report": Sentence(
        N_("{file}:{line}: {place} needs either “accept” or “report = true”, not both and not neither."),
        N_("Say what is accepted, or that it is only reported."),
    ),
    "formula.agree-wrong": Sentence(
        N_("{file}:{line}: {place} allows “{text}” between two readings, which is no number from zero up."),
        N_("Write a share such as 10 % or a difference in the unit of the field."),
    ),
    "formula.calculate-typed": Sentence(
        N_("{file}:{line}: the calculating step {name} has a field that is typed."), N_("Give each of its fields an expression, or make it a measuring step.")
    ),
    "formula.contents-differ": Sentence(
        N_("{file}:{line}: “contents” counts {said} of {name}, the file holds {held}: it is cut, or was not counted again."),
        N_("Look whether the end of the file is missing, then count again."),
    ),
    "formula.day-zero-unknown": Sentence(N_("{file}:{line}: day zero is the step {name}, which the formula does not have."), N_("Name one of its steps.")),
    "formula.dose-unknown": Sentence(N_("{file}:{line}: {name} is named as a dose, but no quantity is called so."), N_("Name a field that holds the dose.")),
    "formula.each-many": Sentence(N_("{file}:{line}: “{text}” asks for more than {most} rounds."), N_("Repeat it less often.")),
    "formula.each-parts": Sentence(N_("{file}:{line}: “{text}” does not count in whole numbers ({value})."), N_("Count whole things.")),
    "formula.each-units": Sentence(N_("{file}:{line}: the values of “{text}” have different units."), N_("Use one unit.")),
    "formula.each-unreadable": Sentence(N_("{file}:{line}: “{text}” does not say what is repeated."), N_("Write a name, then values: bag 1 piece .. bags.")),
    "formula.given-unused": Sentence(N_("{file}:{line}: {name} is asked for, but nothing uses it."), N_("Use it, or do not ask for it.")),
    "formula.key-missing": Sentence(N_("{file}:{line}: {place} says nothing for “{key}”."), N_("Add it.")),
    "formula.key-unknown": Sentence(
        N_("{file}:{line}: {place}: “{key}” is not known here; it may be misspelt."), N_("Write it as the README of formulas says.")
    ),
    "formula.kind-differs": Sentence(
        N_("{file}:{line}: {place}: “{text}” gives {found}, but {wanted} is declared."), N_("Mend the expression or the unit; a denominator may be missing.")
    ),
    "formula.kind-needs": Sentence(N_("{file}:{line}: {place} is of kind {kind}, but names no {needs}."), N_("Name them.")),
    "formula.label-without-container": Sentence(
        N_("{file}:{line}: the label step {name} has no step before it in its stage that fills a container."),
        N_("Put it after the step that makes the container."),
    ),
    "formula.language-missing": Sentence(N_("{file}:{line}: {place}: the text “{key}” is missing in {language}."), N_("Write it.")),
    "formula.limits-order": Sentence(
        N_("{file}:{line}: the limits of {name} are not in order: action low, alert low, aim, alert high, action high."), N_("Put them in order.")
    ),
    "formula.lot-never-scanned": Sentence(
        N_("{file}:{line}: {name} comes from the lot of {material}, which no step scans."), N_("Scan the material in a step.")
    ),
    "formula.makes-unknown": Sentence(N_("{file}:{line}: {place}: {name} is not a field of this step."), N_("Name the fields that hold dose and volume.")),
    "formula.must-be-critical": Sentence(
        N_("{file}:{line}: the step {name} must be critical: it clears, labels or verifies, or touches patient or vector material."),
        N_("Write critical = true, and who verifies."),
    ),
    "formula.name-taken": Sentence(N_("{file}:{line}: the name {name} is a unit, a function or a word of the language."), N_("Choose another name.")),
    "formula.name-twice": Sentence(N_("{file}:{line}: the name {name} is used twice."), N_("Choose another name for one of them.")),
    "formula.name-wrong": Sentence(
        N_("{file}:{line}: {place}: “{name}” cannot be a name here."), N_("Use the letters and signs that the README of formulas allows.")
    ),
    "formula.never-used": Sentence(N_("{file}:{line}: {name} is never used."), N_("Use it in a step, or take it out.")),
    "formula.no-end": Sentence(N_("{file}:{line}: the file does not end with [end]: it may be cut."), N_("Look for the rest of the file.")),
    "formula.no-expiry": Sentence(N_("{file}:{line}: {place}: no expiry is known for a container of kind {kind} ({paths})."), N_("Add a shelf life for it.")),
    "formula.not-toml": Sentence(N_("{file}:{line}: the file cannot be read: {detail}."), N_("Mend this line.")),
    "formula.option-texts": Sentence(
        N_("{file}:{line}: {place}: the {options} options need one text each in {language}."), N_("Write them in the order of the options.")
    ),
    "formula.options-few": Sentence(N_("{file}:{line}: {place}: a choice has at least two different options."), N_("Name them.")),
    "formula.paths-many": Sentence(
        N_("{file}:{line}: the formula has {paths} paths; at most {most} can be proved."), N_("Use fewer conditions, or split the formula.")
    ),
    "formula.placeholder-unknown": Sentence(
        N_("{file}:{line}: {place}: the text names a value “{name}” that is not known there."), N_("Name a value that is.")
    ),
    "formula.placeholders-differ": Sentence(N_("{file}:{line}: {place}: the two languages name different values: {names}."), N_("Let both name the same.")),
    "formula.sample-never-taken": Sentence(N_("{file}:{line}: {place}: its sample {name} is never taken ({paths})."), N_("Let a step take it on this path.")),
    "formula.schema-unknown": Sentence(
        N_("{file}:{line}: the file is written in form {schema}; this program reads form {known}."), N_("Use a program that reads it.")
    ),
    "formula.second-person-missing": Sentence(N_("{file}:{line}: the critical step {name} has no second person."), N_("Say which role verifies.")),
    "formula.section-missing": Sentence(N_("{file}:{line}: the section “{name}” is missing."), N_("Add it, or look for the rest of the file.")),
    "formula.section-unknown": Sentence(N_("{file}:{line}: the section “{name}” is not known."), N_("Write it as the README of formulas says.")),
    "formula.source-missing": Sentence(
        N_("{file}:{line}: the limit of {name} has a number, but no source."), N_("Say where the number comes from, or ASSUMPTION.")
    ),
    "formula.stage-unknown": Sentence(N_("{file}:{line}: the stage {name} is not known."), N_("Name one of the formula's stages.")),
    "formula.text-too-early": Sentence(
        N_("{file}:{line}: {place}: the text shows {name} before it is known ({paths})."), N_("Show it later, or calculate it earlier.")
    ),
    "formula.thing-unknown": Sentence(N_("{file}:{line}: {place}: there is no {sort} called {name}."), N_("Define it, or mend the name.")),
    "formula.too-long": Sentence(N_("{file}:{line}: the file is longer than {longest} characters."), N_("A formula is shorter: this may be another file.")),
    "formula.unreachable": Sentence(N_("{file}:{line}: no path reaches the step {name}."), N_("Mend its condition.")),
    "formula.used-too-early": Sentence(
        N_("{file}:{line}: {place} uses {name} before it has a value ({paths})."), N_("Define it in an earlier step, or on this path.")
    ),
    "formula.value-wrong": Sentence(N_("{file}:{line}: {place}: “{key}” should be: {wanted}."), N_("Write it so.")),
    "formula.word-unknown": Sentence(N_("{file}:{line}: {place}: “{word}” is not one of: {known}."), N_("Use one of them.")),
}
