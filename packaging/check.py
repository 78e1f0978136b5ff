"""``python3 packaging/check.py``: sets everything up and passes the tests; ``--benchmarks`` prints the benchmarks' ratios instead."""
from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from setup_venv import DEV_LOCK, ROOT, set_up, use_right_python
from system_libraries import Missing

PACKAGES = ("workbench", "db", "ui")
CHECKS = (
    ("style", ("-m", "ruff", "check", ".")),
    ("types", ("-m", "mypy", "--strict", *PACKAGES, "packaging")),
    ("imports", ("-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-logo")),
    ("tests", ("-m", "pytest", "-n", "2", "--dist", "worksteal", "tests", "--ignore=tests/benchmarks")),
    ("ratios", ("-m", "pytest", "-q", "-s", "-p", "no:xdist", "tests/benchmarks", "-k", "window")),
)
BESIDE = ("style", "types", "imports")
BENCHMARKS = (("benchmarks", ("-m", "pytest", "-q", "-s", "-p", "no:xdist", "tests/benchmarks")),)


def main(arguments: list[str]) -> int:
    """0 when everything passed, 1 when something did not or the machine lacks something, 2 on wrong usage."""
    parser = argparse.ArgumentParser(prog="check.py", description=__doc__)
    parser.add_argument("--benchmarks", action="store_true", help="run tests/benchmarks and print their ratios")
    asked = parser.parse_args(arguments)
    try:
        use_right_python()
        python = set_up(DEV_LOCK)
    except Missing as reason:
        print(reason, file=sys.stderr)
        return 1
    return run(str(python), BENCHMARKS, {}) if asked.benchmarks else run(str(python), CHECKS, {"BENCHMARKS": "short"})


def run(python: str, checks: tuple[tuple[str, tuple[str, ...]], ...], said: dict[str, str]) -> int:
    """Runs all ``checks``, with ``said`` in their environment, also after one has failed, so that one run tells everything.

    Those ``BESIDE`` run on a thread while the tests do, and tell at the end: they need one core for a minute.
    """
    failed = []
    with ThreadPoolExecutor(max_workers=1) as thread:
        beside = {name: thread.submit(_one, python, name, command, said, quiet=True) for name, command in checks if name in BESIDE}
        for name, command in checks:
            if name not in beside and not _one(python, name, command, said)[0]:
                failed.append(name)
        for name, one in beside.items():
            passed, told = one.result()
            print(told, flush=True)
            if not passed:
                failed.append(name)
    if failed:
        print(f"Not passed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def _one(python: str, name: str, command: tuple[str, ...], said: dict[str, str], *, quiet: bool = False) -> tuple[bool, str]:
    """Whether one check has passed; what it told comes back with its heading when it is run ``quiet``."""
    head = f"--- {name}"
    if not quiet:
        print(head, flush=True)
    begun = time.monotonic()
    ran = subprocess.run(
        [python, *command], cwd=ROOT, check=False, env={**os.environ, **said}, text=True,
        stdout=subprocess.PIPE if quiet else None, stderr=subprocess.STDOUT if quiet else None,
    )  # fmt: skip
    end = f"--- {name}: {'passed' if ran.returncode == 0 else f'FAILED ({ran.returncode})'} in {time.monotonic() - begun:.0f} s"
    if not quiet:
        print(end, flush=True)
    return ran.returncode == 0, f"{head}\n{ran.stdout or ''}{end}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
