"""What an aggregate comes to: one number over its rows, the same at both ends when the rows are the same.

Each row counts the first 8 bytes of SHA-256 over its table's name, a zero byte and the compact JSON list of
its values; an aggregate's digest is their sum modulo 2^64, in no order. Both ends take the columns that the
laptop knows, so that a laptop of another version is not found different for what it cannot have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from sync.store.row_json import columns, values_by_aggregate

Columns = Mapping[str, list[str]]
SPAN: Final = 2**64


def usable(asked: Columns, known: Iterable[str]) -> dict[str, list[str]]:
    """The tables of the question of which every column is known here."""
    return {name: asked[name] for name in known if name in asked and set(asked[name]) <= set(columns(name))}


def digests(connection: sa.Connection, aggregate_ids: list[str] | None, asked: Columns) -> dict[str, int]:
    """The digests of some aggregates (None: of all that have rows here), over these columns."""
    found = dict.fromkeys(aggregate_ids or (), 0)
    for table, names in asked.items():
        for aggregate_id, text in values_by_aggregate(connection, table, names, aggregate_ids):
            values = msgspec.json.decode(text)
            found[aggregate_id] = (found.get(aggregate_id, 0) + weight(table, values)) % SPAN
    return found


def weight(table: str, values: list[Any]) -> int:
    """What one row counts."""
    words = table.encode() + b"\0" + msgspec.json.encode(values)
    return int.from_bytes(hashlib.sha256(words).digest()[:8], "big")
