"""The pictures of README and manual, all of one demo register: ``python -m tests.ui.manual_pictures resources/manual/pictures``.

They are taken of the real window as it stands, at a moment that is always the same, so that the same program gives the same pictures.
"""
from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_FONT_DPI", "96")

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from db.opening import open_register  # noqa: E402
from tests.ui.release_stage import Hands  # noqa: E402
from tests.ui.windows import Opened  # noqa: E402
from ui.desk import Services  # noqa: E402
from ui.drafts import Drafts  # noqa: E402
from ui.kit.pdf import page_image  # noqa: E402
from ui.kit.theme import Assets, dress  # noqa: E402
from ui.main import SIZE, application  # noqa: E402
from ui.screens.sign_in import SignIn  # noqa: E402
from ui.screens.table import SCREENS, badges, slow_badges  # noqa: E402
from ui.shell import Pages, Window  # noqa: E402
from ui.tasks import Tasks  # noqa: E402
from ui.wiring import site_of  # noqa: E402
from workbench.barcodes import own  # noqa: E402
from workbench.batch.records import Batch, Status  # noqa: E402
from workbench.cli.demo import make_demo  # noqa: E402
from workbench.cli.resources import Resources  # noqa: E402
from workbench.kernel.ports import Register  # noqa: E402
from workbench.labels.records import LabelPrint  # noqa: E402
from workbench.stock.records import Lot  # noqa: E402
from workbench.words.translation import load_words  # noqa: E402

MOMENT = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)
DOTS = 203
NAMES = ("today", "step", "release", "label", "safety", "reports", "followup", "signals")


@dataclass
class Standing:
    """An open register and a clock that stands."""

    register: Register
    at: datetime

    @property
    def clock(self) -> Standing:
        """Itself."""
        return self

    def now(self) -> datetime:
        """The moment of the pictures."""
        return self.at


def make_pictures(demo: Path, moment: datetime, folder: Path) -> dict[str, Path]:
    """Takes the pictures of a copy of the demo register, which was made at ``moment``, into ``folder``; name to file."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        path = Path(shutil.copy(demo, Path(place) / "demo.sqlite"))
        room = Standing(cast(Register, None), moment + timedelta(minutes=1))
        room.register = register = open_register(path, room)
        hands = _window(path, room)
        try:
            for name, draw in SCREENED:
                draw(hands, register)
                for _ in range(4):
                    QApplication.processEvents()
                _save(hands.window.grab().toImage(), folder / f"{name}.png")
            with register.reading() as reader:
                label = reader.find(LabelPrint, {"profile": "rp-shield"}, sort="seq")[0]
            _save(page_image(label.content, dots=DOTS), folder / "label.png")
        finally:
            hands.window.close()
            hands.window.deleteLater()
            register.close()
    return {name: folder / f"{name}.png" for name in NAMES}


def _save(image: QImage, path: Path) -> None:
    """In its 256 most frequent colours, so that a fresh clone stays small."""
    pixels = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = [colour for colour, _ in Counter(memoryview(pixels.constBits()).cast("I")).most_common(256)]
    few = pixels.convertToFormat(QImage.Format.Format_Indexed8, colours, Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither)
    few.save(str(path), quality=0)


def _window(path: Path, room: Standing) -> Hands:
    resources = Resources()
    catalogues = {code: load_words(resources.locale, code) for code in ("en", "ru")}
    dress(application(), Assets(resources.folder), mode="light", words=catalogues["en"])

    def raised(fault: BaseException) -> None:
        raise fault

    services = Services(
        room.register, room, resources, Tasks(raised, synchronous=True), Drafts.beside(path, room), "BENCH-1", path, catalogues.__getitem__
    )  # fmt: skip
    site = site_of(room.register)
    assert site is not None
    pages = Pages(SCREENS, lambda desk, entered: SignIn(desk, entered), badges, "today")
    window = Window(services, site, pages, idle_locks=False)
    window.resize(*SIZE)
    window.show()
    opened = Opened(window, cast(Any, room), services)
    return Hands(opened, cast(Any, None))


def _enter(hands: Hands, person: str) -> None:
    hands.opened.enter(person)
    hands.window._rail.show_badges(slow_badges(hands.window.desk)())


def _batch(register: Register, status: Status) -> str:
    with register.reading() as reader:
        return reader.find(Batch, {"status": status}, sort="-opened")[0].id


def _today(hands: Hands, register: Register) -> None:
    """What waits for the pharmacist."""
    _enter(hands, "PH1")
    hands.window.go("today")


def _step(hands: Hands, register: Register) -> None:
    """A paused batch goes on: the syringe is filled and measured, each value beside its limits."""
    hands.window.go("batch", _batch(register, Status.PAUSED))
    hands.press("do.go-on")
    hands.write("field.reason", "the ward is ready")
    hands.press("do.go-on-now")
    hands.press("do.start-step")
    with register.reading() as reader:
        vial = next(each for each in reader.find(Lot, sort="-id") if each.material == "vial")
    hands.opened.scan(own.text(own.Own(own.Kind.LOT, (vial.code,))).encode())
    hands.write("field.drawn", "4.05")


def _release(hands: Hands, register: Register) -> None:
    """Released provisionally: what is still missing, and what would lift it."""
    _enter(hands, "RP1")
    hands.window.go("release", _batch(register, Status.PROVISIONAL))


def _safety(hands: Hands, register: Register) -> None:
    """The third day after an infusion: fever in the second night, and the alert about which nobody has been called yet."""
    _enter(hands, "WN1")
    hands.window.go("safety")


def _reports(hands: Hands, register: Register) -> None:
    """One report with its clocks."""
    hands.window.go("reports")


def _followup(hands: Hands, register: Register) -> None:
    """The years after the infusion."""
    hands.window.go("followup")
    hands.press("field.which.all")


def _signals(hands: Hands, register: Register) -> None:
    """One bag says little, and the board says so."""
    hands.window.go("signals")


SCREENED = (
    ("today", _today), ("step", _step), ("release", _release), ("safety", _safety), ("reports", _reports), ("followup", _followup), ("signals", _signals),
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Makes a demo register and takes the pictures of it into the folder that is named."""
    if len(arguments) != 1:
        print("usage: python -m tests.ui.manual_pictures FOLDER", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place:
        demo = Path(place) / "demo.sqlite"
        make_demo(demo, MOMENT)
        for name, path in make_pictures(demo, MOMENT, Path(arguments[0])).items():
            print(f"{name}: {path}, {path.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
