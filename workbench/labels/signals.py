"""The table of signal texts and colours: what warning labels say, by which norm, from which day to which."""
from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from workbench.formula.places import Places
from workbench.kernel.findings import Finding, Refused, stops
from workbench.labels.profiles import Texts

SIGNALS = "signals"
"""The name under which the table is kept among the label files."""
SOURCE = "resources/labels/README.md"
MUST = frozenset({"en", "ru", "ground", "letters", "ground_value", "letters_value", "norm", "verified"})
MAY = frozenset({"valid_from", "valid_until"})
LONGEST = 40_000


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal text: colours in words and as values, its norm, the days on which it is valid (both included; None: no such day known).

    ``verified`` is false until somebody of the site has compared the entry with the text of its norm.
    """

    name: str
    text: Texts
    ground: str
    letters: str
    ground_value: str
    letters_value: str
    norm: str
    verified: bool
    valid_from: date | None = None
    valid_until: date | None = None

    def valid(self, on: date) -> bool:
        """Whether the entry holds on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_until is None or on <= self.valid_until)


@lru_cache(maxsize=16)
def signals_of(text: str, file: str = "signals.toml") -> tuple[Signal, ...]:
    """The table that ``text`` says; ``Refused`` with every finding, each with file, line and place."""
    places, found = Places(text), list[Finding]()

    def say(code: str, place: str, **facts: str) -> None:
        found.append(stops(code, SOURCE, where=place, file=file, line=str(places.line(place)), place=place, **facts))

    if len(text) > LONGEST:
        raise Refused((stops("labels.file-too-long", SOURCE, file=file, line="1", place="file", longest=str(LONGEST)),))
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = str(places.of_error(str(error)))
        raise Refused((stops("labels.not-toml", SOURCE, file=file, line=line, place="file", detail=str(error)),)) from None
    if raw.get("end") != {}:
        say("labels.file-cut", "end")
    for section in raw.keys() - {"signals", "signal", "end"}:
        say("labels.section-unknown", section, name=section)
    entries = raw.get("signal", {})
    if not isinstance(entries, dict) or not entries:
        say("labels.section-missing", "signal", name="signal")
        entries = {}
    for name, entry in entries.items():
        _judge(name, entry, say)
    if found:
        raise Refused(found)
    return tuple(_signal(name, entry) for name, entry in entries.items())


def signal_texts(text: str, language: str, on: date) -> dict[str, str]:
    """The texts that hold on a day, by their names."""
    return {each.name: each.text[language] for each in signals_of(text) if each.valid(on)}


def _judge(name: str, entry: Any, say: Any) -> None:
    place = f"signal.{name}"
    if not isinstance(entry, dict):
        say("labels.value-wrong", place, key=name)
        return
    for key in sorted(MUST - entry.keys()):
        say("labels.key-missing", place, key=key)
    for key in sorted(entry.keys() - MUST - MAY):
        say("labels.key-unknown", place, key=key)
    for key, value in entry.items():
        right = isinstance(value, bool) if key == "verified" else type(value) is date if key in MAY else isinstance(value, str) and value.strip()
        if not right:
            say("labels.value-wrong", f"{place}.{key}", key=key)


def _signal(name: str, entry: Mapping[str, Any]) -> Signal:
    return Signal(
        name, Texts(entry["en"], entry["ru"]), entry["ground"], entry["letters"], entry["ground_value"], entry["letters_value"],
        entry["norm"], entry["verified"], entry.get("valid_from"), entry.get("valid_until"),
    )  # fmt: skip
