"""What waits at signals: those that are not over, for whoever may do the next step, and change control that nothing has come of yet."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from ui.screens.today_todo import Todo
from workbench.custody.records import ExposureLine, Infusion, InfusionCorrection
from workbench.formula.records import Text
from workbench.kernel.ports import Reader
from workbench.kernel.values import Role
from workbench.people.rights import RIGHTS, Act
from workbench.surveillance.monitors import plans_of
from workbench.surveillance.moves import act_for, next_of
from workbench.surveillance.records import Signal, SignalStep, State
from workbench.surveillance.rules import may_step
from workbench.surveillance.trail import Trail, all_trails, open_trails
from workbench.vigilance.records import Death, Graded, GradeDecision, ReportFollowUp, SafetyReport
from workbench.words.sentence import N_

SIGNALS = frozenset({Act.VALIDATE_SIGNAL, Act.ASSESS_SIGNAL, Act.ACT_ON_SIGNAL, Act.CLOSE_SIGNAL})
APART = frozenset({"surveillance.own-signal", "surveillance.own-assessment"})
SAID = {
    State.VALIDATED: (N_("{batch} · validate the signal"), N_("Validate")), State.ASSESSED: (N_("{batch} · assess the signal"), N_("Assess")),
    State.ACTION: (N_("{batch} · decide about the signal"), N_("Decide")), State.CLOSED: (N_("{batch} · close the signal"), N_("Close")),
}  # fmt: skip


RESTS_ON = (Infusion, InfusionCorrection, Graded, GradeDecision, Death, SafetyReport, ReportFollowUp, Signal, SignalStep)
"""The records that a flag rests on, and those that keep it."""
COUNTED: dict[str, object] = {}


def signal_todos(reader: Reader, person: str, role: Role) -> Iterator[Todo]:
    """What waits for ``person`` acting as ``role``."""
    may = RIGHTS[role]
    if not SIGNALS & may:
        return
    for trail in open_trails(reader):
        if Act.ACT_ON_SIGNAL in may:
            for change in trail.open_changes:
                if change.person != person:
                    about = Text(change.subject, change.subject)
                    yield Todo(change.id, "deviation", "signals", change.opened, N_("{batch} · change control"), N_("Open"), about, about=trail.signal.id)
        step = _step(trail, person, may)
        if step is not None:
            said, button = SAID[step]
            yield Todo(trail.signal.id, "alert", "signals", trail.steps[-1].at, said, button, Text(trail.signal.said, trail.signal.said),
                       about=trail.signal.id, urgent=step is State.VALIDATED)  # fmt: skip


def unkept_flags(reader: Reader, plans: Mapping[str, str], now: datetime) -> int:
    """How many rules flag what nobody has kept. What it rests on is counted first: while nothing of that is new, nothing is reckoned again."""
    if not reader.count(ExposureLine):
        COUNTED.clear()
        return 0
    state = (*(reader.count(each) for each in RESTS_ON), now.date(), *sorted(plans.items()))
    if COUNTED.get("state") != state:
        from workbench.surveillance.analysis import flags_of, unkept  # reckons with what takes its time to import
        from workbench.surveillance.exposure import products

        known = plans_of(plans)
        trails = {product: all_trails(reader, product) for product in products(reader)}
        found = flags_of(reader, known, now)
        COUNTED["state"] = state
        COUNTED["flags"] = sum(len(unkept([flag for of, flag in found if of == product], trails[product])) for product in trails)
    return int(str(COUNTED["flags"]))


def known_flags() -> int:
    """What was counted last: the rail counts it away from the window's thread."""
    return int(str(COUNTED.get("flags", 0)))


def _step(trail: Trail, person: str, may: frozenset[Act]) -> State | None:
    """The way forward, if this person may go it."""
    for to in next_of(trail.state):
        act = act_for(trail.state, to)
        apart = APART & {each.code for each in may_step(trail, to, "...", person)}
        if to in SAID and act in may and not apart:
            return to
    return None
