"""搜集: reporting a problem, completing it, returning it, sending it again."""

from __future__ import annotations

from typing import ClassVar

from sync.domain import permissions
from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.domain.workflow import follow
from sync.operations.base import Code, Context, Id, Many, Operation, OptionalId, Text, Word, new_id
from sync.operations.case import Case, CaseOperation
from sync.operations.edits import Edit, apply_edits, edits_as_json
from sync.operations.facts import enterprise_facts
from sync.operations.history import note
from sync.store.records import Records
from sync.store.tables import Assignment, Enterprise, Office, Problem

PROBLEM_TEXTS = frozenset({
    "form", "title", "description", "process", "crux", "proposed_office_id", "proposed_office_name",
    "solution", "intention", "contact_name", "contact_phone", "topic", "cause",
})  # fmt: skip


class ReportProblem(Operation, frozen=True, kw_only=True):
    """问题反映 (`form` need: firm and text suffice) or 问题受理单 (`form` intake: six parts, CD-14).

    `local_code` carries the laptop's mark; the official number comes at acceptance.
    """

    kind: ClassVar[str] = "report_problem"

    enterprise_id: Id
    form: Code
    local_code: Word
    title: Word
    description: Text
    process: Text = ""
    crux: Text = ""
    proposed_office_id: OptionalId = ""
    proposed_office_name: Word = ""
    solution: Text = ""
    intention: Text = ""
    contact_name: Word = ""
    contact_phone: Word = ""
    topic: Code = ""
    channel: Code = "visit"
    visit_id: OptionalId = ""

    @property
    def problem_id(self) -> str:
        return new_id(self.op_id, 0)

    def aggregates(self) -> tuple[str, ...]:
        return (self.problem_id,)

    def needs(self) -> tuple[str, ...]:
        return (self.enterprise_id,)

    def reads(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


class EditProblem(CaseOperation, frozen=True, kw_only=True):
    """Changes to the texts of a problem; with `form` it completes a 问题反映 into a 问题受理单."""

    kind: ClassVar[str] = "edit_problem"

    edits: tuple[Edit, ...]


class ReturnProblem(CaseOperation, frozen=True, kw_only=True):
    """退回补充: the centre asks for more, with a reason and the fields it means (F25)."""

    kind: ClassVar[str] = "return_problem"

    reason: Text
    marks: Many = ()


class ResubmitProblem(CaseOperation, frozen=True, kw_only=True):
    """The returned form, completed; number and history stay."""

    kind: ClassVar[str] = "resubmit_problem"

    edits: tuple[Edit, ...] = ()


def report_problem(db: Records, actor: Actor, op: ReportProblem, context: Context) -> None:
    """Raises Refused("incomplete") with the empty required fields, Refused("no_centre")."""
    enterprise = db.get(Enterprise, op.enterprise_id)
    facts = enterprise_facts(db, enterprise, context.regions, op.made_at)
    permissions.check(actor, "report", facts)
    state = follow(context.profile, "report", "draft")
    if op.form not in context.profile.forms:
        raise Refused("unknown_choice", field="form")
    if not facts.centres:
        raise Refused("no_centre")
    centre = db.get(Office, facts.centres[0])
    assigned = db.select(Assignment, enterprise_id=enterprise.id, until=None)
    representatives = tuple(row.person_id for row in assigned if row.role == "representative")
    problem = db.add(
        Problem(
            id=op.problem_id,
            aggregate_id=op.problem_id,
            enterprise_id=enterprise.id,
            enterprise_name=enterprise.name,
            enterprise_region_id=enterprise.region_id,
            enterprise_address=enterprise.address,
            credit_code=enterprise.credit_code,
            representative_ids=representatives,
            form=op.form,
            channel=op.channel,
            visit_id=op.visit_id,
            local_code=op.local_code,
            state=state,
            title=op.title,
            description=op.description,
            process=op.process,
            crux=op.crux,
            proposed_office_id=op.proposed_office_id,
            proposed_office_name=op.proposed_office_name,
            solution=op.solution,
            intention=op.intention,
            contact_name=op.contact_name,
            contact_phone=op.contact_phone,
            topic=op.topic,
            centre_id=centre.id,
            centre_name=centre.name,
            reporter_id=actor.person_id,
            reporter_name=actor.name,
            reporter_post=actor.post,
            reported_at=op.made_at,
        )
    )
    require_complete(problem, context)
    note(db, actor, op, context, problem.id, problem.id, "report", state=state, cycle=1)


def require_complete(problem: Problem, context: Context) -> None:
    """Raises Refused("incomplete") with the names of the form's empty required fields."""
    empty = [name for name in context.profile.required(problem.form) if not getattr(problem, name).strip()]
    if empty:
        raise Refused("incomplete", fields=empty)


def edit_problem(db: Records, actor: Actor, op: EditProblem, context: Context) -> str:
    case = Case(db, actor, op, context, "edit")
    case.problem, verdict = apply_edits(db, actor, op, case.problem, op.edits, PROBLEM_TEXTS)
    case.move(detail=edits_as_json(op.edits))
    return verdict


def return_problem(db: Records, actor: Actor, op: ReturnProblem, context: Context) -> None:
    case = Case(db, actor, op, context, "return")
    if not op.reason.strip():
        raise Refused("reason_needed")
    case.move(op.reason, return_reason=op.reason, return_marks=op.marks)


def resubmit_problem(db: Records, actor: Actor, op: ResubmitProblem, context: Context) -> str:
    case = Case(db, actor, op, context, "resubmit")
    case.problem, verdict = apply_edits(db, actor, op, case.problem, op.edits, PROBLEM_TEXTS)
    require_complete(case.problem, context)
    case.move(detail=edits_as_json(op.edits), return_reason="", return_marks=())
    return verdict
