"""The hand that plays a case: one method for each act. It answers with what the act tells besides, and raises what refuses it."""

from __future__ import annotations

from typing import Protocol

from workbench.kernel.findings import Finding
from workbench.rehearsal import acts

Told = tuple[Finding, ...]


class Hand(Protocol):
    """Does what a case says, at the time that it says.

    Each method returns what was told besides (findings that do not stop), raises ``Refused`` where a rule stops the act, and
    ``Unavailable`` where the world is not there. Anything else is a bug of the hand or of what it plays on.
    """

    def approve_formula(self, act: acts.ApproveFormula) -> Told: ...
    def confirm_assumptions(self, act: acts.ConfirmAssumptions) -> Told: ...
    def withdraw_formula(self, act: acts.WithdrawFormula) -> Told: ...
    def enter_lot(self, act: acts.EnterLot) -> Told: ...
    def decide_lot(self, act: acts.DecideLot) -> Told: ...
    def sample_lot(self, act: acts.SampleLot) -> Told: ...
    def register_patient(self, act: acts.RegisterPatient) -> Told: ...
    def enter_order(self, act: acts.EnterOrder) -> Told: ...
    def verify_order(self, act: acts.VerifyOrder) -> Told: ...
    def amend_order(self, act: acts.AmendOrder) -> Told: ...
    def countersign_order(self, act: acts.CountersignOrder) -> Told: ...
    def hold_order(self, act: acts.HoldOrder) -> Told: ...
    def resume_order(self, act: acts.ResumeOrder) -> Told: ...
    def cancel_order(self, act: acts.CancelOrder) -> Told: ...
    def record_markers(self, act: acts.RecordMarkers) -> Told: ...
    def record_collection(self, act: acts.RecordCollection) -> Told: ...
    def open_batch(self, act: acts.OpenBatch) -> Told: ...
    def work_step(self, act: acts.WorkStep) -> Told: ...
    def verify_step(self, act: acts.VerifyStep) -> Told: ...
    def scan_in_step(self, act: acts.ScanInStep) -> Told: ...
    def take_over(self, act: acts.TakeOver) -> Told: ...
    def dispute_step(self, act: acts.DisputeStep) -> Told: ...
    def sign_again(self, act: acts.SignAgain) -> Told: ...
    def correct_entry(self, act: acts.CorrectEntry) -> Told: ...
    def report_problem(self, act: acts.ReportProblem) -> Told: ...
    def print_label(self, act: acts.PrintLabel) -> Told: ...
    def spoil_label(self, act: acts.SpoilLabel) -> Told: ...
    def destroy_label(self, act: acts.DestroyLabel) -> Told: ...
    def assess_deviation(self, act: acts.AssessDeviation) -> Told: ...
    def enter_result(self, act: acts.EnterResult) -> Told: ...
    def check_result(self, act: acts.CheckResult) -> Told: ...
    def move_batch(self, act: acts.MoveBatch) -> Told: ...
    def review(self, act: acts.Review) -> Told: ...
    def release(self, act: acts.Release) -> Told: ...
    def print_paper(self, act: acts.PrintPaper) -> Told: ...
    def hand_over(self, act: acts.HandOver) -> Told: ...
    def issue_bag(self, act: acts.IssueBag) -> Told: ...
    def record_infusion(self, act: acts.RecordInfusion) -> Told: ...
    def check_infusion(self, act: acts.CheckInfusion) -> Told: ...
    def record_sheet(self, act: acts.RecordSheet) -> Told: ...
    def call_about_alert(self, act: acts.CallAboutAlert) -> Told: ...
    def report_event(self, act: acts.ReportEvent) -> Told: ...


def by_hand(hand: Hand, act: acts.Act) -> Told:
    """Has ``hand`` do ``act``."""
    match act:
        case acts.WorkStep() | acts.VerifyStep() | acts.ScanInStep() | acts.TakeOver() | acts.DisputeStep() | acts.SignAgain():
            return _at_bench(hand, act)
        case acts.CorrectEntry():
            return hand.correct_entry(act)
        case acts.ReportProblem():
            return hand.report_problem(act)
        case acts.PrintLabel() | acts.SpoilLabel() | acts.DestroyLabel():
            return _label(hand, act)
        case acts.OpenBatch():
            return hand.open_batch(act)
        case acts.AssessDeviation():
            return hand.assess_deviation(act)
        case acts.EnterResult():
            return hand.enter_result(act)
        case acts.CheckResult():
            return hand.check_result(act)
        case acts.MoveBatch():
            return hand.move_batch(act)
        case acts.Review():
            return hand.review(act)
        case acts.Release():
            return hand.release(act)
        case acts.PrintPaper():
            return hand.print_paper(act)
        case acts.HandOver():
            return hand.hand_over(act)
        case acts.IssueBag():
            return hand.issue_bag(act)
        case acts.OnBag():
            return _on_ward(hand, act)
        case _:
            return _before(hand, act)


def _at_bench(hand: Hand, act: acts.OnStep) -> Told:
    match act:
        case acts.WorkStep():
            return hand.work_step(act)
        case acts.VerifyStep():
            return hand.verify_step(act)
        case acts.ScanInStep():
            return hand.scan_in_step(act)
        case acts.TakeOver():
            return hand.take_over(act)
        case acts.DisputeStep():
            return hand.dispute_step(act)
        case acts.SignAgain():
            return hand.sign_again(act)
        case _:
            raise TypeError(f"no hand for {type(act).__name__}")


def _on_ward(hand: Hand, act: acts.OnBag) -> Told:
    match act:
        case acts.RecordInfusion():
            return hand.record_infusion(act)
        case acts.CheckInfusion():
            return hand.check_infusion(act)
        case acts.RecordSheet():
            return hand.record_sheet(act)
        case acts.CallAboutAlert():
            return hand.call_about_alert(act)
        case acts.ReportEvent():
            return hand.report_event(act)
        case _:
            raise TypeError(f"no hand for {type(act).__name__}")


def _label(hand: Hand, act: acts.PrintLabel | acts.SpoilLabel | acts.DestroyLabel) -> Told:
    match act:
        case acts.PrintLabel():
            return hand.print_label(act)
        case acts.SpoilLabel():
            return hand.spoil_label(act)
        case acts.DestroyLabel():
            return hand.destroy_label(act)


def _before(hand: Hand, act: acts.Act) -> Told:
    match act:
        case acts.ApproveFormula():
            return hand.approve_formula(act)
        case acts.ConfirmAssumptions():
            return hand.confirm_assumptions(act)
        case acts.WithdrawFormula():
            return hand.withdraw_formula(act)
        case acts.EnterLot():
            return hand.enter_lot(act)
        case acts.DecideLot():
            return hand.decide_lot(act)
        case acts.SampleLot():
            return hand.sample_lot(act)
        case acts.RegisterPatient():
            return hand.register_patient(act)
        case acts.EnterOrder():
            return hand.enter_order(act)
        case acts.VerifyOrder():
            return hand.verify_order(act)
        case acts.AmendOrder():
            return hand.amend_order(act)
        case acts.CountersignOrder():
            return hand.countersign_order(act)
        case acts.HoldOrder():
            return hand.hold_order(act)
        case acts.ResumeOrder():
            return hand.resume_order(act)
        case acts.CancelOrder():
            return hand.cancel_order(act)
        case acts.RecordMarkers():
            return hand.record_markers(act)
        case acts.RecordCollection():
            return hand.record_collection(act)
        case _:
            raise TypeError(f"no hand for {type(act).__name__}")
