"""One sync: push what waits, pull what is new, send what is attached. One verb, and it never discards.

Each turn reads the outbox and the cursor from the database; a signal only shortens the wait for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from sync.domain import clock
from sync.engine import blobs, forgetting, incoming, lives, outbox, overlay, refill, session, snapshots
from sync.engine.clock_offset import offset
from sync.engine.comparison import doubtful, known_columns
from sync.engine.local_values import Contact, Position, Tokens, contact, position, recall, remember
from sync.engine.rules_here import RulesHere
from sync.engine.transport import Away, Declined, SignInAgain, Transport
from sync.store.database import Database
from sync.store.tables import Outbox
from sync.wire import (
    MOST_AGAIN,
    MOST_OPERATIONS,
    Answer,
    Cursor,
    DigestReply,
    DigestRequest,
    PullReply,
    PullRequest,
    PushReply,
    PushRequest,
)
from sync.wire_refill import RefillReply, RefillRequest

COMPARED_EVERY = 24 * clock.HOUR
REMEMBERED_EVERY = clock.HOUR // 60
SAME_OFFSET = 1_000  # milliseconds
log = logging.getLogger(__name__)

# Told between requests: what is being done, how far, of how many (0: not known).
Progress = Callable[[str, int, int], None]


class Stopped(Exception):
    """The person stopped the sync; what was done stays, the rest waits for the next."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a sync did: operations sent, rows received, aggregates that were not as they should be and came
    again, verdicts by name, tables changed."""

    pushed: int
    pulled: int
    repaired: int = 0
    verdicts: dict[str, int]
    changed: frozenset[str]
    revision: int
    complete: bool


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
    ) -> None:
        self._database, self._transport, self._progress = database, transport, progress
        self._rules = rules
        self._blob_folder, self._blob_key = blob_folder, blob_key
        self._again: list[str] = []
        self._verdicts: dict[str, int] = {}
        self._repaired = 0
        self._pushed = self._pulled = 0
        self._changed: frozenset[str] = frozenset()
        self._epoch = ""
        self._refilled = False

    def run(self, *, compare: bool = False) -> Result:
        """Push, pull, attachments; `compare`: also what the copy comes to, which is done once a day anyway.

        Raises Away, SignInAgain, Stopped; what was done until then stays."""
        self._use_tokens()
        self._with_fresh_tokens(self._send_kept)
        self._with_fresh_tokens(self._push)
        self._with_fresh_tokens(self._pull)
        if compare or self._is_compared_long_ago():
            self._with_fresh_tokens(self._compare)
        self._with_fresh_tokens(self._send_files)
        if self._pushed or self._pulled:
            self._forget()
        with self._database.read() as connection:
            cursor = position(connection).cursor
        return Result(
            pushed=self._pushed,
            pulled=self._pulled,
            repaired=self._repaired,
            verdicts=self._verdicts,
            changed=self._changed,
            revision=cursor.revision if cursor else 0,
            complete=cursor is not None,
        )

    def _use_tokens(self) -> None:
        with self._database.read() as connection:
            tokens = recall(connection, Tokens)
            cursor = position(connection).cursor
        self._transport.access = tokens.access if tokens else ""
        self._epoch = cursor.epoch if cursor else ""

    def _with_fresh_tokens(self, step: Callable[[], None]) -> None:
        """A token that ran out is renewed once; it says nothing about any operation."""
        try:
            step()
        except SignInAgain:
            session.renew(self._database, self._transport)
            step()

    def _push(self) -> None:
        after = 0  # each is sent once a sync, whatever the answer
        while True:
            with self._database.write() as connection:
                entries = outbox.waiting(connection, MOST_OPERATIONS, after)
                if not entries:
                    return
                outbox.leave(connection, entries)
                life = lives.next_push(connection)
            self._progress("push", self._pushed, self._pushed + len(entries))
            request = PushRequest(
                operations=outbox.letters(entries), life=life.name, number=life.pushes, epoch=self._epoch
            )
            reply = self._transport.post("/v1/push", request, PushReply)
            self._settle(entries, reply.answers, new_life=reply.new_life)
            after = entries[-1].position

    def _settle(self, entries: list[Outbox], answers: list[Answer], *, new_life: bool = False) -> None:
        if [answer.op_id for answer in answers] != [entry.op_id for entry in entries]:
            raise Away("damaged_reply")
        with self._database.write() as connection:
            if new_life:
                lives.begin_anew(connection)
            if outbox.settle(connection, entries, answers):
                overlay.rebuild(connection, self._rules.now(connection))
        self._count(answers)

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
        snapshots.take(self._database, self._blob_folder.parent)
        with self._database.write() as connection:
            refill.mark(connection, here, there)
        self._refilled = True
        self._send_kept()
        last = self._transport.post("/v1/refill", RefillRequest(operations=[], complete=True), RefillReply)
        self._epoch = last.epoch
        self._push()

    def _forget(self) -> None:
        with self._database.write() as connection:
            said = contact(connection)
            forgetting.forget(connection, said.backed_up, said.highest)

    def _count(self, answers: list[Answer]) -> None:
        self._pushed += len(answers)
        for answer in answers:
            self._verdicts[answer.verdict] = self._verdicts.get(answer.verdict, 0) + 1
        self._changed |= {"outbox"}

    def _pull(self) -> None:
        """Pages until the last. A pull that was cut goes on where it was."""
        now_at = self._position()
        if now_at.cursor is None:
            return self._download(now_at)
        if now_at.pages and not now_at.after:  # ended between the last page and its use
            self._note(incoming.apply(self._database, self._rules))
            now_at = self._position()
        asked_at = clock.now()
        page = self._page(now_at)
        another_past = page.everything and not self._refilled and not self._position().pages
        if another_past and now_at.cursor is not None:
            self._refill(now_at.cursor, page.cursor)
            page = self._page(self._begin_again())
        if not now_at.pages and not page.after:
            if not self._nothing_new(page, asked_at):
                self._note(incoming.take(self._database, self._rules, page))
            return None
        return self._pull_staged(page)

    def _pull_staged(self, page: PullReply) -> None:
        """Many pages: each is kept as it comes; what is on the screen changes when all are here."""
        arrived = 0
        while True:
            with self._database.write() as connection:
                incoming.stage(connection, page)
                now_at = position(connection)
            arrived += len(page.entered)
            self._progress("pull", arrived, page.expected)
            if not page.after:
                return self._note(incoming.apply(self._database, self._rules))
            page = self._page(now_at)

    def _download(self, now_at: Position) -> None:
        """The first pull: each page is put in its place while the next one is on its way."""
        try:
            self._download_from(now_at)
        except Declined:
            if not self._position().after:
                raise
            self._download_from(self._begin_again())

    def _download_from(self, now_at: Position) -> None:
        arrived = 0
        with ThreadPoolExecutor(1, "download") as ahead:
            page = self._ask_page(now_at)
            while page.after:
                following = ahead.submit(self._ask_page, Position(after=page.after))
                self._note(incoming.take_piece(self._database, self._rules, page))
                arrived += len(page.entered)
                self._progress("pull", arrived, page.expected)
                page = following.result()
            self._note(incoming.take_piece(self._database, self._rules, page))

    def _page(self, now_at: Position) -> PullReply:
        """The next page, or the first one of another pull."""
        try:
            return self._ask_page(now_at)
        except Declined:
            if not now_at.after:
                raise
        return self._ask_page(self._begin_again())

    def _begin_again(self) -> Position:
        """The server does not know the pull under way any more: it was restored, or is another version."""
        with self._database.write() as connection:
            incoming.forget_unfinished(connection)
            return position(connection)

    def _ask_page(self, now_at: Position) -> PullReply:
        request = PullRequest(cursor=now_at.cursor, after=now_at.after, again=self._again)
        return self._transport.post("/v1/pull", request, PullReply)

    def _is_compared_long_ago(self) -> bool:
        with self._database.read() as connection:
            said = contact(connection)
        return said.synced_at - said.compared_at >= COMPARED_EVERY

    def _compare(self) -> None:
        """What is not here as it should be comes again, and nothing else."""
        request = DigestRequest(cursor=self._cursor(), tables=known_columns())
        said = self._transport.post("/v1/digests", request, DigestReply)
        with self._database.read() as connection:
            wrong = doubtful(connection, said) if said.known else []
        for start in range(0, len(wrong), MOST_AGAIN):
            self._again = wrong[start : start + MOST_AGAIN]
            self._pull()
        self._again, self._repaired = [], len(wrong)
        if wrong:
            log.warning("%d aggregates were repaired", len(wrong))
        with self._database.write() as connection:
            now = contact(connection)
            remember(connection, msgspec.structs.replace(now, compared_at=now.synced_at))

    def _cursor(self) -> Cursor:
        cursor = self._position().cursor
        assert cursor is not None, "a pull has just ended"
        return cursor

    def _note(self, news: incoming.News) -> None:
        self._pulled += news.rows
        self._changed |= news.tables

    def _position(self) -> Position:
        with self._database.read() as connection:
            return position(connection)

    def _nothing_new(self, page: PullReply, asked_at: int) -> bool:
        """A quiet sync changes one remembered time and nothing else; that at most once a minute."""
        if page.tables or page.left or page.everything:
            return False
        with self._database.read() as connection:
            said, before = contact(connection), position(connection)
        learnt = offset(said.offset, asked_at, clock.now(), page.server_time)
        heard = msgspec.structs.replace(incoming.heard(said, page), offset=learnt)
        if before.cursor == page.cursor and _is_told_already(said, heard):
            return True
        with self._database.write() as connection:
            remember(connection, msgspec.structs.replace(position(connection), cursor=page.cursor))
            remember(connection, heard)
        return True

    def _send_files(self) -> None:
        if blobs.send(self._database, self._transport, self._blob_folder, self._blob_key, self._progress):
            self._changed |= {"attachment"}


def _is_told_already(said: Contact, heard: Contact) -> bool:
    """Whether what is remembered is as good: a durable write is most of what a quiet sync costs."""
    passed = heard.synced_at - said.synced_at
    same = msgspec.structs.replace(heard, synced_at=said.synced_at, highest=said.highest, offset=said.offset)
    return same == said and 0 <= passed < REMEMBERED_EVERY and abs(heard.offset - said.offset) < SAME_OFFSET
