"""The SQL side of the rows: one column for each field, and nothing that could refuse a replica's row."""

from __future__ import annotations

import types
import typing

import msgspec
import pytest
import sqlalchemy as sa

from sync.store.schema import INDEXES, LISTS, METADATA, SQL_TYPES, TABLES
from sync.store.tables import LAPTOP, SERVER, SYNCED, SYNCED_BY_NAME, Problem, Row, Stored
from tests.sync.store.any_row import TABLES as ROWS

each_table = pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.table)


@each_table
def test_every_field_has_its_column_in_order(kind: type[Stored]) -> None:
    table = TABLES[kind.table]
    assert tuple(table.columns.keys()) == kind.__struct_fields__
    assert tuple(column.name for column in table.primary_key) == kind.key
    for field, column in zip(msgspec.structs.fields(kind), table.columns, strict=True):
        optional = isinstance(field.type, types.UnionType)
        plain = typing.get_args(field.type)[0] if optional else field.type
        assert column.nullable is optional
        assert type(column.type) is SQL_TYPES[plain]


@pytest.mark.parametrize("kind", SYNCED, ids=lambda kind: kind.table)
def test_a_synced_table_refuses_no_row_and_answers_every_pull(kind: type[Row]) -> None:
    table = TABLES[kind.table]
    assert {type(rule) for rule in table.constraints} == {sa.PrimaryKeyConstraint}
    assert not any(index.unique for index in table.indexes)
    assert ["aggregate_id", "revision"] in [
        [column.name for column in index.columns] for index in table.indexes
    ]


def test_every_table_is_named_once() -> None:
    assert len({kind.table for kind in ROWS}) == len(ROWS) == len(METADATA.tables)
    assert {kind.table: kind for kind in SYNCED} == {**SYNCED_BY_NAME}
    assert not any(issubclass(kind, Row) for kind in (*LAPTOP, *SERVER))


def test_an_index_names_columns_that_are_there() -> None:
    for table, columns in INDEXES:
        assert set(columns) <= set(TABLES[table].columns.keys())


def test_lists_are_told_from_the_rows() -> None:
    names = Problem.__struct_fields__
    assert [names[place] for place in LISTS["problem"]] == ["representative_ids", "return_marks"]
    assert LISTS["region"] == ()
