"""The feed misses nothing (I5): many writers that dawdle before they commit, one reader with a cursor."""

from __future__ import annotations

import random
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

import pytest

from sync.domain import clock
from sync.server import feed
from sync.server.pull import pull
from sync.store.records import Records
from sync.store.rows import DatabaseSource, select
from sync.store.tables import Mark, Visit
from sync.wire import Cursor, PullReply, PullRequest
from tests.stage import Stage

WRITERS: Final = 8
TRANSACTIONS: Final = 20  # of each writer
ROWS: Final = 32  # of each transaction: 5,120 changes in all
FIRMS: Final = ("firm-east", "firm-other", "firm-small")


class Seen(NamedTuple):
    """What went wrong, as sets: rows that never came, and how often the reader was sent back to the start."""

    missed: set[str]
    starts: int
    rows: int


class Reader:
    """Pulls again and again; tells when a pull has ended."""

    def __init__(self, stage: Stage) -> None:
        self._database = stage.database
        self._polls = threading.Condition()
        self._number = 0
        self.cursor: Cursor | None = None
        self.starts = 0
        self.visits: set[str] = set()

    def poll(self) -> None:
        """One pull, as a coordinator of the county."""
        for page in self._pages():
            self.starts += page.everything
            part = page.tables.get("visit")
            self.visits |= {row[0] for row in part.cells()} if part else set()
        self.cursor = page.cursor
        with self._polls:
            self._number += 1
            self._polls.notify_all()

    def _pages(self) -> Iterator[PullReply]:
        after = ""
        while True:
            request = PullRequest(cursor=self.cursor, after=after)
            with self._database.read() as connection:
                page = pull(connection, "coordinator-east", request, clock.now())
            yield page
            after = page.after
            if not after:
                return

    def wait_for_poll(self) -> None:
        """Until a pull that began later than now has ended."""
        with self._polls:
            wanted = self._number + 2
            self._polls.wait_for(lambda: self._number >= wanted)


def write(stage: Stage, reader: Reader, seed: int) -> set[str]:
    """One writer's transactions; before some commits it waits while the reader reads. The ids written."""
    luck, written = random.Random(seed), set()
    for _ in range(TRANSACTIONS):
        with stage.database.write() as connection:
            records = Records(DatabaseSource(connection))
            for _ in range(ROWS):
                written.add(records.add(new_visit(luck)).id)
            feed.commit(connection, records, clock.now())
            if luck.random() < 0.3:
                reader.wait_for_poll()
    return written


def new_visit(luck: random.Random) -> Visit:
    firm = luck.choice(FIRMS)
    return Visit(
        id=str(uuid.UUID(int=luck.getrandbits(128))),
        aggregate_id=firm,
        enterprise_id=firm,
        enterprise_name="示例",
        visited_on="2026-03-02",
        manner="on_site",
        visitor_id="rep-east",
        visitor_name="示例",
        visitor_post="",
    )


def play(stage: Stage) -> Seen:
    """Writers and reader at once; what the reader has at the end."""
    reader = Reader(stage)
    reader.poll()
    with ThreadPoolExecutor(WRITERS) as threads:
        working = [threads.submit(write, stage, reader, seed) for seed in range(WRITERS)]
        while not all(one.done() for one in working):
            reader.poll()
    written = {row for one in working for row in one.result()}
    reader.poll()
    return Seen(written - reader.visits, reader.starts - 1, len(written))


def test_many_writers_and_one_cursor_miss_nothing(stage: Stage) -> None:
    assert play(stage) == Seen(set(), 0, WRITERS * TRANSACTIONS * ROWS)
    marks: list[Mark] = stage.read(select, Mark)
    assert len(marks) == 1 + 1 + WRITERS * TRANSACTIONS  # the beginning, the city, and each transaction
    assert {mark.revision for mark in marks} == set(range(len(marks)))


def test_without_the_feed_lock_the_same_would_be_caught(
    postgresql_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_lock(*_: Any) -> None:
        return None

    monkeypatch.setattr(feed, "lock_feed", no_lock)
    seen = play(postgresql_stage)
    assert seen.missed or seen.starts
