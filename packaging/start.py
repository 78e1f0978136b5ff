"""``python3 packaging/start.py``: sets everything up and opens the workbench on a demo register.

Arguments are handed on to the command ``workbench``: ``python3 packaging/start.py rehearse CASE.json --folder OUT``.
"""
from __future__ import annotations

import os
import sys

from setup_venv import RUN_LOCK, set_up, start, use_right_python
from system_libraries import Missing

NO_SCREEN = (
    "There is no screen here, so the window stays closed; play the main job without one: "
    "python3 packaging/start.py rehearse tests/cases/CASE.json --folder OUT"
)


def has_screen() -> bool:
    """Whether a window can be shown: always, except on a Linux without a display server. A chosen Qt platform is taken at its word."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main(arguments: list[str]) -> int:
    """The exit code of the workbench; 1 where the machine lacks something, which is then named."""
    try:
        use_right_python()
        python = set_up(RUN_LOCK, window=not arguments and has_screen())
    except Missing as reason:
        print(reason, file=sys.stderr)
        return 1
    if not arguments and not has_screen():
        print(NO_SCREEN)
        return 0
    return start([str(python), "-P", "-m", "workbench", *(arguments or ["demo"])])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
