"""Every role against every act, written out a second time by hand: what is not here is refused."""
from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import PEOPLE, Desk, codes
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.people.rights import APART, RIGHTS, Act, roles_for
from workbench.people.standing import authorise

#             pre aph tec pha ver ana sup res phy war adm ins
MATRIX = """
SET_UP_SITE            .   .   .   .   .   .   .   .   .   .   x   .
MANAGE_PEOPLE          .   .   .   .   .   .   .   .   .   .   x   .
UNLOCK_PERSON          .   .   .   .   .   .   x   .   .   .   x   .
RECORD_QUALIFICATION   .   .   .   .   .   .   x   .   .   .   x   .
REGISTER_PATIENT       x   .   .   x   .   .   .   .   .   .   .   .
AMEND_PATIENT          x   .   .   x   .   .   .   .   .   .   .   .
ENTER_ORDER            x   .   .   x   .   .   .   .   .   .   .   .
VERIFY_ORDER           .   .   .   x   x   .   .   .   .   .   .   .
AMEND_ORDER            x   .   .   x   .   .   .   .   .   .   .   .
COUNTERSIGN_ORDER      x   .   .   .   .   .   .   .   .   .   .   .
HOLD_ORDER             x   .   .   x   .   .   x   x   x   .   .   .
RESUME_ORDER           x   .   .   x   .   .   .   .   .   .   .   .
CANCEL_ORDER           x   .   .   x   .   .   .   .   .   .   .   .
RECORD_COLLECTION      .   x   x   x   .   .   .   .   .   .   .   .
RECORD_MARKERS         x   .   .   x   .   x   .   .   x   .   .   .
ENTER_LOT              .   .   x   x   .   .   .   .   .   .   .   .
DECIDE_LOT             .   .   .   .   .   .   x   x   .   .   .   .
TAKE_SAMPLE            .   x   x   x   x   x   .   .   .   .   .   .
KEEP_EQUIPMENT         .   .   x   x   .   .   x   .   .   .   .   .
PROPOSE_FORMULA        .   .   .   x   .   .   x   .   .   .   .   .
APPROVE_FORMULA        .   .   .   x   .   .   x   x   .   .   .   .
CONFIRM_ASSUMPTIONS    .   .   .   x   .   .   x   x   .   .   .   .
WITHDRAW_FORMULA       .   .   .   .   .   .   x   x   .   .   .   .
PROPOSE_LABEL          .   .   .   x   .   .   x   .   .   .   .   .
APPROVE_LABEL          .   .   .   x   .   .   x   x   .   .   .   .
WITHDRAW_LABEL         .   .   .   .   .   .   x   x   .   .   .   .
PROPOSE_SAFETY_LIST    .   .   .   x   .   .   x   .   x   .   .   .
APPROVE_SAFETY_LIST    .   .   .   x   .   .   x   x   x   .   .   .
WITHDRAW_SAFETY_LIST   .   .   .   .   .   .   x   x   .   .   .   .
OPEN_BATCH             .   .   .   x   .   .   .   .   .   .   .   .
PERFORM_STEP           .   x   x   x   x   x   .   .   x   x   .   .
VERIFY_STEP            .   x   x   x   x   x   x   .   x   x   .   .
ENTER_RESULT           .   .   .   .   .   x   .   .   .   .   .   .
CHECK_RESULT           .   .   .   .   .   x   .   .   .   .   .   .
REPORT_PROBLEM         x   x   x   x   x   x   x   x   x   x   .   .
ASSESS_DEVIATION       .   .   .   .   .   .   x   .   .   .   .   .
HOLD_BATCH             .   .   .   x   .   .   x   x   .   .   .   .
RESUME_BATCH           .   .   .   x   .   .   x   x   .   .   .   .
STOP_BATCH             .   .   .   x   .   .   x   x   .   .   .   .
CANCEL_BATCH           .   .   .   x   .   .   x   x   .   .   .   .
REVIEW_BATCH           .   .   .   .   .   .   x   x   .   .   .   .
RELEASE_BATCH          .   .   .   .   .   .   .   x   .   .   .   .
REJECT_BATCH           .   .   .   .   .   .   .   x   .   .   .   .
PRINT_LABEL            .   x   x   x   x   x   .   .   .   .   .   .
END_LABEL              .   x   x   x   x   x   .   .   .   .   .   .
WITNESS                .   x   x   x   x   x   x   .   x   x   .   .
ALLOW_REPRINT          .   .   .   .   .   .   x   .   .   .   .   .
SET_UP_PRINTER         .   .   .   .   .   .   .   .   .   .   x   .
CHOOSE_PRINTER         .   x   x   x   x   x   .   .   .   .   .   .
CHECK_SCANNER          .   x   x   x   x   x   .   .   .   .   x   .
PRINT_DOCUMENT         .   .   .   x   .   .   x   x   .   .   .   .
HAND_OUT               .   .   .   x   .   .   x   x   .   .   .   .
RECALL_BAG             .   .   .   x   .   .   x   x   .   .   .   .
RECORD_INFUSION        .   .   .   .   .   .   .   .   x   x   .   .
CHECK_INFUSION         .   .   .   .   .   .   .   .   x   x   .   .
OBSERVE                .   .   .   .   .   .   .   .   x   x   .   .
DECIDE_GRADE           .   .   .   .   .   .   .   .   x   .   .   .
CHOOSE_CTCAE           .   .   .   .   .   .   x   .   x   .   .   .
CALL_ABOUT_ALERT       .   .   .   .   .   .   .   .   x   x   .   .
RECORD_DEATH           .   .   .   .   .   .   .   .   x   .   .   .
REPORT_EVENT           x   x   .   x   .   .   x   x   x   x   .   .
SEND_REPORT            .   .   .   x   .   .   x   x   x   .   .   .
ASSESS_REPORT          .   .   .   .   .   .   .   .   x   .   .   .
CLOSE_REPORT           .   .   .   .   .   .   x   .   .   .   .   .
CODE_REACTION          .   .   .   x   .   .   x   x   x   .   .   .
SET_UP_REPORTING       .   .   .   .   .   .   x   .   .   .   x   .
KEEP_SIGNAL            .   .   .   x   .   .   x   x   x   .   .   .
VALIDATE_SIGNAL        .   .   .   .   .   .   x   x   x   .   .   .
ASSESS_SIGNAL          .   .   .   .   .   .   .   x   x   .   .   .
ACT_ON_SIGNAL          .   .   .   .   .   .   x   x   .   .   .   .
CLOSE_SIGNAL           .   .   .   .   .   .   x   x   .   .   .   .
FOLLOW_UP              .   .   .   x   .   .   .   .   x   x   .   .
DECIDE_LOST            .   .   .   .   .   .   .   .   x   .   .   .
SET_FOLLOW_UP          .   .   .   .   .   .   x   .   .   .   .   .
PREPARE_SUMMARY        .   .   .   x   .   .   x   x   x   .   .   .
APPROVE_SUMMARY        .   .   .   .   .   .   x   x   .   .   .   .
"""
ROWS = {line.split()[0]: line.split()[1:] for line in MATRIX.strip().splitlines()}
WHO = {role: next(key for key, (_, _, roles) in PEOPLE.items() if role in roles) for role in Role}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("rights"))


def test_the_matrix_names_every_act_and_every_role() -> None:
    assert set(ROWS) == {act.name for act in Act}
    assert {len(row) for row in ROWS.values()} == {len(Role)}
    assert set(RIGHTS) == set(Role)


@pytest.mark.parametrize("act", Act, ids=lambda act: act.name)
def test_each_role_may_do_exactly_what_the_matrix_says(act: Act, desk: Desk) -> None:
    wanted = {role for role, mark in zip(Role, ROWS[act.name], strict=True) if mark == "x"}
    answers = {role: answer(desk, role, act) for role in Role}
    assert {role for role, said in answers.items() if not said} == wanted == set(roles_for(act))
    assert all(said == {"people.act-not-allowed"} for role, said in answers.items() if role not in wanted)


def answer(desk: Desk, role: Role, act: Act) -> set[str]:
    """The codes that refuse a person of this role the act; none when they may do it."""
    try:
        with desk.register.reading() as reader:
            authorise(reader, desk.actor(WHO[role], role), act, desk.clock.now())
    except Refused as refused:
        return codes(refused)
    return set()


@pytest.mark.parametrize("held", Role, ids=lambda role: role.value)
def test_a_role_that_a_person_does_not_hold_gives_no_right(held: Role, desk: Desk) -> None:
    for claimed in set(Role) - set(PEOPLE[WHO[held]][2]):
        for act in RIGHTS[claimed]:
            with desk.register.reading() as reader, pytest.raises(Refused) as refused:
                authorise(reader, desk.actor(WHO[held], claimed), act, desk.clock.now())
            assert codes(refused.value) == {"people.role-not-held"}


def test_the_administrator_decides_nothing_and_the_inspector_does_nothing() -> None:
    decisions = {Act.RELEASE_BATCH, Act.REJECT_BATCH, Act.REVIEW_BATCH, Act.DECIDE_LOT, Act.ASSESS_DEVIATION, Act.APPROVE_FORMULA}
    assert not RIGHTS[Role.ADMINISTRATOR] & decisions
    assert RIGHTS[Role.INSPECTOR] == frozenset()
    assert {Role.RESPONSIBLE} == {role for role in Role if Act.RELEASE_BATCH in RIGHTS[role]} <= APART


def test_a_person_the_register_does_not_know_has_no_right(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    stranger = desk.actor("PH1")
    with desk.register.reading() as reader, pytest.raises(Refused) as refused:
        authorise(reader, type(stranger)("XX9", stranger.role, stranger.workstation, stranger.zone), Act.ENTER_ORDER, desk.clock.now())
    assert codes(refused.value) == {"people.unknown"}
