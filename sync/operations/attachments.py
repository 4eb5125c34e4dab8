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
from sync.store.tables import Attachment, Enterprise, Problem

LARGEST_FILE = 20 * 1024 * 1024  # bytes, after pictures were shrunk

Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class AttachFile(Operation, frozen=True, kw_only=True):
    """A file beside a record of a firm (`problem_id` empty) or of a problem; `size` in bytes."""

    kind: ClassVar[str] = "attach_file"

    enterprise_id: Id
    problem_id: OptionalId = ""
    subject_id: Id
    sha256: Sha256
    size: int
    name: Word
    media_type: Word

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
    """Raises Refused("file_too_large"), Refused("file_empty")."""
    check_size(op.size)
    if op.problem_id:
        problem = db.get(Problem, op.problem_id)
        if problem.enterprise_id != op.enterprise_id:
            raise Refused("wrong_enterprise")
        permissions.check(actor, "attach", case_facts(db, problem, context.regions, op.made_at))
    else:
        enterprise = db.get(Enterprise, op.enterprise_id)
        permissions.check(actor, "attach", enterprise_facts(db, enterprise, context.regions, op.made_at))
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
        )
    )
    note(db, actor, op, context, aggregate_id, op.subject_id, "attach", detail=op.name)
