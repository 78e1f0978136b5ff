"""Registers for the tests of this room, copied from one that is made once: making one takes a tenth of a second."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.opening import open_register
from db.register import SqlRegister
from tests.db.examples import ACTOR, EXAMPLES
from tests.desk import StandingClock


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a register in which nothing was written yet. Copy it, do not open it."""
    path = tmp_path_factory.mktemp("blank") / "register.sqlite"
    open_register(path, StandingClock(), create=True).close()
    return path


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, blank: Path) -> Path:
    """The file of a register with one example of every record. Copy it, do not open it."""
    path = tmp_path_factory.mktemp("filled") / "register.sqlite"
    shutil.copyfile(blank, path)
    register = open_register(path, StandingClock())
    for each in EXAMPLES:
        with register.transaction(ACTOR, "an example") as change:
            change.add(each)
    register.close()
    return path


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Path], SqlRegister]]:
    """Opens copies of register files."""
    made: list[SqlRegister] = []

    def opened(file: Path) -> SqlRegister:
        path = tmp_path / f"register-{len(made)}.sqlite"
        shutil.copyfile(file, path)
        made.append(open_register(path, StandingClock()))
        return made[-1]

    yield opened
    for each in made:
        each.close()


@pytest.fixture
def register(opened: Callable[[Path], SqlRegister], blank: Path) -> SqlRegister:
    """A register in which nothing was written yet."""
    return opened(blank)


@pytest.fixture
def full(opened: Callable[[Path], SqlRegister], filled: Path) -> SqlRegister:
    """A register with one example of every record."""
    return opened(filled)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Path:
    """A file with one example of every record, for tests that leave it as it was."""
    path = tmp_path_factory.mktemp("guarded") / "register.sqlite"
    shutil.copyfile(filled, path)
    return path
