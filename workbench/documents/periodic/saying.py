"""What every part of a summary is said with: words, type, times, and the parts of a page."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from workbench.documents.blocks import Block, Cell, Column, Content, Setter, gap
from workbench.documents.flow import Flow
from workbench.documents.press import Press
from workbench.documents.tables import table
from workbench.periodic.reckoning import Reckoned
from workbench.periodic.records import SafetySummary
from workbench.surveillance.drawn import figure, percent
from workbench.vigilance.signals.local import Estimate
from workbench.words.formats import date_text, moment_text

NONE = "–"


class Say:
    """Puts headings, tables and sentences down the pages of a summary."""

    def __init__(self, summary: SafetySummary, press: Press, top: float) -> None:
        self.summary, self.press, self.words = summary, press, press.words
        self.set = Setter(press)
        self.flow = Flow(self.set, top)
        self.reckoned = Reckoned(summary)
        self.sections: list[tuple[str, int]] = []
        self.bags = {each.infusion: each for each in summary.bags}

    def fresh(self) -> Flow:
        """Begins other pages, which come before those that are filled."""
        self.flow = Flow(self.set, self.flow.top)
        return self.flow

    def section(self, title: str) -> None:
        """A section of the summary, numbered."""
        self.flow.put_if_room(40)
        if not self.flow.fresh:
            self.flow.put(gap(2))
        self.sections.append((title, self.flow.page))
        self.flow.put(self.set.title(f"{len(self.sections)}  {title}", ""))

    def table(
        self, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Content]], right: str = "", none: str = "",
        notes: Sequence[str] = (), lead: Sequence[Block] = (),
    ) -> None:  # fmt: skip
        """A table under its heading, or under ``lead``; ``none`` stands there when there are no rows."""
        head = (self.set.heading(title, right),) if title else tuple(lead)
        if rows:
            # a value that is wider than its column is broken: a summary must print, whatever it tells
            safe = [[Cell(each, typed=True) if isinstance(each, str) else each for each in row] for row in rows]
            self.flow.table(table(self.set, columns, safe, notes=notes), head)
        else:
            self.flow.put(*head, *((self.set.paragraph(none),) if none else ()), gap(4))

    def lines(self, *texts: str) -> None:
        """Sentences in small type, one paragraph each."""
        for each in texts:
            self.flow.put(self.set.paragraph(each, size=8), gap(0.8))
        if texts:
            self.flow.put(gap(2))

    def block(self, *blocks: Block) -> None:
        """Blocks that stay together."""
        self.flow.put(*blocks)

    def day(self, day: date) -> str:
        """A day as people read it."""
        return date_text(day, self.words)

    def moment(self, at: datetime | str) -> str:
        """A time at the site; a dash for one that is not there."""
        if isinstance(at, str):
            return self.moment(datetime.fromisoformat(at)) if at else NONE
        return moment_text(at, self.summary.zone, self.words)

    def share(self, estimate: Estimate) -> str:
        """``3 of 40 · 7.5 % (1.6 to 20.4 %)``; without bags, that there is nothing to reckon."""
        text = self.words("{n} of {of}").format(n=estimate.basis.n, of=estimate.basis.denominator)
        if estimate.value is None or estimate.low is None or estimate.high is None:
            return text
        low, high = figure(100 * estimate.low, self.words, 1), figure(100 * estimate.high, self.words, 1)
        return f"{text} · {percent(estimate.value, self.words, 1)} ({self.words('{low} to {high} %').format(low=low, high=high)})"

    def bag(self, infusion: str) -> str:
        """The bag of an infusion; a dash where it is not one of those that count."""
        return self.bags[infusion].bag if infusion in self.bags else NONE

    def patient(self, infusion: str) -> str:
        """The code of the patient of an infusion."""
        return self.bags[infusion].patient if infusion in self.bags else NONE
