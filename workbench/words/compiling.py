"""Makes one catalogue out of the fragments of all rooms: ``python -m workbench.words.compiling [resources/locale]``.

Every area keeps its translations in its own ``<language>/<area>.po``. A text may stand in several fragments if they agree. The same
fragments always give the same bytes (no dates inside), so that a test can compare the committed catalogue with its source.
"""
from __future__ import annotations

import struct
import sys
from pathlib import Path

from workbench.words.translation import DOMAIN

PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
MAGIC = 0x950412DE


class Disagreement(ValueError):
    """Two fragments translate one text differently, or one does it only in part."""


def gather(folder: Path) -> dict[str, str]:
    """All messages of one language as a catalogue keeps them: plural texts joined by NUL."""
    from babel.messages.pofile import read_po  # only needed by whoever translates, not by a pharmacy

    found: dict[str, str] = {}
    source: dict[str, str] = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=folder.name)
        for message in catalogue:
            if not message.id:
                continue
            text = message.id if isinstance(message.id, str) else "\x00".join(message.id)
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            if not forms or not all(forms) or message.fuzzy:
                raise Disagreement(f"{path.name}: {text!r} is not translated")
            translated = "\x00".join(forms)
            if found.setdefault(text, translated) != translated:
                raise Disagreement(f"{text!r}: {source[text]} says {found[text]!r}, {path.name} says {translated!r}")
            source.setdefault(text, path.name)
    return found


def catalogue_bytes(language: str, messages: dict[str, str]) -> bytes:
    """The ``.mo`` form of ``messages`` (GNU gettext manual, "The Format of GNU MO Files"), sorted, without hash table."""
    head = f"Content-Type: text/plain; charset=utf-8\nLanguage: {language}\nPlural-Forms: {PLURALS[language]}\n"
    pairs = [(key.encode(), value.encode()) for key, value in sorted({**messages, "": head}.items(), key=lambda pair: pair[0].encode())]
    start = 28
    offset = start + 16 * len(pairs)
    body, tables = bytearray(), ([], [])  # type: tuple[bytearray, tuple[list[int], list[int]]]
    for side in (0, 1):
        for pair in pairs:
            tables[side].extend((len(pair[side]), offset + len(body)))
            body += pair[side] + b"\x00"
    header = struct.pack("<7I", MAGIC, 0, len(pairs), start, start + 8 * len(pairs), 0, 0)
    return header + struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1]) + bytes(body)


def compile_locale(folder: Path) -> tuple[Path, ...]:
    """Writes the catalogue of every language in ``folder``; gives the files written."""
    written = []
    for language in sorted(PLURALS):
        place = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(catalogue_bytes(language, gather(folder / language)))
        written.append(place)
    return tuple(written)


if __name__ == "__main__":
    for each in compile_locale(Path(sys.argv[1] if len(sys.argv) > 1 else "resources/locale")):
        sys.stdout.write(f"{each}\n")
