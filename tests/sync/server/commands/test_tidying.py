"""`blobs tidy` tells first and removes only when asked."""

from __future__ import annotations

import os
import time
from pathlib import Path

from tests.sync.server.commands.desk import Desk, one_sentence

OLD = 40 * 24 * 3600  # seconds


def put(desk: Desk, name: str, size: int) -> Path:
    path = desk.data / "blobs" / name
    path.write_bytes(b"x" * size)
    moment = time.time() - OLD
    os.utime(path, (moment, moment))
    return path


def test_it_is_told_then_removed(desk: Desk) -> None:
    whole, part = put(desk, "a" * 64, 3000), put(desk, f"{'b' * 64}.rep-east", 40)
    said = desk.run("blobs", "tidy")
    assert said.status == 0
    assert said.out.splitlines() == [
        "中断 30 天以上的上传：0 个文件，0 字节。",
        "30 天以上没有任何记录引用的附件：2 个文件，3,040 字节。",
        "这次只是查看，没有删除；要删除请加 --remove 再运行。",
    ]
    assert whole.exists()
    assert desk.run("blobs", "tidy", "--remove").out.splitlines()[-1] == "已删除 2 个文件，3,040 字节。"
    assert not whole.exists()
    assert not part.exists()
    assert "审计链完整" in desk.run("audit", "verify").out
    assert len(desk.run("blobs", "tidy").out.splitlines()) == 2


def test_younger_files_are_not_looked_at(small_desk: Desk) -> None:
    put(small_desk, "a" * 64, 3000)
    assert "附件：0 个文件" in small_desk.run("blobs", "tidy", "--days", 60).out
    assert "附件：1 个文件" in small_desk.run("blobs", "tidy", "--days", 7).out


def test_not_while_a_restored_record_waits(small_desk: Desk, tmp_path: Path) -> None:
    assert small_desk.run("backup", tmp_path / "backup").status == 0
    assert small_desk.run("restore", tmp_path / "backup", "--replace").status == 0
    lost = put(small_desk, "a" * 64, 3000)
    said = one_sentence(small_desk.run("blobs", "tidy", "--remove"), 1)
    assert said == "恢复后的补交还没有结束，附件一个也不删；请先运行 refill close。"
    assert lost.exists()
