"""As of when a copy is: the server's time at the first page, however long the others took."""

from __future__ import annotations

import msgspec
import pytest

from sync.engine import incoming
from sync.engine.laptop import Laptop
from sync.engine.local_values import contact, position
from sync.engine.rules_here import RulesHere
from sync.wire import Cursor, PullReply
from tests.stage import Stage

FIRST, LAST = 1_900_000_000_000, 1_900_000_600_000


def page(cursor: Cursor, server_time: int, after: str = "") -> PullReply:
    return PullReply(
        cursor=cursor,
        after=after,
        everything=False,
        left=[],
        entered=[],
        tables={},
        server_time=server_time,
    )


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


def newer(laptop: Laptop) -> Cursor:
    cursor = laptop.read(position).cursor
    assert cursor is not None
    return msgspec.structs.replace(cursor, revision=cursor.revision + 1)


@pytest.mark.parametrize("pages", [2, incoming.AT_ONCE + 2])
def test_a_pull_of_many_pages_is_as_of_its_first(laptop: Laptop, pages: int) -> None:
    cursor = newer(laptop)
    times = [FIRST, *(LAST for _ in range(pages - 1))]
    for number, server_time in enumerate(times, 1):
        with laptop.database.write() as connection:
            incoming.stage(connection, page(cursor, server_time, "" if number == pages else f"case/{number}"))
    incoming.apply(laptop.database, RulesHere())
    said = laptop.read(contact)
    assert said.synced_at == FIRST
    assert said.highest == LAST
    assert laptop.read(position).seen_at == 0


def test_a_first_download_is_as_of_its_first_page(laptop: Laptop) -> None:
    cursor = newer(laptop)
    incoming.take_piece(laptop.database, RulesHere(), page(cursor, FIRST, "case/1"))
    incoming.take_piece(laptop.database, RulesHere(), page(cursor, LAST))
    assert laptop.read(contact).synced_at == FIRST


def test_the_next_pull_is_newer(laptop: Laptop) -> None:
    cursor = newer(laptop)
    incoming.take(laptop.database, RulesHere(), page(cursor, FIRST))
    incoming.take(laptop.database, RulesHere(), page(cursor, LAST))
    assert laptop.read(contact).synced_at == LAST
