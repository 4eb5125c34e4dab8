"""`refill`: who is missing after a restore is told, and somebody ends it."""

from __future__ import annotations

from pathlib import Path

from sync.store.rows import store
from sync.store.tables import Device
from tests.sync.server.backup.conftest import opened
from tests.sync.server.commands.desk import Desk, one_sentence


def restored(desk: Desk, folder: Path) -> Desk:
    with opened(desk) as database, database.write() as connection:
        device = Device(
            id="d",
            person_id="p",
            mark="ABCD",
            name="示例笔记本",
            public_key=b"k",
            registered_at=1,
            last_contact_at=0,
        )
        store(connection, [device])
    assert desk.run("backup", folder / "backup").status == 0
    said = desk.run("restore", folder / "backup", "--replace")
    assert said.status == 0
    assert "请 1 台笔记本联网同步一次" in said.out
    return desk


def test_without_a_restore_there_is_nothing_to_wait_for(small_desk: Desk) -> None:
    assert small_desk.run("refill", "status").out == "现在没有进行补交。\n"
    assert one_sentence(small_desk.run("refill", "close"), 1) == "现在没有进行补交，不必结束。"


def test_who_is_missing_is_told(small_desk: Desk, tmp_path: Path) -> None:
    said = restored(small_desk, tmp_path).run("refill", "status")
    assert said.status == 0
    assert said.out.splitlines()[1].split() == ["ABCD", "p", "示例笔记本", "—", "还没有来"]
    assert "请运行 refill close" in said.out


def test_the_end_says_what_is_left(small_desk: Desk, tmp_path: Path) -> None:
    desk = restored(small_desk, tmp_path)
    assert desk.run("refill", "close").out.splitlines() == [
        "补交已结束，恢复正常办理和编号。",
        "还有 1 台笔记本没有来过；它们以后来时仍会补交。",
    ]
    assert desk.run("refill", "status").out == "现在没有进行补交。\n"
    assert "审计链完整" in desk.run("audit", "verify").out
