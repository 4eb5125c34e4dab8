"""转办单 and meetings as lists."""

from __future__ import annotations

import sqlalchemy as sa

from sync.operations.base import new_id
from sync.operations.orders import IssueOrder
from sync.store.queries import orders
from sync.store.queries.problems import EVERYTHING, Filter
from sync.store.rows import store
from tests.sync.store import sample
from tests.sync.store.sample import NOON
from tests.sync.store.waiting import act, entry


def test_orders_newest_first_with_their_problems(connection: sa.Connection) -> None:
    issue = act(
        IssueOrder,
        1,
        problem_id="q",
        enterprise_id="e",
        lead_office_id="b",
        instruction="请办理",
        signer_id="leader",
        directory_id="county",
    )
    here_only = new_id(issue.op_id, 0)
    store(
        connection,
        [
            sample.problem("p", title="不动产登记", centre_id="east"),
            sample.problem("q"),
            sample.order("old", "p", "a", issued_at=NOON, withdrawn_at=NOON + 1),
            sample.order("new", "p", "b", issued_at=NOON + 1),
            sample.order(here_only, "q", "b", issued_at=NOON + 2, number="", revision=0),
            entry(issue),
        ],
    )
    found = orders.listed(connection, EVERYTHING)
    assert [(row.order.id, row.problem.id, row.delivery) for row in found] == [
        (here_only, "q", "waiting"),
        ("new", "p", "delivered"),
        ("old", "p", "delivered"),
    ]
    assert [row.problem.title for row in orders.listed(connection, Filter(centre_id="east"))] == [
        "不动产登记"
    ] * 2


def test_meetings_newest_first_with_their_problems(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.problem("p"),
            sample.problem("q", state="in_meeting"),
            sample.meeting("old", "p", held_on="2026-01-06"),
            sample.meeting("new", "q", held_on="2026-01-07"),
        ],
    )
    assert [(row.meeting.id, row.problem.id) for row in orders.meetings(connection, EVERYTHING)] == [
        ("new", "q"),
        ("old", "p"),
    ]
    assert [row.meeting.id for row in orders.meetings(connection, Filter(states=("in_meeting",)))] == ["new"]
