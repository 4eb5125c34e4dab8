"""What changed is read in slices, and what is gone is not found any more."""

from __future__ import annotations

import sqlalchemy as sa

from sync.store import search_index
from sync.store.queries.search import search
from sync.store.rows import count, delete, store
from sync.store.search_index import BATCH, index_slice, note, note_ids
from sync.store.tables import Enterprise, Row, SearchEntry, SearchTodo
from tests.sync.store import sample


def kept(connection: sa.Connection, *rows: Row) -> None:
    """Stored and noted, as a pull does it."""
    store(connection, rows)
    note(connection, rows)


def indexed(connection: sa.Connection, *rows: Row) -> None:
    """Stored and read to the end."""
    kept(connection, *rows)
    assert index_slice(connection, 60_000) == 0


def names(connection: sa.Connection, typed: str) -> list[str]:
    return [hit.name for hit in search(connection, typed).enterprises]


def test_a_slice_without_time_still_reads_one_batch(connection: sa.Connection) -> None:
    kept(connection, *(sample.enterprise(f"e{n}") for n in range(2 * BATCH + 1)))
    assert index_slice(connection, 0) == BATCH + 1
    assert index_slice(connection, 0) == 1
    assert index_slice(connection, 0) == 0
    assert index_slice(connection, 0) == 0
    assert count(connection, SearchEntry) == 2 * BATCH + 1


def test_only_what_can_be_found_is_noted(connection: sa.Connection) -> None:
    note(
        connection,
        [sample.enterprise("e"), sample.station("s", "e"), sample.problem("p"), sample.visit("v", "e")],
    )
    assert count(connection, SearchTodo) == 3


def test_a_changed_name_is_found_and_the_old_one_is_not(connection: sa.Connection) -> None:
    indexed(connection, sample.enterprise("e", "示例明蓝生物"))
    indexed(connection, sample.enterprise("e", "示例天域温泉"))
    assert names(connection, "天域") == ["示例天域温泉"]
    assert names(connection, "明蓝") == []
    assert count(connection, SearchEntry) == 1


def test_before_it_is_read_again_only_the_new_name_is_found(connection: sa.Connection) -> None:
    indexed(connection, sample.enterprise("e", "示例明蓝生物"))
    kept(connection, sample.enterprise("e", "示例天域温泉"))
    assert names(connection, "天域") == ["示例天域温泉"]
    assert names(connection, "明蓝") == []


def test_a_row_that_is_gone_leaves_no_entry(connection: sa.Connection) -> None:
    indexed(connection, sample.enterprise("e", "示例明蓝生物"))
    delete(connection, Enterprise, id="e")
    assert names(connection, "明蓝") == []
    note_ids(connection, "enterprise", ["e"])
    assert index_slice(connection) == 0
    assert count(connection, SearchEntry) == 0
    assert connection.exec_driver_sql("SELECT count(*) FROM search_index").scalar() == 0


def test_forgotten_aggregates_are_not_found(connection: sa.Connection) -> None:
    rows = [
        sample.enterprise("e1", "示例明蓝生物"),
        sample.visit("v1", "e1", enterprise_name="示例明蓝生物"),
        sample.enterprise("e2", "示例明蓝食品"),
    ]
    indexed(connection, *rows)
    search_index.forget(connection, ["e1"])
    found = search(connection, "明蓝")
    assert [hit.id for hit in found.enterprises] == ["e2"]
    assert found.visits == ()
    assert count(connection, SearchEntry) == 1


def test_what_is_not_held_any_more_is_forgotten_and_can_be_read_again(connection: sa.Connection) -> None:
    indexed(connection, sample.enterprise("e1", "示例明蓝生物"))
    indexed(connection, sample.enterprise("e2", "示例明蓝食品"))
    search_index.forget_others(connection, ["e2"])
    assert names(connection, "明蓝") == ["示例明蓝食品"]
    assert count(connection, SearchEntry) == 1
    note_ids(connection, "enterprise", ["e1", "e2"])
    assert index_slice(connection, 60_000) == 0
    assert sorted(names(connection, "明蓝")) == ["示例明蓝生物", "示例明蓝食品"]


def test_a_visit_on_no_day_is_read_all_the_same(connection: sa.Connection) -> None:
    indexed(connection, sample.visit("v", "e", visited_on="某日", situation="烘干项目"))
    assert [hit.id for hit in search(connection, "烘干").visits] == ["v"]
