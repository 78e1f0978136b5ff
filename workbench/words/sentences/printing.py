"""Sentences about printers and about labels on their way to them."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

LOOK = N_("Look in the printer: scan the label on its bag, or write it off with the reason. Only then can another be printed.")
AGAIN = N_("Nothing was printed. Put it right and send again.")

SENTENCES: dict[str, Sentence] = {
    "printing.name": Sentence(N_("A printer needs a name of at most {most} characters."), N_("Name it as people at the bench call it.")),
    "printing.name-taken": Sentence(N_("There is a printer “{name}” already."), N_("Choose another name.")),
    "printing.address": Sentence(
        N_("“{address}” is not the address of a printer."), N_("Write host:port, such as 192.168.7.20:9100, or the name of an installed printer.")
    ),
    "printing.system-has-no-zpl": Sentence(
        N_("“{name}” is a printer of this computer: it gets pages, not ZPL, and tells no state."), N_("Choose bitmap and no answer, or a network printer.")
    ),
    "printing.no-such-printer": Sentence(N_("There is no printer {printer}."), N_("Choose one of the printers that are set up.")),
    "printing.out-of-use": Sentence(N_("The printer {name} is out of use."), N_("Choose another printer.")),
    "printing.system-elsewhere": Sentence(N_("{name} is a printer of this computer and prints only from the window."), N_("Print it from the window.")),
    "printing.void": Sentence(N_("Label {label} is void and is not printed."), N_("Print a new one, with its reason.")),
    "printing.unknown": Sentence(N_("Nobody knows whether label {label} came out of the printer. It is not sent again."), LOOK),
    "printing.sent-before": Sentence(
        N_("Label {label} was sent already. It is not sent again."), N_("Scan it on its bag; if it is spoilt, write it off and print another.")
    ),
    "printing.batch-over": Sentence(N_("Label {label} is not printed: its batch is “{status}”."), N_("Print a tag: it says so.")),
    "printing.refused": Sentence(N_("The printer refuses the connection. Label {label} was not sent."), AGAIN),
    "printing.unreachable": Sentence(N_("The printer cannot be reached. Label {label} was not sent."), AGAIN),
    "printing.silent": Sentence(
        N_("The printer does not answer: paper or ribbon may be out, or its head open. Label {label} was not sent."), AGAIN
    ),
    "printing.strange-answer": Sentence(N_("The printer answers what cannot be understood ({detail}). Label {label}."), LOOK),
    "printing.hung-up": Sentence(N_("The printer closed the connection before label {label} was sent."), AGAIN),
    "printing.not-ready": Sentence(N_("The printer is not ready: {detail}. Label {label} was not sent."), AGAIN),
    "printing.busy": Sentence(
        N_("The printer still has another label in it. Label {label} was not sent."), N_("Wait until it is out, or clear the printer. Then send again.")
    ),
    "printing.stalled": Sentence(N_("The printer stopped taking label {label} ({detail}). Nobody knows whether it will come out."), LOOK),
    "printing.cut": Sentence(N_("The connection to the printer broke under label {label} ({detail}). Nobody knows whether it came out."), LOOK),
    "printing.no-answer": Sentence(N_("All of label {label} left, but the printer does not say that it came out."), LOOK),
    "printing.stopped": Sentence(N_("The printer stopped with label {label} in it: {detail}."), LOOK),
    "printing.not-finished": Sentence(N_("Label {label} is still in the printer."), LOOK),
    "printing.sent": Sentence(N_("Label {label} came out of the printer."), N_("Stick it on its bag and scan it there.")),
    "printing.sent-unanswered": Sentence(
        N_("All of label {label} left for the printer, which does not answer."), N_("Take it, stick it on its bag and scan it there.")
    ),
    "printing.spooled": Sentence(
        N_("Label {label} was handed to the printer of this computer."), N_("Take it, stick it on its bag and scan it there.")
    ),
    "printing.spooler": Sentence(N_("The printer of this computer did not take label {label} ({detail})."), AGAIN),
    "printing.too-small": Sentence(N_("The rulers need a label of at least {least} × {least} mm."), N_("Choose the size of the paper in the printer.")),
    "printing.not-true": Sentence(
        N_("The ruler of {nominal} measures {measured}; {allowed} more or less is allowed. The printer does not print at true size."),
        N_("Set its driver to 100 %, without fitting to the page, and print the rulers again."),
    ),
    "printing.scales": Sentence(
        N_("The printer {name} did not print its rulers at true size: no label is sent to it."),
        N_("Set its driver to 100 %, print the rulers again, and enter what is measured; or choose another printer."),
    ),
    "printing.no-such-system-printer": Sentence(
        N_("This computer has no printer “{name}”."), N_("Install it, or choose another printer for this label.")
    ),
}

FAULTS = (N_("paper out"), N_("ribbon out"), N_("head open"), N_("paused"), N_("memory full"), N_("too hot"))
"""What a printer says of itself, as findings name it."""
