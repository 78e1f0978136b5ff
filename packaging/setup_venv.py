"""Sets the project up in ``.venv``: the environment, the locked libraries with their hashes, the project itself. Standard library only.

A digest of everything that the set-up depends on is kept in the environment, so that a second run finds at once that nothing is to be done.
"""
from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system_libraries
from system_libraries import Missing

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STATE = VENV / "set-up.json"
LACKING = "lacking"
RUN_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
VERSION = (3, 11)


def say(text: str) -> None:
    """Tells the person what is going on; the standard output stays the program's."""
    print(text, file=sys.stderr, flush=True)


def use_right_python() -> None:
    """Returns under Python 3.11; under any other starts the same command again with 3.11. ``Missing`` where there is none."""
    if sys.version_info[:2] == VERSION:
        return
    wanted = "{}.{}".format(*VERSION)
    other = ["py", "-" + wanted] if WINDOWS else ["python" + wanted]
    program = shutil.which(other[0])
    works = program and subprocess.run([program, *other[1:], "-c", "pass"], capture_output=True, check=False).returncode == 0
    if not works:
        raise Missing(f"The workbench needs Python {wanted}; this is {sys.version.split()[0]}, and no `{' '.join(other)}` is found.")
    raise SystemExit(subprocess.run([str(program), *other[1:], *sys.argv], check=False).returncode)


def set_up(lock: str, window: bool = False) -> Path:
    """The environment's Python, with everything in ``lock`` and the project installed, on a system on which Qt runs.

    ``Missing`` says what the machine lacks and which command brings it; what only a ``window`` needs is missing only for that.
    """
    wanted, state = _digest(lock), _state()
    if not PYTHON.exists() or state.get(lock) != wanted:
        say("Setting up the workbench in .venv (the first time takes a few minutes and about 800 MB) ...")
        STATE.unlink(missing_ok=True)
        _make_environment()
        _pip("install", "--require-hashes", "--only-binary=:all:", "-r", str(ROOT / "packaging" / lock), what="the libraries")
        _pip("install", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT), what="the workbench itself")
        # The lock for the tests holds everything of the lock for use, with the same versions: who has the former has the latter.
        state = {each: _digest(each) for each in (lock, RUN_LOCK)} | {LACKING: " ".join(system_libraries.PACKAGES)}
        _keep(state)
    needed = {"offscreen", "screen"} if window else {"offscreen"}
    if needed & set(state[LACKING].split()):
        state[LACKING] = " ".join(system_libraries.ensure(PYTHON, needed, say))
        _keep(state)
    return PYTHON


def start(command: list[str]) -> int:
    """Runs ``command`` in place of this process where the system can do that; otherwise waits for it. Its exit code."""
    os.environ.setdefault("PYTHONUTF8", "1")
    if not WINDOWS:
        sys.stdout.flush()
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def _digest(lock: str) -> str:
    """One digest of all that decides what is installed: the lock, the declaration, the place and this very procedure."""
    import tomllib  # not in the older Python that is only asked to find 3.11

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {key: declared.get(key) for key in ("build-system", "project")} | {"setuptools": declared.get("tool", {}).get("setuptools")}
    folder = Path(__file__).resolve().parent
    parts = [
        (folder / lock).read_bytes(),
        json.dumps(wanted, sort_keys=True).encode(),
        str(ROOT).encode(),
        Path(__file__).read_bytes(),
        Path(system_libraries.__file__).read_bytes(),
    ]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _state() -> dict[str, str]:
    """Each lock that is installed to its digest, and under ``lacking`` the groups of system libraries that could not be loaded."""
    try:
        found = json.loads(STATE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and LACKING in found else {}


def _keep(state: dict[str, str]) -> None:
    STATE.write_text(json.dumps(state, indent=1), encoding="utf-8")


def _make_environment() -> None:
    """Leaves a working ``.venv`` of this Python with pip in it; one that works is kept."""
    if _works():
        return
    system_libraries.ensure_venv(say)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode != 0 or not _works():
        raise Missing(f"The virtual environment could not be made in {VENV}:\n{(made.stdout + made.stderr).strip()}")


def _works() -> bool:
    """Whether ``.venv`` is an environment of the right Python with pip."""
    if not PYTHON.exists():
        return False
    asked = [str(PYTHON), "-c", f"import sys, pip; sys.exit(sys.version_info[:2] != {VERSION})"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _pip(*arguments: str, what: str) -> None:
    """Runs the environment's pip as this machine has configured it."""
    say(f"  {what} ...")
    command = [str(PYTHON), "-I", "-m", "pip", "--disable-pip-version-check", "--quiet", "--quiet", *arguments]
    if subprocess.run(command, cwd=VENV, check=False).returncode != 0:
        raise Missing(f"pip could not install {what}. Its own message stands above; the command was:\n  {' '.join(command)}")
