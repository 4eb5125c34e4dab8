"""A server with a small city and an attachment, and a second place to put its backup back to."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sync.server.centre import SIGNING_KEY
from sync.server.roster_xlsx import write_xlsx
from sync.store.database import Database, open_database
from sync.store.rows import store
from sync.store.tables import StoredBlob
from tests.sync.server.commands.desk import Desk
from tests.sync.server.rosters import SMALL, roster

PHOTO = b"photo" * 1000
NAME = hashlib.sha256(PHOTO).hexdigest()


@contextmanager
def opened(desk: Desk) -> Iterator[Database]:
    """The desk's database, as a second process would open it."""
    key = bytes.fromhex(desk.key.read_text()) if desk.key.exists() else None
    database = open_database(desk.address, key)
    try:
        yield database
    finally:
        database.close()


def staffed(made: Desk, tmp_path: Path) -> Desk:
    """A server with everything in it that these tests look for."""
    assert made.run("migrate").status == 0
    write_xlsx(roster(SMALL), tmp_path / "名单.xlsx")
    assert made.run("import", tmp_path / "名单.xlsx").status == 0
    (made.data / "blobs" / NAME).write_bytes(PHOTO)
    with opened(made) as database, database.write() as connection:
        row = StoredBlob(sha256=NAME, person_id="p", size=5000, received=5000, complete=True)
        store(connection, [row])
    return made


@pytest.fixture
def desk(database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The server, on each database."""
    return staffed(Desk(tmp_path, database_url, capsys), tmp_path)


@pytest.fixture
def small_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The server, on SQLite."""
    return staffed(Desk(tmp_path, "sqlite", capsys), tmp_path)


@pytest.fixture
def elsewhere(
    desk: Desk, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[[], Desk]]:
    """A new machine, with nothing but the two keys."""
    folder = tmp_path / "elsewhere"

    def machine(url: str) -> Desk:
        there = Desk(folder, url, capsys)
        there.data.mkdir(parents=True)
        shutil.copy(desk.data / SIGNING_KEY, there.data)
        if desk.key.exists():
            shutil.copy(desk.key, there.key)
        return there

    if not desk.address.startswith("postgresql"):
        yield lambda: machine("sqlite")
        return
    with request.getfixturevalue("postgresql").database() as url:
        yield lambda: machine(url)
