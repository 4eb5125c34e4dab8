"""The lanes: off the window's thread and back, in order, and nobody is told who is gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from desktop.background import ImmediateLane, Lane, Lanes


@pytest.fixture
def lane(qapp: QCoreApplication) -> Iterator[Lane]:
    made = Lane("test")
    yield made
    made.close()


def test_work_is_done_elsewhere_and_told_here(lane: Lane, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    lane.run(
        lambda word: f"{word} in {threading.current_thread().name}",
        "done",
        done=lambda result: told.append((result, threading.current_thread().name)),
    )
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("done in test_0", threading.main_thread().name)]


def test_work_is_done_in_the_order_it_was_asked_for(lane: Lane, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(50):
        lane.run(done.append, number)
    told: list[None] = []
    lane.run(lambda: None, done=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert done == list(range(50))


def test_an_error_goes_to_who_asked(lane: Lane, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    lane.run(int, "no number", failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ValueError)


def test_an_error_that_nobody_asked_for_is_said_aloud(lane: Lane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lane.unexpected) as heard:
        lane.run(int, "no number", done=lambda _number: None)
    assert heard.args is not None
    assert isinstance(heard.args[0], ValueError)


def test_a_destroyed_owner_is_told_nothing(lane: Lane, qtbot: QtBot) -> None:
    owner, other = QObject(), QObject()
    told: list[object] = []
    lane.run(lambda: "gone", done=told.append, failed=told.append, owner=owner)
    lane.run(lambda: "here", done=told.append, owner=other)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["here"]


def test_forgotten_work_that_waits_is_not_begun(lane: Lane, qtbot: QtBot) -> None:
    gate = threading.Event()
    begun: list[str] = []
    told: list[object] = []
    lane.run(gate.wait, 5.0)
    stale = lane.run(begun.append, "stale", done=told.append)
    lane.run(begun.append, "fresh", done=told.append)
    lane.forget(stale)
    gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert (begun, told) == (["fresh"], [None])


def test_a_lane_that_keeps_its_work_does_even_what_is_forgotten(qapp: QCoreApplication) -> None:
    lane = Lane("writes", keeps_work=True)
    gate = threading.Event()
    written: list[int] = []
    lane.run(gate.wait, 5.0)
    lane.forget(lane.run(written.append, 1))
    lane.run(written.append, 2)
    gate.set()
    lane.close()
    assert written == [1, 2]


def test_closing_leaves_no_thread_and_tells_nobody(qapp: QCoreApplication) -> None:
    lanes = Lanes.start()
    told: list[object] = []
    for lane in (lanes.read, lanes.write, lanes.network):
        lane.run(lambda: 1, done=told.append)
    lanes.close()
    QCoreApplication.processEvents()
    assert told == []
    names = {thread.name.split("_")[0] for thread in threading.enumerate()}
    assert not names & {"read", "write", "network"}


def test_progress_comes_in_order_and_ends_with_its_owner(lane: Lane, qtbot: QtBot) -> None:
    owner = QObject()
    heard: list[object] = []
    report = lane.report_to(heard.append, owner)
    told: list[object] = []
    lane.run(lambda: [report(step) for step in range(3)], done=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert heard == [0, 1, 2]
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    report(3)
    QCoreApplication.processEvents()
    assert heard == [0, 1, 2]


def test_the_immediate_lane_has_told_before_run_returns(qapp: QCoreApplication) -> None:
    lane = ImmediateLane("now")
    told: list[bool] = []
    lane.run(lambda: threading.current_thread() is threading.main_thread(), done=told.append)
    assert told == [True]


def test_a_closed_lane_begins_nothing(qapp: QCoreApplication) -> None:
    lane = Lane("closed")
    lane.close()
    begun: list[int] = []
    lane.run(begun.append, 1)
    assert begun == []
