"""A sync with nothing new, and fifty operations, against the same bare request and inserts."""

from __future__ import annotations

import gzip
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from sync.domain.clock import day_of
from sync.engine.outbox import new_op_id
from sync.operations.visits import LogVisit
from tests.bench.limit import TrivialServer
from tests.bench.measure import Measure, in_turn
from tests.postgresql import running_postgresql
from tests.stage import Listening, Stage, open_stage

RUNS = 9
PUSHED = 50
TEXT = "示例走访记录：订单稳定，冬季供暖改造已经完成。" * 8


@contextmanager
def _bare(folder: Path) -> Iterator[tuple[requests.Session, str]]:
    """The trivial server, and a connection to it that stays open."""
    app = TrivialServer(folder / "limit.db")
    listening = Listening(app)  # type: ignore[arg-type]
    session = requests.Session()
    session.trust_env = False
    try:
        yield session, listening.url
    finally:
        session.close()
        listening.close()
        app.close()


def _rows(count: int) -> bytes:
    rows = [[str(uuid.uuid4()), "firm", TEXT] for _ in range(count)]
    return gzip.compress(json.dumps(rows, ensure_ascii=False).encode())


def measures(stage: Stage, folder: Path, suffix: str) -> list[Measure]:
    """The small syncs of one laptop at one server."""
    laptop = stage.laptop("rep-east")
    with _bare(folder) as (session, url):

        def visits() -> None:
            for _ in range(PUSHED):
                laptop.do(
                    LogVisit(
                        op_id=new_op_id(),
                        made_at=laptop.now(),
                        enterprise_id="firm-east",
                        visited_on=day_of(laptop.now()).isoformat(),
                        situation=TEXT,
                    )
                )

        quiet = in_turn(f"no_change{suffix}", laptop.sync, lambda: session.get(url).content, RUNS * 3)
        pushed = in_turn(
            f"push_50{suffix}",
            laptop.sync,
            lambda: session.post(url, data=_rows(PUSHED)).content,
            RUNS,
            prepare=visits,
        )
    return [quiet, pushed]


def on_sqlite(folder: Path) -> list[Measure]:
    """Server on an encrypted SQLite file."""
    with open_stage(f"sqlite:///{folder / 'server.db'}", folder / "sqlite") as stage:
        return measures(stage, folder, "")


def on_postgresql(folder: Path) -> list[Measure]:
    """Server on PostgreSQL."""
    with running_postgresql() as server, server.database() as url, open_stage(url, folder / "pg") as stage:
        return measures(stage, folder, ".postgresql")
