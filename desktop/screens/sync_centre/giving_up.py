"""Giving up what the centre did not take, and thinking better of it. In the write lane.

The record keeps the texts for good; giving up only ends the wait of an operation and of those behind it.
Steps on a problem that waited behind it are drafts there again, kept before anything ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.screens.sync_centre.doing_again import steps_behind
from sync.store.tables import Draft, LocalBlob, Outbox

if TYPE_CHECKING:
    from sync.engine.laptop import Laptop

UNFINISHED = ["waiting", "held", "refused", "quarantined"]


@dataclass(frozen=True)
class GivenUp:
    """The rows as they were before; `begun`: the drafts that came of them."""

    entries: list[Outbox]
    files: list[LocalBlob]
    begun: list[Draft]


def give_up(laptop: Laptop, op_id: str) -> GivenUp:
    """End its wait; answers what brings it back."""
    entries, files = _unfinished(laptop)
    begun = steps_behind(laptop, op_id)
    for draft in begun:
        laptop.keep_draft(draft)
    laptop.discard(op_id)
    still, kept = _unfinished(laptop)
    return GivenUp(
        [entry for op, entry in entries.items() if op not in still],
        [file for name, file in files.items() if name not in kept],
        begun,
    )


def bring_back(laptop: Laptop, given_up: GivenUp) -> None:
    """Let it wait again, as if it had not been given up; what the centre admitted meanwhile does not. Nor
    does what was answered at that very moment."""
    from sync.engine import decisions, overlay
    from sync.store.rows import select, store

    rules = laptop.rules()
    with laptop.database.write() as connection:
        places = [entry.position for entry in given_up.entries]
        ended = {row.position for row in select(connection, Outbox, position=places, state="discarded")}
        again = [entry for entry in given_up.entries if entry.position in ended]
        store(connection, [*again, *given_up.files])
        decisions.hear(connection)
        overlay.rebuild(connection, rules)
    for draft in given_up.begun:
        laptop.drop_draft(draft.id)


def _unfinished(laptop: Laptop) -> tuple[dict[str, Outbox], dict[str, LocalBlob]]:
    from sync.store.rows import select

    with laptop.database.read() as connection:
        entries = select(connection, Outbox, state=UNFINISHED)
        files = select(connection, LocalBlob, state="upload")
    return {entry.op_id: entry for entry in entries}, {file.sha256: file for file in files}
