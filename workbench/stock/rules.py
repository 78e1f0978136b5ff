"""Whether a lot may be used, entered, or decided. Pure."""
from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from workbench.barcodes.meaning import typed_article
from workbench.calculation.units import convert, same_kind
from workbench.formula.records import Material
from workbench.kernel.findings import Finding, stops
from workbench.kernel.values import Quantity
from workbench.stock.reckoning import remaining
from workbench.stock.records import Lot, LotStatus, LotUse
from workbench.surveillance.records import SignalStop, StopKind

SOURCE = "PIC/S PE 010-4 chapter 5"
SIGNALS = "a signed decision about a signal (issue 4, item 7)"
SYMBOL = "identity of the material (PIC/S PE 010-4 chapter 5; GS1 General Specifications, ANSI/HIBC 2.6)"
CODE = re.compile(r"[0-9]{4,12}")


def usable(lot: Lot, material: Material, amount: Quantity | None, uses: Iterable[LotUse], now: datetime) -> tuple[Finding, ...]:
    """Stops a lot of another material, one that is not released, expired now, spent, or of which less is left than ``amount``.

    ``amount`` is None while it is not known yet. ``uses`` are all uses of the lot, by whichever batch. A single-use lot of which
    everything is used says so instead of naming an amount.
    """
    facts = {"lot": lot.number, "name": lot.name}
    found: list[Finding] = []
    if lot.material != material.name:
        wanted = {"wanted": material.text.en, "wanted_ru": material.text.ru}
        found.append(stops("stock.wrong-material", SOURCE, where=material.name, **facts, **wanted))
    if lot.status is not LotStatus.RELEASED:
        found.append(stops("stock.not-released", SOURCE, where=material.name, **facts, status=lot.status.value))
    if lot.expiry <= now:
        found.append(stops("stock.expired", SOURCE, where=material.name, **facts, expiry=lot.expiry.isoformat(timespec="seconds")))
    left = remaining(lot, uses)
    if left.value <= 0:
        code = "stock.single-use-spent" if material.single_use else "stock.nothing-left"
        found.append(stops(code, SOURCE, where=material.name, **facts))
    elif amount is not None:
        found += _enough(lot, material.name, amount, left, facts)
    return tuple(found)


def held_by_signal(lot: Lot, in_force: Iterable[SignalStop]) -> tuple[Finding, ...]:
    """Stops the release of a lot that a signal holds; ``in_force`` are the stops on it."""
    return tuple(
        stops("stock.held-by-signal", SIGNALS, where="decision", lot=lot.number, name=lot.name, number=each.signal, why=each.why)
        for each in in_force
        if each.kind is StopKind.LOT
    )


def _enough(lot: Lot, where: str, amount: Quantity, left: Quantity, facts: dict[str, str]) -> list[Finding]:
    if not same_kind(amount.unit, lot.received.unit):
        units = {"unit": amount.unit or "1", "kept": lot.received.unit or "1"}
        return [stops("stock.unit-differs", SOURCE, where=where, **facts, **units)]
    if convert(amount, left.unit).value > left.value:
        return [stops("stock.not-enough", SOURCE, where=where, **facts, left=str(left), amount=str(amount))]
    return []


def symbol_fits(lot: Lot, expiry: date | datetime | None) -> tuple[Finding, ...]:
    """Stops a lot whose maker's symbol says another expiry than the register. ``expiry`` is what the symbol says, if it says one.

    A day is compared with the day at the place where the lot was entered, a time without a zone with the clock there.
    """
    if expiry is None:
        return ()
    kept: date | datetime = lot.expiry.astimezone(ZoneInfo(lot.zone))
    if not isinstance(expiry, datetime):
        kept = lot.expiry.astimezone(ZoneInfo(lot.zone)).date()
    elif expiry.tzinfo is None:
        kept = lot.expiry.astimezone(ZoneInfo(lot.zone)).replace(tzinfo=None)
    if kept == expiry:
        return ()
    facts = {"lot": lot.number, "name": lot.name, "kept": _day(kept), "read": _day(expiry)}
    return (stops("stock.symbol-expiry", SYMBOL, where=lot.material, **facts),)


def _day(of: date | datetime) -> str:
    return of.isoformat(" ", "minutes") if isinstance(of, datetime) else of.isoformat()


def lot_form(lot: Lot, now: datetime) -> tuple[Finding, ...]:
    """Stops a lot without material, name or number, with a code that its symbol cannot carry, of nothing, or expired already."""
    found: list[Finding] = []
    for where, text in (("material", lot.material), ("name", lot.name), ("number", lot.number)):
        if not text.strip():
            found.append(stops("stock.missing", SOURCE, where=where))
    if not CODE.fullmatch(lot.code):
        found.append(stops("stock.code-form", "own identifier %7", where="code", typed=lot.code))
    if lot.article is not None and typed_article(lot.article) != lot.article:
        found.append(stops("stock.article-form", SYMBOL, where="article", typed=lot.article))
    if lot.received.value <= 0:
        found.append(stops("stock.received-nothing", SOURCE, where="received"))
    if lot.expiry <= now:
        expiry = lot.expiry.isoformat(timespec="seconds")
        found.append(stops("stock.expired", SOURCE, where="expiry", lot=lot.number, name=lot.name, expiry=expiry))
    names = [each.name for each in lot.properties]
    if len(set(names)) < len(names):
        found.append(stops("stock.property-twice", SOURCE, where="properties"))
    return tuple(found)
