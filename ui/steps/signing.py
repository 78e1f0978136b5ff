"""Asking for a signature, in place, from whoever may give it, in the role that they hold."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ui.desk import Desk
from ui.kit.sign import Before, SignAsk, SignRow, SignSheet
from ui.steps.proving import People, prover
from workbench.kernel.findings import Finding
from workbench.kernel.values import Actor, Role
from workbench.people.credentials import PIN_DIGITS
from workbench.people.records import Factor, Meaning, Proof
from workbench.people.rules import least_factor
from workbench.site.records import Purpose
from workbench.words.names import meaning_sentence
from workbench.words.times import clock_text


@dataclass(frozen=True, slots=True)
class SignatureRequest:
    """What is to be signed, in which meaning, by whom. ``excluded`` are people who may not sign here, each with the finding that says why.

    Without ``factor`` the least that the meaning asks for; ``chosen`` is whom the sheet expects (the person signed in, if they may sign).
    """

    title: str
    note: str
    rows: Sequence[SignRow]
    meaning: Meaning
    digest: bytes
    roles: Sequence[Role]
    role_label: str
    button: str
    factor: Factor | None = None
    sentence: str = ""
    excluded: Mapping[str, Finding] = field(default_factory=dict)
    chosen: str = ""
    critical: bool = False
    may_disagree: bool = False
    before: Sequence[Before] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """A proof, and the actor (person and role) for the action that it is handed to."""

    proof: Proof
    actor: Actor


def ask_signature(
    desk: Desk, request: SignatureRequest, then: Callable[[Signed], object], disagreed: Callable[[], object] | None = None, *, above: bool = False,
) -> SignSheet:  # fmt: skip
    """Opens the sheet, ``above`` another one where that waits for it; ``then`` gets the proof and the actor. The person signed in stays signed in."""
    people = People(desk, request.roles, request.excluded)
    factor = request.factor or least_factor(request.meaning)
    words, pin = desk.words, factor is Factor.PIN
    least = 0 if not pin else 1 if desk.site.purpose is Purpose.REHEARSAL else PIN_DIGITS[0]
    present = desk.person
    expected = request.chosen or (present.id if present is not None and present.id in people.roles else "")
    ask = SignAsk(
        request.title, request.note, request.rows, request.sentence or meaning_sentence(request.meaning, words), request.digest, request.role_label,
        request.button, words("PIN") if pin else words("Password"), people.signers(), least, expected if expected in people.roles else "",
        request.critical, request.may_disagree, request.before,
    )  # fmt: skip
    sheet = SignSheet(ask, people.by_badge, prover(desk, factor), lambda: clock_text(desk.clock.now(), desk.zone, seconds=True))

    def signed(proof: object) -> None:
        if isinstance(proof, Proof):
            then(Signed(proof, Actor(proof.person, people.roles[proof.person][0], desk.workstation, desk.zone)))

    sheet.signed.connect(signed)
    if disagreed is not None:
        sheet.disagreed.connect(lambda: disagreed())
    desk.sheet(sheet, above=above)
    return sheet
