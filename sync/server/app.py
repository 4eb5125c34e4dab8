"""The server's routes: a table, and one short function each. Everything below them is elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, NamedTuple

import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from sync.domain import clock
from sync.server import blobs, push
from sync.server.accounts import SignInRefused
from sync.server.blobs import BlobRefused
from sync.server.centre import Centre
from sync.server.gate import BadRequest, admitted, read_body
from sync.server.pull import pull
from sync.server.replies import no, reply
from sync.server.sessions import refresh, sign_in
from sync.server.tokens import bearer, new_challenge
from sync.store.tables import Device
from sync.wire import ChallengeReply, Damaged, PullRequest, PushRequest, RefreshRequest, SignInRequest, decode

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


class Entry(NamedTuple):
    """One row of the route table. `wants` is the body's type, None for bytes or nothing."""

    method: str
    path: str
    answer: Callable[[Call], Any]
    open: bool = False
    wants: Any = None


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


def pulling(call: Call) -> Any:
    request = decode(call.body, PullRequest)
    with call.centre.database.read() as connection:
        page = pull(connection, call.who.person_id, request, clock.now())
    if not page.after:
        push.remember_contact(call.centre, call.who)
    return page


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


ROUTES: tuple[Entry, ...] = (
    Entry("POST", "/v1/challenge", challenge, open=True),
    Entry("POST", "/v1/sign-in", signing_in, open=True, wants=SignInRequest),
    Entry("POST", "/v1/refresh", refreshing, open=True, wants=RefreshRequest),
    Entry("POST", "/v1/push", pushing, wants=PushRequest),
    Entry("POST", "/v1/pull", pulling, wants=PullRequest),
    Entry("GET", "/v1/blobs/{sha256}/state", blob_state),
    Entry("PATCH", "/v1/blobs/{sha256}", blob_append),
    Entry("GET", "/v1/blobs/{sha256}", blob_read),
)

# What a request as a whole is told when it cannot be answered: status and code, never a verdict.
TROUBLE: tuple[tuple[type[Exception], int], ...] = (
    (Damaged, 400),
    (SignInRefused, 403),
    (BlobRefused, 404),
    (sa.exc.OperationalError, 503),
    (sa.exc.TimeoutError, 503),
)


def build(centre: Centre) -> Starlette:
    """The ASGI application over one centre."""
    return Starlette(routes=[_route(centre, entry) for entry in ROUTES])


def _route(centre: Centre, entry: Entry) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            body = await read_body(request)
        except BadRequest as bad:
            return no(bad.status, bad.code)
        except ClientDisconnect:
            return no(400, "cut_short")
        return await run_in_threadpool(_answer, centre, entry, request, body)

    return Route(entry.path, endpoint, methods=[entry.method])


def _answer(centre: Centre, entry: Entry, request: Request, body: bytes) -> Response:
    try:
        with admitted():
            device = None if entry.open else _who(centre, request)
            if device is None and not entry.open:
                return no(401, "sign_in_again")
            call = Call(centre, device, body, dict(request.path_params), dict(request.query_params))
            return reply(entry.answer(call), request.headers.get("accept-encoding", ""))
    except BadRequest as bad:
        return no(bad.status, bad.code, retry_after=1)
    except Exception as trouble:
        return _trouble(trouble)


def _who(centre: Centre, request: Request) -> Device | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    with centre.database.read() as connection:
        return bearer(connection, token, clock.now())


def _trouble(trouble: Exception) -> Response:
    for kind, status in TROUBLE:
        if isinstance(trouble, kind):
            code = getattr(trouble, "code", "") if status != 503 else "busy"
            seconds = getattr(trouble, "seconds", 1 if status == 503 else 0)
            return no(status, code if isinstance(code, str) and code else "damaged", retry_after=seconds)
    log.error("a request failed", exc_info=trouble)
    return no(500, "fault")
