"""Problems as lists show them."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from typing import Any

import pytest
import sqlalchemy as sa

from sync.store import queries
from sync.store.queries import problems
from sync.store.queries.problems import CONDITIONS, EVERYTHING, Filter
from sync.store.rows import store
from sync.store.tables import Row
from tests.sync.store import sample
from tests.sync.store.sample import DAY, HOUR, NOON


def ids(connection: sa.Connection, **given: Any) -> list[str]:
    return problems.ids(connection, Filter(**given))


def test_nothing_given_means_all_newest_first(connection: sa.Connection) -> None:
    store(connection, [sample.problem(f"p{n}", reported_at=NOON + n * DAY) for n in (2, 3, 1)])
    assert problems.ids(connection, EVERYTHING) == ["p3", "p2", "p1"]
    assert [row.id for row in problems.listed(connection, EVERYTHING)] == ["p3", "p2", "p1"]


# Field → a value, and the rows that make "in" hold it and "out" not.
EXAMPLES: dict[str, tuple[object, list[Row]]] = {
    "states": (("accepted", "in_hand"), [sample.problem("in", state="in_hand"), sample.problem("out")]),
    "centre_id": ("east", [sample.problem("in", centre_id="east"), sample.problem("out")]),
    "enterprise_id": ("e", [sample.problem("in", "e"), sample.problem("out", "f")]),
    "text": ("100%", [sample.problem("in", title="100%登记"), sample.problem("out", title="1000登记")]),
    "ids": (("in", "unknown"), [sample.problem("in"), sample.problem("out")]),
    "office_id": (
        "bureau",
        [
            sample.problem("in"),
            sample.problem("out"),
            sample.order("o1", "in", "bureau"),
            sample.order("o2", "out", "bureau", withdrawn_at=NOON),
            sample.order("o3", "out", "other", assisting_ids=("bureau2",), assisting_names=("示例局",)),
        ],
    ),
    "person_id": (
        "me",
        [
            sample.problem("in", reporter_id="me"),
            sample.problem("out", "f"),
            sample.assignment("a", "f", "me", until="2026-01-04"),
        ],
    ),
}


@pytest.mark.parametrize("field", list(CONDITIONS))
def test_each_field_of_the_filter(connection: sa.Connection, field: str) -> None:
    value, rows = EXAMPLES[field]
    store(connection, rows)
    assert ids(connection, **{field: value}) == ["in"]


def test_every_field_has_a_condition() -> None:
    assert set(CONDITIONS) == set(Filter.__struct_fields__)


def test_all_that_is_given_must_hold(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.problem("both", state="accepted", centre_id="east"),
            sample.problem("state", state="accepted"),
            sample.problem("centre", centre_id="east"),
        ],
    )
    assert ids(connection, states=("accepted",), centre_id="east") == ["both"]


def test_no_ids_and_no_states_mean_none(connection: sa.Connection) -> None:
    store(connection, [sample.problem("p")])
    assert ids(connection, ids=()) == []
    assert ids(connection, states=()) == []


@pytest.mark.parametrize(
    "row",
    [
        sample.order("o", "p", "other", assisting_ids=("x", "bureau"), assisting_names=("甲", "乙")),
        sample.summons("s", "p", "bureau"),
    ],
)
def test_a_department_also_has_what_it_assists_with_and_is_called_to(
    connection: sa.Connection, row: Row
) -> None:
    store(connection, [sample.problem("p"), sample.problem("q"), row])
    assert ids(connection, office_id="bureau") == ["p"]


def test_mine_are_those_of_the_firms_i_serve(connection: sa.Connection) -> None:
    store(connection, [sample.problem("p", "e"), sample.problem("q", "f"), sample.assignment("a", "e", "me")])
    assert ids(connection, person_id="me") == ["p"]


@pytest.mark.parametrize("text", ["登记", "示例食品", "A1-p", "〔2026〕7"])
def test_text_stands_in_title_firm_or_number(connection: sa.Connection, text: str) -> None:
    store(connection, [sample.problem("p", official_number="承企受〔2026〕7号")])
    assert ids(connection, text=text) == ["p"]
    assert ids(connection, text=text + "无") == []


def test_a_line(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.problem(
                "p", cycle=2, state="in_hand", official_number="承企受〔2026〕7号", accepted_at=NOON
            ),
            sample.limit("p", cycle=1, ended_on="2026-01-08"),
            sample.limit("p", cycle=2, starts_on="2026-01-12"),
            sample.order("o1", "p", "a", lead_office_name="甲局", issued_at=NOON, withdrawn_at=NOON + HOUR),
            sample.order("o2", "p", "b", lead_office_name="乙局", issued_at=NOON + HOUR),
            sample.order(
                "o3", "p", "c", lead_office_name="丙局", issued_at=NOON + DAY, withdrawn_at=NOON + DAY
            ),
            sample.line("h2", "p", at=NOON + 2 * HOUR),
            sample.line("h1", "p", at=NOON + HOUR),
            sample.line("of a file", "file", aggregate_id="p", at=NOON + DAY),
        ],
    )
    (row,) = problems.rows(connection, ["p"])
    assert (row.number, row.number_pending) == ("承企受〔2026〕7号", False)
    assert row.limit == sample.limit("p", cycle=2, starts_on="2026-01-12")
    assert row.lead_office_name == "乙局"
    assert (row.seen, row.moved_at) == ("h2", NOON + 2 * HOUR)
    assert (row.title, row.enterprise_name, row.state, row.cycle) == (
        "不动产登记",
        "示例食品有限公司",
        "in_hand",
        2,
    )
    assert row.delivery == "delivered"


def test_a_line_of_a_problem_that_has_only_been_reported(connection: sa.Connection) -> None:
    store(connection, [sample.problem("p")])
    (row,) = problems.rows(connection, ["p"])
    assert (row.number, row.number_pending) == ("A1-p", True)
    assert (row.limit, row.lead_office_name, row.seen, row.moved_at) == (None, "", "", NOON)


def test_rows_come_in_the_order_asked_without_those_that_are_gone(connection: sa.Connection) -> None:
    store(connection, [sample.problem(row_id) for row_id in "abc"])
    assert [row.id for row in problems.rows(connection, ["c", "gone", "a"])] == ["c", "a"]
    assert problems.rows(connection, []) == []


def test_a_screen_may_name_the_questions_before_the_database_is_loaded() -> None:
    modules = [f"{queries.__name__}.{module.name}" for module in pkgutil.iter_modules(queries.__path__)]
    heavy = "{'sqlalchemy', 'alembic', 'pypinyin', 'requests', 'sqlcipher3'}"
    check = f"import sys, {', '.join(modules)}; print({heavy} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
