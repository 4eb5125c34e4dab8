"""Courier files at the laptop: what waits goes into a file, and what the server says to it comes out of one.

Nothing here asks whether a file was carried: one that is dropped costs nothing, one that comes twice or late
finds its operations answered and its cursor passed. A line that comes meanwhile may be used as always.
"""

from __future__ import annotations

import hashlib

import msgspec
import sqlalchemy as sa

from sync.domain import boxed, clock, lease, signed
from sync.domain.signed import Signed
from sync.engine import answered, incoming, outbox, overlay
from sync.engine.local_values import Carried, Identity, Tokens, contact, position, recall, remember
from sync.engine.rules_here import RulesHere
from sync.store.database import Database
from sync.wire import (
    MOST_OPERATIONS,
    Cursor,
    Damaged,
    PullReply,
    PushRequest,
    decode,
    deflate,
    encode,
    inflate,
)
from sync.wire_courier import LARGEST_COURIER, CourierAnswer, CourierFile, CourierOutside

PURPOSE = "courier"
UNDER_WAY = 20  # files whose answers can still be read; older ones are given up


class CourierRefused(Exception):
    """`code`: no_key (sign in once with this version first) · damaged · forged · other_laptop (the answer
    to a file that this laptop did not make, or made long ago). Nothing changed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Taken(msgspec.Struct, frozen=True):
    """What an answer brought: operations answered, rows; `tables` are different now."""

    answered: int
    rows: int
    tables: frozenset[str]


def write(database: Database) -> bytes:
    """The file with everything that waits. Raises CourierRefused("no_key")."""
    reply_key = boxed.new_box_key()
    with database.write() as connection:
        identity, tokens = recall(connection, Identity), recall(connection, Tokens)
        assert identity is not None
        if tokens is None or not tokens.courier_key:
            raise CourierRefused("no_key")
        asked = CourierFile(
            pushes=_pushes(connection),
            cursor=position(connection).cursor,
            reply_key=boxed.public_key_of(reply_key),
            written_at=clock.now() + contact(connection).offset,
        )
        box = boxed.seal_to(tokens.courier_key, deflate(encode(asked), "zstd"), PURPOSE)
        outside = CourierOutside(device_id=identity.device_id, box=box)
        file = encode(signed.sign(identity.device_key, PURPOSE, outside))
        _remember(connection, file, reply_key)
    return file


def _pushes(connection: sa.Connection) -> list[PushRequest]:
    """What waits, in its order; without the outbox's life, because nobody knows in which order files come."""
    entries = outbox.all_ready(connection)
    outbox.leave(connection, entries)
    letters = outbox.letters(entries)
    starts = range(0, len(letters), MOST_OPERATIONS)
    cursor = position(connection).cursor
    epoch = cursor.epoch if cursor else ""
    return [PushRequest(operations=letters[start : start + MOST_OPERATIONS], epoch=epoch) for start in starts]


def _remember(connection: sa.Connection, file: bytes, reply_key: bytes) -> None:
    keys = (recall(connection, Carried) or Carried()).keys | {hashlib.sha256(file).hexdigest(): reply_key}
    remember(connection, Carried(keys=dict(list(keys.items())[-UNDER_WAY:])))


def read(database: Database, rules: RulesHere, file: bytes) -> Taken:
    """Take the server's answer: verdicts, then news, each in one transaction. Raises CourierRefused."""
    with database.read() as connection:
        back = _opened(connection, file)
    answers = [answer for reply in back.replies for answer in reply.answers]
    with database.write() as connection:
        entries = outbox.unanswered(connection, [answer.op_id for answer in answers])
        if answered.settle(connection, entries, answers):
            overlay.rebuild(connection, rules.now(connection))
        _renew_lease(connection, back.lease)
    with database.write() as connection:
        news = _news(connection, rules, back)
    return Taken(len(entries), news.rows, news.tables | ({"outbox"} if entries else set()))


def _news(connection: sa.Connection, rules: RulesHere, back: CourierAnswer) -> incoming.News:
    """The pages, unless a sync in its own lane was quicker, be it only with a page of its own."""
    now = position(connection)
    fits = now.cursor == back.cursor and not now.pages and not _of_another_past(now.cursor, back.pages)
    return incoming.take_all(connection, rules, back.pages) if fits else incoming.News()


def _of_another_past(cursor: Cursor | None, pages: list[PullReply]) -> bool:
    """A server that was restored first gets what this laptop has kept; that needs a line."""
    return cursor is not None and any(page.everything for page in pages)


def _opened(connection: sa.Connection, file: bytes) -> CourierAnswer:
    identity = recall(connection, Identity)
    assert identity is not None
    try:
        outside = signed.verify(decode(file, Signed), identity.server_key, PURPOSE, CourierOutside)
        keys = (recall(connection, Carried) or Carried()).keys
        return _unsealed(outside, keys)
    except Damaged:
        raise CourierRefused("damaged") from None
    except signed.Forged:
        raise CourierRefused("forged") from None


def _unsealed(outside: CourierOutside, keys: dict[str, bytes]) -> CourierAnswer:
    for digest, key in reversed(keys.items()):
        try:
            plain = boxed.unseal_with(key, outside.box, PURPOSE)
        except boxed.NotForUs:
            continue
        back = decode(inflate(plain, "zstd", LARGEST_COURIER), CourierAnswer)
        if back.of == digest:
            return back
    raise CourierRefused("other_laptop")


def _renew_lease(connection: sa.Connection, newer: Signed) -> None:
    """The later one of the two: an old answer does not shorten it."""
    identity, tokens = recall(connection, Identity), recall(connection, Tokens)
    assert identity is not None
    assert tokens is not None
    if lease.read(newer, identity.server_key).issued > lease.read(tokens.lease, identity.server_key).issued:
        remember(connection, msgspec.structs.replace(tokens, lease=newer))
