"""What the draft of a visit becomes: the entry of the log, and its files beside it."""

from __future__ import annotations

from typing import Any

import msgspec

from desktop.files.kept import Kept, attach
from sync.domain.clock import Instant
from sync.operations.base import Operation
from sync.operations.visits import LogVisit, visit_id

TEXTS = ("met", "companions", "situation", "advice", "promises")


def visit_operation(draft_id: str, values: dict[str, Any], now: Instant) -> LogVisit:
    """The finished entry, under the draft's own id; an enterprise must have been chosen."""
    return LogVisit(
        op_id=draft_id,
        made_at=now,
        enterprise_id=values["enterprise"].key,
        visited_on=values["visited_on"],
        manner=values["manner"],
        purposes=tuple(values["purposes"]),
        next_on=values["next_on"],
        combined=bool(values.get("combined")),
        **{name: values[name] for name in TEXTS},
    )


def file_operations(visit: LogVisit, values: dict[str, Any]) -> list[Operation]:
    """The files of the draft, beside the entry."""
    return [
        attach(kept, visit.made_at, enterprise_id=visit.enterprise_id, subject_id=visit_id(visit))
        for kept in msgspec.convert(values["files"], list[Kept])
    ]
