"""Sentences about signals in the register: their life, what they stop, and what lifts it. None of them speaks of a cause."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

_ANOTHER = N_("Another person does it.")
_WHY = N_("Write why, in a few words.")
_LIFT = N_("A supervisor or responsible person lifts the stop at signal {number}, with the reason, and signs.")

SENTENCES: dict[str, Sentence] = {
    "surveillance.why-missing": Sentence(N_("The reason is missing."), _WHY),
    "surveillance.no-bags": Sentence(N_("No infused bag stands behind the signal."), N_("Choose the bags that it is about.")),
    "surveillance.not-flagged": Sentence(N_("The rule does not flag this any more."), N_("Look at the board again; a signal can also be opened by hand.")),
    "surveillance.kept-before": Sentence(N_("This is kept already, as signal {number}, which is open."), N_("Go on with that signal.")),
    "surveillance.not-found": Sentence(N_("This is not known here."), N_("Choose it from the list.")),
    "surveillance.no-such-step": Sentence(N_("Signal {number} is {state}: it cannot be {to} now."), N_("Its life goes one step after the other.")),
    "surveillance.own-signal": Sentence(N_("You detected signal {number}: who detects does not validate, refute or close."), _ANOTHER),
    "surveillance.own-assessment": Sentence(N_("You assessed signal {number}: who assesses does not close."), _ANOTHER),
    "surveillance.still-stopped": Sentence(N_("Signal {number} still stops something: {stop} ({subject})."), N_("Lift it first, with the reason.")),
    "surveillance.change-open": Sentence(N_("Change control {change} of signal {number} is open."), N_("Say first what came of it.")),
    "surveillance.over": Sentence(N_("Signal {number} is {state}: nothing more is done by it."), N_("Keep or open another signal.")),
    "surveillance.stopped-before": Sentence(N_("This is in force already, by signal {number}: {stop} ({subject})."), N_("Nothing more is needed.")),
    "surveillance.lifted-before": Sentence(N_("This stop of signal {number} was lifted already."), N_("Nothing more is needed.")),
    "surveillance.no-subject": Sentence(N_("What it is about is not known here."), N_("Choose the lot or product, or write what is to change.")),
    "surveillance.change-closed": Sentence(N_("Change control {change} has ended already."), N_("Open another one.")),
    "surveillance.own-change": Sentence(N_("You opened change control {change}: who opens does not end it."), _ANOTHER),
    "surveillance.batch-held": Sentence(
        N_("Batch {batch} and its bags that were not handed out are held by signal {number}."),
        N_("When the stop is lifted, each batch is resumed by its own signed decision."),
    ),
    "batch.stopped-by-signal": Sentence(N_("Signal {number} stands against it: {stop} ({subject}). Reason: {why}"), _LIFT),
    "custody.held-by-signal": Sentence(N_("Bag {bag} is held by signal {number}. Reason: {why}"), _LIFT),
    "custody.infused-while-held": Sentence(
        N_("Bag {bag} was given although signal {number} held it."), N_("A supervisor assesses the deviation; tell the physician.")
    ),
    "stock.held-by-signal": Sentence(N_("Lot {lot} of {name} is held by signal {number}. Reason: {why}"), _LIFT),
}
