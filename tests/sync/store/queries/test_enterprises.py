"""Enterprises as a list, and one whole."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from sync.domain.workflow import OVER, STATES
from sync.store.queries import enterprises
from sync.store.queries.enterprises import EnterpriseRow
from sync.store.rows import store
from sync.store.tables import Contact
from tests.sync.store import sample
from tests.sync.store.sample import NOON

TODAY = date(2026, 1, 20)


def row(connection: sa.Connection) -> EnterpriseRow:
    (found,) = enterprises.listed(connection, "me", TODAY)
    return found


def test_a_line(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.region("county", "示例县"),
            sample.enterprise("e", "示例食品", credit_code="X", credit_state="unverified"),
            sample.station("s", "e", number="017", kind="small"),
            sample.station("closed", "e", number="001", opened_on="2025-01-01", closed_on="2025-12-31"),
            sample.assignment("a", "e", "me"),
            sample.visit("v1", "e", visited_on="2026-01-17"),
            sample.visit("v2", "e", visited_on="2026-01-05"),
            *(sample.problem(state, "e", state=state) for state in sorted(STATES)),
        ],
    )
    assert row(connection) == EnterpriseRow(
        id="e",
        name="示例食品",
        region_id="county",
        region_name="示例县",
        credit_code="X",
        credit_state="unverified",
        station_number="017",
        station_kind="small",
        open_problems=len(STATES - OVER),
        my_role="representative",
        last_visited_on="2026-01-17",
        days_since_visit=3,
    )


def test_a_line_of_a_firm_of_which_nothing_is_known(connection: sa.Connection) -> None:
    store(connection, [sample.enterprise("e", "示例食品", region_id="unknown")])
    found = row(connection)
    assert (found.region_name, found.station_number, found.station_kind, found.my_role) == ("", "", "", "")
    assert (found.open_problems, found.last_visited_on, found.days_since_visit) == (0, None, None)


@pytest.mark.parametrize(
    ("roles", "mine"), [(["liaison"], "liaison"), (["liaison", "representative"], "representative"), ([], "")]
)
def test_my_role(connection: sa.Connection, roles: list[str], mine: str) -> None:
    store(connection, [sample.enterprise("e"), sample.assignment("x", "e", "other")])
    store(connection, [sample.assignment(role, "e", "me", role=role) for role in roles])
    assert row(connection).my_role == mine


def test_all_by_name_or_only_those_i_serve(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.enterprise("2", "乙"),
            sample.enterprise("1", "丙"),
            sample.enterprise("3", "丁"),
            sample.assignment("a", "2", "me"),
            sample.assignment("b", "3", "me", until="2026-01-19"),
        ],
    )
    assert [firm.name for firm in enterprises.listed(connection, "me", TODAY)] == ["丁", "丙", "乙"]
    assert [firm.id for firm in enterprises.listed(connection, "me", TODAY, True)] == ["2"]


def test_the_dossier(connection: sa.Connection) -> None:
    firm = sample.enterprise("e", "示例食品")
    store(
        connection,
        [
            sample.region("city", "示例市"),
            sample.region("county", "示例县", "city"),
            firm,
            sample.enterprise("f"),
            sample.station("closed", "e", opened_on="2019-01-01", closed_on="2020-01-01"),
            sample.station("open", "e"),
            Contact(id="c", aggregate_id="e", enterprise_id="e", name="示例联系人"),
            sample.assignment("past", "e", "rep", since="2020-01-01", until="2025-12-31"),
            sample.assignment("now", "e", "me"),
            sample.visit("v1", "e", visited_on="2026-01-05"),
            sample.visit("v2", "e", visited_on="2026-01-06"),
            sample.visit("w", "f"),
            sample.problem("p1", "e", reported_at=NOON),
            sample.problem("p2", "e", reported_at=NOON + 1),
            sample.problem("q", "f"),
            sample.outcome("u", "p1", "loan", "3000", "万元"),
            sample.outcome("x", "q", "loan", "1", "万元"),
            sample.attachment("a", "e", "v1"),
            sample.conflict("k", "e", subject_table="enterprise", subject_id="e"),
        ],
    )
    found = enterprises.dossier(connection, "e", "me", TODAY)
    assert found is not None
    assert found.enterprise == firm
    assert (found.row.my_role, found.row.open_problems) == ("representative", 2)
    assert found.region == ("示例市", "示例县")
    assert [station.id for station in found.stations] == ["open", "closed"]
    assert [contact.name for contact in found.contacts] == ["示例联系人"]
    assert [assigned.id for assigned in found.assignments] == ["now", "past"]
    assert [visit.id for visit in found.visits] == ["v2", "v1"]
    assert [problem.id for problem in found.problems] == ["p2", "p1"]
    assert [outcome.id for outcome in found.outcomes] == ["u"]
    assert [file.attachment.id for file in found.files] == ["a"]
    assert [card.id for card in found.conflicts] == ["k"]
    assert found.waiting == ()
    assert enterprises.dossier(connection, "unknown", "me", TODAY) is None
