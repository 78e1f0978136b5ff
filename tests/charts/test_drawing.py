"""A chart is well-formed SVG, readable, and the same bytes whenever the same record is drawn."""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from workbench.charts.drawing import BOTTOM, LINE, TINY, TOP, _beside_the_steps, draw
from workbench.charts.records import Chart, Fall, Group, Heat, Interval, Intervals, Lane, Size, Steps, Strip, Style, Survival, Swimmer

ROOT = Path(__file__).parents[2]
INK = dict.fromkeys(("text", "text2", "text3", "line", "axis", "primary", "limit", "event", "surface"), "#123456")
GRADES = {f"{kind}{n}": "#abcdef" for n in range(1, 5) for kind in ("grade", "on_grade")}
STYLE = Style(INK | GRADES, "Inter", (ROOT / "resources" / "fonts" / "Inter-Medium.otf",), decimal=",")
SIZE = Size(420, 290)
CHARTS: dict[str, Chart] = {
    "steps": Steps(SIZE, (0.0, 1.2, 0.9, 3.4), (False, True, False, True), 3.25, "limit 3.25", 4, "bag 4", "3.4 now", "bags infused, in order"),
    "no bag yet": Steps(SIZE, (), (), 3.25, "limit 3.25", None, "", "", "bags infused, in order"),
    "intervals": Intervals(SIZE, (Interval("All bags", 20, 10, 34, "9 of 46"), Interval("V-1", None, None, None, "0 of 0", "few data", True)), 7, "7 %", "share"),
    "strip": Strip(SIZE, (Group("no event\nn = 3", (1.5, 2, 2), "median 2"), Group("event\nn = 0", (), "")), ((5, "specification ≤ 5"),), "copies"),
    "swimmer": Swimmer(SIZE, (Lane("A. B. 0048", 14, True, ((2, "3", True), (5, "1", False))),), "days after infusion"),
    "survival": Survival(SIZE, (Fall(2, 80, 50, 95), Fall(4.5, 0, None, None)), 14, "median 4.5 days", "days after infusion"),
    "heat": Heat(SIZE, ("0", "1"), (("A. B. 0048", ("3", "?")), ("C. D. 0049", ("late", "missed")), ("E. F. 0050", ("due", ""))), "day"),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn(name: str) -> None:
    made = draw(CHARTS[name], STYLE)
    assert made == draw(CHARTS[name], STYLE), "same record, same bytes"
    root = ElementTree.fromstring(made)  # noqa: S314 - it was made here
    assert root.get("viewBox") == "0 0 420 290", "a unit is a pixel"
    text = made.decode()
    sizes = [float(each) for each in re.findall(r"font-size: ([\d.]+)px", text)] + [float(each) for each in re.findall(r"font: \S+ ([\d.]+)px", text)]
    assert sizes, "text stays text"
    assert min(sizes) >= TINY
    assert not re.search(r"\d{4}-\d\d-\d\dT", text), "no date"


def test_a_decimal_sign_is_the_readers() -> None:
    assert "3,0" not in draw(CHARTS["steps"], STYLE).decode()
    assert ">2,5<" in draw(CHARTS["strip"], STYLE).decode() or ">1,5<" in draw(CHARTS["strip"], STYLE).decode()


def test_nothing_of_it_is_imported_before_the_first_chart() -> None:
    code = (
        "import sys, ui.screens.today_reading, ui.screens.signals_todo; early = 'scipy' in sys.modules or 'matplotlib' in sys.modules;"
        "import ui.screens.signals; sys.exit(early or 'matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(
    ("values", "own"),
    [
        ((0.2, 0.4, 0.5, 0.5), False),  # nothing near: on the line
        ((2.2, 2.3, 2.4, 2.4), True),  # a step runs where the words would stand, and comes from below
        ((0.1, 0.1, 0.1, 5.0), False),  # it passes the line behind the words
    ],
)
def test_no_step_goes_through_the_words_of_a_limit(values: tuple[float, ...], own: bool) -> None:
    chart = Steps(Size(560, 260), values, (True,) * 4, 2.0, "limit 2.0 (α 0.05, 6.0 expected)", None, "", "now", "bags")
    before = max(chart.limit, *values) * 1.34
    at, top = _beside_the_steps(chart, before)
    line = LINE * before / (260 - TOP - BOTTOM)
    assert (at, top) == ((pytest.approx(before + line / 3), pytest.approx(before + line * 4 / 3)) if own else (chart.limit, before))
