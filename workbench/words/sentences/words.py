"""What is said of dates and times that cannot be read."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES = {
    "words.day-unreadable": Sentence(N_("“{raw}” is not a date that can be read in only one way"), N_("Write it as 14-Mar-2026")),
    "words.no-such-day": Sentence(N_("There is no day {raw}"), N_("Write a day that is in the calendar")),
    "words.time-unreadable": Sentence(N_("“{raw}” is not a time of day"), N_("Write it as 09:20, in 24 hours")),
    "words.time-twice": Sentence(N_("The clocks of {zone} show {raw} twice or not at all on that day"), N_("Write the time just before or after the change")),
}
