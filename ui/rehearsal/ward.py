"""Infusions, sheets, calls and reports, through the window."""
from __future__ import annotations

from ui.rehearsal.common import WindowPlay
from ui.rehearsal.finger import NotOffered
from workbench.batch.records import Bag
from workbench.custody.records import Infusion
from workbench.rehearsal import acts
from workbench.rehearsal.hands import Told
from workbench.vigilance.monitoring import track_of

OPENS = {"bedside": "do.record-round", "laboratory": "do.record-laboratory"}


class OnTheWard(WindowPlay):
    """The acts about a bag that was given."""

    def record_infusion(self, act: acts.RecordInfusion) -> Told:
        """Scans bag and wristband, types times and volume; the second person signs the check in place."""
        left: acts.Act = act

        def touches() -> None:
            nonlocal left
            self._at_safety(act)
            self.finger.press("do.record-infusion")
            self.finger.scan(self.known.bag_label(act.batch, act.bag))
            self.finger.scan(self.known.wristband(act.batch, act.patient))
            self.finger.fill("begun", self.moment(act.begun))
            self.finger.fill("ended", self.moment(act.ended))
            self.finger.fill("given", act.given)
            self.finger.fill("whole", "yes" if act.whole else "no")
            self.finger.fill("remark", act.note)
            self.commit("do.record-infusion-now")
            if self.finger.seen("do.record-infusion-now") is not None:
                raise NotOffered("do.record-infusion-now: only a close call was entered")
            if act.second is not None:
                second = act.second
                left = acts.CheckInfusion(at=second.at or act.at, who=second.who, role=second.role, batch=act.batch, bag=act.bag)
                self.clock.set(left.at)
                self._check_given(act, second.who)

        return self.do(act, touches, asks=lambda: left)

    def check_infusion(self, act: acts.CheckInfusion) -> Told:
        """The check alone."""

        def touches() -> None:
            self._at_safety(act)
            self._check_given(act, act.who)

        return self.do(act, touches)

    def _check_given(self, act: acts.OnBag, who: str) -> None:
        self.finger.row("monitored", self._infusion_of(act))
        self.commit("do.check-infusion", who)

    def record_sheet(self, act: acts.RecordSheet) -> Told:
        """Fills in what was observed, and leaves the rest empty."""

        def touches() -> None:
            self._at_safety(act)
            self.finger.row("monitored", self._infusion_of(act))
            self.finger.press(OPENS.get(act.kind, OPENS["bedside"]))
            if act.kind not in OPENS:
                self.finger.fill("form", act.kind)
            self.finger.fill("at", self.moment(act.seen))
            for item, raw in act.enter.items():
                self.finger.fill(item, raw)
                if item in act.units:
                    self.finger.fill(f"unit.{item}", act.units[item])
                if item in act.limits:
                    self.finger.fill(f"lower.{item}", act.limits[item].lower)
                    self.finger.fill(f"upper.{item}", act.limits[item].upper)
            self.commit("do.record-round-now")

        return self.do(act, touches)

    def call_about_alert(self, act: acts.CallAboutAlert) -> Told:
        """The call sheet of the alert."""

        def touches() -> None:
            self._at_alert(act, act.alert, open_=True)
            self.finger.press("do.call")
            self.finger.fill("called", act.called)
            self.finger.fill("at", self.moment(act.called_at or act.at))
            self.finger.fill("read_back", "yes" if act.read_back else "no")
            self.finger.fill("said", act.said)
            self.commit("do.call-now")

        return self.do(act, touches)

    def report_event(self, act: acts.ReportEvent) -> Told:
        """A new report by a scan of the bag, or out of an alert, which fills in what it knows."""

        def touches() -> None:
            if act.alert:
                self._at_alert(act, act.alert, open_=False)
                self.finger.press("do.report-alert")
            else:
                self._at_safety(act)
                self.finger.press("do.reports")
                self.finger.press("do.new-report")
                self.finger.scan(self.known.bag_label(act.batch, act.bag))
            self.finger.fill("reaction", act.reaction)
            if act.onset is not None:
                self.finger.fill("onset", self.moment(act.onset))
            self.finger.fill("outcome", act.outcome)
            for place, answer in enumerate(act.answers):
                self.finger.fill(f"serious{place}", answer)
            self.commit("do.report-now")

        return self.do(act, touches)

    def _at_safety(self, act: acts.Act) -> None:
        self.as_person(act.who)
        self.go("safety")

    def _at_alert(self, act: acts.OnBag, kind: str, *, open_: bool) -> None:
        self._at_safety(act)
        infusion = self._infusion_of(act)
        self.finger.row("monitored", infusion)
        with self.register.reading() as reader:
            track = track_of(reader, infusion)
        held = track.open_alerts() if open_ else track.alerts
        alert = next((each.id for each in held if each.kind == kind), None)
        if alert is None:
            raise NotOffered(f"an alert {kind}")
        self.finger.row("alerts", alert)

    def _infusion_of(self, act: acts.OnBag) -> str:
        with self.register.reading() as reader:
            bags = [each.id for each in reader.find(Bag, {"batch": self.known.batch(act.batch), "number": act.bag})]
            found = [each.id for bag in bags for each in reader.find(Infusion, {"bag": bag})]
        if not found:
            raise NotOffered(f"an infusion of bag {act.bag}")
        return found[0]
