"""Tables that more than one part of the batch record shows."""
from __future__ import annotations

from collections.abc import Sequence

from workbench.documents.blocks import Cell, Column, Content, Setter
from workbench.documents.marks import Face
from workbench.documents.passages import Passages
from workbench.documents.tables import Table, table
from workbench.labels.reckoning import LabelState, Life
from workbench.words.sentence import N_

ENDS = {"spoiled": N_("spoiled"), "voided": N_("voided")}


def labels(say: Passages, setter: Setter, lives: Sequence[Life]) -> Table | None:
    """Printed labels and what became of each."""
    words = say.words
    numbers = {each.id: str(each.number) for each in say.dossier.bags}
    rows: list[list[Content]] = []
    for life in lives:
        label = life.label
        copy = f", {words('copy {n}').format(n=label.copy)}" if label.copy > 1 else ""
        why = f"\n{label.why}" if label.why else ""
        scanned = f"{say.clock(life.scan.at)} {say.initials(life.scan.person)}" if life.scan else "–"
        printed = Cell(f"{say.moment(label.at)} {say.initials(label.person)}{why}", typed=True)
        bag, became = numbers.get(label.thing, "–"), Cell(_became(say, life), typed=True)
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
        return f"{how}: {life.end.why}, {say.clock(life.end.at)} {say.initials(life.end.person)}"
    if life.tag:
        return words("tag: not counted")
    return words("on its bag") if life.state is LabelState.APPLIED else words("neither applied nor ended")
