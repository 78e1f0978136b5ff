"""A bedside sheet goes out on paper; its symbol is read back from the finished page before it is kept."""
from __future__ import annotations

import hashlib
from collections.abc import Mapping

from workbench.barcodes import own
from workbench.batch.records import Attachment
from workbench.documents.frame import Printing
from workbench.documents.press import Press
from workbench.dossier.assemble import assemble
from workbench.kernel.findings import Done, refuse_if
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.vigilance.actions.following import track_in
from workbench.vigilance.monitoring import dues
from workbench.vigilance.papers import asked, mark_of, may_print, numbered, wanted
from workbench.vigilance.records import RoundPaper
from workbench.vigilance.schedule import Schedule
from workbench.vigilance.sheet_paper import proved, sheet_paper

PDF = "application/pdf"


def print_sheet(infusion_id: str, schedules: Mapping[str, Schedule], *, press: Press, actor: Actor, register: Register, clock: Clock) -> Done:
    """Prints what is to be observed next after an infusion, and keeps the paper. Another one may go out for the same: each has its own symbol."""
    with register.transaction(actor, "bedside sheet on paper") as change:
        now = clock.now()
        person = authorise(change, actor, Act.OBSERVE, now).person
        track = track_in(change, infusion_id)
        next_ = wanted(dues(track, schedules, now))
        dossier = assemble(change, track.infusion.batch)
        copy = len(change.find(RoundPaper, {"batch": dossier.batch.id})) + 1
        refuse_if(may_print(track, next_, copy))
        number = numbered(dossier.batch.id, copy)
        printing = Printing(number, copy, now, track.zone, person.name, actor.role, "", dossier.site.purpose)
        items = asked(next_)
        content = proved(sheet_paper(dossier, track, next_, items, press, printing), dossier.batch, copy)
        file = Attachment(change.fresh("A"), f"{number}.pdf", PDF, content, hashlib.sha256(content).digest(), now, actor.zone, actor.person)
        made = RoundPaper(
            change.fresh("RP"), infusion_id, track.infusion.patient, dossier.batch.id, copy, mark_of(own.batch_digits(dossier.batch), copy), press.language,
            tuple(each.key for each in next_), items, file.id, file.digest, dossier.head[0], now, actor.zone, actor.person,
        )  # fmt: skip
        change.add(file)
        change.add(made)
    return Done((made, file))
