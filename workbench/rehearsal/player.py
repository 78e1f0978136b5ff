"""The one player: has a hand do what a case says, act by act, and notes what was refused and whether that was expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, Refused, Unavailable
from workbench.kernel.ports import Register
from workbench.rehearsal.acts import Act, OnStep
from workbench.rehearsal.case import Case
from workbench.rehearsal.checking import times
from workbench.rehearsal.clock import CaseClock
from workbench.rehearsal.expecting import differences
from workbench.rehearsal.hands import Hand, by_hand
from workbench.rehearsal.known import Known
from workbench.words.findings import told, told_unavailable
from workbench.words.translation import Words

After = Callable[[int, Act], None]
"""What is called when an act has been played: with its place and the act."""
HandOf = Callable[[int, Act], Hand]
"""Which hand does an act: by its place and the act."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act that a rule refused. ``expected`` is whether the case says that this very rule must refuse it."""

    act: str
    rule: str
    expected: bool
    message: str


@dataclass(frozen=True, slots=True)
class Played:
    """How a case went: what was refused, in what it differs from what the case states, and its batches by the case's keys."""

    refusals: tuple[Refusal, ...]
    differences: tuple[str, ...]
    batches: tuple[tuple[str, Dossier], ...]

    @property
    def as_stated(self) -> bool:
        """Whether the case was played as it states."""
        return not self.differences


class Playing:
    """A case while it is played: what stands so far can be told at any time, also when the play breaks off."""

    def __init__(self, case: Case, hand_of: HandOf, known: Known, *, register: Register, clock: CaseClock, words: Words) -> None:
        self._case, self._hand_of, self._known = case, hand_of, known
        self._register, self._clock, self._words = register, clock, words
        self._refusals: list[Refusal] = []
        self._wrong: list[str] = []
        self._in_hand = ""

    def run(self, after: After = lambda at, act: None) -> None:
        """Plays to the end, or to the first act that does not go as the case states: what follows would rest on something else."""
        for at, act in enumerate(self._case.play):
            self._in_hand = called(at, act)
            self._clock.set(times(act)[0])
            self._wrong += _play(self._hand_of(at, act), self._known, at, act, self._refusals, self._words, self._case.zone)
            after(at, act)
            self._in_hand = ""
            if self._wrong:
                break

    def told(self) -> Played:
        """How it went so far."""
        wrong = [*self._wrong, *([f"{self._in_hand} broke off"] if self._in_hand else [])]
        batches = tuple((key, _dossier(self._register, batch)) for key, batch in self._known.batches.items())
        held = dict(batches)
        for key, expected in self._case.expect.items():
            wrong += differences(key, expected, held[key]) if key in held else (f"batch {key} was not opened",)
        return Played(tuple(self._refusals), tuple(wrong), batches)


def play(
    case: Case, hand: Hand, known: Known, *, register: Register, clock: CaseClock, words: Words, after: After = lambda at, act: None
) -> Played:
    """Plays ``case`` from its first act to its last, and tells how it went."""
    playing = Playing(case, lambda at, act: hand, known, register=register, clock=clock, words=words)
    playing.run(after)
    return playing.told()


def likeness(act: Act, kinds: Mapping[str, str]) -> tuple[str, ...]:
    """What two acts have in common that ask the same of a screen: what is done, at what kind of step, and what must refuse it.

    ``kinds`` names the kind of each step of the formulas: one editor serves all steps of a kind.
    """
    way = "from an alert" if getattr(act, "alert", "") else ""
    return act.name, kinds.get(getattr(act, "step", ""), ""), *(str(getattr(act, each, "")) for each in ("kind", "paper")), way, act.expected


def called(at: int, act: Act) -> str:
    """How an act is called where one text must name it: its place in the play, its name, and its step."""
    step = f" {act.step}" + (f"/{act.round}" if act.round else "") if isinstance(act, OnStep) else ""
    return f"{at} {act.name}{step}"


def _play(hand: Hand, known: Known, at: int, act: Act, refusals: list[Refusal], words: Words, zone: str) -> list[str]:
    """Plays one act; what is wrong with how it went."""
    try:
        findings = by_hand(hand, act)
    except Refused as refused:
        refusals.append(_refusal(at, act, refused, words, zone))
        if refusals[-1].expected:
            return []
        wanted = f"; {act.expected} was expected" if act.expected else ""
        return [f"{called(at, act)} by {act.who} was refused: {refusals[-1].rule}: {refusals[-1].message}{wanted}"]
    except Unavailable as fault:
        said = told_unavailable(fault, words)
        return [f"{called(at, act)} by {act.who} could not be done: {fault.code}: {said.what} {said.rule}"]
    if act.expected:
        return [f"{called(at, act)} by {act.who} was done; {act.expected} was to refuse it"]
    known.learn(act)
    codes = {each.code for each in findings}
    return [f"{called(at, act)} by {act.who} did not tell {code}" for code in act.tells if code not in codes]


def _refusal(at: int, act: Act, refused: Refused, words: Words, zone: str) -> Refusal:
    first = next((each for each in refused.findings if each.code == act.expected), refused.findings[0])
    expected = first.code == act.expected
    message = _sentence(first, words, zone) if expected else " ".join(_sentence(each, words, zone) for each in refused.findings)
    return Refusal(called(at, act), first.code, expected, message)


def _sentence(finding: Finding, words: Words, zone: str) -> str:
    said = told(finding, words, zone)
    return " ".join(part for part in (said.what, said.lifted) if part)


def _dossier(register: Register, batch: str) -> Dossier:
    with register.reading() as reader:
        return assemble(reader, batch)
