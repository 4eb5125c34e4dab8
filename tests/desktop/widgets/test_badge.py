"""A state is told by word, shape and colour."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.palettes import TONES
from desktop.widgets.badge import Badge, Mark


def grey(badge: Badge) -> QImage:
    return badge.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)


@pytest.mark.parametrize("tone", TONES)
def test_a_badge_says_its_word_to_a_screen_reader(qtbot: QtBot, tone: str) -> None:
    badge = Badge(Mark("超期 2 工作日", tone))
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "超期 2 工作日"
    assert badge.sizeHint().width() > 60


def test_in_grey_two_tones_still_differ(qtbot: QtBot) -> None:
    pictures = []
    for tone in TONES:
        badge = Badge(Mark("状态", tone))
        qtbot.addWidget(badge)
        badge.resize(badge.sizeHint())
        pictures.append(grey(badge))
    same = [
        (one, other)
        for one in range(len(pictures))
        for other in range(one)
        if pictures[one] == pictures[other]
    ]
    assert same == []


def test_another_mark_takes_its_place(qtbot: QtBot) -> None:
    badge = Badge(Mark("待同步"))
    qtbot.addWidget(badge)
    narrow = badge.sizeHint().width()
    badge.set_mark(Mark("未被接受，请看原因", "danger"))
    assert badge.sizeHint().width() > narrow
    assert badge.accessibleName() == "未被接受，请看原因"
