"""What the server has not taken, in a file that a person and a program can read: one JSON object a line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from sync.domain.clock import Instant, to_datetime
from sync.engine.local_values import Identity, recall
from sync.engine.safe_file import DISK, put
from sync.store.rows import select
from sync.store.tables import Draft, Outbox

NOT_TAKEN: Final = ("waiting", "held", "refused", "quarantined")


def lines(connection: sa.Connection, now: Instant) -> list[dict[str, Any]]:
    """Whose it is; then every operation in its order with all its words; then what is still being typed."""
    identity = recall(connection, Identity)
    assert identity is not None
    entries = sorted(select(connection, Outbox, state=list(NOT_TAKEN)), key=lambda entry: entry.position)
    drafts = sorted(select(connection, Draft), key=lambda draft: draft.updated_at)
    head = {
        "user": identity.user_name, "person_id": identity.person_id, "laptop": identity.device_mark,
        "server": identity.server, "at": _moment(now), "operations": len(entries), "drafts": len(drafts),
    }  # fmt: skip
    return [head, *(operation_line(entry) for entry in entries), *(draft_line(draft) for draft in drafts)]


def export(connection: sa.Connection, path: Path, now: Instant) -> dict[str, Any]:
    """Write them to a file for its owner alone, the old one or the whole new one; answers its first line.
    Raises OSError."""
    told = lines(connection, now)
    content = b"".join(msgspec.json.encode(line) + b"\n" for line in told)

    def is_whole(written: bytes) -> None:
        if written != content:
            raise OSError(f"{path} was not written as it should")

    put(DISK, path.absolute(), content, is_whole)
    return told[0]


def operation_line(entry: Outbox) -> dict[str, Any]:
    """One operation with all its words."""
    wanted = ("op_id", "kind", "version", "state", "code", "replaces", "subject_id")
    told = {name: getattr(entry, name) for name in wanted}
    return told | {"made_at": _moment(entry.made_at), "body": msgspec.json.decode(entry.body)}


def draft_line(draft: Draft) -> dict[str, Any]:
    """What is still being typed."""
    told = {"draft": draft.form, "subject_id": draft.subject_id, "title": draft.title}
    return told | {"updated_at": _moment(draft.updated_at), "values": msgspec.json.decode(draft.values)}


def _moment(at: Instant) -> str:
    return to_datetime(at).isoformat(timespec="seconds")
