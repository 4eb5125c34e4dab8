"""The server's routes: a table, and one short function each. Everything below them is elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sync.domain import clock
from sync.operations.kinds import OPERATIONS
from sync.server import blobs, push, recalls
from sync.server.accounts import SignInRefused
from sync.server.blobs import BlobRefused
from sync.server.centre import Centre
from sync.server.comparison import compare
from sync.server.gate import BadRequest, admitted, inflated, read_body
from sync.server.pull import pull
from sync.server.refill import take as refill
from sync.server.replies import no, reply
from sync.server.sessions import refresh, sign_in
from sync.server.tokens import bearer, new_challenge
from sync.server.watch import Watch, news_for
from sync.store.tables import Device
from sync.wire import (
    BlobState,
    ChallengeReply,
    Damaged,
    DigestReply,
    DigestRequest,
    PullReply,
    PullRequest,
    PushReply,
    PushRequest,
    RefreshRequest,
    Session,
    SignInRequest,
    WaitReply,
    decode,
)
from sync.wire_refill import RefillReply, RefillRequest

log = logging.getLogger(__name__)


class Call(NamedTuple):
    """One request, as a route's function sees it; `device` is None on open routes."""

    centre: Centre
    device: Device | None
    body: bytes
    path: dict[str, str]
    query: dict[str, str]

    @property
    def who(self) -> Device:
        assert self.device is not None, "the route is not an open one"
        return self.device


class Later(NamedTuple):
    """An answer that may take a while: when something newer than `since` concerns the person. Nothing is held
    for it meanwhile, neither a thread nor a place among the requests at work."""

    person_id: str
    since: int


class Entry(NamedTuple):
    """One row of the route table. `wants` and `gives` are the bodies' types, None for bytes or nothing;
    `asks` are the names in its query. `answer` may give `Later`."""

    method: str
    path: str
    answer: Callable[[Call], Any]
    open: bool = False
    wants: Any = None
    gives: Any = None
    asks: tuple[str, ...] = ()


def challenge(call: Call) -> ChallengeReply:
    with call.centre.database.write() as connection:
        now = clock.now()
        return ChallengeReply(challenge=new_challenge(connection, now), server_time=now)


def signing_in(call: Call) -> Any:
    return sign_in(call.centre, decode(call.body, SignInRequest))


def refreshing(call: Call) -> Any:
    return refresh(call.centre, decode(call.body, RefreshRequest))


def pushing(call: Call) -> Any:
    return push.take(call.centre, call.who, decode(call.body, PushRequest))


def refilling(call: Call) -> Any:
    return refill.take(call.centre, call.who, decode(call.body, RefillRequest))


def pulling(call: Call) -> Any:
    request = decode(call.body, PullRequest)
    with call.centre.database.read() as connection:
        page = pull(connection, call.who.person_id, request, clock.now())
        reached = request.cursor.revision if request.cursor and not page.everything else -1
        given_up = recalls.open_of(connection, call.who.id, reached)
    if given_up:
        with call.centre.database.write() as connection:
            recalls.settle(connection, call.who.id, reached)
    if not page.after and not page.refill:
        push.remember_contact(call.centre, call.who)
    return page


def comparing(call: Call) -> Any:
    request = decode(call.body, DigestRequest)
    with call.centre.database.read() as connection:
        return compare(connection, call.who.person_id, request)


def blob_state(call: Call) -> Any:
    with call.centre.database.read() as connection:
        return blobs.state(connection, call.who.person_id, call.path["sha256"])


def blob_append(call: Call) -> Any:
    offset = _offset(call, -1)
    with call.centre.database.write() as connection:
        return blobs.append(
            connection, call.centre.blobs, call.who.person_id, call.path["sha256"], offset, call.body
        )


def blob_read(call: Call) -> bytes:
    with call.centre.database.read() as connection:
        path = blobs.readable(connection, call.centre.blobs, call.who.person_id, call.path["sha256"])
    with path.open("rb") as file:
        file.seek(_offset(call, 0))
        return file.read(blobs.LARGEST_PIECE)


def _offset(call: Call, otherwise: int) -> int:
    """The place in a file that the query names; none is written with more than nine digits."""
    text = call.query.get("offset", "")
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def waiting(call: Call) -> WaitReply | Later:
    """At once when there is news, or when the revision is none of this record's; else later."""
    since = _revision(call)
    with call.centre.database.read() as connection:
        newest, at = news_for(connection, call.who.person_id, since)
    if newest > since or since > at:
        return WaitReply(news=True, revision=newest, server_time=clock.now())
    return Later(call.who.person_id, at)


def _revision(call: Call) -> int:
    """Raises Damaged for what is no revision."""
    text = call.query.get("revision", "")
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise Damaged("revision")
    return int(text)


ROUTES: tuple[Entry, ...] = (
    Entry("POST", "/v1/challenge", challenge, open=True, gives=ChallengeReply),
    Entry("POST", "/v1/sign-in", signing_in, open=True, wants=SignInRequest, gives=Session),
    Entry("POST", "/v1/refresh", refreshing, open=True, wants=RefreshRequest, gives=Session),
    Entry("POST", "/v1/push", pushing, wants=PushRequest, gives=PushReply),
    Entry("POST", "/v1/refill", refilling, wants=RefillRequest, gives=RefillReply),
    Entry("POST", "/v1/pull", pulling, wants=PullRequest, gives=PullReply),
    Entry("POST", "/v1/digests", comparing, wants=DigestRequest, gives=DigestReply),
    Entry("GET", "/v1/wait", waiting, gives=WaitReply, asks=("revision",)),
    Entry("GET", "/v1/blobs/{sha256}/state", blob_state, gives=BlobState),
    Entry("PATCH", "/v1/blobs/{sha256}", blob_append, gives=BlobState, asks=("offset",)),
    Entry("GET", "/v1/blobs/{sha256}", blob_read, asks=("offset",)),
)

# What a request as a whole is told when it cannot be answered: status and code, never a verdict.
TROUBLE: tuple[tuple[type[Exception], int], ...] = (
    (Damaged, 400),
    (SignInRefused, 403),
    (BlobRefused, 404),
    (sa.exc.TimeoutError, 503),
)
# PostgreSQL's classes of what passes: no connection, no resources, somebody else's lock or order to stop, a
# transaction that was ended while it did nothing. SQLite says all of that as OperationalError.
PASSES = ("08", "25P03", "40", "53", "55", "57")


def build(centre: Centre) -> Starlette:
    """The ASGI application over one centre; `end_waits` before its server stops."""
    _get_messages_ready()
    watch = Watch(centre.database)
    app = Starlette(routes=[_route(centre, watch, entry) for entry in ROUTES])
    app.state.watch = watch
    return app


def _get_messages_ready() -> None:
    """msgspec learns a message's fields when it first meets one; two threads that do so at once can end the
    process (seen), so that is done before there are any."""
    for kind in (*(entry.wants for entry in ROUTES if entry.wants is not None), *OPERATIONS.values()):
        msgspec.json.Decoder(kind)


async def end_waits(app: ASGIApp) -> None:
    """Whoever waits for news is answered now; in the loop of the application's server."""
    watch = getattr(getattr(app, "state", None), "watch", None)
    if isinstance(watch, Watch):
        await watch.end()


def _route(centre: Centre, watch: Watch, entry: Entry) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            body = await read_body(request)
            answer = await run_in_threadpool(_answer, centre, entry, request, body)
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
        with admitted():
            device = None if entry.open else _who(centre, request)
            if device is None and not entry.open:
                return no(401, "sign_in_again")
            call = Call(
                centre, device, inflated(body, request), dict(request.path_params), dict(request.query_params)
            )
            answer = entry.answer(call)
            if isinstance(answer, Later):
                return answer
            return reply(answer, request.headers.get("accept-encoding", ""))
    except BadRequest as bad:
        return no(bad.status, bad.code, retry_after=bad.seconds)
    except Exception as trouble:
        return _trouble(trouble)


def _who(centre: Centre, request: Request) -> Device | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    with centre.database.read() as connection:
        return bearer(connection, token, clock.now())


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
