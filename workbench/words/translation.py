"""Words in the language of a reader: of the screen, of a paper, of a label."""
from __future__ import annotations

import gettext
from collections.abc import Mapping
from pathlib import Path

LANGUAGES: Mapping[str, str] = {"en": "English", "ru": "Русский"}
"""Code of each language of the workbench, and its name in itself."""
DOMAIN = "workbench"


class Words:
    """Translates marked texts; a text without translation stays English.

    A call takes a literal, filled afterwards: ``words("{n} of {m} done").format(n=6, m=11)``. A test reads every call from the
    source, so a variable or an f-string inside is refused there. Texts that were marked elsewhere with ``N_`` go through ``marked``.
    """

    __slots__ = ("_catalogue", "language")

    def __init__(self, language: str, translations: Mapping[str, str] | gettext.NullTranslations | None = None) -> None:
        self.language = language
        self._catalogue = translations if isinstance(translations, gettext.NullTranslations) else _Table(translations or {})

    def __call__(self, text: str) -> str:
        return self._catalogue.gettext(text) if text else ""

    def marked(self, text: str) -> str:
        """The translation of a text that stands elsewhere under ``N_``."""
        return self(text)

    def plural(self, one: str, many: str, n: int) -> str:
        """The form of ``one``/``many`` that goes with ``n``, unfilled: ``words.plural("{n} bag", "{n} bags", n).format(n=n)``."""
        return self._catalogue.ngettext(one, many, n)


class _Table(gettext.NullTranslations):
    """Translations given as a plain table; plurals by the English rule."""

    def __init__(self, table: Mapping[str, str]) -> None:
        super().__init__()
        self._table = table

    def gettext(self, message: str) -> str:
        return self._table.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


ENGLISH = Words("en")


def load_words(locale_folder: Path, language: str) -> Words:
    """Words of ``language`` from ``<folder>/<language>/LC_MESSAGES/workbench.mo``; English needs no file.

    ``LookupError`` for a language that the workbench does not have, ``FileNotFoundError`` for a catalogue that is missing.
    """
    if language not in LANGUAGES:
        raise LookupError(language)
    if language == "en":
        return Words("en")
    with (locale_folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return Words(language, gettext.GNUTranslations(file))
