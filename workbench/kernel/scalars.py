"""One value to one plain value and back.

A plain value is text, a whole number, bytes or nothing: the same in a row, in the journal, in a digest and in an export.
What would not come back exactly as it went in is refused: ``TypeError`` for a value of the wrong kind (a bug of the caller),
``ValueError`` for one that has no plain form (a time without a zone, a number that is not finite, text with NUL).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, cast, get_args, get_origin, get_type_hints

Plain = str | int | bytes | None
WHOLE_LIMIT = 2**63
PLACES_LIMIT = 99


@dataclass(frozen=True, slots=True)
class Scalar:
    """How one value of type ``of`` becomes one plain value of type ``plain`` and comes back."""

    of: type
    plain: type
    out: Callable[[Any], Plain]
    back: Callable[[Any], Any]

    @property
    def same(self) -> bool:
        """Whether what is kept is the value itself."""
        return self.back is _same


def _text(value: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    if "\x00" in value:
        raise ValueError("text with NUL cannot be kept")
    value.encode()  # a lone half of a surrogate pair is a ValueError here, not a broken row later
    return value


def _whole(value: int) -> int:
    if type(value) is not int:
        raise TypeError(f"{value!r} is not a whole number")
    if not -WHOLE_LIMIT <= value < WHOLE_LIMIT:
        raise ValueError(f"{value} does not fit into 64 bits")
    return value


def _flag(value: bool) -> int:
    if type(value) is not bool:
        raise TypeError(f"{value!r} is neither True nor False")
    return int(value)


def _bytes(value: bytes) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError(f"{type(value).__name__} is not bytes")
    return bytes(value)


def _decimal(value: Decimal) -> str:
    """Text with all its zeros: ``1.50`` stays ``1.50``."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{value!r} is not a Decimal")
    if not value.is_finite():
        raise ValueError(f"{value} is not a number that can be kept")
    if abs(value.adjusted()) > PLACES_LIMIT or cast(int, value.as_tuple().exponent) < -PLACES_LIMIT:
        raise ValueError(f"{value} has more than {PLACES_LIMIT} places")
    return format(value, "f")


def _instant(value: datetime) -> str:
    """UTC text of fixed width, so that it sorts as time; the zone of the place is a column of its own."""
    if not isinstance(value, datetime):
        raise TypeError(f"{value!r} is not a time")
    if value.tzinfo is None:
        raise ValueError("a time without a zone cannot be kept")
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _day(value: date) -> str:
    if type(value) is not date:
        raise TypeError(f"{value!r} is not a date")
    return value.isoformat()


def _same(value: Any) -> Any:
    return value


_SCALARS: dict[type, Scalar] = {
    str: Scalar(str, str, _text, _same),
    int: Scalar(int, int, _whole, _same),
    bool: Scalar(bool, int, _flag, bool),
    bytes: Scalar(bytes, bytes, _bytes, _same),
    Decimal: Scalar(Decimal, str, _decimal, Decimal),
    datetime: Scalar(datetime, str, _instant, datetime.fromisoformat),
    date: Scalar(date, str, _day, date.fromisoformat),
}


def scalar(hint: Any) -> Scalar:
    """The scalar of a type hint; ``TypeError``, when the schema is imported, for a hint that has none."""
    hint = getattr(hint, "__supertype__", hint)
    if hint in _SCALARS:
        return _SCALARS[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum(hint)
    if get_origin(hint) is tuple and get_args(hint)[1:] == (Ellipsis,):
        return _series(get_args(hint)[0])
    raise TypeError(f"{hint!r} has no plain form")


def _enum(kind: type[Enum]) -> Scalar:
    def out(member: Enum) -> str:
        if not isinstance(member, kind):
            raise TypeError(f"{member!r} is not a {kind.__name__}")
        return cast(str, member.value)

    if not all(isinstance(member.value, str) for member in kind):
        raise TypeError(f"{kind.__name__} has members that are not text")
    return Scalar(kind, str, out, kind)


def _series(item: Any) -> Scalar:
    """A tuple of any length as JSON text."""
    into, outof = _nested(item)

    def out(items: tuple[Any, ...]) -> str:
        if not isinstance(items, tuple):
            raise TypeError(f"{type(items).__name__} is not a tuple")
        return json.dumps([into(each) for each in items], ensure_ascii=False, separators=(",", ":"))

    return Scalar(tuple, str, out, lambda text: tuple(outof(each) for each in json.loads(text)))


def _nested(hint: Any) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """Items of a tuple: scalars as they are, values as lists in field order."""
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        names = [each.name for each in fields(hint)]
        parts = [_in_json(hints[name]) for name in names]
        make = cast(Callable[..., Any], hint)
        return (
            lambda item: [part.out(getattr(item, name)) for part, name in zip(parts, names, strict=True)],
            lambda row: make(*(part.back(each) for part, each in zip(parts, row, strict=True))),
        )
    part = _in_json(hint)
    return part.out, part.back


def _in_json(hint: Any) -> Scalar:
    part = scalar(hint)
    if part.plain is bytes:
        raise TypeError("bytes inside a tuple have no plain form")
    return part
