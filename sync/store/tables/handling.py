"""What the centre and the departments do about a problem; rows of its `case` aggregate."""

from __future__ import annotations

from typing import ClassVar

from sync.store.tables.row import Row


class Dispatch(Row, frozen=True, kw_only=True):
    """派员现场: the centre sends one of its people; `guidance` is what was explained (CD-11, CD-12)."""

    table: ClassVar[str] = "dispatch"

    problem_id: str
    cycle: int
    person_id: str
    person_name: str
    person_post: str
    sent_at: int
    instruction: str = ""
    guided_on: str | None = None
    guidance: str = ""
    steps: tuple[str, ...] = ()


class Summons(Row, frozen=True, kw_only=True):
    """中心吹哨、部门报到 (CD-15): when the department was called, and when it reported in."""

    table: ClassVar[str] = "summons"

    problem_id: str
    cycle: int
    office_id: str
    office_name: str
    called_at: int
    respond_by: str
    words: str = ""
    reported_at: int | None = None
    reported_name: str = ""
    reported_post: str = ""


class Meeting(Row, frozen=True, kw_only=True):
    """专题议事会议 on one page (CD-16)."""

    table: ClassVar[str] = "meeting"

    problem_id: str
    cycle: int
    held_on: str
    place: str = ""
    chair: str = ""
    present: str = ""
    discussion: str = ""
    decision: str = ""
    lead_office_id: str = ""
    lead_office_name: str = ""


class Order(Row, frozen=True, kw_only=True):
    """《问题转办单》 (CD-17). `number` comes from the server; the signer is a leader of the centre."""

    table: ClassVar[str] = "transfer_order"

    problem_id: str
    cycle: int
    number: str = ""
    lead_office_id: str
    lead_office_name: str
    assisting_ids: tuple[str, ...] = ()
    assisting_names: tuple[str, ...] = ()
    instruction: str
    meeting_id: str = ""
    drafter_id: str
    drafter_name: str
    drafter_post: str
    signer_id: str
    signer_name: str
    signer_post: str
    issued_at: int
    due_on: str
    signed_for_at: int | None = None
    signed_for_id: str = ""
    signed_for_name: str = ""
    signed_for_post: str = ""
    objection: str = ""
    objected_at: int | None = None
    suggested_office_id: str = ""
    withdrawn_at: int | None = None
    withdrawn_reason: str = ""


class Reply(Row, frozen=True, kw_only=True):
    """What a department reports: `kind` progress 进展 or final 答复; `verdict`: "" · approved · rejected."""

    table: ClassVar[str] = "reply"

    problem_id: str
    cycle: int
    order_id: str
    kind: str
    text: str
    document: str = ""
    result: str = ""
    office_id: str
    office_name: str
    author_id: str
    author_name: str
    author_post: str
    at: int
    verdict: str = ""
    verdict_words: str = ""


class FollowUp(Row, frozen=True, kw_only=True):
    """满意度回访: one call (F30). `satisfied`: "" not reached · yes · no."""

    table: ClassVar[str] = "follow_up"

    problem_id: str
    cycle: int
    caller_id: str
    caller_name: str
    caller_post: str
    at: int
    called_on: str
    reached: bool
    respondent: str = ""
    satisfied: str = ""
    words: str = ""
    back_to: str = ""


class Outcome(Row, frozen=True, kw_only=True):
    """One typed result with its evidence (CD-18, CD-23): kinds are never added together.

    `amount` is a decimal number as text, in `unit` (件, 万元, 工作日).
    """

    table: ClassVar[str] = "outcome"

    problem_id: str
    enterprise_id: str
    enterprise_name: str
    kind: str
    amount: str
    unit: str
    happened_on: str
    evidence: str = ""
    recorded_by: str
    at: int
