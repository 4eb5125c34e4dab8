"""From the first window to the open copy, by keyboard, over a real server; each hindrance has a sentence."""

from __future__ import annotations

import errno
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import time_machine
from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from starlette.types import ASGIApp, Receive, Scope, Send

from desktop import troubles, words
from desktop.widgets.form_cell import Message
from sync.domain import clock
from sync.engine import opening
from sync.engine.laptop import Laptop
from sync.server.app import build
from sync.server.centre import Centre
from sync.store.rows import store
from sync.store.tables import Account
from tests.desktop.conftest import inside
from tests.desktop.real import Real, Seat, seat
from tests.journeys.window import wait
from tests.stage import PASSWORD, Stage, open_stage
from tests.sync.engine.key_parts import MemoryKeyring

__all__ = ["seat"]

NOWHERE = "http://127.0.0.1:9"  # the port of "discard": nobody answers


def said(real: Real) -> str:
    """What stands below the button."""
    message = inside(real.desktop.doorway, Message)
    return next((each.text.text() for each in message if each.parent() is real.desktop.doorway.card), "")


def says(real: Real, code: str, seconds: int = 0) -> None:
    """Wait for the sentence of this code."""
    wait(lambda: said(real) == words.trouble_at_the_door(code, seconds), f"{code}; said: {said(real)}")


def place(real: Real) -> Path:
    """The folder of the only copy."""
    [folder] = (real.folder / "people").iterdir()
    return folder


def test_name_password_enter(small_stage: Stage, seat: Seat) -> None:
    real = seat("desk", small_stage.url).enter("rep-east")
    assert real.main.frame.windowTitle() == "驻企通·示例代表甲"
    real.see("企业")
    note = json.loads((place(real) / "copy.json").read_text("utf-8"))
    assert note == {
        "server": small_stage.url,
        "user_name": "rep-east",
        "name": "示例代表甲",
        "post": "政府服务代表",
    }


def test_a_wrong_password_leaves_the_name_and_takes_the_next_try(small_stage: Stage, seat: Seat) -> None:
    real = seat("desk", small_stage.url)
    real.sign_in("rep-east", "不是口令")
    says(real, "wrong_password")
    assert not list((real.folder / "people").glob("*/*.db"))
    real.type(PASSWORD)  # the wrong one is marked, and typed over
    real.press(Qt.Key.Key_Return)
    real.is_in()


def test_without_a_line_the_first_time_needs_one(small_stage: Stage, seat: Seat) -> None:
    real = seat("desk", small_stage.url)
    with small_stage.away():
        real.sign_in("rep-east")
        says(real, "offline")
        assert "可继续工作" not in said(real)  # there is nothing to work with yet
    real.window.press("登录")
    real.is_in()


def test_afterwards_the_password_opens_without_a_line(small_stage: Stage, seat: Seat) -> None:
    seat("desk", small_stage.url).enter("rep-east").close()
    with small_stage.away():
        real = seat("desk", small_stage.url)
        real.see("示例代表甲·政府服务代表")
        real.type("错的")
        real.press(Qt.Key.Key_Return)
        says(real, "wrong_password_here")
        real.type(PASSWORD)
        real.press(Qt.Key.Key_Return)
        real.is_in()
        real.see("示例代表甲")


def test_wrong_passwords_are_spaced_out(small_stage: Stage, seat: Seat) -> None:
    seat("desk", small_stage.url).enter("rep-east").close()
    real = seat("desk", small_stage.url)
    for _ in range(8):
        real.type("错的")
        real.press(Qt.Key.Key_Return)
        wait(lambda: real.desktop.doorway.open_button.isEnabled() and said(real), "an answer")
        if "秒" in said(real):
            break
    assert "再试" in said(real)
    assert inside(real.desktop.doorway, QLineEdit)[-1].hasFocus()
    real.type(PASSWORD)  # over the one that was wrong
    assert inside(real.desktop.doorway, QLineEdit)[-1].text() == PASSWORD


def test_who_types_the_new_password_at_a_copy_is_told_which_one_it_opens_with(
    small_stage: Stage, seat: Seat
) -> None:
    seat("desk", small_stage.url).enter("rep-east").close()
    real = seat("desk", small_stage.url)
    real.type("中心刚改的口令")
    real.press(Qt.Key.Key_Return)
    real.see("中心刚改过密码的，请输入本机原来的密码")


def test_two_people_on_one_machine(small_stage: Stage, seat: Seat) -> None:
    seat("desk", small_stage.url).enter("rep-east").close()
    second = seat("desk", small_stage.url)
    second.window.press("换一个人登录")
    second.enter("liaison").close()
    third = seat("desk", small_stage.url)
    third.window.choose("人员", "示例代表甲·政府服务代表")
    third.window.fill("密码", PASSWORD)
    third.press(Qt.Key.Key_Return)
    third.is_in()
    assert third.main.frame.windowTitle() == "驻企通·示例代表甲"


def test_a_folder_is_open_once(small_stage: Stage, seat: Seat) -> None:
    seat("desk", small_stage.url).enter("rep-east")
    other = seat("desk", small_stage.url)
    other.type(PASSWORD)
    other.press(Qt.Key.Key_Return)
    says(other, "folder_busy")


class Held:
    """Keeps every answer to a first pull back until it is let go."""

    def __init__(self) -> None:
        self.asked, self.let_go = threading.Event(), threading.Event()

    def __call__(self, centre: Centre) -> ASGIApp:
        inner = build(centre)

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            if scope.get("path") == "/v1/pull" and not self.let_go.is_set():
                self.asked.set()
                import asyncio

                while not self.let_go.is_set():
                    await asyncio.sleep(0.01)
            await inner(scope, receive, send)

        return app


@contextmanager
def held_stage(folder: Path) -> Iterator[tuple[Stage, Held]]:
    held = Held()
    with open_stage(f"sqlite:///{folder / 'server.db'}", folder, held) as stage:
        try:
            yield stage, held
        finally:
            held.let_go.set()


def test_a_first_download_can_be_stopped_and_goes_on(tmp_path: Path, seat: Seat) -> None:
    with held_stage(tmp_path) as (stage, held):
        real = seat("desk", stage.url)
        real.sign_in("rep-east")
        wait(held.asked.is_set, "the first pull")
        assert not real.desktop.doorway.open_button.isVisible()
        real.press(Qt.Key.Key_Escape)
        real.see("正在停止")
        held.let_go.set()
        says(real, "stopped")
        assert real.desktop.window is None
        with stage.away():
            real.window.press("登录")
            says(real, "offline")
        real.window.press("登录")
        real.is_in()
        real.see("示例代表甲")
        real.close()


def test_a_close_during_the_first_download_lets_go_of_everything(tmp_path: Path, seat: Seat) -> None:
    with held_stage(tmp_path) as (stage, held):
        first = seat("desk", stage.url)
        first.sign_in("rep-east")
        wait(held.asked.is_set, "the first pull")
        threading.Timer(0.1, held.let_go.set).start()
        first.close()
        again = seat("desk", stage.url)
        again.type(PASSWORD)
        again.press(Qt.Key.Key_Return)
        again.is_in()
        again.close()


@pytest.mark.parametrize("outcome", ["locked", "failed"])
def test_a_keyring_that_does_not_open_is_said(small_stage: Stage, seat: Seat, outcome: Any) -> None:
    keyring = MemoryKeyring(outcome)
    real = seat("desk", small_stage.url, keyring)
    real.sign_in("rep-east")
    says(real, f"keyring_{outcome}")
    keyring.outcome = None
    real.window.press("登录")
    real.is_in()
    assert keyring.secrets


def lost(keyring: MemoryKeyring) -> MemoryKeyring:
    keyring.secrets.clear()
    return keyring


def another(_keyring: MemoryKeyring) -> MemoryKeyring:
    return MemoryKeyring(backend="别的.Keyring")


def absent(_keyring: MemoryKeyring) -> None:
    return None


@pytest.mark.parametrize(
    ("later", "code"),
    [(lost, "keyring_missing_secret"), (another, "keyring_changed"), (absent, "keyring_absent")],
)
def test_a_keyring_that_is_gone_is_said_and_nothing_is_deleted(
    small_stage: Stage, seat: Seat, later: Callable[[MemoryKeyring], MemoryKeyring | None], code: str
) -> None:
    keyring = MemoryKeyring()
    seat("desk", small_stage.url, keyring).enter("rep-east").close()
    real = seat("desk", small_stage.url, later(keyring))
    before = sorted(file.name for file in place(real).iterdir())
    real.type(PASSWORD)
    real.press(Qt.Key.Key_Return)
    says(real, code)
    assert sorted(file.name for file in place(real).iterdir()) == before


def test_without_a_keyring_the_password_alone_opens(small_stage: Stage, seat: Seat) -> None:
    real = seat("desk", small_stage.url, MemoryKeyring("absent")).enter("rep-east")
    real.window.press("同步中心")
    real.see("本机没有系统密钥环")


def damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[:64] = bytes(64)
    file.write_bytes(content)


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize(
    ("hurt", "name", "code"),
    [
        (damage, "zhuqitong.db", "database_unreadable"),
        (empty, "zhuqitong.db", "database_empty"),
        (Path.unlink, "zhuqitong.db", "database_missing"),
        (empty, "zhuqitong.keys", "key_file_damaged"),
        (Path.unlink, "zhuqitong.keys", "key_file_missing"),
    ],
)
def test_a_hurt_copy_is_said_and_left_as_it_is(
    small_stage: Stage, seat: Seat, hurt: Callable[[Path], None], name: str, code: str
) -> None:
    seat("desk", small_stage.url).enter("rep-east").close()
    real = seat("desk", small_stage.url)
    (place(real) / "zhuqitong.keys.previous").unlink(missing_ok=True)
    hurt(place(real) / name)
    left = {file: file.read_bytes() for file in place(real).glob("zhuqitong.*")}
    real.type(PASSWORD)
    real.press(Qt.Key.Key_Return)
    says(real, code)
    assert {file: file.read_bytes() for file in left} == left


def test_a_copy_too_long_without_contact_needs_the_line_once(small_stage: Stage, seat: Seat) -> None:
    seat("desk", small_stage.url).enter("rep-east").close()
    later = clock.to_datetime(clock.now() + 30 * 86_400_000)
    with time_machine.travel(later):
        real = seat("desk", small_stage.url)
        with small_stage.away():
            real.type(PASSWORD)
            real.press(Qt.Key.Key_Return)
            says(real, "lease_over")
        real.window.press("打开")
        real.is_in()
        real.close()


def test_a_password_that_the_centre_changed_meanwhile_is_asked_for_beside_the_old_one(
    small_stage: Stage, seat: Seat
) -> None:
    seat("desk", small_stage.url).enter("rep-east").close()
    new = "示例口令-2"
    hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(new)
    with small_stage.database.write() as connection:
        store(connection, [Account(user_name="rep-east", person_id="rep-east", password=hashed)])
    with time_machine.travel(clock.to_datetime(clock.now() + 30 * 86_400_000)):
        real = seat("desk", small_stage.url)
        real.type(PASSWORD)
        real.press(Qt.Key.Key_Return)
        _takes_up(small_stage, seat, real, new)


def _takes_up(stage: Stage, seat: Seat, real: Real, new: str) -> None:
    """The new password is asked for, and from then on it opens the copy without a line."""
    real.see("新密码")
    real.type(new)
    real.press(Qt.Key.Key_Return)
    real.is_in().close()
    again = seat("desk", stage.url)
    with stage.away():
        again.type(new)
        again.press(Qt.Key.Key_Return)
        again.is_in().close()


def test_a_fault_of_ours_is_said_and_the_doorway_can_be_used(
    small_stage: Stage, seat: Seat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_laptop: Laptop) -> str:
        raise RuntimeError("broken")

    real = seat("desk", small_stage.url)
    with monkeypatch.context() as patch:
        patch.setattr(Laptop, "lease_state", broken)
        real.sign_in("rep-east")
        says(real, troubles.UNEXPECTED)
    assert "RuntimeError" in caplog.text
    real.window.press("登录")
    real.is_in()


def test_an_address_that_is_none_is_said_before_anything_is_sent(seat: Seat) -> None:
    real = seat("desk", "")
    real.window.fill("用户名", "rep-east")
    real.window.fill("密码", PASSWORD)
    real.window.fill("服务器", "ftp://zqt.example.gov.cn")
    real.window.press("登录")
    real.see("请写成 https://zqt.example.gov.cn 的样子")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "服务器"


def test_nobody_at_the_address(seat: Seat) -> None:
    real = seat("desk", NOWHERE)
    real.sign_in("rep-east")
    says(real, "offline")


def test_a_start_that_broke_off_asks_for_both_passwords_where_the_centre_has_another_since(
    small_stage: Stage, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = seat("desk", small_stage.url)

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr(opening, "_make_database", full)
        real.sign_in("rep-east")
        says(real, "disk_full")
    new = "示例口令-2"
    small_stage.give_accounts("rep-east", password=new)
    real.window.press("登录")
    _takes_up(small_stage, seat, real, new)
