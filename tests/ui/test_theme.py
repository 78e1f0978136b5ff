"""Every pair of colours that is used together can be read (WCAG 2.2: 4.5:1 for text, 3:1 for parts)."""
from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.conftest import ASSETS, RESOURCES
from ui.kit.chip import STATE_WORDS
from ui.kit.text import Text
from ui.kit.theme import STATES, TYPE, font, look

TEXTS = [
    *((ink, ground) for ink in ("text", "text2") for ground in ("surface", "surface2", "window", "sunken")),
    *(("text3", ground) for ground in ("surface", "surface2", "window", "sunken")),
    *(("on_primary", ground) for ground in ("primary", "primary_hover", "primary_press")),
    ("primary", "surface"), ("primary", "window"), ("primary", "primary_tint"), ("text", "primary_tint"), ("text2", "primary_tint"),
    ("text", "selection"), ("text2", "selection"), ("rail_text", "rail"), ("rail_text", "rail_hover"), ("rail_text_on", "rail"),
    ("rail_text_on", "rail_active"), ("on_badge", "badge"), ("text", "hit"),
    ("on_grade1", "grade1"), ("on_grade2", "grade2"), ("on_grade3", "grade3"), ("on_grade4", "grade4"),
    *((f"{state}.fg", f"{state}.tint") for state in STATES), *((f"{state}.fg", "surface") for state in STATES),
    *(("on_solid", f"{state}.fg") for state in STATES), *(("text", f"{state}.tint") for state in STATES), *(("text2", f"{state}.tint") for state in STATES),
]  # fmt: skip
PARTS = [
    ("line_strong", "surface"), ("line_strong", "window"), ("line_strong", "surface2"), ("focus", "surface"), ("focus", "window"), ("rail_mark", "rail"),
    ("rail_mark", "rail_active"), ("primary", "surface"), ("text", "primary"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_can_be_read(mode: str, ink: str, ground: str) -> None:
    colours = ASSETS.themes[mode].colours
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PARTS)
def test_parts_can_be_seen(mode: str, ink: str, ground: str) -> None:
    colours = ASSETS.themes[mode].colours
    wanted = 3 if (ink, ground) != ("text", "primary") else 1.9
    assert contrast(colours[ink], colours[ground]) >= wanted


def test_the_reckoning_of_contrast_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_both_themes_have_the_same_colours_and_every_state() -> None:
    light, dark = ASSETS.themes["light"], ASSETS.themes["dark"]
    assert light.colours.keys() == dark.colours.keys()
    assert set(light.icons) == set(STATES) == set(STATE_WORDS)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_style_sheet_names_only_colours_that_are_there(mode: str) -> None:
    assert "@" not in re.sub(r"/\*.*?\*/", "", ASSETS.sheet(ASSETS.themes[mode]), flags=re.DOTALL)


def test_every_icon_that_is_named_is_there_and_every_one_there_is_named() -> None:
    named = set(ASSETS.themes["light"].icons.values())
    source = "\n".join(path.read_text(encoding="utf-8") for folder in ("ui", "workbench") for path in (RESOURCES.parent / folder).rglob("*.py"))
    quoted = set(re.findall(r'"([a-z0-9-]+)"', source))
    there = {path.stem for path in (RESOURCES / "icons").glob("*.svg")}
    assert named <= there
    assert sorted(there - quoted - named) == []


def test_inter_comes_with_the_workbench(dressed: QApplication) -> None:
    assert font("body").family() == "Inter"
    assert all(font(kind).exactMatch() for kind in TYPE)


def test_a_theme_changes_what_is_shown_at_once(dressed: QApplication) -> None:
    label = Text("Steps", "head", "text2")
    label.show()
    assert label.palette().color(QLabel().foregroundRole()) == look.colour("text2")
    look.show(mode="dark")
    dressed.processEvents()
    assert label.palette().color(QLabel().foregroundRole()) == look.colour("text2")
    assert look.dark
    label.close()
