"""`refill status|close`: after a restore, who has sent again what the backup did not have."""

from __future__ import annotations

from argparse import Namespace

from sync.domain import clock
from sync.server import feed
from sync.server.commands.output import say, table
from sync.server.premises import CommandRefused, opened
from sync.server.refill import take
from sync.server.refill.laptops import Laptop, laptops
from sync.store.rows import select
from sync.store.tables import Person

HEADERS = ["标记", "姓名", "设备", "最近联系", "补交", "等待前提"]


def status(options: Namespace) -> int:
    """Every laptop that may come in; the missing ones first."""
    with opened(options) as centre, centre.database.read() as connection:
        waiting = feed.head(connection).refill
        names = {person.id: person.name for person in select(connection, Person)}
        rows = [_shown(each, names) for each in sorted(laptops(connection), key=lambda each: each.came)]
    if not waiting:
        say("现在没有进行补交。")
        return 0
    say(table(HEADERS, rows))
    say("正在补交：期间不作最终退回、不编新号；笔记本都来过以后，请运行 refill close。")
    return 0


def _shown(laptop: Laptop, names: dict[str, str]) -> list[str]:
    device = laptop.device
    seen = clock.to_datetime(device.last_contact_at).strftime("%Y-%m-%d %H:%M")
    return [
        device.mark,
        names.get(device.person_id, device.person_id),
        device.name,
        seen if device.last_contact_at else "—",
        "已补交" if laptop.came else "还没有来",
        str(laptop.parked) if laptop.parked else "",
    ]


def close(options: Namespace) -> int:
    """Nothing is lost by it: what still misses something is kept, and laptops may come later."""
    with opened(options) as centre:
        with centre.database.read() as connection:
            if not feed.head(connection).refill:
                raise CommandRefused("现在没有进行补交，不必结束。")
            missing = sum(not each.came for each in laptops(connection))
        given_up = take.close(centre)
    say("补交已结束，恢复正常办理和编号。")
    if given_up:
        say(f"{given_up} 项仍缺前提，原文已保存，转入待定。")
    if missing:
        say(f"还有 {missing} 台笔记本没有来过；它们以后来时仍会补交。")
    return 0
