"""The batch record: first page, evidence, steps. A pure function of the dossier, the press and the printing: same input, same bytes."""
from __future__ import annotations

from collections.abc import Sequence

from workbench.batch.progress import Turn, progress
from workbench.batch.values import step_key
from workbench.documents.blocks import Block, Setter, gap
from workbench.documents.evidence import Evidence, Part
from workbench.documents.flow import Flow
from workbench.documents.frame import BATCH_RECORD, Banner, Printing, banner, framed
from workbench.documents.marks import Mark
from workbench.documents.painting import About, printed
from workbench.documents.passages import Passages
from workbench.documents.press import Press
from workbench.documents.step_pages import StepPages, numbered, recorded
from workbench.documents.summary import Summary
from workbench.dossier.dossier import Dossier
from workbench.formula.records import TestStage

Sections = list[tuple[str, int, int]]


def batch_record(dossier: Dossier, press: Press, printing: Printing) -> bytes:
    """The PDF of the whole record of one batch, as its dossier stands. Refused: every ``paper.*`` fault."""
    return _Record(dossier, press, printing).printed()


class _Record:
    """One making of a batch record. The body is laid out first: the first page tells on which pages things stand."""

    def __init__(self, dossier: Dossier, press: Press, printing: Printing) -> None:
        self.dossier, self.press, self.printing = dossier, press, printing
        self.words, self.set, self.say = press.words, Setter(press), Passages(dossier, press.words)
        self.stand = progress(dossier)
        self.numbers = numbered(dossier, self.stand)
        self.turns = [each for each in self.stand.turns if recorded(each)]
        self.summary = Summary(self.say, self.set, self.stand)
        self.banner: Banner = banner(dossier, self.set, printing.at.date())
        self.places: dict[str, tuple[int, int]] = {}

    def printed(self) -> bytes:
        """The PDF."""
        words, dossier = self.words, self.dossier
        body, sections = self._body()
        cover = self._cover(sections, 1)
        if len(cover) > 1:
            cover = self._cover(sections, len(cover))
        kind = words("Batch record")
        form = words("Form {form} · text as shown to the operator · journal entry {n}").format(form=dossier.version.id, n=dossier.head[0])
        pages = framed(dossier, self.set, [*cover, *body], self.banner, kind, BATCH_RECORD, form, self.printing)
        about = About(f"{kind} {self.printing.number}", dossier.batch.id, dossier.site.name, self.printing.at)
        return printed(pages, about, self.press)

    def _body(self) -> tuple[list[list[Mark]], Sections]:
        words = self.words
        evidence = Evidence(self.say, self.set, self.stand, self.numbers)
        flow = Flow(self.set, self.banner.top)
        sections: Sections = []
        before = ((words("Order and identity"), evidence.order()), (words("Materials and equipment"), evidence.materials()))
        after = (
            (words("Results"), evidence.results()),
            (words("Bags and labels"), evidence.bags()),
            (words("Deviations"), evidence.deviations()),
            (words("Decisions and papers"), evidence.decisions()),
            (words("Attachments"), evidence.attachments()),
        )
        for name, parts in before:
            sections.append((name, *self._section(flow, parts)))
        sections += self._steps(flow)
        flow.turn()
        for name, parts in after:
            sections.append((name, *self._section(flow, parts)))
        return flow.pages, sections

    def _section(self, flow: Flow, parts: Sequence[Part]) -> tuple[int, int]:
        """Puts the parts of a section; gives the pages it begins and ends on."""
        first = 0
        for part in parts:
            if isinstance(part, Block):
                flow.put(part)
            else:
                flow.table(part[1], (part[0],))
            first = first or flow.page
        flow.put_if_room(8)
        if not flow.fresh:
            flow.put(gap(2))
        return first, flow.page

    def _steps(self, flow: Flow) -> Sections:
        """The steps, stage by stage; each stage is a line of the contents."""
        pages = StepPages(self.say, self.set, self.stand, self.numbers)
        sections: Sections = []
        flow.turn()
        for turn in self.turns:
            before = flow.page
            pages.put(turn, flow)
            began = self._began(flow, before, turn)
            name = turn.stage.text[self.words.language]
            if sections and sections[-1][0] == name:
                sections[-1] = (name, sections[-1][1], flow.page)
            else:
                sections.append((name, began, flow.page))
            self.places[turn.key] = (began, flow.page)
            flow.put(gap(min(3.0, max(0.0, flow.room))))
        return sections

    def _began(self, flow: Flow, before: int, turn: Turn) -> int:
        """The page on which a turn's head stands: that before it, unless the page was turned for it."""
        square = str(self.numbers.turns[turn.key])
        for number in range(before, flow.page + 1):
            if any(getattr(each, "text", "") == square and getattr(each, "size", 0) == 11 for each in flow.pages[number - 1]):
                return number
        return flow.page

    def _cover(self, sections: Sections, count: int) -> list[list[Mark]]:
        """The first page or pages; ``count`` is how many they are, so that the pages behind get their numbers."""
        summary, words = self.summary, self.words
        moved = [(name, first + count, last + count) for name, first, last in sections]
        flow = Flow(self.set, self.banner.top)
        flow.put(summary.title(), summary.identity())
        where = self._exception_pages(moved, count)
        for part in (
            summary.exceptions(where),
            summary.results(
                (TestStage.IPC, TestStage.GATING), words("Results"), words("in process and before release; the others follow on the certificates")
            ),
            summary.people(self._people_pages(moved, count)),
        ):
            if part is not None:
                flow.table(part[1], (part[0],))
        for block in (*summary.contents(moved), summary.journal()):
            flow.put(block)
        return flow.pages

    def _exception_pages(self, sections: Sections, count: int) -> dict[str, int]:
        by_name = {name: first for name, first, _ in sections}
        found: dict[str, int] = {}
        for each in self.say.exceptions:
            if each.step in self.places:
                found[each.key] = self.places[each.step][0] + count
            elif each.sort.value == "amended order":
                found[each.key] = by_name[self.words("Order and identity")]
            elif not each.step:
                found[each.key] = by_name[self.words("Results")]
        return found

    def _people_pages(self, sections: Sections, count: int) -> dict[str, list[int]]:
        keys = {step_key(each.step.name, each.round): each.key for each in self.turns}
        found: dict[str, list[int]] = {}
        for person, steps in people_of(self.dossier, self.turns).items():
            for step in steps:
                first, last = self.places[keys[step]]
                found.setdefault(person, []).extend(range(first + count, last + count + 1))
        for name, hands in (
            (self.words("Results"), [each.person for each in self.dossier.results]),
            (self.words("Deviations"), [each.assessed_by for each in self.dossier.deviations if each.assessed_by]),
            (self.words("Decisions and papers"), [each.person for each in self.dossier.decisions]),
        ):
            page = next(first for title, first, _ in sections if title == name)
            for person in hands + [each.person for each in self.dossier.signatures if each.kind == "result" and name == self.words("Results")]:
                found.setdefault(person, []).append(page)
        return found


def people_of(dossier: Dossier, turns: Sequence[Turn]) -> dict[str, set[str]]:
    """Turns in which each person had a hand, by the person."""
    found: dict[str, set[str]] = {}
    for turn in turns:
        mine = (turn.step.name, turn.round)
        hands = {each.person for each in turn.marks} | {each.person for each in dossier.entries if (each.step, each.round) == mine}
        hands |= {each.person for each in dossier.signatures if each.subject == f"{dossier.batch.id}/{mine[0]}/{mine[1]}"}
        for person in hands:
            found.setdefault(person, set()).add(step_key(*mine))
    return found


