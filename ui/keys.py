"""The keys of the window, in one table: the window binds them, the help shows them."""
from __future__ import annotations

from workbench.words.translation import Words

SEARCH, HELP, REPORT, LOCK, CONFIRM, BACK = "Ctrl+K", "F1", "F8", "F12", "Ctrl+Return", "Esc"


def key_table(words: Words) -> tuple[tuple[str, str], ...]:
    """(key, what it does), as the help lists them."""
    return (
        ("Ctrl+1 … 8", words("go to an entry of the rail")),
        (SEARCH, words("search or scan anything")),
        ("Ctrl+Enter", words("the main act of the screen: confirm, sign, go on")),
        (BACK, words("back; nothing typed is lost")),
        (REPORT, words("report a problem")),
        (LOCK, words("lock the workstation")),
        (HELP, words("this help")),
        ("Tab", words("next field or button")),
    )
