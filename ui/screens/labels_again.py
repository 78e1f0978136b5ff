"""Printing a label again: the reason, and after release a supervisor's signature."""

from __future__ import annotations

from functools import partial

from ui.desk import Desk
from ui.kit.notice import Notice
from ui.kit.sign import SignRow
from ui.kit.theme import look
from ui.screens.asking import AskSheet, reason_field
from ui.steps.printing import DPI, press, profiles
from ui.steps.sending import label_actor, send_labels
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Done
from workbench.labels.actions.printing import print_label
from workbench.labels.reckoning import LabelState, Life
from workbench.labels.records import LabelPrint
from workbench.labels.rules import supervisor_needed
from workbench.people.records import Meaning
from workbench.people.rights import Act, roles_for
from workbench.people.signing import SecondPerson
from workbench.printing.records import Printer


def print_again(desk: Desk, dossier: Dossier, life: Life, printer: Printer | None, notice: Notice) -> None:
    """Asks why, then prints it anew; the one before becomes void. A refusal appears in ``notice``."""
    words, label = look.words, life.label
    profile = profiles(desk).get(label.profile)

    def act(sheet: AskSheet) -> bool:
        why = sheet.value("reason")
        if profile is not None and supervisor_needed(dossier, profile, life.paper is not LabelState.PROVED):
            ask_signature(desk, _request(life, why), lambda signed: _print(desk, dossier, life, why, printer, signed, notice))
        else:
            _print(desk, dossier, life, why, printer, None, notice)
        return True

    title = words("Print label {label} again").format(label=label.id)
    note = words("The new one says DUPLICATE, and the one before becomes void.")
    desk.sheet(AskSheet("print-again", title, [reason_field()], words("Print again"), "do.print-again-now", act, note))


def _print(desk: Desk, dossier: Dossier, life: Life, why: str, printer: Printer | None, signed: Signed | None, notice: Notice) -> None:
    second = SecondPerson(signed.actor, signed.proof) if signed else None
    actor = label_actor(desk, Act.PRINT_LABEL)
    made = partial(
        print_label, dossier.batch.id, life.label.thing, life.label.profile, why, dpi=printer.dpi if printer else DPI,
        printer=printer.id if printer else None, supervisor=second, press=press(desk),
    )  # fmt: skip

    def printed(done: Done) -> None:
        new = next(each for each in done.changed if isinstance(each, LabelPrint))
        if printer is not None:
            send_labels(desk, dossier.batch.id, [new.id], printer.id)

    desk.act(lambda: made(actor=actor, register=desk.register, clock=desk.clock), notice, printed)


def _request(life: Life, why: str) -> SignatureRequest:
    words, label = look.words, life.label
    rows = [SignRow(words("Label"), f"{label.id} · {label.identifier}"), SignRow(words("Reason for another print"), why)]
    return SignatureRequest(
        words("Allow another print of label {label}").format(label=label.id), words("Its batch is released."), rows, Meaning.APPROVED, b"",
        roles_for(Act.ALLOW_REPRINT), words("Supervisor"), words("Sign as supervisor"),
    )  # fmt: skip
