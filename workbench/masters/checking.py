"""The proof of a label file: read, drawn with example content in both languages, decoded at every resolution that it allows. Pure."""
from __future__ import annotations

from datetime import date
from functools import lru_cache

from workbench.documents.press import Press
from workbench.kernel.findings import Finding, Refused
from workbench.labels.content import said_signals
from workbench.labels.drawing import Artwork, draw
from workbench.labels.profiles import DPI, Profile
from workbench.labels.proof import prove
from workbench.labels.reading import profile_of
from workbench.labels.signals import SIGNALS, signal_texts, signals_of
from workbench.masters.example import examples

PROVED = 2
"""The first print and the duplicate: all other examples carry the symbols of one of these."""


@lru_cache(maxsize=128)
def check(name: str, text: str, presses: tuple[Press, ...], signals: str, on: date) -> tuple[Finding, ...]:
    """Everything that is wrong with a label file, or with the table of signals; empty when it may be approved.

    ``presses`` is one press for each language of labels; ``signals`` is the text of the table that the label would be printed with.
    Kept for the same text and the same presses: the second signature asks for the same proof as the first.
    """
    try:
        if name == SIGNALS:
            signals_of(text, f"{name}.toml")
            return ()
        profile = profile_of(text, f"{name}.toml")
    except Refused as refused:
        return refused.findings
    found: dict[Finding, None] = {}
    for press in presses:
        texts = signal_texts(signals, press.language, on) if signals else {}
        try:
            said_signals(profile, texts)
        except Refused as refused:
            return refused.findings
        for place, each in enumerate(examples(profile, press.words, texts)):
            try:
                artwork = draw(profile, each, press)
                for dpi in allowed(profile) if place < PROVED else ():
                    prove(artwork, dpi)
            except Refused as refused:
                found |= dict.fromkeys(refused.findings)
    return tuple(found)


def allowed(profile: Profile) -> tuple[int, ...]:
    """The resolutions of printers that the profile may be printed on."""
    return tuple(dpi for dpi in DPI if dpi >= profile.least_dpi)


def pictures(name: str, text: str, press: Press, signals: str, on: date) -> tuple[Artwork, ...]:
    """The label as it comes out with each example, for whoever reads it before signing; ``Refused`` when it cannot be drawn."""
    profile = profile_of(text, f"{name}.toml")
    texts = signal_texts(signals, press.language, on) if signals else {}
    said_signals(profile, texts)
    return tuple(draw(profile, each, press) for each in examples(profile, press.words, texts))
