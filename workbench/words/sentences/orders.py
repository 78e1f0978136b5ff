"""Sentences about patients, orders and collections."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

PATIENTS: dict[str, Sentence] = {
    "orders.no-such-patient": Sentence(N_("No patient {patient} is known here."), N_("Choose the patient from the list, or register them.")),
    "orders.name-missing": Sentence(N_("The name is missing."), N_("Enter it.")),
    "orders.name-long": Sentence(N_("The name is longer than {most} characters."), N_("Enter the name as it stands on the identity paper.")),
    "orders.name-unreadable": Sentence(
        N_("The name holds the character {character}, which is invisible or stands in no name."), N_("Type the name again by hand.")
    ),
    "orders.name-mixed": Sentence(
        N_("“{word}” mixes Latin and Cyrillic letters: it looks right and is never found again."),
        N_("Type the word in one alphabet, or state why it is written so."),
    ),
    "orders.look-alike": Sentence(
        N_("A patient with a name that can be mistaken for this one is known: number {hospital_no}, born {born}."),
        N_("Compare both numbers and dates of birth before you go on."),
    ),
    "orders.born-impossible": Sentence(N_("Nobody alive was born on {day}."), N_("Enter the date of birth again.")),
    "orders.sex-unknown": Sentence(N_("The sex is not one of the choices."), N_("Choose one of: {options}.")),
    "orders.hospital-no-form": Sentence(
        N_("A hospital number has up to 32 letters, digits, points, hyphens or strokes."), N_("Enter it as it stands on the wristband.")
    ),
    "orders.coi-form": Sentence(N_("The chain-of-identity number has 6 to 12 digits."), N_("Enter it again, or leave it to the workbench.")),
    "orders.coi-fixed": Sentence(N_("The chain-of-identity number of a patient never changes."), N_("Leave it as it is.")),
    "orders.number-taken": Sentence(N_("Number {number} is in use already."), N_("Compare it with what stands on the paper or label.")),
    "orders.markers-unknown": Sentence(N_("That is no state of infectious markers."), N_("Choose one of: {options}.")),
}

VALUES: dict[str, Sentence] = {
    "orders.given-missing": Sentence(N_("{field} is missing."), N_("Enter it.")),
    "orders.given-unknown": Sentence(N_("The formula asks for nothing called “{name}”."), N_("Leave it out.")),
    "orders.not-an-option": Sentence(N_("{field}: “{typed}” is not one of the choices."), N_("Choose one of: {options}.")),
    "orders.text-unreadable": Sentence(
        N_("{field} has invisible characters or more than {most}."), N_("Type it again, shorter and without copied characters.")
    ),
    "orders.outside": Sentence(
        N_("{field}: {value} is outside the limit {limit} of the formula."),
        N_("Ask the prescriber, and enter a value within the limit."),
    ),
    "orders.dose-outside": Sentence(
        N_("{field}: the dose {value} is outside what may be ordered ({limit})."), N_("The prescriber orders a dose within the limit.")
    ),
    "orders.unusual": Sentence(
        N_("{field}: {value} is unusual (usual: {limit})."), N_("Check it with the prescriber, and state the reason.")
    ),
    "orders.weight-absurd": Sentence(
        N_("{value} is no weight of a patient ({least} to {most})."), N_("Check number and unit, and enter the weight again.")
    ),
    "orders.weight-changed": Sentence(
        N_("The weight is now {value}; it was {before} on {day}: a change of more than a tenth."),
        N_("Have the patient weighed again or state the reason."),
    ),
    "orders.weighed-later": Sentence(N_("The patient cannot have been weighed on {day}: that day is still to come."), N_("Enter the day again.")),
    "orders.weight-old": Sentence(
        N_("The weight was taken on {day}, more than {days} days ago."), N_("Have the patient weighed again, or state the reason.")
    ),
    "orders.reason-needed": Sentence(N_("This goes on only with a reason."), N_("State the reason beside the value.")),
}

ORDERS: dict[str, Sentence] = {
    "orders.no-such-order": Sentence(N_("No order {order} is known here."), N_("Choose the order from the list.")),
    "orders.no-approved-formula": Sentence(N_("No version of the master formula {formula} is approved."), N_("Two people approve a version.")),
    "orders.regime-not-allowed": Sentence(
        N_("The formula is not made for the legal pathway {regime}."), N_("Choose one of: {options}; or another formula.")
    ),
    "orders.told-by-missing": Sentence(N_("Who gave the order by telephone is missing."), N_("Enter the name of the caller.")),
    "orders.not-read-back": Sentence(
        N_("An order by telephone counts only when it was read back."), N_("Read it back to the caller, and tick that it agrees.")
    ),
    "orders.screen-by-prescriber": Sentence(
        N_("An order on the screen is entered by its prescriber."), N_("The prescriber signs in; or enter it as an order on paper or by telephone.")
    ),
    "orders.signature-missing": Sentence(N_("The prescriber's signature is missing."), N_("The prescriber signs with badge and PIN.")),
    "orders.duplicate": Sentence(
        N_("The patient has another active order for this formula: {order} ({status})."),
        N_("Make sure that both are meant, or cancel one of them."),
    ),
    "orders.own-order": Sentence(
        N_("{person} entered or prescribed this version: nobody verifies their own order."), N_("Another pharmacist or verifier verifies it.")
    ),
    "orders.already-verified": Sentence(N_("This version of order {order} is verified already."), N_("Nothing is left to do here.")),
    "orders.no-such-move": Sentence(
        N_("Order {order} is {status}: it is not possible to {move} it now."), N_("Look at the order's history; perhaps somebody was faster.")
    ),
    "orders.nothing-changed": Sentence(N_("Nothing in order {order} is different."), N_("Change a value, or go back.")),
    "orders.batch-released": Sentence(
        N_("Batch {batch} of order {order} is released: the order is not changed any more."),
        N_("Hold the batch, or enter a new order."),
    ),
    "orders.batch-waits": Sentence(
        N_("Order {order} is {status}: its batch {batch} does not go on."), N_("Decide about the batch, or resume and verify the order.")
    ),
    "orders.affected-step": Sentence(
        N_("The change touches the step “{step}”, which was worked with the old values."),
        N_("Correct the step with the new values, and sign it again."),
    ),
    "orders.affected-label": Sentence(
        N_("The change touches label {label} of bag {bag}, which carries the old values."), N_("Void the label, and print a new one.")
    ),
    "orders.nothing-to-countersign": Sentence(N_("No version of order {order} waits for a signature."), N_("Nothing is left to do here.")),
    "orders.not-the-prescriber": Sentence(
        N_("The order by telephone was given in another prescriber's name."), N_("The prescriber whose name it carries signs it.")
    ),
    "orders.not-collectable": Sentence(
        N_("Order {order} is {status}: nothing is collected for it."), N_("Resume the order, or choose another.")
    ),
    "orders.collection-form": Sentence(N_("The number on a collection has 4 to 12 digits."), N_("Scan the label, or leave it to the workbench.")),
    "orders.collection-expired": Sentence(
        N_("The collection expired on {expiry}."), N_("Report a problem; a supervisor decides before it is used.")
    ),
}

NAMES = (
    N_("entered"), N_("verified"), N_("in batch"), N_("held"), N_("cancelled"), N_("female"), N_("male"), N_("other"), N_("not known"),
    N_("amend"), N_("verify"), N_("open a batch for"), N_("give back"), N_("hold"), N_("resume"), N_("cancel"),
)  # fmt: skip
"""States and moves of an order, and the sexes, as findings name them."""

SENTENCES: dict[str, Sentence] = PATIENTS | VALUES | ORDERS
