"""How often: the share of bags with each event, exact intervals, and the charts of what happened in their order, with their numbers."""
from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from textwrap import wrap

from workbench.charts.records import Chart, Steps
from workbench.documents import pictures
from workbench.documents.blocks import Block, Cell, Column, Content, gap
from workbench.documents.periodic.saying import NONE, Say
from workbench.periodic.reckoning import Frequency
from workbench.surveillance.analysis import Watched
from workbench.surveillance.drawn import cusum_chart, frequency_chart, groups_chart, maxsprt_chart, onset_chart, percent, table_of
from workbench.surveillance.said import STATUSES, monitor_name, of_risk
from workbench.words.findings import told
from workbench.words.translation import Words

ACROSS = 3
"""Times that the narrow table of a sequence stands side by side."""
MOST = 90
"""Bags of a sequence that are all in its table; of a longer one those with the event, the limit and the newest."""
MOST_DRAWN = 64
"""Charts held in memory: the second paper of a summary has the same."""
NAMES, LINE = 300, 44
"""Pixels for the names of events, and letters of one line of them."""


def put_incidence(say: Say) -> None:
    """Section 3."""
    words, reckoned = say.words, say.reckoned
    say.section(words("How often"))
    if not say.summary.bags:
        say.lines(words("No bag was infused: nothing can be reckoned."))
        return
    if reckoned.plan is None:
        say.lines(words("No plan of monitors counts the doses of this product: no share is reckoned."))
        return
    found = reckoned.frequencies
    rows = [_frequency(say, each) for each in found]
    columns = (
        Column(words("Event"), 48), Column(words("Bags given in the period"), 46), Column(words("All infused bags"), 48), Column(words("Expected"), 20),
        Column(words("Note"), 18),
    )  # fmt: skip
    say.table(words("Bags with the event, with the exact 95 % interval"), columns, rows, words("one event counts once, for the last bag before it"))
    say.lines(*_cautions(say))
    size = pictures.size(70 + 34 * len(found))
    names = [("\n".join(wrap(monitor_name(each.watched.monitor, "", words), LINE)), each.whole) for each in found]
    _chart(say, words("All bags, to the end of the period"), frequency_chart(names, size, words, NAMES), numbers=False)
    for each in found:
        _sequences(say, each)


def _frequency(say: Say, each: Frequency) -> list[Content]:
    words, few = say.words, each.whole.basis.few
    expected = percent(float(each.watched.monitor.expected), words, 1)
    note = words("few data") if few else NONE
    name = monitor_name(each.watched.monitor, "", words)
    return [Cell(name, typed=True), Cell(say.share(each.period), typed=True), Cell(say.share(each.whole), bold=True, typed=True), expected, note]


def _cautions(say: Say) -> list[str]:
    """What must be read with the table: no cause, how many were looked at, few data, open windows, what the expected shares rest on."""
    words, watched = say.words, say.reckoned.watched
    findings = [one for each in watched for one in each.basis.told if one.code in ("signals.association", "signals.many-comparisons")]
    found = list(dict.fromkeys(told(each, words).what for each in findings))
    if any(each.basis.few for each in watched):
        found.append(words("Few data: one event more or less changes the picture."))
    opened = max((each.open_windows for each in watched), default=0)
    if opened:
        text = words.plural("{n} bag is still in its window: it counts in full already.", "{n} bags are still in their window: they count in full already.",
                            opened)  # fmt: skip
        found.append(text.format(n=opened))
    rest: dict[str, list[str]] = {}
    for each in watched:
        if each.monitor.told:
            rest.setdefault(f"{words.marked(STATUSES[each.monitor.status.value])} ({each.monitor.source})", []).append(each.monitor.code)
    found += [words("Not verified: expected share and limits of {codes} are {rest}.").format(codes=", ".join(codes), rest=text) for text, codes in rest.items()]
    return found


def _sequences(say: Say, each: Frequency) -> None:
    """The charts of one monitor; one without an event stands in the table above and has none."""
    words, watched = say.words, each.watched
    name = monitor_name(watched.monitor, "", words)
    if not watched.basis.n:
        return
    say.flow.put_if_room(90)
    say.block(say.set.heading(name, words("{n} of {of} bags").format(n=watched.basis.n, of=watched.basis.denominator)))
    size = pictures.size(216)
    if (sprt := maxsprt_chart(watched, size, words)) is not None:
        _chart(say, words("MaxSPRT: log-likelihood ratio, tested after every bag"), sprt)
    if (cusum := cusum_chart(watched, size, words)) is not None:
        _chart(say, f"{words('CUSUM')}: {of_risk(watched, words)}", cusum)
    if len(watched.lots.groups) > 1:
        drawn = pictures.size(96 + 30 * (1 + min(len(watched.lots.groups), 8)))
        _chart(say, words("By lot"), groups_chart(watched.lots, watched.overall, watched, {}, drawn, words))
    _chart(say, words("Time to onset (Kaplan-Meier, 95 % intervals)"), onset_chart(watched, size, words))
    say.lines(*_shape(watched, words))


def _shape(watched: Watched, words: Words) -> Sequence[str]:
    codes = ("signals.onset-class", "signals.no-shape", "signals.few-data")
    return [told(each, words).what for each in watched.shape.basis.told if each.code in codes]


def _chart(say: Say, title: str, chart: Chart, *, numbers: bool = True) -> None:
    """A chart with its title, and its numbers as a table below it."""
    svg = drawn(chart, say.press.language)
    picture = pictures.block(svg, chart.size, title)
    lead = (say.set.paragraph(title, size=8.5), picture, gap(1.5))
    if not numbers:
        say.block(*lead)
        return
    heads, lines = table_of(chart, say.words)
    if isinstance(chart, Steps):
        _steps(say, chart, heads, lines, lead)
        return
    wide = 180 / len(heads)
    say.table("", tuple(Column(each, wide) for each in heads), [[Cell(one, typed=True) for one in line] for line in lines], lead=lead)


def _steps(say: Say, chart: Steps, heads: Sequence[str], lines: Sequence[tuple[str, ...]], lead: Sequence[Block]) -> None:
    """The numbers of a sequence, several times side by side, read downwards; of a long one only what matters."""
    words = say.words
    kept = list(lines)
    if len(lines) > MOST:
        telling = {n for n, hit in enumerate(chart.events, 1) if hit} | {chart.crossed or 1, len(lines)}
        kept = [line for n, line in enumerate(lines, 1) if n in telling]
    tall = -(-len(kept) // ACROSS)
    rows: list[list[Content]] = []
    for row in range(tall):
        cells: list[Content] = []
        for part in range(ACROSS):
            place = part * tall + row
            cells += list(kept[place]) if place < len(kept) else ["", "", ""]
        rows.append(cells)
    one = (Column(heads[0], 16), Column(heads[1], 18), Column(words("Statistic"), 26))
    say.table("", one * ACROSS, rows, lead=lead)
    if len(lines) > MOST:
        say.lines(words("Of {n} bags those with the event, the first over the limit and the newest are listed.").format(n=len(lines)))


@lru_cache(maxsize=MOST_DRAWN)
def drawn(chart: Chart, language: str) -> bytes:
    """The chart as SVG, drawn once; matplotlib is imported with the first of them."""
    from workbench.charts.drawing import draw

    return draw(chart, pictures.style(language))
