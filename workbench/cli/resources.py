"""What comes with the workbench as data: formulas, labels, fonts, icons, catalogues. Only composition roots read it."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from workbench.kernel.findings import Unavailable

# Beside the packages, in a checkout as in an installed copy: a wheel lays the three packages and this folder next to each other.
RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@dataclass(frozen=True)
class Resources:
    """The resources below one folder. Read when first asked for; ``Unavailable`` ("resources.unreadable") names what is not there."""

    folder: Path = RESOURCES

    @cached_property
    def formulas(self) -> Mapping[str, str]:
        """Name of a master formula (``CART19-AUTO``) to the text of its file."""
        return self._texts("formulas")

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Name of a label to the text of its file."""
        return self._texts("labels")

    @cached_property
    def regimes(self) -> Mapping[str, str]:
        """Name of a legal pathway to the text of its file."""
        return self._texts("regimes")

    @cached_property
    def grading(self) -> Mapping[str, str]:
        """Name of a table of grades (``ctcae-v5``) to the text of its file."""
        return self._texts("grading")

    @cached_property
    def clocks(self) -> Mapping[str, str]:
        """Name of a reporting regime to the text of the file with its clocks."""
        return self._texts("clocks")

    @cached_property
    def holidays(self) -> Mapping[str, str]:
        """Country to the text of the file with its holidays."""
        return self._texts("holidays")

    @cached_property
    def schedules(self) -> Mapping[str, str]:
        """Name of a schedule of observations to the text of its file."""
        return self._texts("schedules")

    @cached_property
    def signals(self) -> Mapping[str, str]:
        """Name of a plan of monitors to the text of its file."""
        return self._texts("signals")

    @cached_property
    def papers(self) -> Mapping[str, str]:
        """Code of a printed form (``CIOMS-I``) to the text of its file."""
        return self._texts("papers")

    @cached_property
    def registries(self) -> Mapping[str, str]:
        """Name of a registry to the text of the file with the columns of its export."""
        return self._texts("registries")

    @cached_property
    def fonts(self) -> Mapping[str, Path]:
        """Name of a font (its file without the ending) to its file."""
        return {path.stem: path for path in self._files("fonts") if path.suffix in (".ttf", ".otf")}

    @property
    def icons(self) -> Path:
        """The folder of the icons."""
        return self._folder("icons")

    @property
    def locale(self) -> Path:
        """The folder of the catalogues, one folder per language."""
        return self._folder("locale")

    @property
    def style(self) -> Path:
        """The folder of the colour tokens and the style sheet."""
        return self._folder("style")

    def text(self, name: str) -> str:
        """The text of one file, named relative to the resources (``style/tokens.json``)."""
        path = self.folder / name
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as reason:
            raise Unavailable("resources.unreadable", f"{path}: {reason}") from reason

    def data(self, name: str) -> bytes:
        """The bytes of one file, named relative to the resources (``manual/pictures/step.png``)."""
        path = self.folder / name
        try:
            return path.read_bytes()
        except OSError as reason:
            raise Unavailable("resources.unreadable", f"{path}: {reason}") from reason

    def _texts(self, name: str) -> Mapping[str, str]:
        return {path.stem: self.text(f"{name}/{path.name}") for path in self._files(name) if path.suffix == ".toml"}

    def _files(self, name: str) -> tuple[Path, ...]:
        return tuple(sorted(path for path in self._folder(name).iterdir() if path.is_file()))

    def _folder(self, name: str) -> Path:
        folder = self.folder / name
        if not folder.is_dir():
            raise Unavailable("resources.unreadable", str(folder))
        return folder
