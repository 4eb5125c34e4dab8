"""A number is the length of the list behind it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.domain.clock import end_of, start_of
from sync.domain.metrics import ALWAYS, COUNTS, RATES, Period, ProblemFacts
from sync.store.database import Database
from sync.store.queries import problems
from sync.store.queries.counts import facts, tally
from sync.store.queries.problems import EVERYTHING, Filter
from sync.store.rows import store
from sync.store.tables import Row
from tests.sync.domain.calendars import SHIPPED
from tests.sync.store import sample
from tests.sync.store.forgotten import forgotten
from tests.sync.store.sample import DAY, HOUR, NOON

# The third working day after Monday 2026-01-05.
DUE = end_of(date(2026, 1, 8))


def test_the_facts_of_a_problem(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.problem("p", cycle=2, accepted_at=NOON + HOUR, closed_at=NOON + DAY, result="solved"),
            sample.limit("p", cycle=1, starts_on="2025-12-01"),
            sample.limit("p", cycle=2),
            sample.follow_up("f1", "p", "no", cycle=1, at=NOON),
            sample.follow_up("f2", "p", "yes", cycle=2, at=NOON + 2 * DAY),
            sample.follow_up("f3", "p", "", cycle=2, at=NOON + 3 * DAY),
            sample.problem("q", reported_at=NOON - 1),
        ],
    )
    assert facts(connection, SHIPPED, EVERYTHING) == [
        ProblemFacts("p", 2, NOON, NOON + HOUR, NOON + DAY, "solved", DUE, "yes", 2),
        ProblemFacts("q", 1, NOON - 1),
    ]


def test_a_day_that_the_centre_set_counts(connection: sa.Connection) -> None:
    store(connection, [sample.problem("p"), sample.limit("p", set_due_on="2026-01-30", reason="需现场勘验")])
    (fact,) = facts(connection, SHIPPED, EVERYTHING)
    assert fact.due_at == end_of(date(2026, 1, 30))


def test_the_home_of_a_centre(connection: sa.Connection) -> None:
    accepted: dict[str, Any] = {"accepted_at": NOON, "centre_id": "east"}
    closed: dict[str, Any] = {"closed_at": NOON + DAY, "result": "solved", **accepted}
    store(
        connection,
        [
            sample.problem("new", centre_id="east"),
            sample.problem("open", state="in_hand", **accepted),
            sample.problem("done", state="settled", **closed),
            sample.problem(
                "late", state="closed", **(closed | {"closed_at": DUE + HOUR, "result": "partly"})
            ),
            sample.problem("other", centre_id="west"),
            *(sample.limit(row_id) for row_id in ("open", "done", "late")),
            sample.follow_up("f", "done", "yes"),
        ],
    )
    found = tally(connection, SHIPPED, DUE, ALWAYS, Filter(centre_id="east"))
    assert {
        code: set(found.ids_of(code)) for code in ("collected", "accepted", "due", "overdue", "solved")
    } == {
        "collected": {"new", "open", "done", "late"},
        "accepted": {"open", "done", "late"},
        "due": {"open", "done", "late"},
        "overdue": {"open"},
        "solved": {"done"},
    }
    rates = {code: (found.rate(code).numerator, found.rate(code).denominator) for code in RATES}
    assert rates == {
        "acceptance": (3, 4),
        "closure": (2, 3),
        "closure_in_time": (1, 3),
        "closure_of_all": (2, 3),
        "resolution": (1, 3),
        "satisfaction": (1, 1),
    }


days = st.dates(date(2025, 12, 20), date(2026, 1, 20))


@st.composite
def a_problem(draw: st.DrawFn) -> list[Row]:
    row_id = draw(st.uuids().map(str))
    at = start_of(draw(days)) + draw(st.integers(0, DAY - 1))
    cycle = draw(st.integers(1, 2))
    accepted = draw(st.none() | st.integers(0, 3 * DAY))
    closed = draw(st.none() | st.integers(0, 20 * DAY))
    row = sample.problem(
        row_id,
        reported_at=at,
        cycle=cycle,
        centre_id=draw(st.sampled_from(["east", "west"])),
        state=draw(st.sampled_from(["reported", "in_hand", "closed", "settled"])),
        accepted_at=None if accepted is None else at + accepted,
        closed_at=None if closed is None else at + closed,
        result=draw(st.sampled_from(["", "solved", "partly"])),
    )
    limits = [
        sample.limit(row_id, cycle=n, starts_on=draw(days).isoformat())
        for n in range(1, draw(st.integers(1, 3)))
    ]
    answer = draw(st.sampled_from(["", "yes", "no"]))
    return [row, *limits, sample.follow_up(f"f-{row_id}", row_id, answer, cycle=draw(st.integers(1, cycle)))]


@settings(max_examples=40)
@given(
    st.lists(a_problem(), max_size=12),
    days,
    days,
    st.integers(NOON - 20 * DAY, NOON + 30 * DAY),
    st.sampled_from([EVERYTHING, Filter(centre_id="east"), Filter(states=("closed", "settled"))]),
)
def test_every_number_opens_exactly_its_rows(
    empty_record: Database, rows: list[list[Row]], first: date, last: date, now: int, where: Filter
) -> None:
    with forgotten(empty_record) as connection:
        store(connection, [row for some in rows for row in some])
        found = tally(connection, SHIPPED, now, Period(first, last), where)
        all_here = set(problems.ids(connection, where))
        for code in COUNTS:
            opened = problems.listed(connection, Filter(ids=found.ids_of(code)))
            assert [row.id for row in opened] == list(found.ids_of(code))
            assert len(opened) == found.count(code)
            assert {row.id for row in opened} <= all_here
        assert set(tally(connection, SHIPPED, now, ALWAYS, where).ids_of("collected")) == all_here


@pytest.mark.parametrize("code", list(COUNTS))
def test_an_empty_record_counts_nothing(connection: sa.Connection, code: str) -> None:
    assert tally(connection, SHIPPED, NOON, ALWAYS, EVERYTHING).count(code) == 0
