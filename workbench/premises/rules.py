"""Whether a piece of equipment is fit for use on a day. Pure."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from workbench.formula.records import EquipmentNeed
from workbench.kernel.findings import Finding, Severity, finding, stops
from workbench.premises.records import Due, Equipment

SOURCE = "PIC/S PE 010-4 chapter 3"
SOON = timedelta(days=3)
"""How long before a need lapses it is told."""


def fit(equipment: Equipment, kind: str, needs: Iterable[str], day: date) -> tuple[Finding, ...]:
    """Stops a piece of another kind; asks for a decision where a need has lapsed or was never recorded; tells what lapses soon."""
    if equipment.kind != kind:
        return (stops("premises.wrong-kind", SOURCE, where=kind, equipment=equipment.name, kind=kind),)
    until = {each.need: each.until for each in equipment.dues}
    found: list[Finding] = []
    for need in needs:
        if need not in until:
            found.append(finding("premises.need-not-recorded", Severity.DECIDES, SOURCE, where=kind, equipment=equipment.name, need=need))
            continue
        facts = {"equipment": equipment.name, "need": need, "day": until[need].isoformat()}
        if until[need] < day:
            found.append(finding("premises.need-lapsed", Severity.DECIDES, SOURCE, where=kind, **facts))
        elif until[need] - day <= SOON:
            found.append(finding("premises.need-soon", Severity.TELLS, SOURCE, where=kind, **facts))
    return tuple(found)


def fit_for(need: EquipmentNeed, equipment: Iterable[Equipment], day: date) -> tuple[Finding, ...]:
    """What is to be said of the fittest piece of the kind that a formula asks for; stops where there is none."""
    own = [fit(each, need.name, need.needs, day) for each in equipment if each.kind == need.name]
    if not own:
        facts = {"kind": need.text.en, "kind_ru": need.text.ru}
        return (stops("premises.no-equipment", SOURCE, where=need.name, **facts),)
    return min(own, key=lambda found: sum(100 if each.severity is Severity.DECIDES else 1 for each in found))


def equipment_form(equipment: Equipment) -> tuple[Finding, ...]:
    """Stops a piece without kind or name, and one with the same need twice."""
    found: list[Finding] = []
    if not equipment.kind.strip():
        found.append(stops("premises.kind-missing", SOURCE, where="kind"))
    if not equipment.name.strip():
        found.append(stops("premises.name-missing", SOURCE, where="name"))
    needs = [each.need for each in equipment.dues]
    if len(set(needs)) < len(needs) or not all(each.strip() for each in needs):
        found.append(stops("premises.needs-unclear", SOURCE, where="dues"))
    return tuple(found)


def renewable(due: Due, day: date) -> tuple[Finding, ...]:
    """Stops a renewal that is over before it is entered."""
    if due.until < day:
        return (stops("premises.renewed-to-the-past", SOURCE, where=due.need, need=due.need, day=due.until.isoformat()),)
    return ()
