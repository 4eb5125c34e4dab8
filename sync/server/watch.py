"""Something changed: who waits for it on this process, and who of them is concerned.

Nothing here is shared with other processes, and nothing needs to be: each reads the record for itself, twice
a second, as long as somebody waits. Whom a change concerns is read from the same rows as what a pull sends.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from sync.server.feed import head
from sync.server.gate import BadRequest, in_thread
from sync.store.database import Database
from sync.store.schema import TABLES
from sync.store.tables import GLOBAL

PAUSE: Final = 0.5  # seconds between two looks
LONGEST: Final = 25.0  # seconds; proxies and laptops end what is silent for much longer
MOST_WAITING: Final = 2_000  # laptops at one process; the others come by their own clock


class News(NamedTuple):
    """The newest revision that concerns somebody, 0 for none, and how far the record was when asked."""

    newest: int
    head: int


class _Waiter:
    """One laptop that waits: it knows everything up to `since`."""

    def __init__(self, person_id: str, since: int) -> None:
        self.person_id, self.since = person_id, since
        self.told: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def hear(self, newest: int) -> None:
        if newest > self.since and not self.told.done():
            self.told.set_result(newest)


class Watch:
    """The laptops that wait at one process. Used in its event loop only."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiters: set[_Waiter] = set()
        self._looking: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()

    async def wait(self, person_id: str, since: int, gone: Callable[[], Coroutine[Any, Any, None]]) -> int:
        """The newest revision above `since` that concerns the person, as soon as there is one; 0 when there
        was none for LONGEST seconds, when `gone` ends (the laptop hung up), or when the server stops.
        `since` must be a head at which nothing newer concerned the person. Raises BadRequest(503)."""
        if len(self._waiters) >= MOST_WAITING:
            raise BadRequest(503, "busy")
        waiter = _Waiter(person_id, since)
        hung_up = asyncio.ensure_future(gone())
        self._waiters.add(waiter)
        self._look_on()
        try:
            if not self._ended.is_set():
                ends: set[asyncio.Future[Any]] = {waiter.told, hung_up}
                await asyncio.wait(ends, timeout=LONGEST, return_when=asyncio.FIRST_COMPLETED)
            return waiter.told.result() if waiter.told.done() else 0
        finally:
            hung_up.cancel()
            self._waiters.discard(waiter)

    async def end(self) -> None:
        """The server stops: nobody waits any longer, and nothing is looked at any more."""
        self._ended.set()
        for waiter in self._waiters:
            if not waiter.told.done():
                waiter.told.set_result(0)
        if self._looking is not None:
            await self._looking

    def _look_on(self) -> None:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look_until_alone())

    async def _look_until_alone(self) -> None:
        while not await self._paused() and (waiters := list(self._waiters)):
            try:
                at, concerned = await in_thread(self._look, min(one.since for one in waiters))
            except sa.exc.SQLAlchemyError:
                continue  # the database is away or busy: whoever waits is none the worse, the next look tells
            for one in waiters:
                one.hear(max(concerned.get(one.person_id, 0), concerned.get(GLOBAL, 0)))
                one.since = max(one.since, at)

    async def _paused(self) -> bool:
        """Whether the server stopped meanwhile."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._ended.wait(), PAUSE)
        return self._ended.is_set()

    def _look(self, since: int) -> tuple[int, dict[str, int]]:
        with self._database.read() as connection:
            at = head(connection).revision
            return at, changes_since(connection, since) if at > since else {}


_AGGREGATE, _PLACEMENT, _PATH = (TABLES[name] for name in ("aggregate", "placement", "office_path"))


def changes_since(connection: sa.Connection, since: int) -> dict[str, int]:
    """Person → newest revision that concerns them; GLOBAL stands for everybody. A person may be named for a
    little more than a pull would send (a way that was opened and closed), never for less."""
    concerned: dict[str, int] = {}
    for person_id, revision in connection.execute(_OF_PEOPLE, {"since": since}):
        concerned[person_id] = max(revision, concerned.get(person_id, 0))
    return concerned


def news_for(connection: sa.Connection, person_id: str, since: int) -> News:
    """Whether anything newer concerns this one person."""
    newest = connection.execute(_OF_ONE, {"since": since, "person_id": person_id}).scalar_one_or_none()
    return News(newest or 0, head(connection).revision)


def _touched() -> sa.Subquery:
    """Who holds, or held until now, what changed: a person or an office, and when."""
    since: sa.BindParameter[int] = sa.bindparam("since")
    moved = sa.or_(_PLACEMENT.c.revoked.is_(None), _PLACEMENT.c.revoked > since)
    held = (
        sa.select(_PLACEMENT.c.holder_id, _AGGREGATE.c.revision)
        .join(_AGGREGATE, _AGGREGATE.c.id == _PLACEMENT.c.aggregate_id)
        .where(_AGGREGATE.c.revision > since, moved)
    )
    own = sa.select(_AGGREGATE.c.id, _AGGREGATE.c.revision).where(_AGGREGATE.c.revision > since)
    return sa.union_all(held, own).subquery()


def _ways() -> sa.CompoundSelect[tuple[str, int]]:
    """Each person who is concerned, and by which revision: as holder, through an office, or by a way into an
    office that was opened or closed."""
    since: sa.BindParameter[int] = sa.bindparam("since")
    touched = _touched()
    by_itself = sa.select(touched.c.holder_id.label("person_id"), touched.c.revision)
    through_office = (
        sa.select(_PATH.c.person_id, touched.c.revision)
        .join(touched, touched.c.holder_id == _PATH.c.office_id)
        .where(_PATH.c.revoked.is_(None))
    )
    opened = sa.select(_PATH.c.person_id, _PATH.c.granted).where(_PATH.c.granted > since)
    closed = sa.select(_PATH.c.person_id, _PATH.c.revoked).where(_PATH.c.revoked > since)
    return sa.union_all(by_itself, through_office, opened, closed)


_WAYS = _ways().subquery()
_OF_PEOPLE: Final = sa.select(_WAYS.c.person_id, sa.func.max(_WAYS.c.revision)).group_by(_WAYS.c.person_id)
_OF_ONE: Final = sa.select(sa.func.max(_WAYS.c.revision)).where(
    _WAYS.c.person_id.in_([sa.bindparam("person_id"), GLOBAL])
)
