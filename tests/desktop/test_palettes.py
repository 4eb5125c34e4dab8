"""Everything can be read: contrast of every pair that is put upon each other, on every palette."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import desktop
import resources
from desktop.palettes import LIGHT, MARKS, PAIRS, PALETTES, TONES
from desktop.widgets.badge import SHAPES

WHITE_ON_BLACK = 21.0

# Paper and pictures are black on white whatever the window looks like.
NOT_THE_WINDOW = {"documents", "files"}


def lightness(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((lightness(one), lightness(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(WHITE_ON_BLACK)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", PALETTES)
def test_text_and_marks_stand_out(name: str) -> None:
    table = PALETTES[name]
    weak = [
        f"{front} on {back}: {contrast(table[front], table[back]):.2f}"
        for pairs, least in ((PAIRS, 4.5), (MARKS, 3.0))
        for front, back in pairs
        if contrast(table[front], table[back]) < least
    ]
    assert weak == []


@pytest.mark.parametrize("name", PALETTES)
def test_every_palette_has_the_same_names(name: str) -> None:
    assert PALETTES[name].keys() == LIGHT.keys()


def test_no_two_tones_share_a_shape() -> None:
    assert SHAPES.keys() == set(TONES)
    assert len(set(SHAPES.values())) == len(TONES)


def test_no_colour_is_written_anywhere_else() -> None:
    room = Path(desktop.__file__).parent
    screen = [file for file in room.rglob("*.py") if not NOT_THE_WINDOW & set(file.parts)]
    sources = [*screen, *resources.path("styles").iterdir()]
    literal = re.compile(r"#[0-9a-fA-F]{6}\b|QColor\(\s*[\d\"']|GlobalColor\.(?!transparent)|\brgba?\(")
    found = {file.name for file in sources if literal.search(file.read_text("utf-8"))}
    assert found == {"palettes.py"}
