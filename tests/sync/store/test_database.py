"""The one place that opens a database: whole transactions, one moment, no empty answer to a damaged file."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as driver

from sync.store import database as opening
from sync.store.database import Database, DatabaseRefused, open_database, open_sqlite, uri_of
from tests.relcheck.nth_faults import Countdown
from tests.relcheck.nth_hooks import system_calls, system_error

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
WRITERS, TIMES = 4, 50


def test_a_copy_is_flushed_where_only_a_writer_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows does not flush a file that was opened for reading."""
    flush = os.fsync

    def as_on_windows(handle: int) -> None:
        if fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "opened for reading")
        flush(handle)

    opened = open_sqlite(tmp_path / "a.db", KEY, create=True)
    with opened.write() as connection:
        connection.exec_driver_sql("CREATE TABLE tally (name TEXT PRIMARY KEY)")
    monkeypatch.setattr(os, "fsync", as_on_windows)
    opened.copy_to(tmp_path / "b.db")
    opened.close()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of each kind with one table, `tally`, and one row in it."""
    opened = open_database(database_url, create=True)
    with opened.write() as connection:
        connection.exec_driver_sql("CREATE TABLE tally (name TEXT PRIMARY KEY, n INTEGER NOT NULL)")
        connection.exec_driver_sql("INSERT INTO tally VALUES ('a', 0)")
    yield opened
    opened.close()


def tally(connection: sa.Connection) -> int:
    """The number in the one row."""
    return int(connection.exec_driver_sql("SELECT n FROM tally WHERE name = 'a'").scalar_one())


def put(connection: sa.Connection, n: int) -> None:
    """Write the number."""
    connection.exec_driver_sql(f"UPDATE tally SET n = {n} WHERE name = 'a'")


def refused(path: Path, key: bytes | None, *, create: bool = False) -> str:
    """The code with which a file is not opened."""
    with pytest.raises(DatabaseRefused) as no:
        open_sqlite(path, key, create=create)
    return no.value.code


def test_a_transaction_is_written_whole_or_not_at_all(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.exec_driver_sql("INSERT INTO tally VALUES ('b', 1), ('a', 1)")
    with contextlib.suppress(KeyboardInterrupt), database.write() as connection:
        put(connection, 1)
        raise KeyboardInterrupt
    with database.read() as connection:
        assert tally(connection) == 0


def test_a_read_sees_one_moment(database: Database) -> None:
    with database.read() as reading:
        assert tally(reading) == 0
        with database.write() as writing:
            put(writing, 5)
        assert tally(reading) == 0
    with database.read() as reading:
        assert tally(reading) == 5


def test_writers_wait_for_each_other_and_none_fails(database: Database) -> None:
    """Each reads and writes what it read: a writer that began as a reader would fail, or lose a step."""
    lock = "" if database.dialect == "sqlite" else "SELECT n FROM tally WHERE name = 'a' FOR UPDATE"
    faults: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(TIMES):
                with database.write() as connection:
                    if lock:
                        connection.exec_driver_sql(lock)
                    put(connection, tally(connection) + 1)
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with database.read() as connection:
        assert tally(connection) == WRITERS * TIMES


def test_a_reader_that_begins_to_write_would_fail_at_once(tmp_path: Path) -> None:
    """The trap that `write` avoids: SQLite cannot make a reader a writer when somebody wrote meanwhile."""
    database = open_sqlite(tmp_path / "a.db", None, create=True)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE tally (name TEXT, n INTEGER)")
        connection.exec_driver_sql("INSERT INTO tally VALUES ('a', 0)")
    with database.read() as reader:
        assert tally(reader) == 0
        with database.write() as writer:
            put(writer, 1)
        with pytest.raises(sa.exc.OperationalError, match="locked"):
            put(reader, 2)
    database.close()


def test_a_new_file_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        database = open_sqlite(tmp_path / "a.db", KEY, create=True)
    finally:
        os.umask(before)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == dict.fromkeys(modes, 0o600)
    assert {"a.db", "a.db-wal"} <= modes.keys()
    database.close()


@pytest.mark.parametrize("key", [KEY, None])
def test_what_was_written_is_there_again(tmp_path: Path, key: bytes | None) -> None:
    database = open_sqlite(tmp_path / "a.db", key, create=True)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE t AS SELECT '二十个字的金丝雀在这里' AS x")
    database.close()
    again = open_sqlite(tmp_path / "a.db", key)
    with again.read() as connection:
        assert connection.exec_driver_sql("SELECT x FROM t").scalar_one() == "二十个字的金丝雀在这里"
    again.close()
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert ("二十个字的金丝雀在这里".encode() in on_disk) is (key is None)


def written(path: Path, key: bytes | None) -> bytes:
    """A file that holds something and that nobody has open; its bytes."""
    database = open_sqlite(path, key, create=True)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
    database.close()
    return path.read_bytes()


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("wrong", [OTHER_KEY, None])
def test_another_key_opens_nothing_and_changes_nothing(
    tmp_path: Path, wrong: bytes | None, create: bool
) -> None:
    before = written(tmp_path / "a.db", KEY)
    assert refused(tmp_path / "a.db", wrong, create=create) == "database_unreadable"
    assert (tmp_path / "a.db").read_bytes() == before


def test_a_plain_file_is_not_taken_for_an_encrypted_one(tmp_path: Path) -> None:
    before = written(tmp_path / "a.db", None)
    assert refused(tmp_path / "a.db", KEY) == "database_unreadable"
    assert (tmp_path / "a.db").read_bytes() == before


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("length", [0, 1, 4095])
def test_an_empty_or_cut_file_is_never_answered_by_a_new_one(
    tmp_path: Path, length: int, create: bool
) -> None:
    (tmp_path / "a.db").write_bytes(b"x" * length)
    assert refused(tmp_path / "a.db", KEY, create=create) == "database_empty"
    assert (tmp_path / "a.db").read_bytes() == b"x" * length


@pytest.mark.parametrize("create", [False, True])
def test_a_damaged_file_is_left_as_it_is(tmp_path: Path, create: bool) -> None:
    (tmp_path / "a.db").write_bytes(b"x" * 8192)
    assert refused(tmp_path / "a.db", KEY, create=create) == "database_unreadable"
    assert (tmp_path / "a.db").read_bytes() == b"x" * 8192


def test_a_file_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.db", KEY) == "database_missing"
    assert list(tmp_path.iterdir()) == []


def test_a_driver_that_can_damage_a_file_opens_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "sqlite_version_info", (3, 51, 2))
    assert refused(tmp_path / "a.db", KEY, create=True) == "sqlite_too_old"
    assert list(tmp_path.iterdir()) == []


def test_a_commit_is_durable_and_references_are_watched(tmp_path: Path) -> None:
    database = open_sqlite(tmp_path / "a.db", KEY, create=True)
    with database.read() as connection:
        told = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store")
        ]
    assert told == ["wal", 2, 1, 2]  # FULL, on, in memory: no plain text in a temporary file
    database.close()


def test_the_index_text_is_made_inside_the_database(tmp_path: Path) -> None:
    database = open_sqlite(tmp_path / "a.db", None, create=True)
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT search_text('驻企Ａ1')").scalar_one() == "驻 企 a1"
    database.close()


@pytest.mark.parametrize("prefix", ["", "sqlite:///"])
def test_a_path_is_a_file_and_an_address_a_server(tmp_path: Path, prefix: str) -> None:
    database = open_database(f"{prefix}{tmp_path / 'a.db'}", create=True)
    assert (database.dialect, (tmp_path / "a.db").exists()) == ("sqlite", True)
    database.close()
    server = open_database("postgres://nobody@localhost/none")  # opens no connection yet
    assert (server.dialect, server.engine.url.drivername) == ("postgresql", "postgresql+psycopg")
    server.close()


def test_a_file_held_for_a_moment_is_written_again_by_the_same_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C23: SQLite opens for reading what it may not write at that moment, and a pool would keep it so."""
    open_sqlite(tmp_path / "a.db", KEY, create=True).close()
    prepare = opening._prepare

    def held(connection: Any, key: bytes | None) -> None:
        prepare(connection, key)
        connection.execute("PRAGMA query_only = ON")

    with monkeypatch.context() as patch:
        patch.setattr(opening, "_prepare", held)
        opened = open_sqlite(tmp_path / "a.db", KEY)
    with pytest.raises(sa.exc.OperationalError), opened.write() as connection:
        connection.exec_driver_sql("CREATE TABLE a (b INTEGER)")
    with opened.write() as connection:
        connection.exec_driver_sql("CREATE TABLE a (b INTEGER)")
    opened.close()


def test_a_disk_that_fails_is_not_called_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C06, C07: the file may be sound; what is said leads nobody to throw it away."""
    open_sqlite(tmp_path / "a.db", KEY, create=True).close()

    def failing(_connection: Any, _key: bytes | None) -> None:
        raise driver.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(opening, "_prepare", failing)
        with pytest.raises(sa.exc.OperationalError, match="disk I/O error"):
            open_sqlite(tmp_path / "a.db", KEY)


@pytest.mark.parametrize("key", [None, bytes(32)], ids=["plain", "encrypted"])
@pytest.mark.parametrize("fault", ["EMFILE", "EACCES"])
def test_a_file_that_could_not_be_opened_once_is_written_again_by_the_same_program(
    tmp_path: Path, key: bytes | None, fault: str
) -> None:
    """SQLite opens it for reading then, says nothing, and even begins to write."""
    path, faults = tmp_path / "a.db", Countdown()
    open_sqlite(path, key, create=True).close()
    with system_calls("openat", faults):
        faults.arm(1, system_error(fault))
        database = open_sqlite(path, key)
    assert faults.count > 1
    with pytest.raises(sa.exc.OperationalError, match="readonly"), database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE note (text TEXT)")
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE note (text TEXT)")
    database.close()


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/数据 一/a#b?c%d"), "file:///%E6%95%B0%E6%8D%AE%20%E4%B8%80/a%23b%3Fc%25d"),
        (PureWindowsPath("C:/用户/a b"), "file:///C:/%E7%94%A8%E6%88%B7/a%20b"),
        (PureWindowsPath("Z:/a"), "file:///Z:/a"),
        (PureWindowsPath(r"\\server\share\a b"), "file:////server/share/a%20b"),
    ],
)
def test_sqlite_is_given_a_path_in_its_own_way(path: PurePath, uri: str) -> None:
    """Behind two slashes it would look for an address, and take no other than this machine's."""
    assert uri_of(path) == uri


def test_a_letter_that_stands_for_another_place_stays_a_letter(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "letter").symlink_to(tmp_path / "there")
    assert "/letter/" in opening._address(tmp_path / "letter" / "a.db")
    opened = open_sqlite(tmp_path / "letter" / "a.db", KEY, create=True)
    opened.close()
    assert (tmp_path / "there" / "a.db").exists()


def test_a_long_text_on_a_damaged_page_is_damage_and_stands_in_no_error(tmp_path: Path) -> None:
    """The driver is quicker than the cipher's word on the last page of a text, and says what it has of it."""
    path, words = tmp_path / "a.db", "13812345678" + "情况" * 2_000
    opened = open_sqlite(path, KEY, create=True)
    with opened.write() as connection:
        connection.exec_driver_sql("CREATE TABLE text (words TEXT)")
        connection.exec_driver_sql("INSERT INTO text VALUES (?)", (words,))
    opened.close()
    whole = path.read_bytes()
    for page in range(2 * opening.ONE_PAGE, len(whole), opening.ONE_PAGE):
        damaged = bytearray(whole)
        damaged[page + 1000] ^= 1
        path.write_bytes(damaged)
        opened = open_sqlite(path, KEY)
        with pytest.raises(DatabaseRefused) as no, opened.read() as connection:
            connection.exec_driver_sql("SELECT words FROM text").all()
        assert words[:11] not in "".join(traceback.format_exception(no.value))
        opened.close()
