"""The frame of an A4 sheet: head line, patient's banner, foot, page symbol (design of papers and labels, 2)."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workbench.barcodes import own
from workbench.documents.blocks import LEFT, RIGHT, Chip, Setter
from workbench.documents.marks import Box, Face, Mark, Node, Page, Rule, Text
from workbench.documents.press import Press
from workbench.documents.symbols import data_matrix
from workbench.dossier.dossier import Dossier
from workbench.kernel.values import Role
from workbench.orders.records import Patient
from workbench.site.records import Purpose
from workbench.words.formats import (
    allergy_state,
    born_text,
    clock_text,
    moment_text,
    name_text,
    role_name,
    sex_name,
)

WIDTH, HEIGHT, MARGIN, FLOOR = 210.0, 297.0, 7.0, 280.0
TOP = 18.0
"""Where the body of a sheet without a banner begins."""
NAME_ROOM = 62.0
SECOND, THIRD = LEFT + 63, LEFT + 107
"""Where the second and third column of the banner begin."""
BATCH_RECORD, BEDSIDE = 1, 4
"""Digits of papers in page symbols."""
COUNTED = (BATCH_RECORD, BEDSIDE)
"""Papers whose copies are counted: each tells a later state. Certificates are duplicated."""
EDGE = 186.0
"""Right end of the banner's text: the page symbol stands beyond."""


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing of a paper: its number, which copy, when, by whom and why, and what the register is for."""

    number: str
    copy: int
    at: datetime
    zone: str
    by: str
    role: Role
    reason: str
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Banner:
    """The banner of a patient, drawn once, and where the body begins below it."""

    marks: tuple[Mark, ...]
    top: float


def banner(dossier: Dossier, setter: Setter, day: date) -> Banner:
    """Name, birth with age on ``day``, sex and hospital number; allergies, chain of identity, batch. A long name or many allergies
    make it grow."""
    patient, words, press = dossier.patient, setter.words, setter.press
    lines, size = _name(patient, press)
    second = 25.6 + 5.0 * (len(lines) - 1)
    marks: list[Mark] = [setter.text(LEFT, 20.4 + place * 5, line, Face.BOLD, size) for place, line in enumerate(lines)]
    number = _pair(setter, 0, 20.4, words("Hospital No."), press.printable(patient.hospital_no), EDGE)
    born = _pair(setter, SECOND, 20.4, words("Born"), born_text(patient.born, day, words))
    sex = _pair(setter, max(THIRD, born[1].x + born[1].width + 2.5), 20.4, words("Sex"), press.printable(sex_name(patient.sex, words)))
    if sex[1].x + sex[1].width > number[0].x - 2:
        # a language whose words are long: the sex stands one line lower, at the right
        sex = _pair(setter, 0, second, sex[0].text, sex[1].text, EDGE)
    marks += [*number, *born, *sex]
    for label, value, face, x in (
        ("COI", press.printable(patient.coi), Face.MONO_BOLD, SECOND),
        (words("Batch"), dossier.batch.id, Face.BOLD, THIRD),
    ):
        small = setter.text(x, second, label, size=7.5)
        marks += [small, setter.text(x + small.width + 1.4, second, value, face, 8.5 if face is Face.BOLD else 8)]
    allergies, deep = _allergies(patient, setter, second)
    return Banner((*marks, *allergies), max(28.2, second + 2.6 + deep) + 3.3)


def _pair(setter: Setter, x: float, y: float, label: str, value: str, edge: float = 0.0) -> tuple[Text, Text]:
    """A small label and its value behind it, from ``x``, or so that it ends at ``edge``."""
    small, large = setter.text(x, y, label, size=7.5), setter.text(x, y, value, Face.BOLD, 9)
    left = edge - small.width - 1.4 - large.width if edge else x
    return small._replace(x=left), large._replace(x=left + small.width + 1.4)


def _name(patient: Patient, press: Press) -> tuple[tuple[str, ...], float]:
    """The name at 14 points, else at 11, else in lines at 11; refused when one of its parts is wider than that."""
    name = press.printable(name_text(patient.family, patient.given, patient.title))
    for size in (14.0, 11.0):
        if press.width(name, Face.BOLD, size) <= NAME_ROOM:
            return (name,), size
    return press.lines(name, Face.BOLD, 11, NAME_ROOM, hyphens=True), 11.0


def _allergies(patient: Patient, setter: Setter, y: float) -> tuple[list[Mark], float]:
    """The state of knowledge in bold and the allergies behind it, in as many lines as they need; gives the height below the first."""
    press = setter.press
    state = allergy_state(patient.allergies, setter.words)
    sign = setter.text(LEFT, y, "▲", Face.BOLD, 7.5)
    head = setter.text(LEFT + 3.4, y, state, Face.BOLD, 8.5)
    said = press.evidence(patient.allergy_text)
    x = head.x + head.width + 1.2
    if press.width(said.replace("\n", " "), Face.REGULAR, 8.5) <= SECOND - 2 - x:
        return [sign, head, setter.text(x, y, said.replace("\n", " "))] if said else [sign, head], 0.0
    lines = press.lines(said, Face.REGULAR, 8.5, EDGE - LEFT - 3.4, anywhere=True)
    below: list[Mark] = [setter.text(LEFT + 3.4, y + 3.8 * place, line) for place, line in enumerate(lines, 1)]
    return [sign, head, *below], 3.8 * len(lines)


def framed(
    dossier: Dossier, setter: Setter, bodies: Sequence[Sequence[Mark]], held: Banner, kind: str, paper: int, form: str, printing: Printing
) -> tuple[Page, ...]:
    """The pages of a paper about one patient. ``paper`` is its digit in page symbols; ``form`` stands in the foot."""
    pages = []
    for number, body in enumerate(bodies, 1):
        around = (
            *_head(dossier.site.name, setter, kind, printing, strip(printing, setter, paper in COUNTED)),
            *held.marks,
            Rule(LEFT, held.top - 3.3, RIGHT, held.top - 3.3, 0.25),
            _symbol(dossier, paper, number, printing.copy),
            *_foot(setter, form, printing, number, len(bodies), sheet=paper == BEDSIDE),
        )
        pages.append(Page(WIDTH, HEIGHT, (*body, *around), MARGIN, FLOOR, len(body)))
    return tuple(pages)


def strip(printing: Printing, setter: Setter, counted: bool) -> str:
    """Why this paper is no ordinary one: a duplicate of one printed before, or nothing here is for a patient.

    A batch record is ``counted`` only: each copy of it tells a later state and is no duplicate.
    """
    words = setter.words
    parts = [words("DUPLICATE No. {n}").format(n=printing.copy)] if printing.copy > 1 and not counted else []
    if printing.purpose is Purpose.DEMO:
        parts.append(words("DEMO – SAMPLE – NOT FOR PATIENT USE"))
    elif printing.purpose is Purpose.REHEARSAL:
        parts.append(words("REHEARSAL – SAMPLE – NOT FOR PATIENT USE"))
    return " – ".join(parts)


def plain(
    site: str, setter: Setter, bodies: Sequence[Sequence[Mark]], kind: str, form: str, printing: Printing, note: str = ""
) -> tuple[Page, ...]:  # fmt: skip
    """The pages of a paper without a banner: about a report, a product or several patients. Its bodies begin at ``TOP``; copies are counted.

    ``note`` is what a reader must know of every page; it stands above the foot.
    """
    above = (setter.text(LEFT, 281.75, note, Face.BOLD, 6.5, room=RIGHT - LEFT),) if note else ()
    pages = []
    for number, body in enumerate(bodies, 1):
        head = _head(site, setter, kind, printing, strip(printing, setter, counted=True))
        around = (*head, *above, *_foot(setter, form, printing, number, len(bodies)))
        pages.append(Page(WIDTH, HEIGHT, (*body, *around), MARGIN, FLOOR, len(body)))
    return tuple(pages)


def _head(site: str, setter: Setter, kind: str, printing: Printing, said: str) -> list[Mark]:
    marks: list[Mark] = [Rule(LEFT, 14.6, RIGHT, 14.6, 0.7)]
    edge = RIGHT
    if said:
        chip, _ = setter.chip(RIGHT, 12, Chip(said, solid=True), 7, align="right")
        marks += chip
        edge = min(each.x for each in chip if isinstance(each, Box)) - 2
    text = setter.press.printable(f"{site} · {kind} {printing.number}")
    marks.append(setter.text(LEFT, 12, text, size=7.5, room=edge - LEFT))
    return marks


def _symbol(dossier: Dossier, paper: int, number: int, copy: int) -> Mark:
    content = own.text(own.page(dossier.batch, paper, number, copy))
    return data_matrix(content, 189, 17.5, 0.5, Node("Figure", alt=content))


def _foot(setter: Setter, form: str, printing: Printing, number: int, pages: int, *, sheet: bool = False) -> list[Mark]:
    """``sheet``: what is counted is no copy of one paper, but another sheet of the batch."""
    words, press = setter.words, setter.press
    of = words("Page {n} of {m}").format(n=number, m=pages)
    last = setter.text(RIGHT, 289.3, of, Face.BOLD, 9, align="right")
    when = f"{moment_text(printing.at, printing.zone, words, offset=True)} · {clock_text(printing.at, 'UTC')} UTC"
    who = f"{press.evidence(printing.by)}, {role_name(printing.role, words)}"
    counted = words("Sheet {n} of the batch · printed {when} by {who}") if sheet else words("Copy {n} · printed {when} by {who}")
    copy = counted.format(n=printing.copy, when=when, who=who)
    if printing.reason:
        with_reason = words("{copy} · reason: {reason}").format(copy=copy, reason=press.evidence(printing.reason).replace("\n", " "))
        # a reason too long for the line stands in the notice of the duplicate
        copy = with_reason if press.width(with_reason, Face.REGULAR, 7) <= last.x - LEFT - 3 else copy
    return [
        Rule(LEFT, 282.5, RIGHT, 282.5, 0.25),
        setter.text(LEFT, 286, form, size=7, room=RIGHT - LEFT),
        setter.text(LEFT, 289.3, copy, size=7, room=last.x - LEFT - 2),
        last,
    ]
