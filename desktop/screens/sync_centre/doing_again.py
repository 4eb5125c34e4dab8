"""改后重做: what a rule refused becomes a draft again, with everything that was typed and its files.

In the write lane. The refused operation stays until the draft is sent in its place; what waits behind it
then follows the new one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import msgspec

from desktop.drafts.kinds import REPORT, VISIT
from desktop.files.kept import Kept
from desktop.widgets.choice import Choice
from sync.store.tables import Draft, Enterprise, Outbox, Problem

if TYPE_CHECKING:
    import sqlalchemy as sa

    from sync.engine.laptop import Laptop

# Kind of operation → the act on a problem whose form takes it again.
ACTS: Final = {
    "return_problem": "return",
    "accept_problem": "accept",
    "set_due_date": "set_due",
    "send_person": "send_person",
    "record_guidance": "guide",
    "close_on_site": "close_on_site",
    "summon": "summon",
    "hold_meeting": "meet",
    "issue_order": "issue_order",
    "uphold_order": "uphold_order",
    "object_to_order": "object",
    "report_progress": "progress",
    "reply_to_order": "reply",
    "reject_reply": "reject_reply",
    "close_problem": "close",
    "record_outcome": "record_outcome",
    "conceal_problem": "conceal",
    "release_problem": "release",
    "raise_problem": "raise",
    "return_raised": "return_raised",
    "name_reader": "name_reader",
    "dismiss_reader": "dismiss_reader",
}

# What belongs to the refused operation and not to the person's words.
_OLD: Final = ("op_id", "made_at", "seen", "local_code")

Values = dict[str, Any]


def may_be_done_again(kind: str) -> bool:
    """Whether there is a form that takes it."""
    return kind in _FORMS or kind in ACTS


def do_again(laptop: Laptop, op_id: str) -> Draft:
    """The draft that will be in its place: the one that was begun, or a new one."""
    from sync.engine.outbox import newest
    from sync.store.rows import find, select, store

    with laptop.database.write() as connection:
        begun = find(connection, Draft, replaces=op_id)
        if begun is not None:
            return begun
        entry = newest(connection, op_id)
        assert entry is not None
        body = _body(connection, entry)
        body["files"] = [
            _kept(each) for each in _files(select(connection, Outbox, kind="attach_file"), entry)
        ]
        draft = _draft(entry, body, laptop.now(), replaces=op_id)
        store(connection, [draft])
        return draft


def steps_behind(laptop: Laptop, op_id: str) -> list[Draft]:
    """The steps that wait behind a stopped operation, as drafts at their problems: whoever gives up that one
    has not given up the order or the reply that was written after it."""
    from sync.engine.outbox import behind, newest
    from sync.store.rows import find

    with laptop.database.read() as connection:
        entry = newest(connection, op_id)
        waiting = behind(connection, entry) if entry is not None else []
        steps = [(entry, _body(connection, entry)) for entry in waiting if entry.kind in ACTS]
        here = [(entry, body) for entry, body in steps if find(connection, Problem, id=body["problem_id"])]
        return [_draft(entry, body, laptop.now()) for entry, body in here]


def _body(connection: sa.Connection, entry: Outbox) -> Values:
    """What the operation says, with the name of its firm."""
    from sync.store.rows import find

    body: Values = msgspec.json.decode(entry.body)
    firm = find(connection, Enterprise, id=body["enterprise_id"])
    body["enterprise"] = Choice(body["enterprise_id"], firm.name if firm is not None else "")
    return body


def _files(attached: list[Outbox], entry: Outbox) -> list[dict[str, Any]]:
    """The files that were to lie beside the row that the refused operation would have made."""
    from sync.engine.outbox import OPEN
    from sync.operations.base import made_ids

    bodies = [msgspec.json.decode(each.body) for each in attached if each.state in OPEN]
    return [body for body in bodies if body["subject_id"] in made_ids(entry.op_id)]


def _kept(body: dict[str, Any]) -> Kept:
    return Kept(body["name"], body["sha256"], body["size"])


def _draft(entry: Outbox, body: Values, now: int, replaces: str = "") -> Draft:
    from sync.engine.outbox import new_op_id

    kind = entry.kind

    values = {name: value for name, value in body.items() if name not in _OLD}
    form, values_of = _FORMS.get(kind, (f"act/{ACTS.get(kind, '')}", _as_typed))
    subject = body["enterprise_id"] if kind in _FORMS else body["problem_id"]
    text = msgspec.json.encode(values_of(values)).decode()
    return Draft(
        id=new_op_id(),
        form=form,
        subject_id=subject,
        title=_title(body),
        values=text,
        updated_at=now,
        replaces=replaces,
    )


def _title(body: Values) -> str:
    return str(body.get("title") or body["enterprise"].title)


def _as_typed(body: Values) -> Values:
    """The fields of an act's form are called as those of its operation; departments and people are chosen
    again."""
    return {
        name: value for name, value in body.items() if isinstance(value, str) or name in ("marks", "steps")
    }


def _visit(body: Values) -> Values:
    return {**body, "combined": ["yes"] if body.get("combined") else []}


def _report(body: Values) -> Values:
    office = Choice(body["proposed_office_id"], body["proposed_office_name"])
    return {**body, "proposed_office_id": office if office.key else None}


_FORMS: Final[dict[str, tuple[str, Callable[[Values], Values]]]] = {
    "log_visit": (VISIT, _visit),
    "report_problem": (REPORT, _report),
}
