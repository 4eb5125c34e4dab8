"""`migrate`: a new server, or an older one brought to this program's schema; the city's profile published."""

from __future__ import annotations

from argparse import Namespace

from sync.server.commands.output import say
from sync.server.premises import founded
from sync.server.publishing import publish, published_profile


def migrate(options: Namespace) -> int:
    """Nothing is done twice: on a server that is up to date it changes nothing."""
    with founded(options) as (centre, said):
        for line in said:
            say(line)
        names = publish(centre, options.profile)
        if names:
            say(f"已发布 {len(names)} 份：{'、'.join(names)}。")
        say(f"数据库已是最新，现用配置 {published_profile(centre)}。")
    return 0
