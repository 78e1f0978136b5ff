"""What the window says, read back: from the sentences in sight to the findings that they stand for."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import Formatter

from workbench.kernel.findings import Finding, stops
from workbench.words.sentences import all_sentences
from workbench.words.translation import Words

WINDOW = "the window"
NOT_SAID = "…"
LEAST = 12
"""Letters of a sentence that are its own: a shorter one is looked for only where the case names it, for anything could say it."""


def read_finding(code: str, texts: Iterable[str], words: Words) -> Finding | None:
    """The finding of this code, if one of ``texts`` says its sentence (what it is, or what lifts it), with its facts as they are shown."""
    sentence = all_sentences()[code]
    kept, said = tuple(texts), dict[str, str]()
    told = False
    for template in filter(None, (sentence.what, sentence.lifted)):
        found = next((match for text in kept if (match := _pattern(words.marked(template)).search(text))), None)
        if found is not None:
            told = True
            said = {name: value for name, value in found.groupdict().items() if value} | said
    if not told:
        return None
    return stops(code, WINDOW, **{name: said.get(name, NOT_SAID) for part in (sentence.what, sentence.lifted) for name in _names(part)})


def read_findings(texts: Iterable[str], words: Words) -> tuple[Finding, ...]:
    """Every finding whose sentence is said, the one with most words of its own first."""
    kept = tuple(texts)
    found: list[tuple[int, Finding]] = []
    for code, sentence in all_sentences().items():
        if len(_own(sentence.what)) >= LEAST and any(_pattern(words.marked(sentence.what)).search(text) for text in kept):
            made = read_finding(code, kept, words)
            if made is not None:
                found.append((len(_own(sentence.what)), made))
    return tuple(each for _, each in sorted(found, key=lambda pair: -pair[0]))


@lru_cache(maxsize=4096)
def _pattern(template: str) -> re.Pattern[str]:
    """The template with something in the place of each fact. A full stop ends a sentence: the point in 0.95 does not."""
    said, known = "", set[str]()
    for literal, name, _, _ in Formatter().parse(template):
        said += re.escape(literal)
        if name is not None:
            said += rf"(?P<{name}>.*?)" if name not in known else r".*?"
            known.add(name)
    end = "$" if said.endswith("?)") else r"(?=\s|\Z)" if said.endswith(r"\.") else ""
    return re.compile(said + end, re.DOTALL)


def _own(template: str) -> str:
    return "".join(literal for literal, _, _, _ in Formatter().parse(template))


def _names(template: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(template) if name)
