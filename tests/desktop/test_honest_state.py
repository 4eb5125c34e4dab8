"""Two people at real windows and a real server: what each window says of its age and of the way, of who is
silent, and of a server that was restored."""

from __future__ import annotations

import pytest

from sync.engine import reporting
from sync.server.refill.take import close
from tests import cases
from tests.desktop.real import Real, Seat, seat
from tests.stage import Stage
from tests.sync.engine.test_reporting import silence

__all__ = ["seat"]


@pytest.fixture
def people(small_stage: Stage, seat: Seat, monkeypatch: pytest.MonkeyPatch) -> tuple[Real, Real]:
    """A representative and a coordinator of one county; who is silent is asked with each sync."""
    monkeypatch.setattr(reporting, "EVERY", 0)
    return (
        seat("rep", small_stage.url).enter("rep-east"),
        seat("centre", small_stage.url).enter("coordinator-east"),
    )


def sync(real: Real) -> None:
    """As F5 does."""
    real.main.runner.run()


def test_what_each_window_says_is_true(small_stage: Stage, people: tuple[Real, Real]) -> None:
    rep, centre = people
    for real in people:
        real.see("数据截至 ")
    rep.window.press("问题")
    with small_stage.away():
        sync(rep)
        rep.see("没有网络")
        rep.main.workplace.do(cases.report(title="停电三天"), owner=rep.main)
        rep.see("待同步")
    sync(rep)
    rep.see("已送达")
    rep.window.see_no("没有网络")
    centre.window.press("待受理")
    sync(centre)
    centre.see("停电三天")
    rep.close()
    day = silence(small_stage, "rep-east", 7)
    assert day
    sync(centre)
    centre.see("1 人未同步，最早自 ")


def test_a_restored_server_is_told_until_it_has_everything(
    small_stage: Stage, people: tuple[Real, Real]
) -> None:
    rep, _ = people
    backup = small_stage.back_up()
    rep.main.workplace.do(cases.report(title="备份之后的问题"), owner=rep.main)
    rep.window.press("问题")
    sync(rep)
    rep.see("已送达")
    small_stage.put_back(backup)
    sync(rep)
    rep.see("服务器已从备份恢复，各台电脑正在补送")
    rep.see("备份之后的问题")
    close(small_stage.centre)
    sync(rep)
    rep.see("服务器补送已完成，一切如常。")
    rep.window.see_no("服务器已从备份恢复")
