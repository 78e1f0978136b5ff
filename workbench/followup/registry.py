"""An export for a registry: one line for each follow-up, in the registry's own columns, with what is missing said in the line."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from workbench.followup.form import QUESTIONS
from workbench.followup.records import FollowUpVisit, Sample
from workbench.followup.timeline import Due, State, Trail, seen_at
from workbench.vigilance.monitoring import unversioned
from workbench.vigilance.tables import Status, Text, check_keys, parsed, refused, status_of, text_of

UNVERIFIED = "[unverified]"
FEW = ("registry", "follow-up", "infusion", "day after infusion", "answers", "in window", "missing", "unknown")
"""Columns of ours that frame those of the registry."""
RESULTS = {Sample.FOUND: "found", Sample.NOT_FOUND: "not found", Sample.NOT_TESTED: "not tested"}
_FILE = {"code": str, "version": str, "name": dict, "field": list}
_FIELD = {"name": str, "of": str, "status": str, "source": str}
PRODUCT = ("product", "cell_product_id", "batch", "lot", "infused_on", "bag", "bags", "whole", "remainder", "route", "collected_on", "tissue", "cell_types",
           "dose", "modified", "seen", "malignancy_kind", "transgene")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name at the registry, what of ours stands there, and what the name rests on."""

    name: str
    of: str
    status: Status
    source: str

    @property
    def head(self) -> str:
        """The head of the column; a name that was not read says so."""
        return self.name if self.status is Status.READ else f"{self.name} {UNVERIFIED}"


@dataclass(frozen=True, slots=True)
class Registry:
    """The columns of a registry in one version."""

    code: str
    version: str
    name: Text
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A trail with its due items, and what else is known of its product: when the starting material was collected, and how many bags were given."""

    trail: Trail
    dues: tuple[Due, ...]
    product: str
    collected_on: str
    bags: int
    modified: bool


def registries_of(texts: Mapping[str, str]) -> dict[str, Registry]:
    """Code to registry, from file name to text. Refused where a file names something of ours that there is not."""
    found: dict[str, Registry] = {}
    for file in sorted(texts):
        raw = parsed(texts[file], file)
        check_keys(raw, _FILE, set(_FILE), file, file)
        fields = []
        for each in raw["field"]:
            check_keys(each, _FIELD, set(_FIELD), file, str(each.get("name", "field")) if isinstance(each, dict) else "field")
            if each["of"] not in PRODUCT and each["of"] not in QUESTIONS:
                raise refused(file, each["name"], each["of"])
            fields.append(Field(each["name"], each["of"], status_of(each["status"], file, each["name"]), each["source"]))
        if len({each.name for each in fields}) < len(fields):
            raise refused(file, raw["code"], "name: twice")
        found[raw["code"]] = Registry(raw["code"], raw["version"], text_of(raw["name"], file, "name"), tuple(fields))
    return found


def lines(registry: Registry, everybody: Sequence[Exported]) -> Iterator[Mapping[str, str]]:
    """One line for each follow-up as it stands, in the order of infusions and days."""
    for each in everybody:
        for visit in each.trail.visits_now:
            yield _line(registry, each, visit)


def _line(registry: Registry, each: Exported, visit: FollowUpVisit) -> Mapping[str, str]:
    known = {**_product(each, visit), **{one.question: _said(one.answer, one.detail) for one in visit.answers}}
    values = {field.head: known.get(field.of, "") for field in registry.fields}
    asked = {one.question for one in visit.answers}
    missing = [field.name for field in registry.fields if not known.get(field.of) and _wanted(field, known, asked)]
    unknown = [QUESTIONS[one.question].name for one in visit.answers if one.answer == "unknown"]
    own = (
        f"{registry.code} {registry.version}", visit.id, visit.infusion, str(each.trail.day(visit.seen)), "; ".join(visit.dues), _in_window(each, visit),
        "; ".join(missing), "; ".join(unknown),
    )  # fmt: skip
    framed = dict(zip(FEW, own, strict=True))
    return {**{name: framed[name] for name in FEW[:6]}, **values, **{name: framed[name] for name in FEW[6:]}}


def _wanted(field: Field, known: Mapping[str, str], asked: set[str]) -> bool:
    """Whether an empty column is a gap: what hangs on another answer is none where that answer is another."""
    if field.of in ("malignancy_kind", "transgene"):
        return known.get("malignancy") == "yes"
    if field.of == "remainder":
        return known["whole"] == "no"
    if field.of in QUESTIONS:
        question = QUESTIONS[field.of]
        return not question.when[0] or known.get(question.when[0]) == question.when[1]
    return True


def _said(answer: str, detail: str) -> str:
    return f"{answer}: {detail}" if detail else answer


def _product(each: Exported, visit: FollowUpVisit) -> dict[str, str]:
    trail = each.trail
    infusion, place = trail.infusion, ZoneInfo(trail.zone)
    ill = trail.malignancies_now
    results = [RESULTS[steps[-1].step] for one in ill if (steps := trail.sample(one)) and steps[-1].step in RESULTS]
    return {
        "product": each.product, "cell_product_id": trail.patient.coi, "batch": trail.batch.id, "lot": "",
        "infused_on": infusion.begun.astimezone(place).date().isoformat(), "bag": f"{trail.batch.id}/{trail.bag.number}", "bags": str(each.bags),
        "whole": "yes" if infusion.whole else "no", "remainder": "" if infusion.whole else infusion.remark, "route": "", "collected_on": each.collected_on,
        "tissue": "", "cell_types": "", "dose": str(trail.bag.dose), "modified": "yes" if each.modified else "", "seen": visit.seen.isoformat(),
        "malignancy_kind": "; ".join(one.kind for one in ill), "transgene": "; ".join(results),
    }  # fmt: skip


def _in_window(each: Exported, visit: FollowUpVisit) -> str:
    """Whether the day lay in the window of each item that it answered, by the schedule of today."""
    own = {unversioned(key) for key in visit.dues}
    settled = [one for one in each.dues if one.state is State.DONE and unversioned(one.key) in own]
    if not settled:
        return ""
    at = seen_at(visit.seen, each.trail.zone)
    return "yes" if all(one.item.opens <= at < one.ends for one in settled) else "late"
