"""The form of a formula file: known keys, both languages, values of the right sort, closed words, nothing lost at the end."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from workbench.formula import grammar
from workbench.formula.grammar import END, NAME, OPTION, SECTIONS, Key
from workbench.formula.places import Places
from workbench.kernel.findings import Finding, Refused, Severity, finding

SOURCE = "resources/formulas/README.md"
LONGEST = 400_000
"""Characters of the longest file that is read at all; the largest known formula has 60,000."""


class Findings:
    """Findings about one file; each carries ``file``, ``line`` and ``place`` among its facts."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.places = Places(text)
        self.found: list[Finding] = []

    def say(self, code: str, place: str, *, severity: Severity = Severity.STOPS, line: int | None = None, **facts: str) -> None:
        """Adds a finding at ``place``, once."""
        self.add(code, place, facts, severity=severity, line=line)

    def add(self, code: str, place: str, facts: Mapping[str, str], *, severity: Severity = Severity.STOPS, line: int | None = None) -> None:
        """Adds a finding at ``place`` with its ``facts``, once."""
        at = self.places.line(place) if line is None else line
        whole = {**facts, "file": self.file, "line": str(at), "place": place}
        new = finding(code, severity, SOURCE, where=place, **whole)
        if new not in self.found:
            self.found.append(new)

    def pass_on(self, place: str, text: str, refused: Refused) -> None:
        """Adds why an expression at ``place`` was refused, in the words of the room that refused it."""
        for each in refused.findings:
            at = str(self.places.line(place))
            facts = {**dict(each.facts), "file": self.file, "line": at, "place": place, "text": text}
            self.found.append(finding(each.code, Severity.STOPS, SOURCE, where=place, **facts))

    def in_order(self) -> tuple[Finding, ...]:
        """All findings by line."""
        return tuple(sorted(self.found, key=lambda each: int(dict(each.facts)["line"])))


def parse(text: str, findings: Findings) -> dict[str, Any]:
    """The tables of ``text``; empty, with a finding, when it is not TOML."""
    if len(text) > LONGEST:
        findings.say("formula.too-long", "file", line=1, longest=str(LONGEST))
        return {}
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        detail = re.sub(r" \(at [^)]*\)$", "", str(error)) if isinstance(error, ValueError) else "nested too deeply"
        findings.say("formula.not-toml", "file", line=findings.places.of_error(str(error)), detail=detail)
        return {}


def check_shape(text: str, raw: Mapping[str, Any], findings: Findings) -> None:
    """Adds what is wrong with the form of ``raw``. Without findings every value may be taken as ``grammar.SECTIONS`` says."""
    whole = [line for line in text.splitlines() if line.strip()]
    if not whole or whole[-1].strip() != f"[{END}]" or raw.get(END) != {}:
        findings.say("formula.no-end", END, line=findings.places.last)
    for section, content in raw.items():
        if section == END:
            continue
        if section not in SECTIONS or section in ("field", "makes"):
            findings.say("formula.section-unknown", section, name=section)
        elif not isinstance(content, dict):
            findings.say("formula.value-wrong", section, key=section, wanted="table")
        elif section == "formula":
            _table(findings, "formula", "formula", content)
        else:
            _section(findings, section, content)
    for section in ("formula", "stage", "step"):
        if section not in raw:
            findings.say("formula.section-missing", section, line=findings.places.last, name=section)
    if not findings.found:
        _head(findings, raw)
        _contents(findings, raw)


def _section(findings: Findings, section: str, content: Mapping[str, Any]) -> None:
    for name, table in content.items():
        place = f"{section}.{name}"
        if not NAME.fullmatch(name):
            findings.say("formula.name-wrong", place, name=name)
        elif not isinstance(table, dict):
            findings.say("formula.value-wrong", place, key=name, wanted="table")
        else:
            _table(findings, section, place, table)
            if section == "step":
                _inside_step(findings, place, table)


def _inside_step(findings: Findings, place: str, table: Mapping[str, Any]) -> None:
    for name, field in _as_table(table.get("field")).items():
        at = f"{place}.field.{name}"
        if not NAME.fullmatch(name):
            findings.say("formula.name-wrong", at, name=name)
        elif not isinstance(field, dict):
            findings.say("formula.value-wrong", at, key=name, wanted="table")
        else:
            _table(findings, "field", at, field)
    if isinstance(table.get("makes"), dict):
        _table(findings, "makes", f"{place}.makes", table["makes"])


def _as_table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _table(findings: Findings, section: str, place: str, table: Mapping[str, Any]) -> None:
    keys = SECTIONS[section]
    for name in table:
        if name not in keys:
            findings.say("formula.key-unknown", f"{place}.{name}", key=name, section=section)
    for name, key in keys.items():
        if name in table:
            _value(findings, f"{place}.{name}", name, key, table[name])
        elif name in ("en", "ru"):
            findings.say("formula.language-missing", place, language=name, key=name)
        elif key.required:
            findings.say("formula.key-missing", place, key=name)
    options = table.get("options")
    if "option" in keys and _is_texts(options):
        _options(findings, place, tuple(options or ()), table.get("option"))
    elif "option" in table and "options" not in table:
        findings.say("formula.key-missing", place, key="options")


def _value(findings: Findings, place: str, name: str, key: Key, value: object) -> None:
    good = {
        "text": isinstance(value, str) and bool(value.strip()),
        "number": isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 9999,
        "truth": isinstance(value, bool),
        "texts": _is_texts(value),
        "table": isinstance(value, dict),
        "options": isinstance(value, dict),
        "both": isinstance(value, dict),
        "pairs": isinstance(value, dict) and all(isinstance(each, str) and each.strip() for each in value.values()),
        "counts": isinstance(value, dict) and all(isinstance(each, int) and not isinstance(each, bool) for each in value.values()),
    }[key.what]
    if not good:
        findings.say("formula.value-wrong", place, key=name, wanted=key.what)
    elif key.words and value not in key.words:
        findings.say("formula.word-unknown", place, key=name, word=str(value), known=", ".join(sorted(key.words)))
    elif key.what == "both":
        _both(findings, place, name, _as_table(value))


def _both(findings: Findings, place: str, name: str, value: Mapping[str, Any]) -> None:
    for language in ("en", "ru"):
        if language not in value:
            findings.say("formula.language-missing", place, language=language, key=f"{name}.{language}")
        elif not isinstance(value[language], str) or not value[language].strip():
            findings.say("formula.value-wrong", f"{place}.{language}", key=f"{name}.{language}", wanted="text")
    for other in value.keys() - {"en", "ru"}:
        findings.say("formula.key-unknown", f"{place}.{other}", key=f"{name}.{other}", section="formula")


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) and each.strip() for each in value)


def _options(findings: Findings, place: str, options: tuple[str, ...], texts: object) -> None:
    for each in options:
        if not OPTION.fullmatch(each):
            findings.say("formula.name-wrong", f"{place}.options", name=each)
    if len(set(options)) != len(options) or len(options) < 2:
        findings.say("formula.options-few", f"{place}.options")
    given = _as_table(texts)
    for language in ("en", "ru"):
        here = given.get(language)
        if not _is_texts(here) or not isinstance(here, list) or len(here) != len(options):
            findings.say("formula.option-texts", f"{place}.option.{language}", language=language, options=str(len(options)))
    for other in given.keys() - {"en", "ru"}:
        findings.say("formula.key-unknown", f"{place}.option.{other}", key=f"option.{other}", section="options")


def _head(findings: Findings, raw: Mapping[str, Any]) -> None:
    head = raw["formula"]
    if head["schema"] != grammar.SCHEMA:
        findings.say("formula.schema-unknown", "formula.schema", schema=str(head["schema"]), known=str(grammar.SCHEMA))
    for key, pattern in (("code", grammar.CODE), ("prefix", grammar.PREFIX)):
        if not pattern.fullmatch(head[key]):
            findings.say("formula.name-wrong", f"formula.{key}", name=head[key])
    for each in head["regimes"]:
        if not OPTION.fullmatch(each):
            findings.say("formula.name-wrong", "formula.regimes", name=each)


def counts(raw: Mapping[str, Any]) -> dict[str, int]:
    """What ``contents`` must say of ``raw``: sections with at least one table, and all fields of steps."""
    held = {name: len(_as_table(raw.get(name))) for name in grammar.COUNTED if name != "field"}
    held["field"] = sum(len(_as_table(_as_table(step).get("field"))) for step in _as_table(raw.get("step")).values())
    return {name: held[name] for name in grammar.COUNTED if held[name]}


def _contents(findings: Findings, raw: Mapping[str, Any]) -> None:
    said, held = raw["formula"]["contents"], counts(raw)
    for name in {**held, **said}:
        if said.get(name, 0) != held.get(name, 0):
            findings.say(
                "formula.contents-differ", "formula.contents", name=name, said=str(said.get(name, 0)), held=str(held.get(name, 0))
            )
