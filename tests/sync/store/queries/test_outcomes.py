"""The ledger never adds different kinds together (CD-23)."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.store.database import Database
from sync.store.queries import outcomes
from sync.store.queries.outcomes import Total
from sync.store.queries.problems import EVERYTHING, Filter
from sync.store.rows import store
from tests.sync.store import sample
from tests.sync.store.forgotten import forgotten


def test_the_kinds_stay_apart(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.problem("p", "e"),
            sample.problem("q", "f"),
            sample.outcome("a", "p", "certificate", "13", "件"),
            sample.outcome("b", "p", "loan", "3000", "万元"),
            sample.outcome("c", "q", "loan", "0.5", "万元"),
            sample.outcome("d", "q", "loan", "2", "亿元"),
        ],
    )
    assert [
        (row.kind, row.unit, row.total, set(row.ids)) for row in outcomes.totals(connection, EVERYTHING)
    ] == [
        ("certificate", "件", "13", {"a"}),
        ("loan", "万元", "3000.5", {"b", "c"}),
        ("loan", "亿元", "2", {"d"}),
    ]
    assert outcomes.totals(connection, Filter(enterprise_id="e")) == [
        Total("certificate", "件", "13", ("a",)),
        Total("loan", "万元", "3000", ("b",)),
    ]


@pytest.mark.parametrize(("kind", "found"), [("", ["c", "b", "a"]), ("loan", ["c", "a"]), ("output", [])])
def test_entries_newest_first(connection: sa.Connection, kind: str, found: list[str]) -> None:
    store(
        connection,
        [
            sample.problem("p"),
            sample.outcome("a", "p", "loan", "1", "万元", happened_on="2026-01-05"),
            sample.outcome("b", "p", "certificate", "1", "件", happened_on="2026-01-06"),
            sample.outcome("c", "p", "loan", "1", "万元", happened_on="2026-01-07"),
        ],
    )
    assert [row.outcome.id for row in outcomes.listed(connection, EVERYTHING, kind)] == found


amounts = st.decimals(min_value="0.01", max_value=10**9, places=2)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(["loan", "output"]), st.sampled_from(["万元", "件"]), amounts), max_size=15
    )
)
def test_each_total_is_the_exact_sum_of_its_entries(
    empty_record: Database, entries: list[tuple[str, str, Decimal]]
) -> None:
    rows = [
        sample.outcome(str(n), "p", kind, f"{amount}", unit) for n, (kind, unit, amount) in enumerate(entries)
    ]
    with forgotten(empty_record) as connection:
        store(connection, [sample.problem("p"), *rows])
        totals = outcomes.totals(connection, EVERYTHING)
        kept = {row.outcome.id: row.outcome for row in outcomes.listed(connection, EVERYTHING)}
    assert sorted(row_id for total in totals for row_id in total.ids) == sorted(row.id for row in rows)
    for total in totals:
        summed = [kept[row_id] for row_id in total.ids]
        assert {(row.kind, row.unit) for row in summed} == {(total.kind, total.unit)}
        assert Decimal(total.total) == sum(Decimal(row.amount) for row in summed)
