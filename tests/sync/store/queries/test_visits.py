"""The log of visits."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from sync.operations.base import new_id
from sync.operations.visits import LogVisit
from sync.store.queries import visits
from sync.store.queries.visits import Filter
from sync.store.rows import store
from tests.sync.store import sample
from tests.sync.store.sample import NOON
from tests.sync.store.waiting import act, entry


def listed(connection: sa.Connection, **given: str) -> list[str]:
    return [row.id for row in visits.listed(connection, Filter(**given))]


def test_newest_first(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.visit("old", "e", visited_on="2026-01-04"),
            sample.visit("morning", "e", made_at=NOON),
            sample.visit("evening", "e", made_at=NOON + 1),
        ],
    )
    assert listed(connection) == ["evening", "morning", "old"]


@pytest.mark.parametrize(
    "given",
    [
        {"person_id": "me"},
        {"enterprise_id": "e"},
        {"text": "烘干"},
        {"text": "明蓝"},
        {"person_id": "me", "enterprise_id": "e", "text": "100%"},
    ],
)
def test_the_filter(connection: sa.Connection, given: dict[str, str]) -> None:
    meant = sample.visit("in", "e", visitor_id="me", situation="烘干100%", enterprise_name="示例明蓝")
    store(connection, [meant, sample.visit("out", "f", situation="1000")])
    assert listed(connection, **given) == ["in"]


def test_a_line(connection: sa.Connection) -> None:
    made = act(LogVisit, 1, enterprise_id="e", visited_on="2026-01-05")
    row_id = new_id(made.op_id, 0)
    store(
        connection,
        [
            sample.visit(row_id, "e", situation="情" * 100, revision=0),
            sample.problem("p", "e", visit_id=row_id),
            sample.problem("q", "e"),
            sample.attachment("a", "e", row_id),
            sample.attachment("b", "e", row_id),
            entry(made),
        ],
    )
    (row,) = visits.rows(connection, [row_id])
    assert (row.opening, row.problems, row.files, row.delivery) == ("情" * 80, 1, 2, "waiting")
    assert (row.visited_on, row.visitor_name, row.visitor_post) == ("2026-01-05", "示例代表", "科员")


def test_one_visit_whole(connection: sa.Connection) -> None:
    visit = sample.visit("v", "e", situation="烘干项目")
    store(
        connection,
        [
            visit,
            sample.visit("other", "e"),
            sample.problem("p", "e", visit_id="v"),
            sample.problem("q", "e", visit_id="other"),
            sample.attachment("a", "e", "v"),
            sample.attachment("b", "e", "other"),
            sample.line("h", "v", aggregate_id="e", action="log_visit"),
            sample.conflict("c", "e", subject_table="visit", subject_id="v"),
            sample.conflict("d", "e", subject_table="visit", subject_id="other"),
        ],
    )
    found = visits.detail(connection, "v")
    assert found is not None
    assert found.visit == visit
    assert found.row.delivery == "conflict"
    assert [problem.id for problem in found.problems] == ["p"]
    assert [file.attachment.id for file in found.files] == ["a"]
    assert [line.history.action for line in found.lines] == ["log_visit"]
    assert [card.id for card in found.conflicts] == ["c"]
    assert found.waiting == ()
    assert visits.detail(connection, "unknown") is None


def test_planned_visits_are_those_that_nobody_has_made(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.visit("second", "a", visitor_id="me", next_on="2026-01-12"),
            sample.visit("first", "b", visitor_id="me", next_on="2026-01-09"),
            sample.visit("later", "c", visitor_id="me", next_on="2026-01-13"),
            sample.visit("made", "d", visitor_id="me", next_on="2026-01-09"),
            sample.visit("since", "d", visited_on="2026-01-06"),
            sample.visit("another's", "e", visitor_id="other", next_on="2026-01-09"),
            sample.visit("none", "f", visitor_id="me"),
        ],
    )
    assert [row.id for row in visits.planned(connection, "me", date(2026, 1, 12))] == ["first", "second"]
