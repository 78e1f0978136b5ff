"""Tables that more than one part of the batch record shows."""
from __future__ import annotations

from collections.abc import Sequence

from workbench.documents.blocks import Cell, Column, Content, Setter
from workbench.documents.marks import Face
from workbench.documents.passages import Passages
from workbench.documents.tables import Table, table
from workbench.labels.reckoning import Count, LabelState, Life
from workbench.labels.records import Fate
from workbench.words.sentence import N_
from workbench.words.translation import Words

ENDS = {"spoiled": N_("spoiled"), "voided": N_("voided")}
FATES = {Fate.DESTROYED: N_("destroyed"), Fate.RETURNED: N_("returned"), Fate.RETAINED: N_("retained"), Fate.NOT_PRINTED: N_("not printed")}
THINGS = {"sample": N_("Sample"), "container": N_("Container")}
"""What is labelled and is no bag."""
APPLIED = N_("Applied")
OPEN = {
    LabelState.PROVED: N_("never sent to a printer"), LabelState.UNKNOWN: N_("not known whether it was printed"),
    LabelState.SENT: N_("neither applied nor ended"), LabelState.APPLIED: N_("on its bag"),
}  # fmt: skip


def reckoned(total: Count, words: Words) -> str:
    """The reconciliation in one line."""
    text = words("printed {printed} = applied {applied} + destroyed {destroyed} + returned {returned} + retained {retained}; missing {missing}")
    parts = {"applied": total.applied, "destroyed": total.destroyed, "returned": total.returned, "retained": total.retained}
    return text.format(printed=total.printed, missing=total.missing, **parts)


def labels(say: Passages, setter: Setter, lives: Sequence[Life]) -> Table | None:
    """Printed labels and what became of each."""
    words = say.words
    numbers = {each.id: str(each.number) for each in say.dossier.bags}
    rows: list[list[Content]] = []
    for life in lives:
        label = life.label
        copy = f", {words('copy {n}').format(n=label.copy)}" if label.copy > 1 else ""
        why = f"\n{words.marked(label.why)}" if label.why else ""
        scanned = f"{say.clock(life.scan.at)} {say.initials(life.scan.person)}" if life.scan else "–"
        printed = Cell(f"{say.moment(label.at)} {say.initials(label.person)}{why}", typed=True)
        of = words.marked(THINGS.get(label.thing.partition(" ")[0], "–"))
        bag, became = numbers.get(label.thing, of), Cell(_became(say, life), typed=True)
        rows.append([label.id, Cell(f"{label.profile}{copy}", typed=True), bag, printed, scanned, became])
    columns = (
        Column(words("Label"), 24, face=Face.MONO), Column(words("Profile"), 40), Column(words("Bag"), 18), Column(words("Printed"), 40),
        Column(words("Scanned"), 20), Column(words("What became of it"), 38),
    )  # fmt: skip
    return table(setter, columns, rows) if rows else None


def _became(say: Passages, life: Life) -> str:
    words = say.words
    if life.end:
        how = words.marked(ENDS.get(life.end.how, life.end.how))
        ended = f"{how}: {life.end.why}, {say.clock(life.end.at)} {say.initials(life.end.person)}"
        return ended if life.tag else f"{ended}\n{_fate(say, life)}"
    if life.tag:
        return words("tag: not counted")
    return words.marked(APPLIED if life.state is LabelState.APPLIED and not life.label.bag else OPEN[life.state])


def _fate(say: Passages, life: Life) -> str:
    """What became of the paper, who did it and who saw it."""
    gone = life.disposal
    if gone is None:
        return say.words("paper not accounted for")
    seen = f", {say.words('witness {who}').format(who=say.initials(gone.witness))}" if gone.witness else ""
    return f"{say.words.marked(FATES[gone.how])}: {gone.why}, {say.clock(gone.at)} {say.initials(gone.person)}{seen}"
