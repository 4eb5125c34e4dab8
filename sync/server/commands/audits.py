"""`audit verify`: whether the chain of the audit is whole."""

from __future__ import annotations

from argparse import Namespace

from sync.server import audit
from sync.server.commands.output import say
from sync.server.premises import opened


def verify(options: Namespace) -> int:
    """1 when a line was changed, removed or is missing, or one that a laptop saw is not on the chain."""
    with opened(options) as centre, centre.database.read() as connection:
        checked = audit.verify(connection)
        unknown = [head for head in options.seen if not audit.has(connection, head)]
    if checked.broken_at:
        say(f"审计链在第 {checked.broken_at} 行断开：这一行或它前面被改动过，请保留现场并报告。")
    elif checked.unwitnessed:
        say(f"审计链缺少 {checked.unwitnessed} 条操作的记录：链尾被截短过，请保留现场并报告。")
    else:
        say(f"审计链完整，共 {checked.lines} 行，链头 {checked.head}。")
    for head in unknown:
        say(f"笔记本见过的第 {head.number} 行（{head.hash}）不在链上：审计链被改写过，请保留现场并报告。")
    return 0 if checked.whole and not unknown else 1
