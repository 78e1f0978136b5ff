"""Keeping the list of equipment, and what keeps each piece fit."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from workbench.kernel.findings import Done, Refused, refuse_if, stops
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.rules import day_of
from workbench.people.standing import authorise, reason_given
from workbench.premises.records import Due, Equipment
from workbench.premises.rules import SOURCE, equipment_form, renewable


def add_equipment(
    equipment_id: str, kind: str, name: str, room: str, dues: Iterable[Due] = (), *, actor: Actor, register: Register, clock: Clock
) -> Done:
    """Adds a piece of equipment under the number that stands on it (a new one where that is empty)."""
    with register.transaction(actor, "new equipment") as change:
        authorise(change, actor, Act.KEEP_EQUIPMENT, clock.now())
        key = equipment_id.strip() or change.fresh("E")
        new = Equipment(key, kind.strip(), " ".join(name.split()), room.strip(), tuple(dues))
        refuse_if(equipment_form(new))
        if change.find(Equipment, {"id": key}):
            raise Refused((stops("premises.known", SOURCE, where="equipment_id", equipment=key),))
        change.add(new)
    return Done((new,))


def renew_equipment(equipment_id: str, need: str, until: date, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Records that a need (calibration, cleaning, certification) is met until a day; ``why`` names certificate or record."""
    with register.transaction(actor, reason_given(why)) as change:
        now = clock.now()
        authorise(change, actor, Act.KEEP_EQUIPMENT, now)
        known = change.find(Equipment, {"id": equipment_id})
        if not known:
            raise Refused((stops("premises.unknown", SOURCE, where="equipment_id", equipment=equipment_id),))
        due = Due(need.strip(), until)
        refuse_if(renewable(due, day_of(now, actor.zone)))
        kept = tuple(each for each in known[0].dues if each.need != due.need)
        new = replace(known[0], dues=tuple(sorted((*kept, due), key=lambda each: each.need)))
        refuse_if(equipment_form(new))
        change.replace(known[0], new)
    return Done((new,))
