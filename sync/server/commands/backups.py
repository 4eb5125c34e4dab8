"""`backup` and `restore`: the way back after a disk, a machine or a person failed."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from sync.domain import clock
from sync.server.backup import take
from sync.server.backup.manifest import Manifest
from sync.server.backup.restore import restore as put_back
from sync.server.commands.output import say
from sync.server.premises import key_of, opened, premises_of

FAULTS: Final = {
    "audit": "审计链不完整：备份已保存，但不作数；请运行 zhuqitong-server audit verify。",
    "blobs": "有附件的文件缺失或已损坏，没有备份到；请运行 zhuqitong-server doctor。",
}


def backup(options: Namespace) -> int:
    """1 when the record itself has a fault; the backup is made all the same."""
    with opened(options) as centre:
        place, made = take.take(centre, key_of(premises_of(options)), options.place)
    say(f"已备份并核对：{place}（{_described(made)}）。")
    say("备份不含签名钥匙和数据库钥匙，请另外保管。")
    for fault in made.faults:
        say(FAULTS[fault])
    return 1 if made.faults else 0


def restore(options: Namespace) -> int:
    """The server must not run meanwhile."""
    done = put_back(premises_of(options), options.source, replace=options.replace)
    say(f"已恢复到 {_moment(done.made.made_at)} 的备份（{_described(done.made)}）。")
    if done.aside is not None:
        say(f"换下的数据库保留为 {done.aside}。")
    if done.lost_blobs:
        say(f"备份里没有 {done.lost_blobs} 个附件的文件，会请笔记本重新上传。")
    say(f"已开始补交：请 {done.laptops} 台笔记本联网同步一次，期间不作最终退回、不编新号。")
    say("用 refill status 查看谁还没有来；都来了以后运行 refill close。")
    return 0


def _described(made: Manifest) -> str:
    rows = sum(part.rows for part in made.tables.values())
    return f"第 {made.revision} 版，{rows} 行，{len(made.blobs)} 个附件"


def _moment(instant: int) -> str:
    return clock.to_datetime(instant).strftime("%Y-%m-%d %H:%M")
