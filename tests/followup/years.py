"""A patient in the years after an infusion, and what is learnt of them."""
from __future__ import annotations

import sqlite3
from contextlib import closing
from copy import copy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from db.opening import open_register
from tests.desk import StandingClock
from tests.vigilance.reports import CALENDAR, Reporting
from tests.vigilance.rounds import SCHEDULES
from workbench.followup.actions.contacting import Person, decide_standing, keep_contact, record_attempt
from workbench.followup.actions.malignancies import Illness, Step, record_malignancy, record_sample
from workbench.followup.actions.visiting import Form, record_visit
from workbench.followup.form import QUESTIONS, UNKNOWN, applies
from workbench.followup.records import Answered, Contact, ContactKind, FollowUpVisit, Known, Malignancy, Reached, Sample, Standing, Way
from workbench.followup.timeline import Due, State, Trail, dues, trail_of, yearly
from workbench.kernel.findings import Done
from workbench.kernel.values import Role

DAY0 = date(2026, 11, 20)
WELL = {
    "survival": "alive", "disease": "complete response", "relapse": "no", "malignancy": "no", "counts": "recovered", "persistence": "detected",
    "b_cells": "absent", "igg": "yes", "infections": "no", "gvhd": "no", "neurological": "no", "autoimmune": "no", "late_effects": UNKNOWN, "cells_again": "no",
    "pregnancy": "does not apply",
}  # fmt: skip


def answers(given: dict[str, str]) -> tuple[Answered, ...]:
    """The form in its order; what is empty, or is not asked, is left out."""
    return tuple(Answered(code, given[code], "") for code, each in QUESTIONS.items() if given.get(code) and applies(each, given))


class Years(Reporting):
    """The bag was given on 20 November 2026; ``on`` moves the clock to the noon of a day after it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.noon = self.desk.clock.at.replace(hour=12, minute=0)

    def again(self, folder: Path) -> Years:
        """The same patient in a register of its own: making one takes a second."""
        with closing(sqlite3.connect(self.desk.folder / "register.sqlite")) as kept, closing(sqlite3.connect(folder / "register.sqlite")) as own:
            kept.backup(own)
        other, desk = copy(self), copy(self.desk)
        desk.folder, desk.clock = folder, StandingClock(self.noon)
        desk.register = open_register(folder / "register.sqlite", desk.clock)
        other.desk = desk
        return other

    @property
    def trail(self) -> Trail:
        """What the register knows now."""
        with self.desk.register.reading() as reader:
            return trail_of(reader, self.infusion.id)

    def on(self, day: int) -> date:
        """Moves the clock to this day after the infusion, at noon."""
        self.desk.clock.at = self.noon + timedelta(days=day)
        return DAY0 + timedelta(days=day)

    def dues(self) -> tuple[Due, ...]:
        """What is due, as it stands."""
        with self.desk.register.reading() as reader:
            return dues(trail_of(reader, self.infusion.id), SCHEDULES, yearly(reader), self.desk.clock.at)

    def states(self) -> dict[str, State]:
        """Line and number to how it stands."""
        return {f"{each.item.line} {each.item.number}": each.state for each in self.dues()}

    def form(self, seen: date | None = None, way: Way = Way.EXAMINATION, **changed: str) -> Form:
        """Somebody who is well on the day of the clock, except for what is changed; an empty answer is left out."""
        return Form(way, seen or self.desk.clock.at.date(), answers(WELL | changed))

    def visit(self, who: str = "WN1", seen: date | None = None, way: Way = Way.EXAMINATION, **changed: str) -> FollowUpVisit:
        """What was learnt, entered."""
        made = record_visit(self.infusion.id, self.form(seen, way, **changed), SCHEDULES, **self.desk.doing(who)).changed[0]
        assert isinstance(made, FollowUpVisit)
        return made

    def contact(self, **changed: Any) -> Contact:
        """A relative with a telephone."""
        usual: dict[str, Any] = {"kind": ContactKind.RELATIVE, "name": "Anna Elkina", "reach": "+7 900 000-00-00", "language": "Russian"}
        made = keep_contact(self.infusion.id, Person(**(usual | changed)), **self.desk.doing("WN1")).changed[0]
        assert isinstance(made, Contact)
        return made

    def attempt(self, contact: Contact, result: Reached = Reached.NO_ANSWER) -> None:
        """Somebody is tried, now."""
        record_attempt(self.infusion.id, contact.id, result, self.desk.clock.at, **self.desk.doing("WN1"))

    def stand(self, standing: Standing, why: str = "nobody answers", who: str = "MD1") -> None:
        """A decision about whether the patient can be followed up."""
        decide_standing(self.infusion.id, standing, why, **self.desk.doing(who, Role.PHYSICIAN if who == "MD1" else None))

    def lost(self) -> None:
        """Lost after three attempts."""
        contact = self.contact()
        for _ in range(3):
            self.attempt(contact)
            self.desk.later(hours=1)
        self.stand(Standing.LOST)

    def ill(self, who: str = "WN1", **changed: Any) -> Done:
        """A second malignancy, told now."""
        usual: dict[str, Any] = {"kind": "T-cell lymphoma", "t_cell": Known.YES, "diagnosed": self.desk.clock.at.date(), "told": self.desk.clock.at}
        return record_malignancy(self.infusion.id, Illness(**(usual | changed)), CALENDAR, **self.desk.doing(who))

    def sample(self, malignancy: Malignancy, step: Sample, **changed: Any) -> Done:
        """A step of its sample, today."""
        usual: dict[str, Any] = {"on": self.desk.clock.at.date(), "place": "Pathology", "said": "tested"}
        return record_sample(malignancy.id, Step(step, **(usual | changed)), CALENDAR, **self.desk.doing("WN1"))
