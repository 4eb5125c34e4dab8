"""What every operation is: a value with an id of its own, applied whole or not at all, alike at both ends."""

from __future__ import annotations

import random
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.domain.errors import Refused
from sync.operations.actors import actor_at
from sync.operations.base import Operation, made_ids, new_id, run
from sync.operations.kinds import APPLY
from sync.store.records import Records
from sync.store.tables import Row
from tests.sync.operations.city import City, Shelf
from tests.sync.operations.examples import EXAMPLES
from tests.sync.operations.ways import WAYS, at

OP = "00000000-0000-4000-8000-000000000001"
Acts = list[tuple[str, Operation]]


def test_new_ids_come_from_the_operation_alone() -> None:
    assert new_id(OP, 0) == new_id(OP, "0") == str(uuid.uuid5(uuid.UUID(OP), "0"))
    assert len({new_id(OP, ordinal) for ordinal in (0, 1, "line", "limit", "title")}) == 5
    assert made_ids(OP) == {new_id(OP, 0), new_id(OP, "line")}


@given(st.uuids(), st.text(max_size=20))
def test_a_stranger_derives_the_same_ids(op_id: uuid.UUID, name: str) -> None:
    assert new_id(str(op_id), name) == str(uuid.uuid5(op_id, name))


def test_an_operation_without_aggregates_is_none() -> None:
    with pytest.raises(NotImplementedError):
        Operation(op_id=OP, made_at=0).aggregates()


@pytest.mark.parametrize("state", WAYS)
def test_the_same_operations_make_the_same_rows(state: str) -> None:
    city = at(state)
    again = City()
    for person, op in city.done:
        again.run(person, op)
    assert again.shelf.rows() == city.shelf.rows()


def wild(seed: int) -> Acts:
    """Acts in a wild order: most of them are refused where they come."""
    chance = random.Random(seed)
    acts: Acts = []
    for _ in range(30):
        city = at(chance.choice(list(WAYS)))
        kind = chance.choice(list(EXAMPLES))
        try:
            fields = EXAMPLES[kind].fields(city) | {"op_id": str(uuid.UUID(int=chance.getrandbits(128)))}
        except ValueError:
            continue  # this city has no such row to name
        acts.append((EXAMPLES[kind].person, city.make(kind, **fields)))
    return acts


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.sampled_from(list(WAYS)))
def test_acts_with_refusals_among_them_equal_the_acts_that_were_done(seed: int, state: str) -> None:
    """In one batch, as the server takes them in: a refused one leaves nothing to the next."""
    start, acts = at(state), wild(seed)
    all_of_them, done = batch(start, acts)
    only_done, again = batch(start, done)
    assert again == done
    assert all_of_them == only_done


def batch(city: City, acts: Acts) -> tuple[dict[tuple[str, str], Row], Acts]:
    """The rows after one unit of work over some acts, and the acts that had effect."""
    shelf = Shelf(city.shelf.rows().values())
    records, done = Records(shelf), Acts()
    for person, op in acts:
        try:
            run(records, actor_at(records, person, op.made_at), op, city.here(), APPLY[op.kind])
        except Refused:
            continue
        done.append((person, op))
    shelf.put(row for _, row in records.changes())
    return shelf.rows(), done
