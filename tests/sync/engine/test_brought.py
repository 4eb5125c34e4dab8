"""What a page brings takes the place of what is here, also of rows that waiting work had drawn already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
import sqlalchemy as sa

from sync.engine.brought import Part, store_part
from sync.store.database import open_sqlite
from sync.store.migrate import migrate
from sync.store.rows import cells_of, select, store
from sync.store.tables import Visit

NAMES: Final = Visit.__struct_fields__


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sa.Connection]:
    database = open_sqlite(tmp_path / "laptop.db", None, create=True)
    migrate(database)
    with database.write() as opened:
        yield opened
    database.close()


def entry(number: int, **values: Any) -> Visit:
    """One of the log, as it stands here or as it comes."""
    least = {
        "id": f"visit-{number}", "aggregate_id": "firm", "enterprise_id": "firm", "enterprise_name": "示例厂",
        "visited_on": "2026-09-01", "manner": "on_site", "visitor_id": "me", "visitor_name": "甲",
        "visitor_post": "代表", "purposes": ("policy",),
    }  # fmt: skip
    return Visit(**{**least, **values})


def part(*rows: Visit) -> Part:
    return Part(Visit.table, NAMES, [cells_of(row) for row in rows])


def ids(*rows: Visit) -> list[str]:
    return [row.id for row in rows]


def here(connection: sa.Connection) -> list[Visit]:
    return sorted(select(connection, Visit), key=lambda row: row.id)


def test_each_row_is_as_it_comes_whatever_stood_here(connection: sa.Connection) -> None:
    drawn = [entry(1), entry(2, situation="旧"), entry(3)]
    come = [entry(1, revision=7), entry(2, revision=7, situation="新", combined=True), entry(4, revision=7)]
    store(connection, drawn)
    store_part(connection, part(*come), ids(*drawn))
    assert here(connection) == [*come[:2], drawn[2], come[2]]


def test_one_that_was_drawn_and_removed_since_comes_too(connection: sa.Connection) -> None:
    """Its aggregate entered anew: what stood in it was dropped before."""
    store_part(connection, part(entry(1, revision=7)), ids(entry(1), entry(2)))
    assert here(connection) == [entry(1, revision=7)]


def test_what_stays_is_not_written(connection: sa.Connection) -> None:
    store(connection, [entry(1), entry(2)])
    said: list[str] = []
    driver: Any = connection.connection.driver_connection
    driver.set_trace_callback(said.append)
    store_part(connection, part(entry(1, revision=7), entry(2, revision=7)), ids(entry(1), entry(2)))
    driver.set_trace_callback(None)
    written = {each.split(" WHERE")[0] for each in said if each.startswith(('INSERT INTO "visit', "UPDATE"))}
    assert written == {'UPDATE "visit" SET "revision" = 7'}
    assert [msgspec.structs.replace(row, revision=0) for row in here(connection)] == [entry(1), entry(2)]
