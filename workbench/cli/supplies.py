"""What a rehearsal takes from the resources: presses, legal pathways."""
from __future__ import annotations

from workbench.cli.resources import Resources
from workbench.documents.press import Press
from workbench.regimes.reading import regimes_of
from workbench.rehearsal.desk.common import Aftercare, Supplies
from workbench.vigilance.clocks_reading import clocks_of, holidays_of
from workbench.vigilance.grading.ctcae_reading import editions_of
from workbench.vigilance.reporting import Calendar
from workbench.vigilance.schedule_reading import schedules_of
from workbench.words.translation import LANGUAGES, load_words


def supplies(resources: Resources) -> Supplies:
    """Everything that papers, labels and orders need, read once."""
    fonts = {path.name: path for path in resources.fonts.values()}
    return Supplies(
        presses={code: Press(fonts, load_words(resources.locale, code)) for code in LANGUAGES},
        regimes=regimes_of(resources.regimes),
        read_aftercare=lambda: aftercare(resources),
    )


def aftercare(resources: Resources) -> Aftercare:
    """Everything that sheets and reports after an infusion need."""
    calendar = Calendar(clocks_of(resources.clocks), holidays_of(resources.holidays))
    return Aftercare(schedules_of(resources.schedules), editions_of(resources.grading), calendar)
