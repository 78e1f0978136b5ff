"""Exceptions in words: what was not as usual, where, and what became of it; and the lines that say that everything else is in order."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ui.screens.release_words import ASSESSMENTS, limit_words, option_text, texts_of
from ui.steps.decisions import CAUSES
from workbench.batch import rules
from workbench.batch.exceptions import Exceptional, Sort
from workbench.batch.progress import Progress, TurnState
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, stops
from workbench.kernel.values import Actor
from workbench.labels.reckoning import count
from workbench.labels.rules import reconciled
from workbench.quality.records import Deviation
from workbench.words.findings import fact_text, told
from workbench.words.formats import moment_text
from workbench.words.translation import Words

ICONS = {
    Sort.DEVIATION: "alert-triangle",
    Sort.FAILED_RESULT: "ban",
    Sort.CORRECTION: "edit",
    Sort.ALERT: "alert-triangle",
    Sort.AMENDED_ORDER: "versions",
    Sort.DISPUTE: "users",
    Sort.LATE_ENTRY: "clock-edit",
    Sort.HAND_ENTRY: "pencil",
    Sort.CLOSE_CALL: "scan",
}


@dataclass(frozen=True, slots=True)
class Case:
    """An exception as it is read: title, one line of context, and its facts as (label, value)."""

    key: str
    icon: str
    title: str
    note: str
    facts: tuple[tuple[str, str], ...]
    deviation: Deviation | None = None


@dataclass(frozen=True, slots=True)
class CheckText:
    """A line of the list of checks: state of ``CheckLine``, its text and note."""

    state: str
    text: str
    note: str = ""


class Cases:
    """Reads exceptions of one batch. A step is named by its title, a value by the name that the formula gives it."""

    def __init__(self, dossier: Dossier, stand: Progress, words: Words, zone: str) -> None:
        self.dossier, self.stand, self.words, self.zone = dossier, stand, words, zone
        self._names = texts_of(dossier.formula, words.language)

    def case(self, each: Exceptional) -> Case:
        """One exception."""
        match each.sort:
            case Sort.DEVIATION:
                return self._deviation(each)
            case Sort.FAILED_RESULT | Sort.ALERT:
                return self._value(each)
            case Sort.CORRECTION:
                return self._correction(each)
            case _:
                return self._other(each)

    def place(self, key: str) -> str:
        """A step of a round by its title, a value or a test by its name."""
        if key in self._names:
            return self._names[key]
        name, _, round_key = key.partition("/")
        try:
            turn = self.stand.turn(name, round_key)
        except LookupError:
            step = next((each for each in self.dossier.formula.steps if each.name == name), None)
            return step.text[self.words.language] if step is not None else key
        return turn.title[self.words.language]

    def who(self, person: str) -> str:
        """A person by name."""
        known = next((each for each in self.dossier.people if each.id == person), None)
        return known.name if known is not None else person

    def value(self, field: str, raw: str) -> str:
        """A value as it is read: an option by its name, a quantity with its unit."""
        test = next((each for each in self.dossier.formula.tests if each.name == field), None)
        return option_text(test, raw, self.words) if test is not None and raw in test.options else fact_text(raw, self.words, self.zone)

    def _made(self, each: Exceptional, heading: str, note: str, facts: Sequence[tuple[str, str]], deviation: Deviation | None = None) -> Case:
        words = self.words
        where = [(words("Step"), self.place(each.step))] if each.step else []
        seen = [(words("When"), moment_text(each.at, self.zone, words, offset=True)), (words("By"), self.who(each.person))]
        place = where[0][1] if where else ""
        shown = " · ".join(part for part in (place if place not in heading else "", note) if part)
        return Case(each.key, ICONS[each.sort], heading, shown, (*where, *((label, value) for label, value in facts if value), *seen), deviation)

    def _deviation(self, each: Exceptional) -> Case:
        words = self.words
        record = next(one for one in self.dossier.deviations if one.id == each.fact("number"))
        cause = words.marked(CAUSES[record.cause]) if record.cause in CAUSES else record.cause
        facts = [(words("About"), self.place(record.where) if record.where else ""), (words("Cause"), cause), (words("Reason"), record.reason)]
        note = words("not assessed")
        if record.decision is not None:
            note = words.marked(ASSESSMENTS[record.decision])
            by = f"{self.who(record.assessed_by or '')}, {moment_text(record.assessed_at, self.zone, words)}" if record.assessed_at else ""
            facts += [(words("Decision"), note), (words("Assessment"), record.assessment or ""), (words("Assessed by"), by)]
        about = self.place(record.where or record.step) if record.where or record.step else cause
        return self._made(each, f"{record.id} {about}", note, facts, record)

    def _value(self, each: Exceptional) -> Case:
        words = self.words
        test = each.sort is Sort.FAILED_RESULT
        name = each.fact("test") if test else each.fact("field")
        of = next((one for one in self.dossier.formula.tests if one.name == name), None)
        limit = limit_words(self.dossier.formula, each.fact("limit"), "", words, of)
        value = self.value(name, each.fact("value"))
        heading = words("{name} fails its limit") if test else words("{name} passed its alert limit")
        facts = [(words("Value"), value), (words("Limit") if test else words("Alert limit"), limit)]
        return self._made(each, heading.format(name=self._names.get(name, name)), value, facts)

    def _correction(self, each: Exceptional) -> Case:
        words, field = self.words, each.fact("field")
        was, now = self.value(field, each.fact("was")), self.value(field, each.fact("now"))
        facts = [(words("Was"), was), (words("Is now"), now), (words("Reason"), each.fact("why"))]
        heading = words("{name} was corrected").format(name=self._names.get(field, field))
        return self._made(each, heading, words("was {was}, is {now}").format(was=was, now=now), facts)

    def _other(self, each: Exceptional) -> Case:
        words, why = self.words, each.fact("why")
        match each.sort:
            case Sort.LATE_ENTRY:
                n = int(each.fact("minutes"))
                late = words.plural("{n} minute later", "{n} minutes later", n).format(n=n)
                return self._made(each, words("Late entry"), late, [(words("Entered"), late), (words("Reason"), why)])
            case Sort.DISPUTE:
                return self._made(each, words("The second person did not agree"), why, [(words("Reason"), why)])
            case Sort.HAND_ENTRY:
                facts = [(words("Typed"), each.fact("typed")), (words("Reason"), why), (words("Confirmed by"), self.who(each.fact("second")))]
                return self._made(each, words("Code typed by hand"), each.fact("typed"), facts)
            case Sort.AMENDED_ORDER:
                version = words("version {n}").format(n=each.fact("number"))
                note = f"{version} · {why}" if why else version
                return self._made(each, words("The order was amended"), note, [(words("Version"), version), (words("Reason"), why)])
            case _:
                code = each.fact("code")
                refused = told(stops(code, "", material="", **_scan_facts(each)), words, self.zone).what if code in SCANS else ""
                return self._made(each, words("Wrong scan, caught"), each.fact("raw"), [(words("Read"), each.fact("raw")), (words("Refused"), refused)])


SCANS = ("batch.wrong-scan", "batch.unknown-lot", "batch.unknown-collection", "batch.wrong-patient")
"""Refusals of a scan whose sentence needs nothing but what was read."""


def _scan_facts(each: Exceptional) -> dict[str, str]:
    return {"read": each.fact("raw")}


def everything_else(dossier: Dossier, stand: Progress, actor: Actor, now: datetime, words: Words, zone: str) -> list[CheckText]:
    """What a reviewer need not open, because rules have looked at it: steps, identity, labels, order, materials, formula, expiry."""
    wanted = [each for each in stand.turns if not each.optional]
    done = sum(1 for each in wanted if each.state in (TurnState.DONE, TurnState.SKIPPED))
    found = [_judged(rules.all_steps(dossier, actor, now), words("Steps and signatures, {n} of {all}").format(n=done, all=len(wanted)), words, zone)]
    patient = [each.name for each in dossier.formula.materials if each.sort == "patient"]
    matched = sum(1 for each in dossier.scans if each.accepted and each.material in patient)
    if matched:
        found.append(CheckText("ok", words("Chain of identity, {n} of {all}").format(n=matched, all=matched)))
    labels = count(dossier)
    text = words("Labels: {all} = {used} used + {gone} destroyed + {back} returned + {kept} retained")
    shown = text.format(all=labels.printed, used=labels.applied, gone=labels.destroyed, back=labels.returned, kept=labels.retained)
    found.append(_judged(reconciled(dossier), shown, words, zone))
    number = words("Order {id}, version {n}").format(id=dossier.order.id, n=dossier.batch.order_version)
    found.append(_judged(rules.order_stands(dossier, actor, now), number, words, zone))
    found.append(_materials(dossier, words))
    found.append(_judged(rules.formula_ready(dossier, actor, now), words("Master formula {id}, approved").format(id=dossier.version.id), words, zone))
    found.append(_judged(rules.no_signal_stop(dossier, actor, now), words("No signal stops it"), words, zone))
    if dossier.bags:
        until = words("until {moment}").format(moment=moment_text(min(each.expiry for each in dossier.bags), zone, words))
        found.append(_judged(rules.in_date(dossier, actor, now), words("Bags in date"), words, zone, until))
    return found


def _judged(found: Sequence[Finding], text: str, words: Words, zone: str, note: str = "") -> CheckText:
    if not found:
        return CheckText("ok", text, note)
    return CheckText("bad", text, told(found[0], words, zone).what)


def _materials(dossier: Dossier, words: Words) -> CheckText:
    """Every lot was in date when it was used; rules have refused it otherwise."""
    lots = {each.id: each for each in dossier.lots}
    mine = [each for each in dossier.uses if each.batch == dossier.batch.id and each.lot in lots]
    late = [each for each in mine if lots[each.lot].expiry <= each.at]
    n = len({each.lot for each in mine} | {each.lot for each in dossier.scans if each.accepted and each.lot})
    text = words.plural("Materials in date, {n} lot", "Materials in date, {n} lots", n).format(n=n)
    return CheckText("bad" if late else "ok", text, ", ".join(lots[each.lot].number for each in late))
