"""What a repair takes along: work that waited behind a stopped operation names rows that will never be. The
server has kept nothing of it, so it is made anew, naming the rows that the new operation makes."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from sync.engine import blobs, decisions, outbox
from sync.operations.attachments import AttachFile
from sync.operations.base import Operation, made_ids, new_id
from sync.operations.kinds import OPERATIONS
from sync.store.rows import select, store
from sync.store.tables import Draft, LocalBlob, Outbox

Names = dict[str, str]  # an id that will never be → the one in its place


def follow(connection: sa.Connection, entry: Outbox, op: Operation, waited: list[Outbox]) -> None:
    """`waited`, made anew in its order behind `op`, which is in place of `entry`; files and drafts too."""
    names = _names(entry.op_id, op.op_id)
    for each in waited:
        names |= _names(each.op_id, outbox.new_op_id())
        outbox.put(connection, _anew(each, names, op.made_at), replaces=each.op_id)
    _rename(connection, names)


def same_files(entry: Outbox, waited: list[Outbox], ops: list[Operation]) -> dict[str, str]:
    """New operation → the waiting one that attached the same file beside the row of `entry`."""
    before = {file.sha256: file.op_id for file in _files(entry, waited)}
    files = [op for op in ops if isinstance(op, AttachFile) and op.sha256 in before]
    return {op.op_id: before[op.sha256] for op in files}


def left(entry: Outbox, waited: list[Outbox], taken: dict[str, str], *, with_files: bool) -> list[Outbox]:
    """What is to be made anew: not the files that the person has attached again, or taken away."""
    gone = {file.op_id for file in _files(entry, waited)} if with_files else set(taken.values())
    return [each for each in waited if each.op_id not in gone]


def _files(entry: Outbox, waited: list[Outbox]) -> list[AttachFile]:
    beside = made_ids(entry.op_id)
    files = [
        msgspec.json.decode(each.body, type=AttachFile) for each in waited if each.kind == AttachFile.kind
    ]
    return [file for file in files if file.subject_id in beside]


def undo(connection: sa.Connection, taken: list[Outbox]) -> None:
    """Repairs that were taken back: what they were in place of stands again, with the files that the person
    had taken away in the form; but for what the centre admitted meanwhile."""
    repairs = [entry for entry in taken if entry.replaces]
    outbox.take_up(connection, [entry.replaces for entry in repairs])
    for entry in repairs:
        _rename(connection, _names(entry.op_id, entry.replaces))
        _with_files(connection, entry.replaces)
    if repairs:
        decisions.hear(connection)


def _with_files(connection: sa.Connection, op_id: str) -> None:
    """What lay beside the row of an operation that stands again stands again as well."""
    beside = made_ids(op_id)
    aside = select(connection, Outbox, kind=AttachFile.kind, state="replaced")
    files = [msgspec.json.decode(each.body, type=AttachFile) for each in aside if not each.received_at]
    again = [file for file in files if file.subject_id in beside]
    outbox.take_up(connection, [file.op_id for file in again])
    store(connection, [blobs.announced(file) for file in again])


def go_back(connection: sa.Connection, entry: Outbox, again: list[Outbox], later: list[Outbox]) -> None:
    """`entry` does not count, what it is in place of does: files and drafts name the old rows again, and so
    does what was made `later`, behind it. `again` are those that stood behind the old one already."""
    names: Names = {}
    for each in (entry, *again):
        names |= _names(each.op_id, each.replaces)
    for each in later:
        names |= _names(each.op_id, outbox.new_op_id())
        outbox.end_replaced(connection, each.op_id)
        outbox.put(connection, _anew(each, names, each.made_at), replaces=each.op_id)
    _rename(connection, names)


def do_again(connection: sa.Connection, lost: list[Outbox]) -> None:
    """Repairs that the database had lost: what they are in place of is set aside again, so that no card asks
    for it a second time, and drafts about it follow."""
    for entry in lost:
        if entry.replaces:
            outbox.end_replaced(connection, entry.replaces)
            _rename_drafts(connection, _names(entry.replaces, entry.op_id))


def _names(old: str, new: str) -> Names:
    return {old: new} | {new_id(old, ordinal): new_id(new, ordinal) for ordinal in (0, "line")}


def _anew(entry: Outbox, names: Names, at: int) -> Operation:
    """The same act on the new rows; it cannot be older than they are."""
    op = msgspec.json.decode(_renamed(entry.body, names), type=OPERATIONS[entry.kind])
    return msgspec.structs.replace(op, made_at=max(op.made_at, at))


def _renamed(text: str, names: Names) -> str:
    """Ids are random: no other text can be one of them."""
    for old, new in names.items():
        text = text.replace(old, new)
    return text


def _rename(connection: sa.Connection, names: Names) -> None:
    _rename_files(connection, names)
    _rename_drafts(connection, names)


def _rename_files(connection: sa.Connection, names: Names) -> None:
    """The bytes wait for the new row of their attachment."""
    files = select(connection, LocalBlob, attachment_id=list(names))
    store(connection, [msgspec.structs.replace(row, attachment_id=names[row.attachment_id]) for row in files])


def _rename_drafts(connection: sa.Connection, names: Names) -> None:
    """What is still being typed about a row that will never be."""
    for draft in select(connection, Draft):
        subject, values = _renamed(draft.subject_id, names), _renamed(draft.values, names)
        if (subject, values) != (draft.subject_id, draft.values):
            store(connection, [msgspec.structs.replace(draft, subject_id=subject, values=values)])
