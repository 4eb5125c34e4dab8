"""A laptop's half of a pull: what is new comes in, and what is not as it should be comes again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import msgspec
import sqlalchemy as sa

from sync.domain import clock
from sync.engine import incoming, removals
from sync.engine.clock_offset import offset
from sync.engine.comparison import doubtful, known_columns
from sync.engine.incoming import News
from sync.engine.local_values import Contact, Position, contact, position, remember
from sync.engine.removals import Told
from sync.engine.rules_here import RulesHere
from sync.engine.transport import Away, Declined, Transport
from sync.store.database import Database, DatabaseRefused
from sync.wire import MOST_AGAIN, Cursor, DigestReply, DigestRequest, PullReply, PullRequest

COMPARED_EVERY = 24 * clock.HOUR
REMEMBERED_EVERY = clock.HOUR // 60
SAME_OFFSET = 1_000  # milliseconds
# What keeps pages from being used now, and says nothing of the pages.
HINDERED = (Away, sa.exc.OperationalError, DatabaseRefused, OSError, MemoryError)
log = logging.getLogger(__name__)

# Told between requests: what is being done, how far, of how many (0: not known).
Progress = Callable[[str, int, int], None]


class Pulling:
    """The pulls of one sync. `refill` is told when the server has another past than this copy, with the two
    cursors, before everything is loaded anew. `news`: what came; `repaired`: aggregates that came again."""

    def __init__(
        self,
        database: Database,
        transport: Transport,
        rules: RulesHere,
        progress: Progress,
        refill: Callable[[Cursor, Cursor], None],
    ) -> None:
        self._database, self._transport, self._rules = database, transport, rules
        self._progress, self._refill = progress, refill
        self._refilled = False
        self._again: list[str] = []
        self._doubted: frozenset[str] | None = None
        self.news, self.repaired = News(), 0

    def pull(self) -> None:
        """Pages until the last. A pull that was cut goes on where it was."""
        now_at = self._position()
        if now_at.cursor is None:
            return self._download(now_at)
        if now_at.pages and not now_at.after:  # ended between the last page and its use
            self._use_staged(now_at)
            now_at = self._position()
        asked_at = clock.now()
        page = self._page(now_at)
        another_past = page.everything and not self._refilled and not self._position().pages
        if another_past and now_at.cursor is not None:
            self._refilled = True
            self._refill(now_at.cursor, page.cursor)
            page = self._page(self._begin_again())
        if not now_at.pages and not page.after:
            if not self._nothing_new(page, asked_at):
                self._use(page)
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
                return self._use_staged(now_at)
            page = self._page(now_at)

    def _use(self, page: PullReply) -> None:
        if self.believes([removals.told(page)]):
            self.note(incoming.take(self._database, self._rules, page))
        else:
            self.pull()

    def _use_staged(self, now_at: Position) -> None:
        try:
            believed = now_at.applied or self.believes(incoming.told_staged(self._database, now_at.pages))
            if believed:
                self.note(incoming.apply(self._database, self._rules))
        except HINDERED:
            raise
        except Exception as error:
            log.exception("pages that do not fit")
            self._begin_again()  # else every sync would end with them, whoever has mended what meanwhile
            raise Away("damaged_reply") from error
        if not believed:
            self._begin_again()
            self.pull()

    def believes(self, pages: list[Told]) -> bool:
        """Not much of what is held, or the same as an answer before said. Raises Away when two differ."""
        with self._database.read() as connection:
            many = removals.many(connection, pages)
        if not many or many == self._doubted:
            return True
        if self._doubted is not None:
            raise Away("damaged_reply")
        log.warning("%d of what is held would go: asked for once more", len(many))
        self._doubted = many
        return False

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
                self.note(incoming.take_piece(self._database, self._rules, page))
                arrived += len(page.entered)
                self._progress("pull", arrived, page.expected)
                page = following.result()
            self._progress("pull", arrived, 0)  # whoever stops here, stops before the copy is whole
            self.note(incoming.take_piece(self._database, self._rules, page))

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

    def is_compared_long_ago(self) -> bool:
        """Also when it was done in days to come: the server's clock was ahead then."""
        with self._database.read() as connection:
            said = contact(connection)
        return abs(said.synced_at - said.compared_at) >= COMPARED_EVERY

    def compare(self) -> None:
        """What is not here as it should be comes again, and nothing else."""
        request = DigestRequest(cursor=self._cursor(), tables=known_columns())
        said = self._transport.post("/v1/digests", request, DigestReply)
        with self._database.read() as connection:
            wrong = doubtful(connection, said) if said.known else []
        for start in range(0, len(wrong), MOST_AGAIN):
            self._again = wrong[start : start + MOST_AGAIN]
            self.pull()
        self._again, self.repaired = [], len(wrong)
        if wrong:
            log.warning("%d aggregates were repaired", len(wrong))
        with self._database.write() as connection:
            now = contact(connection)
            remember(connection, msgspec.structs.replace(now, compared_at=now.synced_at))

    def _cursor(self) -> Cursor:
        cursor = self._position().cursor
        assert cursor is not None, "a pull has just ended"
        return cursor

    def note(self, news: News) -> None:
        """What came, this way or with the answers to a push."""
        self.news += news

    def _position(self) -> Position:
        with self._database.read() as connection:
            return position(connection)

    def _nothing_new(self, page: PullReply, asked_at: int) -> bool:
        """A quiet sync changes one remembered time and nothing else; that at most once a minute."""
        if page.tables or page.left or page.entered or page.everything:
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


def _is_told_already(said: Contact, heard: Contact) -> bool:
    """Whether what is remembered is as good: a durable write is most of what a quiet sync costs."""
    passed = heard.synced_at - said.synced_at
    same = msgspec.structs.replace(heard, synced_at=said.synced_at, highest=said.highest, offset=said.offset)
    return same == said and 0 <= passed < REMEMBERED_EVERY and abs(heard.offset - said.offset) < SAME_OFFSET
