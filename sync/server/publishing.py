"""Publishing to everyone: the city's profile and the holiday notices."""

from __future__ import annotations

import uuid
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.domain import clock
from sync.domain.profile import ProfileFault, read_profile
from sync.operations.administration import Publish
from sync.operations.rules import DEFAULT_PROFILE, Rules, read_rules, shipped_calendars, shipped_profile
from sync.server import push
from sync.server.centre import Centre
from sync.server.premises import CommandRefused
from sync.server.words import lacking_in_words, refused_in_words
from sync.store.records import Records
from sync.store.rows import DatabaseSource, find, select
from sync.store.tables import Published
from sync.wire import Answer

PROFILE_ID: Final = "profile"  # a server works by one profile; another one takes its place


def publish(centre: Centre, profile: str | None) -> list[str]:
    """Publish what differs from what stands; answers the names. `profile`: a shipped name or a file; None
    keeps the one that stands, or begins with the usual one. Raises CommandRefused."""
    with centre.database.read() as connection:
        standing = {row.id: row.text for row in select(connection, Published)}
    wanted = [(name, "calendar", name, text) for name, text in shipped_calendars().items()]
    if profile is not None or PROFILE_ID not in standing:
        wanted.append((PROFILE_ID, "profile", *_profile(profile or DEFAULT_PROFILE)))
    changed = [
        Publish(
            op_id=str(uuid.uuid4()),
            made_at=clock.now(),
            published_id=published_id,
            document=document,
            name=name,
            text=text,
        )
        for published_id, document, name, text in wanted
        if standing.get(published_id) != text
    ]
    for answer in push.do(centre, list(changed), partial(_rules, centre)):
        if answer.verdict != "accepted":
            raise CommandRefused(f"没有发布：{_why(answer)}。")
    return [op.name for op in changed]


def _why(answer: Answer) -> str:
    details = msgspec.json.decode(answer.detail or b"{}")
    missing = details.get("missing")
    if missing:
        return lacking_in_words(missing)
    return str(details.get("reason", "")) or refused_in_words(answer.code)


def _profile(name: str) -> tuple[str, str]:
    """(name, text) of a profile: shipped under this name, or a file."""
    path = Path(name)
    try:
        text = path.read_text(encoding="utf-8") if path.suffix == ".toml" else shipped_profile(name)
        read_profile(text, name)
    except FileNotFoundError:
        raise CommandRefused(f"没有配置 {name}；自己的配置请写文件名，以 .toml 结尾。") from None
    except UnicodeDecodeError:
        raise CommandRefused(f"{name} 不是 UTF-8 文本，请另存为 UTF-8。") from None
    except ProfileFault as fault:
        raise CommandRefused(f"配置有误，没有发布：{fault}。") from None
    return path.stem, text


def _rules(centre: Centre, connection: sa.Connection) -> Rules:
    """What a publication is judged by: also where the standing profile cannot be read, or nothing could ever
    take its place."""
    try:
        return centre.rules(connection)
    except ProfileFault:
        usual = read_profile(shipped_profile(), DEFAULT_PROFILE)
        return read_rules(Records(DatabaseSource(connection)), usual)


def published_profile(centre: Centre) -> str:
    """The name of the profile that the server works by; "" before the first was published. Raises
    ProfileFault for one that this program cannot read: an older one published it."""
    with centre.database.read() as connection:
        row = find(connection, Published, id=PROFILE_ID)
    if row is None:
        return ""
    read_profile(row.text, row.name)
    return row.name
