"""A specimen of a label, for training and inspection: example content, SPECIMEN across it, and numbers that nothing in a register has.

It is no label: nothing of it is kept, no scan can take it for one, and no count has it in it.
"""
from __future__ import annotations

from dataclasses import replace
from datetime import date

from workbench.barcodes import own
from workbench.documents.press import Press
from workbench.labels.content import said_signals
from workbench.labels.drawing import Artwork, draw
from workbench.labels.reading import profile_of
from workbench.labels.signals import signal_texts
from workbench.masters.example import FIRST, carries, example
from workbench.words.translation import Words

NO_BATCH, NO_SERIAL = "CT-0000-0000", "L0-0"
NOTHING = "000000000"
"""Batches are numbered from 1: no bag, no part of a batch and no pair has these digits."""
IDENTIFIERS = {
    "bag": own.Own(own.Kind.BAG, (NOTHING, "01")),
    "collection": own.Own(own.Kind.COLLECTION, ("0",)),
    "container": own.Own(own.Kind.PART, (NOTHING, own.CONTAINER, "001")),
    "sample": own.Own(own.Kind.PART, (NOTHING, own.SAMPLE, "001")),
    "lot": own.Own(own.Kind.LOT, ("0",)),
}
"""The code of a lot has four digits at least."""


def strip(words: Words) -> tuple[str, str]:
    """What stands across a specimen, long and short."""
    return words("SPECIMEN – NOT FOR USE"), words("SPECIMEN")


def specimen(name: str, text: str, press: Press, signals: str, on: date) -> Artwork:
    """The specimen of a label file in the language of ``press``; ``signals`` is the table of signal texts. Refused where it cannot be drawn."""
    profile = profile_of(text, f"{name}.toml")
    texts = signal_texts(signals, press.language, on) if signals else {}
    said_signals(profile, texts)
    usual = example(profile, press.words, FIRST, texts)
    long, short = strip(press.words)
    identifier = own.text(IDENTIFIERS.get(profile.identifier, own.Own(own.Kind.PAIR, (NOTHING, "01", own.SYRINGE))))
    values = dict(usual.values) | {
        "strip": long, "strip_short": short, "identifier": identifier, "batch": NO_BATCH, "serial": NO_SERIAL, "pair": "0-1", "coi": NOTHING,
    }  # fmt: skip
    symbols = carries(identifier, batch=NO_BATCH, serial=NO_SERIAL)
    said = replace(usual, identifier=identifier, values=tuple(sorted(values.items())), symbols=tuple(symbols.items()))
    return draw(profile, said, press)
