"""From a bag at the bedside to what it stops: infusion, fever at night, grade, alert, report, case file, signal, held stock, recall."""
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.custody.ward import WRISTBAND
from tests.icsr.cases import LOW_TERMS, MEANS, PREFERRED, parts
from tests.surveillance.lots import PLANS, Lots
from tests.vigilance.reports import CALENDAR, POSSIBLE, SERIOUS
from tests.vigilance.rounds import CALM, EDITIONS, SCHEDULES
from workbench.barcodes import own
from workbench.batch.records import Batch, Status
from workbench.custody.actions import Called, call_back, issue_bag, take_back
from workbench.custody.recalls import Recall, recalls
from workbench.custody.records import Infusion, RecallAnswer
from workbench.icsr.actions.setting import SenderForm, import_meddra, set_sender
from workbench.icsr.actions.telling import code_reaction
from workbench.icsr.actions.writing import write_message
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.orders.records import Order
from workbench.stock.records import Lot, LotStatus
from workbench.surveillance.actions.keeping import keep_signal
from workbench.surveillance.actions.stopping import stop_by_signal
from workbench.surveillance.analysis import LOTS
from workbench.surveillance.records import Signal, StopKind
from workbench.vigilance.actions.deciding import call_about_alert, decide_grade
from workbench.vigilance.actions.reporting import Event, Judged, assess_causality, report_event
from workbench.vigilance.actions.rounds import Sheet, record_round
from workbench.vigilance.casereport.reading import read_message
from workbench.vigilance.casereport.schemas import validate
from workbench.vigilance.monitoring import Track, track_of
from workbench.vigilance.naming import Pointed
from workbench.vigilance.observed import ITEMS, Typed
from workbench.vigilance.records import Alert, Graded, ReportClock, ReportSource, SafetyReport

AT_NIGHT = timedelta(hours=40)
"""After the infusion, which is in the morning: two o'clock of the second night."""


class Story(Lots):
    """Two patients of the lot have had CRS of grade 3 and 4 before. Both bags of the batch are handed out, to two wards."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, grades=(3, 4))
        batch = self.desk.one(Batch, self.batch)
        self.desk.change(batch, regime="RU-iBMCP")
        self.desk.change(self.desk.one(Order, batch.order), regime="RU-iBMCP", ward="Haematology 4B")
        for bag, holder in zip(self.dossier.bags, ("Haematology 4B, nurse Rossi", "Day hospital, nurse Sala"), strict=True):
            issue_bag(bag.id, holder, **self.desk.doing("PH1"))
        self.desk.later(hours=1)

    def track(self, infusion: Infusion) -> Track:
        """The patient after this infusion."""
        with self.desk.register.reading() as reader:
            return track_of(reader, infusion.id)

    def sheet(self, infusion: Infusion, after: timedelta, **changed: str) -> None:
        """A bedside sheet of somebody who is well but for what is ``changed``, entered at once."""
        at = infusion.begun + after
        self.desk.clock.at = at + timedelta(minutes=2)
        units = {item: ITEMS[item].units for item in CALM}
        typed = tuple(Typed(item, raw, units[item][0][0] if units[item] else "") for item, raw in (CALM | changed).items() if raw)
        record_round(infusion.id, Sheet(at, typed), SCHEDULES, EDITIONS, **self.desk.doing("WN1"))

    def out(self) -> tuple[Recall, ...]:
        """What is called back."""
        with self.desk.register.reading() as reader:
            return recalls(reader)

    def flagged(self) -> bool:
        """Whether the rules flag the lot."""
        return any(each.method == LOTS and each.lot == self.lot.id for each in self.board.flags)


def test_from_the_vein_to_the_signal_and_back_to_the_shelf(tmp_path: Path, shared: Path) -> None:
    story = Story(tmp_path)
    desk, (mine, other) = story.desk, story.dossier.bags
    assert not story.flagged(), "two events are not enough"

    # infusion, and a fever at night that becomes a grade and alerts
    infusion = story.infuse()
    story.check(infusion)
    story.sheet(infusion, timedelta(hours=1))
    story.sheet(infusion, AT_NIGHT, temperature="39,4", hypotension="yes", vasopressors="1")
    graded = next(each for each in reversed(desk.kept(Graded)) if each.infusion == infusion.id and each.scale == "crs")
    assert (graded.grade, dict((each.name, each.value) for each in graded.inputs)["temperature"].split()[0]) == (3, "39.4")
    alerts = story.track(infusion).open_alerts()
    assert alerts and all(isinstance(each, Alert) for each in alerts)
    call_about_alert(alerts[0].id, "Dr Costa", desk.clock.at, read_back=True, **desk.doing("WN1"))
    decide_grade(graded.id, 3, "", **desk.doing("MD1", Role.PHYSICIAN))
    assert alerts[0].id not in {each.id for each in story.track(infusion).open_alerts()}

    # the ward reports it by scan; a clock of the pathway runs, a physician assesses
    onset = infusion.begun + AT_NIGHT
    event = Event("fever 39.4, shock", onset, SERIOUS, Pointed(story.code), Pointed(WRISTBAND), source=ReportSource.MONITORING)
    report_event(event, CALENDAR, **desk.doing("WN1"))
    (report,) = desk.kept(SafetyReport)
    assert (report.bag, report.batch) == (mine.id, story.batch)
    assert desk.kept(ReportClock)
    assess_causality(report.id, Judged("possible", "time fits, infection is not excluded", asked=POSSIBLE), **desk.signing("MD1", Role.PHYSICIAN))

    # its case file, valid by the schemas, with the batch, the bag and the lot in it
    set_sender(SenderForm(kind="3", organisation="Demo hospital", country="ru", identifier="DEMO", receiver="AUTHORITY"), "first", **desk.doing("AD1"))
    import_meddra("27.1", LOW_TERMS, PREFERRED, **desk.doing("AD1"))
    with pytest.raises(Refused):
        write_message(report.id, MEANS, drafted=False, reason="", **desk.doing("PH1"))
    code_reaction(report.id, "10090004", **desk.doing("PH1"))
    message, content = parts(write_message(report.id, MEANS, drafted=False, reason="", **desk.doing("PH1")))
    assert validate(content, shared / "schemas" / "e2br3" / "schemas") == ()
    case = read_message(content).cases[0]
    assert case.drugs[0].doses[0].batch_lot == story.batch
    assert mine.id in content.decode()

    # the third event of the lot: flagged, kept, and what is made of it is stopped
    assert story.flagged()
    flag = next(each for each in story.board.flags if each.method == LOTS)
    assert {each.infusion for each in flag.behind if each.event} == {infusion.id, "INX1", "INX2"}
    keep_signal("PROBE", flag.key, "three of three bags of the lot", PLANS, **desk.signing("PH1"))
    (signal,) = desk.kept(Signal)
    why = "three events of three bags"
    stop_by_signal(signal.id, StopKind.LOT, story.lot.id, why, **desk.signing("RP1"))
    stop_by_signal(signal.id, StopKind.BAGS, story.lot.id, why, **desk.signing("RP1"))
    assert desk.one(Lot, story.lot.id).status is LotStatus.HELD
    assert desk.one(Batch, story.batch).status is Status.HELD

    # recall: the bag on the other ward is told of, and comes back
    (one,) = story.out()
    assert (one.bag.id, one.issue.holder) == (other.id, "Day hospital, nurse Sala")
    call_back(other.id, Called("Day hospital, nurse Sala", RecallAnswer.COMES_BACK, True, desk.clock.at), **desk.doing("PH1"))
    take_back(str(own.bag(story.dossier.batch, other.number)), "cold all the time, seal whole", **desk.doing("PH1"))
    assert story.out() == ()
    assert message.report == report.id
