"""What is done with master formulas on their screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ui.desk import Desk
from ui.kit.notice import Notice
from ui.kit.sign import SignRow
from ui.kit.theme import look
from ui.screens.asking import AskSheet, reason_field
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.formula.actions import approve_formula, confirm_assumptions, propose_formula, signed_text, withdraw_formula
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion
from workbench.formula.rules import unconfirmed
from workbench.people.digests import content_digest
from workbench.people.records import Meaning
from workbench.people.rights import Act, roles_for
from workbench.words.formats import role_name


class FormulaPage(Protocol):
    """What these acts need of the screen that they belong to."""

    version: FormulaVersion | None
    notice: Notice

    def enter(self, argument: object = None) -> None:
        """Shows this version."""

    def refresh(self) -> None:
        """Reads the register again."""


class FormulaActs:
    """The acts of the formulas screen."""

    def __init__(self, desk: Desk, screen: FormulaPage) -> None:
        self.desk, self.screen = desk, screen

    @property
    def version(self) -> FormulaVersion:
        """The version on the screen."""
        assert self.screen.version is not None
        return self.screen.version

    def propose(self, text: str, file: str) -> None:
        """Proves a file and keeps it as a version that waits for approval."""
        done = self.desk.act(lambda: propose_formula(text, file, **self.desk.doing()), self.screen.notice)
        if done is not None:
            self.screen.enter(next((each.id for each in done.changed if isinstance(each, FormulaVersion)), None))

    def approve(self) -> None:
        """One of the two signatures of an approval."""
        self._sign(Meaning.APPROVED, Act.APPROVE_FORMULA, look.words("Approve this version"), look.words("Sign the approval"), self._approved)

    def _approved(self, given: Signed) -> None:
        doing = self.desk.doing()
        doing["actor"] = given.actor
        self.desk.act(lambda: approve_formula(self.version.id, proof=given.proof, **doing), self.screen.notice, lambda _done: self.screen.refresh())

    def confirm(self) -> None:
        """Confirms every assumption that is still open, with the ground for it."""
        words, version = look.words, self.version
        places = unconfirmed(version, formula_of(version.text))

        def done(sheet: AskSheet) -> bool:
            act = lambda: confirm_assumptions(version.id, places, sheet.value("reason"), **self.desk.doing())  # noqa: E731 - one act, named where it is handed on
            return self.desk.act(act, sheet.notice, lambda _done: self.screen.refresh()) is not None

        note = words("This confirms all {n} open values of this version for this site. Read them under Assumptions first.").format(n=len(places))
        self.desk.sheet(AskSheet("confirm", words("Confirm assumptions"), [reason_field()], words("Confirm all"), "do.confirm-now", done, note))

    def withdraw(self) -> None:
        """Asks why, then for the signature."""
        words = look.words

        def done(sheet: AskSheet) -> bool:
            self._withdraw(sheet.value("reason"))
            return True

        note = words("Batches in work under this version go on hold until somebody decides about each.")
        self.desk.sheet(AskSheet("withdraw", words("Withdraw this version"), [reason_field()], words("Go on to sign"), "do.withdraw-now", done, note))

    def _withdraw(self, reason: str) -> None:
        def signed(given: Signed) -> None:
            doing = self.desk.doing()
            doing["actor"] = given.actor
            act = lambda: withdraw_formula(self.version.id, reason, proof=given.proof, **doing)  # noqa: E731 - one act, named where it is handed on
            self.desk.act(act, self.screen.notice, lambda _done: self.screen.refresh())

        self._sign(Meaning.WITHDRAWN, Act.WITHDRAW_FORMULA, look.words("Withdraw this version"), look.words("Sign the withdrawal"), signed)

    def _sign(self, meaning: Meaning, act: Act, title: str, button: str, then: Callable[[Signed], object]) -> None:
        words, version = look.words, self.version
        formula = formula_of(version.text)
        rows = [
            SignRow(words("Formula"), formula.text[words.language]),
            SignRow(words("Version"), str(version.version)),
            SignRow(words("Steps"), str(len(formula.steps))),
            SignRow(words("Assumptions open"), str(len(unconfirmed(version, formula))), good=not unconfirmed(version, formula)),
            SignRow(words("Digest"), version.digest.hex()[:16].upper()),
        ]
        roles = roles_for(act)
        request = SignatureRequest(
            title=title,
            note=version.id,
            rows=rows,
            meaning=meaning,
            digest=content_digest(signed_text(version)),
            roles=roles,
            role_label=" / ".join(role_name(each, words) for each in roles),
            button=button,
        )
        ask_signature(self.desk, request, then)
