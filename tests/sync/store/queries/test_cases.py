"""One problem whole."""

from __future__ import annotations

import sqlalchemy as sa

from sync.domain.profile import read_profile
from sync.operations.centre import SetDueDate
from sync.operations.rules import shipped_profile
from sync.store.queries import cases
from sync.store.rows import store
from sync.store.tables import Row
from tests.sync.store import sample
from tests.sync.store.sample import HOUR, NOON
from tests.sync.store.waiting import act, entry

PROFILE = read_profile(shipped_profile(), "chengde")
PROBLEM = sample.problem("p", "e", state="in_hand", cycle=2)
CASE: tuple[Row, ...] = (
    sample.region("county", "示例县"),
    PROBLEM,
    sample.limit("p", cycle=2, starts_on="2026-01-12"),
    sample.limit("p", cycle=1),
    sample.line("h1", "p", state="reported"),
    sample.line("h2", "p", state="accepted", action="accept", at=NOON + HOUR),
    sample.line("h3", "p", state="in_hand", action="sign_for", at=NOON + 2 * HOUR, revision=0),
    sample.dispatch("d", "p", "somebody"),
    sample.summons("s", "p", "bureau"),
    sample.meeting("m", "p"),
    sample.order("o2", "p", "b", issued_at=NOON + 1),
    sample.order("o1", "p", "a", issued_at=NOON, withdrawn_at=NOON + 1),
    sample.reply("y2", "p", "o2", at=NOON + 1),
    sample.reply("y1", "p", "o2", at=NOON),
    sample.follow_up("f", "p", "no"),
    sample.outcome("u", "p", "loan", "3000", "万元"),
    sample.attachment("a", "p", "y1"),
    sample.conflict("c", "p"),
)


def test_everything_that_belongs_to_it_and_nothing_else(connection: sa.Connection) -> None:
    store(connection, CASE)
    store(
        connection,
        [sample.problem("q"), sample.limit("q"), sample.order("o", "q", "b"), sample.reply("y", "q", "o")],
    )
    found = cases.detail(connection, "p", PROFILE)
    assert found is not None
    assert found.problem == PROBLEM
    assert found.region == ("示例县",)
    assert found.row.limit == found.limits[1]
    ids = {
        "limits": ["limit-p-1", "limit-p-2"],
        "dispatches": ["d"],
        "summons": ["s"],
        "meetings": ["m"],
        "orders": ["o1", "o2"],
        "replies": ["y1", "y2"],
        "follow_ups": ["f"],
        "outcomes": ["u"],
        "conflicts": ["c"],
    }
    assert {name: [row.id for row in getattr(found, name)] for name in ids} == ids
    assert [file.attachment.id for file in found.files] == ["a"]


def test_its_history_and_the_rings_tell_the_same(connection: sa.Connection) -> None:
    store(connection, CASE)
    found = cases.detail(connection, "p", PROFILE)
    assert found is not None
    assert [(line.history.id, line.delivery) for line in found.lines] == [
        ("h3", "waiting"),
        ("h2", "delivered"),
        ("h1", "delivered"),
    ]
    assert found.row.seen == "h3"
    assert [(ring.code, ring.standing, ring.since) for ring in found.rings] == [
        ("collect", "done", NOON),
        ("gather", "done", NOON + HOUR),
        ("assign", "done", None),
        ("handle", "current", NOON + 2 * HOUR),
        ("feedback", "todo", None),
    ]


def test_the_order_that_stands(connection: sa.Connection) -> None:
    store(connection, [PROBLEM])
    found = cases.detail(connection, "p", PROFILE)
    assert found is not None
    assert found.order is None
    store(connection, CASE)
    found = cases.detail(connection, "p", PROFILE)
    assert found is not None
    assert found.order is not None
    assert found.order.id == "o2"


def test_what_still_waits_for_the_server(connection: sa.Connection) -> None:
    waits = act(SetDueDate, 1, problem_id="p", enterprise_id="e", due_on="2026-01-30", reason="需现场勘验")
    store(connection, [*CASE, entry(waits)])
    found = cases.detail(connection, "p", PROFILE)
    assert found is not None
    assert [waiting.texts for waiting in found.waiting] == [
        (("due_on", "2026-01-30"), ("reason", "需现场勘验"))
    ]
    assert found.row.delivery == "conflict"


def test_a_problem_that_is_not_here(connection: sa.Connection) -> None:
    assert cases.detail(connection, "unknown", PROFILE) is None
