"""From a request to its reply: who asks, what may come in, and what is told when it cannot be answered."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from sync.domain import clock
from sync.server.accounts import SignInRefused
from sync.server.blobs import BlobRefused
from sync.server.centre import Centre
from sync.server.gate import BadRequest, admitted, in_thread, inflated, read_body
from sync.server.replies import no, reply
from sync.server.tokens import Caller, bearer
from sync.server.watch import Watch
from sync.store.tables import Device
from sync.wire import Damaged, WaitReply

log = logging.getLogger(__name__)


class Call(NamedTuple):
    """One request, as a route's function sees it; `let_in` is None on open routes; `snapshot`, on those
    that only read, is one moment of the record."""

    centre: Centre
    let_in: Caller | None
    body: bytes
    path: dict[str, str]
    query: dict[str, str]
    snapshot: sa.Connection | None = None

    @property
    def caller(self) -> Caller:
        assert self.let_in is not None, "the route is not an open one"
        return self.let_in

    @property
    def who(self) -> Device:
        return self.caller.device

    @property
    def reading(self) -> sa.Connection:
        assert self.snapshot is not None, "the route is not one that reads"
        return self.snapshot


class Later(NamedTuple):
    """An answer that may take a while: when something newer than `since` concerns the person. Nothing is held
    for it meanwhile, neither a thread nor a place among the requests at work."""

    person_id: str
    since: int


class Then(NamedTuple):
    """An answer, and what is written down before it leaves, when the snapshot that it was read in is over."""

    answer: Any
    work: Callable[[], None]


class Entry(NamedTuple):
    """One row of the route table. `wants` and `gives` are the bodies' types, None for bytes or nothing;
    `asks` are the names in its query. `answer` may give `Later` or `Then`. `open`: to everybody; `reads`:
    what is answered is read in one snapshot."""

    method: str
    path: str
    answer: Callable[[Call], Any]
    open: bool = False
    reads: bool = False
    wants: Any = None
    gives: Any = None
    asks: tuple[str, ...] = ()


# What a request as a whole is told when it cannot be answered: status and code, never a verdict.
TROUBLE: Final[tuple[tuple[type[Exception], int], ...]] = (
    (Damaged, 400),
    (SignInRefused, 403),
    (BlobRefused, 404),
    (sa.exc.TimeoutError, 503),
)
# PostgreSQL's classes of what passes: no connection, no resources, somebody else's lock or order to stop, a
# transaction that was ended while it did nothing. SQLite says all of that as OperationalError.
PASSES: Final = ("08", "25P03", "40", "53", "55", "57")


def route(centre: Centre, watch: Watch, entry: Entry) -> Route:
    """One row of the table, as Starlette takes it."""

    async def endpoint(request: Request) -> Response:
        try:
            body = await read_body(request)
            with admitted():
                answer = await in_thread(_answer, centre, entry, request, body)
            return await _waited(watch, answer, request) if isinstance(answer, Later) else answer
        except BadRequest as bad:
            return no(bad.status, bad.code, retry_after=bad.seconds)
        except ClientDisconnect:
            return no(400, "cut_short")

    return Route(entry.path, endpoint, methods=[entry.method])


async def _waited(watch: Watch, later: Later, request: Request) -> Response:
    newest = await watch.wait(later.person_id, later.since, lambda: _hung_up(request))
    return reply(WaitReply(news=newest > later.since, revision=newest, server_time=clock.now()))


async def _hung_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _answer(centre: Centre, entry: Entry, request: Request, body: bytes) -> Response | Later:
    try:
        answer = _said(centre, entry, request, body)
        if isinstance(answer, Then):
            answer.work()
            answer = answer.answer
        if isinstance(answer, Later):
            return answer
        return reply(answer, request.headers.get("accept-encoding", ""))
    except BadRequest as bad:
        return no(bad.status, bad.code, retry_after=bad.seconds)
    except Exception as trouble:
        return _trouble(trouble)


def _said(centre: Centre, entry: Entry, request: Request, body: bytes) -> Any:
    """What the route's function says, once who asks was let in. Raises BadRequest."""
    caller = None if entry.open else _who(centre, request)
    if not entry.reads:
        return entry.answer(_call(centre, request, body, caller))
    with centre.database.read() as connection:
        return entry.answer(_call(centre, request, body, caller, connection))


def _call(
    centre: Centre,
    request: Request,
    body: bytes,
    caller: Caller | None,
    snapshot: sa.Connection | None = None,
) -> Call:
    plain = inflated(body, request)
    return Call(centre, caller, plain, dict(request.path_params), dict(request.query_params), snapshot)


def _who(centre: Centre, request: Request) -> Caller:
    """Asked in a moment of its own: what it costs PostgreSQL is one question. Raises BadRequest(401)."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise BadRequest(401, "sign_in_again")
    with centre.database.ask() as connection:
        caller = bearer(connection, token, clock.now())
    if caller is None:
        raise BadRequest(401, "sign_in_again")
    return caller


def _passes(trouble: Exception) -> bool:
    """Whether the database could not just now: nothing was changed, or a repeat finds its first answer."""
    if not isinstance(trouble, sa.exc.DBAPIError):
        return False
    code = getattr(trouble.orig, "sqlstate", None) or ""
    return isinstance(trouble, sa.exc.OperationalError) or code.startswith(PASSES)


def _trouble(trouble: Exception) -> Response:
    if _passes(trouble):
        log.warning("the database could not answer: %s", type(getattr(trouble, "orig", None)).__qualname__)
        return no(503, "busy", retry_after=1)
    for kind, status in TROUBLE:
        if isinstance(trouble, kind):
            code = getattr(trouble, "code", "") if status != 503 else "busy"
            seconds = getattr(trouble, "seconds", 1 if status == 503 else 0)
            return no(status, code if isinstance(code, str) and code else "damaged", retry_after=seconds)
    log.error("a request failed", exc_info=trouble)
    return no(500, "fault")
