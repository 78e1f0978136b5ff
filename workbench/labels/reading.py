"""Reads the text of a label file into a ``Profile``; refuses a bad one with file, line, place and reason."""
from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from workbench.documents.marks import Face
from workbench.documents.symbols import CODE128, DATA_MATRIX, GRID
from workbench.formula.places import Places
from workbench.kernel.findings import Finding, Refused, stops
from workbench.labels.profiles import (
    BAGS,
    COI,
    COMPOUND,
    DIN,
    DPI,
    GS1,
    OWN,
    PLACEHOLDER,
    SEC,
    SIGNAL,
    Profile,
    RulePlace,
    SymbolPlace,
    Table,
    Texts,
    Trefoil,
    Zone,
    flags_of,
)

SOURCE = "resources/labels/README.md"
LONGEST = 40_000
FACES = {"regular": Face.REGULAR, "bold": Face.BOLD, "mono": Face.MONO, "mono-bold": Face.MONO_BOLD}
SYMBOLS = {"code128": CODE128, "datamatrix": DATA_MATRIX}
IDENTIFIERS = (*sorted(BAGS), "collection", "container", "sample", "lot")
CARRIES = {OWN: SYMBOLS, DIN: SYMBOLS, COI: SYMBOLS, COMPOUND: {"datamatrix"}, SEC: {"datamatrix"}, GS1: {"datamatrix"}}
"""What a symbol may carry, and in which kind of symbol."""
SMALL = (60.0, 40.0)
"""Labels of this size and smaller go to printers of 300 dpi or better: two-dot bars do not survive a bad print (design, 8.4)."""
FLAGS = frozenset({
    "autologous", "allogeneic", "markers_negative", "markers_reactive", "markers_not_evaluated", "biohazard", "dose", "reserve", "marked",
    "sample", "duplicate", "released", "provisional", "held", "rejected", "not_released", "short_life", "radiation", "quarantine",
    "retained", "repeated",
})  # fmt: skip
"""What a condition may ask for; besides, ``regime`` with the code of a legal pathway."""
VALUES = frozenset({
    "family", "given", "born", "hospital_no", "coi", "product", "product_short", "form", "dose", "dose_unit", "volume", "storage",
    "expiry", "expiry_zone", "expiry_offset", "batch", "bag", "of", "serial", "prepared", "prepared_zone", "site", "collection",
    "identifier", "strip", "strip_short", "copy", "pair", "certificate", "pending", "table_unit", "ward",
    "din", "din_flags", "din_check", "isbt_product", "isbt_coi", "sec", "gtin",
    "collected", "collected_zone", "stage", "step", "made", "sample", "sample_volume", "taken", "material", "lot", "lot_expiry", "received",
})  # fmt: skip
"""What a text may hold in braces; ``[reads]`` adds names of the formula."""
KEYS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "label": (frozenset({"en", "ru", "size", "identifier", "least_dpi"}), frozenset({"bag", "stage", "when", "regimes"})),
    "zone": (frozenset({"at", "en", "ru"}), frozenset({"face", "sizes", "lines", "align", "middle", "hyphens", "solid", "when", "label", "framed", "turned"})),
    "zone.label": (frozenset({"en", "ru", "size", "width"}), frozenset()),
    "symbol": (frozenset({"kind", "at", "module"}), frozenset({"height", "carries"})),
    "rule": (frozenset({"from", "to"}), frozenset({"width", "when"})),
    "trefoil": (frozenset({"at", "radius"}), frozenset({"when"})),
    "table": (frozenset({"at", "pitch", "start", "every", "rows", "value", "unit", "decimals", "size"}), frozenset()),
}
"""Keys of each section: those that must stand, and those that may."""
PLACES = {
    ("label", "size"): 2, ("zone", "at"): 4, ("symbol", "at"): 2, ("trefoil", "at"): 2, ("table", "at"): 3,
    ("rule", "from"): 2, ("rule", "to"): 2,
}  # fmt: skip
"""Keys that hold places, and how many numbers each has."""
SMALLEST_AT_203 = {Face.REGULAR: 7.0, Face.BOLD: 6.5, Face.MONO: 8.0, Face.MONO_BOLD: 8.0}
"""Points that 203 dpi still prints legibly (design of papers and labels, 8.4)."""


@lru_cache(maxsize=64)
def profile_of(text: str, file: str) -> Profile:
    """The profile that ``text`` says; ``file`` is the file's name, and without ``.toml`` the profile's. ``Refused`` with every finding."""
    reading = _Reading(text, file)
    raw = reading.parsed(text)
    reading.shape(raw)
    reading.stop()
    profile = reading.profile(raw)
    reading.judge(profile)
    reading.stop()
    return profile


class _Reading:
    def __init__(self, text: str, file: str) -> None:
        self.file, self.places = file, Places(text)
        self.found: list[Finding] = []

    def say(self, code: str, place: str, **facts: str) -> None:
        line = str(self.places.line(place))
        self.found.append(stops(code, SOURCE, where=place, file=self.file, line=line, place=place, **facts))

    def stop(self) -> None:
        if self.found:
            raise Refused(self.found)

    def parsed(self, text: str) -> dict[str, Any]:
        if len(text) > LONGEST:
            self.say("labels.file-too-long", "file", longest=str(LONGEST))
            self.stop()
        try:
            return tomllib.loads(text, parse_float=Decimal)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            line = str(self.places.of_error(str(error)))
            raise Refused((stops("labels.not-toml", SOURCE, file=self.file, line=line, place="file", detail=str(error)),)) from None

    def shape(self, raw: Mapping[str, Any]) -> None:
        """Known sections and keys, and the mark at the end without which a file was cut."""
        if raw.get("end") != {}:
            self.say("labels.file-cut", "end")
        for section, content in raw.items():
            if section in ("end", "reads"):
                continue
            if section not in KEYS or not isinstance(content, dict):
                self.say("labels.section-unknown", section, name=section)
            elif section in ("label", "table"):
                self._keys(section, section, content)
            else:
                for name, table in content.items():
                    self._keys(section, f"{section}.{name}", table)
        for section in ("label", "zone", "symbol"):
            if section not in raw:
                self.say("labels.section-missing", section, name=section)

    def _keys(self, section: str, place: str, table: object) -> None:
        if not isinstance(table, dict):
            self.say("labels.value-wrong", place, key=place)
            return
        must, may = KEYS[section]
        for name in sorted(must - table.keys()):
            self.say("labels.key-missing", place, key=name)
        for name in sorted(table.keys() - must - may):
            self.say("labels.key-unknown", place, key=name)
        if section == "zone" and "label" in table:
            self._keys("zone.label", f"{place}.label", table["label"])
        for name, value in table.items():
            if name in must | may and not _fits(section, name, value):
                self.say("labels.value-wrong", f"{place}.{name}", key=name)

    def profile(self, raw: Mapping[str, Any]) -> Profile:
        head = raw["label"]
        table = raw.get("table")
        return Profile(
            name=self.file.removesuffix(".toml"), text=Texts(head["en"], head["ru"]),
            width=float(head["size"][0]), height=float(head["size"][1]),
            identifier=head["identifier"], least_dpi=head["least_dpi"], bag=head.get("bag", False),
            reads=tuple((str(name), str(value)) for name, value in raw.get("reads", {}).items()),
            zones=tuple(_zone(name, each) for name, each in raw["zone"].items()),
            symbols=tuple(
                SymbolPlace(name, SYMBOLS[each["kind"]], *_numbers(each["at"]), float(each["module"]), float(each.get("height", 0)), each.get("carries", OWN))
                for name, each in raw["symbol"].items()
            ),
            rules=tuple(
                RulePlace(name, *_numbers(each["from"]), *_numbers(each["to"]), float(each.get("width", Decimal("0.2"))), each.get("when", ""))
                for name, each in raw.get("rule", {}).items()
            ),
            trefoils=tuple(Trefoil(name, *_numbers(each["at"]), float(each["radius"]), each.get("when", "")) for name, each in raw.get("trefoil", {}).items()),
            table=_table(table) if table else None,
            stage=head.get("stage", ""), when=head.get("when", ""), regimes=tuple(head.get("regimes", ())),
        )  # fmt: skip

    def judge(self, profile: Profile) -> None:
        """What a well-formed file may still have wrong."""
        known = VALUES | {name for name, _ in profile.reads}
        if profile.identifier not in IDENTIFIERS or profile.least_dpi not in DPI:
            self.say("labels.value-wrong", "label", key="identifier, least_dpi")
        for zone in profile.zones:
            place = f"zone.{zone.name}"
            if zone.x < 0 or zone.y < 0 or zone.x + zone.w > profile.width or zone.y + zone.h > profile.height:
                self.say("labels.zone-off-label", place)
            if list(zone.sizes) != sorted(zone.sizes, reverse=True) or zone.lines < 1 or zone.align not in ("left", "centre", "right"):
                self.say("labels.value-wrong", place, key="sizes, lines, align")
            self._conditions(zone.when, place)
            self._words(zone, known, place)
            self._smallest(zone, profile, place)
        self._conditions(profile.when, "label")
        for rule in profile.rules:
            self._conditions(rule.when, f"rule.{rule.name}")
        for sign in profile.trefoils:
            self._conditions(sign.when, f"trefoil.{sign.name}")
        if profile.width <= SMALL[0] and profile.height <= SMALL[1] and profile.least_dpi < 300:
            self.say("labels.small-at-203", "label")
        if not any(name in ("strip", "strip_short") for zone in profile.zones for name in PLACEHOLDER.findall(zone.text["en"])):
            self.say("labels.no-strip", "label")
        for symbol in profile.symbols:
            if symbol.carries != OWN and (profile.identifier != "bag" or symbol.kind not in {SYMBOLS[each] for each in CARRIES[symbol.carries]}):
                self.say("labels.cannot-carry", f"symbol.{symbol.name}", name=symbol.carries)
            if any(symbol.module * DPI[dpi] % 1 for dpi in DPI if dpi >= profile.least_dpi):
                self.say("labels.off-grid", f"symbol.{symbol.name}")
            if any(value % GRID for value in (symbol.x, symbol.y, symbol.module, symbol.height)):
                self.say("labels.off-grid", f"symbol.{symbol.name}")

    def _conditions(self, when: str, place: str) -> None:
        for name in flags_of(when):
            if name not in FLAGS and not (name.startswith("regime ") and name.removeprefix("regime ").strip()):
                self.say("labels.flag-unknown", place, name=name)

    def _words(self, zone: Zone, known: frozenset[str], place: str) -> None:
        used = {language: set(PLACEHOLDER.findall(zone.text[language])) for language in ("en", "ru")}
        if used["en"] != used["ru"]:
            self.say("labels.languages-differ", place)
        for name in sorted(each for each in (used["en"] | used["ru"]) - known if not each.startswith(SIGNAL)):
            self.say("labels.value-unknown", place, name=name)
        for language in ("en", "ru"):
            if "{" in PLACEHOLDER.sub("", zone.text[language]) or "}" in PLACEHOLDER.sub("", zone.text[language]):
                self.say("labels.value-unknown", place, name=zone.text[language])

    def _smallest(self, zone: Zone, profile: Profile, place: str) -> None:
        sizes = [(zone.face, zone.sizes[-1])] + ([(Face.REGULAR, zone.label_size)] if zone.label else [])
        if profile.least_dpi < 300 and any(size < SMALLEST_AT_203[face] for face, size in sizes):
            self.say("labels.too-small-for-printer", place)


def _fits(section: str, name: str, value: object) -> bool:
    """Whether a value is of the sort that its key asks for."""
    if (section, name) in PLACES:
        return isinstance(value, list) and len(value) == PLACES[section, name] and all(_number(each) for each in value)
    if name == "sizes":
        return isinstance(value, list) and bool(value) and all(_number(each) and each > 0 for each in value)
    if name in ("module", "height", "width", "radius", "pitch", "size"):
        return _number(value)
    if name in ("lines", "least_dpi", "rows", "decimals"):
        return type(value) is int and value >= 0
    if name == "carries":
        return value in CARRIES
    if name == "regimes":
        return isinstance(value, list) and all(isinstance(each, str) and each for each in value)
    if name in ("middle", "hyphens", "solid", "bag", "framed", "turned"):
        return isinstance(value, bool)
    if name == "face":
        return value in FACES
    if name == "kind":
        return value in SYMBOLS
    return isinstance(value, dict if name == "label" else str)


def _number(value: object) -> bool:
    return type(value) is int or isinstance(value, Decimal)


def _numbers(values: list[Any]) -> tuple[float, float]:
    return float(values[0]), float(values[1])


def _zone(name: str, table: Mapping[str, Any]) -> Zone:
    x, y, w, h = (float(each) for each in table["at"])
    label = table.get("label")
    return Zone(
        name, x, y, w, h, Texts(table["en"], table["ru"]), FACES[table.get("face", "regular")],
        tuple(float(each) for each in table.get("sizes", [7])), table.get("lines", 1), table.get("align", "left"),
        table.get("middle", False), table.get("hyphens", False), table.get("solid", False), table.get("when", ""),
        table.get("framed", False), table.get("turned", False),
        Texts(label["en"], label["ru"]) if label else None,
        float(label["size"]) if label else 7.0, float(label["width"]) if label else 0.0,
    )  # fmt: skip


def _table(table: Mapping[str, Any]) -> Table:
    x, y, w = (float(each) for each in table["at"])
    return Table(
        x, y, w, float(table["pitch"]), table["start"], table["every"], table["rows"], table["value"], table["unit"], table["decimals"],
        float(table["size"]),
    )  # fmt: skip
