"""Sentences about grades: why a grade is what it is, and why there is none."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

_ENTER = N_("Enter it, or let a clinician grade by hand with the reason.")
_COMPARE = N_("Compare the line with its source, and give the file a new version.")
_CORRECT = N_("Look at the source, and correct the value or its unit.")

CANNOT: dict[str, Sentence] = {
    "grading.missing": Sentence(N_("Cannot grade without this: {field}."), _ENTER),
    "grading.impossible": Sentence(N_("Cannot grade, {field}: {value} is outside what can be ({low} to {high}). Another unit?"), _CORRECT),
    "grading.negative": Sentence(N_("Cannot grade, {field}: {value} is negative."), _CORRECT),
    "grading.number": Sentence(N_("Cannot grade, {field}: “{value}” is no number, or can be read in two ways."), _CORRECT),
    "grading.zero": Sentence(N_("Cannot grade, {field}: it is zero, and has to be more."), _CORRECT),
    "grading.limits-cross": Sentence(N_("Cannot grade: the lower limit of normal is above the upper."), _CORRECT),
    "grading.not-whole": Sentence(N_("Cannot grade, {field}: {value} is not a whole number. Another unit?"), _CORRECT),
    "grading.unit-missing": Sentence(N_("Cannot grade, {field}: the unit is missing ({known})."), _ENTER),
    "grading.unit-other": Sentence(N_("Cannot grade, {field}: the criteria are not stated in {unit}, but in {known}."), _CORRECT),
    "grading.word-unknown": Sentence(N_("Cannot grade, {field}: “{value}” is not one of {known}."), N_("Write one of them.")),
    "grading.line-broken": Sentence(
        N_("Cannot grade: the line is broken ({cells} cells instead of {width}, or a quotation mark left open)."), N_("Correct the line.")
    ),
    "grading.crs-flow-differs": Sentence(N_("Cannot grade: the oxygen device and the flow contradict each other."), _CORRECT),
    "grading.crs-cannula-low": Sentence(
        N_("Cannot grade: a high-flow cannula means more than 6 L/min, and the flow is not more."), N_("Correct the device or the flow.")
    ),
    "grading.icaht-runs-cross": Sentence(N_("Cannot grade: more days with 100 neutrophils per µL or fewer than with 500 or fewer."), _CORRECT),
    "grading.icaht-days-cross": Sentence(N_("Cannot grade: more days below a lower number of platelets than below a higher one."), _CORRECT),
    "grading.icaht-no-run": Sentence(N_("Cannot grade: a run that never ends, and no day with 500 neutrophils per µL or fewer."), _CORRECT),
    "grading.icaht-no-counts": Sentence(N_("Cannot grade: no neutrophil count from day {first} to day {last} that may be used."), _ENTER),
    "grading.icaht-run-open": Sentence(
        N_("Cannot grade: days with few neutrophils border on more than seven days without a count; the run may have gone on."), _ENTER
    ),
    "grading.platelets-none-counted": Sentence(N_("Cannot grade: no platelet count from day {first} to day {last} that may be used."), _ENTER),
    "grading.platelets-open": Sentence(
        N_("Cannot grade: days with few platelets border on more than seven days without a count; there may be more of them."), _ENTER
    ),
    "grading.icaht-ends-differ": Sentence(N_("The rows of one patient say different days of this: {field}."), _CORRECT),
    "grading.icaht-rows-wrong": Sentence(N_("Cannot grade: there are rows that cannot be used ({rows})."), N_("Correct the rows, and grade again.")),
    "grading.icaht-after-end": Sentence(N_("Left out: day {day} is after the last follow-up (day {last})."), _CORRECT),
    "grading.tls-ionised": Sentence(
        N_("Ionised calcium is not graded: the sources print values for it that contradict each other."), N_("Enter the corrected total calcium.")
    ),
    "grading.ctcae-no-version": Sentence(N_("Cannot grade: CTCAE version “{version}” is not here, only {known}."), N_("Name a version that is.")),
    "grading.ctcae-no-term": Sentence(N_("Cannot grade: CTCAE v{version} has no laboratory term “{term}” here."), N_("Choose a term of that version.")),
    "grading.ctcae-versions-differ": Sentence(
        N_("Cannot grade: by CTCAE v{one} it is {grade_one}, by v{other} {grade_other}; versions are not mixed."), N_("Name one version.")
    ),
    "grading.table-wrong": Sentence(N_("{file}: {place}: “{reason}” is missing, not known or not written as it must be."), N_("Correct the file.")),
    "grading.rules-mixed": Sentence(
        N_("Grades of {scale} by several rules ({rules}) are not shown as one series."), N_("Choose the grades of one rule.")
    ),
}

CRS: dict[str, Sentence] = {
    "grading.crs-no-fever": Sentence(N_("No fever of 38.0 °C or more and no treatment of CRS before: not CRS.")),
    "grading.crs-other-cause": Sentence(N_("The fever has another cause: not CRS.")),
    "grading.crs-resolved": Sentence(N_("After treatment neither hypotension nor need of oxygen: no CRS now.")),
    "grading.crs-fever": Sentence(N_("Fever without hypotension and without need of oxygen.")),
    "grading.crs-hypotension": Sentence(N_("Hypotension without a vasopressor.")),
    "grading.crs-vasopressor": Sentence(N_("Hypotension that needs one vasopressor, with or without vasopressin.")),
    "grading.crs-vasopressors": Sentence(N_("Hypotension that needs several vasopressors, vasopressin not counted.")),
    "grading.crs-low-flow": Sentence(N_("Oxygen by low flow: up to 6 L/min, or blow-by.")),
    "grading.crs-high-flow": Sentence(N_("Oxygen by high flow (more than 6 L/min) or by mask.")),
    "grading.crs-positive-pressure": Sentence(N_("Ventilation with positive pressure: CPAP, BiPAP or intubation.")),
    "grading.crs-death": Sentence(N_("Death due to CRS.")),
}

ICANS: dict[str, Sentence] = {
    "grading.icans-none": Sentence(N_("No sign of ICANS.")),
    "grading.icans-ice": Sentence(N_("By the ICE score.")),
    "grading.icans-capd": Sentence(N_("By the CAPD score.")),
    "grading.icans-consciousness": Sentence(N_("By reduced consciousness.")),
    "grading.icans-seizure": Sentence(N_("By seizures.")),
    "grading.icans-weakness": Sentence(N_("By deep focal weakness.")),
    "grading.icans-oedema": Sentence(N_("By oedema of the brain.")),
    "grading.icans-posturing": Sentence(N_("By posturing, sixth nerve palsy, papilloedema or Cushing's triad.")),
    "grading.icans-death": Sentence(N_("Death due to ICANS.")),
    "grading.ice-sum": Sentence(N_("Sum of the parts: {points} of 10.")),
}

COUNTS: dict[str, Sentence] = {
    "grading.icaht-days": Sentence(N_("Longest run with 500 neutrophils per µL or fewer: {days} days; with 100 or fewer: {days_100} days.")),
    "grading.icaht-never-recovered": Sentence(N_("Never more than 500 neutrophils per µL again.")),
    "grading.icaht-late-none": Sentence(N_("No two counts of 1500 neutrophils per µL or fewer after day 30.")),
    "grading.icaht-nadir": Sentence(N_("Lowest counts after day 30: {count} neutrophils per µL or fewer.")),
    "grading.icaht-nadir-single": Sentence(N_("The only count after day 30: {count} neutrophils per µL or fewer.")),
    "grading.icaht-platelets": Sentence(N_("{days} days with platelets below {few} × 10⁹/L.")),
    "grading.icaht-platelets-none": Sentence(N_("No day with platelets below the limits.")),
    "grading.platelets-filled": Sentence(N_("Days without a count are filled between their neighbours, a choice of the workbench.")),
    "grading.icaht-so-far": Sentence(N_("So far: counts up to day {day} of {last}.")),
    "grading.tls-day-of-infusion": Sentence(N_("The day of the infusion is taken for the day of therapy.")),
    "grading.tls-outside": Sentence(N_("Outside day {first} to day {last} of therapy: no tumour lysis by definition.")),
    "grading.tls-no-laboratory": Sentence(N_("No laboratory tumour lysis: {met} of the 2 criteria that are needed.")),
    "grading.tls-laboratory-only": Sentence(N_("Laboratory tumour lysis ({met} criteria) without clinical signs.")),
    "grading.tls-clinical": Sentence(N_("Clinical tumour lysis, by this: {field}.")),
    "grading.tls-from-memory": Sentence(N_("The levels of arrhythmia and seizure are from memory, not compared with the source.")),
    "grading.tls-death": Sentence(N_("Death due to tumour lysis.")),
    "grading.ctcae-met": Sentence(N_("{term}, CTCAE v{version}: {criterion}.")),
    "grading.ctcae-none": Sentence(N_("{term}, CTCAE v{version}: no criterion is met.")),
}

CLINICAL: dict[str, Sentence] = {
    "grading.clinician-graded": Sentence(
        N_("Graded by the clinician.")
    ),
    "grading.clinician-awaited": Sentence(N_("The clinician has not graded yet."), N_("Ask the clinician for the grade.")),
    "grading.clinician-grade": Sentence(N_("A grade from {low} to {high}, or none, is needed; {value} was given."), N_("Give a grade of the scale.")),
    "grading.clinician-reason": Sentence(N_("A grade needs the clinician who gives it, and the reason."), N_("Write the reason.")),
    "grading.checklist-item": Sentence(N_("“{item}” is not in the checklist."), N_("Choose an item of the list.")),
    "grading.checklist-unread": Sentence(
        N_("The checklist is from memory and grades nothing by itself; the clinician grades."), _COMPARE
    ),
}

SENTENCES: dict[str, Sentence] = {**CLINICAL, **CANNOT, **CRS, **ICANS, **COUNTS}
