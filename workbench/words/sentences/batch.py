"""Sentences of the rules of a batch and of handing out its bags."""

from __future__ import annotations

from workbench.words.sentence import N_, Sentence

STEPS: dict[str, Sentence] = {
    "batch.not-in-work": Sentence(
        N_("This batch is {status}: no step can be worked now."), N_("Resume the batch, if its status allows it.")
    ),
    "batch.not-its-turn": Sentence(N_("“{step}” is not the next step."), N_("Finish the steps before it.")),
    "batch.no-such-step": Sentence(
        N_("This batch has no step “{step}”."), N_("Open the batch again and take the next step from its list.")
    ),
    "batch.not-your-role": Sentence(N_("This is done by a {role}; you act as {yours}."), N_("A {role} signs in and does it.")),
    "batch.already-started": Sentence(N_("This step is already in hand."), N_("Go on with it, or take it over with a reason.")),
    "batch.not-started": Sentence(N_("This step has not been started."), N_("Start the step first.")),
    "batch.in-other-hands": Sentence(
        N_("This step is in another person's hands."), N_("That person finishes it, or you take it over with a reason.")
    ),
    "batch.order-not-verified": Sentence(N_("Order {order} is {status}, not verified."), N_("Another person verifies the order.")),
    "batch.no-approved-formula": Sentence(
        N_("No approved version of the master formula {formula} exists."), N_("Two people approve a version of it.")
    ),
    "batch.formula-not-approved": Sentence(
        N_("Master formula {version} is {status}, not approved."), N_("Two people approve it, or the batch is rejected.")
    ),
    "batch.formula-withdrawn": Sentence(N_("Master formula {version} was withdrawn."), N_("A supervisor decides about this batch.")),
    "batch.assumptions": Sentence(
        N_("{count} values of {version} are assumptions that this site has not confirmed."),
        N_("The site confirms or replaces each of them before real use."),
    ),
    "batch.not-scanned": Sentence(N_("{material} has not been scanned in this step."), N_("Scan its label.")),
    "batch.missing-value": Sentence(N_("{field} is missing."), N_("Enter it.")),
    "batch.not-an-option": Sentence(N_("“{typed}” is not one of the choices."), N_("Choose one of: {options}.")),
    "batch.not-a-time": Sentence(N_("“{typed}” is not a date and time."), N_("Write it like 14-Mar-2026 09:20.")),
    "batch.no-zone": Sentence(N_("“{typed}” has no time zone."), N_("Enter the time with its zone.")),
    "batch.limit-stop": Sentence(
        N_("{field}: {value} is outside the limit {limit}. Work stops here."),
        N_("Report a problem; a supervisor decides whether the work goes on in quarantine."),
    ),
    "batch.limit-action": Sentence(
        N_("{field}: {value} is outside the action limit {limit}."), N_("Give cause and reason: this opens a deviation.")
    ),
    "batch.limit-alert": Sentence(N_("{field}: {value} is outside the alert limit {limit}.")),
    "batch.hold-action": Sentence(
        N_("{field} lasted {value}; the limit is {limit}."), N_("Give cause and reason: this opens a deviation.")
    ),
    "batch.hold-alert": Sentence(N_("{field} lasted {value}; the alert limit is {limit}.")),
    "batch.impossible-time": Sentence(
        N_("The step cannot have been done at that time."), N_("Enter a time after its start and not in the future.")
    ),
    "batch.late-reason": Sentence(N_("This is a late entry."), N_("Say why it was not entered when it was done.")),
    "batch.not-signed": Sentence(N_("A critical step is signed by its performer."), N_("Scan your badge and enter your PIN.")),
    "batch.readings-differ": Sentence(
        N_("{field}: your own reading {second} does not agree with the first (allowed: {allowed})."),
        N_("Read again; if it still differs, say that it does not agree, and the performer measures again."),
    ),
    "batch.nothing-to-verify": Sentence(N_("There is nothing to verify in this step now."), N_("The performer finishes the step first.")),
    "batch.amount-no-quantity": Sentence(N_("The formula gives no amount for this use."), N_("The formula is corrected by its author.")),
    "batch.no-expiry": Sentence(
        N_("The expiry of this container cannot be told yet."), N_("Finish the steps that its shelf life counts from.")
    ),
    "batch.label-not-printed": Sentence(N_("The label {label} of bag {bag} has not been printed."), N_("Print it.")),
    "batch.label-not-scanned": Sentence(
        N_("The label {label} of bag {bag} has not been scanned on its bag."), N_("Stick it on and scan it there.")
    ),
}
SCANS: dict[str, Sentence] = {
    "batch.wrong-scan": Sentence(N_("{read} is none of the things this step asks for."), N_("Scan the material named in the step.")),
    "batch.wrong-material": Sentence(
        N_("Read: {read}, lot {lot}. This step does not use it."), N_("Take it away and scan the material named in the step.")
    ),
    "batch.unknown-lot": Sentence(N_("{read} is not a lot of this site."), N_("Enter the lot and have it released.")),
    "batch.unknown-collection": Sentence(
        N_("{read} is not a collection of this order."), N_("Record the collection, or find the right container.")
    ),
    "batch.other-batch": Sentence(
        N_("This is not of batch {batch}. The screen stays with the patient it shows."),
        N_("Scan something of that batch, or go on with the step that is in your hands."),
    ),
    "batch.unknown-batch": Sentence(N_("{read} is not a batch of this register."), N_("Scan a label printed here.")),
    "batch.wrong-patient": Sentence(
        N_("{read} belongs to another patient. Nothing may be done with it here."),
        N_("Take it away, report a problem, and call the supervisor."),
    ),
}
RESULTS: dict[str, Sentence] = {
    "batch.result-calculated": Sentence(N_("{test} is calculated, not entered."), N_("Enter the results that it is calculated from.")),
    "batch.result-belongs": Sentence(
        N_("{test} does not belong here."), N_("Results on a shared lot are entered on the lot, all others on the batch.")
    ),
    "batch.result-superseded": Sentence(N_("This result was corrected."), N_("Check the corrected one.")),
    "batch.same-analyst": Sentence(
        N_("You entered this result: another analyst checks it."), N_("Another analyst signs in and checks it.")
    ),
    "batch.to-date-day": Sentence(N_("The day of the test is missing."), N_("Enter to which day the result stands.")),
    "batch.no-detection-limit": Sentence(
        N_("{test} is answered by a choice: it has no detection limit."), N_("Choose the answer, or not tested.")
    ),
    "batch.no-lot-tests": Sentence(
        N_("No approved formula asks for results on lot {lot}."), N_("Approve the formula that uses this material.")
    ),
    "batch.test-missing": Sentence(N_("{test}: the result is missing."), N_("An analyst enters it and a second analyst checks it.")),
    "batch.test-not-checked": Sentence(N_("{test}: the result is not checked."), N_("A second analyst checks it.")),
    "batch.test-not-tested": Sentence(
        N_("{test} was not tested. Not tested is not passed."), N_("An analyst tests it and enters the result.")
    ),
    "batch.test-fails": Sentence(
        N_("{test}: {value} does not meet {limit}."), N_("Nothing lifts a failed specification: the responsible person rejects.")
    ),
    "batch.held-by-result": Sentence(N_("Batch {batch} and its bags not yet given are on hold."), N_("The responsible person decides.")),
    "batch.tell-holder": Sentence(N_("{holder} holds {paper}, which no longer stands."), N_("Tell them at once and note it.")),
    "batch.tell-bag-holder": Sentence(N_("{holder} has bag {bag}."), N_("Tell them at once and note it.")),
    "batch.pending-undated": Sentence(N_("{test}: no day is promised for its result."), N_("Take its sample, or enter the result.")),
}
RELEASE: dict[str, Sentence] = {
    "batch.no-such-move": Sentence(N_("A batch that is {status} cannot be moved so: {move}.")),
    "batch.release-stands": Sentence(N_("This batch is {status}, and the decision stands."), N_("It is decided anew only after a correction.")),
    "batch.no-reason": Sentence(N_("A reason is missing."), N_("Say why, in a few words.")),
    "batch.step-open": Sentence(N_("Step “{step}” is not done."), N_("Finish it.")),
    "batch.signature-lapsed": Sentence(
        N_("Step “{step}”: the signature ({meaning}) lapsed when something was corrected."),
        N_("Performer and verifier sign the step again."),
    ),
    "batch.sign-again": Sentence(N_("Step {step} must be signed again."), N_("Performer and verifier sign it again.")),
    "batch.not-correctable": Sentence(
        N_("A batch that is {status} cannot be corrected."), N_("The responsible person puts it on hold first.")
    ),
    "batch.entry-superseded": Sentence(N_("This value was already corrected."), N_("Correct the newest one.")),
    "batch.bag-expired": Sentence(N_("Bag {bag} expired at {expiry}."), N_("Nothing lifts an expiry: the batch is rejected.")),
    "batch.order-amended": Sentence(
        N_("Order {order} was amended: version {now} counts, this batch was made for version {then}."),
        N_("Make the batch for the new version, or reject it."),
    ),
    "batch.prescriber-signature": Sentence(
        N_("Order version {order} was taken by telephone and not signed by the prescriber."), N_("The prescriber signs it.")
    ),
    "batch.not-reviewed": Sentence(
        N_("The record has not been reviewed."), N_("A supervisor who took no part opens each exception and signs.")
    ),
    "batch.exception-new": Sentence(
        N_("An exception came after the review: {sort}."), N_("The reviewer opens it and signs the review again.")
    ),
    "batch.exception-unopened": Sentence(N_("An exception has not been opened: {sort}."), N_("Open it before signing.")),
    "custody.not-released": Sentence(
        N_("Bag {bag} is {status}: it may not leave the pharmacy."), N_("The responsible person releases the batch.")
    ),
    "custody.expired": Sentence(N_("Bag {bag} has expired.")),
    "custody.no-certificate": Sentence(
        N_("No release certificate has been printed for bag {bag}."), N_("Print the certificate that goes with it.")
    ),
    "custody.certificate-superseded": Sentence(
        N_("The release certificate of bag {bag} no longer stands."),
        N_("The responsible person decides anew where something was corrected; print the certificate that counts now."),
    ),
    "custody.no-holder": Sentence(N_("Who takes the bag is missing."), N_("Enter ward and name.")),
}
SENTENCES = STEPS | SCANS | RESULTS | RELEASE
