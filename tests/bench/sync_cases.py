"""Small syncs of one laptop, and how many a server takes, against the same bare requests and inserts."""

from __future__ import annotations

import gzip
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import requests

from sync.engine.laptop import Laptop
from sync.engine.local_values import Tokens, position, recall
from sync.operations.visits import LogVisit
from sync.store.rows import select
from sync.store.tables import Visit
from sync.wire import PullRequest, encode
from tests.bench.limit import download, packed, plain_database, schema
from tests.bench.measure import Measure, compared, in_turn
from tests.bench.rate import rates, request
from tests.bench.served import served
from tests.cases import visit
from tests.postgresql import running_postgresql
from tests.stage import Stage, open_stage

RUNS: Final = 9
PUSHED: Final = 50
PULLED: Final = 100
TEXT: Final = "示例走访记录：订单稳定，冬季供暖改造已经完成。" * 8


@contextmanager
def plain_session() -> Iterator[requests.Session]:
    """A connection that stays open."""
    with requests.Session() as session:
        session.trust_env = False
        yield session


def _rows(count: int) -> bytes:
    rows = [[str(uuid.uuid4()), "firm", TEXT] for _ in range(count)]
    return gzip.compress(json.dumps(rows, ensure_ascii=False).encode())


def small(stage: Stage, folder: Path, suffix: str) -> Iterator[Measure]:
    """No change, 50 operations, 100 changed rows; the servers stand in processes of their own."""
    home = str(stage.folder / "server")
    with (
        served("ours", stage.database_url, home) as ours,
        served("trivial", str(folder / "plain.db")) as plain,
        plain_session() as session,
    ):
        laptop = stage.laptop("rep-east", server=ours)

        def visits() -> None:
            for _ in range(PUSHED):
                laptop.do(visit("firm-east", situation=TEXT))

        yield in_turn(f"no_change{suffix}", laptop.sync, lambda: session.get(plain).content, RUNS * 3)
        yield in_turn(
            f"push_50{suffix}",
            laptop.sync,
            lambda: session.post(plain, data=_rows(PUSHED)).content,
            RUNS,
            visits,
        )
        yield _pulled(stage, folder, laptop, suffix)
        yield _small_syncs(laptop, ours, plain, stage.database.dialect)


def _pulled(stage: Stage, folder: Path, laptop: Laptop, suffix: str) -> Measure:
    """100 rows that somebody else wrote, against a download and inserts of the same."""
    stage.done_by("coordinator-east", *_hundred())
    rows = stage.read(select, Visit, visitor_id="coordinator-east")
    file, database = folder / "hundred.json.gz", plain_database(folder / "hundred.db", *schema())
    file.write_bytes(packed(rows))
    with served("trivial", str(folder / "hundred.plain"), str(file)) as plain, plain_session() as session:
        measure = in_turn(
            f"pull_100{suffix}",
            laptop.sync,
            lambda: download(session, plain, database),
            RUNS,
            lambda: stage.done_by("coordinator-east", *_hundred()),
        )
    database.close()
    return measure


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
    """Server on PostgreSQL."""
    with running_postgresql() as server, server.database() as url, open_stage(url, folder / "pg") as stage:
        return list(small(stage, folder, ".postgresql"))
