"""`blobs tidy`: attachments' bytes that no record leads to; told first, removed when asked."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from sync.domain import clock
from sync.server import leftovers
from sync.server.commands.output import say
from sync.server.leftovers import DAY, Found, Leftover, Refilling
from sync.server.premises import CommandRefused, opened


def tidy(options: Namespace) -> int:
    """Beside a serving server as well. Without --remove nothing changes."""
    with opened(options) as centre:
        try:
            found = leftovers.look(centre, clock.now() - options.days * DAY)
        except Refilling:
            raise CommandRefused("恢复后的补交还没有结束，附件一个也不删；请先运行 refill close。") from None
        _tell(found, options.days)
        if options.remove:
            say(f"已删除 {_sum(leftovers.remove(centre, found))}。")
        elif found.unfinished or found.unnamed:
            say("这次只是查看，没有删除；要删除请加 --remove 再运行。")
    return 0


def _tell(found: Found, days: int) -> None:
    say(f"中断 {days} 天以上的上传：{_sum(found.unfinished)}。")
    say(f"{days} 天以上没有任何记录引用的附件：{_sum(found.unnamed)}。")


def _sum(files: Sequence[Leftover]) -> str:
    return f"{len(files)} 个文件，{sum(file.size for file in files):,} 字节"
