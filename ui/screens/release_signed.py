"""From a signature given in place to what a signed action asks for."""
from __future__ import annotations

from ui.desk import Desk, Doing
from ui.steps.signing import Signed
from workbench.people.records import Proof


class Signing(Doing):
    """What every signed action asks for besides its own matter."""

    proof: Proof


def signing(desk: Desk, given: Signed) -> Signing:
    """``actions.act(..., **signing(desk, given))``: the act of whoever signed, who need not be the person signed in."""
    return {"actor": given.actor, "register": desk.register, "clock": desk.clock, "proof": given.proof}
