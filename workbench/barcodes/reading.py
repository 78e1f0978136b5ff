"""Reading a scan: the one place where the bytes of a scanner get a meaning, whole or not at all.

A scan is read by the standard that its first characters or its AIM identifier name, through the keyboard layout that they show. Nothing is
repaired and nothing is guessed: where two readings are possible, or a part is lost, it is refused with the reason, and scanned again.
"""
from __future__ import annotations

from workbench.barcodes import gs1, hibc, isbt, own
from workbench.barcodes.layout import ELEMENT_STRINGS, GTINS, Typed, typed
from workbench.barcodes.records import Layout, Read, Scan, Standard
from workbench.barcodes.refusing import refused
from workbench.kernel.findings import Refused

LONGEST = 500
"""Characters. The keyboard filter holds a few more, so that a scan that it cut is longer than this and refused."""
SOURCE = "barcodes.md"


def read(raw: bytes, *, separator_proved: bool = False) -> Scan:
    """What ``raw`` means: the UTF-8 of the characters that the scanner typed, without its own prefix and suffix.

    ``separator_proved``: the site has shown with the test symbol that this scanner sends GS1 separators; without it a lot number that looks
    like two elements is refused. Raises ``Refused`` with one finding: ``scan.empty``, ``scan.too-long``, ``scan.not-text``,
    ``scan.control``, ``scan.white-space``, ``scan.layout``, ``scan.prefix``, ``scan.unknown``, ``scan.ambiguous``, or what the standard's
    own reader refuses (``isbt.read``, ``gs1.read``, ``hibc.read``, ``own.read``).
    """
    shown = _text(raw)
    readings: list[tuple[Typed, Read]] = []
    refusals: list[Refused] = []
    for each in typed(shown):
        try:
            readings.append((each, _meaning(each, separator_proved)))
        except Refused as refusal:
            refusals.append(refusal)
    if len(readings) > 1:
        raise refused("ambiguous", SOURCE, shown)
    if not readings:
        raise next((each for each in refusals if each.findings[0].code != "scan.unknown"), refusals[0])
    keys, found = readings[0]
    return Scan(raw, keys.text, keys.aim, found.standard, keys.layout, keys.caps, found.values, found.checks)


def keyboard(raw: bytes) -> tuple[Layout, bool]:
    """The layout and Caps Lock that ``raw`` shows, whether it can be read or not: Latin without Caps Lock where nothing tells."""
    try:
        first = typed(_text(raw))[0]
    except Refused:
        return Layout.LATIN, False
    return first.layout, first.caps


def _text(raw: bytes) -> str:
    if not raw:
        raise refused("empty", SOURCE, "")
    try:
        shown = raw[: 4 * LONGEST + 4].decode()
    except UnicodeDecodeError:
        raise refused("too-long" if len(raw) > 4 * LONGEST else "not-text", SOURCE, raw[:LONGEST].decode(errors="replace")) from None
    if len(shown) > LONGEST:
        raise refused("too-long", SOURCE, shown)
    if any(each < " " and each != gs1.GS or "\x7f" <= each < "\xa0" for each in shown):
        raise refused("control", SOURCE, shown)
    return shown


def _meaning(keys: Typed, separator_proved: bool) -> Read:
    text = keys.text
    if keys.aim in GTINS:
        return gs1.read_gtin(text, GTINS[keys.aim])
    if text.startswith("SEC: ") and not keys.aim:
        return isbt.read_sec_text(text)
    if text.startswith("+") and keys.aim not in ELEMENT_STRINGS:
        return hibc.read(text)
    if any(each.isspace() and each != gs1.GS for each in text):
        raise refused("white-space", SOURCE, text)
    if keys.aim in ELEMENT_STRINGS:
        # ``]e0`` (GS1 DataBar) is also what Caps Lock makes of the ``]E0`` before a bare EAN-13.
        return gs1.read(text, told=keys.aim != "]e0", separator_proved=separator_proved)
    if text.startswith(("=", "&")):
        return _isbt(keys)
    if text.startswith("%"):
        return Read(Standard.OWN, (("id", str(own.read(text.encode()))),))
    if text and (text[0].isdigit() or text[0] == gs1.GS) and not keys.aim:
        return gs1.read(text, told=False, separator_proved=separator_proved)
    raise refused("unknown" if text else "empty", SOURCE, text)


def _isbt(keys: Typed) -> Read:
    """``&;`` of a nation's own data is also what Caps Lock makes of ``&:`` under ЙЦУКЕН: nothing in opaque data would tell."""
    found = isbt.read(keys.text)
    if keys.layout is Layout.RUSSIAN and not keys.aim and any(name[0] == "&" for name, _ in found.values):
        raise refused("ambiguous", SOURCE, keys.text)
    return found
