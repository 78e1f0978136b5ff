"""A report-level text file made readable: its encoding found, broken lines set aside with their numbers, nothing lost without a word.

Three encodings are read: UTF-8, UTF-16 and Windows-1251 or 1252, also where lines of one file differ. A clean UTF-8 file is read as it lies;
anything else is written anew as UTF-8, an empty line standing for each line that was set aside, so that numbers stay those of the file.
"""
from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from workbench.kernel.findings import Unavailable

CHUNK = 8 << 20
LONGEST = 64 << 20
LISTED = 10
"""How many line numbers are named of each kind; all are counted."""
DELIMITERS = b",;\t|$"
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

_HIGH = re.compile(rb"[\x80-\xff]+")


@dataclass(slots=True)
class Aside:
    """Lines of one kind that were set aside: how many, and the numbers of the first."""

    count: int = 0
    first: list[int] = field(default_factory=list)

    def add(self, line: int) -> None:
        """One more."""
        self.count += 1
        if len(self.first) < LISTED:
            self.first.append(line)


@dataclass(slots=True)
class Lines:
    """A file of UTF-8 lines at ``path``, each quote in it closed on its line.

    ``count`` is the number of lines with the header; ``encodings`` says how many lines came in another encoding than UTF-8; ``quotes`` were
    set aside for a quote that does not close, ``unreadable`` for bytes that are no text in any of the encodings.
    """

    path: Path
    header: str
    delimiter: str
    count: int
    encodings: Counter[str]
    quotes: Aside
    unreadable: Aside


def read_lines(path: Path, folder: Path, told: Callable[[float], object]) -> Lines:
    """``path`` made readable; what has to be written anew goes to ``folder``. ``Unavailable`` where it is no such text file.

    ``told`` hears what share of the file was looked through; what it raises ends the reading.
    """
    encodings: Counter[str] = Counter()
    try:
        with path.open("rb") as source:
            start = source.read(4)
        if start.startswith(UTF32):
            raise Unavailable("signals.not-text", "UTF-32")
        if start[:2] in UTF16:
            path = _from_utf16(path, folder, encodings)
        return _Mending(folder, encodings).run(path, told)
    except OSError as fault:
        raise Unavailable("signals.cannot-read", str(fault)) from fault


def _from_utf16(path: Path, folder: Path, encodings: Counter[str]) -> Path:
    """The whole file in UTF-8. Halves of characters become U+FFFD, which a name then shows."""
    made = folder / "from-utf16"
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    with path.open("rb") as source, made.open("wb") as target:
        while chunk := source.read(CHUNK):
            text = decoder.decode(chunk)
            encodings["UTF-16"] += text.count("\n")
            target.write(text.encode())
        target.write(decoder.decode(b"", final=True).encode())
    return made


class _Mending:
    """One pass over a file, which begins to write only where something is not clean."""

    def __init__(self, folder: Path, encodings: Counter[str]) -> None:
        self._made, self._encodings = folder / "lines", encodings
        self._quotes, self._unreadable = Aside(), Aside()
        self._line = 1
        self._target: BinaryIO | None = None
        self._delimiter, self._carriage = ",", False

    def run(self, path: Path, told: Callable[[float], object]) -> Lines:
        """``path`` itself where it is clean, otherwise what was written of it."""
        header, at, ended, size = b"", 0, True, max(path.stat().st_size, 1)
        with path.open("rb") as source:
            for chunk in _chunks(source):
                told(at / size)
                if not at:
                    self._delimiter = _delimiter(chunk.partition(b"\n")[0])
                    self._carriage = b"\r" in chunk
                clean = _clean(chunk) and (b"\r" in chunk) is self._carriage
                kept = chunk if clean else self._mended(chunk)
                header = header if at else kept.partition(b"\n")[0]
                if not clean and self._target is None:
                    self._begin(path, at)
                if self._target is not None:
                    self._target.write(kept.replace(b"\r\n", b"\n"))
                at, ended = at + len(chunk), chunk.endswith(b"\n")
                self._line += chunk.count(b"\n")
        if self._target is not None:
            self._target.close()
        name = header.removeprefix(codecs.BOM_UTF8).rstrip(b"\r").decode()
        made = path if self._target is None else self._made
        return Lines(made, name, self._delimiter, self._line - ended, self._encodings, self._quotes, self._unreadable)

    def _begin(self, path: Path, length: int) -> None:
        """Starts the copy with the first ``length`` bytes of the file, which were clean."""
        self._target = self._made.open("wb")
        with path.open("rb") as source:
            for chunk in _chunks(source):
                if length <= 0:
                    break
                self._target.write(chunk.replace(b"\r\n", b"\n"))
                length -= len(chunk)

    def _mended(self, chunk: bytes) -> bytes:
        lines = chunk.split(b"\n")
        for at, line in enumerate(lines):
            text = line if _is_utf8(line) else self._decoded(line)
            if text is None:
                self._unreadable.add(self._line + at)
                text = b""
            elif text.count(b'"') & 1:
                self._quotes.add(self._line + at)
                text = b""
            lines[at] = text.removesuffix(b"\r").replace(b"\r", b" ")
        return b"\n".join(lines)

    def _decoded(self, line: bytes) -> bytes | None:
        """The UTF-8 of a line in another encoding; nothing where it is no text."""
        bare = line.removeprefix(b"\0")  # the rest of a line end in UTF-16, where the next line is in something else
        if b"\0" in bare:
            text, encoding = _utf16_line(line, self._delimiter), "UTF-16"
        elif _is_utf8(bare):
            return bare
        else:
            page = _code_page(bare)
            text, encoding = bare.decode(f"cp{page}", "replace"), f"Windows-{page}"
        if text is None or "\0" in text or "\ufffd" in text:
            return None
        self._encodings[encoding] += 1
        return text.encode()


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    """The file in pieces that end with a line."""
    rest = b""
    while part := source.read(CHUNK):
        whole, newline, after = part.rpartition(b"\n")
        if newline:
            yield rest + whole + newline
            rest = after
        else:
            rest += part
            if len(rest) > LONGEST:
                raise Unavailable("signals.not-text", f"{LONGEST >> 20} MiB without a line end")
    if rest:
        yield rest


def _clean(chunk: bytes) -> bool:
    """Whether DuckDB can read it as it lies: text in UTF-8, one kind of line end, each quote closed on its line."""
    if b"\0" in chunk or not (chunk.isascii() or _is_utf8(chunk)):
        return False
    if (carriages := chunk.count(b"\r")) and not carriages == chunk.count(b"\r\n") == chunk.count(b"\n"):
        return False
    return b'"' not in chunk or not any(line.count(b'"') & 1 for line in chunk.split(b"\n"))


def _is_utf8(text: bytes) -> bool:
    if b"\0" in text:
        return False
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _code_page(line: bytes) -> int:
    """Which of the two Windows code pages a line is in: in Cyrillic words letters beyond ASCII stand together, in Western ones alone."""
    runs = [len(found[0]) for found in _HIGH.finditer(line)]
    together = sum(length for length in runs if length > 1)
    return 1251 if 2 * together >= sum(runs) else 1252


def _utf16_line(line: bytes, delimiter: str) -> str | None:
    """A line of UTF-16 that was cut at one byte of its line end, the other of which stands at this line's end or at the next one's begin.

    Of the two orders of bytes the one that has more of the columns; nothing where neither has three.
    """
    whole = line.removeprefix(codecs.BOM_UTF16_LE).removeprefix(codecs.BOM_UTF16_BE)
    odd = len(whole) % 2
    read = [(whole[odd:] or b"").decode("utf-16-le", "replace"), whole[: len(whole) - odd].decode("utf-16-be", "replace")]
    best = max(read, key=lambda text: text.count(delimiter))
    return best if best.count(delimiter) >= 2 else None


def _delimiter(header: bytes) -> str:
    """The sign between the columns: the one of those known that stands there most often."""
    return chr(max(DELIMITERS, key=lambda sign: (header.count(bytes([sign])), -DELIMITERS.index(sign))))
