"""Texts of which two were written."""

from __future__ import annotations

import sqlalchemy as sa

from sync.store.queries.conflicts import ConflictCard, in_conflict, waiting_for, within
from sync.store.rows import store
from tests.sync.store import sample
from tests.sync.store.sample import NOON


def asked(connection: sa.Connection, person_id: str) -> list[str]:
    return [card.id for card in waiting_for(connection, person_id)]


def test_a_card_has_all_that_a_choice_needs(connection: sa.Connection) -> None:
    store(
        connection,
        [sample.problem("p", "e", title="不动产登记"), sample.conflict("c", "p", author_name="甲")],
    )
    assert within(connection, "p") == (
        ConflictCard(
            id="c",
            subject_table="problem",
            subject_id="p",
            enterprise_id="e",
            problem_id="p",
            title="不动产登记",
            field="description",
            base="原文",
            standing="现文",
            offered="另文",
            author_id="rep",
            author_name="甲",
            at=NOON,
        ),
    )


def test_a_visits_conflict_belongs_to_the_firms_record(connection: sa.Connection) -> None:
    rows = [
        sample.enterprise("e", "示例食品"),
        sample.conflict("c", "e", subject_table="visit", subject_id="v", field="situation"),
    ]
    store(connection, rows)
    (card,) = within(connection, "e")
    assert (card.enterprise_id, card.problem_id, card.subject_id, card.title) == ("e", "", "v", "示例食品")


def test_a_department_in_conflict_is_one_card_with_its_name(connection: sa.Connection) -> None:
    of_one_edit = {"op_id": "o", "standing": "甲局", "offered": "乙局"}
    rows = [
        sample.problem("p"),
        sample.conflict("id", "p", field="proposed_office_id", **of_one_edit),
        sample.conflict("name", "p", field="proposed_office_name", **of_one_edit),
        sample.conflict("id of another edit", "p", field="proposed_office_id", op_id="x"),
    ]
    store(connection, rows)
    assert asked(connection, "rep") == ["id of another edit", "name"]


def test_a_settled_conflict_asks_nobody(connection: sa.Connection) -> None:
    store(connection, [sample.problem("p"), sample.conflict("c", "p", settled_at=NOON, settled_as="mine")])
    assert within(connection, "p") == ()
    assert asked(connection, "rep") == []
    assert in_conflict(connection, ["p"]) == frozenset()


def test_its_author_is_asked_oldest_first(connection: sa.Connection) -> None:
    rows = [
        sample.problem("p"),
        sample.conflict("late", "p", at=NOON + 1),
        sample.conflict("early", "p", at=NOON - 1),
        sample.conflict("other", "p", author_id="somebody"),
    ]
    store(connection, rows)
    assert asked(connection, "rep") == ["early", "late"]


def test_who_serves_the_firm_is_asked_once_its_author_does_not(connection: sa.Connection) -> None:
    rows = [
        sample.enterprise("e"),
        sample.problem("p", "e"),
        sample.conflict("of the firm", "e", subject_table="enterprise", subject_id="e", at=NOON - 1),
        sample.conflict("of the problem", "p"),
        sample.assignment("a1", "e", "rep"),
        sample.assignment("a2", "e", "new"),
    ]
    store(connection, rows)
    assert asked(connection, "new") == []
    store(connection, [sample.assignment("a1", "e", "rep", until="2026-01-04")])
    assert asked(connection, "new") == ["of the firm", "of the problem"]
    assert asked(connection, "somebody") == []


def test_which_records_are_in_conflict(connection: sa.Connection) -> None:
    store(
        connection,
        [sample.conflict("c1", "p"), sample.conflict("c2", "p", field="crux"), sample.conflict("c3", "q")],
    )
    assert in_conflict(connection, ["p", "r"]) == frozenset({"p"})
