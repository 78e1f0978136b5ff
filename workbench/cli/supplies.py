"""What a rehearsal takes from the resources: presses, legal pathways."""
from __future__ import annotations

from workbench.cli.resources import Resources
from workbench.documents.press import Press
from workbench.regimes.reading import regimes_of
from workbench.rehearsal.desk.common import Supplies
from workbench.words.translation import LANGUAGES, load_words


def supplies(resources: Resources) -> Supplies:
    """Everything that papers, labels and orders need, read once."""
    fonts = {path.name: path for path in resources.fonts.values()}
    return Supplies(
        presses={code: Press(fonts, load_words(resources.locale, code)) for code in LANGUAGES},
        regimes=regimes_of(resources.regimes),
    )
