"""The look: the mainland's glyphs, sizes that follow the text, icons in the palette's colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from desktop import icons, theme
from desktop.palettes import LIGHT
from desktop.widgets.text import Text

ICONS = sorted(Path(name).stem for name in resources.names("icons") if not name.endswith("zhuqitong.svg"))


def test_han_glyphs_come_from_a_simplified_face(qapp: QApplication) -> None:
    words = QTextLayout("骨直复关海角", theme.font())
    words.beginLayout()
    words.createLine()
    words.endLayout()
    faces = {run.rawFont().familyName() for run in words.glyphRuns()}
    assert faces <= set(theme.FAMILIES)


def test_text_and_lengths_grow_together(qapp: QApplication, qtbot: QtBot) -> None:
    label = Text("承德", "title")
    qtbot.addWidget(label)
    label.show()
    before = label.sizeHint().width()
    theme.apply(qapp, size=150)
    assert theme.px(20) == 30
    assert theme.font("title").pixelSize() == round(19 * 1.5)
    assert label.sizeHint().width() == pytest.approx(before * 1.5, rel=0.05)


@pytest.mark.parametrize(("size", "larger", "smaller"), [(100, 110, 90), (200, 200, 175), (80, 90, 80)])
def test_sizes_go_in_steps(qapp: QApplication, size: int, larger: int, smaller: int) -> None:
    theme.apply(qapp, size=size)
    assert (theme.next_size(1), theme.next_size(-1)) == (larger, smaller)


def test_every_colour_of_the_style_sheet_and_the_palette_has_a_name(qapp: QApplication) -> None:
    assert theme.colour("accent") == QColor(LIGHT["accent"])
    assert "$" not in qapp.styleSheet()
    with pytest.raises(KeyError):
        theme.colour("mauve")


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication, name: str) -> None:
    picture = icons.pixmap(name, "danger_ink", 24).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    solid = [
        picture.pixelColor(x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 120
    ]
    assert len(solid) > 8
    wanted = QColor(LIGHT["danger_ink"])
    assert all(max(abs(dot.red() - wanted.red()), abs(dot.blue() - wanted.blue())) < 8 for dot in solid)


@pytest.mark.parametrize("name", ICONS)
def test_icons_share_one_grid_and_one_stroke(name: str) -> None:
    drawing = resources.read_text(f"icons/{name}.svg")
    for part in ('viewBox="0 0 24 24"', 'fill="none"', 'stroke="currentColor"', 'stroke-width="1.7"'):
        assert part in drawing


def test_an_icon_grows_with_the_text(qapp: QApplication) -> None:
    usual = icons.pixmap("sync", size=20).width()
    theme.apply(qapp, size=200)
    assert icons.pixmap("sync", size=20).width() == usual * 2


def test_the_program_has_a_mark_of_its_own(qapp: QApplication) -> None:
    assert not icons.application_icon().pixmap(64).isNull()
