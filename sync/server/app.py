"""The server's routes: a table, and one short function each. Everything below them is elsewhere."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.types import ASGIApp

from sync.domain import clock
from sync.operations.kinds import OPERATIONS
from sync.server import blobs, push, recalls
from sync.server.answering import Call, Entry, Later, Then, route
from sync.server.centre import Centre
from sync.server.challenges import new_challenge
from sync.server.comparison import compare
from sync.server.pull import is_newest, nothing_new, pull
from sync.server.refill import take as refill
from sync.server.reporting import reporting
from sync.server.sessions import refresh, sign_in
from sync.server.watch import Watch, news_for
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
from sync.wire_reporting import ReportingReply


def challenge(call: Call) -> ChallengeReply:
    now = clock.now()
    return ChallengeReply(challenge=new_challenge(call.centre.challenge_key, now), server_time=now)


def signing_in(call: Call) -> Any:
    return sign_in(call.centre, decode(call.body, SignInRequest))


def refreshing(call: Call) -> Any:
    return refresh(call.centre, decode(call.body, RefreshRequest))


def pushing(call: Call) -> Any:
    """The answers; and when they are on the disk, what a pull behind them would bring."""
    request = decode(call.body, PushRequest)
    taken = push.take(call.centre, call.who, request)
    if request.cursor is None:
        return taken
    page, heard = _pulled(call, PullRequest(cursor=request.cursor))
    if page.after or page.everything:
        return taken
    return Then(msgspec.structs.replace(taken, page=page), heard)


def refilling(call: Call) -> Any:
    return refill.take(call.centre, call.who, decode(call.body, RefillRequest))


def pulling(call: Call) -> Any:
    request = decode(call.body, PullRequest)
    if is_newest(request, call.caller.head):
        return _and_heard(call, request, nothing_new(call.caller.head, clock.now()))
    return _pulled(call, request)


def _pulled(call: Call, request: PullRequest) -> Then:
    with call.centre.database.read() as connection:
        page = pull(connection, call.who.person_id, request, clock.now())
    return _and_heard(call, request, page)


def _and_heard(call: Call, request: PullRequest, page: PullReply) -> Then:
    reached = request.cursor.revision if request.cursor and not page.everything else -1
    owes_since = call.caller.owes_since
    owed = owes_since is not None and owes_since <= reached
    whole = push.is_contact(request.cursor, page)
    return Then(page, partial(_heard, call, reached, owed, whole=whole))


def _heard(call: Call, reached: int, owed: bool, *, whole: bool) -> None:
    """A request with a cursor is a receipt; `whole`: the laptop has sent and has everything up to now."""
    if owed:
        with call.centre.database.write() as connection:
            recalls.settle(connection, call.who.id, reached)
    if whole:
        push.remember_contact(call.centre, call.who, clock.now())


def comparing(call: Call) -> Any:
    return compare(call.reading, call.who.person_id, decode(call.body, DigestRequest))


def who_reports(call: Call) -> Any:
    return reporting(call.reading, call.who.person_id, clock.now())


def blob_state(call: Call) -> Any:
    return blobs.state(call.reading, call.centre.blobs, call.who.person_id, call.path["sha256"])


def blob_append(call: Call) -> Any:
    offset = _offset(call, -1)
    with call.centre.database.write() as connection:
        return blobs.append(
            connection, call.centre.blobs, call.who.person_id, call.path["sha256"], offset, call.body
        )


def blob_read(call: Call) -> bytes:
    path = blobs.readable(call.reading, call.centre.blobs, call.who.person_id, call.path["sha256"])
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
    newest, at = news_for(call.reading, call.who.person_id, since)
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
    Entry("POST", "/v1/digests", comparing, reads=True, wants=DigestRequest, gives=DigestReply),
    Entry("GET", "/v1/wait", waiting, reads=True, gives=WaitReply, asks=("revision",)),
    Entry("GET", "/v1/reporting", who_reports, reads=True, gives=ReportingReply),
    Entry("GET", "/v1/blobs/{sha256}/state", blob_state, reads=True, gives=BlobState),
    Entry("PATCH", "/v1/blobs/{sha256}", blob_append, gives=BlobState, asks=("offset",)),
    Entry("GET", "/v1/blobs/{sha256}", blob_read, reads=True, asks=("offset",)),
)


def build(centre: Centre) -> Starlette:
    """The ASGI application over one centre; `end_waits` before its server stops."""
    _get_messages_ready()
    watch = Watch(centre.database)
    app = Starlette(routes=[route(centre, watch, entry) for entry in ROUTES])
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
