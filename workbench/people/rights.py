"""Which role may do which act: the one table. What is not in it is refused.

Sources: PIC/S PE 010-4 chapters 2 and 6.5, 21 CFR 11.10(d) and (g), the draft EU GMP Annex 11 (administrators kept apart from the
work they administer). Whether the person took part, is qualified, or is a second person is judged besides, by rules.
"""
from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from workbench.kernel.values import Role
from workbench.people.records import Meaning


class Act(Enum):
    """Everything that a person can do to what the register keeps. Reading is free to everybody who is signed in."""

    SET_UP_SITE = "set up the site"
    MANAGE_PEOPLE = "manage people"
    UNLOCK_PERSON = "unlock a person"
    RECORD_QUALIFICATION = "record a qualification"
    REGISTER_PATIENT = "register a patient"
    AMEND_PATIENT = "amend a patient"
    ENTER_ORDER = "enter an order"
    VERIFY_ORDER = "verify an order"
    AMEND_ORDER = "amend an order"
    COUNTERSIGN_ORDER = "countersign an order"
    HOLD_ORDER = "hold an order"
    RESUME_ORDER = "resume an order"
    CANCEL_ORDER = "cancel an order"
    RECORD_COLLECTION = "record a collection"
    RECORD_MARKERS = "record infectious markers"
    ENTER_LOT = "enter a lot"
    DECIDE_LOT = "decide a lot"
    TAKE_SAMPLE = "take a sample of a lot"
    KEEP_EQUIPMENT = "keep the equipment list"
    PROPOSE_FORMULA = "propose a formula"
    APPROVE_FORMULA = "approve a formula"
    CONFIRM_ASSUMPTIONS = "confirm a formula's assumptions"
    WITHDRAW_FORMULA = "withdraw a formula"
    PROPOSE_LABEL = "propose a label file"
    APPROVE_LABEL = "approve a label file"
    WITHDRAW_LABEL = "withdraw a label file"
    PROPOSE_SAFETY_LIST = "propose a safety list"
    APPROVE_SAFETY_LIST = "approve a safety list"
    WITHDRAW_SAFETY_LIST = "withdraw a safety list"
    OPEN_BATCH = "open a batch"
    PERFORM_STEP = "perform a step"
    VERIFY_STEP = "verify a step"
    ENTER_RESULT = "enter a result"
    CHECK_RESULT = "check a result"
    REPORT_PROBLEM = "report a problem"
    ASSESS_DEVIATION = "assess a deviation"
    HOLD_BATCH = "hold a batch"
    RESUME_BATCH = "resume a batch"
    STOP_BATCH = "stop a batch"
    CANCEL_BATCH = "cancel a batch"
    REVIEW_BATCH = "review a batch"
    RELEASE_BATCH = "release a batch"
    REJECT_BATCH = "reject a batch"
    PRINT_LABEL = "print a label"
    END_LABEL = "spoil or void a label"
    WITNESS = "witness"
    ALLOW_REPRINT = "allow a reprint after release"
    SET_UP_PRINTER = "set up a printer"
    CHOOSE_PRINTER = "choose a printer"
    CHECK_SCANNER = "check a scanner"
    PRINT_DOCUMENT = "print a document"
    HAND_OUT = "hand out a document or a bag"
    RECALL_BAG = "call a bag back"
    RECORD_INFUSION = "record an infusion"
    CHECK_INFUSION = "check an infusion"
    OBSERVE = "enter observations"
    DECIDE_GRADE = "decide a grade"
    CHOOSE_CTCAE = "choose the version of CTCAE"
    CALL_ABOUT_ALERT = "call about an alert"
    RECORD_DEATH = "record a death"
    REPORT_EVENT = "report an adverse event"
    SEND_REPORT = "send a report"
    ASSESS_REPORT = "assess a report"
    CLOSE_REPORT = "close a report"
    CODE_REACTION = "code a reaction"
    SET_UP_REPORTING = "set up case reports"
    KEEP_SIGNAL = "keep a signal"
    VALIDATE_SIGNAL = "validate or refute a signal"
    ASSESS_SIGNAL = "assess a signal"
    ACT_ON_SIGNAL = "act on a signal"
    CLOSE_SIGNAL = "close a signal"
    FOLLOW_UP = "follow a patient up"
    DECIDE_LOST = "decide that a patient is lost"
    SET_FOLLOW_UP = "set the windows of follow-up"
    PREPARE_SUMMARY = "prepare a safety summary"
    APPROVE_SUMMARY = "approve a safety summary"


_PRESCRIBING = {Act.ENTER_ORDER, Act.AMEND_ORDER, Act.COUNTERSIGN_ORDER, Act.HOLD_ORDER, Act.RESUME_ORDER, Act.CANCEL_ORDER}
_BENCH = {Act.PERFORM_STEP, Act.PRINT_LABEL, Act.END_LABEL, Act.CHOOSE_PRINTER, Act.TAKE_SAMPLE, Act.REPORT_PROBLEM, Act.CHECK_SCANNER}
_BEDSIDE = {Act.RECORD_INFUSION, Act.CHECK_INFUSION, Act.OBSERVE, Act.CALL_ABOUT_ALERT, Act.REPORT_EVENT, Act.FOLLOW_UP}
_SIGNALS = {Act.KEEP_SIGNAL, Act.VALIDATE_SIGNAL, Act.ACT_ON_SIGNAL, Act.CLOSE_SIGNAL}
_SUMMARIES = {Act.PREPARE_SUMMARY, Act.APPROVE_SUMMARY}

RIGHTS: Mapping[Role, frozenset[Act]] = MappingProxyType(
    {
        Role.PRESCRIBER: frozenset(_PRESCRIBING | {Act.REGISTER_PATIENT, Act.AMEND_PATIENT, Act.RECORD_MARKERS, Act.REPORT_PROBLEM, Act.REPORT_EVENT}),
        Role.APHERESIS_NURSE: frozenset(_BENCH | {Act.RECORD_COLLECTION, Act.VERIFY_STEP, Act.WITNESS, Act.REPORT_EVENT}),
        Role.TECHNICIAN: frozenset(_BENCH | {Act.VERIFY_STEP, Act.WITNESS, Act.ENTER_LOT, Act.KEEP_EQUIPMENT, Act.RECORD_COLLECTION}),
        Role.PHARMACIST: frozenset(
            _BENCH
            | (_PRESCRIBING - {Act.COUNTERSIGN_ORDER})
            | {Act.REGISTER_PATIENT, Act.AMEND_PATIENT, Act.VERIFY_ORDER, Act.RECORD_COLLECTION, Act.RECORD_MARKERS}
            | {Act.ENTER_LOT, Act.KEEP_EQUIPMENT, Act.PROPOSE_FORMULA, Act.APPROVE_FORMULA, Act.CONFIRM_ASSUMPTIONS}
            | {Act.PROPOSE_LABEL, Act.APPROVE_LABEL, Act.PROPOSE_SAFETY_LIST, Act.APPROVE_SAFETY_LIST}
            | {Act.OPEN_BATCH, Act.VERIFY_STEP, Act.WITNESS, Act.HOLD_BATCH, Act.RESUME_BATCH, Act.STOP_BATCH, Act.CANCEL_BATCH}
            | {Act.PRINT_DOCUMENT, Act.HAND_OUT, Act.RECALL_BAG, Act.REPORT_EVENT, Act.SEND_REPORT, Act.CODE_REACTION, Act.KEEP_SIGNAL, Act.FOLLOW_UP}
            | {Act.PREPARE_SUMMARY}
        ),
        Role.VERIFIER: frozenset(_BENCH | {Act.VERIFY_STEP, Act.WITNESS, Act.VERIFY_ORDER}),
        Role.ANALYST: frozenset(_BENCH | {Act.VERIFY_STEP, Act.WITNESS, Act.ENTER_RESULT, Act.CHECK_RESULT, Act.RECORD_MARKERS}),
        Role.SUPERVISOR: frozenset(
            {Act.RECORD_QUALIFICATION, Act.UNLOCK_PERSON, Act.DECIDE_LOT, Act.KEEP_EQUIPMENT, Act.REPORT_PROBLEM, Act.ASSESS_DEVIATION}
            | {Act.PROPOSE_FORMULA, Act.APPROVE_FORMULA, Act.CONFIRM_ASSUMPTIONS, Act.WITHDRAW_FORMULA}
            | {Act.PROPOSE_LABEL, Act.APPROVE_LABEL, Act.WITHDRAW_LABEL}
            | {Act.PROPOSE_SAFETY_LIST, Act.APPROVE_SAFETY_LIST, Act.WITHDRAW_SAFETY_LIST}
            | {Act.HOLD_ORDER, Act.HOLD_BATCH, Act.RESUME_BATCH, Act.STOP_BATCH, Act.CANCEL_BATCH, Act.REVIEW_BATCH}
            | {Act.ALLOW_REPRINT, Act.VERIFY_STEP, Act.WITNESS, Act.PRINT_DOCUMENT, Act.HAND_OUT, Act.RECALL_BAG}
            | {Act.REPORT_EVENT, Act.SEND_REPORT, Act.CODE_REACTION, Act.SET_UP_REPORTING, Act.CLOSE_REPORT, Act.CHOOSE_CTCAE, Act.SET_FOLLOW_UP} | _SIGNALS
            | _SUMMARIES
        ),
        Role.RESPONSIBLE: frozenset(
            {Act.DECIDE_LOT, Act.REPORT_PROBLEM, Act.APPROVE_FORMULA, Act.CONFIRM_ASSUMPTIONS, Act.WITHDRAW_FORMULA, Act.HOLD_ORDER}
            | {Act.APPROVE_LABEL, Act.WITHDRAW_LABEL, Act.APPROVE_SAFETY_LIST, Act.WITHDRAW_SAFETY_LIST}
            | {Act.HOLD_BATCH, Act.RESUME_BATCH, Act.STOP_BATCH, Act.CANCEL_BATCH, Act.REVIEW_BATCH, Act.RELEASE_BATCH, Act.REJECT_BATCH}
            | {Act.PRINT_DOCUMENT, Act.HAND_OUT, Act.RECALL_BAG, Act.REPORT_EVENT, Act.SEND_REPORT, Act.CODE_REACTION, Act.ASSESS_SIGNAL} | _SIGNALS
            | _SUMMARIES
        ),
        Role.PHYSICIAN: frozenset(
            _BEDSIDE | {Act.RECORD_MARKERS, Act.HOLD_ORDER, Act.REPORT_PROBLEM, Act.PERFORM_STEP, Act.VERIFY_STEP, Act.WITNESS}
            | {Act.DECIDE_GRADE, Act.CHOOSE_CTCAE, Act.RECORD_DEATH, Act.SEND_REPORT, Act.CODE_REACTION, Act.ASSESS_REPORT, Act.DECIDE_LOST}
            | {Act.PROPOSE_SAFETY_LIST, Act.APPROVE_SAFETY_LIST}
            | {Act.KEEP_SIGNAL, Act.VALIDATE_SIGNAL, Act.ASSESS_SIGNAL, Act.PREPARE_SUMMARY}
        ),
        Role.WARD_NURSE: frozenset(_BEDSIDE | {Act.REPORT_PROBLEM, Act.PERFORM_STEP, Act.VERIFY_STEP, Act.WITNESS}),
        Role.ADMINISTRATOR: frozenset(
            {Act.SET_UP_SITE, Act.SET_UP_PRINTER, Act.CHECK_SCANNER, Act.MANAGE_PEOPLE, Act.UNLOCK_PERSON, Act.RECORD_QUALIFICATION, Act.SET_UP_REPORTING}
        ),
        Role.INSPECTOR: frozenset(),
    }
)

APART_SOURCE = "PIC/S PE 010-4 6.5; draft EU GMP Annex 11 12.6"
TOOK_PART = frozenset({Meaning.PERFORMED, Meaning.VERIFIED, Meaning.WITNESSED, Meaning.TESTED, Meaning.CHECKED})
"""Meanings of who did a step, a check or a test of a batch: they neither review nor release it."""
APART = frozenset({Role.RESPONSIBLE, Role.SUPERVISOR})
"""Roles that decide about a product: never held by a person who is also administrator."""


def roles_for(act: Act) -> tuple[Role, ...]:
    """The roles that may do ``act``, in the order in which roles are listed."""
    return tuple(role for role in Role if act in RIGHTS[role])
