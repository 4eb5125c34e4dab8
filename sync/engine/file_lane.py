"""The lane in which attachments' bytes go to the server: small files first, in pieces, behind every record.

A person may hold it still ("pause"): it stays so over a restart, and records go on. By itself it ends after
a while, wherever it stands, so that on a slow line no record waits long behind a large file.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.engine import blobs
from sync.engine.local_values import FileLane, recall, remember
from sync.engine.sealed import Damaged
from sync.engine.transport import Declined, Transport
from sync.store.database import Database
from sync.store.rows import store
from sync.store.tables import LocalBlob
from sync.wire import BlobState

LARGEST_PIECE: Final = 1024 * 1024  # bytes, what the server takes at once
FIRST_PIECE: Final = LARGEST_PIECE // 4
SMALLEST_PIECE: Final = 16 * 1024
QUICK, SLOW = 2.0, 6.0  # seconds for a piece; a quicker one is followed by a larger, a slower by a smaller
TURN_SECONDS: Final = 20.0  # of one sync
log = logging.getLogger(__name__)


def paused(connection: sa.Connection) -> bool:
    """Whether somebody holds the lane still."""
    return _lane(connection).paused


def _lane(connection: sa.Connection) -> FileLane:
    return recall(connection, FileLane) or FileLane()


def set_paused(database: Database, paused: bool) -> None:
    """Hold the lane still, or let it go on; a piece that is under way arrives."""
    with database.write() as connection:
        remember(connection, msgspec.structs.replace(_lane(connection), paused=paused))


def next_piece(size: int, seconds: float) -> int:
    """The bytes of the next piece, after one of `size` took that long."""
    if seconds > SLOW:
        return max(size // 2, SMALLEST_PIECE)
    return min(size * 2, LARGEST_PIECE) if seconds < QUICK else size


class Turn:
    """One sync's turn in the lane; `seconds`: how long it may take, None for as long as it needs."""

    def __init__(
        self, database: Database, transport: Transport, folder: Path, key: bytes, seconds: float | None
    ) -> None:
        self._database, self._transport = database, transport
        self._folder, self._key = folder, key
        self._end = None if seconds is None else time.monotonic() + seconds
        self._piece = FIRST_PIECE
        self.sent = 0
        self.over = False  # the turn ended before the files did
        self.changed = False  # how the files stand, for whoever shows it

    def send(self, progress: Callable[[str, int, int], None]) -> None:
        """Send what waits and whose row the server has taken.

        A file that cannot go does not hold up the next, and never a record. Raises Away, SignInAgain.
        """
        with self._database.read() as connection:
            if paused(connection):
                return
            files = blobs.ready(connection)
            self._piece = _lane(connection).piece or FIRST_PIECE
        for number, row in enumerate(files):
            progress("files", number, len(files))
            try:
                self._send_one(row)
            except Declined:
                continue
            except (OSError, Damaged) as error:
                log.exception("attachment %s", row.attachment_id)
                if not isinstance(error, PermissionError):  # which another program causes, for a moment
                    self._tell(row.sha256, lost=True)
            if self.over:
                return

    def _send_one(self, row: LocalBlob) -> None:
        path = f"/v1/blobs/{row.sha256}"
        state = self._transport.get(f"{path}/state", BlobState)
        content = b"" if state.complete else blobs.read(self._folder, self._key, row.sha256)
        self._tell(row.sha256, lost=False)
        while not state.complete:
            if self._must_stop():
                return
            before, state = state, self._send_piece(path, content, state.received)
            self._note(msgspec.structs.replace(row, offset=state.received))
            if state.received <= before.received:  # spoiled on its way: it begins again with the next sync
                return
        self._note(msgspec.structs.replace(row, offset=row.size, state="kept"))
        self.sent += 1
        self.changed = True

    def _send_piece(self, path: str, content: bytes, offset: int) -> BlobState:
        piece = content[offset : offset + self._piece]
        begun = time.monotonic()
        try:
            return self._transport.patch(f"{path}?offset={offset}", piece, BlobState)
        finally:  # also of one that did not arrive: the next try is with a smaller one
            self._pace(next_piece(self._piece, time.monotonic() - begun))

    def _pace(self, piece: int) -> None:
        """A start that was too large would end the next sync as this one."""
        if piece < self._piece:
            with self._database.write() as connection:
                remember(connection, msgspec.structs.replace(_lane(connection), piece=piece))
        self._piece = piece

    def _tell(self, sha256: str, *, lost: bool) -> None:
        """Whoever has the file elsewhere puts it beside its record once more; nobody else can."""
        with self._database.read() as connection:
            if (sha256 in _lane(connection).lost) == lost:
                return
        with self._database.write() as connection:
            lane = _lane(connection)
            others = {*lane.lost} - {sha256}
            now = tuple(sorted({*others, sha256} if lost else others))
            remember(connection, msgspec.structs.replace(lane, lost=now))
        self.changed = True

    def _note(self, row: LocalBlob) -> None:
        with self._database.write() as connection:
            store(connection, [row])

    def _must_stop(self) -> bool:
        """Between two pieces: the time is over, or somebody holds the lane still."""
        with self._database.read() as connection:
            held = paused(connection)
        late = self._end is not None and time.monotonic() > self._end
        self.over = held or late
        return self.over
