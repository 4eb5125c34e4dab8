"""Opening a data folder: the first start with a server, and every start after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from sync.domain import clock
from sync.engine import messages, snapshots
from sync.engine.authority import read_authority
from sync.engine.key_slots import COSTS, Cost, SlotName
from sync.engine.keyring_door import Keyring
from sync.engine.keys import Keys
from sync.engine.keys_refused import KeysRefused
from sync.engine.laptop import Laptop
from sync.engine.local_values import remember
from sync.engine.safe_file import DISK
from sync.engine.session import first_sign_in
from sync.engine.transport import Transport
from sync.store.database import may_write, open_sqlite
from sync.store.migrate import NEWEST, migrate, version_of

DATABASE = "zhuqitong.db"
UNMADE = "zhuqitong.unmade"


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


def first_start(
    folder: Path, keys: Keys, server: str, user_name: str, password: str, authority: Path | None = None
) -> Laptop:
    """Sign in online and make this person's copy. `authority`: a file with the organisation's own
    certificates. Raises Away, Declined, KeysRefused, AuthorityRefused.

    The server is asked first: a wrong password or a missing line leaves no trace in the folder. A first
    start that was killed is begun again.
    """
    messages.get_ready()
    state = keys.check_folder()
    if state == "ready":
        raise KeysRefused("key_exists")
    believed = [read_authority(authority)] if authority else []
    transport = Transport(server, authority)
    try:
        identity, tokens, contact = first_sign_in(transport, user_name, password)
    finally:
        transport.close()
    if state == "begun":
        keys.clear_unmade()
        data_key = keys.unlock(password, clock.now())
    else:
        data_key = keys.create(password)
    _make_database(folder, data_key, (identity, tokens, contact, *believed))
    keys.database_made()
    return _with_journal(Laptop(folder, open_sqlite(folder / DATABASE, data_key), data_key))


def _with_journal(laptop: Laptop) -> Laptop:
    """Unsent work that an older copy, or a new one, lacks is there again; where nothing may be written, it
    stays in the journal."""
    try:
        if not laptop.read_only:
            laptop.take_up_journal()
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
    unmade.replace(folder / DATABASE)
    DISK.sync_folder(folder)


def open_copy(folder: Path, keys: Keys, password: str) -> Laptop:
    """Open the copy that is here; needs no line. Raises KeysRefused, DatabaseRefused."""
    messages.get_ready()
    data_key = keys.unlock(password, clock.now())
    ended_badly = (folder / f"{DATABASE}-wal").exists()  # whoever closes a database last removes its log
    database = open_sqlite(folder / DATABASE, data_key)
    try:
        if version_of(database) not in (None, NEWEST):
            snapshots.take(database, folder)
        migrate(database)
        return _with_journal(Laptop(folder, database, data_key, ended_badly=ended_badly))
    except BaseException:
        database.close()
        raise
