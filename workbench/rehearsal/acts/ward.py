"""Acts on the ward: the infusion of a bag, what is seen afterwards, calls about alerts, and reports of what is suspected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from workbench.rehearsal.acts.base import Act, Second


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBag(Act):
    """What is done about a bag that was given."""

    name: ClassVar[str] = ""
    batch: str = ""
    bag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInfusion(OnBag):
    """A bag is given: its label and a wristband are scanned (``patient``: whose, if not its own patient's); then its check, if ``second`` is said.

    ``given`` is the volume in mL; ``note`` what is written with it.
    """

    name: ClassVar[str] = "infusion"
    patient: str = ""
    begun: datetime
    ended: datetime
    given: str
    whole: bool = True
    note: str = ""
    second: Second | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInfusion(OnBag):
    """The check of an infusion alone."""

    name: ClassVar[str] = "check_infusion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of normal that a laboratory gave with a value, in the unit of the value."""

    lower: str = ""
    upper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSheet(OnBag):
    """A sheet of what was ``seen`` at one time; ``kind`` is bedside, laboratory, cells, treatment or course.

    ``enter`` holds the items that were observed and no others. ``units`` says the unit where an item has several.
    """

    name: ClassVar[str] = "sheet"
    kind: str = "bedside"
    seen: datetime
    enter: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, Limits] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAboutAlert(OnBag):
    """Somebody is called about the open alert of a kind (``alerts.fever``, ``alerts.grade CRS 1``)."""

    name: ClassVar[str] = "call"
    alert: str
    called: str
    called_at: datetime | None = None
    read_back: bool = True
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEvent(OnBag):
    """A suspected reaction is reported: of a bag whose label is scanned, or from the ``alert`` of a kind, which names bag and patient by itself.

    ``answers`` are Y, N or U to the six questions of seriousness in their order.
    """

    name: ClassVar[str] = "report"
    alert: str = ""
    reaction: str
    onset: datetime | None = None
    answers: str
    outcome: str = "unknown"
