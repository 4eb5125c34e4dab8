"""`serve --processes`: several answer at one address, over one PostgreSQL; one that dies is replaced."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
import requests

from tests.sync.server.commands.desk import Desk, one_sentence
from tests.sync.server.commands.test_serve import served

SOON = 20.0  # seconds


@pytest.fixture
def city_desk(postgresql_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A server that was set up, on PostgreSQL."""
    desk = Desk(tmp_path, postgresql_url, capsys)
    assert desk.run("migrate").status == 0
    return desk


def serving(pid: int) -> set[int]:
    """The processes that one process started to answer; Python's own watchman of semaphores is none."""
    below = {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    return {child for child in below if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()}


def answers(address: str) -> bool:
    return requests.post(f"{address}/v1/challenge", timeout=10).status_code == 200


def within(seconds: float, holds: object) -> None:
    assert callable(holds)
    limit = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.05)


def test_one_that_dies_is_replaced_and_all_end_when_told(city_desk: Desk) -> None:
    with served(city_desk, "--processes", "2", "--database", city_desk.address) as (process, address):
        first, second = serving(process.pid)
        assert answers(address)
        os.kill(first, signal.SIGKILL)
        assert answers(address)
        within(SOON, lambda: len(serving(process.pid) - {first}) == 2)
        assert second in serving(process.pid)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out) == (0, "驻企通服务已停止。\n")
        assert err == f"服务进程 {first} 意外结束，已重新启动。\n"


def test_without_the_one_who_started_them_they_end(city_desk: Desk) -> None:
    with served(city_desk, "--processes", "2", "--database", city_desk.address) as (process, address):
        both = serving(process.pid)
        process.kill()
        within(SOON, lambda: not [pid for pid in both if Path(f"/proc/{pid}/exe").exists()])
        with pytest.raises(requests.ConnectionError):
            answers(address)


def test_sqlite_takes_only_one(small_desk: Desk) -> None:
    said = one_sentence(small_desk.run("serve", "--processes", "2"), 1)
    assert said == "SQLite 数据库只能由一个进程服务；请去掉 --processes，或改用 PostgreSQL。"


@pytest.mark.parametrize("count", ["0", "-1", "65", "x", "二"])
def test_a_count_that_is_none_is_said(small_desk: Desk, count: str) -> None:
    assert "要填 1 到 64 的整数" in one_sentence(small_desk.run("serve", "--processes", count), 2)
