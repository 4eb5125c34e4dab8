"""A quick hand: a key that comes before the next problem is read is not lost, and does nothing to a problem
that nobody has seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.cases import early_key
from desktop.cases.queue import CaseQueue
from tests.desktop.cases import on_the_way
from tests.desktop.cases.conftest import At
from tests.desktop.cases.desk import Desk
from tests.desktop.slow_lane import Slow
from tests.stage import Stage

NOT_DONE = "was not done: the problem was not here yet"


@pytest.fixture
def three(small_stage: Stage, at: At) -> tuple[Desk, CaseQueue, Slow]:
    """Three problems to accept, on a laptop that reads slowly."""
    for title in ("甲", "乙", "丙"):
        on_the_way.reported(small_stage, title=title)
    desk = at("coordinator-east")
    queue = desk.open("inbox")
    return desk, queue, slowly(desk)


def slowly(desk: Desk) -> Slow:
    slow = Slow()
    desk.workplace.lanes = replace(desk.lanes, read=slow)
    return slow


def shown(queue: CaseQueue) -> str:
    return queue.page.page.title.text()


def test_a_key_before_the_next_problem_opens_its_form(three: tuple[Desk, CaseQueue, Slow]) -> None:
    desk, queue, slow = three
    for title in ("甲", "乙"):
        desk.window.key("1")
        assert (shown(queue), queue.page.is_typing()) == (title, True)
        desk.window.key("Ctrl+Return")
        desk.window.key("1")  # the next one is not read yet
        assert not queue.page.is_typing()
        slow.let_go()
    assert (shown(queue), queue.page.is_typing()) == ("丙", True)
    assert [entry.kind for entry in desk.outbox()] == ["accept_problem"] * 2, (
        "a form is open, nothing is done"
    )


def test_a_key_while_the_act_is_being_done_is_for_the_next_problem(small_stage: Stage, at: At) -> None:
    for title in ("甲", "乙"):
        on_the_way.reported(small_stage, title=title)
    desk, slow = at("coordinator-east"), Slow()
    queue = desk.open("inbox")
    desk.workplace.lanes = replace(desk.lanes, write=slow)
    for key in ("1", "Ctrl+Return", "1"):
        desk.window.key(key)
    slow.let_go()
    assert (shown(queue), queue.page.is_typing()) == ("乙", True)
    assert len(desk.outbox()) == 1


def test_what_has_no_form_is_not_done_to_a_problem_that_nobody_saw(small_stage: Stage, at: At) -> None:
    for _ in range(2):
        on_the_way.transferred(small_stage)
    desk = at("handler-housing")
    queue = desk.open("to_sign")
    slow = slowly(desk)
    for _ in range(2):
        desk.window.key("S")
    slow.let_go()
    assert [entry.kind for entry in desk.outbox()] == ["sign_for_order"]
    assert queue.list.model.rowCount() == 1
    notice = desk.notices.passing()
    assert notice is not None
    assert NOT_DONE in notice.text
    desk.window.key("S")
    assert len(desk.outbox()) == 2


def test_the_same_problem_is_not_begun_again(small_stage: Stage, at: At) -> None:
    """It stays in its list, and the key was meant for another."""
    on_the_way.in_hand(small_stage)
    desk = at("handler-housing")
    queue = desk.open("in_hand")
    slow = slowly(desk)
    desk.window.key("P")
    desk.window.fill("Progress", "已约企业")
    desk.window.key("Ctrl+Return")
    desk.window.key("P")
    slow.let_go()
    assert not queue.page.is_typing()
    notice = desk.notices.passing()
    assert notice is not None
    assert NOT_DONE in notice.text


@pytest.mark.parametrize("way", ["J", "BracketRight", "Slash"])
def test_whoever_goes_elsewhere_means_it_no_more(three: tuple[Desk, CaseQueue, Slow], way: str) -> None:
    desk, queue, slow = three
    for key in ("1", "Ctrl+Return", "1", way):
        desk.window.key(key)
    slow.let_go()
    assert not queue.page.is_typing()


def test_a_key_of_long_ago_opens_nothing(
    three: tuple[Desk, CaseQueue, Slow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(early_key, "LASTS_MS", 0)
    desk, queue, slow = three
    for key in ("1", "Ctrl+Return", "1"):
        desk.window.key(key)
    slow.let_go()
    assert (shown(queue), queue.page.is_typing()) == ("乙", False)


def test_after_a_refusal_it_is_forgotten(small_stage: Stage, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    """The form stays, and what follows is about it."""
    for title in ("甲", "乙"):
        on_the_way.reported(small_stage, title=title)
    desk, slow = at("coordinator-east"), Slow()
    queue = desk.open("inbox")
    desk.workplace.lanes = replace(desk.lanes, write=slow)

    def full(*_given: object) -> None:
        raise OSError("disk is full")

    monkeypatch.setattr(desk.laptop, "perform", full)
    for key in ("1", "Ctrl+Return", "1"):
        desk.window.key(key)
    slow.let_go()
    assert (shown(queue), queue.page.is_typing()) == ("甲", True)
    assert queue.page.early.key() == ""
