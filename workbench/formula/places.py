"""Where a finding stands in a file: the line of a path such as ``step.add_vector.field.moi_actual.action``."""
from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[\s*([A-Za-z0-9_.\s-]+?)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=")
_LINE = re.compile(r"at line (\d+)")


class Places:
    """Lines by path, from headers and keys; the parser of TOML tells none."""

    __slots__ = ("_lines", "last")

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        table = ""
        self.last = 1
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                self.last = number
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                table = re.sub(r"\s", "", header[1])
                self._lines.setdefault(table, number)
            elif key:
                path = re.sub(r"\s", "", key[1])
                self._lines.setdefault(f"{table}.{path}" if table else path, number)

    def line(self, path: str) -> int:
        """The line of ``path``, or of the longest beginning of it that the file names; 1 when it names none."""
        while path and path not in self._lines:
            path = path.rpartition(".")[0]
        return self._lines.get(path, 1)

    def of_error(self, message: str) -> int:
        """The line that the TOML parser speaks of; the last one for an unexpected end."""
        found = _LINE.search(message)
        return int(found[1]) if found else self.last
