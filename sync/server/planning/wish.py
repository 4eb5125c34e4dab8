"""What a line asks for, and the parts that every kind of line is made from."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

import msgspec

from sync.domain import clock
from sync.domain.profile import Profile
from sync.operations.base import Operation
from sync.server.planning.names import Unclear, id_of
from sync.store.tables import Appointment, Assignment

T = TypeVar("T", Appointment, Assignment)


class Wish(msgspec.Struct):
    """Operations in order, a sign-in name with its person, and what somebody should look at."""

    operations: list[Operation]
    account: tuple[str, str] | None = None
    warnings: list[Unclear] = []


class Words(msgspec.Struct, frozen=True):
    """The profile's codes by the words that people write: roles, and topics of duty lines."""

    roles: dict[str, str]
    topics: dict[str, str]


def words_of(profile: Profile) -> Words:
    """The words of a city."""
    return Words(
        roles={word: code for code, word in profile.roles.items()},
        topics={choice.name: choice.code for choice in profile.choices.get("topic", ())},
    )


def make(kind: type[Operation], **values: Any) -> Operation:
    """An operation of a line, made now."""
    return kind(op_id=str(uuid.uuid4()), made_at=clock.now(), **values)


def term_of(terms: list[T], since: str, first_id: str) -> tuple[str, str] | Unclear:
    """(id, first day) of the term that a line means, or that it has ended.

    `terms` are those on record of the same person, place and role. Without a day a line means the one that
    stands, or one from today.
    """
    live = next((term for term in terms if term.until is None), None)
    if live is not None:
        return live.id, since or live.since
    last = max(terms, key=lambda term: term.until or "", default=None)
    if last is not None and (not since or since <= (last.until or "")):
        return Unclear("ended", until=last.until)
    since = since or clock.day_of(clock.now()).isoformat()
    return (id_of("term", first_id, since) if last else first_id), since
