"""Sentences about symbols that are built from values: ISBT 128, Single European Code, GS1."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

CODES = N_("The administrator corrects the codes of the site under Settings, Codes.")

SENTENCES = {
    "barcodes.isbt-facility": Sentence(N_("“{value}” is not a facility identification number of ISBT 128."), CODES),
    "barcodes.isbt-din": Sentence(N_("“{value}” cannot be a donation identification number."), CODES),
    "barcodes.isbt-flags": Sentence(
        N_("“{value}” cannot stand as the flags of a donation identification number."), N_("Report this to the administrator.")
    ),
    "barcodes.isbt-product": Sentence(N_("“{value}” does not have the form of an ISBT 128 product code."), CODES),
    "barcodes.isbt-division": Sentence(
        N_("The product code “{value}” cannot be divided into this many containers."),
        N_("Enter an undivided product code (it ends with 00); at most 26 containers are told apart."),
    ),
    "barcodes.isbt-date": Sentence(N_("The year {value} cannot be written in ISBT 128."), N_("Correct the date.")),
    "barcodes.isbt-coi": Sentence(
        N_("The chain-of-identity number “{value}” cannot be carried as an ISBT 128 chain of identity identifier."),
        N_("Print the label with the workbench's own identifier."),
    ),
    "barcodes.isbt-compound": Sentence(
        N_("“{value}” cannot be part of a compound message of ISBT 128."), N_("Report this to the administrator.")
    ),
    "barcodes.isbt-checked": Sentence(
        N_("No check character can be computed over “{value}”: only digits and capital letters count."), N_("Report this to the administrator.")
    ),
    "site.licence-unconfirmed": Sentence(
        N_("ISBT 128 stays off: nobody has confirmed that this site is registered with ICCBBA and holds its licence."),
        N_("Register the site, then confirm it here. Until then labels carry the workbench's own identifiers."),
    ),
    "site.licence-number": Sentence(N_("The number of the registration with ICCBBA is missing."), N_("Enter it as it stands on the licence.")),
    "site.establishment": Sentence(
        N_("“{value}” is not a country of two letters and a tissue establishment of six characters."),
        N_("Enter both as they stand in the EU compendium, or leave both empty."),
    ),
    "site.isbt-off": Sentence(
        N_("ISBT 128 is off: this site has entered no facility number and confirmed no licence."),
        N_("The administrator enters both under Settings, Codes. Until then print a label with the workbench's own identifier."),
    ),
    "site.formula-unknown": Sentence(N_("No formula {formula} is known here."), N_("Choose it from the list.")),
    "barcodes.sec-part": Sentence(N_("“{value}” cannot stand as “{part}” in a Single European Code."), CODES),
    "barcodes.gs1-digits": Sentence(N_("“{value}” is not a number of which GS1 could check a digit."), CODES),
    "barcodes.gs1-gtin": Sentence(N_("“{value}” is not a GTIN of 14 digits, or its check digit does not fit."), CODES),
    "barcodes.gs1-identifier": Sentence(
        N_("The application identifier {ai} is not built here, or comes twice."), N_("Report this to the administrator.")
    ),
    "barcodes.gs1-value": Sentence(
        N_("“{value}” is not allowed behind the application identifier {ai}."), N_("Print the label with the workbench's own identifier.")
    ),
    "barcodes.gs1-alone": Sentence(N_("The application identifier {ai} needs {needs} in the same symbol."), CODES),
}
