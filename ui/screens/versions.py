"""Versions that two people approve, of formulas and of label files: the list, what one says, its signatures, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui.desk import Desk, Doing, Screen
from ui.kit.button import Button
from ui.kit.card import Card, card_head, label_value
from ui.kit.layout import FLUSH, Part, box, clear, col, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead, WithSide
from ui.kit.sign import SignRow
from ui.kit.signature import SignatureBlock
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Line, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.asking import AskSheet, reason_field
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.kernel.findings import Done
from workbench.kernel.ports import Reader
from workbench.kernel.values import Stored
from workbench.people.digests import content_digest
from workbench.people.records import Meaning, Person, Signature
from workbench.people.rights import Act, roles_for
from workbench.words.formats import date_text, moment_text, role_name
from workbench.words.translation import Words


class Version(Protocol):
    """What is asked of a version, whatever it is of."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def digest(self) -> bytes: ...
    @property
    def at(self) -> datetime: ...
    @property
    def person(self) -> str: ...


V = TypeVar("V", bound=Version)


@dataclass(frozen=True, slots=True)
class Said:
    """What a screen of versions calls itself and its things, each under ``N_``; the names of its parts end in ``part``."""

    part: str
    title: str
    note: str
    column: str
    withdrawal: str
    approve: Act
    withdraw: Act
    list_width: int
    state_width: int


class VersionsScreen(Screen, Generic[V]):
    """``list.<list_name>``, ``do.propose-<part>``, ``do.approve-<part>``, ``do.withdraw-<part>``. What a version is of fills in the rest."""

    place = "formulas"
    said: Said
    kind: type[Version]
    list_name = ""

    def __init__(self, desk: Desk, other: Button, middle: Callable[[QVBoxLayout], QWidget], *more: Button) -> None:
        super().__init__(desk)
        words, said = look.words, self.said
        self.version: V | None = None
        self.versions: tuple[V, ...] = ()
        self.other = other
        self.propose = Button(words("Propose from a file"), "ghost", "upload", name=f"do.propose-{said.part}", tool=True, act=self._choose)
        self.head = PageHead(words.marked(said.title), "", right=(*more, other, self.propose), mark=desk.mark)
        self.notice = Notice(name=f"notice.{self.list_name}")
        self.table = TableView(self.list_name, Rows(self._columns()), row=52, says=words.marked(said.title))
        self.table.chosen.connect(self._chosen)
        self.reading, self._side = col(gap=12, edges=FLUSH), col(gap=10, edges=FLUSH)
        list_ = box(col((Card(col(self.table, gap=0), edges=(1, 1, 1, 1)), 1), gap=0, edges=FLUSH), width=said.list_width)
        main = spread(list_, (middle(self.reading), 1), gap=16)
        self.setLayout(col(self.head, self.notice, (WithSide(main, box(self._side), says=words("Approval")), 1), gap=12, edges=PAGE))

    # -------------------------------------------------------------------------------------------------- what a version is of
    def read(self, reader: Reader) -> tuple[V, ...]:
        """Every version, in the order of the list."""
        raise NotImplementedError

    def called(self, version: V) -> str:
        """What it is a version of."""
        raise NotImplementedError

    def look_of(self, version: V) -> tuple[str, str]:
        """Its state: the look, and the word under ``N_``."""
        raise NotImplementedError

    def show_reading(self) -> None:
        """Fills ``reading`` with what the chosen version says."""
        raise NotImplementedError

    def facts(self, version: V) -> Sequence[Part]:
        """More facts for the card of its approval."""
        return ()

    def more(self, version: V) -> tuple[Sequence[QWidget], Sequence[QWidget]]:
        """What stands below its signatures: before the button that approves it, and after."""
        return (), ()

    def rows(self, version: V) -> list[SignRow]:
        """What is said of it to who signs."""
        raise NotImplementedError

    def signed(self, version: V) -> tuple[Stored, ...]:
        """What a signature covers."""
        raise NotImplementedError

    def proposed(self, text: str, path: Path) -> Done | None:
        """Proves a file and keeps it as a version."""
        raise NotImplementedError

    def approved(self, version: V, given: Signed, doing: Doing) -> Done:
        """One of the two signatures of an approval."""
        raise NotImplementedError

    def withdrawn(self, version: V, reason: str, given: Signed, doing: Doing) -> Done:
        """Withdraws it for good."""
        raise NotImplementedError

    # -------------------------------------------------------------------------------------------------- the list
    @property
    def title(self) -> str:
        return look.words.marked(self.said.title)

    def _columns(self) -> tuple[Column, ...]:
        return (Column(look.words.marked(self.said.column), stretch=1), Column(look.words("State"), self.said.state_width))

    def enter(self, argument: object = None) -> None:
        """Shows the versions; one of them if it is named."""
        self.refresh()
        if isinstance(argument, str):
            self.table.choose(argument)

    def refresh(self) -> None:
        words = look.words
        with self.desk.register.reading() as reader:
            self.versions = self.read(reader)
        self.table.rows.show_lines([self._row(each, words) for each in self.versions])
        kept = self.version.id if self.version else (self.versions[0].id if self.versions else "")
        self.version = next((each for each in self.versions if each.id == kept), None)
        self.head.say(self.title, words.marked(self.said.note), self.desk.mark)
        if kept:
            self.table.choose(kept)
        self.show_chosen()

    def _row(self, version: V, words: Words) -> Row:
        state, word = self.look_of(version)
        note = words("version {n} · {day}").format(n=version.version, day=date_text(version.at.date(), words))
        return Row((Cell(self.called(version), note, ident=True, strong=True), Cell(words.marked(word), state=state)), version.id)

    def _chosen(self, record: object) -> None:
        self.version = next((each for each in self.versions if each.id == record), None)
        self.notice.clear()
        self.show_chosen()

    def show_chosen(self) -> None:
        """Shows what the chosen version says, and its signatures."""
        clear(self.reading)
        self.show_reading()
        self._show_side()

    @property
    def older(self) -> V | None:
        """The version before the chosen one."""
        version = self.version
        mine = [each for each in self.versions if version and self.called(each) == self.called(version) and each.version < version.version]
        return max(mine, key=lambda each: each.version, default=None)

    def show_difference(self, old: V, new: V, columns: tuple[Column, ...], lines: Sequence[Line]) -> None:
        """What ``new`` changes, as a table."""
        words = look.words
        self.reading.addWidget(Text(words("Version {old} → version {new}").format(old=old.version, new=new.version), "head"))
        self.reading.addWidget(TableView("difference", Rows(columns, lines), row=44, head=32, grows=True, wraps=True, says=words("Difference")))

    def show_nothing(self, title: str) -> None:
        """No version is there yet."""
        self.reading.addWidget(EmptyState("books", title, look.words("Propose one from a file; two people then approve it.")))

    # -------------------------------------------------------------------------------------------------- signatures and acts
    def _show_side(self) -> None:
        clear(self._side)
        version, words, part = self.version, look.words, self.said.part
        if version is None:
            return
        with self.desk.register.reading() as reader:
            signatures = reader.find(Signature, {"subject": version.id}, sort="seq")
            people = {each.id: each.name for each in reader.find(Person)}
        facts: list[Part] = [
            card_head(words("Approval")),
            label_value(words("Digest"), version.digest.hex()[:12].upper(), ident=True),
            label_value(words("Proposed by"), people.get(version.person, version.person)),
            *self.facts(version),
        ]
        self._side.addWidget(Card(col(*facts, gap=7)))
        for each in signatures:
            meaning = words("Approved") if each.meaning is Meaning.APPROVED else words("Withdrawn")
            name = f"{people.get(each.person, each.person)} · {role_name(each.role, words)}"
            self._side.addWidget(SignatureBlock("signed", meaning, name, moment_text(each.at, self.desk.zone, words, offset=True)))
        before, after = self.more(version)
        for widget in before:
            self._side.addWidget(widget)
        state, _ = self.look_of(version)
        if state == "await":
            self._side.addWidget(Button(words("Approve"), "primary", "writing-sign", name=f"do.approve-{part}", wide=True, act=self._approve))
        for widget in after:
            self._side.addWidget(widget)
        if state != "rejected":
            self._side.addWidget(Button(words("Withdraw"), "danger", "ban", name=f"do.withdraw-{part}", wide=True, act=self._withdraw))
        self._side.addStretch(1)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, look.words("Propose from a file"), "", "TOML (*.toml)")
        if chosen:
            self.propose_from(Path(chosen))

    def propose_from(self, path: Path) -> None:
        """Proves the file and stores it as a version; a bad file is refused with file, place and reason."""
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            self.notice.show_notice("stop", look.words("The file cannot be read: {reason}").format(reason=str(fault)))
            return
        done = self.proposed(text, path)
        if done is not None:
            self.enter(next((each.id for each in done.changed if isinstance(each, self.kind)), None))

    def _approve(self) -> None:
        words = look.words
        self._sign(Meaning.APPROVED, self.said.approve, words("Approve this version"), words("Sign the approval"), self.approved)

    def _withdraw(self) -> None:
        """Asks why, then for the signature."""
        words = look.words

        def done(sheet: AskSheet) -> bool:
            reason = sheet.value("reason")
            self._sign(
                Meaning.WITHDRAWN, self.said.withdraw, words("Withdraw this version"), words("Sign the withdrawal"),
                lambda version, given, doing: self.withdrawn(version, reason, given, doing),
            )  # fmt: skip
            return True

        note = words.marked(self.said.withdrawal)
        self.desk.sheet(AskSheet("withdraw", words("Withdraw this version"), [reason_field()], words("Go on to sign"), "do.withdraw-now", done, note))

    def _sign(self, meaning: Meaning, act: Act, title: str, button: str, then: Callable[[V, Signed, Doing], Done]) -> None:
        words, version, roles = look.words, self.version, roles_for(act)
        assert version is not None
        rows = [*self.rows(version), SignRow(words("Digest"), version.digest.hex()[:16].upper())]

        def signed(given: Signed) -> None:
            doing = self.desk.doing()
            doing["actor"] = given.actor
            self.desk.act(lambda: then(version, given, doing), self.notice, lambda _done: self.refresh())

        request = SignatureRequest(
            title=title, note=version.id, rows=rows, meaning=meaning, digest=content_digest(self.signed(version)), roles=roles,
            role_label=" / ".join(role_name(each, words) for each in roles), button=button,
        )  # fmt: skip
        ask_signature(self.desk, request, signed)

    def retranslate(self) -> None:
        self.propose.setText(look.words("Propose from a file"))
        self.table.rows.set_titles(self._columns())
        self.refresh()
