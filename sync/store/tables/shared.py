"""Rows that stand beside others in an `enterprise` or a `case` aggregate."""

from __future__ import annotations

from typing import ClassVar

from sync.store.tables.row import Row


class Attachment(Row, frozen=True, kw_only=True):
    """A file beside a record; its bytes travel apart, named by `sha256`, `size` in bytes.

    `paper`: of an official paper that was given out, the SHA-256 of what stands on it, the same on every
    laptop; "" for any other file (DESIGN 3).
    """

    table: ClassVar[str] = "attachment"

    subject_id: str
    sha256: str
    size: int
    name: str
    media_type: str
    author_id: str
    author_name: str
    at: int
    paper: str = ""


class Conflict(Row, frozen=True, kw_only=True):
    """Two people changed one field: the standing text stays, the offered one is kept here, for good.

    `id` comes from the operation and the field. `settled_as`: "" · mine · theirs · both · edit.
    """

    table: ClassVar[str] = "conflict"

    subject_table: str
    subject_id: str
    field: str
    base: str
    standing: str
    offered: str
    author_id: str
    author_name: str
    op_id: str
    at: int
    settled_at: int | None = None
    settled_as: str = ""
    settled_by: str = ""
