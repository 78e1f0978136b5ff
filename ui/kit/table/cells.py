"""What stands in a table, before it is drawn."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``width`` in pixels is the least, it grows to the longest text; ``stretch`` shares what is left. ``align`` l, r or c."""

    title: str
    width: int = 0
    stretch: float = 0
    align: str = "l"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value over its context (``sub``); or, with ``state``, a chip. ``hit`` is marked in ``text`` where it is found. ``indent`` in pixels."""

    text: str = ""
    sub: str = ""
    state: str = ""
    icon: str = ""
    ink: str = "text"
    sub_ink: str = ""
    strong: bool = False
    ident: bool = False
    hit: str = ""
    solid: bool | None = None
    indent: int = 0

    @property
    def said(self) -> str:
        """The whole cell as one text, for a screen reader and for export."""
        return ", ".join(part for part in (self.text, self.sub) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a line, and what it stands for (an identifier or a record), handed back when it is chosen."""

    cells: tuple[Cell, ...]
    record: object = None


@dataclass(frozen=True, slots=True)
class Group:
    """A heading inside the table: icon, words and count in the colour of a state."""

    text: str
    state: str = ""
    icon: str = ""


Line = Row | Group
