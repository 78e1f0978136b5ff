"""A file of reports is screened from the board: what is farthest comes first, what went wrong in the file stands beside it, and it is exported."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.clip import clipped
from tests.ui.windows import open_window, picture
from ui.screens.screening import ScreeningScreen

PICTURES: Path | None = None
"""Set it to a folder to look at what the test sees."""
NAMES = ("CAR-T cells, CD19, autologous", "Tocilizumab", "Fludarabine", "Cyclophosphamide", "Ondansetron", "=Dexamethasone")
EVENTS = ("Cytokine release syndrome", "Pyrexia", "Nausea", "Neutropenia", "Headache", "Rash")


def reports(folder: Path) -> Path:
    """Two hundred reports in which one pair stands out, a line with too many columns and one whose event is empty."""
    lines = ["report,product,event,sex"]
    for at in range(200):
        product, event = at % 5 if at % 4 else 0, (at * 7) % 6 if at % 4 else 0
        lines.append(f'{at},"{NAMES[product]}",{EVENTS[event]},{"fm"[at % 2]}')
    lines += ["200,Tocilizumab,Rash,f,too many", "201,Tocilizumab,,f", f'202,"{NAMES[5]}",Nausea,m']
    path = folder / "reports.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_file_is_screened_and_exported(qtbot: QtBot, dressed: QApplication, each_look: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_window(tmp_path, screens={"screening": ScreeningScreen})
    qtbot.addWidget(opened.window)
    opened.window.show()
    opened.window.resize(1366, 768)
    opened.enter("PH1")
    opened.window.go("screening")
    screen = opened.window.findChild(ScreeningScreen)
    assert screen is not None
    assert (screen.empty.isVisible(), screen.export.isEnabled()) == (True, False)
    path, written = reports(tmp_path), tmp_path / "out.csv"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(written), ""))
    screen.choose.click()
    lines = screen.table.rows.lines
    assert lines[0].cells[0].text == NAMES[0]  # type: ignore[union-attr]
    assert lines[0].cells[1].text == EVENTS[0]  # type: ignore[union-attr]
    assert any(each.cells[7].sub for each in lines), "few data is said of a pair"  # type: ignore[union-attr]
    assert screen.found is not None
    told = {each.code: dict(each.facts) for each in screen.found.told}
    assert told["signals.lines-columns"]["first"] == "202"
    assert {"signals.lines-empty", "signals.many-comparisons", "signals.few-reports", "signals.association"} <= told.keys()
    assert any(code.startswith("signals.fit-") or code == "signals.few-pairs" for code in told)
    picture(opened.window, f"screening-{each_look}", PICTURES)
    assert clipped(opened.window) == []
    everything = len(lines)
    screen.findChild(QAbstractButton, "field.reached.reached").click()
    assert 0 < len(screen.table.rows.lines) < everything
    screen.findChild(QAbstractButton, "field.reached.all").click()
    screen.search.setText("dexa")
    screen.search.returnPressed.emit()
    screen.export.click()
    text = written.read_text(encoding="utf-8-sig")
    assert text.startswith("product") and "'=Dexamethasone" in text
    assert len(text.splitlines()) == 2
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    screen.choose.click()
    assert screen.notice.isVisible(), "what cannot be read is said in place"
    assert screen.found is not None, "and what was screened before stays"
