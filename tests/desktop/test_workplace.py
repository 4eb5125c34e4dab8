"""What every screen is given: reading, doing, taking back, and the words of a no."""

from __future__ import annotations

import errno
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from desktop.changes import EVERYTHING
from sync.domain.errors import Quarantined, Refused
from sync.engine import outbox
from sync.store.tables import Outbox, Visit
from tests import cases
from tests.city import appointment
from tests.desktop.desk import At, Desk, at
from tests.desktop.slow_lane import Slow
from tests.stage import Stage

__all__ = ["at"]


def shown(desk: Desk) -> list[str]:
    """The notices above the content."""
    return [notice.text for notice in desk.workplace.notices.shown()]


def never(_entry: Outbox) -> None:
    pytest.fail("it was done")


def test_what_is_done_is_told_once_and_waits_to_be_sent(at: At) -> None:
    desk = at("rep-east")
    told: list[frozenset[str]] = []
    done: list[Outbox] = []
    did: list[Outbox] = []
    desk.workplace.changes.happened.connect(told.append)
    desk.workplace.did.connect(did.append)
    desk.workplace.do(cases.visit(), owner=desk.frame, done=done.append)
    assert desk.kinds() == ["log_visit"]
    assert done == did
    assert {"visit", "outbox"} <= told[0]
    assert desk.workplace.notices.passing() is None


def test_what_is_submitted_twice_is_done_once(at: At) -> None:
    desk, slow, op = at("rep-east"), Slow(), cases.visit()
    desk.workplace.lanes = replace(desk.lanes, write=slow)
    for _ in range(2):
        desk.workplace.do(op, owner=desk.frame)
    slow.let_go()
    assert desk.kinds() == ["log_visit"]
    assert shown(desk) == []


def test_what_failed_when_its_form_was_gone_is_said_and_can_be_tried_again(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, slow, op, form = at("rep-east"), Slow(), cases.visit(), QObject()
    desk.workplace.lanes = replace(desk.lanes, write=slow)
    with monkeypatch.context() as full:
        full.setattr(desk.laptop, "perform", _full_disk)
        desk.workplace.do(op, owner=form)
        delete(form)
        slow.let_go()
    assert [text[:4] for text in shown(desk)] == ["无法保存"]
    desk.workplace.do(op, owner=desk.frame)
    slow.let_go()
    assert desk.kinds() == ["log_visit"]


def _full_disk(*_given: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_what_can_be_taken_back_is(at: At) -> None:
    desk = at("rep-east")
    undone: list[bool] = []
    desk.workplace.do(cases.visit(), owner=desk.frame, undo="已完成走访", undone=lambda: undone.append(True))
    assert desk.reads("已完成走访")
    assert desk.workplace.notices.undo_last()
    assert desk.rows(Visit) == []
    assert desk.kinds() == []
    assert undone == [True]


def test_what_reached_the_centre_is_offered_to_be_taken_back_no_longer(at: At) -> None:
    desk = at("rep-east")
    desk.workplace.do(cases.visit(), owner=desk.frame, undo="已完成走访")
    desk.workplace.notices.offer_undo("草稿已丢弃", lambda: None)
    desk.sync()
    assert desk.reads("草稿已丢弃"), "what never leaves this laptop can still be taken back"
    assert desk.workplace.notices.undo_last()
    assert desk.reads("已完成走访")
    assert not desk.workplace.notices.undo_last()
    assert len(desk.rows(Visit)) == 1


def test_what_is_on_its_way_is_not_taken_back(at: At) -> None:
    desk = at("rep-east")
    desk.workplace.do(cases.visit(), owner=desk.frame, undo="已完成走访")
    with desk.laptop.database.write() as connection:
        outbox.leave(connection, outbox.waiting(connection, 1))
    desk.workplace.notices.undo_last()
    assert desk.reads("已送达中心，不能在这里撤销。")
    assert len(desk.rows(Visit)) == 1


def test_a_no_is_said_and_told(at: At) -> None:
    desk = at("rep-east")
    told: list[Refused | Quarantined] = []
    future = cases.visit(visited_on="2199-01-01")
    desk.workplace.do(future, owner=desk.frame, refused=told.append, done=never)
    assert [no.code for no in told] == ["future_visit"]
    assert shown(desk) == ["日期晚于今天。草稿已保留，请更正日期。"]
    assert desk.kinds() == []


def test_a_full_disk_is_said_as_what_it_is(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = at("rep-east")

    def full(*_given: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(desk.laptop, "perform", full)
    desk.workplace.do(cases.visit(), owner=desk.frame, done=never)
    assert shown(desk) == ["无法保存：磁盘已满。输入框中的内容仍在，请清理磁盘后再试。"]


def test_a_fault_goes_where_faults_are_logged(at: At) -> None:
    desk = at("rep-east")
    faults: list[Exception] = []
    desk.lanes.write.unexpected.connect(faults.append)
    broken = ValueError("broken")

    def breaks() -> None:
        raise broken

    desk.workplace.write(breaks)
    assert faults == [broken]


def test_other_work_says_what_it_changed(at: At) -> None:
    desk = at("rep-east")
    told: list[frozenset[str]] = []
    desk.workplace.changes.happened.connect(told.append)
    answers: list[int] = []
    desk.workplace.write(lambda: 7, changed=frozenset({"draft"}), done=answers.append)
    assert told == [frozenset({"draft"})]
    assert answers == [7]


def test_the_city_has_the_words(at: At) -> None:
    workplace = at("rep-east").workplace
    assert workplace.word("topic", "licence") == "证照办理"
    assert workplace.word("topic", "") == ""
    assert workplace.state_word("in_hand") == "办理中"


def test_new_duties_are_known_after_a_sync_and_said(at: At, small_stage: Stage) -> None:
    desk = at("coordinator-east")
    small_stage.do(appointment("coordinator-east", "caller", "centre-east"))
    desk.sync()
    assert [held.role for held in desk.workplace.actor.roles] == ["caller"]
    assert shown(desk) == ["您的职责有调整，请重新打开程序。"]


def test_everything_means_every_kind_of_row(at: At) -> None:
    synced = {"problem", "visit", "enterprise", "history", "conflict", "outcome", "attachment"}
    assert synced | {"outbox", "draft"} <= EVERYTHING
