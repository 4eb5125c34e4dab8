"""Buttons: named, sized for what they show, following the palette."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.button import KINDS, Button
from tests.desktop.conftest import Show


@pytest.mark.parametrize("kind", KINDS)
def test_the_focus_can_be_seen(show: Show, kind: str) -> None:
    button = Button("签收", kind, key="S")
    show(button)
    button.clearFocus()
    without = button.grab().toImage()
    button.setFocus()
    assert button.hasFocus()
    assert button.grab().toImage() != without


def test_an_icon_alone_has_a_name_and_a_tip(qtbot: QtBot) -> None:
    button = Button("", "quiet", icon="print", name="打印", key="Ctrl+P")
    qtbot.addWidget(button)
    assert button.accessibleName() == "打印"
    assert button.toolTip() == "打印 Ctrl+P"
    assert button.sizeHint().width() < 60


def test_the_key_cap_takes_its_own_room(qtbot: QtBot) -> None:
    plain, keyed = Button("转办"), Button("转办", key="Ctrl+Enter")
    qtbot.addWidget(plain)
    qtbot.addWidget(keyed)
    assert keyed.sizeHint().width() > plain.sizeHint().width() + 50
    assert keyed.minimumSizeHint() == keyed.sizeHint()


def test_a_word_given_later_gets_the_usual_room(qtbot: QtBot) -> None:
    at_once, later = Button("再试一次"), Button("")
    qtbot.addWidget(at_once)
    qtbot.addWidget(later)
    later.setText("再试一次")
    assert later.sizeHint() == at_once.sizeHint()


def test_the_icon_grows_with_the_text(qapp: QApplication, show: Show) -> None:
    button = Button("打印", icon="print")
    show(button)
    usual = button.iconSize().width()
    theme.apply(qapp, size=200)
    assert button.iconSize().width() == usual * 2


def test_words_without_room_end_in_dots_and_keep_their_beginning(qtbot: QtBot) -> None:
    button = Button("12 人未同步，最早自 09-24 12:00 起", "link")
    qtbot.addWidget(button)
    assert button._fitting(400) == button.text()
    button.resize(120, 30)
    fitting = button._fitting(100)
    assert fitting.startswith("12 人")
    assert fitting.endswith("…")
