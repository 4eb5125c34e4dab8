"""Who and where."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from sync.store.queries.directory import offices, people, region_path, regions
from sync.store.rows import store
from tests.sync.store.sample import duty, office, region

TODAY = date(2026, 1, 5)


def test_offices_by_kind_and_region(connection: sa.Connection) -> None:
    store(
        connection,
        [
            office("b", "乙局", kind="department", region_id="east"),
            office("a", "甲局", kind="department", region_id="west"),
            office("c", "示例中心", region_id="east"),
        ],
    )
    assert [row.id for row in offices(connection)] == ["b", "a", "c"]
    assert [row.id for row in offices(connection, "department")] == ["b", "a"]
    assert [row.id for row in offices(connection, "department", "east")] == ["b"]
    assert offices(connection, "station") == []


def test_people_on_duty_that_day(connection: sa.Connection) -> None:
    store(
        connection,
        [
            duty("now", "centre", "leader"),
            duty("today", "centre", "leader", since="2026-01-05", until="2026-01-05"),
            duty("past", "centre", "leader", until="2026-01-04"),
            duty("next", "centre", "leader", since="2026-01-06"),
            duty("caller", "centre", "caller", person_name="示例回访员"),
            duty("other", "elsewhere", "leader"),
        ],
    )
    assert [row.id for row in people(connection, ["centre"], ["leader"], TODAY)] == ["now", "today"]
    assert [row.id for row in people(connection, ["centre"], ["leader", "caller"], TODAY)] == [
        "now",
        "today",
        "caller",
    ]
    assert people(connection, [], ["leader"], TODAY) == []


def test_a_regions_names_from_the_top(connection: sa.Connection) -> None:
    store(
        connection, [region("city", "示例市"), region("east", "东县", "city"), region("town", "东乡", "east")]
    )
    assert region_path(connection, "town") == ("示例市", "东县", "东乡")
    assert regions(connection) == {
        "city": ("示例市",),
        "east": ("示例市", "东县"),
        "town": ("示例市", "东县", "东乡"),
    }
    assert region_path(connection, "unknown") == ()


@pytest.mark.parametrize(("parent", "names"), [("not here", ("甲",)), ("b", ("乙", "甲")), ("a", ("甲",))])
def test_a_broken_tree_ends(connection: sa.Connection, parent: str, names: tuple[str, ...]) -> None:
    store(connection, [region("a", "甲", parent), region("b", "乙", "a")])
    assert region_path(connection, "a") == names
