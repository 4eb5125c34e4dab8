"""搜集: reporting a problem, completing it, returning it, sending it again."""

from __future__ import annotations

from typing import ClassVar, Final

from sync.domain import permissions
from sync.domain.actor import Actor
from sync.domain.errors import Quarantined, Refused
from sync.domain.workflow import follow
from sync.operations import choices
from sync.operations.base import Code, Context, Id, Many, Operation, OptionalId, Text, Word, new_id
from sync.operations.case import Case, CaseOperation
from sync.operations.edits import CODE, LONG, SHORT, Edit, apply_edits, edits_as_json
from sync.operations.facts import enterprise_facts
from sync.operations.history import note
from sync.operations.needed import need, need_reason
from sync.operations.offices import department
from sync.store.records import Records
from sync.store.tables import Assignment, Enterprise, Office, Problem, Visit

PROBLEM_TEXTS: Final = {
    "form": CODE, "title": SHORT, "description": LONG, "process": LONG, "crux": LONG,
    "proposed_office_id": CODE, "proposed_office_name": SHORT, "solution": LONG, "intention": LONG,
    "contact_name": SHORT, "contact_phone": SHORT, "topic": CODE, "cause": CODE,
}  # fmt: skip


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
        """The id of the problem that the operation makes."""
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
    """Raises Refused("incomplete") with the empty required fields (CD-14), Refused("no_centre"), and
    Quarantined("missing_prerequisite") when the visit that it grew from is not here."""
    enterprise = db.get(Enterprise, op.enterprise_id)
    facts = enterprise_facts(db, enterprise, context.regions, op.made_at)
    permissions.check(actor, "report", facts)
    state = follow(context.profile, "report", "draft")
    choices.known(context.profile, "channel", (op.channel,))
    if op.visit_id and db.find(Visit, op.visit_id) is None:
        raise Quarantined("missing_prerequisite")
    if not facts.centre_id:
        raise Refused("no_centre")
    centre = db.get(Office, facts.centre_id)
    assigned = db.select(Assignment, aggregate_id=enterprise.id, until=None)
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
    check_texts(db, problem, context)
    require_complete(problem, context)
    note(db, actor, op, context, problem.id, problem.id, "report", state=state, cycle=1)


def check_texts(db: Records, problem: Problem, context: Context, before: Problem | None = None) -> None:
    """Raises Refused("unknown_choice"), Refused("unknown_office") for codes and ids that name nothing. What
    was there `before` stays: a list that the city has changed since stops nobody from writing other parts."""
    new = {
        name: getattr(problem, name)
        for name in ("form", "topic", "cause", "proposed_office_id")
        if before is None or getattr(problem, name) != getattr(before, name)
    }
    if "form" in new and problem.form not in context.profile.forms:
        raise Refused("unknown_choice", field="form", choice=problem.form)
    for group in ("topic", "cause"):
        choices.known_or_open(context.profile, group, new.get(group, ""))
    if new.get("proposed_office_id"):
        department(db, problem.proposed_office_id)


def edited(
    db: Records, actor: Actor, op: Operation, row: Problem, edits: tuple[Edit, ...], context: Context
) -> tuple[Problem, str]:
    """The problem with the edits that fit, and the verdict. What was returned is completed bit by bit;
    what the centre has before it stays complete."""
    before = row
    row, verdict = apply_edits(db, actor, op, row, edits, PROBLEM_TEXTS)
    check_texts(db, row, context, before)
    if before.title.strip():
        need(title=row.title)  # lists show a problem by it
    if row.state != "returned":
        require_complete(row, context)
    return row, verdict


def require_complete(problem: Problem, context: Context) -> None:
    """Raises Refused("incomplete") with the names of the form's empty required fields."""
    need(**{name: getattr(problem, name) for name in context.profile.required(problem.form)})


def edit_problem(db: Records, actor: Actor, op: EditProblem, context: Context) -> str:
    """Raises Refused("incomplete") when the centre would have an incomplete form before it."""
    case = Case(db, actor, op, context, "edit")
    case.problem, verdict = edited(db, actor, op, case.problem, op.edits, context)
    case.move(detail=edits_as_json(op.edits))
    return verdict


def return_problem(db: Records, actor: Actor, op: ReturnProblem, context: Context) -> None:
    """Raises Refused("reason_needed"), Refused("unknown_choice") for a mark that is no field (F25). What was
    marked stands in the history too: sent again, the form is free of marks."""
    case = Case(db, actor, op, context, "return")
    need_reason(op.reason)
    if unknown := set(op.marks) - PROBLEM_TEXTS.keys():
        raise Refused("unknown_choice", field="marks", choice=min(unknown))
    labels = context.profile.labels(case.problem.form)
    marked = "、".join(labels.get(mark, mark) for mark in op.marks)
    case.move(op.reason, detail=marked, return_reason=op.reason, return_marks=op.marks)


def resubmit_problem(db: Records, actor: Actor, op: ResubmitProblem, context: Context) -> str:
    """Raises Refused("incomplete"); number and history stay (F25)."""
    case = Case(db, actor, op, context, "resubmit")
    case.problem, verdict = edited(db, actor, op, case.problem, op.edits, context)
    require_complete(case.problem, context)
    case.move(detail=edits_as_json(op.edits), return_reason="", return_marks=())
    return verdict
