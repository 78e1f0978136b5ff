"""What a calculation with a name consists of."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.calculation.amounts import Value
from workbench.calculation.evaluating import Names


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that a calculation asks for.

    ``units`` are the bases it may stand in, the usual one first; ``kind`` is quantity, moment, date (ISO text) or choice.
    ``limit`` (limit grammar, bare numbers in the unit given) refuses what makes no sense; ``assumed`` stands in where nothing is given,
    an ``optional`` one may be left out.
    """

    name: str
    text: str
    example: str
    units: tuple[str, ...] = ("",)
    kind: str = "quantity"
    options: tuple[str, ...] = ()
    series: bool = False
    limit: str = ""
    assumed: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a function gives: one value or several, and what is to be said about it."""

    value: Value | tuple[Value, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class NamedCalculation:
    """One calculation of workflow.md section 4.

    ``id`` is C1 to C26 and may be shared by several; ``name`` is this one's own. ``basis`` says what is counted, and of what.
    ``units`` are those the result may be in, the usual first: the first that agrees with the inputs is taken. ``expression`` is in the
    grammar of formulas; where that cannot say it, ``function`` does it and ``expression`` is how a person reads it.
    ``expected`` is the published answer of the parameters' examples, rounded half up to ``decimals``.
    """

    id: str
    name: str
    text: str
    basis: str
    parameters: tuple[Parameter, ...]
    expression: str
    units: tuple[str, ...]
    expected: str
    decimals: int | None = None
    function: Callable[[Names], Answer] | None = None

    def parameter(self, name: str) -> Parameter:
        """The parameter of this name; ``LookupError`` when there is none."""
        for each in self.parameters:
            if each.name == name:
                return each
        raise LookupError(name)


def amount(name: str, text: str, example: str, *units: str, limit: str = "> 0", assumed: str = "", series: bool = False) -> Parameter:
    """A quantity; where nothing else is said it must be above zero."""
    return Parameter(name, text, example, units or ("",), limit=limit, assumed=assumed, series=series)


def share(name: str, text: str, example: str, *units: str) -> Parameter:
    """A percentage of a whole: above 0, up to 100 %."""
    return Parameter(name, text, example, units, limit=f"{name} > 0 and {name} <= 100")


def moment(name: str, text: str, example: str, *, series: bool = False, optional: bool = False) -> Parameter:
    """A time with its zone."""
    return Parameter(name, text, example, kind="moment", series=series, optional=optional)
