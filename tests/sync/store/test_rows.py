"""Rows go in and come out unchanged: every table, any value, both databases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.store.database import Database, open_database
from sync.store.migrate import migrate
from sync.store.rows import (
    DatabaseSource,
    cells_of,
    count,
    delete,
    find,
    matching,
    select,
    store,
    store_cells,
)
from sync.store.schema import TABLES as SQL
from sync.store.tables import Counter, Office, Problem, Region, SearchTodo, Stored, Visit
from tests.sync.store.any_row import TABLES, rows
from tests.sync.store.forgotten import forgotten


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A migrated database of each kind, for the whole file."""
    if request.param == "sqlite":
        yield from _opened(str(tmp_path_factory.mktemp("rows") / "rows.db"))
        return
    with request.getfixturevalue("postgresql").database() as url:
        yield from _opened(url)


def _opened(where: str) -> Iterator[Database]:
    database = open_database(where, create=True)
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def connection(record: Database) -> Iterator[sa.Connection]:
    """What a test writes is gone after it."""
    with forgotten(record) as connection:
        yield connection


def key_of(row: Stored) -> dict[str, Any]:
    """The values that name a row."""
    return {name: getattr(row, name) for name in row.key}


def whole(row: Stored) -> dict[str, Any]:
    """Every value that a question can name; lists are asked for by nobody."""
    values = msgspec.structs.asdict(row)
    return {name: value for name, value in values.items() if not isinstance(value, tuple)}


each_table = pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.table)
examples = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])


@each_table
@examples
@given(data=st.data())
def test_a_row_comes_out_as_it_went_in(
    connection: sa.Connection, kind: type[Stored], data: st.DataObject
) -> None:
    first, second = data.draw(rows(kind)), data.draw(rows(kind))
    second = msgspec.structs.replace(second, **key_of(first))
    store(connection, [first])
    assert find(connection, kind, **key_of(first)) == first
    assert select(connection, kind, **whole(first)) == [first]
    store(connection, [second])  # the same key: the later row stands
    assert find(connection, kind, **key_of(first)) == second
    assert count(connection, kind, **key_of(first)) == 1
    assert delete(connection, kind, **key_of(first)) == 1
    assert find(connection, kind, **key_of(first)) is None


EAST = Region(id="east", aggregate_id="global", name="东", level="county", parent_id="city")
WEST = Region(id="west", aggregate_id="global", name="西", level="county", parent_id="city")
CITY = Region(id="city", aggregate_id="global", name="市", level="city")


def test_many_rows_of_many_tables_in_one_call(connection: sa.Connection) -> None:
    office = Office(
        id="o", aggregate_id="global", name="局", kind="department", region_id="east", topics=("a", "b")
    )
    store(connection, [EAST, office, WEST, CITY, Counter(series="s", last=1)])
    assert count(connection, Region) == 3
    assert find(connection, Office, id="o") == office
    store(connection, [])
    store(connection, [EAST, msgspec.structs.replace(EAST, name="东县")])
    assert find(connection, Region, id="east") == msgspec.structs.replace(EAST, name="东县")


def test_questions(connection: sa.Connection) -> None:
    store(connection, [EAST, WEST, CITY])
    assert {row.id for row in select(connection, Region)} == {"east", "west", "city"}
    assert {row.id for row in select(connection, Region, parent_id="city", level="county")} == {
        "east",
        "west",
    }
    assert {row.id for row in select(connection, Region, id=["east", "city", "none"])} == {"east", "city"}
    assert select(connection, Region, id=[]) == []
    assert find(connection, Region, id="none") is None
    assert count(connection, Region, level="county") == 2
    assert delete(connection, Region, id=["east", "city"]) == 2
    assert [row.id for row in select(connection, Region)] == ["west"]


def visit(row_id: str, next_on: str | None) -> Visit:
    """A visit of which little is known."""
    return Visit(
        id=row_id, aggregate_id="f", enterprise_id="f", enterprise_name="", visited_on="", manner="",
        visitor_id="", visitor_name="", visitor_post="", next_on=next_on,
    )  # fmt: skip


def test_a_question_may_ask_for_what_is_not_known(connection: sa.Connection) -> None:
    store(connection, [visit("a", None), visit("b", "")])
    assert [row.id for row in select(connection, Visit, next_on=None)] == ["a"]
    assert [row.id for row in select(connection, Visit, next_on="")] == ["b"]
    assert [row.id for row in select(connection, Visit, combined=False, next_on="")] == ["b"]


def test_rows_of_a_query_of_ones_own(connection: sa.Connection) -> None:
    store(connection, [EAST, WEST, CITY])
    table = SQL["region"]
    query = sa.select(table).where(table.c.level == "county").order_by(table.c.name.desc())
    assert matching(connection, Region, query) == [WEST, EAST]


def test_cells_come_in_any_order_of_columns(connection: sa.Connection) -> None:
    store(connection, [EAST])
    names = ("parent_id", "level", "name", "revision", "aggregate_id", "id")
    store_cells(connection, "region", names, [("", "district", "东区", 7, "global", "east")])
    (row,) = select(connection, Region)
    assert row == Region(id="east", aggregate_id="global", revision=7, name="东区", level="district")


def test_what_is_all_key_is_stored_once(connection: sa.Connection) -> None:
    for _ in range(2):
        store_cells(connection, "search_todo", ("row_table", "row_id"), [("visit", "v")])
    assert count(connection, SearchTodo) == 1


def test_lists_are_one_text_on_both_ends() -> None:
    office = Office(
        id="o", aggregate_id="g", name="局", kind="department", region_id="e", topics=("甲", '"', "")
    )
    assert cells_of(office)[-1] == '["甲","\\"",""]'
    assert cells_of(EAST) == ("east", "global", 0, "东", "county", "city")


def test_a_source_answers_for_records(connection: sa.Connection) -> None:
    store(connection, [EAST, WEST])
    source = DatabaseSource(connection)
    assert source.find(Region, "east") == EAST
    assert source.find(Problem, "east") is None
    assert source.select(Region, {"level": "county", "name": "西"}) == [WEST]


def test_what_a_batch_is_about_is_asked_for_once(
    connection: sa.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(connection, [EAST, WEST, CITY, visit("a", None), visit("b", None)])
    asked: list[str] = []

    def noted(connection: sa.Connection, kind: type[Any], /, **equal: object) -> list[Any]:
        asked.append(kind.table)
        return select(connection, kind, **equal)

    monkeypatch.setattr("sync.store.rows.select", noted)
    source = DatabaseSource(connection, frozenset(("f", "g")), frozenset(("east", "west", "new")))
    assert [source.find(Region, name) for name in ("east", "west", "new")] == [EAST, WEST, None]
    assert sorted(row.id for row in source.select(Visit, {"aggregate_id": "f"})) == ["a", "b"]
    assert source.select(Visit, {"aggregate_id": "g"}) == []
    assert asked == ["region", "visit"]
    assert source.find(Region, "city") == CITY  # what nobody announced is asked for by itself
    assert source.select(Region, {"id": "east", "level": "county"}) == [EAST]


def test_what_no_row_can_be_yet_is_not_asked_for(connection: sa.Connection) -> None:
    store(connection, [visit("a", None)])
    source = DatabaseSource(connection, frozenset("a"), unborn=frozenset("a"))
    assert source.find(Visit, "a") is None
    assert [row.id for row in source.select(Visit, {"aggregate_id": "f"})] == ["a"]
