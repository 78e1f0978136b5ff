"""Labels of what is no bag: a collection (before there is a batch), a container in process, a sample, a lot of a material."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from workbench.barcodes import own
from workbench.batch.records import Batch, SampleTaken
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion, MasterFormula
from workbench.kernel.findings import Refused, stops
from workbench.kernel.ports import Reader
from workbench.labels.carrying import Carried
from workbench.labels.content import SOURCE, LabelContent, copy_text, said_signals, strip, zones_text
from workbench.labels.profiles import OWN, Profile
from workbench.labels.reading import VALUES
from workbench.orders.records import Collection, Infectious, Order, Patient
from workbench.site.records import Purpose, Site
from workbench.stock.records import Lot
from workbench.words.formats import date_text, moment_text, quantity_text
from workbench.words.translation import Words

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "collection": ("family", "born", "hospital_no", "coi", "collection", "collected", "identifier"),
    "container": ("family", "hospital_no", "coi", "batch", "step", "made", "identifier"),
    "sample": ("batch", "sample", "taken", "identifier"),
    "lot": ("material", "lot", "lot_expiry", "identifier"),
}
"""What no label of the kind may leave empty."""


@dataclass(frozen=True, slots=True)
class Made:
    """What every print of a label has of its own: which copy it is, its serial number, when it is made, in which words."""

    copy: int
    serial: str
    at: datetime
    words: Words
    signals: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Collected:
    """A collection with what its label asks for, as it is known before there is a batch."""

    site: Site
    order: Order
    patient: Patient
    formula: MasterFormula
    collection: Collection
    markers: str = "not_evaluated"


def content_of(reader: Reader, kind: str, key: str, profile: Profile, made: Made) -> tuple[str | None, LabelContent]:
    """The batch that a thing belongs to, if there is one yet, and what its label says. Refused where there is no such thing."""
    try:
        if kind == "collection":
            return None, about_collection(collected(reader, key), profile, made)
        if kind == "lot":
            return None, about_lot(reader.get(Site, "site"), reader.get(Lot, key), profile, made)
        if kind == "sample":
            taken = reader.get(SampleTaken, key)
            number = [each.id for each in reader.find(SampleTaken, {"batch": taken.batch}, sort="seq")].index(key) + 1
            return taken.batch, about_sample(assemble(reader, taken.batch), taken, number, profile, made)
        batch, _, step = key.partition("/")
        dossier = assemble(reader, batch)
        number = [each.name for each in dossier.formula.steps].index(step) + 1
        if dossier.formula.stage(dossier.formula.step(step).stage).each:
            raise LookupError(step)  # what a stage makes that is repeated for each bag are the bags
        return batch, about_container(dossier, step, number, profile, made)
    except (LookupError, ValueError):
        raise Refused((stops("labels.no-such-thing", SOURCE, where="label", thing=f"{kind} {key}"),)) from None


def collected(reader: Reader, key: str) -> Collected:
    """A collection with what its label asks for."""
    collection = reader.get(Collection, key)
    order = reader.get(Order, collection.order)
    markers = reader.find(Infectious, {"patient": order.patient}, sort="seq")
    version = max(reader.find(FormulaVersion, {"code": order.formula}), key=lambda each: each.version)
    status = markers[-1].status if markers else "not_evaluated"
    return Collected(reader.get(Site, "site"), order, reader.get(Patient, order.patient), formula_of(version.text), collection, status)


def about_collection(facts: Collected, profile: Profile, made: Made) -> LabelContent:
    """What the label of a collection says. Its identifier carries the digits of the collection's number."""
    collection, words = facts.collection, made.words
    digits = "".join(each for each in collection.number if each.isascii() and each.isdigit())
    values = _patient(facts.patient, words) | {
        "product": facts.formula.text[words.language],
        "product_short": facts.formula.text[words.language].partition(",")[0],
        "collection": collection.number,
        "collected": moment_text(collection.at, collection.zone, words),
        "collected_zone": zones_text(collection.at, collection.zone),
        "ward": facts.order.ward,
    }
    flags = {"autologous" if facts.formula.autologous else "allogeneic", f"markers_{facts.markers}", f"regime {facts.order.regime}"}
    if facts.markers == "reactive":
        flags.add("biohazard")
    return _content(facts.site, own.Own(own.Kind.COLLECTION, (digits,)), profile, values, flags, made)


def about_container(dossier: Dossier, step: str, number: int, profile: Profile, made: Made) -> LabelContent:
    """What the label of container ``number`` in process says, made in ``step``."""
    words, zone = made.words, dossier.batch.zone
    of = dossier.formula.step(step)
    values = _in_batch(dossier, words) | {
        "step": of.text[words.language],
        "stage": dossier.formula.stage(of.stage).text[words.language],
        "made": moment_text(made.at, zone, words),
        "bag": str(number),
    }
    return _content(dossier.site, own.part(dossier.batch, own.CONTAINER, number), profile, values, _flags(dossier), made)


def about_sample(dossier: Dossier, taken: SampleTaken, number: int, profile: Profile, made: Made) -> LabelContent:
    """What the label of a sample says: sample ``number`` of the batch, in the order of taking."""
    words, zone = made.words, dossier.batch.zone
    sample = dossier.formula.sample(taken.sample)
    values = _in_batch(dossier, words) | {
        "sample": sample.text[words.language],
        "sample_volume": sample.volume,
        "taken": moment_text(taken.at, zone, words),
        "bag": str(number),
    }
    flags = _flags(dossier) | ({"retained"} if sample.retain else set())
    return _content(dossier.site, own.part(dossier.batch, own.SAMPLE, number), profile, values, flags, made)


def about_lot(site: Site, lot: Lot, profile: Profile, made: Made) -> LabelContent:
    """What the label of a lot says of its status, which is a flag: a label for released goods is refused for any other."""
    words = made.words
    values = {
        "material": lot.name,
        "lot": lot.number,
        "lot_expiry": date_text(lot.expiry.astimezone(ZoneInfo(lot.zone)).date(), words),
        "received": quantity_text(lot.received, words),
        "made": moment_text(made.at, site.zone, words),
    }
    return _content(site, own.Own(own.Kind.LOT, (lot.code,)), profile, values, {lot.status.value}, made)


def _content(site: Site, identifier: own.Own, profile: Profile, given: Mapping[str, str], flags: set[str], made: Made) -> LabelContent:
    long, short = strip(site.purpose, made.copy, made.words)
    text = own.text(identifier)
    values = {**dict.fromkeys(VALUES, ""), **given}
    values |= {"site": site.name, "serial": made.serial, "identifier": text, "strip": long, "strip_short": short, "copy": copy_text(made.copy, made.words)}
    empty = [name for name in REQUIRED[profile.identifier] if not values[name].strip()]
    if empty:
        raise Refused(stops("labels.missing", SOURCE, where=name, bag=text, value=name) for name in empty)
    values |= said_signals(profile, made.signals)
    again = made.copy > 1
    marks = {"marked", "duplicate" if again else "sample"} if again or site.purpose is not Purpose.LIVE else set()
    symbols = ((OWN, Carried(text, text)),)
    return LabelContent(made.words.language, text, tuple(sorted(values.items())), frozenset(flags | marks), (), symbols)


def _patient(patient: Patient, words: Words) -> dict[str, str]:
    return {
        "family": patient.family.upper(), "given": patient.given, "born": date_text(patient.born, words), "hospital_no": patient.hospital_no,
        "coi": patient.coi,
    }  # fmt: skip


def _in_batch(dossier: Dossier, words: Words) -> dict[str, str]:
    batch: Batch = dossier.batch
    name = dossier.formula.text[words.language]
    collections = ", ".join(each.number for each in dossier.collections)
    return _patient(dossier.patient, words) | {
        "batch": batch.id, "product": name, "product_short": name.partition(",")[0], "collection": collections, "ward": dossier.order.ward,
    }  # fmt: skip


def _flags(dossier: Dossier) -> set[str]:
    markers = dossier.markers[-1].status if dossier.markers else "not_evaluated"
    found = {f"markers_{markers}", "autologous" if dossier.formula.autologous else "allogeneic", f"regime {dossier.batch.regime}"}
    return found | ({"biohazard"} if markers == "reactive" else set())
