"""A signal is kept by a person, as a rule proposes it or by hand, and goes through its life: each step signed."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.custody.records import ExposureLine
from workbench.kernel.findings import Done, Refused, refuse_if, stops
from workbench.kernel.ports import Among, Change, Clock, Register
from workbench.kernel.values import Actor
from workbench.people.records import Meaning, Proof
from workbench.people.rights import Act
from workbench.people.signing import signature
from workbench.people.standing import authorise
from workbench.site.numbering import identifier
from workbench.surveillance.analysis import Flag, board_of
from workbench.surveillance.monitors import Plan
from workbench.surveillance.moves import act_for, findings
from workbench.surveillance.records import Behind, Signal, SignalStep, State
from workbench.surveillance.rules import SOURCE, may_keep
from workbench.surveillance.trail import SIGNAL, open_trails, trail_of


def keep_signal(
    product: str, key: tuple[str, str, str | None], said: str, plans: Mapping[str, Plan], *, proof: Proof, actor: Actor, register: Register, clock: Clock
) -> Done:
    """Keeps what a rule flags now, with its inputs, the version of the rule and the bags behind it. Refused when the rule flags it no longer."""
    words = " ".join(said.split())
    with register.transaction(actor, words or "keep a signal") as change:
        now = clock.now()
        authorise(change, actor, Act.KEEP_SIGNAL, now)
        flag = next((each for each in board_of(change, product, plans, now).flags if each.key == key), None)
        if flag is None:
            raise Refused((stops("surveillance.not-flagged", SOURCE),))
        made = _signal(flag, product, words, identifier(change, now, "SIG"), actor, clock)
        refuse_if(may_keep(made, open_trails(change, product)))
        kept = _begin(change, made, proof, actor, clock)
    return Done(kept)


def open_signal(
    product: str, said: str, bags: tuple[str, ...], lot: str | None = None, *, proof: Proof, actor: Actor, register: Register, clock: Clock
) -> Done:
    """A person opens a signal by hand, on these infused bags of a product, about this lot if it is about one."""
    words = " ".join(said.split())
    with register.transaction(actor, words or "open a signal") as change:
        now = clock.now()
        authorise(change, actor, Act.KEEP_SIGNAL, now)
        lines = change.find(ExposureLine, {"bag": Among(bags), "product": product}, sort="begun") if bags else ()
        behind = tuple(Behind(each.id, each.bag, "", each.begun.isoformat()) for each in lines)
        made = Signal(identifier(change, now, "SIG"), product, "", "", "", words, lot, (), behind, now, actor.zone, actor.person)
        refuse_if(may_keep(made, open_trails(change, product)))
        kept = _begin(change, made, proof, actor, clock)
    return Done(kept)


def step_signal(number: str, to: State, said: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """A signal is validated, refuted, assessed, acted on or closed, by whoever may, and signed."""
    words = " ".join(said.split())
    with register.transaction(actor, words or f"signal {to.value}") as change:
        now = clock.now()
        trail = trail_of(change, _known(change, number))
        act = act_for(trail.state, to)
        if act is not None:
            authorise(change, actor, act, now)
        refuse_if(findings(trail, to, words, actor.person))
        made = SignalStep(change.fresh("SP"), number, to, words, now, actor.zone, actor.person)
        change.add(made)
        signed = signature(change, actor, proof, Meaning.SIGNAL_DECIDED, SIGNAL, made.id, (made,), now=now)
        change.add(signed)
    return Done((made, signed))


def _signal(flag: Flag, product: str, said: str, number: str, actor: Actor, clock: Clock) -> Signal:
    return Signal(
        number, product, flag.monitor, flag.method, flag.rule, said, flag.lot, flag.shown, flag.behind, clock.now(), actor.zone, actor.person
    )  # fmt: skip


def _begin(change: Change, made: Signal, proof: Proof, actor: Actor, clock: Clock) -> tuple[Signal | SignalStep, ...]:
    """The signal, its first step, and the signature under both."""
    now = clock.now()
    change.add(made)
    step = SignalStep(change.fresh("SP"), made.id, State.DETECTED, made.said, now, actor.zone, actor.person)
    change.add(step)
    change.add(signature(change, actor, proof, Meaning.SIGNAL_DECIDED, SIGNAL, step.id, (made, step), now=now))
    return made, step


def _known(change: Change, number: str) -> str:
    if not change.find(Signal, {"id": number}):
        raise Refused((stops("surveillance.not-found", SOURCE),))
    return number
