"""What must hold of patients and orders. Pure."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from workbench.calculation.evaluating import Value, evaluate, holds, needs
from workbench.calculation.limits import within
from workbench.calculation.parsing import parse
from workbench.calculation.units import convert, same_kind
from workbench.formula.records import Field, MasterFormula, Miss, Step
from workbench.kernel.findings import Finding, Refused, Severity, finding, stops
from workbench.kernel.values import Quantity
from workbench.orders.names import mixed_words, near, unreadable
from workbench.orders.records import Channel, Order, OrderStatus, OrderVersion, Patient

SOURCE = "PIC/S PE 010-4 chapter 4"
IDENTITY = "21 CFR 1271.90; PIC/S PE 010-4 5"
WEIGHT = "weight"
WEIGHT_POSSIBLE = (Quantity(Decimal("0.3"), "kg"), Quantity(Decimal(350), "kg"))
"""Outside lies no patient, whatever a formula allows: a slip of the keyboard or of the unit."""
WEIGHT_CHANGE = Decimal("0.10")
WEIGHT_AGE = timedelta(days=30)
"""A change of more than a tenth since the last weight, and a weight older than this, ask for a reason. ASSUMPTION of this workbench."""
SEXES = ("female", "male", "other", "not known")
OLDEST = 130
HOSPITAL_NO = re.compile(r"[A-Za-z0-9][A-Za-z0-9/.-]{0,31}")
COI = re.compile(r"[0-9]{6,12}")
_PENDING = frozenset({"calculation.no-value", "calculation.empty-series"})


def patient_form(patient: Patient, today: date) -> tuple[Finding, ...]:
    """Stops a patient whose name cannot be read, whose birth or sex cannot be, or whose numbers no symbol can carry.

    Latin and Cyrillic letters in one word ask for a decision: they look right and are never found again.
    """
    found: list[Finding] = []
    for where, name in (("family", patient.family), ("given", patient.given), ("title", patient.title)):
        if not name and where != "title":
            found.append(stops("orders.name-missing", IDENTITY, where=where))
        if len(name) > 80:
            found.append(stops("orders.name-long", IDENTITY, where=where, most="80"))
        for character in unreadable(name):
            found.append(stops("orders.name-unreadable", IDENTITY, where=where, character=character))
        for word in mixed_words(name):
            found.append(finding("orders.name-mixed", Severity.DECIDES, IDENTITY, where=where, word=word))
    if patient.born > today or today.year - patient.born.year > OLDEST:
        found.append(stops("orders.born-impossible", IDENTITY, where="born", day=patient.born.isoformat()))
    if patient.sex not in SEXES:
        found.append(stops("orders.sex-unknown", IDENTITY, where="sex", options=", ".join(SEXES)))
    if not HOSPITAL_NO.fullmatch(patient.hospital_no):
        found.append(stops("orders.hospital-no-form", IDENTITY, where="hospital_no"))
    if not COI.fullmatch(patient.coi):
        found.append(stops("orders.coi-form", "own identifier %5", where="coi"))
    return tuple(found)


def look_alikes(patient: Patient, others: Iterable[Patient]) -> tuple[Finding, ...]:
    """Tells of each other patient with a name that can be mistaken for this one's, or nearly so and born on the same day."""
    key = patient.likeness or ""
    return tuple(
        finding("orders.look-alike", Severity.TELLS, IDENTITY, where="family", hospital_no=each.hospital_no, born=each.born.isoformat())
        for each in others
        if each.id != patient.id
        and each.likeness is not None
        and (each.likeness == key or (each.born == patient.born and near(each.likeness, key)))
    )


def judge(formula: MasterFormula, values: Mapping[str, Value], names: Iterable[str]) -> tuple[Finding, ...]:
    """What the formula says of the givens called ``names``, and of everything that can be calculated from ``values`` already.

    Outside an action limit stops; a calculated value whose limit leads to a deviation, and any alert, asks for a reason.
    """
    wanted = frozenset(names)
    known = dict(values)
    found: list[Finding] = []
    for field in formula.givens:
        if field.name in wanted and field.name in known:
            found += _judged(formula, field, known, Severity.STOPS)
    for step in formula.steps:
        for field in _calculable(formula, step, known):
            try:
                known[field.name] = evaluate(parse(field.calc), known, field.unit or None)
            except Refused as refused:
                if not _pending(refused):
                    found += refused.findings
                continue
            found += _judged(formula, field, known, Severity.STOPS if field.miss is Miss.STOP else Severity.DECIDES)
    return tuple(found)


def _calculable(formula: MasterFormula, step: Step, known: Mapping[str, Value]) -> Iterable[Field]:
    """The calculated fields of ``step`` that need nothing but what is known; evaluated one after another by the caller."""
    stage = formula.stage(step.stage)
    if step.each or stage.each or not all(_applies(each, known) for each in (stage.when, step.when)):
        return
    for field in step.fields:
        if field.calc and _applies(field.when, known) and needs(parse(field.calc), known) <= known.keys():
            yield field


def _applies(when: str, known: Mapping[str, Value]) -> bool:
    """Whether the condition is known to be true; while a value is missing it is not."""
    try:
        return not when or holds(parse(when), known)
    except Refused as refused:
        if _pending(refused):
            return False
        raise


def _judged(formula: MasterFormula, field: Field, known: Mapping[str, Value], miss: Severity) -> list[Finding]:
    value = known[field.name]
    source = f"{formula.code} v{formula.version} ({field.source})" if field.source else f"{formula.code} v{formula.version}"
    facts = {"field": field.text.en, "field_ru": field.text.ru, "value": _said(value), "unit": field.unit}
    doses = (formula.ordered_dose, formula.dose_per_kg)
    if field.action and not _within(field, field.action, known):
        code = "orders.dose-outside" if field.name in doses or field.origin == "history" else "orders.outside" if miss is Severity.STOPS else "orders.unusual"
        return [finding(code, miss, source, where=field.name, **facts, limit=field.action)]
    if field.alert and not _within(field, field.alert, known):
        return [finding("orders.unusual", Severity.DECIDES, source, where=field.name, **facts, limit=field.alert)]
    return []


def _within(field: Field, limit: str, known: Mapping[str, Value]) -> bool:
    """Whether the value is within, unrounded; a limit that hangs on what is not known yet is judged later, in the batch."""
    try:
        return within(limit, field.name, field.unit, known)
    except Refused as refused:
        if _pending(refused):
            return True
        raise


def _pending(refused: Refused) -> bool:
    return all(each.code in _PENDING for each in refused.findings)


def _said(value: Value) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def weight_rules(
    weight: Value | None, weighed_on: date | None, last: tuple[Quantity, date] | None, today: date
) -> tuple[Finding, ...]:
    """Stops an impossible weight or day of weighing; asks for a reason when it changed by more than a tenth or is a month old.

    ``last`` is the last weight that an order of this patient stated, and when.
    """
    if not isinstance(weight, Quantity) or not same_kind(weight.unit, "kg"):
        return ()
    kilograms = convert(weight, "kg").value
    least, most = WEIGHT_POSSIBLE
    found: list[Finding] = []
    if not least.value <= kilograms <= most.value:
        facts = {"value": str(weight), "least": str(least), "most": str(most)}
        found.append(stops("orders.weight-absurd", SOURCE, where=WEIGHT, **facts))
    elif last is not None:
        before = convert(last[0], "kg").value
        if abs(kilograms - before) > before * WEIGHT_CHANGE:
            facts = {"value": str(weight), "before": str(last[0]), "day": last[1].isoformat()}
            found.append(finding("orders.weight-changed", Severity.DECIDES, SOURCE, where=WEIGHT, **facts))
    if weighed_on is not None:
        if weighed_on > today:
            found.append(stops("orders.weighed-later", SOURCE, where="weighed_on", day=weighed_on.isoformat()))
        elif today - weighed_on > WEIGHT_AGE:
            facts = {"day": weighed_on.isoformat(), "days": str(WEIGHT_AGE.days)}
            found.append(finding("orders.weight-old", Severity.DECIDES, SOURCE, where="weighed_on", **facts))
    return tuple(found)


def with_reasons(found: Iterable[Finding], reasons: Mapping[str, str], why: str = "") -> tuple[Finding, ...]:
    """``found``, and a stop for each finding that asks for a decision without a reason for its place, or one for all of them."""
    kept = tuple(found)
    unanswered = dict.fromkeys(
        each.where for each in kept if each.severity is Severity.DECIDES and len((reasons.get(each.where) or why).strip()) < 3
    )
    return (*kept, *(stops("orders.reason-needed", SOURCE, where=where) for where in unanswered))


def told_rightly(channel: Channel, told_by: str | None, read_back: bool) -> tuple[Finding, ...]:
    """Stops an order by telephone without the name of the caller or without having been read back."""
    found: list[Finding] = []
    if channel is Channel.TELEPHONE:
        if not (told_by or "").strip():
            found.append(stops("orders.told-by-missing", "WHO patient safety solutions 3", where="told_by"))
        if not read_back:
            found.append(stops("orders.not-read-back", "WHO patient safety solutions 3", where="read_back"))
    return tuple(found)


def regime_allowed(formula: MasterFormula, regime: str) -> tuple[Finding, ...]:
    """Stops a legal pathway that the formula is not made for."""
    if regime in formula.regimes:
        return ()
    options = ", ".join(formula.regimes)
    return (stops("orders.regime-not-allowed", formula.code, where="regime", regime=regime, options=options),)


def duplicates(order: Order, others: Iterable[Order]) -> tuple[Finding, ...]:
    """Tells of each other order of this patient for the same formula that is neither cancelled nor done."""
    active = (OrderStatus.ENTERED, OrderStatus.VERIFIED, OrderStatus.IN_BATCH, OrderStatus.HELD)
    return tuple(
        finding("orders.duplicate", Severity.TELLS, SOURCE, order=each.id, formula=each.formula, status=each.status.value)
        for each in others
        if each.id != order.id and each.formula == order.formula and each.status in active
    )


def verifiable(version: OrderVersion, person: str, name: str) -> tuple[Finding, ...]:
    """Stops the person who entered or prescribed this version from verifying it."""
    if person in (version.entered_by, version.prescriber):
        return (stops("orders.own-order", SOURCE, where=version.id, person=name),)
    return ()
