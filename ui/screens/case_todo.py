"""What waits at case reports, for whoever may send: what the receiver rejected, what is new since the last message, a nullification to be told."""
from __future__ import annotations

from collections.abc import Iterator

from ui.screens.today_todo import Todo
from workbench.formula.records import Text
from workbench.icsr.records import CaseMessage
from workbench.icsr.standing import Owed, owed, standing_of
from workbench.kernel.ports import Reader
from workbench.kernel.values import Role
from workbench.people.rights import RIGHTS, Act
from workbench.vigilance.reporting import case_of
from workbench.words.sentence import N_

SAID = {
    Owed.AGAIN: (N_("{batch} · the receiver rejected it"), N_("Write again")),
    Owed.FOLLOW_UP: (N_("{batch} · a follow-up report is due"), N_("Write")),
    Owed.NULLIFICATION: (N_("{batch} · tell the receiver that it is nullified"), N_("Write")),
}


def case_todos(reader: Reader, role: Role) -> Iterator[Todo]:
    """One line for each report of which a message was sent and something is owed."""
    if Act.SEND_REPORT not in RIGHTS[role]:
        return
    for number in dict.fromkeys(each.report for each in reader.find(CaseMessage, {"draft": False}, sort="seq")):
        stand = standing_of(reader, number)
        case = case_of(reader, number)
        wanted = owed(case, stand)
        if wanted in SAID and stand.newest is not None:
            said, button = SAID[wanted]
            reaction = case.report.reaction
            yield Todo(stand.newest.id, "alert", "case", stand.newest.at, said, button, Text(reaction, reaction), urgent=wanted is Owed.AGAIN, about=number)
