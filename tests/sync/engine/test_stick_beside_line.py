"""An answer by stick is taken while a sync is under way in its own lane: neither spoils the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from sync.engine import incoming
from sync.engine.laptop import Laptop
from sync.engine.local_values import position
from sync.server import courier
from sync.store.database import Database
from sync.wire import Cursor, PullReply
from tests.cases import visit
from tests.copies import assert_same
from tests.stage import Stage


def first_page(cursor: Cursor) -> PullReply:
    """Of a pull that brings several."""
    return PullReply(
        cursor=cursor, after="firm-east", everything=False, left=[], entered=[], tables={}, server_time=1
    )


def staged_in_between(laptop: Laptop, patch: pytest.MonkeyPatch) -> None:
    """The other lane keeps the first page of its pull just before the second transaction from now on."""
    write, begun = Database.write, []

    @contextmanager
    def writing(database: Database) -> Iterator[sa.Connection]:
        begun.append(1)
        if len(begun) == 2:
            with write(database) as connection:
                cursor = position(connection).cursor
                assert cursor is not None
                incoming.stage(connection, first_page(cursor))
        with write(database) as connection:
            yield connection

    patch.setattr(Database, "write", writing)


def test_a_pull_that_begins_meanwhile_goes_on_behind_its_pages(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    laptop.do(visit(situation="by stick"))
    small_stage.done_by("coordinator-east", visit("firm-other", situation="new there"))
    answer = courier.answer(small_stage.centre, laptop.courier_file())
    before = laptop.read(position).cursor
    with pytest.MonkeyPatch.context() as patch:
        staged_in_between(laptop, patch)
        taken = laptop.take_courier_answer(answer)
    assert (taken.answered, taken.rows) == (1, 0)
    now = laptop.read(position)
    assert (now.cursor, now.pages, now.after) == (before, 1, "firm-east")
    laptop.sync()
    laptop.sync(compare=True)
    assert_same(small_stage, laptop)
