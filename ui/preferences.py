"""What one workstation remembers of itself: language, theme, density, window size, its name, its scanner's port. Nothing that matters to quality."""
from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QGuiApplication

from workbench.words.translation import LANGUAGES

MODES = ("light", "dark", "system")


@dataclass(frozen=True, slots=True)
class Preferences:
    """``language`` is empty until somebody has chosen one; ``mode`` is light, dark or system. ``port`` is empty without a serial scanner."""

    language: str = ""
    mode: str = "system"
    gloves: bool = False
    workstation: str = ""
    port: str = ""
    baud: str = "9600"

    @property
    def theme(self) -> str:
        """The theme that this means now."""
        if self.mode != "system":
            return self.mode
        hints = QGuiApplication.styleHints()
        return "dark" if hints is not None and hints.colorScheme() is Qt.ColorScheme.Dark else "light"


class Kept:
    """The preferences in a file of the user. Without a file (a rehearsal) they last as long as the window."""

    def __init__(self, file: Path | None) -> None:
        self._file = QSettings(str(file), QSettings.Format.IniFormat) if file is not None else None
        self.now = self._read()

    def _read(self) -> Preferences:
        if self._file is None:
            return Preferences()
        language, mode = str(self._file.value("language", "")), str(self._file.value("mode", "system"))
        return Preferences(
            language if language in LANGUAGES else "", mode if mode in MODES else "system",
            str(self._file.value("gloves", "")) == "true", str(self._file.value("workstation", "")), str(self._file.value("port", "")),
            str(self._file.value("baud", "9600")),
        )  # fmt: skip

    def change(self, **changes: str | bool) -> Preferences:
        """Changes some and keeps them."""
        self.now = replace(self.now, **changes)  # type: ignore[arg-type]
        if self._file is not None:
            for name, value in changes.items():
                self._file.setValue(name, str(value).lower() if isinstance(value, bool) else value)
        return self.now

    @property
    def geometry(self) -> QByteArray:
        """Size and place of the window when it was last closed."""
        kept = self._file.value("geometry") if self._file is not None else None
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_geometry(self, geometry: QByteArray) -> None:
        """Remembers size and place."""
        if self._file is not None:
            self._file.setValue("geometry", geometry)
