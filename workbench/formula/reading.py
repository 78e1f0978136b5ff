"""Reads the text of a formula file into a ``MasterFormula``.

Only the form is judged here: what a person wrote must be complete and mean one thing. Whether it holds together (units, order of
work, second persons, every path) is proved by ``workbench.formula.checking``.
"""
from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from workbench.formula.grammar import END
from workbench.formula.records import (
    Check,
    EquipmentNeed,
    Field,
    Hold,
    Makes,
    MasterFormula,
    Material,
    Miss,
    Sample,
    ShelfLife,
    Stage,
    Step,
    StepKind,
    Test,
    TestStage,
    Text,
)
from workbench.formula.shape import Findings, check_shape, parse
from workbench.kernel.findings import Refused

Table = Mapping[str, Any]
READ_TWICE = frozenset({StepKind.MEASURE, StepKind.COUNT})
"""Critical steps of these kinds ask the second person for an own reading, unless the file says otherwise."""


@lru_cache(maxsize=64)
def formula_of(text: str, file: str = "formula") -> MasterFormula:
    """The formula that ``text`` says. ``Refused`` with every finding about its form, each with file, line and place."""
    findings = Findings(text, file)
    raw = parse(text, findings)
    if not findings.found:
        check_shape(text, raw, findings)
    if findings.found:
        raise Refused(findings.in_order())
    return _formula(raw)


def _formula(raw: Table) -> MasterFormula:
    head = raw["formula"]
    return MasterFormula(
        code=head["code"],
        version=head["version"],
        prefix=head["prefix"],
        text=_text(head),
        form=_text(head["form"]),
        autologous=head["autologous"],
        regimes=tuple(head["regimes"]),
        day_zero=head["day_zero"],
        documents=tuple(head["documents"]),
        storage=_text(head["storage"]),
        ordered_dose=head["ordered_dose"],
        dose_per_kg=head.get("dose_per_kg", ""),
        made_dose=head["made_dose"],
        source=head.get("source", ""),
        givens=tuple(_field(name, each) for name, each in _section(raw, "given")),
        constants=tuple(
            Field(name=name, text=_text(each), calc=each["value"], source=each["source"]) for name, each in _section(raw, "constant")
        ),
        materials=tuple(_material(name, each) for name, each in _section(raw, "material")),
        equipment=tuple(
            EquipmentNeed(name=name, text=_text(each), needs=tuple(each.get("needs", ())), when=each.get("when", ""))
            for name, each in _section(raw, "equipment")
        ),
        samples=tuple(_sample(name, each) for name, each in _section(raw, "sample")),
        stages=tuple(_stage(name, each) for name, each in _section(raw, "stage")),
        steps=tuple(_step(name, each) for name, each in _section(raw, "step")),
        holds=tuple(_hold(name, each) for name, each in _section(raw, "hold")),
        shelf_lives=tuple(_shelf_life(name, each) for name, each in _section(raw, "shelf_life")),
        tests=tuple(_test(name, each) for name, each in _section(raw, "test")),
        assumptions=tuple(assumptions(raw)),
    )


def assumptions(raw: Table) -> list[str]:
    """Places of ``raw`` whose source says ASSUMPTION: what the site must confirm or replace, in file order."""
    found = []
    for section, tables in raw.items():
        if section in ("formula", END):
            continue
        for name, table in tables.items():
            if "ASSUMPTION" in table.get("source", ""):
                found.append(f"{section}.{name}")
            found += [f"{section}.{name}.field.{field}" for field, each in table.get("field", {}).items() if "ASSUMPTION" in each.get("source", "")]
    return found


def _section(raw: Table, name: str) -> list[tuple[str, Table]]:
    return list(raw.get(name, {}).items())


def _text(table: Table) -> Text:
    return Text(en=table["en"], ru=table["ru"])


def _day(table: Table) -> str:
    return str(table["day"]) if "day" in table else ""


def _option_texts(table: Table) -> tuple[Text, ...]:
    texts = table.get("option", {"en": (), "ru": ()})
    return tuple(Text(en=en, ru=ru) for en, ru in zip(texts["en"], texts["ru"], strict=True))


def _field(name: str, table: Table) -> Field:
    return Field(
        name=name,
        text=_text(table),
        kind="choice" if "options" in table else table.get("type", "quantity"),
        unit=table.get("unit", ""),
        options=tuple(table.get("options", ())),
        option_texts=_option_texts(table),
        origin=table.get("from", ""),
        calc=table.get("is", ""),
        aim=table.get("aim", ""),
        alert=table.get("alert", ""),
        action=table.get("action", ""),
        when=table.get("when", ""),
        miss=Miss(table.get("miss", Miss.DEVIATION.value)),
        required=table.get("required", True),
        agree=table.get("agree", ""),
        decimals=table.get("decimals"),
        source=table.get("source", ""),
    )


def _material(name: str, table: Table) -> Material:
    return Material(
        name=name,
        text=_text(table),
        sort=table["class"],
        scan=table["scan"],
        single_use=table.get("single_use", False),
        origin=table.get("origin", ""),
        when=table.get("when", ""),
        source=table.get("source", ""),
    )


def _sample(name: str, table: Table) -> Sample:
    return Sample(
        name=name,
        text=_text(table),
        volume=table["volume"],
        retain=table.get("retain", False),
        of=table.get("of", ""),
        source=table.get("source", ""),
    )


def _stage(name: str, table: Table) -> Stage:
    return Stage(
        name=name,
        text=_text(table),
        done_by=table["done_by"],
        verified_by=table.get("verified_by", ""),
        room=table.get("room", ""),
        qualifications=tuple(table.get("qualifications", ())),
        day=_day(table),
        when=table.get("when", ""),
        each=table.get("each", ""),
        source=table.get("source", ""),
    )


def _check(table: Table) -> Check:
    if "check" in table:
        return Check(table["check"])
    return Check.INDEPENDENT if table.get("critical") and StepKind(table["kind"]) in READ_TWICE else Check.CHECKED


def _step(name: str, table: Table) -> Step:
    return Step(
        name=name,
        stage=table["stage"],
        kind=StepKind(table["kind"]),
        text=_text(table),
        do=_text(table["do"]),
        why=_text(table["why"]) if "why" in table else None,
        critical=table.get("critical", False),
        check=_check(table),
        done_by=table.get("done_by", ""),
        verified_by=table.get("verified_by", ""),
        qualifications=tuple(table.get("qualifications", ())),
        equipment=tuple(table.get("equipment", ())),
        scans=tuple(table.get("scans", ())),
        uses=tuple(table.get("uses", {}).items()),
        samples=tuple(table.get("samples", ())),
        labels=tuple(table.get("labels", ())),
        makes=Makes(**table["makes"]) if "makes" in table else None,
        each=table.get("each", ""),
        day=_day(table),
        when=table.get("when", ""),
        optional=table.get("optional", False),
        source=table.get("source", ""),
        fields=tuple(_field(each, inner) for each, inner in table.get("field", {}).items()),
    )


def _hold(name: str, table: Table) -> Hold:
    return Hold(
        name=name,
        text=_text(table),
        start=table["from"],
        until=table["until"],
        action=table.get("action", ""),
        alert=table.get("alert", ""),
        when=table.get("when", ""),
        source=table.get("source", ""),
    )


def _shelf_life(name: str, table: Table) -> ShelfLife:
    return ShelfLife(
        name=name,
        text=_text(table),
        at=table["at"],
        when=table.get("when", ""),
        source=table["source"],
        of=table.get("of", ""),
        storage=_text(table["storage"]) if "storage" in table else None,
    )


def _test(name: str, table: Table) -> Test:
    return Test(
        name=name,
        text=_text(table),
        stage=TestStage(table["stage"]),
        method=table["method"],
        method_ru=table.get("method_ru", ""),
        sample=table.get("sample", ""),
        unit=table.get("unit", ""),
        options=tuple(table.get("options", ())),
        option_texts=_option_texts(table),
        accept=table.get("accept", ""),
        report=table.get("report", False),
        decimals=table.get("decimals"),
        due=table.get("due", ""),
        calc=table.get("is", ""),
        when=table.get("when", ""),
        source=table.get("source", ""),
    )
