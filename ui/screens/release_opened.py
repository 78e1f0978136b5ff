"""Which exceptions a person has opened, until their review is signed: kept as a draft of that person, so that a lock or a fall loses nothing."""
from __future__ import annotations

from datetime import datetime

from ui.desk import Desk
from workbench.dossier.dossier import Dossier


class Opened:
    """Of one batch, by the person signed in. What one reviewer has opened, another has not."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._batch = ""
        self._person = ""
        self.at: dict[str, datetime] = {}
        """Key of an exception to when it was opened."""

    @property
    def _key(self) -> str:
        return f"release/{self._batch}/{self._person}"

    def look_at(self, dossier: Dossier) -> None:
        """Reads what the person signed in has opened of this batch."""
        person = self._desk.person.id if self._desk.person is not None else ""
        if (self._batch, self._person) != (dossier.batch.id, person):
            self._batch, self._person = dossier.batch.id, person
            kept = self._desk.drafts.find(self._key) or {}
            self.at = {key: datetime.fromisoformat(when) for key, when in kept.items()}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of what was opened."""
        return tuple(self.at)

    def open(self, key: str) -> None:
        """The person looks at it now."""
        if key not in self.at:
            self.at[key] = self._desk.clock.now()
            self._desk.drafts.keep(self._key, lambda: {each: when.isoformat() for each, when in self.at.items()})
            self._desk.drafts.flush()

    def forget(self) -> None:
        """The review is signed: the register remembers now."""
        self.at = {}
        self._desk.drafts.forget(self._key)
