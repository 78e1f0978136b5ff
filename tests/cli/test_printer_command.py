"""``workbench printer``: the stand-in as a command."""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.papers_factory import ROOT
from workbench.cli.printer import run
from workbench.printing.network import deliver
from workbench.printing.records import Outcome

LABEL = b"^XA^CI28^PW16^LL3^FO0,0^GFA,6,6,2,!::^FS^XZ\n"


def test_it_takes_a_label_keeps_it_and_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "workbench", "printer", "--port", "0", "--folder", str(tmp_path), "--labels", "1"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = running.stdout.readline()
        found = re.search(r"127\.0\.0\.1:\d+", said)
        assert found, said
        assert deliver(found[0], LABEL, answers=True).outcome is Outcome.SENT
        assert "16 × 3 dots" in running.stdout.read()
        assert running.wait(20) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["0001.png", "0001.zpl"]


def test_where_it_cannot_listen_it_says_so(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(["--port", str(taken.getsockname()[1]), "--folder", str(tmp_path)]) == 2
