"""Text that stands still."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.layouts import FlowLayout, clear
from desktop.widgets.text import Text
from tests.desktop.conftest import Show, inside


def test_markup_is_only_text(qtbot: QtBot) -> None:
    label = Text("<b>示例</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def boxes(page: QWidget) -> list[QRect]:
    return [label.geometry() for label in inside(page, QLabel)]


@pytest.mark.parametrize(("width", "lines"), [(400, 1), (210, 2), (100, 4)])
def test_a_row_continues_on_the_next_line(qtbot: QtBot, width: int, lines: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    flow = FlowLayout(page, gap=10)
    for _ in range(4):
        label = QLabel()
        label.setFixedSize(QSize(90, 20))
        flow.addWidget(label)
    flow.setGeometry(QRect(0, 0, width, 300))
    assert len({box.y() for box in boxes(page)}) == lines
    assert flow.heightForWidth(width) == lines * 20 + (lines - 1) * 10
    assert all(box.right() < width for box in boxes(page))


def test_a_cleared_layout_shows_nothing(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    flow = FlowLayout(page)
    flow.addWidget(QLabel("示例"))
    clear(flow)
    assert flow.count() == 0
    assert not any(label.isVisibleTo(page) for label in inside(page, QLabel))


def test_what_is_hidden_takes_no_room_in_a_row(show: Show) -> None:
    page = QWidget()
    flow = FlowLayout(page, gap=10)
    first, second = QLabel("first"), QLabel("second")
    for label in (first, second):
        flow.addWidget(label)
    first.hide()
    show(page)
    assert second.x() == 0
