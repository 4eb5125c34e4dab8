"""反馈: the follow-up call (满意度回访), 销号, and the next cycle (F30, F31)."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.operations.base import Code, Context, Day, Text, Word, new_id
from sync.operations.case import Case, CaseOperation
from sync.operations.days import not_after
from sync.operations.limits import begin_limit
from sync.operations.needed import need, need_reason
from sync.store.records import Records
from sync.store.tables import Dispatch, FollowUp, Order


class StartFollowUp(CaseOperation, frozen=True, kw_only=True):
    """A caller takes the case up; nobody else rings the same firm."""

    kind: ClassVar[str] = "start_follow_up"


class RecordFollowUp(CaseOperation, frozen=True, kw_only=True):
    """One call: not reached, satisfied → 销号, or unsatisfied → next cycle, `back_to` assign or handle."""

    kind: ClassVar[str] = "record_follow_up"

    called_on: Day
    reached: bool
    respondent: Word = ""
    satisfied: Literal["", "yes", "no"] = ""
    words: Text = ""
    back_to: Code = ""


def start_follow_up(db: Records, actor: Actor, op: StartFollowUp, context: Context) -> None:
    """Raises Refused with the code of a prohibition for whoever has a part in the matter (F30)."""
    Case(db, actor, op, context, "start_follow_up").move()


def record_follow_up(db: Records, actor: Actor, op: RecordFollowUp, context: Context) -> None:
    """Raises Refused("incomplete") when a reached person's answer is missing, Refused("reason_needed") and
    Refused("unknown_choice") for an unsatisfied one without its words or the way back (F30, F31)."""
    if not op.reached:
        case = Case(db, actor, op, context, "not_reached")
        _add_call(case, op)
        case.move(op.words)
    elif op.satisfied == "yes":
        case = Case(db, actor, op, context, "settle")
        _add_call(case, op)
        case.move(op.words, settled_at=op.made_at)
    else:
        need(satisfied=op.satisfied)
        _next_cycle(db, actor, op, context)


def _next_cycle(db: Records, actor: Actor, op: RecordFollowUp, context: Context) -> None:
    """Cycle n+1 with its own clock; without an order it goes back to the centre's own hands."""
    if op.back_to not in ("assign", "handle"):
        raise Refused("unknown_choice", field="back_to", choice=op.back_to)
    need_reason(op.words)
    ordered = bool(db.select(Order, aggregate_id=op.problem_id, withdrawn_at=None))
    action = f"reopen_{op.back_to}" + ("" if ordered else "_without_order")
    case = Case(db, actor, op, context, "reopen", action)
    _add_call(case, op)
    reopened: dict[str, Any] = {"closed_at": None, "result": "", "conclusion": ""}
    case.move(op.words, cycle=case.problem.cycle + 1, **reopened)
    begin_limit(case, case.problem.weight)
    _hand_back(case, action)


def _hand_back(case: Case, action: str) -> None:
    """退回交办: the order waits to be signed for again. 退回处置 without an order: whoever was sent, goes
    again."""
    if action == "reopen_assign":
        case.db.change(case.order(), signed_for_at=None, signed_for_name="", signed_for_post="")
    elif action == "reopen_handle_without_order":
        sent = case.db.select(Dispatch, aggregate_id=case.problem.id)
        _send_again(case, max(sent, key=lambda row: row.sent_at))


def _send_again(case: Case, last: Dispatch) -> Dispatch:
    return case.db.add(
        Dispatch(
            id=new_id(case.op.op_id, "dispatch"),
            aggregate_id=case.problem.id,
            problem_id=case.problem.id,
            cycle=case.problem.cycle,
            person_id=last.person_id,
            person_name=last.person_name,
            person_post=last.person_post,
            sent_at=case.op.made_at,
        )
    )


def _add_call(case: Case, op: RecordFollowUp) -> None:
    not_after(op.called_on, op.made_at, "called_on")
    case.db.add(
        FollowUp(
            id=new_id(op.op_id, 0),
            aggregate_id=case.problem.id,
            problem_id=case.problem.id,
            cycle=case.problem.cycle,
            caller_id=case.actor.person_id,
            caller_name=case.actor.name,
            caller_post=case.actor.post,
            at=op.made_at,
            called_on=op.called_on,
            reached=op.reached,
            respondent=op.respondent,
            satisfied=op.satisfied if op.reached else "",
            words=op.words,
            back_to=op.back_to if op.satisfied == "no" else "",
        )
    )
