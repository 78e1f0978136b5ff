"""The charts of one view of the board: which they are, with what is said of each, and their drawing away from the window's thread."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ui.desk import Desk
from ui.kit.theme import look
from ui.screens.signals_reading import SignalFacts, plans, signal_facts
from workbench.charts.records import Chart, Size, Style
from workbench.kernel.ports import Register
from workbench.surveillance.analysis import Watched
from workbench.surveillance.by_strata import Likes, attribute_within, lots_within, not_held, told_within
from workbench.surveillance.drawn import cusum_chart, figure, groups_chart, heat_chart, maxsprt_chart, onset_chart, strip_chart, swimmer_chart, thirds_chart
from workbench.surveillance.monitors import Plan
from workbench.surveillance.said import counted_events, first_seen, monitor_name, of_risk
from workbench.vigilance.signals.onset import Hazard
from workbench.words.findings import told
from workbench.words.sentence import N_
from workbench.words.translation import Words

VIEWS = ("sequence", "groups", "quality", "patients", "onset")
WIDE, HIGH = 540, 212
KEPT: dict[tuple[Chart, tuple[tuple[str, str], ...]], bytes] = {}
MOST = 40
"""Drawings held in memory: one is drawn once for a theme."""
HAZARDS = {
    Hazard.EARLY: N_("the chance falls with time (early)"), Hazard.RANDOM: N_("no change of the chance with time can be told"),
    Hazard.WEAR_OUT: N_("the chance rises with time (late)"),
}  # fmt: skip


def view_words(words: Words) -> tuple[tuple[str, str], ...]:
    """The views and what they are called."""
    return (
        ("sequence", words("In order")), ("groups", words("By lot and hand")), ("quality", words("By quality")), ("patients", words("By patient")),
        ("onset", words("Onset")),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Work:
    """What reading needs, taken on the window's thread."""

    register: Register
    product: str
    number: str
    plans: Mapping[str, Plan]
    now: datetime

    @classmethod
    def of(cls, desk: Desk, product: str, number: str) -> Work:
        """For this product, or for that of signal ``number``."""
        return cls(desk.register, product, number, plans(desk), desk.clock.now())

    def facts(self) -> SignalFacts:
        """Reads and reckons."""
        with self.register.reading() as reader:
            return signal_facts(reader, self.product, self.number, self.plans, self.now)


@dataclass(frozen=True, slots=True)
class Titled:
    """A chart with its title, and the sentence below that."""

    title: str
    note: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class Shown:
    """The charts of a view and what is said below them."""

    charts: tuple[Titled, ...] = ()
    said: tuple[str, ...] = ()
    style: Style | None = None
    likes: tuple[Likes, ...] = ()

    @classmethod
    def of(cls, facts: SignalFacts, watched: Watched, view: str, attribute: str, desk: Desk) -> Shown:
        """What is to be drawn of ``watched``."""
        made, said = {
            "sequence": _sequence, "groups": _groups, "quality": _quality, "patients": _patients, "onset": _onset,
        }[view](facts, watched, attribute)  # fmt: skip
        within = {"groups": lots_within(watched.divided, look.words), "quality": attribute_within(watched.divided, attribute, look.words)}
        return cls(tuple(made), tuple(said), screen_style(desk), tuple(within.get(view, ())))

    def drawn(self) -> tuple[bytes, ...]:
        """The charts as SVG; matplotlib is imported with the first of them."""
        from workbench.charts.drawing import draw

        found = []
        for each in self.charts if self.style is not None else ():
            key = (each.chart, tuple(sorted(self.style.colours.items())) if self.style is not None else ())
            if key not in KEPT and self.style is not None:
                if len(KEPT) >= MOST:
                    KEPT.clear()
                KEPT[key] = draw(each.chart, self.style)
            found.append(KEPT[key])
        return tuple(found)


def screen_style(desk: Desk) -> Style:
    """The colours of the theme that is shown, in the font of the screen."""
    names = {"text": "text", "text2": "text2", "text3": "text3", "line": "line", "axis": "line_strong", "primary": "primary", "limit": "rejected.fg",
             "event": "await.fg", "surface": "surface"}  # fmt: skip
    grades = {f"{kind}{level}": f"{kind}{level}" for level in range(1, 5) for kind in ("grade", "on_grade")}
    colours = {ink: look.colour(token).name() for ink, token in (names | grades).items()}
    fonts: tuple[Path, ...] = (desk.resources.fonts["Inter-Medium"],)
    return Style(colours, "Inter", fonts, decimal="," if look.words.language == "ru" else ".")


Made = tuple[list[Titled], list[str]]


def _sequence(facts: SignalFacts, watched: Watched, attribute: str) -> Made:
    words, size = look.words, Size(WIDE, HIGH)
    found = []
    if (chart := maxsprt_chart(watched, size, words)) is not None:
        found.append(Titled(words("MaxSPRT"), words("log-likelihood ratio, tested after every bag"), chart))
    if (cusum := cusum_chart(watched, size, words)) is not None:
        found.append(Titled(words("CUSUM"), of_risk(watched, words), cusum))
    said = []
    if watched.monitor.risk is not None and watched.risks.without:
        text = words.plural("{n} bag lacks an input of the model of risk and has the common share.",
                            "{n} bags lack an input of the model of risk and have the common share.", watched.risks.without)  # fmt: skip
        said.append(text.format(n=watched.risks.without))
    if watched.bound is not None and watched.monitor.stopping is not None:
        least = counted_events(watched.bound.least, words) if watched.bound.least is not None else words("no number of events")
        said.append(words("Stopping boundary after bag {n}: {least}; seen: {seen}.").format(n=watched.bound.n, least=least, seen=watched.basis.n))
    return found, said + (first_seen(facts.board, watched, words) if facts.board is not None else [])


def _groups(facts: SignalFacts, watched: Watched, attribute: str) -> Made:
    words = look.words
    name = words("event: {name}").format(name=monitor_name(watched.monitor, "", words))
    lots = groups_chart(watched.lots, watched.overall, watched, {}, _sized(len(watched.lots.groups)), words)
    hands = groups_chart(watched.operators, watched.overall, watched, facts.people, _sized(len(watched.operators.groups)), words)
    found = [Titled(words("How often, by lot"), name, lots)]
    if watched.operators.groups:
        found.append(Titled(words("How often, by who performed most steps"), name, hands))
    said = not_held(watched.divided, words) + told_within(watched.divided, words)
    said += [told(each, words).what for shrunk in (watched.lots, watched.operators) if shrunk.groups for each in shrunk.told]
    return found, list(dict.fromkeys(said))


def _sized(groups: int) -> Size:
    return Size(WIDE, 110 + 30 * (1 + min(groups, 8)))


def _quality(facts: SignalFacts, watched: Watched, attribute: str) -> Made:
    words = look.words
    looked = next((each for each in watched.attributes if each.attribute.name == attribute), None)
    if looked is None:
        return [], []
    p = looked.thirds.trend.p
    trend = words("trend over thirds p = {p}").format(p=figure(p, words, 3)) if p is not None else words("no trend can be reckoned")
    exact = words("exact") if looked.thirds.trend.exact else words("by the normal distribution")
    note = words("{trend} ({how}), not adjusted, 1 of {n} attributes").format(trend=trend, how=exact, n=len(watched.attributes))
    found = [
        Titled(words("Against a quality attribute"), note, strip_chart(looked, Size(WIDE, 230), words)),
        Titled(words("By thirds of the attribute"), words("equal values stay in one third"), thirds_chart(looked, watched, Size(WIDE, 190), words)),
    ]
    without = looked.thirds.without_value
    said = [words.plural("{n} bag has no checked value and is in none of them.", "{n} bags have no checked value and are in none of them.", without)
            .format(n=without)] if without else []  # fmt: skip
    return found, said + not_held(watched.divided, words) + told_within(watched.divided, words)


def _patients(facts: SignalFacts, watched: Watched, attribute: str) -> Made:
    words = look.words
    courses = facts.courses.get(watched.monitor.code, ())
    days = min(watched.monitor.days, 28)
    size = Size(WIDE, 64 + 22 * max(len(courses), 1))
    found = [
        Titled(words("Grades by day"), words("worst of the day, the newest {n} bags").format(n=len(courses)), heat_chart(courses, days, size, words)),
        Titled(words("Course"), words("an arrow goes on; a diamond is the event"), swimmer_chart(courses, watched, size, words)),
    ]
    return found, []


def _onset(facts: SignalFacts, watched: Watched, attribute: str) -> Made:
    words, shape = look.words, watched.shape
    note = words("Kaplan-Meier with 95 % intervals; a bag without the event counts as long as it was looked at")
    found = [Titled(words("Time to onset"), note, onset_chart(watched, Size(WIDE, 260), words))]
    said = []
    if shape.shape is not None and shape.shape_low is not None and shape.shape_high is not None and shape.hazard is not None:
        said.append(words("Weibull shape {shape} ({low} to {high}): {what}.").format(
            shape=figure(shape.shape, words), low=figure(shape.shape_low, words), high=figure(shape.shape_high, words),
            what=words.marked(HAZARDS[shape.hazard])))  # fmt: skip
    said += [told(each, words).what for each in shape.basis.told if each.code in ("signals.onset-class", "signals.no-shape", "signals.few-data")]
    return found, said
