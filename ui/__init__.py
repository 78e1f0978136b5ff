"""The window: shows, and calls actions. Qt lives here and nowhere else."""
from __future__ import annotations

import ctypes
import sys

LASTING = 1 << 40


def steady_singletons() -> None:
    """Gives None, True and False more references than a working life can use up, on a Python in which they are counted.

    PySide6 6.12 is built as if they were immortal, which they are from Python 3.12 on (PEP 683): each call of a Qt function that gives
    nothing back takes one reference to None away. Without this Python 3.11 ends after some thousand calls with "deallocating None"
    (workbench/decisions/0005-none-must-last.md). Done when anything of the window is imported, before its first call of Qt.
    """
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for each in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(each))
        if count.value < LASTING:
            count.value += LASTING


steady_singletons()
