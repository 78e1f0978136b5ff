"""Sentences about scans and identifiers."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

_AGAIN = N_("Scan once more. If it stays so, type what stands under the symbol.")
_WHOLE = N_("Scan once more, slowly and the whole symbol.")
_LABEL = N_("Scan once more. If it stays so, the label is wrong: tell its maker, and put the item aside.")
_AIM = N_("Have the scanner set to send the AIM identifier and to use a USB serial (COM) connection.")
_ONE = N_("Scan one symbol at a time.")
_OTHER = N_("Scan another symbol of the same thing.")

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
    "scan.empty": Sentence(N_("Nothing was scanned."), _AGAIN),
    "scan.escape": Sentence(N_("The line is not a scan in escaped form."), N_("Write characters that cannot be seen as Python escapes, such as \\x1d.")),
    "scan.too-long": Sentence(N_("“{scanned}” is longer than any symbol that the program reads."), _ONE),
    "scan.not-text": Sentence(N_("“{scanned}” holds bytes that are not text."), _AIM),
    "scan.control": Sentence(N_("“{scanned}” holds control characters that no symbol has."), _AIM),
    "scan.white-space": Sentence(
        N_("“{scanned}” holds white space, which no such symbol has."),
        N_("Scan instead of typing. If the scanner adds spaces, switch that off in it."),
    ),
    "scan.layout": Sentence(
        N_("“{scanned}” mixes characters of two keyboard layouts."),
        N_("Scan without touching the keyboard. A scanner on a USB serial (COM) connection does not depend on the layout."),
    ),
    "scan.prefix": Sentence(N_("“{prefix}” before “{scanned}” names a kind of symbol that the program does not read."), _OTHER),
    "scan.unknown": Sentence(N_("“{scanned}” is of no standard that the program reads."), _OTHER),
    "scan.ambiguous": Sentence(N_("“{scanned}” can be read in two ways, and the program does not guess."), _AIM),
    "scan.check-character": Sentence(
        N_("“{scanned}”: the check in structure {structure} does not fit. At least one character was misread or mistyped."),
        _AGAIN,
    ),
    "scan.isbt-identifier": Sentence(N_("“{scanned}”: “{identifier}” begins no structure of ISBT 128."), _WHOLE),
    "scan.isbt-cut": Sentence(N_("“{scanned}” ends in the middle of structure {structure}."), _WHOLE),
    "scan.isbt-content": Sentence(N_("“{scanned}”: “{data}” cannot be the content of structure {structure}."), _LABEL),
    "scan.isbt-date": Sentence(N_("“{scanned}”: “{data}” in structure {structure} is no date or time that there is."), _LABEL),
    "scan.isbt-flags": Sentence(N_("“{scanned}”: the flags of the donation number in structure {structure} have no meaning yet."), _LABEL),
    "scan.isbt-retired": Sentence(N_("“{scanned}” holds structure {structure}, which ISBT 128 has given up."), _OTHER),
    "scan.isbt-unused": Sentence(N_("“{scanned}” holds structure {structure}, which the program does not use."), _OTHER),
    "scan.isbt-count": Sentence(N_("“{scanned}”: the message announces {declared} structures and holds {counted}."), _WHOLE),
    "scan.isbt-order": Sentence(N_("“{scanned}”: the structures are not in the order of message {message}, or that order is not published."), _LABEL),
    "scan.isbt-message": Sentence(N_("“{scanned}” holds a compound message inside something else."), _ONE),
    "scan.isbt-national": Sentence(N_("“{scanned}”: the national structure “{identifier}” stands inside a compound message, which may hold none."), _LABEL),
    "scan.isbt-twice": Sentence(N_("“{scanned}” holds structure {structure} twice: two scans have run together."), _ONE),
    "scan.isbt-pair": Sentence(N_("“{scanned}” holds structures {structures}, which no symbol joins: two scans have run together."), _ONE),
    "scan.gs1-characters": Sentence(N_("“{scanned}” holds characters that GS1 element strings do not have."), _AGAIN),
    "scan.gs1-form": Sentence(N_("“{scanned}”: “{value}” behind ({ai}) does not have the form that it must have."), _WHOLE),
    "scan.gs1-unused": Sentence(N_("“{scanned}”: the application identifier ({ai}) is not in use here."), _OTHER),
    "scan.gs1-value": Sentence(N_("“{scanned}”: “{value}” is no value that ({ai}) can have."), _LABEL),
    "scan.gs1-date": Sentence(N_("“{scanned}”: “{value}” behind ({ai}) is no date or time that there is."), _LABEL),
    "scan.check-digit": Sentence(N_("“{scanned}”: the check digit of “{value}” does not fit. At least one digit was misread."), _AGAIN),
    "scan.gs1-missing": Sentence(
        N_("“{scanned}”: ({ai}) has no meaning without another element that is not there."),
        N_("Scan the symbol that holds all of them, usually the square one."),
    ),
    "scan.gs1-exclusive": Sentence(N_("“{scanned}”: ({ai}) and ({other}) exclude each other."), _ONE),
    "scan.gs1-repeated": Sentence(N_("“{scanned}” holds ({ai}) twice with different values."), _ONE),
    "scan.gs1-gtins": Sentence(N_("“{scanned}” holds two trade items: two scans have run together."), _ONE),
    "scan.bare-number": Sentence(N_("“{scanned}” is a bare number: it may be a trade item number or something else."), _AIM),
    "scan.gs1-internal": Sentence(N_("“{scanned}” may be internal data of GS1 or anything else: nothing in it tells."), _AIM),
    "scan.separator-lost": Sentence(
        N_("“{scanned}”: “{value}” behind ({ai}) may be two values, their separator lost on the way."),
        N_("Prove with the test symbol of the settings that the scanner sends group separators; a USB serial (COM) connection does."),
    ),
    "scan.separator-spelled": Sentence(
        N_("“{scanned}”: the scanner spells the group separator as “<GS>”."),
        N_("Have the scanner set to send the character itself (hexadecimal 1D)."),
    ),
    "scan.hibc-characters": Sentence(N_("“{scanned}” holds characters that HIBC does not have."), _AGAIN),
    "scan.hibc-check": Sentence(N_("“{scanned}”: the HIBC check character does not fit. At least one character was misread."), _AGAIN),
    "scan.hibc-form": Sentence(N_("“{scanned}” is not built as HIBC asks."), _LABEL),
    "scan.hibc-date": Sentence(N_("“{scanned}” holds a date or time that there is not."), _LABEL),
    "scan.hibc-link": Sentence(
        N_("“{scanned}”: the two HIBC symbols do not belong to each other."),
        N_("Scan both symbols of the same item, one directly after the other."),
    ),
}
