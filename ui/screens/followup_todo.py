"""What waits in the long run: second malignancies to be notified, entered or sampled, and follow-ups that are late or due now."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from ui.screens.followup_reading import Years, follow_up_facts, untested
from ui.screens.today_todo import Todo
from workbench.followup.rules import unentered_malignancy
from workbench.followup.timeline import WANTED, State
from workbench.formula.records import Text
from workbench.kernel.ports import Reader
from workbench.kernel.values import Role
from workbench.people.rights import RIGHTS, Act
from workbench.vigilance.schedule import Schedule
from workbench.words.names import initials_text
from workbench.words.sentence import N_

MOST = 8
"""Follow-ups that are named one by one, the most urgent first; the screen has all of them."""


def follow_up_todos(reader: Reader, role: Role, now: datetime, known: Mapping[str, Schedule]) -> Iterator[Todo]:
    """What waits for who follows patients up, and for who sends what has to be notified."""
    may = RIGHTS[role]
    if not {Act.FOLLOW_UP, Act.SEND_REPORT} & may:
        return
    shown, told = 0, set[str]()
    for each in follow_up_facts(reader, known, now).years:
        trail = each.trail
        for ill in trail.malignancies_now:
            if ill.report in each.owed and ill.report not in told:
                told.add(ill.report)
                subject = Text(ill.kind, ill.kind)
                yield Todo(f"{ill.report}/notice", "alert", "reports", ill.told, N_("{batch} · second malignancy, notify at once"), N_("Notify"), subject,
                           about=ill.report, urgent=True)  # fmt: skip
        if Act.FOLLOW_UP not in may:
            continue
        for ill in untested(trail):
            if ill.id not in told:
                told.add(ill.id)
                yield _todo(each, ill.told, N_("{batch} · sample of a second malignancy"), N_("Record"), Text(ill.kind, ill.kind), urgent=True)
        unentered = unentered_malignancy(trail)
        if unentered is not None and trail.patient.id not in told:
            told.add(trail.patient.id)
            yield _todo(each, unentered.at, N_("{batch} · enter the second malignancy"), N_("Enter"), _who(each), urgent=True)
        due = each.next
        if due is not None and due.state in WANTED and shown < MOST:
            shown += 1
            said = N_("{batch} · follow-up late") if due.state is State.LATE else N_("{batch} · follow-up, window open")
            name = due.item.name
            yield _todo(each, due.item.opens, said, N_("Open"), Text(name.en, name.ru), urgent=False)


def _who(each: Years) -> Text:
    return Text(*(initials_text(each.trail.patient),) * 2)


def _todo(each: Years, since: datetime, said: str, button: str, subject: Text, *, urgent: bool) -> Todo:
    infusion = each.trail.infusion
    return Todo(infusion.batch, "alert", "followup", since, said, button, subject, about=infusion.id, urgent=urgent)
