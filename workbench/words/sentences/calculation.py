"""What is said of units, expressions, limits and numbers."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES = {
    "calculation.arguments": Sentence(N_("“{function}()” does not take these values."), N_("Correct the expression in the formula file.")),
    "calculation.arguments-differ": Sentence(
        N_("“{function}()” was given values of different kinds: {kinds}."),
        N_("Correct the expression in the formula file."),
    ),
    "calculation.branches-differ": Sentence(
        N_("The two branches of “if” differ in kind: {left} and {right}."),
        N_("Correct the expression in the formula file."),
    ),
    "calculation.date-unreadable": Sentence(N_("“{raw}” is not a date that can be read."), N_("Write it as 2026-11-30.")),
    "calculation.decimals": Sentence(
        N_("A value cannot be written with {decimals} decimals."),
        N_("Give from 0 to 12 decimals in the formula file."),
    ),
    "calculation.divided-by-zero": Sentence(
        N_("This divides by zero, so there is no result."),
        N_("Check the values entered before: one of them is zero where it must not be."),
    ),
    "calculation.empty-series": Sentence(
        N_("“{name}” has not been entered yet, so “{function}()” has no value."),
        N_("Enter at least one value of it."),
    ),
    "calculation.kinds-differ": Sentence(
        N_("{left} and {right} cannot be combined by “{op}”."),
        N_("Use values of one kind and basis, or convert between them in the expression."),
    ),
    "calculation.legs-unpaired": Sentence(
        N_("Custody was taken over {taken} times and handed over {handed} times, or a leg ends before it begins."),
        N_("Give one taking over and one handing over for each leg, in order."),
    ),
    "calculation.limit-without-comparison": Sentence(
        N_("“{text}” is not a limit: it compares with nothing."),
        N_("Write a comparison, such as >= 70, 8 .. 12 or is negative."),
    ),
    "calculation.moment-unreadable": Sentence(
        N_("“{raw}” is not a time that can be read in only one way."),
        N_("Write it with its zone, as 2026-11-20T08:00+01:00."),
    ),
    "calculation.no-function": Sentence(
        N_("There is no function “{function}”."),
        N_("Use one of: sum, last, count, min, max, round, round_up, abs, sqrt, ln, exp, log2, expiry."),
    ),
    "calculation.no-material": Sentence(
        N_("The formula has no material “{name}”."),
        N_("Correct the name in the formula file, or add the material."),
    ),
    "calculation.no-name": Sentence(
        N_("The name “{name}” is not defined in the formula."),
        N_("Correct the name in the formula file, or add the field."),
    ),
    "calculation.no-option": Sentence(N_("“{option}” is not one of the options: {options}."), N_("Use one of the options.")),
    "calculation.no-result": Sentence(
        N_("The calculation has no result with these values."),
        N_("Check the values entered before: a root or logarithm needs a number above zero."),
    ),
    "calculation.no-series": Sentence(
        N_("“{name}” is entered once only, so “{function}()” cannot be taken of it."),
        N_("Use the name by itself in the formula file."),
    ),
    "calculation.no-split": Sentence(
        N_("{volume} cannot be divided into {bags} bags of {smallest} to {largest}."),
        N_("Choose other bags, or change the volume."),
    ),
    "calculation.no-step": Sentence(N_("“{function}()” needs a step above zero."), N_("Correct the expression in the formula file.")),
    "calculation.no-value": Sentence(N_("“{name}” has no value yet."), N_("Do the step or enter the result that gives it.")),
    "calculation.not-choice": Sentence(
        N_("“{option}” is compared with a value of another kind: {found}."),
        N_("Compare an option with a choice only."),
    ),
    "calculation.not-plain": Sentence(
        N_("“{function}” needs a plain number, not {found}."),
        N_("Divide by the unit in the expression first."),
    ),
    "calculation.not-quantity": Sentence(N_("A quantity is needed here, not: {found}."), N_("Use a value with a number.")),
    "calculation.not-truth": Sentence(N_("“{op}” needs a comparison."), N_("Write a comparison, such as weight <= 50 kg.")),
    "calculation.not-whole": Sentence(N_("“{name}” must be a whole number, not {value}."), N_("Write a whole number.")),
    "calculation.number-ambiguous": Sentence(N_("“{raw}” can be read in two ways."), N_("Write {decimal} or {whole}.")),
    "calculation.number-empty": Sentence(N_("A number is missing here."), N_("Enter the number.")),
    "calculation.number-exponent": Sentence(N_("“{raw}” has an exponent; powers of ten are misread."), N_("Write the number in full.")),
    "calculation.number-long": Sentence(
        N_("“{raw}” has more than {most} digits."),
        N_("Check the number and write only the digits that were measured."),
    ),
    "calculation.number-marks": Sentence(
        N_("“{raw}” has more than one decimal mark."),
        N_("Write the number with one point or comma and without separators."),
    ),
    "calculation.number-unreadable": Sentence(
        N_("“{raw}” is not a number."),
        N_("Write digits, with a point or comma where decimals begin."),
    ),
    "calculation.out-of-range": Sentence(
        N_("The result is too large or too small to be a measured quantity."),
        N_("Check the values and times entered before."),
    ),
    "calculation.outside": Sentence(
        N_("{name} = {value} is outside what this calculation is for: {limit}."),
        N_("Check the value and its unit, or choose another calculation."),
    ),
    "calculation.percent-bare": Sentence(
        N_("{number} without a unit is compared with a percentage: it can be read in two ways."),
        N_("Write {number} % or the fraction as a percentage."),
    ),
    "calculation.series": Sentence(
        N_("“{name}” is entered several times."),
        N_("Say which in the formula file: sum(), last(), min(), max() or count()."),
    ),
    "calculation.temperature-arithmetic": Sentence(
        N_("A temperature ({unit}) can be compared, but not calculated with."),
        N_("Compare it with a limit instead."),
    ),
    "calculation.too-deep": Sentence(
        N_("The expression is nested too deeply: more than {most} levels."),
        N_("Divide it into several calculated fields."),
    ),
    "calculation.too-long": Sentence(
        N_("The expression has {length} characters; at most {most} can be read."),
        N_("Divide it into several calculated fields."),
    ),
    "calculation.unit-apart": Sentence(
        N_("“{unit}” is a unit and stands apart from its number (column {column})."),
        N_("Write number and unit together, without spaces around the stroke: 175 EU/mL. A unit cannot be a name."),
    ),
    "calculation.unit-left": Sentence(
        N_("The units do not cancel: {unit} is left where a plain number is needed."),
        N_("Use values on one basis, or divide by the unit in the expression."),
    ),
    "calculation.unit-missing": Sentence(
        N_("A number without a unit cannot be used where {unit} is needed."),
        N_("Write the unit; it is not guessed."),
    ),
    "calculation.units-differ": Sentence(
        N_("{unit} cannot be converted into {other}."),
        N_("Use a value in {other}, or say in the expression how one becomes the other."),
    ),
    "calculation.unknown-unit": Sentence(
        N_("“{unit}” is not a unit of the workbench."),
        N_("Use a unit of its table, such as mL, MBq/mL or car_cell/kg."),
    ),
    "calculation.unreadable": Sentence(N_("“{text}” cannot be read from column {column}: “{found}”."), N_("Correct the expression there.")),
}
