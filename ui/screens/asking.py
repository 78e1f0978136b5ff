"""A small sheet that asks for a few words before an act: a reason, a cause, a choice. The act's refusal appears in it."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from datetime import date

from ui.kit.button import Button, Confirm
from ui.kit.field import ChoiceField, Field, NoteField, TextField
from ui.kit.layout import Part, col, row
from ui.kit.moment_field import DateField
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.text import Text
from ui.kit.theme import look


class AskSheet(Sheet):
    """``AskSheet("pause", "Pause the batch", fields, "Pause", "do.pause-now", act)``; ``act`` does it and says whether it stands.

    Fields named in ``optional`` may stay empty. ``waits`` says that the act goes on beside the window.
    """

    def __init__(
        self, name: str, title: str, fields: Sequence[Field], button: str, button_name: str, act: Callable[[AskSheet], bool], note: str = "",
        optional: Container[str] = (),
    ) -> None:  # fmt: skip
        super().__init__(name, width=620)
        words = look.words
        self.fields = {each.name: each for each in fields}
        self.notice = Notice(name=f"notice.{name}")
        self._act, self._optional = act, optional
        self._go = Confirm(button, name=button_name)
        self._go.pressed.connect(self._done)
        parts: list[Part] = [Text(title, "page", wrap=True)]
        if note:
            parts.append(Text(note, "note", "text2", wrap=True))
        parts += [*fields, self.notice, row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12)]
        self.set_body(col(*parts, gap=12))
        for each in fields:
            each.changed.connect(self._look)
        self._look()

    def value(self, name: str) -> str:
        """What stands in one of the fields."""
        field = self.fields[name]
        if isinstance(field, ChoiceField):
            return field.code
        return field.text if isinstance(field, (TextField, NoteField)) else ""

    def day(self, name: str) -> date | None:
        """The day that stands in a field for days; none where it is empty."""
        field = self.fields[name]
        return field.value if isinstance(field, DateField) else None

    def waits(self, goes_on: bool) -> None:
        """Blocks the button while the act goes on elsewhere; gives it back when it was refused."""
        if goes_on:
            self._go.left([look.words("checking …")])
        else:
            self._look()

    def confirm(self) -> None:
        """Ctrl+Enter."""
        self._go.press()

    def _look(self) -> None:
        missing = [each for name, each in self.fields.items() if name not in self._optional and not self.value(name)]
        unread = [each for each in self.fields.values() if isinstance(each, DateField) and each.text and each.value is None]
        self._go.left([each.label.text() for each in (*missing, *unread)])

    def _done(self) -> None:
        if self._act(self):
            self.close_sheet()


def reason_field(name: str = "reason") -> NoteField:
    """The field that asks why."""
    return NoteField(name, look.words("Reason"))
