"""The feed on PostgreSQL (I5): eight writers push through the server's own inbox, readers pull all the while.

Every row that a reader may see and whose revision its cursor has passed must have come to it, once the last
pull is done: compared as sets. No reader may be sent back to the start. Real processes decide the order, so a
seed names what is written, not when.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest import mock

import msgspec
import sqlalchemy as sa

from sync.domain import clock
from sync.operations.administration import SetEnterprise
from sync.operations.base import Operation
from sync.server import feed, push
from sync.server.centre import Centre
from sync.server.inbox import Inbox
from sync.server.pull import pull
from sync.store.database import Database, open_database
from sync.store.driver import change, fetch
from sync.store.schema import TABLES
from sync.store.tables import SYNCED, Head
from sync.wire import Answer, Cursor, PullRequest, envelope
from tests.cases import report, visit
from tests.city import act, assignment
from tests.copies import ids_held_by
from tests.postgresql import running_postgresql
from tests.relcheck.check import Options, Outcome, Plants, Seen, gathered
from tests.stage import open_stage

WRITERS: Final = 8
READERS: Final = ("coordinator-east", "coordinator-west", "rep-east")
FIRMS: Final = 32  # half of them in each county
BATCH: Final = 20  # operations of a push
ROWS_OF_A_VISIT: Final = 2  # the entry and its line in the history
# Waited too long for a lock, or for an answer: a laptop is told 503 then, and comes again with the same.
BUSY: Final = ("55P03", "57014")
PAUSE: Final = 0.02  # seconds between two pulls of a reader
_FORK: Final = multiprocessing.get_context("fork")

Row = tuple[str, str]  # table and id


def run(options: Options) -> Outcome:
    """One run for each seed (one where nobody asks for more), `changes` rows each; of a bug on purpose a
    quarter shows enough."""
    began = time.monotonic()
    seeds = range(options.first_seed, options.first_seed + max(1, options.seeds))
    changes = options.changes // 4 if options.until_first else options.changes
    return gathered((_run(seed, changes) for seed in seeds), began)


def _run(seed: int, changes: int) -> Seen:
    with running_postgresql() as server, server.database() as url, TemporaryDirectory() as name:
        folder = Path(name)
        with open_stage(url, folder) as stage:
            for county, representative in (("east", "rep-east"), ("west", "rep-west")):
                for number in range(FIRMS // 2):
                    firm = f"{county}-{number}"
                    stage.do(act(SetEnterprise, enterprise_id=firm, name=f"示例{firm}", region_id=county))
                    stage.do(assignment(firm, representative))
        found = _Meeting(url, folder, seed, changes).play()
        with _opened(url) as database, database.read() as connection:
            rows = _all_rows(connection)
            violations = [line for one in found for line in one.violations(connection, rows)]
    return Seen(seed=seed, violations=tuple(violations), counts={"changes": len(rows), "readers": len(found)})


class Reading(msgspec.Struct, frozen=True):
    """What came to one reader: the newest revision of each row, and where its cursor ended."""

    person_id: str
    rows: dict[Row, int]
    cursor: Cursor
    starts: int
    pulls: int

    def violations(self, connection: sa.Connection, record: dict[Row, tuple[str, int]]) -> Iterator[str]:
        """Against the record as it stands: `record` has the aggregate and the revision of every row."""
        held = ids_held_by(connection, self.person_id)
        due = {
            row: revision
            for row, (aggregate, revision) in record.items()
            if aggregate in held and revision <= self.cursor.revision
        }
        missed = [row for row, revision in due.items() if self.rows.get(row, -1) < revision]
        if missed:
            yield f"{self.person_id} missed {len(missed)} of {len(due)} rows, such as {missed[0]}"
        if self.starts != 1:
            yield f"{self.person_id} was sent back to the start {self.starts - 1} times"
        newest = max(revision for _, revision in record.values())
        if newest > self.cursor.revision:
            yield f"{self.person_id} ended at {self.cursor.revision}, the record at {newest}"


class _Meeting:
    """Writers and readers, each a process of its own."""

    def __init__(self, url: str, folder: Path, seed: int, changes: int) -> None:
        self._url, self._folder, self._seed = url, folder, seed
        self._share = changes // WRITERS
        self._over: Event = _FORK.Event()

    def play(self) -> list[Reading]:
        """What came to each reader."""
        readers = [self._start(self._read, person) for person in READERS]
        writers = [self._start(self._write, number) for number in range(WRITERS)]
        for end in writers:
            assert _heard(end) is True, "a writer failed"
        self._over.set()
        return [_heard(end) for end in readers]

    def _start(self, work: Any, what: object) -> Connection:
        near, far = _FORK.Pipe(duplex=False)
        process = _FORK.Process(target=_tell, args=(work, what, far), daemon=True)
        process.start()
        far.close()
        return near

    def _write(self, number: int) -> bool:
        luck, written = Random(self._seed * 1000 + number), 0
        county, person = (("east", "rep-east"), ("west", "rep-west"))[number % 2]
        with _opened(self._url) as database:
            centre = Centre(database, self._folder / "server")
            while written < self._share:
                batch = _batch(luck, county)
                answers = _pushed(centre, person, batch)
                assert {answer.verdict for answer in answers} == {"accepted"}, answers
                written += ROWS_OF_A_VISIT * len(batch)
        return True

    def _read(self, person_id: str) -> Reading:
        rows: dict[Row, int] = {}
        cursor, starts, pulls, last = None, 0, 0, False
        with _opened(self._url) as database:
            while True:
                last = self._over.is_set()
                cursor, everything = _pull(database, person_id, cursor, rows)
                starts, pulls = starts + everything, pulls + 1
                if last:
                    return Reading(person_id, rows, cursor, starts, pulls)
                self._over.wait(PAUSE)


def _tell(work: Any, what: object, far: Connection) -> None:
    far.send(work(what))
    far.close()


def _heard(near: Connection) -> Any:
    try:
        return near.recv()
    except EOFError:
        raise AssertionError("a writer or a reader failed; what it met stands above") from None


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = open_database(url, serving=True)
    try:
        yield database
    finally:
        database.close()


def _batch(luck: Random, county: str) -> list[Operation]:
    """Mostly entries of the log, on one or two firms; now and then a problem, an aggregate of its own."""
    firms = [f"{county}-{luck.randrange(FIRMS // 2)}" for _ in range(luck.choice((1, 1, 2)))]
    batch: list[Operation] = [visit(luck.choice(firms), situation="示例") for _ in range(BATCH)]
    if luck.random() < 0.2:
        batch[luck.randrange(BATCH)] = report(luck.choice(firms))
    return batch


def _pushed(centre: Centre, person_id: str, batch: list[Operation]) -> list[Answer]:
    def work(connection: sa.Connection) -> list[Answer]:
        inbox = Inbox(connection, centre.rules(connection), centre.signing_key, person_id, None)
        return inbox.take([envelope(op) for op in batch])

    while True:
        try:
            return push.with_tries(centre, work)
        except sa.exc.OperationalError as trouble:
            if getattr(trouble.orig, "sqlstate", "") not in BUSY:
                raise


def _pull(
    database: Database, person_id: str, cursor: Cursor | None, rows: dict[Row, int]
) -> tuple[Cursor, bool]:
    """All pages of one pull into `rows`; the next cursor, and whether the reader had to begin again."""
    after, everything = "", False
    while True:
        with database.read() as connection:
            page = pull(connection, person_id, PullRequest(cursor=cursor, after=after), clock.now())
        for table, part in page.tables.items():
            at, of = part.columns.index("revision"), part.columns.index("id")
            rows.update({(table, row[of]): row[at] for row in part.cells()})
        everything |= page.everything
        after = page.after
        if not after:
            return page.cursor, everything


def _all_rows(connection: sa.Connection) -> dict[Row, tuple[str, int]]:
    """Every synced row of the record: its aggregate and its revision."""
    found: dict[Row, tuple[str, int]] = {}
    for kind in SYNCED:
        columns = TABLES[kind.table].c
        for row in connection.execute(sa.select(columns.id, columns.aggregate_id, columns.revision)):
            found[kind.table, row.id] = (row.aggregate_id, row.revision)
    return found


# Bugs on purpose.


@contextmanager
def sequence() -> Iterator[None]:
    """The cursor that everybody writes first: a number from a sequence, drawn when the work begins."""

    def drawn(connection: sa.Connection) -> Head:
        change(connection, "CREATE SEQUENCE IF NOT EXISTS naive START 1000")
        ((number,),) = fetch(connection, "SELECT nextval('naive')")
        return msgspec.structs.replace(head(connection), revision=number - 1)

    head = feed.head
    with (
        mock.patch.object(feed, "lock_feed"),
        mock.patch.object(feed, "head", drawn),
    ):
        yield


@contextmanager
def no_lock() -> Iterator[None]:
    """Two transactions may be given the same revision, or commit in another order than they were given."""
    with mock.patch.object(feed, "lock_feed"):
        yield


PLANTS: Plants = {"sequence": sequence, "no_lock": no_lock}
