"""Blocks down the pages: what belongs together stays together, a table's head stands again on the next page, nothing passes 280 mm."""
from __future__ import annotations

from collections.abc import Sequence

from workbench.documents.blocks import Block, Setter, gap, stacked
from workbench.documents.marks import Mark
from workbench.documents.tables import Table
from workbench.kernel.findings import Refused, stops

FLOOR = 280.0


class Flow:
    """The bodies of pages as they fill, from ``top`` to ``FLOOR``."""

    def __init__(self, setter: Setter, top: float) -> None:
        self.setter, self.top = setter, top
        self.pages: list[list[Mark]] = [[]]
        self.y = top
        self.again: Block | None = None
        """What stands at the top of a page on which something goes on: the step's name."""

    @property
    def page(self) -> int:
        """The number of the page that fills, from 1."""
        return len(self.pages)

    @property
    def room(self) -> float:
        """Height left on this page."""
        return FLOOR - self.y

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on this page yet."""
        return self.y <= self.top

    def turn(self) -> None:
        """Begins a new page, unless this one is empty."""
        if self.fresh:
            return
        self.pages.append([])
        self.y = self.top
        if self.again:
            self._put(self.again)

    def put(self, *blocks: Block) -> None:
        """Blocks that stay together; on the next page when this one has no room for all of them."""
        whole = stacked(blocks)
        if whole.height > self.room + 0.01:
            self.turn()
        if whole.height > self.room + 0.01:
            raise Refused((stops("paper.below-body", "design of papers and labels, 2", text="", where=str(self.page), at=f"{whole.height:.0f}"),))
        self._put(whole)

    def table(self, table: Table, lead: Sequence[Block] = (), after: float = 4.0, tail: float = 0.0) -> None:
        """A table under ``lead`` (its heading). Its head stays with the first two rows; ``tail`` is what its last row must leave."""
        first = table.rows[:2]
        self.put_if_room(sum(each.height for each in (*lead, table.head, *first)))
        self._put(stacked((*lead, table.head)))
        for place, row in enumerate(table.rows):
            needed = row.height + (tail if place == len(table.rows) - 1 else 0)
            if needed > self.room:
                self.turn()
                self._put(table.head)
            self._put(row)
        self._put(gap(min(after, max(0.0, self.room))))

    def put_if_room(self, height: float) -> None:
        """Turns the page when ``height`` does not fit on it."""
        if height > self.room + 0.01:
            self.turn()

    def _put(self, block: Block) -> None:
        self.pages[-1] += block.at(self.y)
        self.y += block.height
