"""What every row has."""

from __future__ import annotations

from typing import ClassVar

import msgspec


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a table: a plain value, never a live record. `key` names the primary key's columns."""

    table: ClassVar[str]
    key: ClassVar[tuple[str, ...]] = ("id",)


class Row(Stored, frozen=True, kw_only=True):
    """A row that machines share.

    `aggregate_id` names the set of rows that a person sees wholly or not at all. `revision` is the
    server's commit-order integer; 0 means that only this laptop knows the row so far.
    """

    id: str
    aggregate_id: str
    revision: int = 0


class Plain(Stored, frozen=True, kw_only=True):
    """A row that stays at its own end: never sent, never part of an aggregate."""
