"""汇总: what a service centre does with a reported problem before a department has it."""

from __future__ import annotations

from typing import ClassVar

from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.domain.permissions import acts_for_a_centre
from sync.operations import choices
from sync.operations.base import Code, Context, Day, Id, Many, OptionalId, Text, Word, new_id
from sync.operations.case import Case, CaseOperation
from sync.operations.days import not_after, not_before
from sync.operations.limits import begin_limit, end_limit, set_due
from sync.operations.needed import need, need_reason
from sync.operations.offices import department_for, duty_in
from sync.store.records import Records
from sync.store.tables import Dispatch, Meeting, Office, Summons


class AcceptProblem(CaseOperation, frozen=True, kw_only=True):
    """受理: the centre takes the problem on; the server gives the official number (F24)."""

    kind: ClassVar[str] = "accept_problem"

    topic: Code = ""
    cause: Code = ""
    weight: Code = "ordinary"


class SetDueDate(CaseOperation, frozen=True, kw_only=True):
    """Another day than the rule's, before an order is issued, with its reason."""

    kind: ClassVar[str] = "set_due_date"

    due_on: Day
    reason: Text


class SendPerson(CaseOperation, frozen=True, kw_only=True):
    """派员现场: one of the centre's people goes to the firm (CD-11); `directory_id` lists the person."""

    kind: ClassVar[str] = "send_person"

    person_id: Id
    directory_id: Id
    instruction: Text = ""

    def reads(self) -> tuple[str, ...]:
        return (*super().reads(), self.directory_id)


class RecordGuidance(CaseOperation, frozen=True, kw_only=True):
    """What the person who was sent explained on site (CD-12)."""

    kind: ClassVar[str] = "record_guidance"

    guided_on: Day
    guidance: Text
    steps: Many = ()


class CloseOnSite(CaseOperation, frozen=True, kw_only=True):
    """现场指导办结: settled by guidance, without a 转办单."""

    kind: ClassVar[str] = "close_on_site"

    result: Code
    words: Text = ""


class Summon(CaseOperation, frozen=True, kw_only=True):
    """中心吹哨: a department is called, to answer by a day (CD-15)."""

    kind: ClassVar[str] = "summon"

    office_id: Id
    respond_by: Day
    words: Text = ""


class ReportIn(CaseOperation, frozen=True, kw_only=True):
    """部门报到: the department has come; recorded by itself or by the centre."""

    kind: ClassVar[str] = "report_in"

    summons_id: Id
    name: Word
    post: Word = ""


class HoldMeeting(CaseOperation, frozen=True, kw_only=True):
    """专题议事会议 on one page, with its decision (CD-16)."""

    kind: ClassVar[str] = "hold_meeting"

    held_on: Day
    place: Word = ""
    chair: Word = ""
    present: Text = ""
    discussion: Text = ""
    decision: Text
    lead_office_id: OptionalId = ""


def accept_problem(db: Records, actor: Actor, op: AcceptProblem, context: Context) -> None:
    """Raises Refused("already_accepted") when a colleague was first."""
    case = Case(db, actor, op, context, "accept")
    choices.known_or_open(context.profile, "topic", op.topic)
    choices.known_or_open(context.profile, "cause", op.cause)
    choices.known(context.profile, "weight", (op.weight,))
    begin_limit(case, op.weight)
    mark = db.get(Office, case.problem.centre_id).mark
    number = context.number(f"problem:{case.problem.centre_id}", context.profile.numbers["problem"], mark)
    case.move(
        topic=op.topic or case.problem.topic,
        cause=op.cause or case.problem.cause,
        weight=op.weight,
        accepted_at=op.made_at,
        official_number=number,
        office_name=case.problem.centre_name,
    )


def set_due_date(db: Records, actor: Actor, op: SetDueDate, context: Context) -> None:
    """Raises Refused("reason_needed"), Refused("due_in_past")."""
    case = Case(db, actor, op, context, "set_due")
    need_reason(op.reason)
    case.check_cycle()
    not_before(op.due_on, op.made_at, "due_on")
    set_due(case, op.due_on, op.reason)
    case.move(op.reason, detail=op.due_on)


def send_person(db: Records, actor: Actor, op: SendPerson, context: Context) -> None:
    """Raises Refused("unknown_person") for somebody who has no duty in the centre."""
    case = Case(db, actor, op, context, "send_person")
    sent = duty_in(db, op.directory_id, case.problem.centre_id, op.person_id, op.made_at)
    db.add(
        Dispatch(
            id=new_id(op.op_id, 0),
            aggregate_id=case.problem.id,
            problem_id=case.problem.id,
            cycle=case.problem.cycle,
            person_id=sent.person_id,
            person_name=sent.person_name,
            person_post=sent.person_post,
            sent_at=op.made_at,
            instruction=op.instruction,
        )
    )
    case.move(op.instruction, detail=f"{sent.person_name} {sent.person_post}".strip())


def record_guidance(db: Records, actor: Actor, op: RecordGuidance, context: Context) -> None:
    """Raises Refused("incomplete") without a text, Refused("future_visit")."""
    case = Case(db, actor, op, context, "guide")
    not_after(op.guided_on, op.made_at, "guided_on")
    choices.known(context.profile, "guidance_step", op.steps)
    need(guidance=op.guidance)
    sent = db.select(
        Dispatch, aggregate_id=op.problem_id, person_id=actor.person_id, cycle=case.problem.cycle
    )
    latest = max(sent, key=lambda row: row.sent_at)
    db.change(latest, guided_on=op.guided_on, guidance=op.guidance, steps=op.steps)
    case.move(
        op.guidance, detail=" → ".join(context.profile.word("guidance_step", step) for step in op.steps)
    )


def close_on_site(db: Records, actor: Actor, op: CloseOnSite, context: Context) -> None:
    """Raises Refused("incomplete") while no guidance is recorded."""
    case = Case(db, actor, op, context, "close_on_site")
    choices.known(context.profile, "result", (op.result,))
    sent = db.select(Dispatch, aggregate_id=op.problem_id, cycle=case.problem.cycle)
    need(guidance="".join(row.guidance for row in sent))
    end_limit(case)
    case.move(op.words, closed_at=op.made_at, result=op.result, conclusion="on_site")


def summon(db: Records, actor: Actor, op: Summon, context: Context) -> None:
    """Raises Refused("unknown_office"), Refused("due_in_past")."""
    case = Case(db, actor, op, context, "summon")
    not_before(op.respond_by, op.made_at, "respond_by")
    office = department_for(db, case.facts, op.office_id)
    db.add(
        Summons(
            id=new_id(op.op_id, 0),
            aggregate_id=case.problem.id,
            problem_id=case.problem.id,
            cycle=case.problem.cycle,
            office_id=office.id,
            office_name=office.name,
            called_at=op.made_at,
            respond_by=op.respond_by,
            words=op.words,
        )
    )
    case.move(op.words, detail=office.name)


def report_in(db: Records, actor: Actor, op: ReportIn, context: Context) -> str:
    """The first report stands; a second one, by the department or the centre, is a line of history.

    Raises Refused("not_allowed") for another department's summons.
    """
    case = Case(db, actor, op, context, "report_in")
    called = db.get(Summons, op.summons_id)
    if not acts_for_a_centre(actor, case.facts) and called.office_id not in actor.offices("handler"):
        raise Refused("not_allowed", action="report_in")
    first = called.reported_at is None
    if first:
        db.change(called, reported_at=op.made_at, reported_name=op.name, reported_post=op.post)
    case.move(detail=f"{called.office_name} {op.name} {op.post}".strip(), office_name=called.office_name)
    return "accepted" if first else "merged"


def hold_meeting(db: Records, actor: Actor, op: HoldMeeting, context: Context) -> None:
    """Raises Refused("incomplete") for a meeting without a decision, Refused("concealed")."""
    case = Case(db, actor, op, context, "meet")
    not_after(op.held_on, op.made_at, "held_on")
    need(decision=op.decision)
    lead = department_for(db, case.facts, op.lead_office_id) if op.lead_office_id else None
    db.add(
        Meeting(
            id=new_id(op.op_id, 0),
            aggregate_id=case.problem.id,
            problem_id=case.problem.id,
            cycle=case.problem.cycle,
            held_on=op.held_on,
            place=op.place,
            chair=op.chair,
            present=op.present,
            discussion=op.discussion,
            decision=op.decision,
            lead_office_id=op.lead_office_id,
            lead_office_name=lead.name if lead else "",
        )
    )
    case.move(op.decision)
