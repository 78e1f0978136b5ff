"""A report is printed on a form: for an authority that takes no message, for a file, or to be sent by post."""
from __future__ import annotations

import hashlib

from workbench.documents.forms import Form
from workbench.documents.frame import Printing
from workbench.documents.press import Press
from workbench.icsr.facts import facts_of
from workbench.icsr.joining import case_report
from workbench.icsr.paper import Sheet, case_paper
from workbench.icsr.paper_values import Occasion
from workbench.icsr.records import CasePaper
from workbench.kernel.findings import Done
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.site.numbering import identifier
from workbench.vigilance.records import ReportStatus

SERIES = "CP"
"""The number series of printed cases."""


def print_case(number: str, form: Form, *, lack_of_effect: bool = False, press: Press, actor: Actor, register: Register, clock: Clock) -> Done:
    """Prints the report ``number`` on ``form`` as it stands now, and keeps the paper with its bytes.

    A report keeps the number of its paper on each form, and its copies are counted: each tells a later state. That it was printed says nothing of
    whether it was sent.
    """
    with register.transaction(actor, f"print {form.code} of {number}") as change:
        now = clock.now()
        person = authorise(change, actor, Act.SEND_REPORT, now).person
        facts = facts_of(change, number)
        before = change.find(CasePaper, {"report": number, "form": form.code}, sort="seq")
        known = before[-1].number if before else identifier(change, now, SERIES)
        copy, head = len(before) + 1, change.head()
        printing = Printing(known, copy, now, actor.zone, person.name, actor.role, "", facts.site.purpose)
        occasion = Occasion(
            number, any(each.significant for each in facts.case.follow_ups), lack_of_effect, facts.case.report.status is ReportStatus.NULLIFIED
        )  # fmt: skip
        content = case_paper(case_report(facts, press.words, now), occasion, Sheet(form, facts.site.name, head), press, printing)
        made = CasePaper(
            change.fresh("CP"), number, form.code, form.version, known, press.language, copy, content, hashlib.sha256(content).digest(), head[0], now,
            actor.zone, actor.person,
        )  # fmt: skip
        change.add(made)
    return Done((made,))
