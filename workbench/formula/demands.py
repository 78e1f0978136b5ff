"""What an expression needs on a path: its names, less those in branches that the path does not take."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.calculation.dimensions import Kind
from workbench.calculation.nodes import Call, Cmp, If, Is, Logic, Name, Node, kids, walk
from workbench.calculation.parsing import aim, limit, parse
from workbench.formula.lineup import loop
from workbench.formula.records import MasterFormula

Names = frozenset[str]
Atoms = dict[str | Cmp, str | bool]
NONE: Names = frozenset()
TALLY = ("sum", "count")


class Truths:
    """What a path has decided: an option for each choice, an answer for each comparison."""

    __slots__ = ("_known", "atoms")

    def __init__(self, atoms: Atoms) -> None:
        self.atoms = atoms
        self._known: dict[int, tuple[Node, bool | None]] = {}

    def of(self, node: Node) -> bool | None:
        """Whether the condition ``node`` holds on this path; None where the path does not decide."""
        key = id(node)
        if key not in self._known:
            self._known[key] = (node, self._of(node))  # the node is kept, so that no other can take its place in memory
        return self._known[key][1]

    def _of(self, node: Node) -> bool | None:
        match node:
            case Is(Name(id), option, negated) if id in self.atoms:
                return (self.atoms[id] == option) != negated
            case Cmp():
                held = self.atoms.get(node)
                return held if isinstance(held, bool) else None
            case Logic("not", left, _):
                found = self.of(left)
                return None if found is None else not found
            case Logic(op, left, right) if right is not None:
                pair, decides = (self.of(left), self.of(right)), op == "or"
                return decides if decides in pair else None if None in pair else not decides
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Demand:
    """An expression with the names that it needs: values, and series of which ``sum()`` or ``count()`` may find none.

    ``branching`` expressions are looked at anew on each path.
    """

    node: Node
    values: Names
    series: Names
    branching: bool
    kinds: Mapping[str, Kind]

    def on(self, truths: Truths) -> tuple[Names, Names]:
        """The values and the series that the expression needs on this path."""
        return _needs(self.node, self.kinds, truths) if self.branching else (self.values, self.series)


def demand_of(node: Node, kinds: Mapping[str, Kind]) -> Demand:
    """The demand of ``node``, where names have ``kinds``."""
    branching = any(isinstance(each, If) or (isinstance(each, Logic) and each.right is not None) for each in walk(node))
    values, series = _needs(node, kinds, Truths({}))
    return Demand(node, values, series, branching, kinds)


def limit_demand(text: str, name: str, unit: str, kinds: Mapping[str, Kind]) -> Demand:
    """The demand of a limit on the value called ``name``."""
    return demand_of(limit(text, name, unit), kinds)


def _needs(node: Node, kinds: Mapping[str, Kind], truths: Truths) -> tuple[Names, Names]:
    match node:
        case If(condition, then, otherwise):
            taken = truths.of(condition)
            branches = (then, otherwise) if taken is None else (then,) if taken else (otherwise,)
            return _all((condition, *branches), kinds, truths)
        case Logic(op, left, right) if right is not None:
            for side in (left, right):
                if truths.of(side) is (op == "or"):
                    return _needs(side, kinds, truths)
            return _all((left, right), kinds, truths)
        case Call("expiry", (Name(material),)):
            return frozenset((f"expiry({material})",)), NONE
        case Call(function, (Name(id),)) if function in TALLY and id in kinds and kinds[id].series:
            return NONE, frozenset((id,))
        case Name(id):
            return frozenset((id,)), NONE
        case _:
            return _all(kids(node), kinds, truths)


def _all(nodes: tuple[Node, ...], kinds: Mapping[str, Kind], truths: Truths) -> tuple[Names, Names]:
    found = [_needs(each, kinds, truths) for each in nodes]
    return NONE.union(*(values for values, _ in found)), NONE.union(*(series for _, series in found))


def atoms_of(formula: MasterFormula, kinds: Mapping[str, Kind]) -> dict[str | Cmp, tuple[str | bool, ...]]:
    """What paths differ by: every choice that a condition or a branch names, every comparison in a condition."""
    fields = [each for step in formula.steps for each in step.fields]
    guards = [each.when for each in formula.stages] + [each.when for each in formula.steps] + [each.when for each in fields]
    guards += [each.when for each in formula.materials] + [each.when for each in formula.equipment] + [each.when for each in formula.holds]
    guards += [each.when for each in formula.shelf_lives] + [each.when for each in formula.tests]
    texts = [each.calc for each in fields] + [each.calc for each in formula.tests] + [each.at for each in formula.shelf_lives]
    texts += [amount for step in formula.steps for _, amount in step.uses]
    conditions, whole = [parse(text) for text in guards if text], [parse(text) for text in texts if text]
    whole += [aim(each.aim, each.unit) for each in fields if each.aim]
    whole += [limit(text, each.name, each.unit) for each in fields for text in (each.action, each.alert) if text]
    whole += [limit(each.accept, each.name, each.unit) for each in formula.tests if each.accept]
    repeats = [each.each for each in formula.stages] + [each.each for each in formula.steps]
    whole += [node for text in repeats if text for node in loop(text).values]
    own = {each.name for each in fields} | {each.name for each in formula.tests}
    found: dict[str | Cmp, tuple[str | bool, ...]] = {}
    for node in conditions:
        found |= {part.of.id: kinds[part.of.id].options for part in walk(node) if isinstance(part, Is) and isinstance(part.of, Name)}
        found |= {part: (True, False) for part in walk(node) if isinstance(part, Cmp)}
    for node in whole:
        for part in walk(node):
            if isinstance(part, If | Logic):
                found |= {
                    each.of.id: kinds[each.of.id].options
                    for each in walk(part)
                    if isinstance(each, Is) and isinstance(each.of, Name) and each.of.id not in own
                }
    return found
