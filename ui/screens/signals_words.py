"""What the board of signals says: states, rules, figures. No sentence speaks of a cause."""
from __future__ import annotations

from workbench.surveillance.records import State
from workbench.surveillance.said import MATTERS, METHODS, STATE_WORDS, STOPS, caution, first_seen, monitor_name, seen_lines
from workbench.words.sentence import N_

__all__ = ["LIFE", "MATTERS", "METHODS", "STATES", "STEPS", "STOPS", "caution", "first_seen", "monitor_name", "seen_lines"]

LOOKS = {
    State.DETECTED: "await", State.VALIDATED: "progress", State.ASSESSED: "progress", State.ACTION: "progress", State.CLOSED: "closed",
    State.REFUTED: "closed",
}  # fmt: skip
STATES = {state: (look, STATE_WORDS[state]) for state, look in LOOKS.items()}
LIFE = (State.DETECTED, State.VALIDATED, State.ASSESSED, State.ACTION, State.CLOSED)
STEPS = {
    State.VALIDATED: (N_("Validate signal"), N_("I read the cases behind this signal and validate it.")),
    State.REFUTED: (N_("Refute"), N_("I read the cases behind this signal and refute it.")),
    State.ASSESSED: (N_("Assess"), N_("I assessed what this signal means for patients and product.")),
    State.ACTION: (N_("Decide the action"), N_("I decided what is done about this signal, as written here.")),
    State.CLOSED: (N_("Close"), N_("I checked that what was decided was done, and close this signal.")),
}
