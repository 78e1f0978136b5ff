"""The signals of a product with their life, what they stopped, change control, and limits that are passed at the data lock."""
from __future__ import annotations

from workbench.documents.blocks import Cell, Chip, Column, Content
from workbench.documents.periodic.saying import NONE, Say
from workbench.periodic.records import SignalFact, SignalLine
from workbench.surveillance.analysis import Flag
from workbench.surveillance.drawn import number_of
from workbench.surveillance.records import State
from workbench.surveillance.said import MATTERS, METHODS, STATE_WORDS, STOPS, monitor_name, seen_lines
from workbench.surveillance.trail import OVER
from workbench.words.sentence import N_

KINDS = {"stop": N_("stopped: {what}"), "lift": N_("lifted: {what}"), "change": N_("change control opened: {what}"), "end": N_("change control ended: {what}")}
WHATS = {
    "stop": {each.value: text for each, text in STOPS.items()}, "lift": {each.value: text for each, text in STOPS.items()},
    "change": {each.value: text for each, text in MATTERS.items()}, "end": {each.value: text for each, text in MATTERS.items()},
}  # fmt: skip


def put_signals(say: Say) -> None:
    """Section 4."""
    words, signals = say.words, say.summary.signals
    say.section(words("Signals and what was decided"))
    begun = sum(each.at >= say.reckoned.first for each in signals)
    rows: list[list[Content]] = [_line(say, each) for each in signals]
    columns = (
        Column(words("Signal"), 28), Column(words("What was seen"), 55), Column(words("Rule"), 37), Column(words("Kept at"), 32),
        Column(words("Where it stands"), 28),
    )  # fmt: skip
    right = words("{n} kept in the period, {m} in all, {k} open at the data lock").format(
        n=begun, m=len(signals), k=sum(State(each.state) not in OVER for each in signals)
    )
    rules = [number_of(each.rule, words) for each in signals]
    say.table(words("Signals"), columns, rows, right, words("No signal was kept up to the end of the period."), rules)
    for each in signals:
        _life(say, each)
    _flags(say)


def _line(say: Say, each: SignalLine) -> list[Content]:
    words = say.words
    method = words.marked(METHODS.get(each.method, each.method))
    lot = f"\n{words('lot {number}').format(number=each.lot)}" if each.lot else ""
    counted = words("{n} of {of} bags").format(n=each.events, of=each.bags)
    state = State(each.state)
    stands: Content = words.marked(STATE_WORDS[state]) if state in OVER else Chip(words.marked(STATE_WORDS[state]))
    return [Cell(each.signal, bold=True), Cell(f"{each.said}\n{counted}", typed=True), Cell(f"{method}{lot}", typed=True), say.moment(each.at), stands]


def _life(say: Say, signal: SignalLine) -> None:
    words = say.words
    own = [each for each in say.summary.facts if each.signal == signal.signal]
    rows: list[list[Content]] = [
        [say.moment(each.at), Cell(_what(say, each), typed=True), Cell(each.said, typed=True), Cell(each.person, typed=True)] for each in own
    ]
    open_ = sum(each.open for each in own)
    right = words.plural("{n} thing is open", "{n} things are open", open_).format(n=open_) if open_ else words("nothing is stopped or waits")
    columns = (Column(words("When"), 34), Column(words("What"), 56), Column(words("In words"), 58), Column(words("Who"), 32))
    say.table(words("Life of {signal}").format(signal=signal.signal), columns, rows, right)


def _what(say: Say, fact: SignalFact) -> str:
    words = say.words
    if fact.kind == "step":
        return words.marked(STATE_WORDS[State(fact.what)])
    what = words.marked(WHATS[fact.kind][fact.what])
    text = words.marked(KINDS[fact.kind]).format(what=what) + (f" ({fact.subject})" if fact.subject else "")
    return f"{text} · {words('open')}" if fact.open else text


def _flags(say: Say) -> None:
    """Limits that are passed, whether somebody kept them or not."""
    words = say.words
    kept = {(each.monitor, each.method, each.lot): each.signal for each in say.summary.signals if each.monitor}
    rows: list[list[Content]] = []
    for watched in say.reckoned.watched:
        for flag in watched.flags:
            number = kept.get((flag.monitor, flag.method, flag.lot_number))
            name = monitor_name(watched.monitor, "", words)
            rows.append([Cell(name, typed=True), Cell(_rule(say, flag), typed=True), Cell(" ".join(seen_lines(flag.shown, words)), typed=True),
                         number or Cell(words("not kept"), bold=True)])  # fmt: skip
    columns = (Column(words("Event"), 50), Column(words("Rule"), 34), Column(words("In figures"), 66), Column(words("Signal"), 30))
    say.table(words("Limits passed at the end of the period"), columns, rows, "", words("No rule is over its limit."))


def _rule(say: Say, flag: Flag) -> str:
    method = say.words.marked(METHODS[flag.method])
    return f"{method}\n{say.words('lot {number}').format(number=flag.lot_number)}" if flag.lot_number else method or NONE
