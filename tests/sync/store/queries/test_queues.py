"""Who has to act next."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from sync.domain.actor import Actor, Role
from sync.domain.workflow import OVER, STATES
from sync.store.queries import queues
from sync.store.queries.queues import QUEUES
from sync.store.rows import store
from sync.store.tables import Row
from tests.sync.store import sample
from tests.sync.store.sample import DAY, NOON


def actor(*roles: tuple[str, str]) -> Actor:
    return Actor("me", "示例人员", "科员", tuple(Role(role, office, "", "") for role, office in roles))


EVERYBODY = actor(("coordinator", "centre"), ("handler", "bureau"), ("caller", "centre"))


def problems(*states: str) -> list[Row]:
    """One problem for each state of the workflow, and another centre's for each of the queue's."""
    mine: list[Row] = [sample.problem(state, state=state) for state in sorted(STATES)]
    return [
        *mine,
        *(sample.problem(f"other {state}", "f", state=state, centre_id="other") for state in states),
    ]


def around(*, lead: str = "bureau", assisting: str = "x", called: str = "x", sent: str = "x") -> list[Row]:
    """An order, a call and a person sent, for each problem."""
    return [
        row
        for state in sorted(STATES)
        for row in (
            sample.order(f"o {state}", state, lead, assisting_ids=(assisting,), assisting_names=("示例局",)),
            sample.summons(f"s {state}", state, called),
            sample.dispatch(f"d {state}", state, sent),
        )
    ]


# Queue → the rows around the problems that make it mine, and the problems in it.
EXAMPLES: dict[str, tuple[list[Row], set[str]]] = {
    "to_accept": ([], {"reported"}),
    "to_transfer": ([], {"accepted", "in_meeting"}),
    "objected": ([], {"objected"}),
    "to_check": ([], {"replied"}),
    "returned_by_us": ([], {"returned"}),
    "to_sign": (around(), {"transferred"}),
    "in_hand": (around(), {"in_hand"}),
    "assisting": (around(lead="x", assisting="bureau"), {"transferred", "in_hand"}),
    "summoned": (around(lead="x", called="bureau"), set(STATES - OVER)),
    "to_call": ([], {"closed"}),
    "calling": ([], {"awaiting_follow_up"}),
    "sent_to_me": (around(sent="me"), {"on_site"}),
    "returned_to_me": ([sample.assignment("a", "firm", "me")], {"returned"}),
}


@pytest.mark.parametrize("queue", list(QUEUES))
def test_a_queue_holds_what_waits_for_me(connection: sa.Connection, queue: str) -> None:
    rows, waiting = EXAMPLES[queue]
    store(connection, [*problems(*QUEUES[queue].states), *rows])
    assert set(queues.ids(connection, queue, EVERYBODY)) == waiting
    assert {row.id for row in queues.listed(connection, queue, EVERYBODY)} == waiting


@pytest.mark.parametrize("queue", [code for code, queue in QUEUES.items() if queue.role])
def test_a_queue_is_empty_for_somebody_without_the_role(connection: sa.Connection, queue: str) -> None:
    rows, _ = EXAMPLES[queue]
    store(connection, [*problems(), *rows])
    assert queues.ids(connection, queue, actor(("leader", "centre"), ("representative", "bureau"))) == []
    assert queues.ids(connection, queue, actor((QUEUES[queue].role or "", "elsewhere"))) == []


def test_the_oldest_comes_first(connection: sa.Connection) -> None:
    store(connection, [sample.problem(f"p{n}", reported_at=NOON + n * DAY) for n in (2, 1, 3)])
    assert queues.ids(connection, "to_accept", EVERYBODY) == ["p1", "p2", "p3"]


def test_a_withdrawn_order_and_a_call_that_was_answered_wait_for_nobody(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.problem("p", state="transferred"),
            sample.order("o", "p", "bureau", withdrawn_at=NOON),
            sample.order(
                "a", "p", "x", assisting_ids=("bureau",), assisting_names=("示例局",), withdrawn_at=NOON
            ),
            sample.summons("s", "p", "bureau", reported_at=NOON),
        ],
    )
    counts = queues.counts(connection, EVERYBODY)
    assert (counts["to_sign"], counts["assisting"], counts["summoned"]) == (0, 0, 0)


def test_the_former_cycle_sends_and_calls_nobody(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.problem("p", state="on_site", cycle=2),
            sample.dispatch("d", "p", "me"),
            sample.summons("s", "p", "bureau"),
        ],
    )
    assert queues.ids(connection, "sent_to_me", EVERYBODY) == []
    assert queues.ids(connection, "summoned", EVERYBODY) == []


def test_what_i_reported_comes_back_to_me(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.problem("p", state="returned", reporter_id="me"),
            sample.problem("q", state="returned"),
            sample.assignment("a", "firm", "me", until="2026-01-04"),
        ],
    )
    assert queues.ids(connection, "returned_to_me", actor()) == ["p"]


def test_counts_are_the_lengths_of_the_lists_of_my_roles(connection: sa.Connection) -> None:
    store(connection, [*problems("reported"), *around(sent="me")])
    counts = queues.counts(connection, EVERYBODY)
    assert set(counts) == set(QUEUES)
    assert counts == {queue: len(queues.listed(connection, queue, EVERYBODY)) for queue in QUEUES}
    assert counts["to_accept"] == 1
    assert set(queues.counts(connection, actor(("caller", "centre")))) == {
        "to_call",
        "calling",
        "sent_to_me",
        "returned_to_me",
    }


def test_every_open_state_waits_in_some_queue() -> None:
    waited = {state for code, queue in QUEUES.items() if code != "summoned" for state in queue.states}
    assert waited == STATES - {"draft", "settled"}
