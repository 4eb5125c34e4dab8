"""Copies of the whole database: the newest is the newest, none is lost to who cannot use it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine

from sync.engine import snapshots
from sync.engine.laptop import Laptop
from sync.engine.opening import keys_of, open_copy
from sync.engine.transport import Away
from sync.store.database import DatabaseRefused
from tests.bad_line import cut, spoiled
from tests.cases import visit
from tests.copies import assert_same
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


def names(laptop: Laptop) -> list[str]:
    """Oldest first."""
    return sorted(path.name for path in (laptop.folder / snapshots.FOLDER).glob("*.db"))


def test_an_older_program_takes_none_of_a_newer_ones_database(laptop: Laptop) -> None:
    """Its own, from before the newer one came, would be gone after three tries."""
    snapshots.take(laptop.database, laptop.folder)
    kept = names(laptop)
    with laptop.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    laptop.close()
    for _ in range(snapshots.KEPT):
        with pytest.raises(DatabaseRefused) as no:
            open_copy(laptop.folder, keys_of(laptop.folder, None, CHEAP_COSTS), PASSWORD)
        assert no.value.code == "database_newer"
    assert names(laptop) == kept


def test_with_a_clock_of_1970_the_newest_is_still_the_newest(laptop: Laptop) -> None:
    for _ in range(snapshots.KEPT):
        snapshots.take(laptop.database, laptop.folder)
    before = names(laptop)
    with time_machine.travel(datetime(1970, 1, 2, tzinfo=UTC)):
        snapshots.take(laptop.database, laptop.folder)
    after = names(laptop)
    assert after[:-1] == before[1:]
    newest = snapshots.newest_good(laptop.folder, laptop.data_key)
    assert newest is not None
    assert newest.name == after[-1]


def test_where_none_can_be_put_nothing_is_stopped(laptop: Laptop, caplog: pytest.LogCaptureFixture) -> None:
    (laptop.folder / snapshots.FOLDER).write_bytes(b"no folder")
    snapshots.take(laptop.database, laptop.folder)
    assert "no snapshot" in caplog.text


def test_one_that_the_disk_does_not_give_is_passed_over(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        snapshots.take(laptop.database, laptop.folder)
    older, newer = names(laptop)
    is_good = snapshots.is_good

    def failing(path: Path, data_key: bytes) -> bool:
        if path.name == newer:
            raise sa.exc.OperationalError("", None, Exception("disk I/O error"))
        return is_good(path, data_key)

    monkeypatch.setattr(snapshots, "is_good", failing)
    found = snapshots.newest_good(laptop.folder, laptop.data_key)
    assert found is not None
    assert found.name == older


def test_a_restored_server_behind_a_bad_line_takes_no_older_copy_away(
    small_stage: Stage, laptop: Laptop
) -> None:
    """Each try loads everything anew; the copy from before an upgrade must outlive them."""
    snapshots.take(laptop.database, laptop.folder)
    before = names(laptop)
    backup = small_stage.back_up()
    laptop.do(visit())
    laptop.sync()
    small_stage.put_back(backup)
    for at in (1, 3, 2, 2, 2):
        with spoiled(at, cut(0)), pytest.raises(Away):
            laptop.sync()
    laptop.sync()
    assert names(laptop)[:1] == before
    assert len(names(laptop)) == 2
    assert_same(small_stage, laptop)
