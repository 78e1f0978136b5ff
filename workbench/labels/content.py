"""What one label says: every value from the dossier, in the label's language. Where it stands is the profile's matter."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from workbench.barcodes import own
from workbench.batch.progress import progress
from workbench.batch.records import Bag, BagStatus, MarkKind, Status
from workbench.batch.verdicts import record_open, specification
from workbench.calculation.evaluating import Names, evaluate
from workbench.calculation.parsing import parse
from workbench.calculation.units import convert, same_kind
from workbench.documents.figures import shown
from workbench.documents.standing import current_certificate
from workbench.dossier.dossier import Dossier
from workbench.formula.lineup import storage
from workbench.formula.records import Field
from workbench.kernel.findings import Refused, stops
from workbench.kernel.values import Quantity
from workbench.labels.carrying import SHORT_LIFE, Carried, carried, for_validation, printed_codes
from workbench.labels.profiles import PLACEHOLDER, SIGNAL, Profile
from workbench.site.records import Purpose
from workbench.words.formats import clock_text, date_text, figure_text, moment_text, offset_text, quantity_text, unit_text
from workbench.words.translation import Words

NO_SIGNALS: Mapping[str, str] = MappingProxyType({})
SOURCE = "design of papers and labels, 8; workflow 5.1"
REQUIRED = ("family", "born", "hospital_no", "coi", "product", "dose", "volume", "storage", "expiry", "batch", "identifier")
"""Two patient identifiers and the chain of identity, product, dose, volume, storage, expiry: no label says less."""
DOSE_DIGITS = 4
ROLES: Mapping[str, str] = MappingProxyType({
    "syringe": own.SYRINGE, "shield": own.SHIELD, "cassette": own.CASSETTE, "over-bag": own.OVER_BAG, "transport": own.TRANSPORT,
})  # fmt: skip
"""Labels of one bag whose identifier is not the bag's own."""


@dataclass(frozen=True, slots=True)
class LabelContent:
    """The words of one label. ``flags`` are what zones ask for; ``table`` are clock time and value of each row."""

    language: str
    identifier: str
    values: tuple[tuple[str, str], ...]
    flags: frozenset[str]
    table: tuple[tuple[str, str], ...] = ()
    symbols: tuple[tuple[str, Carried], ...] = ()

    def carried(self, name: str) -> Carried:
        """What a symbol carries; the workbench's own identifier unless the content says otherwise."""
        return dict(self.symbols)[name] if self.symbols else Carried(self.identifier, self.identifier)

    def value(self, name: str) -> str:
        """The value of a placeholder; ``LookupError`` when there is none."""
        return dict(self.values)[name]


def content(
    dossier: Dossier, bag: Bag, profile: Profile, *, copy: int, serial: str, words: Words, signals: Mapping[str, str] = NO_SIGNALS
) -> LabelContent:
    """What the label of ``bag`` says. ``copy`` above 1 is a duplicate and says so; ``serial`` is this printed label's own number.

    ``signals`` are signal texts of the site, in the label's language, by their names. Refused: ``labels.missing`` when a required value
    is empty, ``labels.no-value`` when a name of the formula has no value yet, and what ``carried`` refuses.
    """
    values = _values(dossier, bag, profile, copy, serial, words)
    empty = [name for name in REQUIRED if not values[name].strip()]
    if empty:
        raise Refused(stops("labels.missing", SOURCE, where=name, bag=bag.id, value=name) for name in empty)
    again = copy > 1
    flags = _flags(dossier, bag, profile, again)
    carries = carried(dossier, bag, profile, values["identifier"], serial, again=again, short="short_life" in flags)
    values |= printed_codes(dossier, bag, profile, again) | said_signals(profile, signals)
    names = dict(progress(dossier).values) | {"dose": bag.dose, "volume": bag.volume, "expiry": bag.expiry}
    for placeholder, name in profile.reads:
        values[placeholder] = _read(names, name, dossier, words)
    rows = _table(dossier, bag, profile, names, words)
    return LabelContent(words.language, values["identifier"], tuple(sorted(values.items())), flags, rows, tuple(carries.items()))


def said_signals(profile: Profile, signals: Mapping[str, str]) -> dict[str, str]:
    """The signal texts that the profile asks for; refused (``labels.signal-unknown``) where the site's table has none of that name."""
    wanted = {name for zone in profile.zones for name in PLACEHOLDER.findall(zone.text["en"]) if name.startswith(SIGNAL)}
    unknown = sorted(name.removeprefix(SIGNAL) for name in wanted if name.removeprefix(SIGNAL) not in signals)
    if unknown:
        raise Refused(stops("labels.signal-unknown", SOURCE, where=name, name=name) for name in unknown)
    return {name: signals[name.removeprefix(SIGNAL)] for name in wanted}


def identifier(dossier: Dossier, bag: Bag, profile: Profile) -> str:
    """What the symbols of this label carry."""
    if profile.identifier in ROLES:
        return own.text(own.pair(dossier.batch, bag.number, ROLES[profile.identifier]))
    return own.text(own.bag(dossier.batch, bag.number))


def copy_text(copy: int, words: Words) -> str:
    """What a duplicate says; empty for the first print."""
    return words("DUPLICATE No. {n}").format(n=copy) if copy > 1 else ""


def strip(purpose: Purpose, copy: int, words: Words, validation: bool = False) -> tuple[str, str]:
    """The strip across the middle, long and short: why this label is no ordinary one. Never a status of the batch.

    ``validation`` says that the label carries a number of ISBT 128 which is reserved for demonstration.
    """
    again = copy_text(copy, words)
    if purpose is Purpose.DEMO:
        marks = words("SAMPLE – NOT FOR PATIENT USE – DEMO"), words("DEMO") if again else words("SAMPLE – DEMO")
    elif purpose is Purpose.REHEARSAL:
        marks = words("SAMPLE – NOT FOR PATIENT USE – REHEARSAL"), words("REHEARSAL") if again else words("SAMPLE – REHEARSAL")
    elif validation:
        marks = words("SAMPLE – NOT FOR PATIENT USE"), words("SAMPLE")
    else:
        return again, again
    return " – ".join(filter(None, (again, marks[0]))), " – ".join(filter(None, (again, marks[1])))


def _values(dossier: Dossier, bag: Bag, profile: Profile, copy: int, serial: str, words: Words) -> dict[str, str]:
    patient, batch = dossier.patient, dossier.batch
    long, short = strip(dossier.site.purpose, copy, words, for_validation(dossier, profile))
    certificate = current_certificate(dossier)
    pending = len(record_open(specification(dossier))) if profile.identifier == "bag" and not profile.bag else 0
    return {
        **_product(dossier, bag, words),
        **_times(dossier, bag, words),
        "family": patient.family.upper(),
        "given": patient.given,
        "born": date_text(patient.born, words),
        "hospital_no": patient.hospital_no,
        "coi": patient.coi,
        "batch": batch.id,
        "bag": str(bag.number),
        "of": str(bag.of),
        "serial": serial,
        "site": dossier.site.name,
        "collection": ", ".join(each.number for each in dossier.collections),
        "identifier": identifier(dossier, bag, profile),
        "strip": long,
        "strip_short": short,
        "copy": copy_text(copy, words),
        "pair": f"{batch.number}-{bag.number}",
        "certificate": certificate.number if certificate else "",
        "pending": words.plural("{n} result pending", "{n} results pending", pending).format(n=pending) if pending else "",
        "table_unit": unit_text(profile.table.unit, words) if profile.table else "",
        "ward": dossier.order.ward,
    }


def _product(dossier: Dossier, bag: Bag, words: Words) -> dict[str, str]:
    formula, language = dossier.formula, words.language
    dose = shown(bag.dose, _decimals(dossier, bag, "dose"), DOSE_DIGITS)
    return {
        "product": formula.text[language],
        "product_short": formula.text[language].partition(",")[0],
        "form": formula.form[language],
        "dose": figure_text(dose.value, words),
        "dose_unit": unit_text(dose.unit, words),
        "volume": quantity_text(shown(bag.volume, _decimals(dossier, bag, "volume"), DOSE_DIGITS), words),
        "storage": storage(formula, bag.kind, progress(dossier).values)[language],
    }


def _times(dossier: Dossier, bag: Bag, words: Words) -> dict[str, str]:
    zone = dossier.batch.zone
    prepared = _prepared(dossier, bag)
    return {
        "expiry": moment_text(bag.expiry, zone, words),
        "expiry_zone": zones_text(bag.expiry, zone),
        "expiry_offset": offset_text(bag.expiry, zone),
        "prepared": moment_text(prepared, zone, words) if prepared else "",
        "prepared_zone": offset_text(prepared, zone) if prepared else "",
    }


def _prepared(dossier: Dossier, bag: Bag) -> datetime | None:
    return next((each.at for each in reversed(dossier.marks) if _filled(each.step, each.round, each.kind, bag)), None)


def _filled(step: str, round_key: str, kind: MarkKind, bag: Bag) -> bool:
    return (step, round_key) == (bag.step, bag.round) and kind is MarkKind.PERFORMED


def zones_text(at: datetime, zone: str) -> str:
    """``UTC+3 · 15:00 UTC``: the offset of the site, and the same moment everywhere."""
    offset = offset_text(at, zone)
    return offset if offset == "UTC" else f"{offset} · {clock_text(at, 'UTC')} UTC"


def _decimals(dossier: Dossier, bag: Bag, what: str) -> int | None:
    """Decimals that the formula states for the field which says this bag's dose or volume."""
    step = dossier.formula.step(bag.step)
    wanted = getattr(step.makes, what) if step.makes else ""
    return next((each.decimals for each in step.fields if each.name == wanted), None)


def _flags(dossier: Dossier, bag: Bag, profile: Profile, again: bool) -> frozenset[str]:
    """Conditions that hold. Infectious markers that nobody has recorded were not evaluated: silence never reads as negative."""
    markers = dossier.markers[-1].status if dossier.markers else "not_evaluated"
    found = {f"markers_{markers}", "reserve" if bag.kind == "reserve" else "dose", f"regime {dossier.batch.regime}"}
    found.add("autologous" if dossier.formula.autologous else "allogeneic")
    if markers == "reactive":
        found.add("biohazard")
    if again or dossier.site.purpose is not Purpose.LIVE or for_validation(dossier, profile):
        found |= {"marked", "duplicate" if again else "sample"}
    if bag.expiry - (_prepared(dossier, bag) or dossier.batch.opened) < SHORT_LIFE:
        found.add("short_life")
    if same_kind(bag.dose.unit, "MBq"):
        found.add("radiation")
    standing = {BagStatus.HELD: "held", BagStatus.REJECTED: "rejected"}.get(bag.status, "not_released")
    if bag.status in (BagStatus.RELEASED, BagStatus.ISSUED):
        standing = {Status.RELEASED: "released", Status.PROVISIONAL: "provisional"}.get(dossier.batch.status, "not_released")
    return frozenset(found | {standing})


def _read(names: Names, name: str, dossier: Dossier, words: Words) -> str:
    value = names.get(name)
    if isinstance(value, datetime):
        return moment_text(value, dossier.batch.zone, words)
    if isinstance(value, Quantity):
        field = next((each for each in _fields(dossier) if each.name == name), None)
        return quantity_text(shown(value, field.decimals if field else None), words)
    if isinstance(value, str):
        return value
    raise Refused((stops("labels.no-value", SOURCE, where=name, name=name),))


def _fields(dossier: Dossier) -> tuple[Field, ...]:
    formula = dossier.formula
    return (*formula.givens, *formula.constants, *(each for step in formula.steps for each in step.fields))


def _table(dossier: Dossier, bag: Bag, profile: Profile, names: Names, words: Words) -> tuple[tuple[str, str], ...]:
    """The rows of the profile's table, from its start to the expiry of the bag."""
    table = profile.table
    if table is None:
        return ()
    start, every = names.get(table.start), evaluate(parse(table.every), {})
    if not isinstance(start, datetime) or not isinstance(every, Quantity):
        raise Refused((stops("labels.no-value", SOURCE, where=table.start, name=table.start),))
    step = timedelta(seconds=int(convert(every, "s").value))
    rows = []
    for place in range(table.rows):
        at = start + place * step
        if at > bag.expiry:
            break
        value = evaluate(parse(table.value), {**names, "at": at})
        if not isinstance(value, Quantity):
            raise Refused((stops("labels.no-value", SOURCE, where=table.value, name=table.value),))
        amount = shown(convert(value, table.unit), table.decimals)
        rows.append((clock_text(at, dossier.batch.zone), quantity_text(Quantity(amount.value, ""), words, table.decimals)))
    return tuple(rows)


