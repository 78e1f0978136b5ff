"""What every act has, and the parts that acts are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from workbench.kernel.values import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who does it, when, and in which role (none said: the first that the person has).

    ``expected`` is the code of the rule that must refuse it; ``tells`` are codes of findings that it must tell besides.
    """

    name: ClassVar[str]

    at: datetime
    who: str
    role: Role | None = None
    expected: str = ""
    tells: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a value outside its action limit stands: what opens a deviation."""

    cause: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """The second person: who, in which role, when (none said: at the time of the act), and their own readings."""

    who: str
    role: Role | None = None
    at: datetime | None = None
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that is attached: its name, its media type and what stands in it."""

    name: str
    text: str
    media: str = "text/plain"
