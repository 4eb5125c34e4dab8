"""What was done, in order."""

from __future__ import annotations

import sqlalchemy as sa

from sync.store.queries.history import lines_about, lines_within
from sync.store.rows import store
from tests.sync.store import sample
from tests.sync.store.sample import HOUR, NOON


def test_newest_first_and_what_the_server_has_not_seen_last_of_its_moment(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.line("b", "p", at=NOON, revision=7),
            sample.line("a", "p", at=NOON, revision=9),
            sample.line("0", "p", at=NOON, revision=0),
            sample.line("late", "p", at=NOON - HOUR, revision=12, received_at=NOON + HOUR, late=True),
            sample.line("next", "p", at=NOON + HOUR, revision=8),
        ],
    )
    assert [(line.history.id, line.delivery) for line in lines_about(connection, "p")] == [
        ("next", "delivered"),
        ("0", "waiting"),
        ("a", "delivered"),
        ("b", "delivered"),
        ("late", "delivered"),
    ]


def test_about_one_record_or_within_the_whole(connection: sa.Connection) -> None:
    rows = [sample.line("p", "p"), sample.line("file", "y", aggregate_id="p"), sample.line("q", "q")]
    store(connection, rows)
    assert {line.history.id for line in lines_within(connection, "p")} == {"p", "file"}
    assert {line.history.id for line in lines_about(connection, "y")} == {"file"}
