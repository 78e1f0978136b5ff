"""A patient after an infusion, and sheets that are entered of them."""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.custody.ward import Ward
from workbench.cli.resources import Resources
from workbench.kernel.findings import Done
from workbench.kernel.values import Role
from workbench.vigilance.actions.rounds import Sheet, record_round
from workbench.vigilance.grading.clinical import checklists_of
from workbench.vigilance.grading.ctcae_reading import editions_of
from workbench.vigilance.monitoring import Track, track_of
from workbench.vigilance.observed import ITEMS, Typed
from workbench.vigilance.records import Observation
from workbench.vigilance.schedule_reading import schedules_of

SCHEDULES = {code: replace(each, doses=("mg",)) for code, each in schedules_of(Resources().schedules).items()}
"""The schedules of the project, for the dose of the probe formula."""
EDITIONS = editions_of(Resources().grading)
CHECKLISTS = checklists_of(Resources().grading)
CALM = {
    "temperature": "36,8", "fever_other_cause": "no", "treated": "no", "hypotension": "no", "reaction": "no", "vasopressors": "0", "vasopressin": "no",
    "oxygen": "room_air", "ice_orientation": "4", "ice_naming": "3", "ice_command": "1", "ice_writing": "1", "ice_attention": "1",
    "awakens": "spontaneous", "seizure": "none", "weakness": "no", "oedema": "none", "posturing": "no", "sedated": "no",
}  # fmt: skip
"""Everything that a bedside sheet asks of somebody who is well."""


class Bedside(Ward):
    """The infusion ended at ``begun`` plus ten minutes; the clock stands then."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.infusion = self.infuse()

    @property
    def track(self) -> Track:
        """What the register knows now."""
        with self.desk.register.reading() as reader:
            return track_of(reader, self.infusion.id)

    @property
    def begun(self) -> datetime:
        """When the infusion began."""
        return self.infusion.begun

    def round(self, hours: float, *, who: str = "WN1", units: dict[str, str] | None = None, **changed: str) -> Done:
        """A sheet so many hours after the infusion, of somebody who is well except for what is ``changed``; the clock goes there first."""
        return self.sheet(hours, CALM | changed, who=who, units=units or {})

    def sheet(
        self, hours: float, typed: dict[str, str], *, who: str = "WN1", units: dict[str, str] | None = None, limits: dict[str, tuple[str, str]] | None = None
    ) -> Done:
        """A sheet with these items only; what is empty is left out, as the screen leaves it out. ``limits`` are those of the laboratory."""
        at = self.begun + timedelta(hours=hours)
        self.desk.clock.at = max(self.desk.clock.at, at + timedelta(minutes=1))
        kept = tuple(Typed(item, raw, (units or {}).get(item, _unit(item)), *(limits or {}).get(item, ("", ""))) for item, raw in typed.items() if raw)
        role = Role.PHYSICIAN if who == "MD1" else None
        return record_round(self.infusion.id, Sheet(at, kept), SCHEDULES, EDITIONS, **self.desk.doing(who, role))

    def grades(self) -> dict[str, list[int | None]]:
        """The grades that count, by scale, in the order of time."""
        found: dict[str, list[int | None]] = {}
        for each in self.track.standing():
            found.setdefault(each.scale, []).append(self.track.counts(each))
        return found

    def stood(self, item: str) -> Observation:
        """What stands now of an item on the newest sheet."""
        return list(self.track.rounds().values())[-1][item]


def _unit(item: str) -> str:
    units = ITEMS[item].units if item in ITEMS else ()
    return units[0][0] if units else ""
