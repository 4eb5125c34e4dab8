"""Shortcuts: they act where they should, and the list of them is the truth."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.keys import Key, Keys
from tests.desktop.conftest import Show


def test_a_letter_acts_in_its_pane_but_never_in_an_editor(qtbot: QtBot, show: Show) -> None:
    page, keys, done = QWidget(), Keys(), []
    lines = QVBoxLayout(page)
    button, editor = QPushButton("b"), QLineEdit()
    lines.addWidget(button)
    lines.addWidget(editor)
    keys.bind(page, "1", "Accept", lambda: done.append("1"), "Triage")
    keys.bind(page, "Ctrl+Enter", "Submit", lambda: done.append("submit"), "Triage")
    show(page)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_1)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_1)
    assert (done, editor.text()) == (["1"], "1")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert done == ["1", "submit", "submit"]


def test_the_listing_holds_what_exists_now(qtbot: QtBot) -> None:
    page, keys = QWidget(), Keys()
    qtbot.addWidget(page)
    keys.bind(page, "F5", "Sync", lambda: None, "Everywhere", window=True)
    gone = keys.bind(page, "U / Ctrl+Z", "Undo", lambda: None, "Everywhere")
    keys.mention(page, "J", "Next", "In lists")
    keys.mention(page, "J", "Next", "In lists")
    assert keys.listing() == [
        Key("F5", "Sync", "Everywhere"),
        Key("U / Ctrl+Z", "Undo", "Everywhere"),
        Key("J", "Next", "In lists"),
    ]
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    assert [key.keys for key in keys.listing()] == ["F5", "J"]
