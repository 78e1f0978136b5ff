"""What an installed copy holds."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

KEPT = ("workbench", "db", "ui", "resources", "pyproject.toml", "README.md", "LICENSE")


def test_a_wheel_holds_the_code_and_the_resources(root: Path, tmp_path: Path) -> None:
    source, built, installed = tmp_path / "source", tmp_path / "built", tmp_path / "installed"
    source.mkdir()
    for name in KEPT:
        if (root / name).is_dir():
            shutil.copytree(root / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(root / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-index", "--no-build-isolation", "-w", str(built), str(source)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    for name in KEPT[:4]:
        wanted = {path.relative_to(source) for path in (source / name).rglob("*") if path.is_file()}
        assert {path for path in wanted if not (installed / path).is_file()} == set()
    code = "from workbench.cli.resources import RESOURCES, Resources; print(RESOURCES.parent, len(Resources().fonts))"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    told = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    folder, fonts = told.stdout.rsplit(maxsplit=1)
    assert Path(folder) == installed
    assert int(fonts) >= 1
    (entry_points,) = installed.glob("*.dist-info/entry_points.txt")
    assert "workbench = workbench.__main__:main" in entry_points.read_text(encoding="utf-8")
