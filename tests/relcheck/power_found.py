"""What a person finds after the power went, compared with what had been acknowledged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from sync.engine import drafts, overlay
from sync.engine.laptop import Laptop
from sync.engine.local_values import counters, position
from sync.engine.rules_here import RulesHere
from sync.store.driver import fetch
from sync.store.rows import select
from sync.store.tables import SYNCED, LocalBlob, Outbox, StagedPage
from tests.relcheck.power_writer import Said


def wrong(laptop: Laptop, said: list[Said], next_said: Said | None) -> Iterator[str]:
    """What does not hold. `next_said`: the first acknowledgement that was not given any more; its act may be
    there, whole."""
    yield from lost(laptop, said)
    with laptop.database.read() as connection:
        yield from _halves(connection, next_said)
        yield from _draft(connection, said, next_said)


def lost(laptop: Laptop, said: list[Said]) -> Iterator[str]:
    """What was acknowledged and is not there, and what does not fit together."""
    yield from _damage(laptop)
    with laptop.database.read() as connection:
        yield from _acts(connection, said)
        yield from _synced(connection, said)
        downloaded = position(connection).cursor is not None
    if downloaded:
        yield from _edits_without_entries(laptop)
    yield from _files(laptop, said)


def _damage(laptop: Laptop) -> Iterator[str]:
    """The seal of every page is asked of the file alone, so the WAL is moved home first: until then pages
    that it replaces may lie half written below it."""
    driver = laptop.database.engine.raw_connection()
    try:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        for check in ("cipher_integrity_check", "quick_check", "foreign_key_check"):
            for row in driver.execute(f"PRAGMA {check}").fetchall():
                if row[0] != "ok":
                    yield f"{check}: {row}"
    finally:
        driver.close()


def _acts(connection: sa.Connection, said: list[Said]) -> Iterator[str]:
    kept = {entry.op_id: entry for entry in select(connection, Outbox)}
    for op_id, body in _bodies(said).items():
        if op_id not in kept:
            yield f"the acknowledged operation {op_id} is gone"
        elif kept[op_id].body != body:
            yield f"the acknowledged operation {op_id} has another text"
    code = max((one.code for one in said), default="")
    if code and counters(connection).code < int(code.rsplit("-", 1)[1]):
        yield f"the local code {code} would be given twice"


def _bodies(said: Iterable[Said]) -> dict[str, str]:
    return {op_id: body for one in said for op_id, body in one.op_ids.items()}


def _halves(connection: sa.Connection, next_said: Said | None) -> Iterator[str]:
    """An act that nobody heard of any more is there wholly or not at all."""
    if next_said is None or not next_said.op_ids:
        return
    kept = {entry.op_id for entry in select(connection, Outbox)}
    if 0 < len(kept & next_said.op_ids.keys()) < len(next_said.op_ids):
        yield "half of an act is there"


def _draft(connection: sa.Connection, said: list[Said], next_said: Said | None) -> Iterator[str]:
    """The text as it was last kept; it is kept within a second."""
    allowed = [next((one.draft for one in reversed(said) if one.draft), "gone")]
    if next_said is not None and next_said.draft:
        allowed.append(next_said.draft)
    row = drafts.of(connection, "draft")
    text = drafts.values_of(row)["situation"] if row else "gone"
    if text not in allowed:
        yield f"the draft has {len(text)} characters instead of {[len(one) for one in allowed]}"


def _synced(connection: sa.Connection, said: list[Said]) -> Iterator[str]:
    reached = max((one.revision for one in said), default=0)
    now = position(connection)
    if (now.cursor.revision if now.cursor else 0) < reached:
        yield f"the cursor went back behind {reached}"
    pages = sorted(page.number for page in select(connection, StagedPage))
    in_place = now.cursor is None and not pages  # a first download is applied as it comes
    if pages != list(range(now.pages)) and not in_place:
        yield f"staged pages {pages} of {now.pages}"


RULES: Final = RulesHere()  # the same for all; reading them is the dearest part of an opening


class _Undone(Exception):
    """Nothing of this transaction is kept."""


def _edits_without_entries(laptop: Laptop) -> Iterator[str]:
    """Drawn anew from the outbox, the rows are what they are: no edit without entry, and the reverse."""
    before = after = {}
    try:
        with laptop.database.write() as connection:
            before = _rows(connection)
            overlay.rebuild(connection, RULES.now(connection))
            after = _rows(connection)
            raise _Undone
    except _Undone:
        pass
    for key in before.keys() | after.keys():
        if before.get(key) != after.get(key):
            yield f"{key}: the row and the outbox do not fit"


def _rows(connection: sa.Connection) -> dict[tuple[str, str], tuple[Any, ...]]:
    return {
        (kind.table, row[0]): row
        for kind in SYNCED
        for row in fetch(connection, f'SELECT id, * FROM "{kind.table}"')
    }


def _files(laptop: Laptop, said: list[Said]) -> Iterator[str]:
    needed = {one.file: one.size for one in said if one.file}
    needed |= {row.sha256: row.size for row in laptop.read(select, LocalBlob)}
    for name, size in needed.items():
        try:
            content = laptop.kept(name)
        except Exception as error:
            yield f"the file of an acknowledged record: {error!r}"
            continue
        if len(content) != size or hashlib.sha256(content).hexdigest() != name:
            yield f"the file {name} is another"
    for path in (laptop.folder / "blobs").glob("*"):
        if not path.suffix and path.name not in needed:
            laptop.kept(path.name)


def heard(line: bytes) -> Said:
    """An acknowledgement as it stands in the record."""
    return msgspec.json.decode(line, type=Said)
