"""What a recorded turn writes: entries, calculations, uses, samples, containers, deviations. Parts of an act, never acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from workbench.batch.following import calculation
from workbench.batch.judging import Judged
from workbench.batch.progress import Progress, Turn, TurnState, current_calculations, current_entries, progress
from workbench.batch.records import Bag, BagStatus, Calculation, Entry, Reading, SampleTaken
from workbench.batch.values import lots_of
from workbench.batch.verdicts import governing_expiry
from workbench.calculation.evaluating import Value, evaluate
from workbench.calculation.parsing import parse
from workbench.calculation.units import convert
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Makes
from workbench.kernel.findings import Refused, Severity, stops
from workbench.kernel.ports import Change
from workbench.kernel.values import Actor, Quantity, Stored
from workbench.quality.opening import deviation
from workbench.stock.records import LotUse
from workbench.stock.rules import usable


@dataclass(frozen=True, slots=True)
class Recording:
    """A turn about to be written: what was judged, by whom, when it was done and when it is entered."""

    dossier: Dossier
    stand: Progress
    turn: Turn
    judged: Judged
    typed: Mapping[str, str]
    causes: Mapping[str, tuple[str, str]]
    actor: Actor
    at: datetime
    now: datetime


def write_turn(change: Change, of: Recording) -> tuple[Stored, ...]:
    """Writes everything that a performed turn leaves in the register."""
    made: list[Stored] = [*_entries(change, of), *_calculations(change, of), *_uses(change, of), *_samples(change, of)]
    made += _deviations(change, of)
    if of.turn.step.makes:
        made.append(_container(change, of, of.turn.step.makes))
    return tuple(made)


def _entries(change: Change, of: Recording) -> list[Entry]:
    """New entries; one that replaces an entry of a disputed turn names it."""
    before = {e.field: e for e in current_entries(of.dossier) if (e.step, e.round) == (of.turn.step.name, of.turn.round) and e.reading is Reading.FIRST}
    made = []
    for each in of.turn.step.fields:
        value = of.judged.typed.get(each.name)
        if value is None:
            continue
        old = before.get(each.name)
        if old is not None and old.raw == of.typed[each.name]:
            continue
        entry = Entry(
            change.fresh("E"),
            of.dossier.batch.id,
            of.turn.step.name,
            of.turn.round,
            each.name,
            Reading.FIRST,
            of.now,
            of.actor.zone,
            of.actor.person,
            of.typed[each.name],
            value=value if isinstance(value, Quantity) else None,
            text=value if isinstance(value, str) and each.kind != "file" else None,
            moment=value if isinstance(value, datetime) else None,
            attachment=value if isinstance(value, str) and each.kind == "file" else None,
            supersedes=old.id if old else None,
            why="disputed by the second person" if old else None,
        )
        change.add(entry)
        made.append(entry)
    return made


def _calculations(change: Change, of: Recording) -> list[Calculation]:
    before = {c.field: c for c in current_calculations(of.dossier) if (c.step, c.round) == (of.turn.step.name, of.turn.round)}
    return [
        calculation(change, of.dossier, of.turn, name, worked, of.at, before[name].id if name in before else None) for name, worked in of.judged.worked.items()
    ]


def _uses(change: Change, of: Recording) -> list[LotUse]:
    """Amounts taken from the lots scanned in this turn; not enough, expired or not released is refused again here."""
    names: dict[str, Value | tuple[Value, ...]] = of.stand.names_for(of.turn)
    names |= dict(of.judged.typed) | {name: each.value for name, each in of.judged.worked.items()}
    lots = lots_of(of.dossier)
    made = []
    for material, expression in of.turn.step.uses:
        if material not in lots:
            continue
        amount = evaluate(parse(expression), names)
        if not isinstance(amount, Quantity):
            raise Refused([stops("batch.amount-no-quantity", "master formula", where=material)])
        lot = lots[material][-1]
        found = usable(lot, of.dossier.formula.material(material), amount, of.dossier.uses, of.now)
        if any(each.severity is Severity.STOPS for each in found):
            raise Refused(found)
        use = LotUse(
            change.fresh("U"),
            lot.id,
            convert(amount, lot.received.unit),
            of.at,
            of.actor.zone,
            of.actor.person,
            of.dossier.batch.id,
            of.turn.step.name,
            of.turn.round,
        )
        change.add(use)
        made.append(use)
    return made


def _samples(change: Change, of: Recording) -> list[SampleTaken]:
    made = []
    for name in of.turn.step.samples:
        sample = SampleTaken(change.fresh("S"), of.dossier.batch.id, of.turn.step.name, of.turn.round, name, of.at)
        change.add(sample)
        made.append(sample)
    return made


def _deviations(change: Change, of: Recording) -> list[Stored]:
    known = {each.where for each in of.dossier.deviations if (each.step, each.round) == (of.turn.step.name, of.turn.round)}
    made: list[Stored] = []
    for each in of.judged.findings:
        if each.severity is Severity.DECIDES and each.where in of.causes and each.where not in known:
            cause, reason = of.causes[each.where]
            made += deviation(change, of.dossier.batch, of.turn.step.name, of.turn.round, each, cause, reason, of.actor, of.now)
    return made


def _container(change: Change, of: Recording, makes: Makes) -> Bag:
    """The container that this turn has filled: number, dose, volume, and the expiry that governs, known before its label."""
    dossier = assemble(change, of.dossier.batch.id)
    values = {**dict(of.judged.typed), **{name: each.value for name, each in of.judged.worked.items()}}
    dose, volume = values[makes.dose], values[makes.volume]
    if not isinstance(dose, Quantity) or not isinstance(volume, Quantity):
        raise Refused([stops("batch.amount-no-quantity", "master formula", where=makes.dose)])
    stand = progress(dossier)
    names = dict(stand.values) | {f"{of.turn.step.name}.done": of.at, f"{of.turn.step.name}.started": of.at, "this.done": of.at}
    governing = governing_expiry(dossier, makes.kind, names)
    if governing is None:
        raise Refused([stops("batch.no-expiry", "master formula", where=of.turn.key)])
    existing = next((each for each in dossier.bags if (each.step, each.round) == (of.turn.step.name, of.turn.round)), None)
    if existing is not None:
        after = replace(existing, dose=dose, volume=volume, expiry=governing[1], expiry_reason=governing[0])
        change.replace(existing, after)
        return after
    count = len(dossier.bags) + 1
    bag = Bag(
        f"{dossier.batch.id}.{count:02d}",
        dossier.batch.id,
        count,
        _planned(stand, count),
        makes.kind,
        of.turn.step.name,
        of.turn.round,
        dose,
        volume,
        governing[1],
        governing[0],
        BagStatus.FILLED,
    )
    change.add(bag)
    return bag


def _planned(stand: Progress, at_least: int) -> int:
    """How many containers the batch makes, of every kind, as planned now: a bag's number counts through all of them."""
    makers = [each for each in stand.turns if each.step.makes and each.state is not TurnState.SKIPPED and each.round != "?"]
    return max(at_least, len(makers))
