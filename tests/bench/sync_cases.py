"""Small syncs of one laptop, and how many a server takes, against the same bare requests and inserts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import requests

from sync.engine.laptop import Laptop
from sync.engine.local_values import Tokens, position, recall
from sync.operations.visits import LogVisit, visit_id
from sync.store.rows import select
from sync.store.tables import History, Visit
from sync.wire import PullRequest, encode
from tests.bench.limit import download, packed, plain_database, schema
from tests.bench.limit_push import PlainOutbox
from tests.bench.measure import Measure, Side, compared, in_turn_at_both_ends
from tests.bench.rate import rates, request
from tests.bench.served import serving
from tests.cases import visit
from tests.postgresql import running_postgresql
from tests.stage import Stage, open_stage

RUNS: Final = 9
PUSHED: Final = 50
PULLED: Final = 100
DURABLE: Final = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
LEARNS_SOON: Final = (
    "autovacuum_naptime=1s"  # what its tables hold: by itself within a minute, longer than this
)
TEXT: Final = "示例走访记录：订单稳定，冬季供暖改造已经完成。" * 8


@contextmanager
def plain_session() -> Iterator[requests.Session]:
    """A connection that stays open."""
    with requests.Session() as session:
        session.trust_env = False
        yield session


def small(stage: Stage, folder: Path, suffix: str) -> Iterator[Measure]:
    """No change, 50 operations, 100 changed rows; the servers stand in processes of their own."""
    home = str(stage.folder / "server")
    with (
        serving("ours", stage.database_url, home) as ours,
        serving("trivial", str(folder / "plain.db")) as plain,
        plain_session() as session,
    ):
        laptop = stage.laptop("rep-east", server=ours.url)
        sync = Side(laptop.sync, ours.pid)
        ask = Side(lambda: session.get(plain.url).content, plain.pid)
        yield from in_turn_at_both_ends(f"no_change{suffix}", sync, ask, RUNS * 3)
        with _outbox(laptop, folder) as outbox:
            send = Side(lambda: outbox.push(session, plain.url), plain.pid)
            wait = partial(_fifty_wait, laptop, outbox)
            yield from in_turn_at_both_ends(f"push_50{suffix}", sync, send, RUNS, wait)
        yield from _pulled(stage, folder, sync, suffix)
        yield _small_syncs(laptop, ours.url, plain.url, stage.database.dialect)


@contextmanager
def _outbox(laptop: Laptop, folder: Path) -> Iterator[PlainOutbox]:
    """The least laptop, whose operations make the rows that one of ours makes."""
    op = visit("firm-east", situation=TEXT)
    laptop.do(op)
    with laptop.database.read() as connection:
        entry, *_ = select(connection, Visit, id=visit_id(op))
        line, *_ = select(connection, History, subject_id=visit_id(op))
    outbox = PlainOutbox(folder / "outbox.db", entry, line)
    try:
        yield outbox
    finally:
        outbox.close()


def _fifty_wait(laptop: Laptop, outbox: PlainOutbox) -> None:
    outbox.fill(PUSHED)
    for _ in range(PUSHED):
        laptop.do(visit("firm-east", situation=TEXT))


def _pulled(stage: Stage, folder: Path, sync: Side, suffix: str) -> Iterator[Measure]:
    """100 rows that somebody else wrote, against a download and inserts of the same."""
    stage.done_by("coordinator-east", *_hundred())
    rows = stage.read(select, Visit, visitor_id="coordinator-east")
    file, database = folder / "hundred.json.gz", plain_database(folder / "hundred.db", *schema())
    file.write_bytes(packed(rows))
    with serving("trivial", str(folder / "hundred.plain"), str(file)) as plain, plain_session() as session:
        fetch = Side(lambda: download(session, plain.url, database), plain.pid)
        yield from in_turn_at_both_ends(
            f"pull_100{suffix}", sync, fetch, RUNS, lambda: stage.done_by("coordinator-east", *_hundred())
        )
    database.close()


def _hundred() -> list[LogVisit]:
    return [visit("firm-east", situation=TEXT) for _ in range(PULLED)]


def _small_syncs(laptop: Laptop, ours: str, plain: str, name: str) -> Measure:
    """Quiet syncs that a server answers in a second, asked by eight at once, against bare requests."""
    tokens = laptop.read(recall, Tokens)
    assert tokens is not None
    quiet = encode(PullRequest(cursor=laptop.read(position).cursor))
    asked = request("POST", ours, "/v1/pull", quiet, Authorization=f"Bearer {tokens.access}")
    mine, least = rates((ours, asked), (plain, request("GET", plain, "/")))
    return compared(f"small_syncs.{name}", mine, least, "1/s")


def on_sqlite(folder: Path) -> list[Measure]:
    """Server on a SQLite file."""
    with open_stage(f"sqlite:///{folder / 'server.db'}", folder / "sqlite") as stage:
        return list(small(stage, folder, ""))


def on_postgresql(folder: Path) -> list[Measure]:
    """Server on PostgreSQL, as durable as the file of SQLite."""
    with (
        running_postgresql(*DURABLE, LEARNS_SOON) as server,
        server.database() as url,
        open_stage(url, folder / "pg") as stage,
    ):
        return list(small(stage, folder, ".postgresql"))
