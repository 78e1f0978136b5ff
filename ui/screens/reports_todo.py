"""What waits at reports: clocks that run, for whoever may send; to be assessed, for physicians; to be closed, for supervisors."""
from __future__ import annotations

from collections.abc import Iterator

from ui.screens.today_todo import Todo
from workbench.formula.records import Text
from workbench.kernel.ports import Reader
from workbench.kernel.values import Role
from workbench.people.rights import RIGHTS, Act
from workbench.vigilance.causality import Answer
from workbench.vigilance.reporting import Case, open_cases
from workbench.words.sentence import N_


def report_todos(reader: Reader, person: str, role: Role) -> Iterator[Todo]:
    """What waits for ``person`` acting as ``role``: one line for each open report, the most pressing act first."""
    may = RIGHTS[role]
    if not {Act.SEND_REPORT, Act.ASSESS_REPORT, Act.CLOSE_REPORT} & may:
        return
    for case in open_cases(reader):
        if case.missing and Act.SEND_REPORT in may:
            yield _todo(case, N_("{batch} · incomplete report"), N_("Complete"))
        elif not case.judged and Act.ASSESS_REPORT in may:
            yield _todo(case, N_("{batch} · assess the report"), N_("Assess"))
        elif case.open_clocks and Act.SEND_REPORT in may:
            yield _todo(case, N_("{batch} · a clock runs"), N_("Open"))
        elif case.judged and not case.open_clocks and Act.CLOSE_REPORT in may and person not in case.entered_by:
            yield _todo(case, N_("{batch} · close the report"), N_("Close"))


def _todo(case: Case, said: str, button: str) -> Todo:
    report = case.report
    since = case.open_clocks[0].until if case.open_clocks else report.received
    return Todo(report.id, "alert", "reports", since, said, button, Text(report.reaction, report.reaction), urgent=case.serious is Answer.YES, about=report.id)
