"""Reads the text of a regime file. A key that is not known, missing or of another kind is refused with file and place."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from workbench.kernel.findings import Finding, Refused, stops
from workbench.regimes.records import Regime

CODE = re.compile(r"[A-Z]{2,6}(-[A-Za-z0-9]+)?")
TEXTS = ("name", "who_makes", "who_releases", "note")
KINDS: Mapping[str, type] = {
    "code": str, "country": str, "source": str, "verified": bool, "valid_from": date, "valid_until": date, **dict.fromkeys(TEXTS, dict),
}  # fmt: skip
REQUIRED = ("code", "name", "source", "verified")


def regime_of(text: str, file: str) -> Regime:
    """The regime that ``text`` says; ``Refused`` with everything that is wrong with it."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused((stops("regimes.unreadable", "TOML 1.0", where=file, file=file, reason=str(error)),)) from error
    found = [*_missing(raw, file), *_wrong(raw, file)]
    if found:
        raise Refused(found)
    texts = {f"{name}_{language}": raw.get(name, {}).get(language, "") for name in TEXTS for language in ("en", "ru")}
    plain = {name: raw[name] for name in KINDS if name in raw and name not in TEXTS}
    made = Regime(**plain, **texts)
    if made.valid_from and made.valid_until and made.valid_until < made.valid_from:
        raise Refused((stops("regimes.dates-backward", file, where=file, file=file),))
    return made


def regimes_of(texts: Mapping[str, str]) -> dict[str, Regime]:
    """Code to regime, from file name to text. Refused when two files have the same code."""
    found: dict[str, Regime] = {}
    for file in sorted(texts):
        regime = regime_of(texts[file], file)
        if regime.code in found:
            raise Refused((stops("regimes.code-twice", file, where=file, file=file, regime=regime.code),))
        found[regime.code] = regime
    return found


def _missing(raw: Mapping[str, Any], file: str) -> list[Finding]:
    return [stops("regimes.key-missing", file, where=f"{file}: {name}", file=file, key=name) for name in REQUIRED if name not in raw]


def _wrong(raw: Mapping[str, Any], file: str) -> list[Finding]:
    found: list[Finding] = []
    for name, value in raw.items():
        facts = {"where": f"{file}: {name}", "file": file, "key": name}
        if name not in KINDS:
            found.append(stops("regimes.key-unknown", file, **facts))
        elif not _is(name, value):
            found.append(stops("regimes.key-kind", file, **facts, kind=KINDS[name].__name__))
        elif name in TEXTS and not _both_languages(value):
            found.append(stops("regimes.text-languages", file, **facts))
        elif (name == "code" and not CODE.fullmatch(value)) or (name == "source" and not value.strip()):
            found.append(stops("regimes.key-form", file, **facts))
    return found


def _is(name: str, value: Any) -> bool:
    """Whether ``value`` is of the kind that ``name`` asks for. A time of day is no date."""
    return type(value) is KINDS[name]


def _both_languages(texts: Mapping[str, Any]) -> bool:
    return set(texts) == {"en", "ru"} and all(isinstance(each, str) and each.strip() for each in texts.values())
