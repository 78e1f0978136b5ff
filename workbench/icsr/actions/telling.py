"""A person codes the reaction of a report; a physician adds their own words to its narrative."""
from __future__ import annotations

from workbench.icsr.facts import facts_of
from workbench.icsr.keeping import newest_release, term_kept
from workbench.icsr.records import CaseText, ReactionCode
from workbench.icsr.rules import may_code, may_narrate
from workbench.kernel.findings import Done, refuse_if
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise


def code_reaction(number: str, code: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Keeps the term that a person chose, of the MedDRA imported last. An earlier one stays beside it."""
    with register.transaction(actor, f"code {number}") as change:
        now = clock.now()
        authorise(change, actor, Act.CODE_REACTION, now)
        facts, release = facts_of(change, number), newest_release(change)
        term = term_kept(change, release, code) if release is not None else None
        refuse_if(may_code(facts, term, code, release.version if release is not None else ""))
        if term is None or release is None:
            raise LookupError(code)
        made = ReactionCode(
            change.fresh("CO"), number, release.version, term.code, term.name, term.preferred_code, term.preferred, now, actor.zone, actor.person
        )  # fmt: skip
        change.add(made)
    return Done((made,))


def narrate(number: str, text: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Keeps a physician's own words for the narrative; earlier ones stay beside them."""
    with register.transaction(actor, f"narrate {number}") as change:
        now = clock.now()
        authorise(change, actor, Act.ASSESS_REPORT, now)
        said = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
        refuse_if(may_narrate(facts_of(change, number), said))
        made = CaseText(change.fresh("CX"), number, said, now, actor.zone, actor.person)
        change.add(made)
    return Done((made,))
