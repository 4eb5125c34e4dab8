"""Files beside a visit or a problem: the row goes first, the bytes follow in their own lane (F72)."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from sync.domain import permissions
from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.operations.base import Context, Id, Operation, OptionalId, Word, new_id
from sync.operations.facts import case_facts, enterprise_facts
from sync.operations.history import note
from sync.store.records import Records
from sync.store.tables import Attachment, Enterprise, Order, Problem

LARGEST_FILE = 20 * 1024 * 1024  # bytes, after pictures were shrunk

Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
OptionalSha256 = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")]


class AttachFile(Operation, frozen=True, kw_only=True):
    """A file beside a record of a firm (`problem_id` empty) or of a problem; `size` in bytes.

    `paper`: this is the original of an official paper, as it was given out; the SHA-256 of what stands on it.
    """

    kind: ClassVar[str] = "attach_file"

    enterprise_id: Id
    problem_id: OptionalId = ""
    subject_id: Id
    sha256: Sha256
    size: int
    name: Word
    media_type: Word
    paper: OptionalSha256 = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.problem_id or self.enterprise_id,)

    def reads(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


def check_size(size: int) -> None:
    """Of a file, in bytes. Raises Refused("file_too_large"), Refused("file_empty")."""
    if size <= 0:
        raise Refused("file_empty")
    if size > LARGEST_FILE:
        raise Refused("file_too_large", size=size, largest=LARGEST_FILE)


def attach_file(db: Records, actor: Actor, op: AttachFile, context: Context) -> None:
    """Raises Refused("file_too_large"), Refused("file_empty"), Refused("no_number")."""
    check_size(op.size)
    action = "keep_paper" if op.paper else "attach"
    permissions.check(actor, action, _facts(db, op, context))
    if op.paper and not _number(db, op):
        raise Refused("no_number")
    aggregate_id = op.aggregates()[0]
    db.add(
        Attachment(
            id=new_id(op.op_id, 0),
            aggregate_id=aggregate_id,
            subject_id=op.subject_id,
            sha256=op.sha256,
            size=op.size,
            name=op.name,
            media_type=op.media_type,
            author_id=actor.person_id,
            author_name=actor.name,
            at=op.made_at,
            paper=op.paper,
        )
    )
    note(db, actor, op, context, aggregate_id, op.subject_id, action, detail=op.name)


def _facts(db: Records, op: AttachFile, context: Context) -> permissions.Facts:
    """A paper is always one of a problem."""
    if not (op.problem_id or op.paper):
        enterprise = db.get(Enterprise, op.enterprise_id)
        return enterprise_facts(db, enterprise, context.regions, op.made_at)
    problem = db.get(Problem, op.problem_id)
    if problem.enterprise_id != op.enterprise_id:
        raise Refused("wrong_enterprise")
    return case_facts(db, problem, context.regions, op.made_at)


def _number(db: Records, op: AttachFile) -> str:
    """The official number of what the paper is about: an order has its own, all else the problem's."""
    orders = {order.id: order.number for order in db.select(Order, aggregate_id=op.problem_id)}
    return orders.get(op.subject_id, db.get(Problem, op.problem_id).official_number)
