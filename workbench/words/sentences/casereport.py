"""Sentences about case reports: messages that are read, checked and written, acknowledgements, schemas, MedDRA files."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

_CORRECT = N_("Correct it, and check the report again.")
_ASK = N_("Ask the sender for another file.")

SENTENCES: dict[str, Sentence] = {
    "casereport.too-large": Sentence(N_("The message has {size} bytes; no more than {most} are read."), N_("Send large documents apart from the report.")),
    "casereport.not-xml": Sentence(N_("This is no XML, line {line}: {reason}."), _ASK),
    "casereport.entities": Sentence(N_("The message declares a document type or entities; such files are not read."), _ASK),
    "casereport.not-a-message": Sentence(N_("This is no message of case reports: it begins with {root}."), _ASK),
    "casereport.unreadable": Sentence(N_("{path} cannot be read: {reason}."), N_("Look at the path, and at the rights to it.")),
    "casereport.unwritable": Sentence(N_("{path} cannot be written: {reason}."), N_("Look at the path, and at the rights to it.")),
    "casereport.missing": Sentence(N_("{element} is missing: {name}."), _CORRECT),
    "casereport.no-meddra": Sentence(
        N_("{element} is missing: the reaction has no MedDRA code, and cannot be sent without one ({name})."),
        N_("Code it from your site's licensed MedDRA files, or save a draft and let the authority's portal code it."),
    ),
    "casereport.null": Sentence(N_("{element} ({name}) cannot be “{flavour}”; allowed: {allowed}."), _CORRECT),
    "casereport.value": Sentence(N_("{element} ({name}): “{said}” is no value of its kind."), _CORRECT),
    "casereport.characters": Sentence(N_("{element} ({name}) has characters that no message can carry: “{said}”."), _CORRECT),
    "casereport.too-long": Sentence(N_("{element} ({name}) has {length} characters; {most} are allowed: “{said}”."), _CORRECT),
    "casereport.not-in-list": Sentence(N_("{element} ({name}): “{said}” is not one of {values}."), _CORRECT),
    "casereport.imprecise": Sentence(N_("{element} ({name}) needs a time to the second: “{said}”."), _CORRECT),
    "casereport.half": Sentence(N_("{element} ({name}) is missing: {other} needs it."), _CORRECT),
    "casereport.order": Sentence(N_("{element} ({said}) is later than {other} ({late})."), _CORRECT),
    "casereport.none-of": Sentence(N_("The report has no {element}, and needs at least one."), _CORRECT),
    "casereport.primary": Sentence(N_("{element}: {count} reporters are the primary source; there must be one."), _CORRECT),
    "casereport.listed": Sentence(N_("{element} and {listed} contradict each other: “true” goes with at least one, and only then."), _CORRECT),
    "casereport.no-verbatim": Sentence(N_("{element}: the reporter's own words are missing."), N_("Enter them as they were reported.")),
    "casereport.fatal": Sentence(N_("{outcome} is fatal, but {element} does not say that the reaction resulted in death."), _CORRECT),
    "casereport.key": Sentence(N_("{element}: two of them have the same key, or one has none: {key}."), _CORRECT),
    "casereport.unknown-key": Sentence(N_("{element} speaks of a reaction or product that the report does not have: {key}."), _CORRECT),
    "casereport.no-suspect": Sentence(N_("{element}: no product is suspected, interacting or not given."), _CORRECT),
    "casereport.no-batch": Sentence(
        N_("{element}: the batch of {product} is missing. Without it, the event cannot be led back to a bag."), N_("Enter the batch or lot number.")
    ),
    "casereport.not-held": Sentence(N_("The message says more than is kept here: {places}.")),
    "casereport.schemas-missing": Sentence(
        N_("The folder of schemas has no {file}: {folder}."), N_("Name the folder with ICH's schemas (multicacheschemas and coreschemas).")
    ),
    "casereport.schema": Sentence(N_("The schema does not allow line {line}: {reason}"), _CORRECT),
    "casereport.rejected": Sentence(
        N_("Rejected, {message}: {said}"), N_("Correct what is named, and send the report again with a new message number.")
    ),
    "casereport.batch-rejected": Sentence(
        N_("The batch {batch} was not accepted as a whole ({code}): {said}"), N_("Look at each report, and send again what was rejected.")
    ),
    "casereport.versions": Sentence(N_("{element}: a report may name one version of MedDRA only, and this one names {versions}."), _CORRECT),
    "casereport.accepted": Sentence(N_("Accepted, {message}: {said}")),
    "casereport.no-answer": Sentence(N_("The acknowledgement does not say whether {message} was accepted: {code}."), _ASK),
    "casereport.meddra-file": Sentence(N_("{file}, line {line}: this is no line of MedDRA."), N_("Take the files as MedDRA's maintainer delivered them.")),
    "casereport.meddra-version": Sentence(N_("“{version}” is no version of MedDRA; 27.1, for one, is."), N_("Enter the version of the files.")),
    "casereport.meddra-unknown": Sentence(N_("MedDRA {version} has no current lowest level term {code}."), N_("Search the term again.")),
    "casereport.document": Sentence(
        N_("{element} ({name}) has {size} bytes; a document that goes along may have {most}."), N_("Send large documents apart from the report.")
    ),
    "casereport.not-the-same": Sentence(
        N_("What was written of {batch} does not read back as the report; it is not sent."), N_("Tell whoever maintains the workbench; this must not happen.")
    ),
    "casereport.not-own": Sentence(N_("{identifier} has been nullified; nothing follows a nullification."), N_("Begin a new report.")),
    "casereport.reason": Sentence(N_("A nullification or an amendment needs its reason."), N_("Write the reason.")),
}
