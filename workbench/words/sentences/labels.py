"""Sentences about labels: their files, their drawing and proof, their life."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

FILE = N_("Correct the label file at this place and load it again; until then this label cannot be printed.")

SENTENCES = {
    "labels.not-toml": Sentence(what=N_("{file}, line {line}: this is not a label file ({detail})."), lifted=FILE),
    "labels.file-too-long": Sentence(what=N_("{file} is longer than {longest} characters: this is not a label file."), lifted=FILE),
    "labels.file-cut": Sentence(
        what=N_("{file} does not end with [end]: a part of the file is missing."),
        lifted=N_("Copy the label file again, whole."),
    ),
    "labels.section-unknown": Sentence(what=N_("{file}, line {line}: a label has no section “{name}”."), lifted=FILE),
    "labels.section-missing": Sentence(what=N_("{file}: the section “{name}” is missing."), lifted=FILE),
    "labels.key-missing": Sentence(what=N_("{file}, line {line}, {place}: “{key}” is missing."), lifted=FILE),
    "labels.key-unknown": Sentence(what=N_("{file}, line {line}, {place}: “{key}” is not known here."), lifted=FILE),
    "labels.value-wrong": Sentence(what=N_("{file}, line {line}, {place}: the value of “{key}” is not of the right sort."), lifted=FILE),
    "labels.zone-off-label": Sentence(what=N_("{file}, line {line}, {place}: this zone reaches over the edge of the label."), lifted=FILE),
    "labels.flag-unknown": Sentence(what=N_("{file}, line {line}, {place}: the condition “{name}” is not known."), lifted=FILE),
    "labels.languages-differ": Sentence(
        what=N_("{file}, line {line}, {place}: the English and the Russian text do not hold the same values."), lifted=FILE
    ),
    "labels.value-unknown": Sentence(what=N_("{file}, line {line}, {place}: a label knows no value “{name}”."), lifted=FILE),
    "labels.off-grid": Sentence(
        what=N_("{file}, line {line}, {place}: the symbol is not on the 0.25 mm grid; a printer could not draw it in whole dots."),
        lifted=FILE,
    ),
    "labels.too-small-for-printer": Sentence(
        what=N_("{file}, line {line}, {place}: type of this size is not legible at the resolution that the label allows."),
        lifted=N_("Enlarge the type, or set least_dpi to 300 or more."),
    ),
    "labels.small-at-203": Sentence(
        what=N_("{file}, line {line}: a label of 60 × 40 mm or smaller is not printed at 203 dpi; its bars would not survive a bad print."),
        lifted=N_("Set least_dpi to 300 or more."),
    ),
    "labels.no-strip": Sentence(
        what=N_("{file}, line {line}: no zone says {{strip}} or {{strip_short}}; a sample or a duplicate could not be told from a real label."),
        lifted=FILE,
    ),
    "labels.cannot-carry": Sentence(what=N_("{file}, line {line}, {place}: this symbol cannot carry “{name}”."), lifted=FILE),
    "labels.of-another-thing": Sentence(
        what=N_("The label {label} is not the label of this ({thing})."), lifted=N_("Choose a label that is made for it.")
    ),
    "labels.no-such-thing": Sentence(what=N_("Nothing is known here as {thing}."), lifted=N_("Choose it from the list.")),
    "labels.not-now": Sentence(
        what=N_("The label {label} is printed only where “{condition}” holds."), lifted=N_("Print the label that says the present status.")
    ),
    "labels.not-of-a-bag": Sentence(
        what=N_("The label {label} is not for a bag."), lifted=N_("Print it where the collection, container, sample or lot is shown.")
    ),
    "labels.other-regime": Sentence(
        what=N_("The label {label} is not used under the legal pathway {regime}."), lifted=N_("Choose a label of this pathway.")
    ),
    "labels.no-code": Sentence(
        what=N_("The label asks for a code of the product ({name}) that this site has not entered for {formula}."),
        lifted=N_("The administrator enters it under Settings, Codes. Until then print a label with the workbench's own identifier."),
    ),
    "labels.signal-unknown": Sentence(
        what=N_("The label asks for the signal text “{name}”, which is not in the approved table of signals."),
        lifted=N_("Two people read and approve the table of signals under Formulas, Label files."),
    ),
    "labels.does-not-fit": Sentence(
        what=N_("“{text}” does not fit into the zone “{zone}” ({width} × {height} mm) even at {size} pt. Nothing is shortened on a label."),
        lifted=N_("Choose a larger label. If there is none, a shorter wording must be agreed and entered."),
    ),
    "labels.missing": Sentence(
        what=N_("The label of {bag} cannot be made: “{value}” is empty."),
        lifted=N_("Enter the missing value in the order, the patient or the formula."),
    ),
    "labels.no-value": Sentence(
        what=N_("The label asks for “{name}”, which has no value yet in this batch."),
        lifted=N_("Finish the step that gives this value, then print."),
    ),
    "labels.unknown-printer": Sentence(
        what=N_("{dpi} dpi is not the resolution of a label printer that the workbench can prove ({known})."),
        lifted=N_("Choose the printer's real resolution under Settings, Printers."),
    ),
    "labels.printer-too-coarse": Sentence(
        what=N_("The label {label} needs a printer of {least} dpi or better; this one has {dpi} dpi."),
        lifted=N_("Choose another printer, or a larger label."),
    ),
    "labels.not-decoded": Sentence(
        what=N_("The label was not printed: at {dpi} dpi its symbols read back as {found}, and should read {wanted}."),
        lifted=N_("Print on another printer or another label size, and report this to the administrator."),
    ),
    "labels.wrong-size": Sentence(
        what=N_("The label was not printed: it would be {size} dots, and should be {wanted}."),
        lifted=N_("Report this to the administrator."),
    ),
    "labels.unknown-profile": Sentence(
        what=N_("There is no label “{label}”. Known: {known}."),
        lifted=N_("Choose one of the known labels."),
    ),
    "labels.no-such-bag": Sentence(what=N_("{batch} has no bag {bag}."), lifted=N_("Open the batch that the bag belongs to.")),
    "labels.no-such-label": Sentence(
        what=N_("{batch} has no printed label {label}."), lifted=N_("Open the batch that the label belongs to.")
    ),
    "labels.batch-closed": Sentence(
        what=N_("No label is printed for {batch}: its status is “{status}”."),
        lifted=N_("Labels are printed while a batch is being worked on, tested or released."),
    ),
    "labels.bag-rejected": Sentence(what=N_("{bag} is rejected and gets no bag label."), lifted=N_("Print a tag: it says REJECTED.")),
    "labels.reprint-reason": Sentence(
        what=N_("The label {label} of {bag} was printed before. A second one needs a reason."),
        lifted=N_("Write why it is printed again. It will say DUPLICATE, and the one before becomes void."),
    ),
    "labels.not-a-label": Sentence(
        what=N_("“{scanned}” is not the identifier of a bag label."),
        lifted=N_("Scan the symbol on the label that was just put on the bag."),
    ),
    "labels.other-bag": Sentence(
        what=N_("Stop: “{scanned}” is the label of another bag, not the one waited for in {batch}."),
        lifted=N_("Put this bag aside and find out whose it is. Scan the label of the bag in hand."),
    ),
    "labels.other-thing": Sentence(
        what=N_("Stop: “{scanned}” is the label of something else, not one of those of {batch}."),
        lifted=N_("Put this thing aside and find out what it is. Scan the label of the thing in hand."),
    ),
    "labels.set-empty": Sentence(what=N_("No label was chosen."), lifted=N_("Choose the labels of the set.")),
    "labels.twice-in-set": Sentence(
        what=N_("Two labels of the set would have the same place on {bag}: a bag carries one of them."),
        lifted=N_("Leave one of the two sizes out."),
    ),
    "labels.copies": Sentence(
        what=N_("{copies} labels of one thing are not made at once: from 1 to {most}."), lifted=N_("Enter how many pieces the thing has.")
    ),
    "labels.void": Sentence(
        what=N_("Stop: label {label} (copy {copy}) is void. A newer one was printed, or it was written off."),
        lifted=N_("Remove and destroy it, put on the newest label, and scan that."),
    ),
    "labels.already-applied": Sentence(
        what=N_("Label {label} has been scanned on its bag already."),
        lifted=N_("If this is another bag, stop: two labels with one number are in the room. Otherwise go on."),
    ),
    "labels.nothing-waits": Sentence(
        what=N_("No label waits to be scanned."), lifted=N_("Print the label first, then put it on and scan it.")
    ),
    "labels.already-ended": Sentence(what=N_("Label {label} is written off already.")),
    "labels.end-reason": Sentence(what=N_("Writing off label {label} needs a reason."), lifted=N_("Write what happened to it.")),
    "labels.never-sent": Sentence(
        what=N_("Stop: label {label} has not been sent to a printer; what was scanned is another paper with the same number."),
        lifted=N_("Take that paper away and destroy it before a witness. Then send label {label} and scan it."),
    ),
    "labels.void-about": Sentence(
        what=N_("Label {old} of the same bag or thing is void, but still about: a scan cannot tell its paper from that of {label}."),
        lifted=N_("Say first what became of {old}: destroy it before a witness, or give it back. Then put on {label} and scan it."),
    ),
    "labels.unknown-first": Sentence(
        what=N_("Nobody knows whether label {label} of {bag} came out of the printer. Another one is not made until that is known."),
        lifted=N_("Look in the printer: scan the label on its bag, or write it off with the reason."),
    ),
    "labels.supervisor-missing": Sentence(
        what=N_("The batch of {bag} is released: its label is printed again only with a supervisor's signature."),
        lifted=N_("A supervisor signs the reprint."),
    ),
    "labels.already-disposed": Sentence(what=N_("What became of label {label} is recorded already: {fate}.")),
    "labels.not-ended": Sentence(
        what=N_("Label {label} is still valid; what became of its paper is said only of a label that was written off."),
        lifted=N_("Write it off first, with the reason."),
    ),
    "labels.disposal-reason": Sentence(
        what=N_("What became of label {label} needs a word of how and where."), lifted=N_("Write it down, such as “cut up, GMO waste”.")
    ),
    "labels.was-on-bag": Sentence(
        what=N_("Label {label} was scanned on its bag: it cannot be called “{fate}”."),
        lifted=N_("Take it off the bag and destroy it before a witness, or keep it with the record."),
    ),
    "labels.witness-missing": Sentence(
        what=N_("What became of label {label} needs a witness: a second person who saw it."), lifted=N_("The second person signs with badge and PIN.")
    ),
    "labels.unsent": Sentence(
        what=N_("Label {label} (copy {copy}) for {bag} was made, but never sent to a printer."),
        lifted=N_("Send it and scan it on its bag, or write it off with the reason."),
    ),
    "labels.unknown": Sentence(
        what=N_("Nobody knows whether label {label} (copy {copy}) for {bag} came out of the printer."),
        lifted=N_("Look in the printer: scan the label on its bag, or write it off with the reason."),
    ),
    "labels.astray": Sentence(
        what=N_("Label {label} (copy {copy}) for {bag} was printed, but neither scanned on its bag nor written off."),
        lifted=N_("Find it: scan it on its bag, or write it off with the reason."),
    ),
    "labels.undisposed": Sentence(
        what=N_("Label {label} (copy {copy}) for {bag} is void, but nobody has said what became of its paper."),
        lifted=N_("Destroy it before a witness, give it back, or keep it with the record."),
    ),
    "labels.one-for-each-bag": Sentence(
        what=N_("{bag} carries {applied} labels; it must carry exactly one."),
        lifted=N_("Print, apply and scan its label; write off what is too many."),
    ),
    "labels.outdated": Sentence(
        what=N_("Label {label} on {bag} still says the dose or volume before the correction."),
        lifted=N_("Print the label again with the reason and scan it; for a frozen bag the tag and the certificate say the new value."),
    ),
    "labels.print-again": Sentence(
        what=N_("{bag} has another dose or volume after the correction; its label says the old one."),
        lifted=N_("Print the label again with the reason and scan it; for a frozen bag the tag and the certificate say the new value."),
    ),
    "labels.count-open": Sentence(
        what=N_("Labels do not add up: {missing} are missing."), lifted=N_("Find the missing labels, or say what became of them.")
    ),
}
