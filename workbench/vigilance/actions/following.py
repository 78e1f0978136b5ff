"""What follows from observations inside the act that added them: grades and alerts, written beside what stands already."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from workbench.custody.records import Infusion
from workbench.kernel.findings import Refused, stops
from workbench.kernel.ports import Change, Reader
from workbench.kernel.values import Actor, Stored
from workbench.vigilance.grading.ctcae import Edition
from workbench.vigilance.grading.grade import Grade
from workbench.vigilance.laboratory import of_course, of_sheet
from workbench.vigilance.monitoring import Track, alert_kind, raised, track_of
from workbench.vigilance.opening import reason_of
from workbench.vigilance.records import Alert, Graded, Named
from workbench.vigilance.rules import SOURCE
from workbench.vigilance.sheets import graded


def track_in(reader: Reader, infusion_id: str) -> Track:
    """The track of an infusion as this act sees it; refused when there is none."""
    if not reader.find(Infusion, {"id": infusion_id}):
        raise Refused((stops("vigilance.no-such-infusion", SOURCE),))
    return track_of(reader, infusion_id)


def follow(
    change: Change, infusion_id: str, round_: str, at: datetime, editions: Mapping[str, Edition], actor: Actor, now: datetime
) -> tuple[Stored, ...]:
    """Grades the sheet ``round_`` and the whole course, and raises what the track calls for now. Nothing that stands is touched."""
    track = track_of(change, infusion_id)
    sheet, made = track.rounds()[round_], list[Stored]()
    for each in (*graded(sheet, track.patient.born), *of_sheet(sheet, track.course, editions.get(track.ctcae or ""))):
        before = [one for one in track.graded if (one.round, one.scale) == (round_, each.scale)]
        if not before or _said(before[-1]) != (each.grade, each.rule, _named(each.inputs)):
            made.append(graded_fact(change, track, round_, each, len(before) + 1, at, actor, now))
            change.add(made[-1])
    return (*made, *course(change, infusion_id, actor, now), *alert(change, infusion_id, round_, actor, now))


def course(change: Change, infusion_id: str, actor: Actor, now: datetime) -> tuple[Graded, ...]:
    """Grades the whole course where other observations, or another end of it, have to be looked at; another rule alone grades nothing again."""
    track = track_of(change, infusion_id)
    made: list[Graded] = []
    for each, at in of_course(track.course):
        before = [one for one in track.graded if (one.round, one.scale) == (infusion_id, each.scale)]
        if not before or before[-1].inputs != _named(each.inputs):
            made.append(graded_fact(change, track, infusion_id, each, len(before) + 1, at, actor, now))
            change.add(made[-1])
    return tuple(made)


def alert(change: Change, infusion_id: str, round_: str, actor: Actor, now: datetime) -> tuple[Alert, ...]:
    """Adds each alert that the track calls for and that does not stand yet."""
    track = track_of(change, infusion_id)
    known = {(each.kind, each.at) for each in track.alerts}
    made: list[Alert] = []
    for each in raised(track).alerts:
        if (alert_kind(each), each.at) not in known:
            reasons = (reason_of(each.finding),)
            made.append(
                Alert(
                    change.fresh("AL"), infusion_id, track.infusion.patient, round_, alert_kind(each), each.at, track.zone, reasons, now, actor.person
                )
            )
            change.add(made[-1])
    return tuple(made)


def graded_fact(
    change: Change, track: Track, round_: str, grade: Grade, number: int, at: datetime, actor: Actor, now: datetime
) -> Graded:
    """A grade as it is kept."""
    return Graded(
        change.fresh("GR"), track.infusion.id, track.infusion.patient, round_, grade.scale, number, at, track.zone, grade.grade, grade.rule,
        grade.ctcae_version, _named(grade.inputs), tuple(reason_of(each) for each in grade.reasons), now, actor.person,
    )  # fmt: skip


def _named(pairs: tuple[tuple[str, str], ...]) -> tuple[Named, ...]:
    return tuple(Named(name, value) for name, value in pairs)


def _said(kept: Graded) -> tuple[int | None, str, tuple[Named, ...]]:
    return kept.grade, kept.rule, kept.inputs
