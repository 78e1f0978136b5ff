"""Acts about signals, each signed: kept, validated, refuted, assessed, acted on, closed; what they stop and what lifts it; change control."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.desk import Desk
from ui.kit.field import ChoiceField, Field, NoteField, TextField
from ui.kit.notice import Notice
from ui.kit.sign import SignRow
from ui.kit.theme import look
from ui.screens.asking import AskSheet, reason_field
from ui.screens.release_signed import signing
from ui.screens.signals_reading import SignalFacts, plans
from ui.screens.signals_words import MATTERS, STEPS, STOPS, monitor_name, seen_lines
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.kernel.findings import Done, Finding, stops
from workbench.people.records import Meaning
from workbench.people.rights import Act, roles_for
from workbench.surveillance.actions.keeping import keep_signal, open_signal, step_signal
from workbench.surveillance.actions.stopping import close_change_control, lift_stop, open_change_control, stop_by_signal
from workbench.surveillance.analysis import Flag
from workbench.surveillance.moves import act_for
from workbench.surveillance.records import ChangeControl, Matter, SignalStop, State, StopKind
from workbench.surveillance.rules import APART, may_step
from workbench.surveillance.trail import Trail
from workbench.words.names import role_name

WIDE = 540


def ask_keep(desk: Desk, facts: SignalFacts, flag: Flag, notice: Notice) -> None:
    """A person keeps what a rule flags: in their words, signed."""
    words, board = look.words, facts.board
    if board is None:
        return
    watched = facts.watched(flag.monitor)
    name = monitor_name(watched.monitor if watched is not None else None, flag.monitor, words)
    rows = [SignRow(words("What is watched"), name), *(SignRow(words("Seen"), each) for each in seen_lines(flag.shown, words))]
    product = board.exposure.product

    def then(said: str, given: Signed) -> Done | None:
        return desk.act(lambda: keep_signal(product, flag.key, said, plans(desk), **signing(desk, given)), notice)

    note = words("Inputs, rule and the bags behind it are kept as they are now. Keeping says nothing about a cause.")
    _ask(desk, "keep-signal", words("Keep as a signal"), [NoteField("reason", words("What was seen"))], rows, Act.KEEP_SIGNAL, note, then)


def ask_by_hand(desk: Desk, facts: SignalFacts, notice: Notice) -> None:
    """A person opens a signal that no rule has flagged, on the bags that had the event of a monitor, or on all of a lot."""
    words, board = look.words, facts.board
    if board is None:
        return
    lots = {key: number for each in board.exposure.rows for key, number in each.lots}
    options = [("", words("all infused bags")), *((key, words("bags of lot {number}").format(number=number)) for key, number in lots.items())]
    which = ChoiceField("bags", words("Which bags is it about?"), [(code or "all", text) for code, text in options], chosen="all", width=WIDE)
    product, rows = board.exposure.product, board.exposure.rows

    def then(said: str, given: Signed) -> Done | None:
        lot = None if which.code == "all" else which.code
        bags = tuple(each.line.bag for each in rows if lot is None or lot in dict(each.lots))
        return desk.act(lambda: open_signal(product, said, bags, lot, **signing(desk, given)), notice)

    note = words("For what no rule can see. It goes through the same life, by other persons.")
    _ask(desk, "open-signal", words("Open a signal by hand"), [NoteField("reason", words("What was seen")), which], [], Act.KEEP_SIGNAL, note, then)


def ask_step(desk: Desk, trail: Trail, to: State, notice: Notice) -> None:
    """The next step of a signal's life, with its words, signed by whoever may."""
    words = look.words
    title, sentence = STEPS[to]
    act = act_for(trail.state, to)
    if act is None:
        return

    def then(said: str, given: Signed) -> Done | None:
        return desk.act(lambda: step_signal(trail.signal.id, to, said, **signing(desk, given)), notice)

    people = {trail.signal.person, *trail.by(State.ASSESSED)}
    apart = {"surveillance.own-signal", "surveillance.own-assessment"}
    own = {each: found[0] for each in people if (found := [one for one in may_step(trail, to, "...", each) if one.code in apart])}
    name = f"{to.value.replace(' ', '-')}-signal"
    _ask(desk, name, words.marked(title), [reason_field()], _rows(trail), act, "", then, words.marked(sentence), own)


def ask_stop(desk: Desk, facts: SignalFacts, trail: Trail, notice: Notice) -> None:
    """Holds a lot or bags, or stops releases, until it is lifted; signed."""
    words = look.words
    options = stop_options(facts, trail)
    which = ChoiceField("stop", words("What is stopped?"), [(code, text) for code, text, _, _ in options], width=WIDE)

    def then(said: str, given: Signed) -> Done | None:
        kind, subject = next((kind, subject) for code, _, kind, subject in options if code == which.code)
        return desk.act(lambda: stop_by_signal(trail.signal.id, kind, subject, said, **signing(desk, given)), notice)

    note = words("It stands until a supervisor or responsible person lifts it, with the reason. A precaution needs no finished assessment.")
    _ask(desk, "stop", words("Hold stock and releases"), [which, reason_field()], _rows(trail), Act.ACT_ON_SIGNAL, note, then)


def stop_options(facts: SignalFacts, trail: Trail) -> list[tuple[str, str, StopKind, str]]:
    """(code, words, kind, subject) of everything that this signal may stop and does not stop yet."""
    words, signal = look.words, trail.signal
    behind = {each.infusion for each in signal.behind if each.event}
    rows = facts.board.exposure.rows if facts.board is not None else ()
    lots = {key: number for each in rows if each.line.id in behind for key, number in each.lots if signal.lot in (None, key)}
    found = []
    for key, number in lots.items():
        found.append((f"lot {key}", words("Hold the lot {number}").format(number=number), StopKind.LOT, key))
        found.append((f"bags {key}", words("Hold the bags in stock of lot {number}").format(number=number), StopKind.BAGS, key))
    found.append(("bags", words("Hold all bags of {product} in stock").format(product=signal.product), StopKind.BAGS, signal.product))
    found.append(("releases", words("Stop new releases of {product}").format(product=signal.product), StopKind.RELEASES, signal.product))
    stopped = {(each.kind, each.subject) for each in trail.in_force}
    return [each for each in found if (each[2], each[3]) not in stopped]


def ask_lift(desk: Desk, trail: Trail, notice: Notice) -> None:
    """Lifts what the signal stops, with the reason; signed."""
    words = look.words
    which = ChoiceField("stop", words("What is lifted?"), [(each.id, stop_text(each)) for each in trail.in_force], chosen=trail.in_force[0].id, width=WIDE)

    def then(said: str, given: Signed) -> Done | None:
        return desk.act(lambda: lift_stop(which.code, said, **signing(desk, given)), notice)

    note = words("What is held stays held until it is decided itself: the lot as a lot, each batch as a batch.")
    _ask(desk, "lift", words("Lift a stop"), [which, reason_field()], _rows(trail), Act.ACT_ON_SIGNAL, note, then)


def ask_change(desk: Desk, trail: Trail, notice: Notice) -> None:
    """Opens change control on a formula, a specification or a label; signed."""
    words = look.words
    which = ChoiceField("matter", words("On what?"), [(each.value, words.marked(text)) for each, text in MATTERS.items()], width=WIDE)
    about = TextField("subject", words("Which, and what of it"), text=trail.signal.product, longest=200)

    def then(said: str, given: Signed) -> Done | None:
        return desk.act(lambda: open_change_control(trail.signal.id, Matter(which.code), about.text, said, **signing(desk, given)), notice)

    _ask(desk, "change", words("Open change control"), [which, about, reason_field()], _rows(trail), Act.ACT_ON_SIGNAL, "", then)


def ask_end_change(desk: Desk, trail: Trail, notice: Notice) -> None:
    """Says what came of change control; signed by another person than whoever opened it."""
    words = look.words
    first = trail.open_changes[0]
    which = ChoiceField("change", words("Which"), [(each.id, change_text(each)) for each in trail.open_changes], chosen=first.id, width=WIDE)

    def then(said: str, given: Signed) -> Done | None:
        return desk.act(lambda: close_change_control(which.code, said, **signing(desk, given)), notice)

    fields = [which, NoteField("reason", words("What came of it"))]
    own = {first.person: stops("surveillance.own-change", APART, change=first.id)} if len(trail.open_changes) == 1 else {}
    _ask(desk, "end-change", words("End change control"), fields, _rows(trail), Act.ACT_ON_SIGNAL, "", then, own=own)


def stop_text(stop: SignalStop) -> str:
    """What is stopped, and of what."""
    return f"{look.words.marked(STOPS[stop.kind])} · {stop.subject}"


def change_text(change: ChangeControl) -> str:
    """The number of change control, and on what."""
    return f"{change.id} · {look.words.marked(MATTERS[change.matter])} · {change.subject}"


def _rows(trail: Trail) -> list[SignRow]:
    words = look.words
    return [SignRow(words("Signal"), trail.signal.id), SignRow(words("What was seen"), trail.signal.said)]


def _ask(
    desk: Desk, name: str, title: str, fields: Sequence[Field], rows: Sequence[SignRow], act: Act, note: str,
    then: Callable[[str, Signed], object], sentence: str = "", own: dict[str, Finding] | None = None,
) -> None:  # fmt: skip
    """First the words of the act, then the signature of whoever may, over them."""
    words, roles = look.words, roles_for(act)

    def go_on(sheet: AskSheet) -> bool:
        said = sheet.value("reason")
        chosen = [SignRow(each.label.text(), each.combo.currentText()) for each in fields if isinstance(each, ChoiceField)]
        shown = [*rows, *chosen, SignRow(words("Words"), said)]
        request = SignatureRequest(
            title, "", shown, Meaning.SIGNAL_DECIDED, b"", roles, ", ".join(role_name(each, words) for each in roles), words("Sign"), sentence=sentence,
            excluded=own or {},
        )  # fmt: skip
        ask_signature(desk, request, lambda given: then(said, given))
        return True

    desk.sheet(AskSheet(name, title, fields, words("Go on to sign"), f"do.{name}-now", go_on, note))
