"""What a scanner does to a code, told from what arrived of a symbol whose content is known. Pure: nothing is repaired, only explained.

Every way in which the faults of the reference (barcodes.md 3, 4) can change the content is worked out, the simplest first; what arrived
is explained where it is exactly one of them. What is none of them is another code, or a fault that nobody knows by name.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.barcodes.layout import RUSSIAN
from workbench.kernel.findings import Finding, Severity, finding, stops
from workbench.scanners.records import ScannerCheck
from workbench.scanners.symbols import GS, SYMBOLS, TestSymbol

SOURCE = "reference on barcodes, 3: scanners that type"
GARBLED = "\x1a"
"""What the window puts before a digit that was typed with Alt."""
ALT = "".join(GARBLED + each for each in "029"), "".join(GARBLED + each for each in "0029")
SPELLED = ("<GS>", "<gs>", "[GS]", "{GS}", "(GS)", "^]", "\\x1d", "\\x1D", "\\u001d", "<0x1D>", "<1D>", "%1D", "~029", "~d029", "{0x1D}", "␝")
"""The separator in words, as scanners and their drivers write it."""
CASES = {"caps": str.swapcase, "upper": str.upper, "lower": str.lower}
_TO_RUSSIAN = str.maketrans(dict(RUSSIAN))
LEAST_OF_A_CUT = 4
"""Characters by which a part of a symbol is known as such."""
PARTIAL = {"cut", "added", "other", "layout"}
MOST_ADDED = 16
"""Characters before and behind a code that count as something that the scanner adds."""
CODES = {
    "russian": "scanner.russian-layout", "caps": "scanner.caps-lock", "upper": "scanner.one-case", "lower": "scanner.one-case",
    "lost": "scanner.separator-lost", "spelled": "scanner.separator-spelled", "alt": "scanner.separator-alt",
    "other": "scanner.separator-other", "doubled": "scanner.doubled", "cut": "scanner.cut", "added": "scanner.added",
    "aim": "scanner.aim-wrong", "layout": "scanner.other-layout",
}  # fmt: skip

UNDONE = {"russian": Severity.DECIDES, "caps": Severity.DECIDES}
"""What the reading of a scan undoes where an AIM identifier or the characters themselves show it: better set right."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of one symbol. ``framed``: between STX and an end; ``ended``: with Enter, or another end that the workbench knows;
    ``quick``: it was known as a scan, and not taken for what a person types; ``silence``: a port had to wait for its end."""

    raw: bytes
    framed: bool = True
    ended: bool = True
    quick: bool = True
    silence: bool = False

    @property
    def text(self) -> str:
        """Its characters; bytes that are none show as such."""
        return self.raw.decode(errors="replace")


@dataclass(frozen=True, slots=True)
class Explained:
    """Why ``Arrival`` is what it is: the names of the faults, whether the AIM identifier came, and a part of the text that shows the fault."""

    faults: tuple[str, ...]
    aim: bool
    detail: str = ""


def judge(symbol: TestSymbol, arrival: Arrival) -> tuple[Finding, ...]:
    """What the scanner does wrong with ``symbol``; nothing where it arrived as it should, with frame and AIM identifier."""
    explained = explain(symbol, arrival.text)
    if explained is None:
        return (stops("scanner.another-code", SOURCE, where=symbol.name, arrived=shown(arrival.text)),)
    facts = {"arrived": shown(arrival.text), "detail": shown(explained.detail)}
    found = [finding(CODES[each], UNDONE.get(each, Severity.STOPS), SOURCE, where=symbol.name, **facts) for each in explained.faults]
    if not arrival.ended:
        found.append(stops("scanner.suffix-missing", SOURCE, where=symbol.name))
    if not arrival.quick:
        found.append(stops("scanner.slow", SOURCE, where=symbol.name))
    if not explained.aim and "added" not in explained.faults:
        found.append(finding("scanner.aim-off", Severity.TELLS, SOURCE, where=symbol.name))
    if arrival.silence:
        found.append(finding("scanner.end-missing", Severity.TELLS, SOURCE, where=symbol.name))
    if not arrival.framed:
        found.append(finding("scanner.prefix-missing", Severity.TELLS, SOURCE, where=symbol.name))
    return tuple(found)


def summary(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each fault once, however many symbols show it, the gravest first."""
    once = {each.code: each for each in reversed(tuple(findings))}
    return tuple(sorted(once.values(), key=lambda each: (list(Severity).index(each.severity), each.code)))


def separator_proved(found: Sequence[tuple[TestSymbol, tuple[Finding, ...]]]) -> bool:
    """Whether every GS1 symbol of the sheet was scanned, and nothing about it was wrong: what only could be better does not count."""
    stopped = {symbol.name: any(each.severity is Severity.STOPS for each in findings) for symbol, findings in found}
    return all(stopped.get(each.name, True) is False for each in SYMBOLS if each.gs1)


def newest(checks: Iterable[ScannerCheck]) -> ScannerCheck | None:
    """The check of one scanner that counts."""
    return max(checks, key=lambda each: (each.at, each.id), default=None)


def recognised(text: str) -> TestSymbol | None:
    """The symbol of the sheet that ``text`` came of: one that it is whole, before one that it may be a changed part of."""
    explained = [(each, found) for each in SYMBOLS if (found := explain(each, text)) is not None]
    return min(explained, key=lambda each: (bool(PARTIAL & set(each[1].faults)), len(each[1].faults)))[0] if explained else None


def explain(symbol: TestSymbol, text: str) -> Explained | None:
    """The simplest reason why ``text`` came of ``symbol``; ``None`` where there is none."""
    predicted = _simplest(symbol)
    for made, whole in predicted:
        if text == whole:
            return made
    for made, whole in predicted:
        if text == whole + whole:
            return Explained((*made.faults, "doubled"), made.aim)
    return _part(text, predicted) or _replaced(symbol, text) or _retyped(symbol, text)


@cache
def _simplest(symbol: TestSymbol) -> tuple[tuple[Explained, str], ...]:
    """What may arrive of ``symbol``, by how little is wrong."""
    return tuple(sorted(_predicted(symbol), key=lambda each: len(each[0].faults)))


def _predicted(symbol: TestSymbol) -> Iterator[tuple[Explained, str]]:
    """Everything that may arrive of ``symbol``, whole and once: with and without AIM identifier, through a layout, in another case."""
    right = symbol.drawn.value
    heads: list[tuple[str, tuple[str, ...]]] = [("", ()), (right, ()), *((each, ("aim",)) for each in ("]C0", "]C1", "]d1", "]d2") if each != right)]
    separators: list[tuple[str, tuple[str, ...]]] = [(GS, ())]
    if symbol.gs1:
        separators += [("", ("lost",)), *((each, ("spelled",)) for each in SPELLED), *((each, ("alt",)) for each in ALT)]
        heads.append((GS, ()))
    for aim, aim_faults in heads:
        for mark, mark_faults in separators:
            sent = aim + symbol.carries.replace(GS, mark)
            for faults, typed in _typed(sent):
                yield Explained((*aim_faults, *mark_faults, *faults), aim not in ("", GS), mark), typed


def _typed(sent: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for layout, keys in ((("",), sent), (("russian",), sent.translate(_TO_RUSSIAN))):
        named = tuple(each for each in layout if each)
        yield named, keys
        for case, change in CASES.items():
            yield (*named, case), change(keys)


def _part(text: str, predicted: Sequence[tuple[Explained, str]]) -> Explained | None:
    """A code that was cut, or that has something before or behind it."""
    for made, whole in predicted:
        at = text.find(whole)
        if at >= 0 and 0 < len(text) - len(whole) <= MOST_ADDED:
            return Explained((*made.faults, "added"), made.aim, text[:at] + "…" + text[at + len(whole) :])
    if len(text) >= LEAST_OF_A_CUT:
        for made, whole in predicted:
            if whole.startswith(text) or whole.endswith(text):
                return Explained((*made.faults, "cut"), made.aim)
    return None


def _replaced(symbol: TestSymbol, text: str) -> Explained | None:
    """A separator that arrives as one to six other characters, the same in each place."""
    if not symbol.gs1:
        return None
    for aim in (symbol.drawn.value, ""):
        for faults, typed in _typed(aim + symbol.carries):
            first, *rest = typed.split(GS)
            pattern = re.escape(first) + "(?P<mark>.{1,6}?)" + "(?P=mark)".join(re.escape(each) for each in rest)
            found = re.fullmatch(pattern, text, re.DOTALL)
            if found is not None:
                return Explained((*faults, "other"), bool(aim), found["mark"])
    return None


def _retyped(symbol: TestSymbol, text: str) -> Explained | None:
    """As many characters as it has, its digits in their places, others not: a keyboard layout of another country."""
    for aim in (symbol.drawn.value, ""):
        whole = aim + symbol.carries
        if len(text) == len(whole) and not symbol.gs1 and symbol.name != "own":
            same = [at for at, each in enumerate(whole) if text[at] == each]
            if 2 * len(same) >= len(whole) and all(at in same for at, each in enumerate(whole) if each.isdigit()):
                wrong = next(at for at in range(len(whole)) if at not in same)
                return Explained(("layout",), bool(aim), f"{whole[wrong]} → {text[wrong]}")
    return None


def shown(text: str) -> str:
    """``text`` with its control characters in sight, the separator as ␝."""
    return "".join("␝" if each == GS else "Alt+" if each == GARBLED else each if each.isprintable() else f"<{ord(each):02X}>" for each in text)
