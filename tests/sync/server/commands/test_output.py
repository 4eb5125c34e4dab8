"""How the commands speak."""

from __future__ import annotations

import io
import sys

import pytest

from sync.server.commands.output import Progress, say, table


def test_chinese_takes_two_places_in_a_table() -> None:
    assert table(["表", "行"], [["企业", "2"], ["a", "10"]]) == "表    行\n企业  2\na     10"


def test_what_a_laptop_calls_itself_is_no_order_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say(table(["设备", "状态"], [["示例\n\x1b[2J电脑\r", "在用"], ["\x9b31m", "停用"]]))
    assert capsys.readouterr().out.splitlines() == [
        "设备           状态",
        "示例 \ufffd[2J电脑  在用",
        "\ufffd31m           停用",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("err", "told"),
    [
        (io.StringIO(), "正在导入 3 / 9\n正在导入 9 / 9\n"),
        (Terminal(), "\r正在导入 3 / 9\r正在导入 9 / 9\r\x1b[K"),
    ],
    ids=["a log", "a terminal"],
)
def test_progress_speaks_at_most_once_a_second(
    err: io.StringIO, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", err)
    seconds = iter([0, 0.5, 2, 2.5, 4])
    progress = Progress("正在导入", lambda: next(seconds))
    for done in (1, 3, 4, 9):
        progress(done, 9)
    progress.over()
    assert err.getvalue() == told
