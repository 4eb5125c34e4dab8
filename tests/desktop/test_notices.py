"""Telling the person something: how long, in which order, and never into a half-typed word."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import notices as room
from desktop.composition import Composition
from desktop.notices import KINDS, Kind, Notices
from desktop.widgets.notice_bar import FootLine


class Composing(QObject):
    """Stands for an input method with an open word."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.open = True

    def is_open(self) -> bool:
        return self.open

    def end(self) -> None:
        self.open = False
        self.ended.emit()


def test_what_needs_a_look_stays_and_what_is_done_passes(qapp: QApplication) -> None:
    notices = Notices()
    notices.say("warning", "clock is off")
    notices.say("success", "saved")
    assert [notice.text for notice in notices.shown()] == ["clock is off"]
    passing = notices.passing()
    assert passing is not None
    assert passing.text == "saved"


def test_undo_lasts_at_least_ten_seconds() -> None:
    assert KINDS["undo"].seconds is not None
    assert KINDS["undo"].seconds >= 10


def test_a_passing_notice_ends_by_itself(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(room.KINDS, "success", Kind("check", "success", 0, passing=True))
    notices = Notices()
    line = FootLine(notices)
    qtbot.addWidget(line)
    notices.say("success", "saved")
    assert notices.passing() is not None
    qtbot.waitUntil(lambda: notices.passing() is None)
    assert not line.done.isVisibleTo(line)


def test_undo_takes_back_the_newest_first(qapp: QApplication) -> None:
    notices, undone = Notices(), []
    notices.offer_undo("accepted", lambda: undone.append("first"))
    notices.offer_undo("accepted", lambda: undone.append("second"))
    assert notices.undo_last()
    assert notices.undo_last()
    assert not notices.undo_last()
    assert undone == ["second", "first"]


def test_a_button_acts_once_and_its_notice_goes(qapp: QApplication) -> None:
    notices, acted = Notices(), []
    said = notices.say("info", "one visit was recovered", "Show", lambda: acted.append(True))
    notices.act_on(said)
    assert acted == [True]
    assert notices.shown() == []


def test_the_same_thing_said_twice_is_shown_once(qapp: QApplication) -> None:
    notices = Notices()
    for text in ("clock is off", "disk is full", "clock is off"):
        notices.say("warning", text)
    assert [notice.text for notice in notices.shown()] == ["disk is full", "clock is off"]


def test_nothing_is_shown_while_a_word_is_composed(qapp: QApplication, qtbot: QtBot) -> None:
    composing = Composing()
    notices = Notices(cast(Composition, composing))
    notices.say("refusal", "moved on")
    notices.offer_undo("accepted", lambda: None)
    assert notices.shown() == []
    assert notices.passing() is None
    with qtbot.waitSignal(notices.changed):
        composing.end()
    assert [notice.text for notice in notices.shown()] == ["moved on"]
