"""The master formula: what is stored of a version, and the model that its text is read into.

Expressions, limits and conditions are kept as their texts; ``workbench.calculation`` reads them when they are needed.
The concepts are those of ``resources/formulas/README.md``.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeVar

from workbench.kernel.values import Thing


class FormulaStatus(Enum):
    """A version is read and proved, then approved by two, then perhaps withdrawn."""

    PROVED = "proved"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class FormulaVersion(Thing):
    """A version of a master formula as stored: its text is what was proved, approved and hashed. ``id`` is ``<code>.<version>``."""

    id: str
    code: str
    version: int
    text: str
    digest: bytes
    status: FormulaStatus
    at: datetime
    zone: str
    person: str
    confirmed: tuple[str, ...] = ()


class StepKind(Enum):
    """The closed set of kinds of step."""

    INSTRUCT = "instruct"
    SCAN = "scan"
    MEASURE = "measure"
    COUNT = "count"
    CHOOSE = "choose"
    CALCULATE = "calculate"
    TIME = "time"
    PHOTOGRAPH = "photograph"
    SAMPLE = "sample"
    CLEAR = "clear"
    LABEL = "label"
    VERIFY = "verify"


class Check(Enum):
    """How the second person checks: looks at it afterwards, stands by, or makes an own reading before seeing the first."""

    CHECKED = "checked"
    WITNESSED = "witnessed"
    INDEPENDENT = "independent"


class Miss(Enum):
    """What a missed action limit leads to."""

    STOP = "stop"
    DEVIATION = "deviation"


class TestStage(Enum):
    """When a test counts: in process, before the bag may be given, or for the record afterwards."""

    __test__ = False

    IPC = "ipc"
    GATING = "gating"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the languages of the formula."""

    en: str
    ru: str

    def __getitem__(self, language: str) -> str:
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Field:
    """One named value: given from outside, constant, typed, or calculated (``calc``). Limits are texts of the limit grammar.

    ``kind`` is quantity, moment, choice, text or file. ``origin`` of a given is order, patient, collection, history or
    ``lot <material>``; ``origin`` of a typed field is the instrument it is read from, if any.
    """

    name: str
    text: Text
    kind: str = "quantity"
    unit: str = ""
    options: tuple[str, ...] = ()
    option_texts: tuple[Text, ...] = ()
    origin: str = ""
    calc: str = ""
    aim: str = ""
    alert: str = ""
    action: str = ""
    when: str = ""
    miss: Miss = Miss.DEVIATION
    required: bool = True
    agree: str = ""
    decimals: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What is used. ``sort`` is the file's ``class`` (patient, vector, reagent, …); ``scan`` the standard of its code."""

    name: str
    text: Text
    sort: str
    scan: str = ""
    single_use: bool = False
    origin: str = ""
    when: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class EquipmentNeed:
    """A kind of equipment and what must be valid for it."""

    name: str
    text: Text
    needs: tuple[str, ...] = ()
    when: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: its volume, whether it is retained, and ``of``: the material whose lot it is taken from (else the batch)."""

    name: str
    text: Text
    volume: str
    retain: bool = False
    of: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A unit operation. ``each`` repeats the whole stage; ``day`` counts from the formula's day zero."""

    name: str
    text: Text
    done_by: str
    verified_by: str
    room: str = ""
    qualifications: tuple[str, ...] = ()
    day: str = ""
    when: str = ""
    each: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Makes:
    """That a step makes a container for the patient, and which of its fields say dose and volume."""

    kind: str
    dose: str
    volume: str


@dataclass(frozen=True, slots=True)
class Step:
    """One act. Role and qualifications are its own or its stage's; ``uses`` pairs a material with an amount expression."""

    name: str
    stage: str
    kind: StepKind
    text: Text
    do: Text
    why: Text | None = None
    critical: bool = False
    check: Check = Check.CHECKED
    done_by: str = ""
    verified_by: str = ""
    qualifications: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    scans: tuple[str, ...] = ()
    uses: tuple[tuple[str, str], ...] = ()
    samples: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    makes: Makes | None = None
    each: str = ""
    day: str = ""
    when: str = ""
    optional: bool = False
    source: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """A limit on the time between two moments."""

    name: str
    text: Text
    start: str
    until: str
    action: str = ""
    alert: str = ""
    when: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ShelfLife:
    """A reason why the product expires at a moment; the earliest that applies governs and is named.

    ``of`` is the kind of container that it holds for (``Makes.kind``), empty for all: a frozen reserve bag outlives the fresh dose.
    A shelf life holds for one way of storing; ``storage`` says which, where it differs from the formula's.
    """

    name: str
    text: Text
    at: str
    when: str = ""
    source: str = ""
    of: str = ""
    storage: Text | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """A line of the specification. ``unit`` is its basis; ``calc`` makes it a line on a calculated value.

    ``method`` is said alike in every language (``Ph. Eur. 2.6.1``), unless ``method_ru`` says it in Russian.
    """

    __test__ = False

    name: str
    text: Text
    stage: TestStage
    method: str
    sample: str = ""
    unit: str = ""
    options: tuple[str, ...] = ()
    option_texts: tuple[Text, ...] = ()
    accept: str = ""
    report: bool = False
    decimals: int | None = None
    due: str = ""
    calc: str = ""
    when: str = ""
    source: str = ""
    method_ru: str = ""

    def method_in(self, language: str) -> str:
        """The method as a reader of this language knows it."""
        return self.method_ru if language == "ru" and self.method_ru else self.method


@dataclass(frozen=True, slots=True)
class MasterFormula:
    """A whole formula, in file order.

    ``prefix`` begins its batch numbers. ``ordered_dose``, ``dose_per_kg`` (empty where there is none) and ``made_dose`` are the
    names whose values are reported as the dose ordered, per kilogram and made. A constant is a field whose ``calc`` is its value.
    """

    code: str
    version: int
    prefix: str
    text: Text
    form: Text
    autologous: bool
    regimes: tuple[str, ...]
    day_zero: str
    documents: tuple[str, ...]
    storage: Text
    ordered_dose: str
    dose_per_kg: str
    made_dose: str
    source: str = ""
    givens: tuple[Field, ...] = ()
    constants: tuple[Field, ...] = ()
    materials: tuple[Material, ...] = ()
    equipment: tuple[EquipmentNeed, ...] = ()
    samples: tuple[Sample, ...] = ()
    stages: tuple[Stage, ...] = ()
    steps: tuple[Step, ...] = ()
    holds: tuple[Hold, ...] = ()
    shelf_lives: tuple[ShelfLife, ...] = ()
    tests: tuple[Test, ...] = ()
    assumptions: tuple[str, ...] = ()

    def stage(self, name: str) -> Stage:
        """The stage of this name; ``LookupError`` when there is none."""
        return _named(self.stages, name)

    def step(self, name: str) -> Step:
        """The step of this name; ``LookupError`` when there is none."""
        return _named(self.steps, name)

    def test(self, name: str) -> Test:
        """The line of the specification of this name; ``LookupError`` when there is none."""
        return _named(self.tests, name)

    def material(self, name: str) -> Material:
        """The material of this name; ``LookupError`` when there is none."""
        return _named(self.materials, name)

    def sample(self, name: str) -> Sample:
        """The sample of this name; ``LookupError`` when there is none."""
        return _named(self.samples, name)

    def shelf_lives_of(self, kind: str) -> tuple[ShelfLife, ...]:
        """The reasons for expiry of a container of this kind."""
        return tuple(each for each in self.shelf_lives if each.of in ("", kind))

    def done_by(self, step: Step) -> str:
        """The role that performs ``step``: its own, or its stage's."""
        return step.done_by or self.stage(step.stage).done_by

    def verified_by(self, step: Step) -> str:
        """The role of the second person of a critical step, empty for any other."""
        return (step.verified_by or self.stage(step.stage).verified_by) if step.critical else ""

    def qualifications(self, step: Step) -> tuple[str, ...]:
        """What the performer must be qualified for: the step's own, or its stage's."""
        return step.qualifications or self.stage(step.stage).qualifications


N = TypeVar("N", Stage, Step, Test, Material, Sample)


def _named(items: tuple[N, ...], name: str) -> N:
    for each in items:
        if each.name == name:
            return each
    raise LookupError(name)
