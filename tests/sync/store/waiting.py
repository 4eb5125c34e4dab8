"""Operations as the outbox keeps them, for tests of what is shown of them."""

from __future__ import annotations

import itertools
from typing import Any, TypeVar

import msgspec

from sync.operations.base import Operation
from sync.store.tables import Outbox
from tests.sync.store.sample import NOON

O = TypeVar("O", bound=Operation)  # noqa: E741

_positions = itertools.count(1)


def op_id(number: int) -> str:
    """An operation's id, the same in every run."""
    return f"00000000-0000-4000-8000-{number:012d}"


def act(kind: type[O], number: int, **given: Any) -> O:
    """The operation with this number, made at noon."""
    values: dict[str, Any] = {"op_id": op_id(number), "made_at": NOON} | given
    return kind(**values)


def entry(op: Operation, state: str = "waiting", **given: Any) -> Outbox:
    """The operation in the outbox, behind all that were put there before."""
    values: dict[str, Any] = {
        "position": next(_positions),
        "op_id": op.op_id,
        "kind": op.kind,
        "version": op.version,
        "made_at": op.made_at,
        "subject_id": op.aggregates()[0],
        "body": msgspec.json.encode(op).decode(),
        "state": state,
    } | given
    return Outbox(**values)
