"""Writing every follow-up for a registry, to a file that a person chooses. No name, number or telephone of a person leaves with it."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ui.desk import Desk
from ui.kit.notice import Notice
from ui.kit.theme import look
from ui.screens.register_export import SEPARATORS, write_csv
from ui.screens.safety_reading import schedules
from ui.tasks import Progress
from workbench.followup.registry import Exported, Registry, lines, registries_of
from workbench.followup.timeline import dues, long_run, trails, yearly
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion
from workbench.kernel.findings import Unavailable
from workbench.kernel.ports import Reader
from workbench.orders.records import Collection
from workbench.vigilance.monitoring import schedule_for
from workbench.vigilance.schedule import Schedule

REGISTRY = "CIBMTR"
SUBJECT = "car_cell"
"""The unit of the doses of genetically modified cells."""


def exported(reader: Reader, known: Mapping[str, Schedule], now: datetime) -> tuple[Exported, ...]:
    """Everybody, with what a registry asks of the product."""
    window, everybody, known = yearly(reader), trails(reader), long_run(known)
    bags = Counter(each.batch.id for each in everybody)
    collected = {each.order: each for each in reader.find(Collection, sort="at")}
    names = {key: formula_of(reader.get(FormulaVersion, key).text).text.en for key in {each.batch.formula for each in everybody}}
    found = []
    for each in everybody:
        taken = collected.get(each.batch.order)
        day = taken.at.astimezone(ZoneInfo(taken.zone)).date().isoformat() if taken is not None else ""
        modified = each.bag.dose.unit == SUBJECT and schedule_for(known, each.bag) is not None
        found.append(Exported(each, dues(each, known, window, now), names[each.batch.formula], day, bags[each.batch.id], modified))
    return tuple(found)


def export_to(desk: Desk, path: Path, notice: Notice) -> None:
    """Writes the file, off the window's thread, whole or not at all; what is missing stands in each line."""
    register, now, known, separator = desk.register, desk.clock.now(), schedules(desk), SEPARATORS[look.words.language]
    registry: Registry = registries_of(desk.resources.registries)[REGISTRY]

    def work(progress: Progress) -> int:
        with register.reading() as reader:
            everybody = exported(reader, known, now)
        return write_csv(path, iter(lines(registry, everybody)), lambda _written: None, separator)

    def done(written: int) -> None:
        words = look.words
        said = words.plural(
            "{n} follow-up exported to {path}; what is missing stands in its line",
            "{n} follow-ups exported to {path}; what is missing stands in each line", written,
        )  # fmt: skip
        desk.tell(said.format(n=written, path=path.name))

    def failed(fault: BaseException) -> None:
        if not isinstance(fault, Unavailable):
            raise fault
        notice.unavailable(fault)

    desk.tasks.run(work, done, failed, label=look.words("Exporting"))
