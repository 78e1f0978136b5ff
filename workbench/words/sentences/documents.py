"""Sentences about paper: what cannot be printed, and which document may be."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

LAYOUT = N_("Nothing was printed. Report this paper to the administrator: its layout does not hold this content.")

SENTENCES = {
    "paper.glyph": Sentence(
        what=N_("“{text}” holds signs that cannot be printed exactly ({signs})."),
        lifted=N_("Have the text entered again without these signs; Latin and Cyrillic letters print as they are."),
    ),
    "paper.word-too-wide": Sentence(
        what=N_("“{text}” is wider than its column ({width} mm). Nothing is shortened on paper."),
        lifted=N_("Agree on a shorter wording, or one with a space in it."),
    ),
    "paper.off-page": Sentence(what=N_("{where}: “{text}” would stand outside the sheet."), lifted=LAYOUT),
    "paper.below-body": Sentence(what=N_("{where}: “{text}” would run into the foot of the page (at {at} mm)."), lifted=LAYOUT),
    "paper.overlap": Sentence(what=N_("{where}: “{text}” and “{other}” would stand on top of each other."), lifted=LAYOUT),
    "paper.rule-through-text": Sentence(what=N_("{where}: a line would run through “{text}”."), lifted=LAYOUT),
    "paper.quiet-zone": Sentence(
        what=N_("{where}: “{text}” would stand too close to the symbol {symbol} for it to be read."), lifted=LAYOUT
    ),
    "paper.off-grid": Sentence(what=N_("The symbol {symbol} is not on the 0.25 mm grid ({at} mm)."), lifted=LAYOUT),
    "paper.unread": Sentence(what=N_("{where}: “{text}” could not be read: black on black, white on paper, or over a sign."), lifted=LAYOUT),
    "paper.symbol": Sentence(what=N_("{symbol} cannot be drawn as a symbol that reads back."), lifted=LAYOUT),
    "documents.no-decision": Sentence(
        what=N_("There is no {kind} for {batch}: no such release stands."),
        lifted=N_("The responsible person releases the batch first; a release that has lapsed is decided again."),
    ),
    "documents.copy-reason": Sentence(
        what=N_("{number} was printed before. Another copy needs a reason."),
        lifted=N_("Write why it is printed again. The copy says DUPLICATE and is counted."),
    ),
    "documents.superseded": Sentence(
        what=N_("{number} is superseded and is handed to nobody."), lifted=N_("Print the present certificate and hand that over.")
    ),
    "documents.unknown": Sentence(what=N_("There is no document {document}."), lifted=N_("Open the batch that the document belongs to.")),
    "documents.no-holder": Sentence(what=N_("Nobody is named who gets this document."), lifted=N_("Enter ward and name.")),
}
