"""What holds for every part of the window, tried on every picture of the gallery."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import theme
from tests.desktop.conftest import inside
from tests.gallery import SCENES

# Shown for the eyes of whoever changes the look: names of colours and icons, not words of the window.
WORKSHOP = ("tokens", "all_icons", "texts")
WINDOW = [name for name in SCENES if name not in WORKSHOP]
LATIN = re.compile(r"[A-Za-z]{2,}")
KEYS_AND_CODES = re.compile(
    r"(Ctrl|Shift|Alt)\+\S*|Enter|Space|Esc|Delete|F\d+|WT-\d+|E-[A-Z]+-\d+|MA0|Excel|\w+\.(jpg|docx)|[kMG]?B\b"
)


@pytest.fixture(params=WINDOW)
def scene(request: pytest.FixtureRequest, qtbot: QtBot, chinese: None) -> QWidget:
    made = SCENES[request.param]()
    qtbot.addWidget(made)
    made.show()
    QApplication.processEvents()
    return made


def seen(scene: QWidget) -> list[QWidget]:
    """Everything on the picture."""
    return [widget for widget in (scene, *inside(scene, QWidget)) if widget.isVisibleTo(scene)]


def of_qt(widget: QWidget) -> bool:
    """A part inside one of Qt's own widgets, which Qt answers for."""
    return widget.objectName().startswith("qt_")


def test_whatever_can_be_used_has_a_name(scene: QWidget) -> None:
    usable = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
    nameless = [
        repr(widget)
        for widget in seen(scene)
        if isinstance(widget, usable)
        and not of_qt(widget)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert nameless == []


def test_every_word_is_chinese(scene: QWidget) -> None:
    words = [widget.text() for widget in seen(scene) if isinstance(widget, QLabel | QAbstractButton)]
    words += [
        widget.placeholderText() for widget in seen(scene) if isinstance(widget, QLineEdit | QPlainTextEdit)
    ]
    words += [widget.accessibleName() for widget in seen(scene)]
    assert [word for word in words if LATIN.search(KEYS_AND_CODES.sub("", word))] == []


@pytest.mark.parametrize("size", [100, 125, 150, 200])
@pytest.mark.parametrize("name", [name for name in WINDOW if not name.startswith("frame")])
def test_no_word_is_cut_off_at_any_size(
    qapp: QApplication, qtbot: QtBot, chinese: None, name: str, size: int
) -> None:
    theme.apply(qapp, size=size)
    assert cut_off(shown(qtbot, name)) == []


@pytest.mark.parametrize("size", [90, 125, 150])
@pytest.mark.parametrize("name", ["frame_main", "frame_home", "frame_large"])
def test_no_word_is_cut_off_when_the_text_of_an_open_window_grows(
    qapp: QApplication, qtbot: QtBot, chinese: None, name: str, size: int
) -> None:
    window = shown(qtbot, name)
    theme.apply(qapp, size=size)
    QApplication.processEvents()
    assert cut_off(window) == []


def shown(qtbot: QtBot, name: str) -> QWidget:
    scene = SCENES[name]()
    qtbot.addWidget(scene)
    scene.show()
    QApplication.processEvents()
    return scene


def cut_off(scene: QWidget) -> list[str]:
    """Words whose widget has less room than they need; the field-like search button may cut its own."""
    return [
        widget.text()
        for widget in seen(scene)
        if isinstance(widget, QLabel | QAbstractButton)
        and widget.text()
        and not of_qt(widget)
        and widget.property("kind") != "search"
        and (widget.width() < least_width(widget) or widget.height() < least_height(widget))
    ]


def least_width(widget: QLabel | QAbstractButton) -> int:
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    return 0 if wraps else widget.sizeHint().width()


def least_height(widget: QLabel | QAbstractButton) -> int:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width())
    return widget.sizeHint().height()
