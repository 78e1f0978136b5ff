"""What characters mean by the standards, said a second time and another way: by patterns over the whole text, without the program's readers.

It says what a text *would* mean; whether it may be believed (a separator may be lost, another layout possible) is not asked here. So what the
program accepts must have this meaning, and what has none here must be refused.
"""
from __future__ import annotations

import re
from datetime import UTC, datetime

from tests.barcodes.scan_makers import GS, HIBC, digit, weighed

Meaning = tuple[str, dict[str, str]]

_F = "[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}"
_STRUCTURES = {
    "001": rf"=(?P<_>{_F}[0-9]{{8}}[0-9]{{2}})", "002": "=%(?P<_>[0-9A-Za-z]{2}[0-9A-Z]0)", "003": "=<(?P<_>[A-Z][0-9A-Z]{4}[0-9A-Za-z][0-9A-Z][0-9a-z])",
    "004": "=>(?P<_>[0-9]{6})", "005": "&>(?P<_>[0-9]{10})", "006": r"=\*(?P<_>[0-9]{6})", "007": r"&\*(?P<_>[0-9]{10})",
    "008": r"=\}(?P<_>[0-9]{6})", "009": r"&\}(?P<_>[0-9]{10})", "010": r"&\((?P<_>[0-9A-Z]{5})", "012": r"=\\(?P<_>[0-9]{18})",
    "017": r"=\)(?P<_>[0-9A-Zyz][0-9A-Z]{2}[0-9A-Za-z]{7})", "018": r"&\)(?P<_>[0-9A-Za-z]{10})", "019": rf"=;(?P<_>{_F}[0-9]{{16}})",
    "020": rf"='(?P<_>{_F}[0-9A-Z]{{6}})", "021": "=-(?P<_>[0-9A-Z]{2}[0-9A-Za-z]{8})", "022": "&-(?P<_>[0-9A-Za-z]{10})",
    "023": r"=\+(?P<_>[0-9]{5})", "024": "=#(?P<_>[0-9]{10})", "025": "&#(?P<_>[0-9]{4}[0-9A-Za-z]+)", "026": r"=\](?P<_>[0-9]{6})",
    "029": r"&\$(?P<_>[0-9]{2}(?:[0-9]{14})+)", "031": r"=\((?P<_>[0-9]{16})", "032": "=,(?P<_>[0-9A-Z]{6})",
    "033": r"&\+(?P<_>[A-NP-Z0-9]{5}[0-9A-Z]{6})", "034": "=/(?P<_>[A-NP-Z0-9]{5}[0-9A-Z]{11})", "035": "&,1(?P<_>[0-9A-Z]{18})",
    "038": "&,4(?P<_>[0-9A-Za-z]{40})", "039": "&:(?P<_>[1-9][0-9]{3}[0-9A-Z]{13}[0-9]{2})", "040": rf"&/(?P<_>CH{_F}[0-9]{{2}}[0-9A-Z]{{6}})",
}  # fmt: skip
_ONE = {name: re.compile(pattern) for name, pattern in _STRUCTURES.items()}
_PAIRS = {"001 002", "001 003", "001 032", "003 005", "017 018", "021 022", "024 025"}
_NATIONAL = re.compile(r"(&[a-z;!])([!-~]+)")


def _when(text: str, form: str) -> datetime:
    return datetime.strptime(text, form).replace(tzinfo=UTC)


def meaning(text: str) -> Meaning | None:
    """Standard and values of ``text``; ``None`` where it has none."""
    if text[:1] in ("=", "&"):
        values = _isbt(text)
        return ("isbt128", values) if values else None
    if text[:1] == "+":
        values = _hibc(text)
        return ("hibc", values) if values else None
    if text[:1] == "%":
        return ("own", {"id": text}) if _own(text) else None
    values = _gs1(text)
    if not values:
        return None
    marking = {"01", "21"} <= set(values) and ({"91", "92"} <= set(values) or "93" in values)
    return "marking" if marking else "gs1", values


def _isbt(text: str) -> dict[str, str] | None:
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        national = _NATIONAL.fullmatch(text, at)
        if national and not text.startswith("=+"):
            found.append((national[1], national[2]))
            break
        step = next(((name, match) for name, form in _ONE.items() if (match := form.match(text, at))), None)
        if step is None:
            return None
        name, match = step
        content = _sized(name, match["_"])
        if content is None or not _real(name, content):
            return None
        found.append((name, content))
        at = match.start("_") + len(content)
    names = [name for name, _ in found]
    joined = len(names) == 1 or names[0] == "023" or " ".join(names) in _PAIRS or (len(names) == 2 and names[1][0] == "&")
    counted = names[0] != "023" or (int(found[0][1][:2]) == len(names) - 1 > 0 and found[0][1][2:] in ("000", "034", "035", "036", "037"))
    return dict(found) if joined and counted and len(set(names)) == len(names) and names.count("023") == (names[0] == "023") else None


def _sized(name: str, content: str) -> str | None:
    """The content as long as it says itself: the patterns of 025 and 029 take more."""
    length = {"025": lambda: 4 + int(content[2:4]), "029": lambda: 2 + 14 * int(content[:2])}.get(name, lambda: len(content))()
    return content[:length] if length <= len(content) else None


def _real(name: str, content: str) -> bool:
    try:
        if name == "001" and int(content[13:]) >= 60:
            return int(content[13:]) == 60 + weighed(content[:13])
        if name == "039":
            return int(content[17:]) == weighed(content[:17])
        forms = {6: "%Y%j", 10: "%Y%j%H%M"}
        if name in ("004", "005", "006", "007", "008", "009"):
            _when({"9": "19", "0": "20", "1": "21"}[content[0]] + content[1:], forms[len(content)])
        elif name in ("024", "026", "031"):
            _when(content[{"024": 2, "026": 0, "031": 4}[name] :], {"024": "%Y%m%d", "026": "%Y%m", "031": "%Y%m%d%H%M"}[name])
        elif name == "038" and content[32:] != "00000000":
            _when(content[32:], "%Y%m%d")
    except (ValueError, KeyError):
        return False
    return True


def _hibc(text: str) -> dict[str, str] | None:
    """Every cut whose parts sum up: the check character is the sum of the others, modulo 43."""
    found = []
    cuts = [at for at in range(1, len(text)) if text[at] == "+"]
    for ends in ([], *([one] for one in cuts), *([one, two] for one in cuts for two in cuts if one < two)):
        parts = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
        if all(len(part) > 1 and set(part) <= set(HIBC) and sum(map(HIBC.index, part[:-1])) % 43 == HIBC.index(part[-1]) for part in parts):
            values = _hibc_parts(parts)
            if values is not None:
                found.append(values)
    return found[0] if found and all(each == found[0] for each in found) else None


def _hibc_parts(parts: list[str]) -> dict[str, str] | None:
    body = parts[0][1:-1]
    head, *fields = body.split("/") if re.match("[A-Z]", body) else ["", *body[:-1].split("/")]
    if head and not re.fullmatch("[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}[0-9]", head):
        return None
    values = {"lic": head[:4], "product": head[4:-1]} if head else {}
    for each in parts[1:]:
        if each[-2] != parts[0][-1] or not head or "/" in body:
            return None
        fields += each[1:-2].split("/")
    for each in fields:
        try:
            one = _hibc_field(each)
        except ValueError:
            return None
        if one is None or any(values.get(name, value) != value for name, value in one.items()):
            return None
        values |= one
    return {name: values[name] for name in ("lic", "product", "lot", "expiry", "serial") if name in values}


def _hibc_field(text: str) -> dict[str, str] | None:
    further = re.fullmatch("S(?P<serial>[A-Z0-9.-]{1,18})|14D(?P<until>[0-9]{8})|16D[0-9]{8}|Q[0-9]{1,5}", text)
    if further:
        return {"serial": further["serial"]} if further["serial"] else {"expiry": f"{_when(further['until'], '%Y%m%d'):%Y-%m-%d}"} if further["until"] else {}
    found = re.fullmatch(r"\$\$(\+?)(?:8[0-9]{2}|9[0-9]{5})?([2-6]?)([0-9]{0,8}?)(7?)([A-Z0-9.-]{0,18})", text)
    if text.startswith("$$") and found:
        return _hibc_dated(text)
    plain = re.fullmatch(r"\$(\+?)([A-Z0-9.-]{1,18})", text)
    if plain:
        return {"serial" if plain[1] else "lot": plain[2]}
    ordinal = re.fullmatch("([0-9]{5})([A-Z0-9.-]{0,18})", text)
    if ordinal:
        return {"expiry": f"{_when('20' + ordinal[1], '%Y%j'):%Y-%m-%d}"} | ({"lot": ordinal[2]} if ordinal[2] else {})
    return None


def _hibc_dated(text: str) -> dict[str, str] | None:
    rest = text[2:]
    name = "serial" if rest.startswith("+") else "lot"
    rest = rest.removeprefix("+")
    rest = rest[3:] if rest.startswith("8") else rest[6:] if rest.startswith("9") else rest
    forms = {"2": (6, "%m%d%y"), "3": (6, "%y%m%d"), "4": (8, "%y%m%d%H"), "5": (5, "%y%j"), "6": (7, "%y%j%H")}
    if not rest:
        return {}
    if rest[0] == "7":
        return {name: rest[1:]} if rest[1:] else {}
    length, form = forms.get(rest[0], (4, "%m%y"))
    written = rest[1 : 1 + length] if rest[0] in forms else rest[:4]
    number = rest[1 + length :] if rest[0] in forms else rest[4:]
    when = _when(written, form)
    when = when.replace(year=2000 + when.year % 100)
    shown = f"{when:%Y-%m}" if form == "%m%y" else f"{when:%Y-%m-%d}" + (f"T{when:%H}:00" if form.endswith("%H") else "")
    return {"expiry": shown} | ({name: number} if number else {})


def _own(text: str) -> bool:
    if not re.fullmatch("%[0-9](?:-[0-9]+)+-[0-9]{2}", text):
        return False
    return int(text.replace("%", "").replace("-", "")) % 97 == 1


_LENGTHS = {"23": 3, "24": 3, "25": 3, "31": 4, "32": 4, "33": 4, "34": 4, "35": 4, "36": 4, "39": 4, "40": 3, "41": 3, "42": 3,
            "43": 4, "70": 4, "71": 3, "72": 4, "80": 4, "81": 4, "82": 4}  # fmt: skip
_PREDEFINED = {"00": 18, "01": 14, "02": 14, "11": 6, "12": 6, "13": 6, "15": 6, "16": 6, "17": 6, "20": 2, "31": 6, "32": 6, "33": 6, "34": 6,
               "35": 6, "36": 6, "41": 13}  # fmt: skip


def _gs1(text: str) -> dict[str, str] | None:
    """By the flow chart of the General Specifications: a predefined length, or up to the next separator."""
    values: dict[str, str] = {}
    rest = text.strip(GS)
    while rest:
        ai = rest[: _LENGTHS.get(rest[:2], 2)]
        length = _PREDEFINED.get(rest[:2])
        value = rest[len(ai) :][:length] if length else rest[len(ai) :].split(GS)[0]
        rest = rest[len(ai) + len(value) :].lstrip(GS)
        if not value or not ai.isdigit() or GS in value or not set(value) <= set(map(chr, range(33, 127))) or values.setdefault(ai, value) != value:
            return None
        if ai in ("00", "01", "02", "8017", "8018") and not (value.isdigit() and digit(value[:-1]) == value[-1]):
            return None
        if ai in ("11", "13", "15", "16", "17") and not _day(value):
            return None
    return values


def _day(value: str) -> bool:
    try:
        _when(f"20{value[:4]}{value[4:] if value[4:] != '00' else '01'}", "%Y%m%d")
    except ValueError:
        return False
    return value.isdigit()
