"""Who was given the product: bags made, released, handed out, infused; patients by sex, age and disease; how long they were followed."""
from __future__ import annotations

from collections.abc import Sequence

from workbench.documents.blocks import Cell, Column, Content
from workbench.documents.periodic.saying import Say
from workbench.periodic.reckoning import YOUNGEST, Grouped, age_group
from workbench.surveillance.drawn import figure
from workbench.words.formats import sex_name
from workbench.words.sentence import N_

TALLIES = {"made": N_("Bags that were made"), "released": N_("Bags that were released"), "issued": N_("Bags that were handed out")}


def put_exposure(say: Say) -> None:
    """Section 1."""
    words, reckoned = say.words, say.reckoned
    say.section(words("Exposure"))
    if not reckoned.period:
        said = words("There is no exposure in the period, and no share of bags can be reckoned for it.")
        say.block(say.set.notice(words("No bag was infused in this period."), [said]))
    patients = reckoned.patients
    rows: list[list[Content]] = [[words.marked(TALLIES[each.name]), str(each.period), str(each.whole)] for each in say.summary.tallies]
    rows.append([Cell(words("Bags that were infused"), bold=True), Cell(str(len(reckoned.period)), bold=True), Cell(str(len(say.summary.bags)), bold=True)])
    rows.append([words("Patients who were given a bag"), str(patients[0]), str(patients[1])])
    columns = (Column("", 100), Column(words("In the period"), 40, "right"), Column(words("In all"), 40, "right"))
    say.table(words("Bags and patients"), columns, rows, words("in all: from the first bag to the end of the period"))
    say.lines(words("Made: by the day on which the batch was opened. Released: by its first release. Infused bags are the denominator of every share below."))
    if not say.summary.bags:
        return
    sexes = [(sex_name(each.name, words), each) for each in reckoned.grouped(lambda bag: bag.sex)]
    _groups(say, words("By sex"), sexes)
    _groups(say, words("By age at the infusion, completed years"), [(_age(each.name, say), each) for each in reckoned.grouped(age_group)])
    diseases = [(each.name or words("not recorded"), each) for each in reckoned.grouped(lambda bag: bag.disease)]
    _groups(say, words("By disease, where the order states it"), diseases)
    followed = reckoned.followed
    middle = figure(followed.middle, words, 0) if followed.middle is not None else "–"
    facts = [
        (words("Patients followed"), str(followed.patients)), (words("Days in all"), figure(followed.days, words, 0)),
        (words("Patient-years"), figure(followed.days / 365.25, words, 2)), (words("Median, days"), middle),
    ]  # fmt: skip
    note = words("from the first bag to the last day of which something is known")
    say.block(say.set.heading(words("Follow-up time"), note), say.set.facts(facts))


def _groups(say: Say, title: str, groups: Sequence[tuple[str, Grouped]]) -> None:
    words = say.words
    rows: list[list[Content]] = [
        [Cell(name, typed=True), str(each.bags), str(each.patients), str(each.all_bags), str(each.all_patients)] for name, each in groups
    ]
    columns = (
        Column("", 60), Column(words("Bags in the period"), 30, "right"), Column(words("Patients in the period"), 34, "right"),
        Column(words("Bags in all"), 28, "right"), Column(words("Patients in all"), 28, "right"),
    )  # fmt: skip
    say.table(title, columns, rows)


def _age(name: str, say: Say) -> str:
    """``2 to 11``, ``65 and over``."""
    first, words = int(name), say.words
    place = YOUNGEST.index(first)
    if place == len(YOUNGEST) - 1:
        return words("{n} and over").format(n=first)
    return words("{low} to {high}").format(low=first, high=YOUNGEST[place + 1] - 1)
