"""The lists: worked off by keys alone, each row in its place, each number opening exactly its rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.cases import queue as queue_module
from desktop.cases.badges import numbers
from desktop.cases.queue import CaseQueue
from desktop.screens.problems.view import ProblemsScreen
from desktop.widgets.rows_model import CELL
from sync.engine.actor_here import actor_here
from tests.desktop.cases import on_the_way
from tests.desktop.cases.conftest import At
from tests.desktop.cases.desk import Desk
from tests.stage import Stage

CTRL = Qt.KeyboardModifier.ControlModifier


class Fingers:
    """Presses keys, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifiers)
        QApplication.processEvents()


def titles(queue: CaseQueue) -> list[str]:
    model = queue.list.model
    return [model.row(place).problem.title for place in range(model.rowCount())]


def current(queue: CaseQueue) -> str:
    row = queue.list.current_row()
    return cast(str, row.problem.title) if row is not None else ""


def report_some(stage: Stage, titles: Sequence[str]) -> list[str]:
    return [on_the_way.reported(stage, title=title).problem_id for title in titles]


def test_thirty_problems_are_accepted_with_sixty_keys_and_the_last_comes_back(
    small_stage: Stage, at: At
) -> None:
    """domain-ux C6, 6: thirty in a minute, by keys alone; U takes back the last."""
    report_some(small_stage, [f"示例问题 {number:02}" for number in range(30)])
    desk, hand = at("coordinator-east"), Fingers()
    queue = desk.open("inbox")
    assert len(titles(queue)) == 30
    last = titles(queue)[-1]
    for _ in range(30):
        hand.press(Qt.Key.Key_1)
        hand.press(Qt.Key.Key_Return, CTRL)
    assert hand.count == 60
    assert [entry.kind for entry in desk.outbox()] == ["accept_problem"] * 30
    assert {entry.state for entry in desk.outbox()} == {"waiting"}
    desk.window.see("All accepted. Nothing waits.")
    hand.press(Qt.Key.Key_U)
    assert titles(queue) == [last]
    assert [entry.state for entry in desk.outbox()] == ["waiting"] * 29 + ["discarded"]
    desk.sync()
    assert [entry.state for entry in desk.outbox()] == ["accepted"] * 29 + ["discarded"]


def test_the_next_row_takes_the_place_of_one_that_is_done(small_stage: Stage, at: At) -> None:
    report_some(small_stage, ["甲", "乙", "丙"])
    desk, hand = at("coordinator-east"), Fingers()
    queue = desk.open("inbox")
    hand.press(Qt.Key.Key_J)
    assert current(queue) == "乙"
    hand.press(Qt.Key.Key_1)
    hand.press(Qt.Key.Key_Return, CTRL)
    assert current(queue) == "丙"
    assert queue.page.page.title.text() == "丙"
    hand.press(Qt.Key.Key_K)
    assert current(queue) == "甲"


def test_brackets_go_from_queue_to_queue(small_stage: Stage, at: At) -> None:
    report_some(small_stage, ["甲"])
    on_the_way.accepted(small_stage)
    desk, hand = at("coordinator-east"), Fingers()
    queue = desk.open("inbox")
    assert titles(queue) == ["甲"]
    hand.press(Qt.Key.Key_BracketRight)
    assert titles(queue) == ["不动产登记"]
    assert queue.list.view.hasFocus()
    hand.press(Qt.Key.Key_BracketLeft)
    hand.press(Qt.Key.Key_BracketLeft)
    assert titles(queue) == ["甲"]


def two_marked(stage: Stage, at: At, waiting: int) -> tuple[Desk, CaseQueue]:
    """A department's desk with so many orders to sign for, the first two of them marked."""
    for _ in range(waiting):
        on_the_way.transferred(stage)
    desk, hand = at("handler-housing"), Fingers()
    queue = desk.open("to_sign")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_J, Qt.Key.Key_Space):
        hand.press(key)
    return desk, queue


def test_marked_orders_are_signed_for_together(small_stage: Stage, at: At) -> None:
    desk, queue = two_marked(small_stage, at, waiting=3)
    Fingers().press(Qt.Key.Key_S)
    assert [entry.kind for entry in desk.outbox()] == ["sign_for_order"] * 2
    assert len(titles(queue)) == 1


def test_a_form_says_that_it_is_for_one_of_the_marked(small_stage: Stage, at: At) -> None:
    desk, queue = two_marked(small_stage, at, waiting=2)
    Fingers().press(Qt.Key.Key_O)
    desk.window.see("For this problem alone: 2 are marked")
    desk.window.fill("Reason", "不属本单位")
    desk.window.key("Ctrl+Return")
    assert len(desk.outbox()) == 1
    assert len(titles(queue)) == 1


def test_a_number_opens_exactly_its_problems(small_stage: Stage, at: At) -> None:
    ids = report_some(small_stage, ["甲", "乙", "丙"])
    desk = at("coordinator-east")
    queue = cast(ProblemsScreen, desk.open("problems"))
    assert sorted(titles(queue)) == sorted(["甲", "乙", "丙"])
    queue.open_record("problems", json.dumps(ids[:2]))
    assert sorted(titles(queue)) == sorted(["甲", "乙"])
    assert "2" in queue.choice.segments[0].text()
    queue.open_record("problem", ids[2])
    assert current(queue) == "丙"


def test_a_ring_shows_the_problems_in_it(small_stage: Stage, at: At) -> None:
    report_some(small_stage, ["甲"])
    on_the_way.in_hand(small_stage)
    desk = at("coordinator-east")
    queue = desk.open("problems")
    desk.window.press("Show: 处置")
    assert titles(queue) == ["不动产登记"]


def test_a_filter_that_fits_nothing_says_so_and_is_cleared_by_a_key(small_stage: Stage, at: At) -> None:
    report_some(small_stage, ["甲", "乙"])
    desk, hand = at("coordinator-east"), Fingers()
    queue = desk.open("inbox")
    hand.press(Qt.Key.Key_Slash)
    QTest.keyClicks(queue.list.filter, "xyz")
    desk.window.see("Nothing matches “xyz”")
    hand.press(Qt.Key.Key_Escape)
    assert titles(queue) == ["甲", "乙"]


def test_a_list_that_cannot_be_read_says_what_is_safe(
    small_stage: Stage, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_some(small_stage, ["甲"])
    desk = at("coordinator-east")

    def broken(*_arguments: object) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(queue_module, "look", broken)
        queue = desk.open("inbox")
        desk.window.see("The list could not be read. What you entered is safe.")
    desk.window.press("Try again")
    assert titles(queue) == ["甲"]


def test_news_keeps_the_place_in_the_list(small_stage: Stage, at: At) -> None:
    report_some(small_stage, ["甲", "乙"])
    desk, hand = at("coordinator-east"), Fingers()
    queue = desk.open("inbox")
    hand.press(Qt.Key.Key_J)
    report_some(small_stage, ["丙"])
    desk.sync()
    assert titles(queue) == ["甲", "乙", "丙"]
    assert current(queue) == "乙"


@pytest.mark.parametrize(
    ("screen", "person", "shown"),
    [
        ("inbox", "coordinator-east", []),
        ("orders", "coordinator-east", ["不动产登记"]),
        ("meetings", "coordinator-east", []),
        ("follow_up", "caller-east", []),
        ("to_sign", "handler-housing", ["不动产登记"]),
        ("in_hand", "handler-housing", []),
        ("problems", "rep-east", ["不动产登记"]),
    ],
)
def test_each_screen_shows_its_own(
    screen: str, person: str, shown: list[str], small_stage: Stage, at: At
) -> None:
    on_the_way.transferred(small_stage)
    assert titles(at(person).open(screen)) == shown


def test_the_state_stands_first_where_a_long_name_would_push_it_out(small_stage: Stage, at: At) -> None:
    on_the_way.transferred(small_stage)
    for screen, person in (("problems", "rep-east"), ("orders", "coordinator-east")):
        view = at(person).open(screen).list.view
        assert view.model().index(0, 0).data(CELL).line.startswith("已转办待签收·")


@pytest.mark.parametrize(
    ("person", "offered"), [("coordinator-east", True), ("leader-east", True), ("caller-east", False)]
)
def test_who_is_never_sent_on_site_has_no_list_of_it(
    person: str, offered: bool, small_stage: Stage, at: At
) -> None:
    codes = [segment.text() for segment in at(person).open("problems").choice.segments]
    assert ("Sent on site" in codes) == offered


def test_a_screen_opens_where_something_waits(small_stage: Stage, at: At) -> None:
    on_the_way.summoned(small_stage)
    desk, hand = at("handler-housing"), Fingers()
    queue = desk.open("to_sign")
    assert titles(queue) == ["不动产登记"]
    assert queue.choice.value() == "summoned"
    hand.press(Qt.Key.Key_BracketLeft)
    desk.window.see("No order waits to be signed for")
    desk.sync()
    assert titles(queue) == [], "where the person went, the screen stays"
    queue.hide()
    queue.show()
    assert titles(queue) == ["不动产登记"], "who comes back is led to what waits"


def test_who_begins_a_call_goes_on_with_it(small_stage: Stage, at: At) -> None:
    on_the_way.closed(small_stage)
    desk, hand = at("caller-east"), Fingers()
    queue = desk.open("follow_up")
    hand.press(Qt.Key.Key_C)
    assert queue.choice.value() == "calling"
    assert current(queue) == "不动产登记"
    hand.press(Qt.Key.Key_1)
    desk.window.see("Who answered")


def test_who_ends_the_last_call_is_led_to_the_next_firm(small_stage: Stage, at: At) -> None:
    on_the_way.closed(small_stage)
    on_the_way.called(small_stage)
    desk, hand = at("caller-east"), Fingers()
    queue = desk.open("follow_up")
    hand.press(Qt.Key.Key_BracketRight)
    hand.press(Qt.Key.Key_1)
    hand.press(Qt.Key.Key_Return, CTRL)
    assert (queue.choice.value(), len(titles(queue))) == ("to_call", 1)
    hand.press(Qt.Key.Key_C)
    assert queue.choice.value() == "calling", "the keyboard is where it can go on"


@pytest.mark.parametrize("filtered", [True, False])
def test_a_list_without_rows_keeps_the_keyboard(small_stage: Stage, at: At, filtered: bool) -> None:
    """Else the keys of the screen, of which the next queue is one, would do nothing any more."""
    report_some(small_stage, ["甲"])
    desk, hand = at("coordinator-east"), Fingers()
    queue = desk.open("inbox")
    if filtered:
        hand.press(Qt.Key.Key_Slash)
        QTest.keyClicks(queue.list.filter, "zz")
        hand.press(Qt.Key.Key_Return)
        hand.press(Qt.Key.Key_Escape)
    hand.press(Qt.Key.Key_1)
    hand.press(Qt.Key.Key_Return, CTRL)
    desk.window.see("All accepted. Nothing waits.")
    hand.press(Qt.Key.Key_BracketRight)
    assert titles(queue) == ["甲"]
    assert queue.list.view.hasFocus()


def test_a_meeting_is_listed_with_its_problem(small_stage: Stage, at: At) -> None:
    on_the_way.discussed(small_stage)
    desk = at("coordinator-east")
    queue = desk.open("meetings")
    assert titles(queue) == ["不动产登记"]
    desk.window.press("Show: Held")
    desk.window.see("由住建局办理")


def test_the_rail_counts_each_problem_once(small_stage: Stage) -> None:
    on_the_way.transferred(small_stage)
    on_the_way.summoned(small_stage)
    report_some(small_stage, ["甲", "乙"])
    handler = small_stage.laptop("handler-housing")
    coordinator = small_stage.laptop("coordinator-east")
    assert handler.read(numbers, actor_here(handler))["to_sign"] == 2
    assert coordinator.read(numbers, actor_here(coordinator))["inbox"] == 3


def test_on_a_narrow_window_enter_opens_and_escape_goes_back(small_stage: Stage, at: At) -> None:
    report_some(small_stage, ["甲"])
    desk, hand = at("coordinator-east"), Fingers()
    queue = desk.open("inbox")
    desk.frame.resize(820, 640)
    QApplication.processEvents()
    assert not queue.page.isVisible()
    hand.press(Qt.Key.Key_Return)
    assert queue.page.isVisible()
    assert not queue.list.isVisible()
    hand.press(Qt.Key.Key_Escape)
    assert queue.list.isVisible()
    desk.window.row("甲")  # a click, where only one of the two is seen
    assert queue.page.isVisible()


def test_a_screen_that_nobody_looks_at_reads_when_it_is_looked_at(small_stage: Stage, at: At) -> None:
    report_some(small_stage, ["甲"])
    desk = at("coordinator-east")
    queue = desk.open("inbox")
    queue.hide()
    report_some(small_stage, ["乙"])
    desk.sync()
    assert titles(queue) == ["甲"], "no work is done for what is not seen"
    queue.show()
    assert titles(queue) == ["甲", "乙"]


@pytest.mark.parametrize("typed", ["ydzr", "yongdian", "用电", "dfzy", "示例东方制药 zr"])
def test_the_filter_knows_characters_initials_and_pinyin(small_stage: Stage, at: At, typed: str) -> None:
    report_some(small_stage, ["甲", "用电增容"])
    desk, hand = at("coordinator-east"), Fingers()
    queue = desk.open("inbox")
    hand.press(Qt.Key.Key_Slash)
    desk.window.type(typed)
    assert "用电增容" in titles(queue)
    assert ("甲" in titles(queue)) == (typed == "dfzy")
    report_some(small_stage, ["用电检修"])
    desk.sync()
    assert ("用电检修" in titles(queue)) == ("zr" not in typed)
