"""Generated scans: right ones, and what keyboards, scanners and damage make of them. No crash, no meaning other than the oracle's.

``SCANS=1000000`` in the environment sets their number; without it there are few, for every run of the tests.
"""
from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable

import pytest

from tests.barcodes.scan_makers import GS, KEYS, LATIN, MAKERS, SINGLE, Made, isbt, number, through, weighed
from tests.barcodes.scan_oracle import meaning
from workbench.barcodes.isbt import read_typed_number
from workbench.barcodes.reading import read
from workbench.barcodes.records import Scan
from workbench.kernel.findings import Refused

SCANS = int(os.environ.get("SCANS", "20000"))
SEED = int(os.environ.get("SEED", "128"))
EVERY = "".join(map(chr, range(32, 127))) + GS
NOISE = EVERY + "ЪъФфЫыБбЮю№ёЁ\n\x00\x7fé😀\u200e"

Fate = tuple[str, str, bool, tuple[str, dict[str, str]] | None]
"""What happened, the characters that arrive, whether they must be refused, and what they may mean if they are not."""


def unharmed(of: random.Random, made: Made) -> Fate:
    """Right, through any keyboard that can be told."""
    sent, _, _ = through(of, made.text, made.aim, caps_told=not made.cased)
    return "unharmed", sent, False, (made.standard, made.values)


def substituted(of: random.Random, made: Made) -> Fate:
    """One character misread."""
    at = of.randrange(len(made.text)) if not made.covered or of.random() < 0.4 else of.choice(made.covered)
    other = of.choice([each for each in EVERY if each != made.text[at]])
    text = made.text[:at] + other + made.text[at + 1 :]
    told = made.aim if of.random() < 0.5 else ""
    return "substituted", told + text, at in made.covered, meaning(text)


def damaged(of: random.Random, made: Made) -> Fate:
    """Cut, a character lost, one too many, two neighbours swapped, or several of it."""
    text = made.text
    for _ in range(of.choice([1, 1, 1, 2, 3])):
        at = of.randrange(len(text)) if text else 0
        text = of.choice([text[:at], text[at:], text[:at] + text[at + 1 :], text[:at] + of.choice(EVERY) + text[at:], text[:at] + text[at : at + 2][::-1] + text[at + 2 :]])
    told = made.aim if of.random() < 0.5 else ""
    return "damaged", told + text, False, meaning(text)


def unseparated(of: random.Random, made: Made) -> Fate:
    """The group separator lost, spelled out, or typed as its decimal number."""
    text = made.text.replace(GS, of.choice(["", "", "<GS>", "029", "0029"]))
    kept = (made.standard, made.values) if len(made.parts) > 1 or GS not in made.text else None
    return "unseparated", (made.aim if of.random() < 0.5 else "") + text, False, kept


def together(of: random.Random, made: Made) -> Fate:
    """Two scans run together, with their AIM identifiers or without."""
    other = of.choice(MAKERS)(of) if of.random() < 0.5 else made
    told = of.random() < 0.5
    sent = (made.aim + made.text + other.aim + other.text) if told else made.text + other.text
    return "together", sent, told, None if told else meaning(sent)


def mistyped(of: random.Random, made: Made) -> Fate:
    """Half of it through one layout, half through the other, as when somebody switches in between."""
    at = of.randrange(1, len(made.text))
    sent = made.text[:at].translate(KEYS) + made.text[at:] if of.random() < 0.5 else made.text[:at] + made.text[at:].translate(KEYS)
    same = sent in (made.text, made.text.translate(KEYS))
    return "mistyped", sent, False, (made.standard, made.values) if same else meaning(sent) if sent.isascii() else None


def noise(of: random.Random, made: Made) -> Fate:
    """Anything at all."""
    sent = of.choice(["", made.aim, "=", "&", "+", "%", "01", "]d2"]) + "".join(of.choices(NOISE if of.random() < 0.5 else EVERY, k=of.randint(0, 40)))
    plain = sent[3:] if sent.startswith("]") else sent
    return "noise", sent, False, meaning(plain) if plain else None


FATES: tuple[Callable[[random.Random, Made], Fate], ...] = (
    unharmed, unharmed, unharmed, substituted, substituted, damaged, damaged, unseparated, together, mistyped, noise,
)  # fmt: skip


def read_or_refused(sent: str) -> Scan | str:
    """The scan, or the code of the one finding with which it is refused."""
    try:
        return read(sent.encode("utf-8", "surrogatepass"))
    except Refused as refusal:
        (found,) = refusal.findings
        return found.code


def test_no_wrong_meaning_is_accepted() -> None:
    of = random.Random(SEED)
    counted: Counter[tuple[str, bool]] = Counter()
    wrong: list[tuple[str, str, object]] = []
    for _ in range(SCANS):
        made = of.choice(MAKERS)(of)
        fate, sent, refused, means = of.choice(FATES)(of, made)
        scan = read_or_refused(sent)
        counted[fate, isinstance(scan, Scan)] += 1
        if isinstance(scan, Scan) and (refused or means is None or (scan.standard.value, dict(scan.values)) != means or scan.raw != sent.encode()):
            wrong.append((fate, sent, (means, scan.values)))
    shown = {fate: f"{counted[fate, True]} read, {counted[fate, False]} refused" for fate, _ in sorted(counted)}
    print(f"{SCANS} scans: {shown}")
    assert not wrong, wrong[:10]
    assert counted["unharmed", True] > 0.9 * (counted["unharmed", True] + counted["unharmed", False])


def test_every_right_scan_is_read_when_everything_is_told() -> None:
    """With its AIM identifier, through any layout and Caps Lock, from a scanner that is known to send separators."""
    of = random.Random(SEED + 1)
    for _ in range(max(1000, SCANS // 20)):
        made = of.choice(MAKERS)(of)
        sent = made.aim + made.text
        for typed in (sent, sent.translate(KEYS), sent.swapcase(), sent.translate(KEYS).swapcase()):
            scan = read(typed.encode(), separator_proved=True)
            assert (scan.standard.value, dict(scan.values), scan.aim) == (made.standard, made.values, made.aim), typed


@pytest.mark.parametrize("maker", sorted(set(MAKERS), key=lambda each: each.__name__), ids=lambda each: each.__name__)
def test_every_single_character_substitution_is_refused_where_a_check_travels(maker: Callable[[random.Random], Made]) -> None:
    of = random.Random(SEED + 2)
    tried = 0
    while tried < max(2000, SCANS // 20):
        made = maker(of)
        for at in made.covered:
            for other in of.sample(EVERY, 3):
                if other != made.text[at]:
                    tried += 1
                    for told in ("", made.aim):
                        assert not isinstance(read_or_refused(told + made.text[:at] + other + made.text[at + 1 :]), Scan), (made.text, at, other)


def test_every_substitution_and_swap_in_a_typed_number_is_refused() -> None:
    of = random.Random(SEED + 3)
    for _ in range(20):
        din = number(of)
        typed = din + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"[weighed(din)]
        assert read_typed_number(typed) == din
        for at in range(14):
            others = [typed[:at] + other + typed[at + 1 :] for other in EVERY if other != typed[at]]
            swapped = typed[:at] + typed[at : at + 2][::-1] + typed[at + 2 :]
            for each in (*others, *([swapped] if swapped != typed else [])):
                with pytest.raises(Refused):
                    read_typed_number(each)


def test_the_makers_make_every_structure_and_every_key() -> None:
    of = random.Random(SEED + 4)
    made = [isbt(of) for _ in range(2000)]
    assert {name for each in made for name in each.values} == {*SINGLE, "023"}
    assert len(set(LATIN)) == len(LATIN)
