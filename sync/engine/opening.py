"""Opening a data folder: the first start with a server, and every start after it."""

from __future__ import annotations

import errno
import logging
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import msgspec
import sqlalchemy as sa

from sync.domain import clock
from sync.engine import doubtful, messages, snapshots
from sync.engine.authority import read_authority
from sync.engine.key_slots import COSTS, Cost, SlotName
from sync.engine.keyring_door import Keyring
from sync.engine.keys import Keys
from sync.engine.keys_refused import KeysRefused
from sync.engine.laptop import Laptop
from sync.engine.local_values import Tokens, recall, remember
from sync.engine.safe_file import move
from sync.engine.session import first_sign_in
from sync.engine.transport import Transport
from sync.store.database import Database, DatabaseRefused, may_write, open_sqlite
from sync.store.migrate import NEWEST, migrate, version_of

DATABASE = "zhuqitong.db"
UNMADE = "zhuqitong.unmade"
LEAST_ROOM = 64 * 1024  # bytes beside a database that is open
log = logging.getLogger(__name__)


class FolderBusy(Exception):
    """Another process works in this data folder."""


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """One process per data folder; one that nobody may write in can be read by many. Raises FolderBusy."""
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise FolderBusy from error
    except OSError:
        if may_write(folder):
            raise
    try:
        yield
    finally:
        lock.release()


def keys_of(folder: Path, keyring: Keyring | None, costs: Mapping[SlotName, Cost] = COSTS) -> Keys:
    """The keys of a data folder."""
    return Keys(folder / DATABASE, keyring, costs=costs)


def has_copy(keys: Keys) -> bool:
    """Whether a person's copy is here. Raises KeysRefused for a mixture that could hide a loss."""
    return keys.check_folder() == "ready"


def is_begun(keys: Keys) -> bool:
    """Whether the key is here, and its database not yet: a first start was broken off, or a damaged database
    was set aside. Raises KeysRefused."""
    return keys.check_folder() == "begun"


def first_start(
    folder: Path,
    keys: Keys,
    server: str,
    user_name: str,
    password: str,
    authority: Path | None = None,
    *,
    here: str = "",
) -> Laptop:
    """Sign in online and make this person's copy. `authority`: a file with the organisation's own
    certificates; `here`: the password that the key opens with, where a start was broken off and the centre
    has another one since. Raises Away, Declined, KeysRefused, AuthorityRefused.

    The server is asked first: a wrong password or a missing line leaves no trace in the folder. A first
    start that was killed is begun again.
    """
    messages.get_ready()
    if has_copy(keys):
        raise KeysRefused("key_exists")
    believed = [read_authority(authority)] if authority else []
    transport = Transport(server, authority)
    try:
        identity, tokens, contact, seen = first_sign_in(transport, user_name, password)
    finally:
        transport.close()
    if is_begun(keys):
        data_key = _begun_key(keys, here, password)
    else:
        data_key = keys.create(password, tokens.recovery_key or None)
    _make_database(folder, data_key, (identity, tokens, contact, seen, *believed))
    keys.database_made()
    return _with_journal(Laptop(folder, _open_whole(folder / DATABASE, data_key), data_key))


def _begun_key(keys: Keys, here: str, password: str) -> bytes:
    """The key of a start that was broken off; from now on it opens with the centre's password."""
    data_key = keys.unlock(here or password, clock.now())
    if here not in ("", password):
        keys.rewrap(data_key, password)
    keys.clear_unmade()
    return data_key


def _with_journal(laptop: Laptop) -> Laptop:
    """Unsent work that an older copy, or a new one, lacks is there again; where nothing may be written, or
    nothing more, it stays in the journal until something is."""
    try:
        if not laptop.read_only:
            laptop.take_up_journal()
    except (OSError, sa.exc.OperationalError):
        log.exception("the journal was not taken up")
    except BaseException:
        laptop.close()
        raise
    return laptop


def _make_database(folder: Path, data_key: bytes, values: Sequence[msgspec.Struct]) -> None:
    """The file gets its name when everything is in it: one that a power loss left behind half made could
    neither be opened nor told from somebody's work."""
    unmade = folder / UNMADE
    for end in ("", "-wal", "-shm"):
        unmade.with_name(unmade.name + end).unlink(missing_ok=True)
    database = open_sqlite(unmade, data_key, create=True)
    migrate(database)
    with database.write() as connection:
        for value in values:
            remember(connection, value)
    database.close()  # what stands in the WAL moves into the file, and the file to the disk
    move(unmade, folder / DATABASE)


def open_copy(folder: Path, keys: Keys, password: str) -> Laptop:
    """Open the copy that is here; needs no line. Raises KeysRefused, DatabaseRefused."""
    messages.get_ready()
    data_key = keys.unlock(password, clock.now())
    ended_badly = (folder / f"{DATABASE}-wal").exists()  # whoever closes a database last removes its log
    database = _open_whole(folder / DATABASE, data_key)
    try:
        if (version_of(database) or NEWEST) < NEWEST:  # a later program's is not brought anywhere
            snapshots.take(database, folder)
        migrate(database)
        _seal_for_recovery(keys, data_key, database)
        return _with_journal(Laptop(folder, database, data_key, ended_badly=ended_badly))
    except BaseException:
        database.close()
        raise


def _seal_for_recovery(keys: Keys, data_key: bytes, database: Database) -> None:
    """The organisation's key opens this copy too, as the server last named it; another time where the disk
    takes nothing now."""
    with database.read() as connection:
        tokens = recall(connection, Tokens)
    if tokens is not None and tokens.recovery_key:
        with suppress(KeysRefused):
            keys.set_recovery(data_key, tokens.recovery_key)


def _open_whole(file: Path, data_key: bytes) -> Database:
    """A database in which damage was met is opened only when it is whole after all. Raises
    DatabaseRefused, OSError of a full disk."""
    if doubtful.is_damaged(file, data_key):
        raise DatabaseRefused("database_unreadable")
    try:
        database = open_sqlite(file, data_key)
    except sa.exc.OperationalError as error:
        if doubtful.has_lost_pages(file):
            raise DatabaseRefused("database_unreadable") from error
        if shutil.disk_usage(file.parent).free < LEAST_ROOM:  # SQLite's words are those of a broken disk
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file.parent)) from error
        raise
    database.when_unreadable = partial(doubtful.note, file.parent)
    return database
