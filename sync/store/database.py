"""The one place that opens a database: SQLCipher on laptops and small servers, PostgreSQL for a city."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from sync.store import at_rest
from sync.store.driver import change
from sync.store.search_text import search_text

OLDEST_SQLITE = (3, 51, 3)  # older ones can damage a WAL that is reset under load
BUSY_SECONDS = 10
DAMAGED = (  # as SQLite says it; behind the last two it names what it could not read
    "database disk image is malformed",
    "file is not a database",
    "malformed database schema",
    "vtable constructor failed",
    "Could not decode to UTF-8",  # the driver was quicker: of a long text the last page is zeros by now
)
# The last two make a large download twice as fast: 16 MB of pages in memory, 16 MB of log before it is moved.
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "cache_size = -16000",
    "wal_autocheckpoint = 4000",
)
STATEMENTS = 500  # that a connection keeps ready: a sync has some two hundred
# How a transaction begins that writes, and one that only reads; a migration and whoever asks SQLAlchemy begin
# as the first on PostgreSQL.
_BEGINS = {
    "sqlite": {"write": "BEGIN IMMEDIATE", "read": "BEGIN"},
    "postgresql": {
        "write": "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
        "read": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    },
}
READONLY = "attempt to write a readonly database"
FAILING = "disk I/O error"  # also where a file could not grow
# Milliseconds that a session to PostgreSQL may take while laptops wait: for a lock, over a statement, and
# with a transaction open but nothing to do (a process that hangs must not hold the record).
LIMITS = {
    "lock_timeout": 5_000,
    "statement_timeout": 30_000,
    "idle_in_transaction_session_timeout": 10_000,
}
POOL_SIZE, POOL_MORE = 8, 10  # one connection for each request at work, and for looks on behalf of who waits
POOL_SECONDS = 0.5  # until a request is told that every connection is taken
PATIENT_SECONDS = 30  # the same for an administrator's command
ONE_PAGE = 4096  # bytes; a shorter file holds nothing and would open as an empty database


class DatabaseRefused(Exception):
    """The file cannot be used as it is; `code` says why. Nothing was changed.

    Codes: database_missing · database_empty · database_unreadable (damaged, or another key) · sqlite_too_old
    · database_newer (a later program made it) · migration_failed (brought back to what it was).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotCopied(Exception):
    """A copy of the database could not be made; the text is the driver's."""


class Database:
    """An open database; hand it to what needs it, close it once."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.dialect = engine.dialect.name
        self.when_unreadable: Callable[[], object] = lambda: None  # told when a page cannot be read
        self._waiting, self._nobody_waits = 0, threading.Condition()

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction that writes: whole or not at all.

        SQLite begins IMMEDIATE (an upgrade from a reader would fail at once); PostgreSQL READ COMMITTED.
        """
        with self._nobody_waits:
            self._waiting += 1
        try:
            with self._transaction() as connection:
                yield connection
        finally:
            with self._nobody_waits:
                self._waiting -= 1
                self._nobody_waits.notify_all()

    @contextmanager
    def write_when_free(self) -> Iterator[sa.Connection]:
        """`write`, for one piece of long work: whoever waits to write something else goes first."""
        with self._nobody_waits:
            self._nobody_waits.wait_for(lambda: not self._waiting)
        with self._transaction() as connection:
            yield connection

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        with (
            self._damage_told(),
            self.engine.connect().execution_options(begins="write") as connection,
            self._opened_for_writing(connection),
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _opened_for_writing(self, connection: sa.Connection) -> Iterator[None]:
        """A file that could not be opened for writing for a moment (a scanner held it, no descriptor was
        left) is opened for reading without a word, and begins its transactions as if it could write: it is
        known by its first change. All connections are opened anew then, for they share what they opened."""
        try:
            yield
        except sa.exc.OperationalError as error:
            if READONLY in str(error.orig):
                connection.invalidate()
                self.engine.dispose()
            raise

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """One snapshot: everything read inside belongs to the same moment."""
        with (
            self._damage_told(),
            self.engine.connect().execution_options(begins="read") as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def ask(self) -> Iterator[sa.Connection]:
        """For one question, straight to the driver: it is a snapshot by itself, with no transaction around
        it that PostgreSQL would be asked for twice."""
        with self._damage_told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """A page that was changed on the disk is noticed by its seal when it is read; same code as at
        opening. One that the disk does not give may be sound.

        Raises DatabaseRefused("database_unreadable").
        """
        try:
            yield
        except sa.exc.DatabaseError as error:
            if is_damage(error) or str(error.orig).startswith(FAILING):
                self.when_unreadable()
            if is_damage(error):  # the driver's words may hold what was read: they go nowhere
                raise DatabaseRefused("database_unreadable") from None
            raise

    def copy_to(self, path: Path) -> None:
        """SQLite: a consistent copy in one new file for its owner alone, sealed with the same key, on the
        disk when this returns; others go on meanwhile. Raises NotCopied, OSError."""
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with self.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            try:
                driver.execute("VACUUM INTO ?", (str(path),))
            except Exception as error:  # the driver's own: it is asked past SQLAlchemy
                raise NotCopied(str(error)) from error
        with path.open("r+b") as file:  # Windows flushes nothing that was opened for reading
            os.fsync(file.fileno())

    def close(self) -> None:
        """Give every connection back to the system."""
        self.engine.dispose()


def is_damage(error: sa.exc.DatabaseError) -> bool:
    """Whether SQLite says that what it read is not what was written."""
    return str(error.orig).startswith(DAMAGED)


def open_sqlite(path: Path, key: bytes | None, *, create: bool = False) -> Database:
    """A database file, encrypted with a raw 32-byte key (None: plain, for a server that says so).

    An existing file is never answered by an empty one. Raises DatabaseRefused; sqlalchemy's OperationalError
    where the file may be sound and the disk is full, fails or lets nobody in at the moment.
    """
    from sqlcipher3 import dbapi2 as driver

    if driver.sqlite_version_info < OLDEST_SQLITE:
        raise DatabaseRefused("sqlite_too_old")
    if not create and not path.exists():
        raise DatabaseRefused("database_missing")
    if path.exists() and path.stat().st_size < ONE_PAGE:
        raise DatabaseRefused("database_empty")
    if create and not path.exists():
        # Owner only, from the first byte; the driver would follow the umask.
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    engine = _sqlite_engine(driver, path, key)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    except sa.exc.DatabaseError as error:
        engine.dispose()
        if is_damage(error):
            raise DatabaseRefused("database_unreadable") from error
        raise
    return Database(engine)


# hide_parameters: what people wrote stands in no error text, and so in no log.
def _sqlite_engine(driver: Any, path: Path, key: bytes | None) -> sa.Engine:
    def connect() -> Any:
        _may_be_written_beside(path)
        connection = driver.connect(
            _address(path),
            uri=True,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
            isolation_level=None,
            cached_statements=STATEMENTS,
        )
        try:
            _prepare(connection, key)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = sa.create_engine(
        "sqlite://",
        module=driver,
        creator=connect,
        poolclass=QueuePool,
        pool_use_lifo=True,  # the connection that wrote last still has its pages; another reads them again
        pool_size=8,
        max_overflow=8,
        hide_parameters=True,
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


def may_write(path: Path) -> bool:
    """Whether this program may change a file, or what is in a folder."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _may_be_written_beside(path: Path) -> None:
    """What SQLite put beside a database that could only be read for a while is as closed as that was, and
    stays: it would keep everybody but root from writing for ever."""
    for beside in (path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-shm")):
        if may_write(path) and beside.exists() and not may_write(beside):
            with suppress(OSError):  # somebody else's, or gone just now
                beside.chmod(0o600)


def _address(path: Path) -> str:
    """In a folder where nothing may be written, SQLite cannot have its files beside the database: it reads
    the one that is there, which is right as long as nothing waits in a log. Raises PermissionError when it
    does."""
    address = uri_of(path.absolute())
    if may_write(path.parent):
        return address
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path.parent))
    return f"{address}?immutable=1"


def uri_of(path: PurePath) -> str:
    """As SQLite takes it: of a share on Windows the server is part of the path, not of the address. A letter
    that stands for a share stays one; `resolve` would put the share in its place."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def _prepare(connection: Any, key: bytes | None) -> None:
    """Key first (no parameter may stand there), then what makes a commit durable and a reader consistent."""
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("search_text", 1, search_text, deterministic=True)


def _begin(connection: sa.Connection) -> None:
    dialect = connection.dialect.name
    usual = "read" if dialect == "sqlite" else "write"
    change(connection, _BEGINS[dialect][connection.get_execution_options().get("begins", usual)])


def open_postgresql(url: str, *, serving: bool = False) -> Database:
    """A PostgreSQL database by its address, `postgresql://…`. `serving`: laptops wait at the other end, so
    nothing here waits long: what cannot be had soon is an error, and they come again."""
    address = sa.make_url(url).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(
        address,
        pool_size=POOL_SIZE,
        max_overflow=POOL_MORE,
        pool_timeout=POOL_SECONDS if serving else PATIENT_SECONDS,
        pool_use_lifo=True,  # the session that was asked last has its statements ready
        connect_args={"autocommit": True} | ({"connect_timeout": 5} if serving else {}),
        hide_parameters=True,
    )
    sa.event.listen(engine, "begin", _begin)
    sa.event.listen(engine, "checkout", at_rest.need_open)
    sa.event.listen(engine, "connect", _set_up)
    if serving:
        sa.event.listen(engine, "connect", _limit)
    return Database(engine)


def _limit(connection: Any, _record: object) -> None:
    """A new session to PostgreSQL gets its limits; outside of any transaction, so that they stay."""
    for name, milliseconds in LIMITS.items():
        connection.execute(f"SET {name} = {milliseconds}")


def _set_up(connection: Any, _record: object) -> None:
    """Statements stay prepared, and none is shared out among helpers, which take PostgreSQL ten times as long
    to start as a sync's statements take."""
    connection.prepared_max = STATEMENTS
    connection.execute("SET max_parallel_workers_per_gather = 0")


def open_database(
    where: str, key: bytes | None = None, *, create: bool = False, serving: bool = False
) -> Database:
    """A server's database: a PostgreSQL address or the path of a SQLite file. `serving`: with limits on how
    long a request may wait for it."""
    if where.startswith(("postgresql://", "postgres://")):
        return open_postgresql(where, serving=serving)
    return open_sqlite(Path(where.removeprefix("sqlite:///")), key, create=create)
