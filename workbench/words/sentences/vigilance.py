"""Sentences about reporting clocks, schedules of observations, alerts, and what a table rests on."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

_COMPARE = N_("Compare the line with its source, and give the file a new version.")
_CALL = N_("Call the physician, and note who was called, when, and that it was read back.")

SENTENCES: dict[str, Sentence] = {
    "vigilance.from-memory": Sentence(N_("{line}: from memory, not compared with the source."), _COMPARE),
    "vigilance.earlier-text": Sentence(N_("{line}: read in a text that has been replaced since."), _COMPARE),
    "vigilance.our-choice": Sentence(N_("{line}: a choice of the workbench, which no text prescribes."), N_("A site may set it otherwise.")),
    "clocks.element-missing": Sentence(N_("There is no case yet, and no clock by receipt runs: this is missing: {field}."), N_("Find it out.")),
    "clocks.start-missing": Sentence(N_("{clock} cannot start: its moment is missing ({start})."), N_("Enter when that was.")),
    "clocks.no-holidays": Sentence(
        N_("{clock}: the table of holidays is missing ({table}); the day told is the earliest that it can be."), N_("Add the year to the table.")
    ),
    "clocks.before-start": Sentence(N_("{clock}: the new information is older than the clock that runs."), N_("Look at the dates.")),
    "schedule.before-window": Sentence(N_("{line}, day {day}: the observation was made before its window."), N_("Enter it where it belongs.")),
    "schedule.reason-missing": Sentence(N_("{line}, day {day}: “not applicable” needs a reason."), N_("Write the reason.")),
    "alerts.no-alarm": Sentence(N_("This list is no bedside alarm: it sees only what has been entered.")),
    "alerts.after-death": Sentence(N_("Not judged, {field}: entered for {at}, after death."), N_("Look at the time, and at the patient.")),
    "alerts.fever": Sentence(N_("First fever: {value}."), _CALL),
    "alerts.ice": Sentence(N_("The ICE score fell from {before} to {now}."), _CALL),
    "alerts.oxygen": Sentence(N_("New need of oxygen."), _CALL),
    "alerts.vasopressor": Sentence(N_("New vasopressor: {now} now."), _CALL),
    "alerts.ferritin": Sentence(N_("Ferritin doubled within 24 h: {before} to {now}."), _CALL),
    "alerts.fibrinogen": Sentence(N_("Fibrinogen below 1.5 g/L: {now}."), _CALL),
    "alerts.neutrophils": Sentence(N_("500 neutrophils per µL or fewer: {days} days so far."), _CALL),
    "alerts.missed": Sentence(N_("Missed, more than 2 h late: {name}."), N_("Observe now, or write why it does not apply.")),
    "alerts.grade": Sentence(N_("{scale}: grade {now}, before {before}."), _CALL),
    "alerts.grade-lost": Sentence(N_("{scale}: cannot be graded now, before {before}."), N_("Enter what is missing.")),
}
