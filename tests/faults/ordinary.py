"""``python -m tests.faults.ordinary FOLDER command …``: the command line as an ordinary user, whom a read-only file stops.

Whoever starts it as root becomes the user nobody after everything is imported, because the interpreter may lie where nobody may look.
``window PATH …`` tells what the window shows for each ``PATH``, as JSON; ``act PATH`` opens it, takes the right to its folder away, acts, gives it back, acts.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import db.migrations
import workbench.cli.demo
import workbench.cli.rehearse
from tests.faults.working import begin, refusal, work
from workbench.__main__ import main
from workbench.words import findings, translation

NOBODY = 65534
BEFORE = (db.migrations, workbench.cli.demo, workbench.cli.rehearse, findings, translation)


def _become_nobody(folder: Path) -> None:
    if os.geteuid() == 0:
        for each in (folder, *folder.rglob("*")):
            os.chown(each, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def _shown(path: Path) -> str:
    """The texts of the page that the window opens with."""
    from PySide6.QtWidgets import QLabel

    assert root.window is not None
    root.open(path)
    return "\n".join(each.text() for each in root.window.findChildren(QLabel) if each.text())


def _acts(path: Path) -> str:
    register = begin(path)
    path.parent.chmod(0o555)
    without = refusal(lambda: work(register))
    path.parent.chmod(0o755)
    return f"{without} {work(register)}"


if __name__ == "__main__":
    home, what, rest = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    if what == "window":
        import ui.screens.first_start  # before the interpreter's own folder is out of reach
        import ui.screens.unopened
        import ui.wiring  # noqa: F401
        from ui.main import Root, _opening
        from workbench.cli.resources import Resources

        root = Root(Resources())
        root.show(_opening())
    _become_nobody(home)
    if what == "window":
        print(json.dumps([_shown(Path(each)) for each in rest]))
    elif what == "act":
        print(_acts(Path(rest[0])))
    else:
        sys.exit(main([what, *rest]))
