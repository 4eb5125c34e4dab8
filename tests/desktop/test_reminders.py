"""What is said above the content lasts as long as its reason, and is not said again once it was closed."""

from __future__ import annotations

import msgspec
import pytest

from desktop.sync_state import Ended
from sync.engine.local_values import contact, remember
from sync.operations.edits import Edit
from sync.operations.reports import EditProblem
from tests import cases
from tests.city import act
from tests.desktop.desk import At, Desk, at
from tests.stage import Stage

__all__ = ["at"]


@pytest.fixture
def torn(small_stage: Stage, at: At) -> Desk:
    """One text, two authors."""
    op = cases.reported(small_stage)
    desk = at("coordinator-east")
    mine, theirs = Edit("title", "停电", "长时间停电"), Edit("title", "停电", "变压器烧坏")
    desk.workplace.do(act(EditProblem, **cases.on(op), edits=(mine,)), owner=desk.frame)
    small_stage.done_by("rep-east", act(EditProblem, **cases.on(op), edits=(theirs,)))
    desk.sync()
    return desk


def shown(desk: Desk) -> list[str]:
    return [notice.text for notice in desk.workplace.notices.shown()]


def test_two_texts_are_told_once(torn: Desk) -> None:
    assert shown(torn) == ["“变压器烧坏”有一处文字两人都改过，两份原文都已保留。"]
    torn.window.press("关闭提示")
    torn.workplace.changes.announce({"conflict"})
    assert shown(torn) == []


def test_settled_it_is_over(torn: Desk) -> None:
    torn.window.press("查看")
    torn.window.press("保持现状")
    assert shown(torn) == []


def test_a_sign_in_that_ran_out_is_told_until_it_is_renewed(at: At) -> None:
    desk = at("rep-east")
    runner = desk.main.runner
    for _ in range(2):
        runner.ended = Ended("login", "sign_in_again")
        runner.refresh()
    assert shown(desk) == ["登录已过期，请重新登录；本机内容不受影响，可继续工作。"]
    desk.window.press("重新登录")
    assert desk.at() == "密码"
    runner.run_signed_in()
    assert shown(desk) == []
    assert not desk.window.offers("登录")


def test_a_laptop_that_was_withdrawn_is_told_as_such(at: At) -> None:
    desk = at("rep-east")
    desk.main.runner.ended = Ended("login", "device_revoked")
    desk.main.runner.refresh()
    assert shown(desk) == ["这台电脑已停用，请联系系统管理员。"]
    assert desk.reads("本机已停用")
    desk.window.press("查看")
    assert desk.reads("恢复使用后，请在这里重新登录。")
    assert not desk.reads("登录已过期")


def restored(desk: Desk, refill: bool) -> None:
    """The last pull said that the server was restored, or that it has everything again."""
    with desk.laptop.database.write() as connection:
        remember(connection, msgspec.structs.replace(contact(connection), refill=refill))
    desk.main.runner.refresh()


def test_a_restored_server_is_told_until_it_has_everything_again(at: At) -> None:
    desk = at("rep-east")
    for _ in range(2):
        restored(desk, refill=True)
    [said] = shown(desk)
    assert said.startswith("服务器已从备份恢复，各台电脑正在补送")
    assert "您不需要做任何事" in said
    desk.window.press("同步中心")
    assert desk.reads(said)
    restored(desk, refill=False)
    assert shown(desk) == []
    assert desk.reads("服务器补送已完成，一切如常。")
    assert not desk.reads(said)


def test_a_restored_server_that_was_heard_of_is_not_told_again(at: At) -> None:
    desk = at("rep-east")
    restored(desk, refill=True)
    desk.window.press("关闭提示")
    restored(desk, refill=True)
    assert shown(desk) == []
