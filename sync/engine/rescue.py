"""Out of a folder whose database cannot be read: unsent work into a file, and the way to begin again.

The damaged database is set aside as it is. The newest snapshot that is whole takes its place, else the next
sign-in makes a new copy; either takes the unsent work back from the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import msgspec
import sqlalchemy as sa

from sync.domain import clock
from sync.engine import doubtful, lives, outbox, snapshots
from sync.engine.draft_journal import DraftJournal
from sync.engine.journal import Journal
from sync.engine.keys import Keys
from sync.engine.opening import DATABASE
from sync.engine.outbox import OPEN, STOPPED
from sync.engine.places import written
from sync.engine.safe_file import DISK, move
from sync.engine.unsent import draft_line, operation_line
from sync.store.database import Database, DatabaseRefused, open_sqlite
from sync.store.migrate import migrate
from sync.store.rows import matching
from sync.store.schema import TABLES
from sync.store.tables import Draft, Outbox, Stored

R = TypeVar("R", bound=Stored)
T = TypeVar("T")
Question = sa.Select[Any]
MOST_ROWS: Final = 2**24  # that were ever put into one table; a laptop that keeps few has had many
MOST_QUESTIONS: Final = 500  # to a damaged table; one page costs about thirty


class Rescued(NamedTuple):
    """`next`: nothing (the database is whole) · open (a snapshot stands in its place) · sign-in."""

    operations: int
    drafts: int
    damaged_lines: int
    set_aside: Path | None
    next: str


def rescue(folder: Path, keys: Keys, password: str, target: Path) -> Rescued:
    """Write unsent work, as far as it can be read, into a new file. Raises KeysRefused, FileExistsError,
    PlaceRefused; then nothing was changed."""
    data_key = keys.unlock(password, clock.now())
    journal, kept = Journal(folder, data_key), DraftJournal(folder, data_key)
    found, standing = journal.read(), kept.read()
    with doubtful.looked_at(folder / DATABASE) as copy:
        unsent = _rows(copy, data_key, Outbox, (*OPEN, *STOPPED))
        drafts = _newest(_rows(copy, data_key, Draft), standing)
        whole = snapshots.is_good(copy, data_key)
    known = {entry.op_id for entry in found.entries} | found.undone
    journal.add(entry for entry in unsent if entry.op_id not in known)
    kept.add([draft for draft in drafts if draft != standing.get(draft.id)])
    both = sorted((*found.entries, *unsent), key=lambda entry: entry.made_at)  # a form's last words count
    every = {entry.op_id: entry for entry in both if entry.op_id not in found.undone}
    _export(target, list(every.values()), drafts)
    if whole:
        return Rescued(len(every), len(drafts), found.damaged, None, "nothing")
    aside = _set_aside(folder / DATABASE)
    doubtful.forget(folder)
    return Rescued(len(every), len(drafts), found.damaged, aside, _begin_again(folder, keys, data_key))


def _newest(here: list[Draft], kept: dict[str, Draft]) -> list[Draft]:
    """Each draft as it stood last, in the database or in the journal of drafts."""
    both = sorted([*here, *kept.values()], key=lambda draft: draft.updated_at)
    return list({draft.id: draft for draft in both}.values())


def _export(target: Path, entries: list[Outbox], drafts: list[Draft]) -> None:
    """Readable lines: what the person typed, for whoever types it again if all else fails."""
    in_order = sorted(entries, key=lambda entry: entry.position)
    lines = [*map(operation_line, in_order), *map(draft_line, drafts)]
    with written(target):
        DISK.write(target, b"".join(msgspec.json.encode(line) + b"\n" for line in lines))


def _rows(file: Path, data_key: bytes, kind: type[R], states: tuple[str, ...] = ()) -> list[R]:
    """The rows of one table that are on pages which can be read."""
    table = TABLES[kind.table]
    query = sa.select(*_columns(file, data_key, kind)).select_from(table)
    if states:
        query = query.where(table.c.state.in_(states))
    whole = _asked(file, data_key, lambda connection: matching(connection, kind, query))
    return whole if whole is not None else list(_one_by_one(file, data_key, kind, query))


def _columns(file: Path, data_key: bytes, kind: type[R]) -> list[sa.ColumnElement[Any]]:
    """The table's columns; of one that an older program had not yet, what its rows would have there."""
    table = TABLES[kind.table]
    here = _names(file, data_key, kind.table) or {column.name for column in table.columns}
    fields = msgspec.structs.fields(kind)
    return [
        table.c[field.name] if field.name in here else sa.literal(field.default).label(field.name)
        for field in fields
    ]


def _names(file: Path, data_key: bytes, table: str) -> set[str]:
    """The columns that a table of this file has; nothing where that cannot be read."""
    asked = sa.text("SELECT name FROM pragma_table_info(:table)").bindparams(table=table)
    return _asked(file, data_key, lambda connection: set(connection.execute(asked).scalars())) or set()


def _one_by_one(file: Path, data_key: bytes, kind: type[R], query: Question) -> Iterator[R]:
    """By the place of each row in the file, in halves: what a damaged page holds is passed over."""
    spans = [(1, MOST_ROWS)] if _opens(file, data_key) else []
    place: sa.ColumnElement[int] = sa.literal_column("rowid")
    for _ in range(MOST_QUESTIONS):
        if not spans:
            return
        first, last = spans.pop()
        part = query.where(place >= first, place <= last)
        some = _asked(file, data_key, partial(matching, kind=kind, query=part))
        if some is not None:
            yield from some
        elif first < last:
            middle = (first + last) // 2
            spans += [(middle + 1, last), (first, middle)]


def _opens(file: Path, data_key: bytes) -> bool:
    try:
        open_sqlite(file, data_key).close()
    except DatabaseRefused:
        return False
    return True


def _asked(file: Path, data_key: bytes, question: Callable[[sa.Connection], T]) -> T | None:
    """None when a page that the answer needs cannot be read; each question opens the file anew, for the
    cipher gives a connection up that met a damaged page."""
    try:
        database = open_sqlite(file, data_key)
    except DatabaseRefused:
        return None
    try:
        with database.read() as connection:
            return question(connection)
    except (DatabaseRefused, sa.exc.DatabaseError):
        return None
    finally:
        database.close()


def _set_aside(file: Path) -> Path | None:
    """Under another name, not a byte of it changed."""
    aside = file.with_name(f"{file.name}.damaged-{clock.now():014d}")
    parts = [ending for ending in ("", "-wal", "-shm") if file.with_name(file.name + ending).exists()]
    for ending in parts:
        move(file.with_name(file.name + ending), aside.with_name(aside.name + ending))
    return aside if parts else None


def _begin_again(folder: Path, keys: Keys, data_key: bytes) -> str:
    snapshot = snapshots.newest_good(folder, data_key)
    if snapshot is None:
        keys.database_set_aside()
        return "sign-in"
    _copy(snapshot, data_key, folder / DATABASE)
    return "open"


def _copy(snapshot: Path, data_key: bytes, target: Path) -> None:
    """The snapshot stays; its copy gets the name when it is whole."""
    unmade = target.with_name(target.name + ".unmade")
    unmade.unlink(missing_ok=True)
    database: Database = open_sqlite(snapshot, data_key)
    try:
        database.copy_to(unmade)
    finally:
        database.close()
    _go_on(unmade, data_key)
    move(unmade, target)


def _go_on(copy: Path, data_key: bytes) -> None:
    """Since the snapshot was made, what waits in it may have been sent, so that nobody can undo it here; and
    local codes were given, so that the next ones have another mark. One from before an upgrade is brought up
    to date first; where that cannot be, whoever opens it hears of it."""
    database = open_sqlite(copy, data_key)
    try:
        with suppress(DatabaseRefused):
            migrate(database)
            with database.write() as connection:
                outbox.note_sent(connection)
                lives.begin_anew(connection)
    finally:
        database.close()
