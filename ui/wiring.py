"""What the window is made of once the register is open: services, screens, sign-in, scanner."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSysInfo, QTimer
from PySide6.QtWidgets import QApplication

from ui.desk import DemoSecrets, Desk, Resources, Running, Services
from ui.drafts import Drafts
from ui.kit.scanner import Scanner
from ui.kit.serial_port import BAUDS
from ui.preferences import Kept
from ui.screens.sign_in import SignIn
from ui.screens.table import SCREENS, badges, slow_badges
from ui.shell import Pages, Window
from ui.tasks import Tasks
from workbench.kernel.ports import Clock, Register
from workbench.site.records import Site
from workbench.words.translation import Words

FIRST = "today"


def services_on(
    register: Register, path: Path, clock: Clock, resources: Resources, tasks: Tasks, words_of: Callable[[str], Words], kept: Kept, demo: DemoSecrets | None,
) -> Services:  # fmt: skip
    """Everything that the screens are handed."""
    workstation = kept.now.workstation or QSysInfo.machineHostName().split(".")[0] or "workstation"
    return Services(register, clock, resources, tasks, Drafts.beside(path, clock), workstation, path, words_of, kept, demo)


def site_of(register: Register) -> Site | None:
    """The site of an open register; none in one that nobody has founded yet."""
    with register.reading() as reader:
        return next(iter(reader.find(Site, limit=1)), None)


def window_on(services: Services, site: Site, application: QApplication) -> Window:
    """The window at its sign-in."""
    pages = Pages(SCREENS, lambda desk, entered: SignIn(desk, entered, _running), badges, FIRST, slow_badges)
    window = Window(services, site, pages, scanner=Scanner(application))
    window.restoreGeometry(services.preferences.geometry)
    kept = services.preferences.now
    services.port.use(kept.port, int(kept.baud) if kept.baud in BAUDS else int(BAUDS[0]))
    window.quitting.connect(lambda: services.preferences.keep_geometry(window.saveGeometry()))
    QTimer.singleShot(800, window, lambda: window.show_printer(_printer()))
    return window


def _running(desk: Desk) -> Sequence[Running]:
    """What still runs, once there is a batch that could: reckoning it asks for half of the workbench."""
    from workbench.batch.records import Batch, Status

    with desk.register.reading() as reader:
        if not reader.count(Batch, {"status": Status.IN_PROCESS}):
            return ()
    from ui.screens.running import running

    return running(desk)


def _printer() -> str:
    from PySide6.QtPrintSupport import QPrinterInfo  # asks the printing system, which takes its time

    return QPrinterInfo.defaultPrinterName()
