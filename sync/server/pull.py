"""What a laptop gets: what left its scope, what entered (whole), what changed, in pages.

Each page is one snapshot and ends between two aggregates. The cursor of the last page is the head that the
first page saw: what changed meanwhile is above it and comes with the next pull.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa

from sync.domain.clock import Instant
from sync.server.feed import head
from sync.server.scope import MANY, Holding, holding_of, placements
from sync.store.rows import find, select
from sync.store.schema import TABLES
from sync.store.tables import GLOBAL, SYNCED, SYNCED_BY_NAME, Mark, Placement
from sync.wire import Cursor, Damaged, PullReply, PullRequest, TableRows

PAGE_BYTES = 1_000_000  # of JSON before compression; a page ends with the aggregate that passes it
BATCH = 64  # aggregates read at a time


class Continuation(msgspec.Struct, frozen=True):
    """Where a pull under way goes on, and the head that its first page saw."""

    aggregate_id: str
    cursor: Cursor


class News(msgspec.Struct, frozen=True):
    """Aggregates that concern this laptop since its cursor, ids in order."""

    left: list[str]
    entered: list[str]
    changed: list[str]


def pull(connection: sa.Connection, person_id: str, request: PullRequest, now: Instant) -> PullReply:
    """One page for one person, from one snapshot. Raises Damaged for a continuation that is not ours."""
    since = _revision(connection, request.cursor)
    going_on = _continuation(connection, request.after)
    news = _news(connection, holding_of(connection, person_id), since)
    after = going_on.aggregate_id if going_on else ""
    tables, last = _page(connection, news, since, after)
    now_at = head(connection)
    cursor = (
        going_on.cursor
        if going_on
        else Cursor(epoch=now_at.epoch, revision=now_at.revision, nonce=now_at.nonce)
    )
    inside = [agg for agg in news.entered if after < agg and (not last or agg <= last)]
    return PullReply(
        cursor=cursor,
        after=msgspec.json.encode(Continuation(last, cursor)).decode() if last else "",
        everything=since < 0,
        left=[] if after else news.left,
        entered=inside,
        tables=tables,
        server_time=now,
    )


def _revision(connection: sa.Connection, cursor: Cursor | None) -> int:
    """The cursor's revision; -1 (everything) when the laptop has none, or one of another past."""
    if cursor is None or cursor.epoch != head(connection).epoch:
        return -1
    mark = find(connection, Mark, revision=cursor.revision)
    return cursor.revision if mark is not None and mark.nonce == cursor.nonce else -1


def _continuation(connection: sa.Connection, after: str) -> Continuation | None:
    """Where to go on; pages of another past, or of another version, do not fit to ours."""
    if not after:
        return None
    try:
        going_on = msgspec.json.decode(after.encode(), type=Continuation)
    except msgspec.DecodeError as error:
        raise Damaged("after") from error
    if _revision(connection, going_on.cursor) < 0:
        raise Damaged("after")
    return going_on


def _news(connection: sa.Connection, holding: Holding, since: int) -> News:
    """Left, entered and changed aggregates; a change of the person's own ways asks for all of them again."""
    moved = [*holding.offices.values(), *holding.closed.values()]
    if since < 0 or any(revision > since for revision in moved):
        return _all_news(connection, holding, since)
    touched = _touched(connection, since)
    return _sorted_out(holding, since, placements(connection, set(touched)), touched)


def _touched(connection: sa.Connection, since: int) -> dict[str, int]:
    table = TABLES["aggregate"]
    query = sa.select(table.c.id, table.c.revision).where(table.c.revision > since)
    return {row.id: row.revision for row in connection.execute(query)}


def _all_news(connection: sa.Connection, holding: Holding, since: int) -> News:
    holders = sorted({holding.person_id, *holding.offices, *holding.closed})
    rows = [
        row
        for start in range(0, len(holders), MANY)
        for row in select(connection, Placement, holder_id=holders[start : start + MANY])
    ]
    return _sorted_out(holding, since, rows, _touched(connection, since))


def _sorted_out(holding: Holding, since: int, rows: list[Placement], touched: dict[str, int]) -> News:
    """Held is a live path; entered, a path granted after the cursor and none before; left, none any more."""
    ways = {holding.person_id: 0} | holding.offices
    own = {GLOBAL, holding.person_id} & {*touched}
    granted: dict[str, int] = dict.fromkeys(own, 0)
    ended: set[str] = set()
    for row in rows:
        if row.revoked is None and row.holder_id in ways:
            at = max(row.granted, ways[row.holder_id])
            granted[row.aggregate_id] = min(at, granted.get(row.aggregate_id, at))
        elif row.holder_id in {**ways, **holding.closed} and _left_after(row, holding, since):
            ended.add(row.aggregate_id)
    entered = sorted(agg for agg, at in granted.items() if at > since)
    fresh = set(entered)
    changed = sorted(agg for agg in granted if agg not in fresh and touched.get(agg, -1) > since)
    left = sorted(ended - set(granted)) if since >= 0 else []
    return News(left, entered, changed)


def _left_after(row: Placement, holding: Holding, since: int) -> bool:
    """Whether the laptop had the aggregate this way at its cursor or before, and lost it after: it is told
    neither of what it never had, nor of what goes on in what it gave back."""
    over = [at for at in (row.revoked, holding.closed.get(row.holder_id)) if at is not None]
    return min(over) > since >= max(row.first, holding.first.get(row.holder_id, 0))


def _page(connection: sa.Connection, news: News, since: int, after: str) -> tuple[dict[str, TableRows], str]:
    """Rows of the next aggregates, and the last one's id when more remain."""
    fresh = set(news.entered)
    ids = [agg for agg in sorted((*news.entered, *news.changed)) if agg > after]
    tables: dict[str, TableRows] = {}
    size = 0
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        for name, rows in _rows(connection, batch, fresh, since):
            size += len(msgspec.json.encode(rows))
            tables.setdefault(name, TableRows(columns=_sent_columns(name), rows=[])).rows.extend(rows)
        if size > PAGE_BYTES and start + BATCH < len(ids):
            return tables, batch[-1]
    return tables, ""


def _sent_columns(name: str) -> list[str]:
    return list(SYNCED_BY_NAME[name].__struct_fields__)


def _rows(
    connection: sa.Connection, batch: list[str], fresh: set[str], since: int
) -> Iterator[tuple[str, list[list[Any]]]]:
    whole = [agg for agg in batch if agg in fresh]
    partly = [agg for agg in batch if agg not in fresh]
    for kind in SYNCED:
        table = TABLES[kind.table]
        place = table.c.aggregate_id
        wanted: list[sa.ColumnElement[bool]] = [place.in_(whole)] if whole else []
        if partly:
            wanted.append(sa.and_(place.in_(partly), table.c.revision > since))
        found = connection.execute(sa.select(table).where(sa.or_(*wanted)))
        rows = [list(row) for row in found]
        if rows:
            yield kind.table, rows
