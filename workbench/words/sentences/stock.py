"""Sentences about lots."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "stock.unknown": Sentence(N_("No lot {lot} is known here."), N_("Enter the lot, or scan it again.")),
    "stock.wrong-material": Sentence(N_("Lot {lot} is {name}; this step wants {wanted}."), N_("Take the right material and scan it.")),
    "stock.not-released": Sentence(
        N_("Lot {lot} of {name} is not released (status: {status})."), N_("Take a released lot; a supervisor or responsible person decides this one.")
    ),
    "stock.expired": Sentence(N_("Lot {lot} of {name} expired on {expiry}."), N_("Take a lot that is in date.")),
    "stock.nothing-left": Sentence(N_("Nothing is left of lot {lot} of {name}."), N_("Take another lot.")),
    "stock.single-use-spent": Sentence(N_("Lot {lot} of {name} is for single use and was used already."), N_("Take a new one.")),
    "stock.not-enough": Sentence(N_("Of lot {lot} of {name} {left} is left; {amount} is needed."), N_("Take less, or another lot.")),
    "stock.unit-differs": Sentence(
        N_("Lot {lot} of {name} is counted in {kept}, not in {unit}."), N_("Enter the lot in a unit that converts into the formula's.")
    ),
    "stock.missing": Sentence(N_("This is missing."), N_("Enter it as it stands on the package.")),
    "stock.code-form": Sentence(N_("“{typed}” is no number of a lot label (4 to 12 digits)."), N_("Scan the label, or leave it to the workbench.")),
    "stock.code-taken": Sentence(N_("Lot label {typed} belongs to another lot."), N_("Leave the number to the workbench, and print a new label.")),
    "stock.article-form": Sentence(
        N_("“{typed}” is no article number: a GTIN has 8, 12, 13 or 14 digits and a check digit that fits, an HIBC number begins with a letter."),
        N_("Scan the maker's symbol, or leave it empty."),
    ),
    "stock.article-unknown": Sentence(
        N_("No lot with the article number {article} is entered here."), N_("Scan the lot label of the workbench, or enter the lot with its article number.")
    ),
    "stock.symbol-no-lot": Sentence(
        N_("The symbol says {name} but no lot number."), N_("Scan the symbol that has the lot number in it, or the lot label of the workbench.")
    ),
    "stock.symbol-lot": Sentence(
        N_("Stop: the symbol says lot {lot} of {name}, which is not entered here."),
        N_("Put the pack aside. Take an entered lot, or enter this one and have it released."),
    ),
    "stock.symbol-expiry": Sentence(
        N_("Stop: the symbol of lot {lot} of {name} says it expires {read}; the register says {kept}."),
        N_("Put the pack aside and find out which is right: the pack, or what was entered."),
    ),
    "stock.received-nothing": Sentence(N_("The amount received must be more than nothing."), N_("Enter the amount on the delivery note.")),
    "stock.known": Sentence(N_("Lot {lot} of {name} is entered already."), N_("Open it from the list.")),
    "stock.property-twice": Sentence(N_("A property is stated twice."), N_("State each property once.")),
    "stock.property-unit": Sentence(N_("{field} is asked for in {wanted}; {unit} does not convert into it."), N_("Enter it in {wanted}.")),
    "stock.property-missing": Sentence(
        N_("{field} of lot {lot} of {name} is not stated, and a formula asks for it."), N_("Enter the lot again with it before it is used.")
    ),
    "stock.no-such-decision": Sentence(N_("Lot {lot} is {status}: it cannot become {move}."), N_("Take another lot.")),
    "stock.sample-nothing": Sentence(N_("A sample of nothing is no sample."), N_("Enter how much was taken.")),
}

NAMES = (N_("quarantine"), N_("released"), N_("rejected"), N_("held"))
"""States of a lot as findings name them."""
