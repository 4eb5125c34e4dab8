"""The head of a `case` aggregate: one problem, its time limits and its history."""

from __future__ import annotations

from typing import ClassVar

from sync.store.tables.row import Row


class Problem(Row, frozen=True, kw_only=True):
    """One problem of one firm, through all of its cycles (CD-14, CD-19).

    `form`: need 问题反映 · intake 问题受理单. The firm's header is copied at submission, so that a
    department reads the case without the firm's visit log. `weight`: ordinary 一般 · major 重大复杂.
    """

    table: ClassVar[str] = "problem"

    enterprise_id: str
    enterprise_name: str
    enterprise_region_id: str
    enterprise_address: str = ""
    credit_code: str = ""
    representative_ids: tuple[str, ...] = ()
    form: str
    channel: str
    visit_id: str = ""
    local_code: str
    official_number: str = ""
    state: str
    cycle: int = 1
    title: str
    description: str
    process: str = ""
    crux: str = ""
    proposed_office_id: str = ""
    proposed_office_name: str = ""
    solution: str = ""
    intention: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    topic: str = ""
    cause: str = ""
    weight: str = "ordinary"
    centre_id: str
    centre_name: str
    reporter_id: str
    reporter_name: str
    reporter_post: str
    reported_at: int
    accepted_at: int | None = None
    closed_at: int | None = None
    settled_at: int | None = None
    result: str = ""
    conclusion: str = ""
    return_reason: str = ""
    return_marks: tuple[str, ...] = ()


class Limit(Row, frozen=True, kw_only=True):
    """A 时限 that runs in one cycle of a problem. The day it falls due is computed, never stored,
    unless the centre set another (`set_due_on`, with `reason`)."""

    table: ClassVar[str] = "time_limit"

    problem_id: str
    cycle: int
    stage: str
    starts_on: str
    amount: int
    unit: str
    basis: str
    set_due_on: str | None = None
    reason: str = ""
    ended_on: str | None = None


class History(Row, frozen=True, kw_only=True):
    """One append-only line: who (name + post) did what, when, and which state followed.

    `text` is what the person wrote; `detail` names what was done (a person, a department, a day), or holds
    edits as JSON: [[field, old, new], …]. `received_at` and `late` are the server's; until its receipt they
    are None and False.
    """

    table: ClassVar[str] = "history"

    subject_id: str
    at: int
    received_at: int | None = None
    late: bool = False
    clamped: bool = False
    action: str
    state: str = ""
    cycle: int = 0
    actor_id: str
    actor_name: str
    actor_post: str
    office_name: str = ""
    text: str = ""
    detail: str = ""
