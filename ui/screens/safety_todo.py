"""What waits on the ward: alerts about which nobody was called, late observations, infusions without their second person."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from ui.screens.safety_reading import Followed, safety_facts
from ui.screens.today_todo import Todo
from workbench.formula.records import Text
from workbench.kernel.ports import Reader
from workbench.kernel.values import Role
from workbench.people.rights import RIGHTS, Act
from workbench.vigilance.schedule import Schedule, State
from workbench.words.names import initials_text
from workbench.words.sentence import N_

WARD = frozenset({Act.OBSERVE, Act.CALL_ABOUT_ALERT, Act.CHECK_INFUSION})


def safety_todos(reader: Reader, person: str, role: Role, now: datetime, known: Mapping[str, Schedule]) -> Iterator[Todo]:
    """What waits for ``person`` acting as ``role`` about patients after an infusion."""
    may = RIGHTS[role]
    if not WARD & may:
        return
    for each in safety_facts(reader, known, now).followed:
        alerts = each.track.open_alerts()
        who = Text(*(initials_text(each.track.patient),) * 2)
        late = [one for one in each.dues if one.state is State.LATE]
        if alerts and Act.CALL_ABOUT_ALERT in may:
            yield _todo(each, min(one.entered for one in alerts), N_("{batch} · call about an alert"), N_("Call"), who)
        if late and Act.OBSERVE in may:
            yield _todo(each, late[0].item.due, N_("{batch} · late observation"), N_("Enter"), Text(late[0].item.name.en, late[0].item.name.ru))
        if each.unexplained and Act.OBSERVE in may:
            first = each.unexplained[0].item
            yield _todo(each, first.due, N_("{batch} · missed observation, say why"), N_("Enter"), Text(first.name.en, first.name.ru))
        if not each.track.checks and person not in each.track.given.entered and Act.CHECK_INFUSION in may:
            yield _todo(each, each.track.infusion.at, N_("{batch} · check the infusion"), N_("Check"), who)


def ward_waits(reader: Reader, now: datetime, known: Mapping[str, Schedule]) -> int:
    """Open alerts, late observations, and those of the first week that were missed without a word: what the rail shows."""
    followed = safety_facts(reader, known, now).followed
    return sum(len(each.track.open_alerts()) + each.count(State.LATE) + len(each.unexplained) for each in followed)


def _todo(each: Followed, since: datetime, said: str, button: str, subject: Text) -> Todo:
    infusion = each.track.infusion
    return Todo(infusion.batch, "alert", "safety", since, said, button, subject, about=infusion.id, urgent=True)

