"""The case's own clock: it stands until the next act sets it, and never goes back."""

from __future__ import annotations

from datetime import datetime


class CaseClock:
    """A clock that tells the time of the act that is being played."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """The time of the case, with its zone."""
        return self._at

    def set(self, at: datetime) -> None:
        """Sets the clock on; ``ValueError`` for a time before the present one."""
        if at < self._at:
            raise ValueError(f"{at.isoformat()} is before {self._at.isoformat()}")
        self._at = at
