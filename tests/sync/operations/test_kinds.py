"""Every kind of operation, walked: a new one without an example fails here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import msgspec
import pytest

from sync.domain.errors import Refused
from sync.engine import overlay
from sync.operations.actors import actor_at
from sync.operations.base import Operation, new_id, run
from sync.operations.case import CaseOperation
from sync.operations.kinds import APPLY, OPERATIONS
from sync.server import inbox
from sync.store.records import Records
from sync.store.schema import INDEXES
from sync.store.tables import GLOBAL, History, Row
from sync.wire import envelope, made, opened
from tests.sync.operations.city import City, Fields, Shelf
from tests.sync.operations.examples import EXAMPLES
from tests.upgrades.record import file_of

# What everyone holds has no history of its own: the answers at the server keep who set what.
WITHOUT_A_LINE = {
    "set_region", "set_office", "publish", "set_person", "appoint", "end_appointment",
    "set_enterprise", "set_contact", "open_station",
}  # fmt: skip
HELD_BY_ALL = {"region", "office", "published"}  # the global aggregate: at most 2,000 rows
# Fields that name what is there already, or say how the operation is meant.
NAMING = {
    "op_id", "made_at", "seen", "directory_id", "order_id", "conflict_id", "parked_id", "enterprise_id",
    "problem_id", "person_name", "person_post", "unsaid",
}  # fmt: skip
MAKERS = ("author", "visitor", "reporter", "caller", "drafter", "actor")

each_kind = pytest.mark.parametrize("kind", EXAMPLES, ids=lambda kind: kind.kind)


def test_there_is_an_example_of_every_kind() -> None:
    assert set(OPERATIONS.values()) == set(EXAMPLES)
    assert [kind.kind for kind in OPERATIONS.values()] == list(OPERATIONS)


def test_every_kind_has_a_recording_of_its_present_version() -> None:
    missing = [kind.kind for kind in OPERATIONS.values() if not file_of(kind).exists()]
    assert missing == [], "python -m tests.upgrades.record"


def test_every_kind_says_what_it_is_for() -> None:
    silent = [kind.kind for kind in OPERATIONS.values() if not (kind.__doc__ or "").strip()]
    assert silent == []


def test_laptop_and_server_run_the_same_functions() -> None:
    for end in (overlay, inbox):
        assert vars(end)["APPLY"] is APPLY
        assert vars(end)["run"] is run


@each_kind
def test_the_example_fills_every_field(kind: type[Operation]) -> None:
    _, _, op = acted(kind)
    fields = [field for field in msgspec.structs.fields(kind) if not field.required]
    assert {field.name for field in fields if getattr(op, field.name) == field.default} <= {"seen"}


@each_kind
def test_the_example_is_accepted_and_has_an_effect(kind: type[Operation]) -> None:
    city, before, _ = acted(kind)
    assert city.shelf.rows() != before


@each_kind
def test_it_reads_and_writes_only_what_it_declares(kind: type[Operation]) -> None:
    city, before, op = acted(kind)
    written = {row.aggregate_id for key, row in city.shelf.rows().items() if before.get(key) != row}
    assert written <= set(op.aggregates())
    shelf, person = Shelf(before.values()), EXAMPLES[kind].person
    records = Records(shelf)
    actor = actor_at(records, person, op.made_at)
    shelf.given.clear()
    run(records, actor, op, city.context(), APPLY[op.kind])
    assert shelf.given <= {*op.aggregates(), *op.reads(), GLOBAL, person}


@each_kind
def test_it_asks_only_what_an_index_answers(kind: type[Operation]) -> None:
    """A question without one would read the whole table at every operation."""
    _, before, op = acted(kind)
    shelf = Shelf(before.values())
    records = Records(shelf)
    run(records, actor_at(records, EXAMPLES[kind].person, op.made_at), op, City().context(), APPLY[op.kind])
    assert {table for table, names in shelf.asked if not indexed(table, names)} <= HELD_BY_ALL


def indexed(table: str, names: frozenset[str]) -> bool:
    """Whether an index begins with a column that the question names."""
    firsts = {columns[0] for name, columns in INDEXES if name == table}
    return bool(names & {"aggregate_id", *firsts})


@each_kind
def test_the_history_tells_who_did_it(kind: type[Operation]) -> None:
    city, before, op = acted(kind)
    lines = [row for key, row in city.shelf.rows().items() if key not in before and isinstance(row, History)]
    assert len(lines) == (kind.kind not in WITHOUT_A_LINE)
    for line in lines:
        assert line.actor_id == EXAMPLES[kind].person
        assert line.actor_name
        assert (line.at, line.received_at, line.aggregate_id) == (op.made_at, city.now, op.aggregates()[0])
    if issubclass(kind, CaseOperation):
        assert lines[0].state == city.problem.state


@each_kind
def test_nothing_that_was_written_is_lost(kind: type[Operation]) -> None:
    """Each value of the operation stands in a row, unless it only names one."""
    city, before, op = acted(kind)
    written = [row for key, row in city.shelf.rows().items() if before.get(key) != row]
    kept = {value for row in written for value in values(msgspec.to_builtins(row))}
    fields = msgspec.to_builtins(op).items()
    given = {value for name, field in fields if name not in NAMING for value in values(field)}
    assert given - {""} <= kept


def values(thing: object) -> Iterator[object]:
    """Every text and number in a value; of an edit, the new text."""
    if isinstance(thing, dict):
        parts = [thing["new"]] if "new" in thing else thing.values()
        yield from (value for part in parts for value in values(part))
    elif isinstance(thing, list | tuple):
        yield from (value for part in thing for value in values(part))
    else:
        yield thing


@each_kind
def test_ids_of_new_rows_come_from_the_operation(kind: type[Operation]) -> None:
    """Either it names them, or both ends derive the same from its own id."""
    city, before, op = acted(kind)
    derived = {new_id(op.op_id, ordinal) for ordinal in (0, "line", "limit", "dispatch")}
    derived |= {
        new_id(op.op_id, f"{part} {firm}")
        for firm in op.aggregates()
        for part in ("line", "representative", "liaison")
    }
    new = {row_id for table, row_id in city.shelf.rows().keys() - before.keys()}
    assert new <= derived | set(values(msgspec.to_builtins(op)))


@each_kind
def test_new_rows_tell_who_made_them(kind: type[Operation]) -> None:
    city, before, op = acted(kind)
    actor = actor_at(Records(city.shelf), EXAMPLES[kind].person, op.made_at)
    made = {"id": actor.person_id, "name": actor.name, "post": actor.post}
    for row in (row for key, row in city.shelf.rows().items() if key not in before):
        told = msgspec.structs.asdict(row)
        for maker in MAKERS:
            known = {part: told[f"{maker}_{part}"] for part in made if f"{maker}_{part}" in told}
            assert known == {part: made[part] for part in known}
        assert told.get("recorded_by", actor.person_id) == actor.person_id


@each_kind
def test_it_travels_unchanged(kind: type[Operation]) -> None:
    _, _, op = acted(kind)
    assert opened(envelope(made(op))) == op


@each_kind
def test_run_a_second_time_it_changes_nothing(kind: type[Operation]) -> None:
    """The server answers a repeat before it runs anything; were it to run, nothing would count twice."""
    city, _, op = acted(kind)
    after = city.shelf.rows()
    with suppress(Refused):
        city.run(EXAMPLES[kind].person, op)
    assert city.shelf.rows() == after


@each_kind
def test_both_ends_make_the_same_rows(kind: type[Operation]) -> None:
    """What only the server knows differs, nothing else: ids and texts come from the operation alone."""
    city, before, op = acted(kind)
    laptop = Shelf(before.values())
    records = Records(laptop)
    actor = actor_at(records, EXAMPLES[kind].person, op.made_at)
    run(records, actor, op, city.here(), APPLY[op.kind])
    laptop.put(row for _, row in records.changes())
    assert known_here(laptop.rows()) == known_here(city.shelf.rows())


def known_here(rows: dict[tuple[str, str], Row]) -> dict[tuple[str, str], Row]:
    """The rows without what the server adds."""
    given: dict[str, Fields] = {
        "history": {"received_at": None},
        "problem": {"official_number": ""},
        "transfer_order": {"number": ""},
    }
    return {key: msgspec.structs.replace(row, **given.get(row.table, {})) for key, row in rows.items()}


def acted(kind: type[Operation]) -> tuple[City, dict[tuple[str, str], Row], Operation]:
    """The city after its example, its rows before, and the operation."""
    example = EXAMPLES[kind]
    city = example.city()
    before = city.shelf.rows()
    assert city.as_(example.person).do(kind, **example.fields(city)) == "accepted"
    return city, before, city.done[-1][1]
