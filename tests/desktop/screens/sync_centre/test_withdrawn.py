"""A laptop that was withdrawn comes without a token, like one whose sign-in ran out: at the sign-in the
centre tells which of the two it is, and from then on every place says so."""

from __future__ import annotations

import msgspec
import pytest

from sync.domain import clock
from sync.server import tokens
from sync.store.rows import select, store
from sync.store.tables import Device
from tests import cases
from tests.desktop.desk import At, Desk
from tests.stage import PASSWORD, Stage

WITHDRAWN = "这台电脑已停用，请联系系统管理员。"


def set_revoked(stage: Stage, *, revoked: bool) -> None:
    """As `device revoke` and `device readmit` do."""
    with stage.database.write() as connection:
        [device] = select(connection, Device)
        store(connection, [msgspec.structs.replace(device, revoked_at=clock.now() if revoked else None)])
        if revoked:
            tokens.end_all(connection, device)


def sign_in(desk: Desk, password: str) -> None:
    desk.window.fill("密码", password)
    desk.window.press("登录")


@pytest.fixture
def withdrawn(small_stage: Stage, at: At) -> Desk:
    """At the sync screen, with a visit that waits, after one try to sync."""
    desk = at("rep-east")
    desk.workplace.do(cases.visit(), owner=desk.frame)
    set_revoked(small_stage, revoked=True)
    desk.window.press("同步中心")
    desk.window.press("立即同步")
    return desk


def notices(desk: Desk) -> list[str]:
    return [notice.text for notice in desk.workplace.notices.shown()]


def test_the_sign_in_tells_and_every_place_says_so(withdrawn: Desk) -> None:
    assert withdrawn.reads("登录过期")
    sign_in(withdrawn, PASSWORD)
    assert notices(withdrawn) == [WITHDRAWN]
    assert withdrawn.frame.top.chip.mark.word == "本机已停用"
    assert withdrawn.reads("恢复使用后，请在这里重新登录。")
    assert not withdrawn.reads("登录已过期")


def test_another_try_to_sync_does_not_take_it_back(withdrawn: Desk) -> None:
    sign_in(withdrawn, PASSWORD)
    withdrawn.window.press("立即同步")
    assert notices(withdrawn) == [WITHDRAWN]
    assert not withdrawn.reads("登录已过期")


def test_readmitted_it_goes_on_and_delivers(small_stage: Stage, withdrawn: Desk) -> None:
    sign_in(withdrawn, PASSWORD)
    set_revoked(small_stage, revoked=False)
    sign_in(withdrawn, "不是口令")
    assert withdrawn.reads("用户名或密码不正确，请重新输入；忘记密码的，请联系系统管理员。")
    sign_in(withdrawn, PASSWORD)
    assert notices(withdrawn) == []
    assert withdrawn.reads("内容已全部送达中心")
    assert withdrawn.at() == "立即同步"  # not on whatever came next
