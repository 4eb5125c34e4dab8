"""汇总: what a service centre does with a reported problem before a department has it."""

from __future__ import annotations

from typing import ClassVar

from sync.domain.actor import Actor
from sync.domain.clock import day_of
from sync.domain.errors import Refused
from sync.operations.base import Code, Context, Day, Id, Many, OptionalId, Text, Word, new_id
from sync.operations.case import Case, CaseOperation
from sync.operations.days import as_day, not_after
from sync.operations.limits import begin_limit, end_limit, set_due
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
    """派员现场: one of the centre's people goes to the firm (CD-11)."""

    kind: ClassVar[str] = "send_person"

    person_id: Id
    person_name: Word
    person_post: Word
    instruction: Text = ""


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
    case.choice("topic", op.topic, optional=True)
    case.choice("cause", op.cause, optional=True)
    case.choice("weight", op.weight)
    begin_limit(case, op.weight)
    mark = db.get(Office, case.problem.centre_id).mark
    number = context.number(f"problem:{case.problem.centre_id}", context.profile.numbers["problem"], mark)
    case.move(
        topic=op.topic or case.problem.topic,
        cause=op.cause,
        weight=op.weight,
        accepted_at=op.made_at,
        official_number=number,
        office_name=case.problem.centre_name,
    )


def set_due_date(db: Records, actor: Actor, op: SetDueDate, context: Context) -> None:
    case = Case(db, actor, op, context, "set_due")
    if not op.reason.strip():
        raise Refused("reason_needed")
    if as_day(op.due_on, "due_on") < day_of(op.made_at):
        raise Refused("due_in_past")
    set_due(case, op.due_on, op.reason)
    case.move(op.reason, detail=op.due_on)


def send_person(db: Records, actor: Actor, op: SendPerson, context: Context) -> None:
    case = Case(db, actor, op, context, "send_person")
    db.add(
        Dispatch(
            id=new_id(op.op_id, 0),
            aggregate_id=case.problem.id,
            problem_id=case.problem.id,
            cycle=case.problem.cycle,
            person_id=op.person_id,
            person_name=op.person_name,
            person_post=op.person_post,
            sent_at=op.made_at,
            instruction=op.instruction,
        )
    )
    case.move(op.instruction, detail=f"{op.person_name} {op.person_post}".strip())


def record_guidance(db: Records, actor: Actor, op: RecordGuidance, context: Context) -> None:
    case = Case(db, actor, op, context, "guide")
    not_after(op.guided_on, op.made_at, "guided_on")
    for step in op.steps:
        case.choice("guidance_step", step)
    sent = [row for row in db.select(Dispatch, problem_id=op.problem_id) if row.person_id == actor.person_id]
    latest = max(sent, key=lambda row: row.sent_at)
    db.change(latest, guided_on=op.guided_on, guidance=op.guidance, steps=op.steps)
    case.move(
        op.guidance, detail=" → ".join(context.profile.word("guidance_step", step) for step in op.steps)
    )


def close_on_site(db: Records, actor: Actor, op: CloseOnSite, context: Context) -> None:
    """Raises Refused("incomplete") while no guidance is recorded."""
    case = Case(db, actor, op, context, "close_on_site")
    case.choice("result", op.result)
    guided = [row for row in db.select(Dispatch, problem_id=op.problem_id) if row.guided_on]
    if not any(row.cycle == case.problem.cycle for row in guided):
        raise Refused("incomplete", fields=["guidance"])
    end_limit(case)
    case.move(op.words, closed_at=op.made_at, result=op.result, conclusion="on_site")


def summon(db: Records, actor: Actor, op: Summon, context: Context) -> None:
    case = Case(db, actor, op, context, "summon")
    as_day(op.respond_by, "respond_by")
    office = department(db, op.office_id)
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


def report_in(db: Records, actor: Actor, op: ReportIn, context: Context) -> None:
    case = Case(db, actor, op, context, "report_in")
    called = db.get(Summons, op.summons_id)
    db.change(called, reported_at=op.made_at, reported_name=op.name, reported_post=op.post)
    case.move(detail=f"{called.office_name} {op.name} {op.post}".strip(), office_name=called.office_name)


def hold_meeting(db: Records, actor: Actor, op: HoldMeeting, context: Context) -> None:
    """Raises Refused("incomplete") for a meeting without a decision."""
    case = Case(db, actor, op, context, "meet")
    not_after(op.held_on, op.made_at, "held_on")
    if not op.decision.strip():
        raise Refused("incomplete", fields=["decision"])
    lead = department(db, op.lead_office_id) if op.lead_office_id else None
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


def department(db: Records, office_id: str) -> Office:
    """The department with this id. Raises Refused("unknown_office")."""
    office = db.find(Office, office_id)
    if office is None or office.kind != "department":
        raise Refused("unknown_office")
    return office
