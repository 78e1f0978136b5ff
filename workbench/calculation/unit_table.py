"""The closed table of units: only what stands here is a unit.

``cup``, ``M``, ``U`` and a prefix that nobody asked for are refused. The basis of a count is a unit of its own: viable cells cannot be
compared with CAR+ cells until a formula says how one becomes the other, and Bq is not Hz. A definition is written as pint reads it:
``[x]`` makes a dimension, anything else is a multiple of units that stand above. Every factor is a finite decimal or a whole number,
so that going to the base unit and back changes no digit.
"""
from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit. ``en`` and ``ru`` stand after a number, ``en_per`` and ``ru_per`` after "per"; ``en_of`` and ``ru_of`` name what a
    percentage counts and, of a whole, what it is taken of. ``counted`` units are said with "per", the others with a stroke."""

    name: str
    definition: str
    en: str
    ru: str
    en_per: str = ""
    ru_per: str = ""
    en_part: str = ""
    ru_part: str = ""
    en_whole: str = ""
    ru_whole: str = ""

    @property
    def counted(self) -> bool:
        return bool(self.en_per)


_ROWS = (
    UnitRow("%", "0.01", "%", "%"),
    # time
    UnitRow("s", "[time]", "s", "с"),
    UnitRow("min", "60 * s", "min", "мин"),
    UnitRow("h", "60 * min", "h", "ч"),
    UnitRow("d", "24 * h", "d", "сут"),
    # length, area, volume
    UnitRow("m", "[length]", "m", "м"),
    UnitRow("cm", "0.01 * m", "cm", "см"),
    UnitRow("mm", "0.001 * m", "mm", "мм"),
    UnitRow("L", "0.001 * m ** 3", "L", "л"),
    UnitRow("mL", "0.001 * L", "mL", "мл"),
    UnitRow("uL", "0.001 * mL", "µL", "мкл"),
    # mass
    UnitRow("g", "[mass]", "g", "г"),
    UnitRow("kg", "1000 * g", "kg", "кг"),
    UnitRow("mg", "0.001 * g", "mg", "мг"),
    UnitRow("ug", "0.001 * mg", "mcg", "мкг"),
    UnitRow("ng", "0.001 * ug", "ng", "нг"),
    UnitRow("pg", "0.001 * ng", "pg", "пг"),
    # amount of substance: not a mass, and no molar mass makes it one here
    UnitRow("mol", "[substance]", "mol", "моль"),
    UnitRow("mmol", "0.001 * mol", "mmol", "ммоль"),
    UnitRow("umol", "0.001 * mmol", "µmol", "мкмоль"),
    # pressure between rooms: of its own, nobody calculates it from a force
    UnitRow("Pa", "[pressure]", "Pa", "Па"),
    # temperature: a point on a scale, only compared
    UnitRow("K", "[temperature]", "K", "К"),
    UnitRow("degC", "K; offset: 273.15", "°C", "°C"),
    # radioactivity and dose
    UnitRow("Bq", "[activity]", "Bq", "Бк"),
    UnitRow("kBq", "1000 * Bq", "kBq", "кБк"),
    UnitRow("MBq", "1000 * kBq", "MBq", "МБк"),
    UnitRow("GBq", "1000 * MBq", "GBq", "ГБк"),
    UnitRow("Sv", "[equivalent_dose]", "Sv", "Зв"),
    UnitRow("mSv", "0.001 * Sv", "mSv", "мЗв"),
    UnitRow("uSv", "0.001 * mSv", "µSv", "мкЗв"),
    # cells, each basis by itself
    UnitRow("cell", "[cell]", "cells", "клеток", "cell", "клетку", "cells", "клеток", "all cells", "всех клеток"),
    UnitRow(
        "viable_cell",
        "[viable_cell]",
        *("viable cells", "живых клеток", "viable cell", "живую клетку"),
        *("viable", "живых", "viable", "живых"),
    ),
    UnitRow("cd3_cell", "[cd3_cell]", "CD3+ cells", "CD3+ клеток", "CD3+ cell", "CD3+ клетку", "CD3+", "CD3+", "CD3+", "CD3+"),
    UnitRow("car_cell", "[car_cell]", "CAR+ cells", "CAR+ клеток", "CAR+ cell", "CAR+ клетку", "CAR+", "CAR+", "CAR+", "CAR+"),
    # other things that are counted, and biological units
    UnitRow("copy", "[copy]", "copies", "копий", "copy", "копию"),
    UnitRow("CFU", "[colony]", "CFU", "КОЕ"),
    UnitRow("TU", "[transducing]", "TU", "ТЕ"),
    UnitRow("EU", "[endotoxin]", "EU", "ЕЭ"),
    UnitRow("IU", "[biological]", "IU", "МЕ"),
    UnitRow("bead", "[bead]", "beads", "частиц", "bead", "частицу"),
    UnitRow("piece", "[piece]", "pcs", "шт.", "piece", "штуку"),
)
UNITS = MappingProxyType({row.name: row for row in _ROWS})


def shown(unit: str, language: str) -> str:
    """How ``unit`` is shown to people in ``language`` (``en``, ``ru``): ``% CAR+ of viable``, ``CAR+ клеток/кг``, ``copies per cell``.

    A unit that cannot be read is shown as it stands: showing never refuses.
    """
    try:
        words = powers(unit)
    except ValueError:
        return unit
    russian = language == "ru"
    above = [(UNITS[word], power) for word, power in words if power > 0 and word != "%"]
    below = [(UNITS[word], -power) for word, power in words if power < 0]
    if ("%", 1) in words:
        return _percentage(above, below, russian)
    top = "·".join((row.ru if russian else row.en) + _raised(power) for row, power in above)
    for row, power in below:
        if row.counted and power == 1 and top:
            top += f" на {row.ru_per}" if russian else f" per {row.en_per}"
        else:
            top = f"{top or '1'}/{row.ru if russian else row.en}{_raised(power)}"
    return top


def powers(unit: str) -> tuple[tuple[str, int], ...]:
    """The words of a unit text with their powers, in the order written; empty for a plain number.

    ``%`` first and apart, then words joined by ``*`` and ``/``, each with a whole power ``**n``. ``ValueError`` names what is no unit.
    """
    text = unit.strip()
    found: dict[str, int] = {}
    if text.startswith("%"):
        found["%"] = 1
        text = text[1:].strip()
    sign = 1
    while text:
        cut = next((at for at, mark in enumerate(text) if _joins(text, at, mark)), len(text))
        word, rest = text[:cut], text[cut:]
        name, raised, power = word.partition("**")
        if name not in UNITS or name == "%" or (raised and not _whole(power)):
            raise ValueError(word)
        found[name] = found.get(name, 0) + sign * (int(power) if raised else 1)
        if rest and len(rest) == 1:
            raise ValueError(unit)
        sign = -1 if rest[:1] == "/" else 1
        text = rest[1:]
    return tuple((name, power) for name, power in found.items() if power)


def _joins(text: str, at: int, mark: str) -> bool:
    return mark == "/" or (mark == "*" and text[at + 1 : at + 2] != "*" and text[at - 1 : at] != "*")


def _whole(power: str) -> bool:
    digits = power.removeprefix("-")
    return digits in tuple("123456789")


def _raised(power: int) -> str:
    return "" if power == 1 else {2: "²", 3: "³"}.get(power, f"^{power}")


def _percentage(above: list[tuple[UnitRow, int]], below: list[tuple[UnitRow, int]], russian: bool) -> str:
    if not above and not below:
        return "%"
    part = "·".join((row.ru_part or row.ru) if russian else (row.en_part or row.en) for row, _ in above)
    whole = "·".join((row.ru_whole or row.ru) if russian else (row.en_whole or row.en) for row, _ in below)
    said = f"% {part}".rstrip()
    return said if not whole else f"{said} {'от' if russian else 'of'} {whole}"
