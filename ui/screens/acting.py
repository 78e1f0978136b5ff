"""In which of their roles a person does an act: the one signed in with where it may, else the first of theirs that may."""

from __future__ import annotations

from collections.abc import Callable

from ui.desk import Desk, Doing
from ui.kit.notice import Notice
from ui.kit.theme import look
from workbench.kernel.findings import Done, Refused, Unavailable
from workbench.people.rights import Act, roles_for
from workbench.words.formats import role_name


def in_right(desk: Desk, act: Act) -> Doing:
    """``action(..., **in_right(desk, Act.ENTER_ORDER))``. Where none of their roles may, the rule says so."""
    roles = roles_for(act)
    return desk.doing(*((desk.role,) if desk.role in roles else roles)) if desk.role is not None else desk.doing()


def holds_right(desk: Desk, act: Act) -> bool:
    """Whether one of their roles may: only for what is offered; the rule judges the act itself."""
    return any(role in roles_for(act) for role in desk.roles)


def needed_for(desk: Desk, act: Act) -> str:
    """What is said beside a button that none of a person's roles may press; nothing where one of them may."""
    if holds_right(desk, act):
        return ""
    return look.words("needs the right of: {roles}").format(roles=", ".join(role_name(each, look.words) for each in roles_for(act)))


def act_beside(desk: Desk, act: Callable[[], Done], notice: Notice, then: Callable[[Done], object], failed: Callable[[], object], label: str) -> None:
    """Does an act away from the window's thread, for what takes its time (a password is hashed); otherwise as ``desk.act``."""

    def done(made: Done) -> None:
        notice.clear()
        desk.did.emit(made)
        then(made)

    def fault(caught: BaseException) -> None:
        if isinstance(caught, Refused):
            notice.refused(caught, desk.zone)
        elif isinstance(caught, Unavailable):
            notice.unavailable(caught)
        else:
            raise caught
        failed()

    desk.tasks.run(lambda progress: act(), done, fault, label=label)
