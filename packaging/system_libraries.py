"""What the workbench needs of the operating system besides Python. Standard library only.

Found by trying, not by asking which packages are there: the plug-ins of Qt are loaded, and what cannot be loaded is missing.
On Debian and its kin the packages are installed where we may (root); elsewhere the exact command is named.
"""
from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Say = Callable[[str], None]

VENV_PACKAGES = ("python3-venv",)
PACKAGES = {
    "offscreen": (
        "libglib2.0-0", "libgl1", "libegl1", "libx11-6", "libdbus-1-3", "libfontconfig1", "libfreetype6", "libxkbcommon0", "libbrotli1",
    ),
    "screen": ("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-xkb1", "libxkbcommon-x11-0"),
    "printing": ("libcups2",),
}
PURPOSES = {"offscreen": "to run at all", "screen": "to open a window", "printing": "to see this machine's printers"}

# Run by the environment's Python; prints one line `group|what the loader said` for each group that cannot be loaded.
PROBE = """
import ctypes
from pathlib import Path
try:
    from PySide6 import QtGui, QtPdf, QtPrintSupport, QtSvg, QtWidgets
    import PySide6
except ImportError as reason:
    print("offscreen|" + str(reason))
    print("screen|")
    print("printing|")
else:
    plugins = Path(PySide6.__file__).parent / "Qt" / "plugins"
    for group, name in (("offscreen", "platforms/libqoffscreen.so"), ("screen", "platforms/libqxcb.so"),
                        ("printing", "printsupport/libcupsprintersupport.so")):
        try:
            ctypes.CDLL(str(plugins / name))
        except OSError as reason:
            print(group + "|" + str(reason))
"""


class Missing(Exception):
    """Something that the machine lacks. The text says what, and the command that brings it."""


def ensure_venv(say: Say) -> None:
    """Leaves a Python that can make environments (Debian's cannot by itself). ``Missing`` names the command where we may not."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    if not shutil.which("apt-get"):
        raise Missing(f"This Python ({sys.executable}) cannot make virtual environments: its modules venv and ensurepip are missing.")
    _install(VENV_PACKAGES, "to make a virtual environment", say)
    importlib.invalidate_caches()  # the finder remembers that the module was not there before the package came


def ensure(python: Path, needed: set[str], say: Say) -> list[str]:
    """The groups that Qt cannot load here after what could be done about it; none of them is ``needed``.

    ``Missing`` names the command where a needed group is not there and we may not install it; a group that is not needed is only told.
    """
    if not sys.platform.startswith("linux"):
        return []
    lacking = probe(python)
    debian = shutil.which("dpkg-query") is not None
    if lacking and debian and os.geteuid() == 0:
        _install(_absent(lacking), "for Qt", say)
        lacking = probe(python)
    if lacking:
        told = _told(lacking, debian)
        if needed & lacking.keys():
            raise Missing(told)
        say(told)
    return list(lacking)


def probe(python: Path) -> dict[str, str]:
    """Group of libraries to what the loader said, for each group that ``python`` cannot load."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    answer = subprocess.run([str(python), "-I", "-c", PROBE], capture_output=True, text=True, check=False, env=environment)
    if answer.returncode != 0:
        raise Missing(f"Qt could not be tried:\n{answer.stderr.strip()}")
    return dict(line.split("|", 1) for line in answer.stdout.splitlines())


def command(packages: tuple[str, ...]) -> str:
    """What a person types to install ``packages``."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def _told(lacking: dict[str, str], debian: bool) -> str:
    """What is missing for what, what the loader said first, and what brings it."""
    purposes = ", ".join(PURPOSES[group] for group in lacking)
    said = next((text for text in lacking.values() if text), "")
    remedy = f"Install them with:\n  {command(_absent(lacking))}" if debian else "Install them with this system's package manager."
    return f"System libraries are missing {purposes} ({said}). {remedy}"


def _absent(groups: dict[str, str]) -> tuple[str, ...]:
    """The packages of ``groups`` that are not installed; all of them where that cannot be told."""
    wanted = [package for group in groups for package in PACKAGES[group]]
    asked = ["dpkg-query", "-W", "-f=${Package}|${db:Status-Status}\n", *wanted]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    there = {line.split("|")[0] for line in answer.stdout.splitlines() if line.endswith("|installed")}
    return tuple(package for package in wanted if package not in there) or tuple(wanted)


def _install(packages: tuple[str, ...], purpose: str, say: Say) -> None:
    """Installs ``packages`` as root; ``Missing`` names the command for everybody else and when it does not succeed."""
    if os.geteuid() != 0:
        raise Missing(f"System packages are missing {purpose}. Install them with:\n  {command(packages)}")
    say(f"Installing system packages {purpose}: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]):
        ran = subprocess.run(step, env=environment, capture_output=True, text=True, check=False)
        if ran.returncode != 0 and step[1] == "install":
            raise Missing(f"{ran.stdout[-2000:]}{ran.stderr[-2000:]}\nThe system packages could not be installed:\n  {' '.join(step)}")
