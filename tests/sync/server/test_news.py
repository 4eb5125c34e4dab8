"""How the question of a quiet pull is answered: by what changed, however long the history is."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from sync.server import news
from sync.store.driver import fetch
from sync.store.row_json import parameter
from tests.stage import Stage


def plan(connection: sa.Connection, few: bool) -> str:
    question = news._question("sqlite", few, False)
    values: list[object] = [5, "", parameter("sqlite", ["rep-east"]), 10]
    return " | ".join(row[3] for row in fetch(connection, f"EXPLAIN QUERY PLAN {question}", values))


@pytest.mark.parametrize(
    ("few", "first"),
    [(True, "SEARCH a USING INDEX ix_aggregate_revision (revision>?)"), (False, "SEARCH p USING")],
)
def test_no_question_looks_at_every_aggregate(small_stage: Stage, few: bool, first: str) -> None:
    with small_stage.database.read() as connection:
        assert plan(connection, few).startswith(first)


@pytest.mark.parametrize(("behind", "few"), [(news.FEW, True), (news.FEW + 1, False)])
def test_changes_are_asked_when_they_are_few_or_fewer_than_holdings(
    stage: Stage, behind: int, few: bool
) -> None:
    with stage.database.read() as connection:
        dialect = connection.dialect.name
        assert news._are_few(connection, behind, parameter(dialect, ["rep-east"])) is few


def test_who_holds_more_than_what_changed_is_not_asked_for_all_of_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "FEW", 1)
    with stage.database.read() as connection:
        holders = parameter(connection.dialect.name, ["centre-city"])
        assert news._are_few(connection, 2, holders)
        assert not news._are_few(connection, 1_000, holders)
