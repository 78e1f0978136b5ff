"""Sentences about scans and identifiers."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES = {
    "barcodes.not-ours": Sentence(
        what=N_("“{scanned}” is not an identifier of this workbench."),
        lifted=N_("Scan the symbol once more. If it stays so, scan another symbol of the same thing, or type what stands under it."),
    ),
    "barcodes.kind": Sentence(
        what=N_("“{scanned}” looks like an identifier of the workbench, but of no kind that it knows."),
        lifted=N_("Scan once more. If it stays so, the paper comes from a newer version: update the workbench."),
    ),
    "barcodes.digits": Sentence(
        what=N_("“{scanned}” does not have the number of digits that it should have."),
        lifted=N_("Scan once more, or type the identifier whole, with its hyphens and check digits."),
    ),
    "barcodes.check": Sentence(
        what=N_("“{scanned}”: the check digits do not fit. At least one character was misread or mistyped."),
        lifted=N_("Scan once more. If the symbol is damaged, type the identifier that stands under it."),
    ),
}
