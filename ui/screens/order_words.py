"""How what belongs to an order is called on the screen."""

from __future__ import annotations

from ui.steps.reading import field_text, value_text
from workbench.calculation.evaluating import Value
from workbench.formula.records import Field
from workbench.orders.records import Channel
from workbench.words.sentence import N_
from workbench.words.translation import Words

CHANNELS = {Channel.PAPER: N_("On paper"), Channel.SCREEN: N_("On the screen"), Channel.TELEPHONE: N_("By telephone")}
MARKERS = {"negative": N_("Negative"), "reactive": N_("Reactive"), "not_evaluated": N_("Not evaluated")}
MARKER_LOOKS = {"negative": "released", "reactive": "rejected", "not_evaluated": "await"}


def channel_word(channel: Channel, words: Words) -> str:
    """How a version of an order came."""
    return words.marked(CHANNELS[channel])


def marker_word(status: str, words: Words) -> str:
    """What is known of a patient's infectious markers."""
    return words.marked(MARKERS.get(status, status))


def given_text(of: Field, value: Value, words: Words, zone: str) -> str:
    """A value of an order: with every digit that was typed, because a dose is never rounded for the eye."""
    return field_text(of, value, words, zone) if isinstance(value, str) else value_text(value, words, zone)
