"""Scanning in a step: a material's lot or the patient's own collection. A refused scan is remembered as a close call."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from workbench.barcodes import reading as standards
from workbench.barcodes.meaning import article, expiry, printed_lot
from workbench.barcodes.own import Kind, Own, read
from workbench.batch.progress import Turn, TurnState, progress
from workbench.batch.records import ScanFact
from workbench.calculation.evaluating import evaluate
from workbench.calculation.parsing import parse
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Material
from workbench.kernel.findings import Done, Finding, Refused, Severity, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Quantity
from workbench.orders.records import Collection
from workbench.scanners.entering import ByHand, entered, judged
from workbench.stock.records import Lot, LotUse
from workbench.stock.rules import SYMBOL, symbol_fits, usable

_Taken: TypeAlias = tuple[str, str | None, tuple[Finding, ...]]
"""For which material a scan is taken, of which lot, and what stands against it."""
IDENTITY = "identity at every hand-over (workflow.md 0.1)"


def scan_in_step(
    batch_id: str,
    step: str,
    round_key: str,
    raw: bytes,
    hand: ByHand | None = None,
    *,
    separator_proved: bool = False,
    actor: Actor,
    register: Register,
    clock: Clock,
) -> Done:
    """Takes ``raw`` for one of the materials of this turn. Accepted or refused, the scan is a fact; a refusal is raised after it.

    ``separator_proved``: the scanner has been shown to send the separators of GS1 codes (see ``barcodes.reading.read``). ``hand`` says
    that it was typed: with its reason and second person, who are kept where it is accepted.
    """
    with register.transaction(actor, "scan") as change:
        dossier, now = assemble(change, batch_id), clock.now()
        if hand is not None:
            judged(change, hand, batch_id, actor, now)
        turn = progress(dossier).turn(step, round_key)
        material, lot, found = _taken_for(change, dossier, turn, raw, separator_proved or hand is not None, now)
        against = tuple(each for each in found if each.severity is Severity.STOPS)
        fact = ScanFact(
            change.fresh("N"),
            batch_id,
            step,
            round_key,
            material,
            raw,
            not against,
            now,
            actor.zone,
            actor.person,
            lot,
            against[0].code if against else None,
            hand is not None,
        )
        change.add(fact)
        kept = () if hand is None or against else entered(change, hand, fact.id, batch_id, actor, now)
        for each in kept:
            change.add(each)
    if against:
        raise Refused(found)
    return Done((fact, *kept), found)


def _taken_for(change: Change, dossier: Dossier, turn: Turn, raw: bytes, separator: bool, now: datetime) -> _Taken:
    """Which material this scan is, its lot, and what stands against it."""
    if turn.state is not TurnState.STARTED:
        return "", None, (stops("batch.not-started", "batch record", where=turn.key),)
    try:
        own = read(raw)
    except Refused as refused:
        return _maker(change, dossier, turn, raw, separator, now) or ("", None, refused.findings)
    if own.kind is Kind.COLLECTION:
        return _collection(change, dossier, turn, own)
    if own.kind is Kind.LOT:
        return _lot(change, dossier, turn, own, now)
    return "", None, (stops("batch.wrong-scan", "master formula", where=turn.key, read=str(own)),)


def _wanted(dossier: Dossier, turn: Turn) -> tuple[Material, ...]:
    names = dict.fromkeys((*turn.step.scans, *(name for name, _ in turn.step.uses)))
    return tuple(dossier.formula.material(each) for each in names)


def _collection(change: Change, dossier: Dossier, turn: Turn, own: Own) -> _Taken:
    material = next((each for each in _wanted(dossier, turn) if each.sort == "patient"), None)
    if material is None:
        return "", None, (stops("batch.wrong-scan", "master formula", where=turn.key, read=str(own)),)
    if any(own.numbers == (each.number,) for each in dossier.collections):
        return material.name, None, ()
    held = change.find(Collection, {"number": own.numbers[0]})
    code = "batch.wrong-patient" if held and held[0].patient != dossier.patient.id else "batch.unknown-collection"
    return material.name, None, (stops(code, IDENTITY, where=material.name, read=str(own)),)


def _lot(change: Change, dossier: Dossier, turn: Turn, own: Own, now: datetime) -> _Taken:
    held = change.find(Lot, {"code": own.numbers[0]})
    if not held:
        return "", None, (stops("batch.unknown-lot", "stock", where=turn.key, read=str(own)),)
    return _of(change, dossier, turn, held[0], now)


def _of(change: Change, dossier: Dossier, turn: Turn, lot: Lot, now: datetime) -> _Taken:
    material = next((each for each in _wanted(dossier, turn) if each.name == lot.material), None)
    if material is None:
        return "", lot.id, (stops("batch.wrong-material", dossier.formula.code, where=turn.key, read=lot.name, lot=lot.number),)
    uses = change.find(LotUse, {"lot": lot.id})
    return material.name, lot.id, usable(lot, material, _amount(dossier, turn, material.name), uses, now)


def _maker(change: Change, dossier: Dossier, turn: Turn, raw: bytes, separator: bool, now: datetime) -> _Taken | None:
    """The maker's own symbol on a pack: article, lot and expiry as the register has them, or why not. None for what names no article."""
    try:
        scan = standards.read(raw, separator_proved=separator)
    except Refused:
        return None
    of, number = article(scan), printed_lot(scan)
    if of is None:
        return None
    known = change.find(Lot, {"article": of}, sort="id")
    if not known:
        return "", None, (stops("stock.article-unknown", SYMBOL, where=turn.key, article=of),)
    if number is None:
        return "", None, (stops("stock.symbol-no-lot", SYMBOL, where=turn.key, name=known[0].name),)
    wanted = {each.name for each in _wanted(dossier, turn)}
    mine = sorted((each for each in known if each.number == number), key=lambda each: each.material not in wanted)
    if not mine:
        return "", None, (stops("stock.symbol-lot", SYMBOL, where=turn.key, name=known[0].name, lot=number),)
    against = symbol_fits(mine[0], expiry(scan, now.astimezone(ZoneInfo(dossier.batch.zone)).year))
    material, lot, found = _of(change, dossier, turn, mine[0], now)
    return material, lot, (*against, *found)


def _amount(dossier: Dossier, turn: Turn, material: str) -> Quantity | None:
    """How much the turn will take, where that is known before anything is typed."""
    expression = dict(turn.step.uses).get(material)
    if expression is None:
        return None
    try:
        amount = evaluate(parse(expression), progress(dossier).names_for(turn))
    except Refused:
        return None
    return amount if isinstance(amount, Quantity) else None
