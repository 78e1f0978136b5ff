"""In which of their roles a person does an act: the one signed in with where it may, else the first of theirs that may."""

from __future__ import annotations

from ui.desk import Desk, Doing
from workbench.people.rights import Act, roles_for


def in_right(desk: Desk, act: Act) -> Doing:
    """``action(..., **in_right(desk, Act.ENTER_ORDER))``. Where none of their roles may, the rule says so."""
    roles = roles_for(act)
    return desk.doing(*((desk.role,) if desk.role in roles else roles)) if desk.role is not None else desk.doing()


def holds_right(desk: Desk, act: Act) -> bool:
    """Whether one of their roles may: only for what is offered; the rule judges the act itself."""
    return any(role in roles_for(act) for role in desk.roles)
