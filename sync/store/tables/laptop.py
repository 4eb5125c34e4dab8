"""Rows that only a laptop keeps."""

from __future__ import annotations

from typing import ClassVar

from sync.store.tables.row import Plain


class Outbox(Plain, frozen=True, kw_only=True):
    """An operation from the moment it is made until the server's backups hold it.

    `state`: waiting · accepted · merged · conflict · refused · quarantined · admitted (out of quarantine, by
    the centre) · held (behind a stopped one) · discarded · replaced (by a repair). `replaces` names the
    operation that this one is in place of.
    `body` is the operation's JSON; `revision` the server's, once answered. `here_code` says
    why the operation has no effect on this laptop at present, although its text is kept. `sent`: the server
    has it or, while it waits here, may have it; so may it what is under way (a local value).
    """

    table: ClassVar[str] = "outbox"
    key: ClassVar[tuple[str, ...]] = ("position",)

    position: int
    op_id: str
    kind: str
    version: int
    made_at: int
    subject_id: str
    body: str
    state: str = "waiting"
    code: str = ""
    detail: str = ""
    revision: int = 0
    received_at: int | None = None
    receipt: str = ""
    replaces: str = ""
    here_code: str = ""
    sent: bool = False
    seen_by_person: bool = False


class Shadow(Plain, frozen=True, kw_only=True):
    """The server's copy (JSON, or None where it has none) of a row that waiting operations touched."""

    table: ClassVar[str] = "shadow"
    key: ClassVar[tuple[str, ...]] = ("row_table", "row_id")

    row_table: str
    row_id: str
    row: str | None


class Draft(Plain, frozen=True, kw_only=True):
    """What a person is still typing; `values` is the form's JSON. Never leaves the laptop. `replaces`: the
    stopped operation in whose place it will be."""

    table: ClassVar[str] = "draft"

    id: str
    form: str
    subject_id: str
    title: str
    values: str
    updated_at: int
    replaces: str = ""


class StagedPage(Plain, frozen=True, kw_only=True):
    """One verified page of an unfinished pull."""

    table: ClassVar[str] = "staged_page"
    key: ClassVar[tuple[str, ...]] = ("number",)

    number: int
    body: bytes


class LocalValue(Plain, frozen=True, kw_only=True):
    """One thing this laptop remembers about itself: cursor, device, clock offset, counters."""

    table: ClassVar[str] = "local_value"
    key: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    value: str


class LocalBlob(Plain, frozen=True, kw_only=True):
    """An attachment's bytes on this laptop. `state`: upload · kept. `offset` bytes are at the server."""

    table: ClassVar[str] = "local_blob"
    key: ClassVar[tuple[str, ...]] = ("sha256",)

    sha256: str
    size: int
    attachment_id: str
    state: str
    offset: int = 0


class SearchEntry(Plain, frozen=True, kw_only=True):
    """A row that the search index has read; `number` is its place there, and says its kind and its age."""

    table: ClassVar[str] = "search_entry"
    key: ClassVar[tuple[str, ...]] = ("number",)

    number: int
    row_table: str
    row_id: str
    aggregate_id: str


class SearchTodo(Plain, frozen=True, kw_only=True):
    """A row whose words the search index has not read yet."""

    table: ClassVar[str] = "search_todo"
    key: ClassVar[tuple[str, ...]] = ("row_table", "row_id")

    row_table: str
    row_id: str
