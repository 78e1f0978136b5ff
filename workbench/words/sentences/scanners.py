"""Sentences about scanners: what one does wrong, and what to set in it."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SEPARATOR = N_(
    "Let the scanner send the group separator as the control character (in keyboard mode Ctrl+]), or connect it as a serial scanner (USB-COM). "
    "Until then lot and serial numbers of makers that could be read in two ways are refused."
)

SENTENCES: dict[str, Sentence] = {
    "scanner.another-code": Sentence(
        N_("Something else arrived: {arrived}"),
        N_("Scan the symbol that is asked for, and cover its neighbours. If it was that one, set the scanner to factory settings."),
    ),
    "scanner.russian-layout": Sentence(
        N_("The scanner types through the Russian keyboard layout."),
        N_("Connect it as a serial scanner (USB-COM), or switch the keyboard of this computer to English; with the AIM identifier the workbench undoes it."),
    ),
    "scanner.caps-lock": Sentence(
        N_("Caps Lock is on, or the scanner swaps capital and small letters."),
        N_("Switch Caps Lock off, or set “ignore Caps Lock” in the scanner; with the AIM identifier the workbench undoes it."),
    ),
    "scanner.one-case": Sentence(
        N_("All letters arrive in one case."),
        N_("Switch the conversion of letters off in the scanner (“case conversion: none”)."),
    ),
    "scanner.separator-lost": Sentence(N_("The group separator of GS1 codes is lost."), SEPARATOR),
    "scanner.separator-spelled": Sentence(N_("The group separator arrives spelled out, as {detail}."), SEPARATOR),
    "scanner.separator-alt": Sentence(N_("The group separator arrives as Alt and digits ({detail})."), SEPARATOR),
    "scanner.separator-other": Sentence(N_("Instead of the group separator “{detail}” arrives."), SEPARATOR),
    "scanner.doubled": Sentence(
        N_("The code arrives twice in one scan."),
        N_("Set a delay between two readings of the same symbol, and one reading for each pull of the trigger."),
    ),
    "scanner.cut": Sentence(
        N_("Only a part of the code arrives: {arrived}"),
        N_("Set a longer delay between characters (10 ms), allow long codes in the scanner, and let it send no blocks."),
    ),
    "scanner.added": Sentence(
        N_("Something stands before or behind the code: {detail}"),
        N_("Leave only the prefix STX, the AIM identifier and the suffix Enter; take everything else off."),
    ),
    "scanner.aim-wrong": Sentence(
        N_("The AIM identifier is that of another kind of symbol: {arrived}"),
        N_("Let the scanner send GS1 symbols as GS1 (]C1, ]d2)."),
    ),
    "scanner.other-layout": Sentence(
        N_("Signs are changed ({detail}): scanner and computer have different keyboard layouts."),
        N_("Set the country of the scanner's keyboard to that of this computer, or connect it as a serial scanner (USB-COM)."),
    ),
    "scanner.suffix-missing": Sentence(
        N_("No Enter comes behind the code."),
        N_("Set the suffix Enter (CR) in the scanner: without it a scan is not taken."),
    ),
    "scanner.slow": Sentence(
        N_("The characters come slowly: the workbench takes them for typing."),
        N_("Set no delay between characters in the scanner, or the prefix STX, or connect it as a serial scanner (USB-COM)."),
    ),
    "scanner.aim-off": Sentence(
        N_("No AIM identifier comes before the code."),
        N_("Better: switch it on (“transmit AIM code ID”). It tells the kind of the symbol and the keyboard layout."),
    ),
    "scanner.end-missing": Sentence(
        N_("No end comes behind the code: a silence is taken for it."),
        N_("Better: set the suffix Enter (CR) in the scanner, so that a scan that broke off is known."),
    ),
    "scanner.prefix-missing": Sentence(
        N_("No STX comes before the code: the scan is known by its speed only."),
        N_("Better: set the prefix STX (Ctrl+B, 02 hex), or connect it as a serial scanner."),
    ),
    "scanner.typed-form": Sentence(
        N_("“{typed}” is no code that may be typed: it has no check character."),
        N_("Type our own identifier whole (%…), a donation number with the character in the box behind it, or a GS1 code with its brackets."),
    ),
    "scanner.typed-check": Sentence(
        N_("“{typed}”: the check character does not fit. At least one character is wrong."), N_("Read the code again, with its check character.")
    ),
    "scanner.typed-unchecked": Sentence(
        N_("“{typed}”: no part of it has a check digit."), N_("Type the GTIN (01) as well, as it stands beside the symbol.")
    ),
    "scanner.symbols-left": Sentence(N_("{count} test symbols have not been scanned."), N_("Scan every symbol of the sheet once.")),
}
