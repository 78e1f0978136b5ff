"""What still runs while nobody is signed in: time limits of batches in process, without a patient's name."""
from __future__ import annotations

from zoneinfo import ZoneInfo

from ui.desk import Desk, Running
from workbench.batch.clocks import running as clocks
from workbench.batch.progress import progress
from workbench.batch.records import Batch, Status
from workbench.dossier.assemble import assemble
from workbench.kernel.findings import Unavailable
from workbench.words.times import clock_text, moment_text

SHOWN = 4


def running(desk: Desk) -> tuple[Running, ...]:
    """The most urgent time limits of all batches in process; none while the register cannot be read."""
    words, found = desk.words, []
    try:
        with desk.register.reading() as reader:
            for batch in reader.find(Batch, {"status": Status.IN_PROCESS}):
                dossier = assemble(reader, batch.id)
                for each in clocks(dossier, progress(dossier)):
                    same = each.until.astimezone(ZoneInfo(desk.zone)).date() == desk.today
                    time = clock_text(each.until, desk.zone) if same else moment_text(each.until, desk.zone, words)
                    note = f"{each.text[words.language]}\n{words('until {time}').format(time=time)}"
                    found.append(Running(words("Batch {id}").format(id=batch.id), note, each.started, each.until))
    except Unavailable:
        return ()
    return tuple(sorted(found, key=lambda each: each.until)[:SHOWN])
