"""How often a request waits for PostgreSQL: counted on the line to it, whatever else the machine does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sync.server import feed
from sync.wire import Cursor, PullRequest, PushRequest, envelope
from tests.cases import visit
from tests.sender import Sender
from tests.stage import Stage

OFTEN = 8  # until PostgreSQL's driver keeps every statement prepared


def is_wait(before: str, message: str) -> bool:
    """Whether an answer is awaited behind a message: `Query` and `Sync` ask for it, and so does a `Flush`
    that does not just follow one. When answers begin to come hangs on the machine."""
    return message in ("Query", "Sync") or (message == "Flush" and before != "Sync")


class Line:
    """The server's sessions with PostgreSQL, opened anew."""

    def __init__(self, stage: Stage, file: Path) -> None:
        self.stage, self._file = stage, file
        self._sessions: list[Any] = []
        sa.event.listen(stage.database.engine, "connect", lambda session, _: self._sessions.append(session))
        stage.database.engine.dispose()

    def trips(self, work: Callable[[], object]) -> int:
        """How often something was said and an answer awaited during the work, once it is usual work."""
        for _ in range(OFTEN):
            work()
        with self._file.open("w") as file:
            for session in self._sessions:
                session.pgconn.trace(file.fileno())
            work()
            for session in self._sessions:
                session.pgconn.untrace()
        said = [line.split("\t")[1:4:2] for line in self._file.read_text().splitlines()]
        ours = [message for side, message in said if side == "F"]
        return sum(is_wait(*pair) for pair in pairwise(["", *ours]))


@pytest.fixture
def line(postgresql_stage: Stage, tmp_path: Path) -> Line:
    """The line of a server on PostgreSQL."""
    return Line(postgresql_stage, tmp_path / "line")


@pytest.fixture
def rep(postgresql_stage: Stage) -> Iterator[Sender]:
    """A representative's laptop."""
    with Sender(postgresql_stage.url, "rep-east") as sender:
        yield sender


def _cursor(stage: Stage) -> Cursor:
    head = stage.read(feed.head)
    return Cursor(epoch=head.epoch, revision=head.revision, nonce=head.nonce)


def test_a_quiet_sync_asks_once(line: Line, rep: Sender) -> None:
    cursor = _cursor(line.stage)
    assert line.trips(lambda: rep.pages(cursor)) == 1


@pytest.mark.parametrize("operations", [1, 50])
def test_how_often_a_push_asks_does_not_hang_on_how_much_it_brings(
    line: Line, rep: Sender, operations: int
) -> None:
    cursor = _cursor(line.stage)

    def push() -> None:
        letters = [envelope(visit("firm-east")) for _ in range(operations)]
        assert rep.post("/v1/push", PushRequest(operations=letters, cursor=cursor)).json()["page"]

    assert line.trips(push) == 16


def test_a_pull_asks_for_all_tables_at_once(line: Line, rep: Sender) -> None:
    cursor = _cursor(line.stage)
    rep.push(*(visit("firm-east") for _ in range(20)))

    def pull() -> None:
        page = rep.post("/v1/pull", PullRequest(cursor=cursor)).json()
        assert {name: len(part["rows"]) for name, part in page["tables"].items()} == {
            "visit": 20,
            "history": 20,
        }

    assert line.trips(pull) == 6
