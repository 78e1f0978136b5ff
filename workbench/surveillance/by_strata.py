"""Like held against like, in the words of the reader: what is held, what is not, and the comparisons as lines of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.surveillance.drawn import figure
from workbench.surveillance.strata import Compared, Divided
from workbench.words.findings import told
from workbench.words.translation import Words


@dataclass(frozen=True, slots=True)
class Likes:
    """A heading (what divides, with its strata and their bags) and the lines below it: what is compared, and its figures."""

    heading: str
    lines: tuple[tuple[str, ...], ...]


def heads(words: Words) -> tuple[str, ...]:
    """What the figures of a line are."""
    return words("Lot or third"), words("Crude"), words("Within strata, 95 %"), words("p"), words("Alike, p")


def not_held(found: Sequence[Divided], words: Words) -> list[str]:
    """What bags were to be divided by and cannot be: no order holds it. Nothing is guessed in its place."""
    said = []
    for each in found:
        if not each.held:
            why = words("{name}: not held, no order of this product asks for it.") if each.asked is None else words("{name}: not held, no order has a value.")
            said.append(why.format(name=name_of(each, words)))
    return said


def lots_within(found: Sequence[Divided], words: Words) -> list[Likes]:
    """Each lot against all other bags, within the strata of each division that is held."""
    return [Likes(_heading(each, words), tuple(_line(one, one.name, words) for one in each.lots)) for each in found if each.held and each.lots]


def attribute_within(found: Sequence[Divided], attribute: str, words: Words) -> list[Likes]:
    """The upper third of this attribute against all other bags, within the strata of each division that is held."""
    made = []
    for each in found:
        mine = [one for one in each.attributes if one.name == attribute]
        if each.held and mine:
            made.append(Likes(_heading(each, words), tuple(_line(one, words("upper third"), words) for one in mine)))
    return made


def told_within(found: Sequence[Divided], words: Words) -> list[str]:
    """What must be said with the comparisons: how many they are, and which strata tell nothing."""
    results = [one.result for each in found for one in (*each.lots, *each.attributes)]
    codes = ("signals.many-comparisons", "signals.strata-left-out")
    return list(dict.fromkeys(told(each, words).what for one in results for each in one.odds_ratio.basis.told if each.code in codes))


def name_of(found: Divided, words: Words) -> str:
    """What divides the bags."""
    name = found.division.name
    return name.ru if words.language == "ru" else name.en


def _heading(found: Divided, words: Words) -> str:
    options: Mapping[str, str] = {}
    if found.asked is not None:
        options = {code: text[words.language] for code, text in zip(found.asked.options, found.asked.option_texts, strict=False)}
    parts = [f"{options.get(value, value)} {bags}" for value, bags in found.strata]
    if found.without:
        parts.append(words("without a value, in none: {n}").format(n=found.without))
    return f"{name_of(found, words)}: {', '.join(parts)}"


def _line(one: Compared, name: str, words: Words) -> tuple[str, ...]:
    result = one.result
    common = result.odds_ratio
    crude = "–" if result.crude is None else figure(result.crude, words)
    within = "–"
    if common.value is not None and common.low is not None and common.high is not None:
        ends = words("{low} to {high}").format(low=figure(common.low, words), high=figure(common.high, words))
        within = f"{figure(common.value, words)} ({ends})"
    p, alike = (("–" if each.p is None else figure(each.p, words, 3)) for each in (result.corrected, result.homogeneity))
    return name, crude, within, p, alike
