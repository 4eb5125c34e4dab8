"""交办 and 处置: the 《问题转办单》, what the department does with it, and the centre's check."""

from __future__ import annotations

from typing import ClassVar, Literal

from sync.domain.actor import Actor
from sync.domain.deadlines import Deadline
from sync.domain.errors import Refused
from sync.operations import choices
from sync.operations.base import Code, Context, Id, Many, OptionalId, Text, Word, new_id
from sync.operations.case import Case, CaseOperation
from sync.operations.limits import end_limit, running_limit
from sync.operations.needed import need, need_reason
from sync.operations.offices import department, department_for, duty_in
from sync.store.records import Records
from sync.store.tables import Limit, Meeting, Office, Order, Reply


class IssueOrder(CaseOperation, frozen=True, kw_only=True):
    """《问题转办单》 (CD-17): a lead department, assisting ones, and the leader who signs, whom the
    directory `directory_id` lists."""

    kind: ClassVar[str] = "issue_order"

    lead_office_id: Id
    assisting_ids: Many = ()
    instruction: Text
    signer_id: Id
    directory_id: Id
    meeting_id: OptionalId = ""

    def reads(self) -> tuple[str, ...]:
        return (*super().reads(), self.directory_id)


class UpholdOrder(CaseOperation, frozen=True, kw_only=True):
    """The centre answers an objection: the order stays as it is."""

    kind: ClassVar[str] = "uphold_order"

    reason: Text


class SignForOrder(CaseOperation, frozen=True, kw_only=True):
    """签收 by the lead department."""

    kind: ClassVar[str] = "sign_for_order"

    order_id: Id


class ObjectToOrder(CaseOperation, frozen=True, kw_only=True):
    """异议: the department says why it is not its matter, and whose it may be."""

    kind: ClassVar[str] = "object_to_order"

    order_id: Id
    reason: Text
    suggested_office_id: OptionalId = ""


class ReportProgress(CaseOperation, frozen=True, kw_only=True):
    """进展 during the handling."""

    kind: ClassVar[str] = "report_progress"

    text: Text


class ReplyToOrder(CaseOperation, frozen=True, kw_only=True):
    """答复: the department's result, with the document it issued."""

    kind: ClassVar[str] = "reply_to_order"

    text: Text
    document: Word = ""
    result: Code


class RejectReply(CaseOperation, frozen=True, kw_only=True):
    """The centre sends a reply back, with its reason."""

    kind: ClassVar[str] = "reject_reply"

    reason: Text


class CloseProblem(CaseOperation, frozen=True, kw_only=True):
    """办结: the centre's act, after checking the reply."""

    kind: ClassVar[str] = "close_problem"

    words: Text = ""


def due_on(limit: Limit, context: Context) -> str:
    """The day a limit falls due, as the calendar at hand computes it."""
    return Deadline.of(limit).due_day(context.calendar).isoformat()


def issue_order(db: Records, actor: Actor, op: IssueOrder, context: Context) -> None:
    """A new order takes the place of one that was objected to. A department has one part in it.

    Raises Refused("unknown_office"), Refused("concealed"),
    Refused("unknown_person") for a signer who does not lead the centre,
    Refused("missing") for a meeting of another problem.
    """
    case = Case(db, actor, op, context, "issue_order")
    need(instruction=op.instruction)
    lead = department_for(db, case.facts, op.lead_office_id)
    others = [office_id for office_id in dict.fromkeys(op.assisting_ids) if office_id != lead.id]
    assisting = [department_for(db, case.facts, office_id) for office_id in others]
    signer = duty_in(db, op.directory_id, case.problem.centre_id, op.signer_id, op.made_at, "leader")
    if op.meeting_id:
        db.get(Meeting, op.meeting_id)
    for row in db.select(Order, aggregate_id=op.problem_id, withdrawn_at=None):
        db.change(row, withdrawn_at=op.made_at, withdrawn_reason=row.objection)
    mark = db.get(Office, case.problem.centre_id).mark
    number = context.number(f"order:{case.problem.centre_id}", context.profile.numbers["order"], mark)
    db.add(
        Order(
            id=new_id(op.op_id, 0),
            aggregate_id=case.problem.id,
            problem_id=case.problem.id,
            cycle=case.problem.cycle,
            number=number,
            lead_office_id=lead.id,
            lead_office_name=lead.name,
            assisting_ids=tuple(office.id for office in assisting),
            assisting_names=tuple(office.name for office in assisting),
            instruction=op.instruction,
            meeting_id=op.meeting_id,
            drafter_id=actor.person_id,
            drafter_name=actor.name,
            drafter_post=actor.post,
            signer_id=signer.person_id,
            signer_name=signer.person_name,
            signer_post=signer.person_post,
            issued_at=op.made_at,
            due_on=due_on(running_limit(case), context),
        )
    )
    case.move(op.instruction, detail=lead.name, office_name=case.problem.centre_name)


def uphold_order(db: Records, actor: Actor, op: UpholdOrder, context: Context) -> None:
    """Raises Refused("reason_needed"), Refused("wrong_state") for an objection that was not read."""
    case = Case(db, actor, op, context, "uphold_order")
    need_reason(op.reason)
    order = case.order()
    case.check_seen(order.objected_at or 0)
    db.change(order, objection="", objected_at=None, suggested_office_id="")
    case.move(op.reason)


def sign_for_order(db: Records, actor: Actor, op: SignForOrder, context: Context) -> None:
    """Raises Refused("no_order") when another order has taken its place."""
    case = _ordered(db, actor, op, context, "sign_for")
    order = _this_order(case, op.order_id)
    db.change(
        order,
        signed_for_at=op.made_at,
        signed_for_id=actor.person_id,
        signed_for_name=actor.name,
        signed_for_post=actor.post,
    )
    case.move(office_name=order.lead_office_name)


def object_to_order(db: Records, actor: Actor, op: ObjectToOrder, context: Context) -> None:
    """Raises Refused("reason_needed"), Refused("no_order"), Refused("unknown_office"). The history keeps
    whose matter it may be, also when the order is upheld."""
    case = _ordered(db, actor, op, context, "object")
    need_reason(op.reason)
    suggested = department(db, op.suggested_office_id).name if op.suggested_office_id else ""
    order = _this_order(case, op.order_id)
    db.change(order, objection=op.reason, objected_at=op.made_at, suggested_office_id=op.suggested_office_id)
    case.move(op.reason, detail=suggested, office_name=order.lead_office_name)


def report_progress(db: Records, actor: Actor, op: ReportProgress, context: Context) -> None:
    """Raises Refused("incomplete") without a text, Refused("no_order")."""
    case = _ordered(db, actor, op, context, "progress")
    need(text=op.text)
    reply = _add_reply(case, "progress", op.text)
    case.move(op.text, office_name=reply.office_name)


def reply_to_order(db: Records, actor: Actor, op: ReplyToOrder, context: Context) -> None:
    """Raises Refused("incomplete") without a text, Refused("unknown_choice"), Refused("no_order")."""
    case = _ordered(db, actor, op, context, "reply")
    choices.known(context.profile, "result", (op.result,))
    need(text=op.text)
    reply = _add_reply(case, "final", op.text, op.document, op.result)
    case.move(op.text, detail=op.document, office_name=reply.office_name)


def reject_reply(db: Records, actor: Actor, op: RejectReply, context: Context) -> None:
    """Raises Refused("reason_needed"), Refused("reply_missing")."""
    case = Case(db, actor, op, context, "reject_reply")
    need_reason(op.reason)
    db.change(_waiting_reply(case), verdict="rejected", verdict_words=op.reason)
    case.move(op.reason, office_name=case.problem.centre_name)


def close_problem(db: Records, actor: Actor, op: CloseProblem, context: Context) -> None:
    """Raises Refused("reply_missing"). The clock stops here, not with the reply: 办结 is the centre's act."""
    case = Case(db, actor, op, context, "close")
    reply = db.change(_waiting_reply(case), verdict="approved", verdict_words=op.words)
    end_limit(case)
    case.move(
        op.words,
        office_name=case.problem.centre_name,
        closed_at=op.made_at,
        result=reply.result,
        conclusion="replied",
    )


def _ordered(db: Records, actor: Actor, op: CaseOperation, context: Context, right: str) -> Case:
    """What a department does with its order. Raises Refused("no_order") for one whose order was withdrawn
    meanwhile: that is why it may do nothing more, not its role."""
    try:
        return Case(db, actor, op, context, right)
    except Refused as no:
        if no.code == "not_allowed" and _was_withdrawn(db, actor, op.problem_id):
            raise Refused("no_order") from None
        raise


def _was_withdrawn(db: Records, actor: Actor, problem_id: str) -> bool:
    gone = [row for row in db.select(Order, aggregate_id=problem_id) if row.withdrawn_at is not None]
    offices = {office for row in gone for office in (row.lead_office_id, *row.assisting_ids)}
    return bool(offices & actor.offices("handler"))


def _this_order(case: Case, order_id: str) -> Order:
    """The standing order, if it is the one that the person had before them."""
    order = case.order()
    if order.id != order_id:
        raise Refused("no_order")
    return order


def _add_reply(
    case: Case, kind: Literal["progress", "final"], text: str, document: str = "", result: str = ""
) -> Reply:
    order = case.order()
    lead = order.lead_office_id in case.actor.offices("handler")
    assisting = dict(zip(order.assisting_ids, order.assisting_names, strict=True))
    own = next((office for office in order.assisting_ids if office in case.actor.offices("handler")), "")
    return case.db.add(
        Reply(
            id=new_id(case.op.op_id, 0),
            aggregate_id=case.problem.id,
            problem_id=case.problem.id,
            cycle=case.problem.cycle,
            order_id=order.id,
            kind=kind,
            text=text,
            document=document,
            result=result,
            office_id=order.lead_office_id if lead else own,
            office_name=order.lead_office_name if lead else assisting.get(own, ""),
            author_id=case.actor.person_id,
            author_name=case.actor.name,
            author_post=case.actor.post,
            at=case.op.made_at,
        )
    )


def _waiting_reply(case: Case) -> Reply:
    """The final reply that the centre has not checked. Raises Refused("reply_missing"), and
    Refused("wrong_state") when it came after what the person had before them: another one was checked."""
    for row in case.db.select(Reply, aggregate_id=case.problem.id, kind="final", verdict=""):
        case.check_seen(row.at)
        return row
    raise Refused("reply_missing")
