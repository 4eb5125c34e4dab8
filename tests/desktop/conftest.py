"""For tests of the window: our look on every widget, and Chinese where a test asks for it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import i18n, theme
from desktop.garbage import collect_when_due


@pytest.fixture(autouse=True, scope="module")
def garbage_is_collected_here() -> Iterator[None]:
    """Servers and lanes of a test work in threads of this process, which must not destroy its widgets."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def garbage_of_one_test() -> Iterator[None]:
    """Little by little, so that not all comes at the end."""
    yield
    collect_when_due()


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[QApplication]:
    """The usual palette and text size; a test that changes them leaves no trace."""
    theme.apply(qapp)
    yield qapp
    theme.apply(qapp)


_Kind = TypeVar("_Kind", bound=QWidget)


def compose(editor: QWidget, preedit: str) -> None:
    """Show a half-typed word in the editor, as an input method does."""
    QCoreApplication.sendEvent(editor, QInputMethodEvent(preedit, []))


def type_chinese(editor: QWidget, text: str) -> None:
    """Put a finished word into the editor, as an input method does (key events carry no Chinese)."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(editor, event)


def inside(widget: QWidget, kind: type[_Kind]) -> list[_Kind]:
    """Every part of this kind. (Qt's type stubs do not say what `findChildren` finds.)"""
    found: Any = widget.findChildren(kind)
    return list(found)


Show = Callable[[QWidget], None]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a widget as the window in front, and takes it away when the test is over."""

    held: list[QWidget] = []

    def shown(widget: QWidget) -> None:
        held.append(widget)
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    return shown


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """The window speaks Chinese."""
    before = QLocale()
    translators = i18n.install(qapp)
    yield
    for translator in translators:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)
