"""Changing one's own PIN and password, after proving with the old password."""
from __future__ import annotations

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.field import PasswordField
from ui.kit.layout import col, row, spread
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.text import Text
from ui.steps.proving import prover
from workbench.kernel.findings import Refused, Unavailable
from workbench.people.actions import change_secrets
from workbench.people.credentials import PASSWORD_LENGTH, PIN_DIGITS
from workbench.people.records import Factor, Proof


class SecretsSheet(Sheet):
    """The old password, then the new PIN and the new password twice."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("secrets", width=620)
        words = desk.words
        self._desk = desk
        self._old = PasswordField("old_password", words("Password as it is now"))
        self._pin = PasswordField("new_pin", words("New PIN"))
        self._password = PasswordField("new_password", words("New password"))
        self._again = PasswordField("new_password_again", words("New password again"))
        self._pin.set_source(words("{least} to {most} digits").format(least=PIN_DIGITS[0], most=PIN_DIGITS[1]), "info-circle")
        self._password.set_source(words("at least {least} characters").format(least=PASSWORD_LENGTH[0]), "info-circle")
        self._notice = Notice(name="notice.secrets")
        self._go = Confirm(words("Change"), name="do.save_secrets")
        self._go.pressed.connect(self._prove)
        for each in (self._old, self._pin, self._password, self._again):
            each.changed.connect(self._looked)
        foot = row(Button(words("Cancel"), name="do.cancel_secrets", act=self.cancel), None, self._go)
        self.set_body(
            col(
                Text(words("Change my PIN and password"), "page"), self._old, self._pin, spread((self._password, 1), (self._again, 1), gap=12), self._notice, 4,
                foot, gap=12,
            )
        )  # fmt: skip
        self._looked()

    def confirm(self) -> None:
        self._go.press()

    def _looked(self) -> None:
        words = self._desk.words
        asked = ((self._old, words("old password")), (self._pin, words("new PIN")), (self._password, words("new password")))
        left = [name for each, name in asked if not each.text]
        if self._password.text and self._password.text != self._again.text:
            left.append(words("the same password twice"))
        self._go.left(left)

    def _prove(self) -> None:
        person = self._desk.person
        if person is not None:
            self._go.left([self._desk.words("checking …")])
            prover(self._desk, Factor.PASSWORD)(person.id, self._old.text, self._change, self._failed)

    def _change(self, proof: object) -> None:
        if not isinstance(proof, Proof):
            raise TypeError("a proof was expected")
        done = self._desk.act(lambda: change_secrets(self._pin.text, self._password.text, proof=proof, **self._desk.doing()), self._notice)
        if done is None:
            self._looked()
            return
        self._desk.tell(self._desk.words("PIN and password are changed"))
        self.close_sheet()

    def _failed(self, fault: BaseException) -> None:
        if isinstance(fault, Refused):
            self._notice.refused(fault, self._desk.zone)
        elif isinstance(fault, Unavailable):
            self._notice.unavailable(fault)
        else:
            raise fault
        self._old.wipe()
        self._looked()


def ask_new_secrets(desk: Desk) -> None:
    """Opens the sheet."""
    desk.sheet(SecretsSheet(desk))
