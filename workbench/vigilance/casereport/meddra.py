"""A site's own MedDRA: its licensed ASCII files read into memory and searched. None of it comes with the workbench.

Layout of the files (MedDRA distribution file format): one term a line, fields between ``$``. ``llt.asc``: code, name, code of the preferred term, six
codes of other lists, ``Y`` where current. ``pt.asc``: code, name.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from heapq import nsmallest
from pathlib import Path

from workbench.kernel.findings import Refused, stops
from workbench.vigilance.casereport.records import Reaction

SOURCE = "MedDRA distribution files"
_VERSION, _CODE = re.compile(r"\d{1,2}\.\d", re.ASCII), re.compile(r"\d{8}", re.ASCII)
_WORD = re.compile(r"\w+")
PUNCTUATION = 12
"""Signs between the words of a name that is still the same name."""


@dataclass(frozen=True, slots=True)
class Term:
    """A lowest level term, with the preferred term above it."""

    code: str
    name: str
    preferred_code: str
    preferred: str
    current: bool


@dataclass(frozen=True, slots=True)
class Meddra:
    """One version: its terms by code, and for each word (in lower case) the codes of the terms that have it."""

    version: str
    terms: Mapping[str, Term]
    words: Mapping[str, frozenset[str]]


def meddra_in(folder: Path, version: str) -> Meddra:
    """The MedDRA that lies in ``folder`` (``llt.asc`` and ``pt.asc``, UTF-8 or ASCII). ``Refused`` as ``meddra_of``, or casereport.unreadable."""
    return meddra_of(version, *texts_in(folder))


def texts_in(folder: Path) -> tuple[str, str]:
    """``llt.asc`` and ``pt.asc`` as they lie in ``folder``. ``Refused``: casereport.unreadable."""
    return _text(folder / "llt.asc"), _text(folder / "pt.asc")


def term_of(llt: str, pt: str, code: str) -> Term | None:
    """One term of the two files, without reading the rest; ``None`` when there is none of this code."""
    fields, above = _line_of(llt, code), None
    if fields is not None and len(fields) >= 10:
        above = _line_of(pt, fields[2])
    return Term(code, fields[1], fields[2], above[1], fields[9] == "Y") if fields is not None and above is not None else None


def _line_of(text: str, code: str) -> list[str] | None:
    if not _CODE.fullmatch(code):
        return None
    found = re.search(rf"^\ufeff?{code}\$[^\r\n]*", text, re.MULTILINE)
    return found[0].removeprefix("\ufeff").split("$") if found is not None else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror or str(error) if isinstance(error, OSError) else "UTF-8"
        raise Refused((stops("casereport.unreadable", SOURCE, path=str(path), reason=reason),)) from error


def meddra_of(version: str, llt: str, pt: str) -> Meddra:
    """The terms of ``llt.asc`` and ``pt.asc``. ``Refused``: casereport.meddra-version, casereport.meddra-file (file and line)."""
    if not _VERSION.fullmatch(version):
        raise Refused((stops("casereport.meddra-version", SOURCE, version=version),))
    preferred = {fields[0]: fields[1] for _, fields in _lines(pt, "pt.asc", 2)}
    terms: dict[str, Term] = {}
    words: dict[str, set[str]] = {}
    for number, fields in _lines(llt, "llt.asc", 10):
        code, name, above, current = fields[0], fields[1], fields[2], fields[9]
        if above not in preferred or code in terms or current not in ("Y", "N"):
            raise _wrong("llt.asc", number)
        terms[code] = Term(code, name, above, preferred[above], current == "Y")
        for word in _WORD.findall(name.casefold()):
            words.setdefault(word, set()).add(code)
    if not terms:
        raise _wrong("llt.asc", 1)
    return Meddra(version, terms, {word: frozenset(codes) for word, codes in words.items()})


def _lines(text: str, file: str, least: int) -> list[tuple[int, list[str]]]:
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip():
            continue
        fields = line.split("$")
        if len(fields) < least or not _CODE.fullmatch(fields[0]) or not fields[1].strip():
            raise _wrong(file, number)
        found.append((number, fields))
    return found


def _wrong(file: str, number: int) -> Refused:
    return Refused((stops("casereport.meddra-file", SOURCE, where=f"{file}: {number}", file=file, line=str(number)),))


def search(meddra: Meddra, text: str, most: int = 50) -> tuple[Term, ...]:
    """Current terms that have every word of ``text`` (the last may be the beginning of one): the same name first, then the shortest."""
    asked = _WORD.findall(text.casefold())
    if not asked:
        return ()
    found: frozenset[str] | None = None
    for at, word in enumerate(asked, 1):
        codes = meddra.words.get(word, frozenset())
        if at == len(asked):
            codes = codes.union(*(each for known, each in meddra.words.items() if known.startswith(word)))
        found = codes if found is None else found & codes
    wanted = " ".join(asked)

    def near(term: Term) -> tuple[bool, int, str]:
        # A name of the same words is hardly longer than what was typed: of a long one the words need not be found.
        same = len(term.name) <= len(wanted) + PUNCTUATION and " ".join(_WORD.findall(term.name.casefold())) == wanted
        return not same, len(term.name), term.name

    return tuple(nsmallest(most, (term for code in found or () if (term := meddra.terms[code]).current), key=near))


def coded(reaction: Reaction, meddra: Meddra, code: str) -> Reaction:
    """``reaction`` with the code and the version it comes from. ``Refused`` for a code that is no current lowest level term of this version."""
    term = meddra.terms.get(code)
    if term is None or not term.current:
        raise Refused((stops("casereport.meddra-unknown", SOURCE, version=meddra.version, code=code),))
    return replace(reaction, meddra_version=meddra.version, meddra_code=term.code)
