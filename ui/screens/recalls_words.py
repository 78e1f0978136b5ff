"""What is answered when a bag is called back, and what waits on Today of it."""
from __future__ import annotations

from collections.abc import Iterator

from ui.screens.today_todo import Todo
from workbench.custody.recalls import recalls
from workbench.custody.records import RecallAnswer
from workbench.formula.records import Text
from workbench.kernel.ports import Reader
from workbench.kernel.values import Role
from workbench.people.rights import RIGHTS, Act
from workbench.words.sentence import N_

ANSWERS = {
    RecallAnswer.COMES_BACK: N_("is brought back"), RecallAnswer.KEPT_APART: N_("kept apart where it is"),
    RecallAnswer.GIVEN: N_("was given already: the ward enters its infusion"), RecallAnswer.NOT_REACHED: N_("nobody was reached"),
}  # fmt: skip


def recall_todos(reader: Reader, role: Role) -> Iterator[Todo]:
    """Bags that are called back and still out, for whoever calls or takes them back."""
    if Act.RECALL_BAG not in RIGHTS[role]:
        return
    for each in recalls(reader):
        holder = Text(each.issue.holder, each.issue.holder)
        since = each.calls[-1].at if each.calls else each.issue.at
        said, button = (N_("{batch} · is called back"), N_("Open")) if each.told else (N_("{batch} · call it back"), N_("Call"))
        yield Todo(each.bag.id, "deviation", "recalls", since, said, button, holder, about=each.bag.id, urgent=not each.told)
