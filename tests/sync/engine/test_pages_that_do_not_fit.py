"""Pages that were kept and cannot be put in their place (an upgrade came between, the server erred): they
are asked for anew, and do not stand in the way for ever."""

from __future__ import annotations

import msgspec
import pytest
import sqlalchemy as sa

from sync.engine import incoming
from sync.engine.laptop import Laptop
from sync.engine.local_values import position
from sync.engine.transport import Away
from sync.store.rows import count, delete
from sync.store.tables import StagedPage
from sync.wire import Cursor, PullReply, TableRows
from tests.cases import visit
from tests.copies import assert_same
from tests.stage import Stage

WRONG = {
    "a column is missing": TableRows(columns=["id"], rows=msgspec.Raw(b'[["x"]]')),
    "a cell too many": TableRows(columns=["id"], rows=msgspec.Raw(b'[["x", 1]]')),
    "no row": TableRows(columns=["id"], rows=msgspec.Raw(b"[7]")),
    "no id": TableRows(columns=["name"], rows=msgspec.Raw(b'[["x"]]')),
}


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


def stage(laptop: Laptop, rows: TableRows) -> None:
    """The last page of a pull is here, and the program was ended before it was used."""
    with laptop.database.write() as connection:
        cursor = position(connection).cursor
        assert isinstance(cursor, Cursor)
        page = PullReply(
            cursor=cursor,
            after="",
            everything=False,
            left=[],
            entered=[],
            tables={"enterprise": rows},
            server_time=1,
        )
        incoming.stage(connection, page)


def assert_goes_on(small_stage: Stage, laptop: Laptop) -> None:
    small_stage.done_by("coordinator-east", visit(situation="neu"))
    with pytest.raises(Away) as away:
        laptop.sync()
    assert away.value.code == "damaged_reply"
    laptop.sync()
    assert_same(small_stage, laptop)


@pytest.mark.parametrize("name", WRONG)
def test_they_come_again(small_stage: Stage, laptop: Laptop, name: str) -> None:
    stage(laptop, WRONG[name])
    assert_goes_on(small_stage, laptop)


def test_one_that_is_gone_comes_again(small_stage: Stage, laptop: Laptop) -> None:
    stage(laptop, WRONG["no row"])
    with laptop.database.write() as connection:
        delete(connection, StagedPage)
    assert_goes_on(small_stage, laptop)


def test_a_full_disk_drops_none(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """They wait for room."""

    def full(*_given: object) -> None:
        raise sa.exc.OperationalError("", None, Exception("database or disk is full"))

    stage(laptop, TableRows(columns=["id"], rows=msgspec.Raw(b"[]")))
    with monkeypatch.context() as patch:
        patch.setattr(incoming, "apply", full)
        with pytest.raises(sa.exc.OperationalError):
            laptop.sync()
    assert laptop.read(count, StagedPage) == 1
    laptop.sync()
    assert laptop.read(count, StagedPage) == 0
