"""One sync: push what waits, pull what is new, send what is attached. One verb, and it never discards.

Each turn reads the outbox and the cursor from the database; a signal only shortens the wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.engine import (
    answered,
    file_lane,
    forgetting,
    given_up,
    incoming,
    lives,
    outbox,
    overlay,
    refill,
    removals,
    session,
    snapshots,
)
from sync.engine.local_values import Copied, Tokens, contact, position, recall, remember
from sync.engine.pulling import Progress, Pulling
from sync.engine.rules_here import RulesHere
from sync.engine.transport import Away, SignInAgain, Transport
from sync.store.database import Database
from sync.store.tables import Outbox
from sync.wire import (
    MOST_OPERATIONS,
    Answer,
    Cursor,
    PullReply,
    PushReply,
    PushRequest,
)
from sync.wire_refill import RefillReply, RefillRequest

RENEWALS: Final = 2  # for one step of a sync


class Stopped(Exception):
    """The person stopped the sync; what was done stays, the rest waits for the next."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a sync did: operations sent, rows received, aggregates that were not as they should be and came
    again, verdicts by name, tables changed. `files_left`: the attachments' turn was over before they were."""

    pushed: int
    pulled: int
    repaired: int = 0
    verdicts: dict[str, int]
    changed: frozenset[str]
    revision: int
    complete: bool
    files_left: bool = False


class Cycle:
    """One sync of one laptop."""

    def __init__(
        self,
        database: Database,
        transport: Transport,
        rules: RulesHere,
        blob_folder: Path,
        blob_key: bytes,
        progress: Progress = lambda _what, _done, _all: None,
        file_seconds: float | None = None,
    ) -> None:
        """`file_seconds`: the most that attachments may take, None for as long as they need."""
        self._database, self._transport, self._progress = database, transport, progress
        self._rules = rules
        self._blob_folder, self._blob_key = blob_folder, blob_key
        self._pulling = Pulling(database, transport, rules, progress, self._refill)
        self._verdicts: dict[str, int] = {}
        self._pushed = 0
        self._changed: frozenset[str] = frozenset()
        self._epoch = ""
        self._file_seconds, self._files_left = file_seconds, False
        self._has_pulled = False  # with the answers to the last push

    def run(self, *, compare: bool = False) -> Result:
        """Push, pull, attachments; `compare`: also what the copy comes to, which is done once a day anyway.

        Raises Away, SignInAgain, Stopped; what was done until then stays."""
        self._use_tokens()
        self._with_fresh_tokens(self._send_kept)
        self._with_fresh_tokens(self._push)
        if not self._has_pulled:
            self._with_fresh_tokens(self._pulling.pull)
        if compare or self._pulling.is_compared_long_ago():
            self._with_fresh_tokens(self._pulling.compare)
            self._forget()
        self._with_fresh_tokens(self._tell_given_up)
        self._with_fresh_tokens(self._send_files)
        with self._database.read() as connection:
            cursor = position(connection).cursor
        return Result(
            pushed=self._pushed,
            pulled=self._pulling.news.rows,
            repaired=self._pulling.repaired,
            verdicts=self._verdicts,
            changed=self._changed | self._pulling.news.tables,
            revision=cursor.revision if cursor else 0,
            complete=cursor is not None,
            files_left=self._files_left,
        )

    def _use_tokens(self) -> None:
        with self._database.read() as connection:
            tokens = recall(connection, Tokens)
            cursor = position(connection).cursor
        self._transport.access = tokens.access if tokens else ""
        self._epoch = cursor.epoch if cursor else ""

    def _with_fresh_tokens(self, step: Callable[[], None]) -> None:
        """A token that ran out is renewed; it says nothing about any operation. The new one may have run out
        too, when the laptop slept or a clock was set meanwhile."""
        for _ in range(RENEWALS):
            try:
                return step()
            except SignInAgain:
                session.renew(self._database, self._transport)
        return step()

    def _push(self) -> None:
        after = 0  # each is sent once a sync, whatever the answer
        while True:
            with self._database.write() as connection:
                entries = outbox.waiting(connection, MOST_OPERATIONS, after)
                if not entries:
                    return
                entries = outbox.leave(connection, entries)
                life = lives.next_push(connection)
                cursor = self._asks_from(connection, entries)
            self._progress("push", self._pushed, self._pushed + len(entries))
            request = PushRequest(
                operations=outbox.letters(entries),
                life=life.name,
                number=life.pushes,
                epoch=self._epoch,
                cursor=cursor,
            )
            reply = self._transport.post("/v1/push", request, PushReply)
            self._settle(entries, reply.answers, new_life=reply.new_life, page=reply.page, cursor=cursor)
            self._progress("push", self._pushed, self._pushed)
            after = entries[-1].position

    def _asks_from(self, connection: sa.Connection, entries: list[Outbox]) -> Cursor | None:
        """Where the pull begins that comes with the answers; None while more is to be sent first, while a
        pull is under way, and for a copy that has to be loaded anew."""
        now = position(connection)
        last = len(entries) < MOST_OPERATIONS
        fits = last and incoming.fits(connection, now.cursor)
        return now.cursor if fits and now.cursor and now.cursor.epoch == self._epoch else None

    def _settle(
        self,
        entries: list[Outbox],
        answers: list[Answer],
        *,
        new_life: bool = False,
        page: PullReply | None = None,
        cursor: Cursor | None = None,
    ) -> None:
        """The answers, with all that they change here; `page`: the pull from `cursor` that came with them."""
        if [answer.op_id for answer in answers] != [entry.op_id for entry in entries]:
            raise Away("damaged_reply")
        with self._database.write() as connection:
            if new_life:
                lives.begin_anew(connection)
            takes_away = answered.settle(connection, entries, answers)
            self._has_pulled = page is not None and self._may_use(connection, page, cursor)
            if page is not None and self._has_pulled:
                self._pulling.note(incoming.take_with(connection, self._rules, page))
            elif takes_away:
                overlay.rebuild(connection, self._rules.now(connection))
        self._count(answers)

    def _may_use(self, connection: sa.Connection, page: PullReply, cursor: Cursor | None) -> bool:
        """Whether it goes on from here, and takes little away; else a pull follows."""
        return incoming.fits(connection, cursor) and self._pulling.believes([removals.told(page)])

    def _send_kept(self) -> None:
        """What a restored server has lost, or has not found a place for yet."""
        after = 0
        while True:
            with self._database.read() as connection:
                entries = refill.waiting(connection, MOST_OPERATIONS, after)
            if not entries:
                return
            self._progress("refill", after, 0)
            request = RefillRequest(operations=refill.letters(entries))
            self._settle(entries, self._transport.post("/v1/refill", request, RefillReply).answers)
            after = entries[-1].position

    def _refill(self, here: Cursor, there: Cursor) -> None:
        """The server has another past: first it gets what this laptop has kept, then what waits here. All
        that is here will be loaded anew; a copy of it as it is stays for a while."""
        self._copy_once(there)
        with self._database.write() as connection:
            numbers = refill.seen_numbers(connection)
            refill.mark(connection, here, there)
        self._send_kept()
        end = RefillRequest(operations=[], complete=True, numbers=numbers)
        last = self._transport.post("/v1/refill", end, RefillReply)
        self._epoch = last.epoch
        self._push()

    def _copy_once(self, there: Cursor) -> None:
        """Not at every try: on a line that breaks again and again the copies would be of nothing else."""
        with self._database.read() as connection:
            before = recall(connection, Copied)
        if before is None or before.epoch != there.epoch:
            snapshots.take(self._database, self._blob_folder.parent)
            with self._database.write() as connection:
                remember(connection, Copied(epoch=there.epoch))

    def _tell_given_up(self) -> None:
        """Nobody is asked any more about what the person waits for no longer."""
        with self._database.read() as connection:
            op_ids, cursor = given_up.to_tell(connection), position(connection).cursor
        if op_ids and cursor:
            request = PushRequest(operations=[], epoch=cursor.epoch, given_up=op_ids)
            self._transport.post("/v1/push", request, PushReply)
            with self._database.write() as connection:
                given_up.told(connection, op_ids)

    def _forget(self) -> None:
        with self._database.write() as connection:
            said = contact(connection)
            forgetting.forget(connection, said.backed_up, said.highest)

    def _count(self, answers: list[Answer]) -> None:
        self._pushed += len(answers)
        for answer in answers:
            self._verdicts[answer.verdict] = self._verdicts.get(answer.verdict, 0) + 1
        self._changed |= {"outbox"}

    def _send_files(self) -> None:
        turn = file_lane.Turn(
            self._database, self._transport, self._blob_folder, self._blob_key, self._file_seconds
        )
        turn.send(self._progress)
        self._files_left = turn.over
        if turn.changed:
            self._changed |= {"attachment"}
