"""Draws a chart as SVG: the same record, the same bytes. A pixel is a unit of the SVG, and no text is below 11 of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.patches import FancyBboxPatch
from matplotlib.ticker import MaxNLocator

from workbench.charts.records import Chart, Heat, Intervals, Size, Steps, Strip, Style, Survival, Swimmer

NOTE, TINY = 12, 11
LINE, LETTER = 18, 7
"""Pixels of a line of notes, and of a letter of it on average, rounded up."""
"""Pixels of words and of figures along an axis."""
LEFT, RIGHT, BOTTOM, TOP = 30, 14, 46, 14
NAMES, TEXTS = 84, 116
RC: dict[Any, Any] = {"svg.hashsalt": "workbench", "svg.fonttype": "none", "font.size": NOTE, "path.snap": False, "axes.unicode_minus": True}
LOCK = Lock()
"""Matplotlib's settings are those of the whole process: a chart of the screen and one of a paper are not drawn at once."""
FRAMED = 3
"""From this grade on a tile has a frame."""


def draw(chart: Chart, style: Style) -> bytes:
    """The chart as SVG, without a background: it lies on a card or on paper."""
    for path in style.fonts:
        _known(path)
    with LOCK, mpl.rc_context({**RC, "font.family": [style.family], "font.weight": style.weight, "axes.labelweight": style.weight}):
        figure = Figure(figsize=(chart.size.wide / 72, chart.size.high / 72), dpi=72)
        FigureCanvasSVG(figure)
        figure.patch.set_alpha(0)
        DRAWN[type(chart)](figure, chart, style)
        made = io.BytesIO()
        figure.savefig(made, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return made.getvalue()


@cache
def _known(path: Path) -> None:
    """Makes a font known to the drawing, which measures text by it."""
    fontManager.addfont(str(path))


def _axes(figure: Figure, style: Style, size: Size, *, left: int, right: int, axis: str, grid: str, bottom: int = BOTTOM, top: int = TOP) -> Axes:
    """Axes with margins in pixels, only the bottom line, and a light grid in one direction."""
    ink = style.colours
    box = (left / size.wide, bottom / size.high, (size.wide - left - right) / size.wide, (size.high - bottom - top) / size.high)
    axes = figure.add_axes(box)
    axes.patch.set_alpha(0)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(ink["axis"])
    axes.tick_params(length=0, pad=6, colors=ink["text2"], labelsize=NOTE)
    axes.set_xlabel(axis, fontsize=NOTE, color=ink["text2"], labelpad=6)
    if grid:
        axes.grid(axis=grid, color=ink["line"], linewidth=0.8)  # type: ignore[arg-type]
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(lambda value, _: _figure(value, style))
    axes.yaxis.set_major_formatter(lambda value, _: _figure(value, style))
    return axes


def _figure(value: float, style: Style) -> str:
    """A figure of an axis, with the decimal sign of the reader and a true minus."""
    return f"{value:g}".replace("-", "−").replace(".", style.decimal)


def _steps(figure: Figure, chart: Steps, style: Style) -> None:
    ink = style.colours
    axes = _axes(figure, style, chart.size, left=LEFT, right=RIGHT, axis=chart.axis, grid="y")
    n = len(chart.values)
    looks = list(range(n + 1))
    axes.step(looks, [0.0, *chart.values], where="post", color=ink["primary"], linewidth=2)
    hits = [place for place, hit in enumerate(chart.events, 1) if hit and place != chart.crossed]
    axes.plot(hits, [chart.values[place - 1] for place in hits], "o", color=ink["primary"], markersize=4.5)
    axes.axhline(chart.limit, color=ink["limit"], linewidth=1.6, linestyle=(0, (6, 4)))
    words, top = _beside_the_steps(chart, max(chart.limit, *chart.values, 0.5) * 1.34)
    axes.set_ylim(0, top)
    axes.set_xlim(0, max(n, 1) * 1.04)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.annotate(chart.limit_text, (0, words), (4, 4), textcoords="offset points", color=ink["limit"], fontsize=NOTE)
    if n:
        _newest(axes, chart, style)


def _beside_the_steps(chart: Steps, top: float) -> tuple[float, float]:
    """Where the words of the limit stand, in the units of the statistic, and how high the chart is then: on its line, else below it; where steps go
    through both, in a line of their own above everything.
    """
    line = LINE * top / (chart.size.high - TOP - BOTTOM)
    wide = len(chart.limit_text) * LETTER * max(len(chart.values), 1) * 1.04 / (chart.size.wide - LEFT - RIGHT)
    steps = [0.0, *chart.values][: int(wide) + 2]
    for at in (chart.limit, chart.limit - line):
        runs = zip(steps, steps[1:], strict=False)  # the line up or down at each bag, and what it joins
        if at >= 0 and not any(min(pair) < at + line and max(pair) > at for pair in runs):
            return at, top
    return top + line / 3, top + line * 4 / 3


def _newest(axes: Axes, chart: Steps, style: Style) -> None:
    """The point where the limit was reached, in another shape, and the newest one, each with its words."""
    ink, n = style.colours, len(chart.values)
    if chart.crossed is not None:
        at = chart.values[chart.crossed - 1]
        axes.plot([chart.crossed], [at], "D", color=ink["limit"], markersize=8)
        early, late = chart.crossed < 0.3 * n, chart.crossed > 0.85 * n  # words stay inside the picture
        axes.annotate(chart.crossed_text, (chart.crossed, at), (8 if early else 0, 20), textcoords="offset points", color=ink["limit"], fontsize=NOTE,
                      ha="left" if early else "right" if late else "center")  # fmt: skip
    if chart.crossed != n:
        axes.plot([n], [chart.values[-1]], "o", color=ink["primary"], markersize=8)
        above = max(chart.values[-2 - n // 8 :])  # the line comes from the point before
        near = abs(above - chart.limit) < 0.14 * chart.limit  # words on the limit line could not be read
        at, lift = (chart.values[-1], -18) if near else (above, 9)
        axes.annotate(chart.last_text, (n, at), (0, lift), textcoords="offset points", color=ink["primary"], fontsize=NOTE, ha="right")


def _intervals(figure: Figure, chart: Intervals, style: Style) -> None:
    ink = style.colours
    axes = _axes(figure, style, chart.size, left=chart.names, right=TEXTS, axis=chart.axis, grid="x", top=TOP + 12)
    highest = max((each.high for each in chart.rows if each.high is not None), default=100.0)
    most = min(100.0, max(highest, chart.expected or 0.0, 10.0) * 1.08)
    axes.set_xlim(0, most)
    axes.set_ylim(len(chart.rows) - 0.5, -0.5)
    axes.set_yticks(range(len(chart.rows)), [each.name for each in chart.rows], color=ink["text"])
    if chart.expected is not None:
        axes.axvline(chart.expected, color=ink["text3"], linewidth=1.6, linestyle=(0, (1.5, 2.5)))
        axes.annotate(chart.expected_text, (chart.expected, -0.5), (3, 3), textcoords="offset points", color=ink["text2"], fontsize=TINY)
    for place, each in enumerate(chart.rows):
        if each.value is not None and each.low is not None and each.high is not None:
            colour = ink["text3"] if each.few else ink["primary"]
            axes.hlines(place, each.low, min(each.high, most), color=colour, linewidth=2, linestyles=(0, (3, 3)) if each.few else "solid")
            axes.plot([each.value], [place], "s" if each.whole else "o", color=colour, markersize=9 if each.whole else 8, clip_on=False,
                      markerfacecolor=ink["surface"] if each.few else colour, markeredgewidth=1.8)  # fmt: skip
        lift = 6 if each.note else 0
        axes.annotate(each.text, (1, place), (12, lift), xycoords=("axes fraction", "data"), textcoords="offset points", va="center", color=ink["text"])
        if each.note:
            axes.annotate(each.note, (1, place), (12, -8), xycoords=("axes fraction", "data"), textcoords="offset points", va="center",
                          color=ink["event"], fontsize=TINY)  # fmt: skip


def _strip(figure: Figure, chart: Strip, style: Style) -> None:
    ink = style.colours
    axes = _axes(figure, style, chart.size, left=NAMES, right=RIGHT + 6, axis=chart.axis, grid="x", top=TOP + 12)
    axes.set_ylim(len(chart.groups) - 0.4, -0.6)
    axes.set_yticks(range(len(chart.groups)), [each.name for each in chart.groups], color=ink["text2"])
    for place, each in enumerate(chart.groups):
        shape, colour = ("o", ink["text3"]) if place == 0 else ("D", ink["event"])
        ordered = sorted(each.values)
        # Equal values would lie on each other: they go up and down by turns, always in the same way.
        heights = [place + (0.0, -0.12, 0.12, -0.24, 0.24)[count % 5] for count in range(len(ordered))]
        axes.plot(ordered, heights, shape, color=colour, markersize=6.5, clip_on=False, markeredgecolor=ink["surface"], markeredgewidth=0.8)
        if ordered and each.median_text:
            middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
            axes.vlines(middle, place - 0.34, place + 0.34, color=ink["text"], linewidth=2.4)
            axes.annotate(each.median_text, (middle, place + 0.36), (0, -4), textcoords="offset points", ha="center", va="top", color=ink["text"])
    for at, text in chart.limits:
        axes.axvline(at, color=ink["limit"], linewidth=1.6, linestyle=(0, (6, 4)))
        low, high = axes.get_xlim()
        right = at > (low + high) / 2
        axes.annotate(text, (at, -0.6), (-4 if right else 4, 3), textcoords="offset points", ha="right" if right else "left", color=ink["limit"], fontsize=TINY)


def _swimmer(figure: Figure, chart: Swimmer, style: Style) -> None:
    ink = style.colours
    axes = _axes(figure, style, chart.size, left=NAMES + 30, right=RIGHT + 10, axis=chart.axis, grid="x")
    axes.set_ylim(len(chart.lanes) - 0.4, -0.6)
    axes.set_yticks(range(len(chart.lanes)), [each.name for each in chart.lanes], color=ink["text"], fontsize=TINY)
    for place, lane in enumerate(chart.lanes):
        axes.hlines(place, 0, lane.until, color=ink["primary"], linewidth=3)
        if lane.going_on:
            axes.plot([lane.until], [place], ">", color=ink["primary"], markersize=7, clip_on=False)
        for day, mark, hit in lane.marks:
            axes.plot([day], [place], "D" if hit else "o", color=ink["event"] if hit else ink["text3"], markersize=7, clip_on=False)
            axes.annotate(mark, (day, place), (6, 5), textcoords="offset points", color=ink["text"], fontsize=TINY)
    axes.set_xlim(left=0)


def _survival(figure: Figure, chart: Survival, style: Style) -> None:
    ink = style.colours
    axes = _axes(figure, style, chart.size, left=LEFT + 8, right=RIGHT, axis=chart.axis, grid="y")
    times = [0.0, *(each.time for each in chart.falls), chart.until]
    shares = [100.0, *(each.share for each in chart.falls)]
    axes.step(times, [*shares, shares[-1]], where="post", color=ink["primary"], linewidth=2)
    for each in chart.falls:
        if each.low is not None and each.high is not None:
            axes.vlines(each.time, each.low, each.high, color=ink["text3"], linewidth=1)
    axes.plot([each.time for each in chart.falls], [each.share for each in chart.falls], "o", color=ink["primary"], markersize=4.5)
    axes.set_xlim(0, chart.until * 1.02)
    axes.set_ylim(0, 104)
    axes.annotate(chart.text, (0.02, 0.04), xycoords="axes fraction", color=ink["text2"], fontsize=NOTE)


def _heat(figure: Figure, chart: Heat, style: Style) -> None:
    ink = style.colours
    axes = _axes(figure, style, chart.size, left=NAMES + 30, right=RIGHT, axis=chart.axis, grid="", bottom=30, top=22)
    axes.spines["bottom"].set_visible(False)
    axes.set_xlim(-0.5, max(len(chart.columns), 1) - 0.5)
    axes.set_ylim(max(len(chart.rows), 1) - 0.5, -0.5)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(chart.columns)), list(chart.columns), fontsize=TINY, color=ink["text2"])
    axes.set_yticks(range(len(chart.rows)), [name for name, _ in chart.rows], fontsize=TINY, color=ink["text"])
    axes.xaxis.set_label_position("bottom")
    for line, (_, marks) in enumerate(chart.rows):
        for place, mark in enumerate(marks):
            _tile(axes, style, place, line, mark)


def _tile(axes: Axes, style: Style, x: int, y: int, mark: str) -> None:
    """A tile as the kit has it: grades by lightness with their digit, from 3 on framed; ``?`` dotted; due and late framed; missed a cross."""
    ink = style.colours
    level = min(int(mark), 4) if mark.isdigit() else 0
    if level or mark in ("?", "due", "late"):
        edge = {"?": ink["text2"], "due": ink["primary"], "late": ink["limit"]}.get(mark, ink["text"] if level >= FRAMED else "none")
        line = ":" if mark == "?" else "--" if mark == "due" else "-"
        fill = ink[f"grade{level}"] if level else "none"
        axes.add_patch(FancyBboxPatch((x - 0.42, y - 0.4), 0.84, 0.8, boxstyle="round,pad=0,rounding_size=0.1", facecolor=fill, edgecolor=edge, linestyle=line,
                                      linewidth=1.4))  # fmt: skip
    said = {"due": "", "late": "!", "missed": "×"}.get(mark, mark)
    if said:
        colour = ink[f"on_grade{level}"] if level else ink["limit"] if mark == "late" else ink["text"]
        axes.text(x, y, said, ha="center", va="center", color=colour, fontsize=TINY)


DRAWN: dict[type[Any], Callable[[Figure, Any, Style], None]] = {
    Steps: _steps, Intervals: _intervals, Strip: _strip, Swimmer: _swimmer, Survival: _survival, Heat: _heat,
}  # fmt: skip
