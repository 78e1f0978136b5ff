"""Infusions, sheets, calls and reports, by the desk hand."""

from __future__ import annotations

from workbench.batch.records import Bag
from workbench.custody.actions import Bedside, check_infusion, record_infusion
from workbench.custody.records import Infusion
from workbench.kernel.findings import Refused, stops
from workbench.people.records import Meaning
from workbench.rehearsal import acts
from workbench.rehearsal.desk.common import Desk
from workbench.rehearsal.hands import Told
from workbench.vigilance.actions.deciding import call_about_alert
from workbench.vigilance.actions.reporting import Event, report_event
from workbench.vigilance.actions.rounds import Sheet, record_round
from workbench.vigilance.monitoring import track_of
from workbench.vigilance.naming import Pointed
from workbench.vigilance.observed import ITEMS, Typed
from workbench.vigilance.records import Alert, Outcome, ReportSource


class OnTheWard(Desk):
    """The acts about a bag that was given."""

    def record_infusion(self, act: acts.RecordInfusion) -> Told:
        """Enters the infusion; the second person, if there is one, checks it."""
        bag, band = self.known.bag_label(act.batch, act.bag), self.known.wristband(act.batch, act.patient)
        seen = Bedside(bag.decode(), band.decode(), act.begun, act.ended, f"{act.given} mL", act.whole, act.note)
        done = record_infusion(seen, **self.doing(act))
        if act.second is None:
            return done.findings
        self.clock.set(act.second.at or act.at)
        infusion = next(each for each in done.changed if isinstance(each, Infusion))
        proof, second = self.proof(act.second.who, Meaning.CHECKED), self.actor(act.second.who, act.second.role)
        return (*done.findings, *check_infusion(infusion.id, proof=proof, actor=second, register=self.register, clock=self.clock).findings)

    def check_infusion(self, act: acts.CheckInfusion) -> Told:
        """The check alone."""
        return check_infusion(self._infusion_of(act), **self.signing(act, Meaning.CHECKED)).findings

    def record_sheet(self, act: acts.RecordSheet) -> Told:
        """Enters a sheet; grades and alerts follow from it."""
        typed = tuple(_typed(act, item, raw) for item, raw in act.enter.items())
        seen, after = Sheet(act.seen, typed), self.supplies.aftercare
        return record_round(self._infusion_of(act), seen, after.schedules, after.editions, **self.doing(act)).findings

    def call_about_alert(self, act: acts.CallAboutAlert) -> Told:
        """Calls about the open alert of that kind; of one that does not stand open, the action says so."""
        alert = self._alert(act, act.alert, open_=True)
        when = act.called_at or act.at
        return call_about_alert(alert.id if alert else "", act.called, when, read_back=act.read_back, said=act.said, **self.doing(act)).findings

    def report_event(self, act: acts.ReportEvent) -> Told:
        """Reports; from an alert, monitoring saw it first."""
        alert = self._alert(act, act.alert, open_=False) if act.alert else None
        if act.alert and alert is None:
            raise Refused([stops("vigilance.not-found", "alerts after the infusion")])
        source, onset = ReportSource.SPONTANEOUS, act.onset
        bag, patient = Pointed(self.known.bag_label(act.batch, act.bag).decode()), Pointed()
        if alert is not None:
            source, onset = ReportSource.MONITORING, act.onset or alert.at
            bag, patient = Pointed(chosen=self._bag_given(act)), Pointed(chosen=alert.patient)
        event = Event(act.reaction, onset, act.answers, bag, patient, outcome=Outcome(act.outcome), source=source)
        return report_event(event, self.supplies.aftercare.calendar, **self.doing(act)).findings

    def _bag_given(self, act: acts.OnBag) -> str:
        with self.register.reading() as reader:
            return next((each.id for each in reader.find(Bag, {"batch": self.known.batch(act.batch), "number": act.bag})), "")

    def _infusion_of(self, act: acts.OnBag) -> str:
        """The infusion of the bag; none is an identifier that the action does not find."""
        with self.register.reading() as reader:
            return next((each.id for each in reader.find(Infusion, {"bag": self._bag_given(act)})), "")

    def _alert(self, act: acts.OnBag, kind: str, *, open_: bool) -> Alert | None:
        infusion = self._infusion_of(act)
        with self.register.reading() as reader:
            track = track_of(reader, infusion) if infusion else None
        held = () if track is None else track.open_alerts() if open_ else track.alerts
        return next((each for each in held if each.kind == kind), None)


def _typed(act: acts.RecordSheet, item: str, raw: str) -> Typed:
    """An item as the sheet takes it: a unit stands beside it already where it has only one."""
    units = [unit for unit, _ in ITEMS[item].units] if item in ITEMS else []
    limits = act.limits.get(item, acts.Limits())
    return Typed(item, raw, act.units.get(item, units[0] if len(units) == 1 else ""), limits.lower, limits.upper)
