"""What people do with their laptops: each act made from the rows that the laptop has, new or out of date."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, Final, TypeAlias, TypeVar

import msgspec

from sync.domain.clock import day_of
from sync.engine.laptop import Laptop
from sync.engine.outbox import new_op_id
from sync.operations.access import ConcealProblem, RaiseProblem, ReleaseProblem, ReturnRaised
from sync.operations.admissions import AdmitWork, DeclineWork
from sync.operations.attachments import AttachFile
from sync.operations.base import Operation
from sync.operations.case import CaseOperation
from sync.operations.centre import (
    AcceptProblem,
    CloseOnSite,
    HoldMeeting,
    RecordGuidance,
    ReportIn,
    SendPerson,
    SetDueDate,
    Summon,
)
from sync.operations.clusters import AddToCluster, BeginCluster, RemoveFromCluster
from sync.operations.conflicts import SettleConflict
from sync.operations.edits import Edit
from sync.operations.enterprises import AmendEnterprise
from sync.operations.follow_ups import RecordFollowUp, StartFollowUp
from sync.operations.hand_over import HandOver
from sync.operations.kinds import OPERATIONS
from sync.operations.orders import (
    CloseProblem,
    IssueOrder,
    ObjectToOrder,
    RejectReply,
    ReplyToOrder,
    ReportProgress,
    SignForOrder,
    UpholdOrder,
)
from sync.operations.outcomes import RecordOutcome
from sync.operations.reports import EditProblem, ReportProblem, ResubmitProblem, ReturnProblem
from sync.operations.visits import AmendVisit, LogVisit
from sync.store.rows import select
from sync.store.tables import (
    Assignment,
    Cluster,
    Conflict,
    Enterprise,
    History,
    Order,
    Parked,
    Problem,
    Row,
    Summons,
    Visit,
)
from tests.relcheck.simulation.ledger import Ledger, Made

R = TypeVar("R", bound=Row)
OLD: Final = 0.4  # of edits are of a text that was read some time ago


class Hand:
    """Somebody at a laptop: reads its rows, and makes operations with texts that nobody typed before."""

    def __init__(self, laptop: Laptop, luck: random.Random, ledger: Ledger, memory: dict[str, Row]) -> None:
        self.laptop, self.luck, self._ledger = laptop, luck, ledger
        self._memory = memory  # rows as this person once saw them
        self.today = day_of(laptop.now()).isoformat()

    def word(self) -> str:
        return self._ledger.word()

    def act(self, kind: type[Operation], **values: Any) -> Operation:
        """An operation made now, by this laptop's idea of the time."""
        return kind(**{"op_id": new_op_id(), "made_at": self.laptop.now(), **values})

    def some(self, kind: type[R], **equal: object) -> R | None:
        """A row that the laptop has."""
        rows = self.laptop.read(lambda connection: select(connection, kind, **equal))
        return self.luck.choice(sorted(rows, key=lambda row: row.id)) if rows else None

    def as_seen(self, row: R) -> R:
        """The row as it is, or as this person remembers it."""
        remembered = self._memory.setdefault(row.id, row)
        if self.luck.random() < OLD and isinstance(remembered, type(row)):
            return remembered
        self._memory[row.id] = row
        return row

    def edit(self, row: Row, *fields: str) -> tuple[Edit, ...]:
        """One or two of the row's texts, changed; now and then to what somebody else writes too."""
        seen = self.as_seen(row)
        chosen = self.luck.sample(fields, self.luck.choice((1, 1, min(2, len(fields)))))
        return tuple(
            Edit(name, getattr(seen, name), self.luck.choice((*2 * (self.word(),), "同样")))
            for name in chosen
        )

    def again(self, one: Made) -> Operation:
        """The same act once more, from now."""
        op = msgspec.json.decode(one.body, type=OPERATIONS[one.kind])
        fresh: dict[str, Any] = {"op_id": new_op_id(), "made_at": self.laptop.now()}
        if isinstance(op, CaseOperation) and op.seen:
            fresh["seen"] = self.newest_line(op.problem_id)
        again: Operation = msgspec.structs.replace(op, **fresh)
        return again

    def newest_line(self, problem_id: str) -> str:
        """The newest line of a problem's history here, or ""."""
        lines = self.laptop.read(lambda connection: select(connection, History, aggregate_id=problem_id))
        return max(lines, key=lambda line: (line.at, line.id)).id if lines else ""


Make: TypeAlias = Callable[[Hand], Operation | None]


def log(hand: Hand) -> Operation | None:
    firm = hand.some(Enterprise)
    return (
        hand.act(LogVisit, enterprise_id=firm.id, visited_on=hand.today, situation=hand.word())
        if firm
        else None
    )


def amend_visit(hand: Hand) -> Operation | None:
    row = hand.some(Visit)
    if row is None:
        return None
    edits = hand.edit(row, "situation", "advice")
    return hand.act(AmendVisit, enterprise_id=row.enterprise_id, visit_id=row.id, edits=edits)


def amend_firm(hand: Hand) -> Operation | None:
    row = hand.some(Enterprise, id="firm-east") or hand.some(Enterprise)
    return (
        hand.act(AmendEnterprise, enterprise_id=row.id, edits=hand.edit(row, "note", "products"))
        if row
        else None
    )


def tell(hand: Hand) -> Operation | None:
    firm = hand.some(Enterprise)
    if firm is None:
        return None
    seen = hand.some(Visit, enterprise_id=firm.id)
    return hand.act(
        ReportProblem,
        enterprise_id=firm.id,
        form="need",
        local_code=hand.laptop.next_code(),
        title=hand.word(),
        description=hand.word(),
        visit_id=seen.id if seen else "",
    )


def attach(hand: Hand) -> Operation | None:
    row = hand.some(Visit)
    return file_beside(hand, row.enterprise_id, row.id) if row else None


def settle(hand: Hand) -> Operation | None:
    row = hand.some(Conflict, settled_at=None)
    if row is None:
        return None
    problem = hand.some(Problem, id=row.aggregate_id)
    choice = hand.luck.choice(("mine", "theirs", "both", "edit"))
    return hand.act(
        SettleConflict,
        enterprise_id=problem.enterprise_id if problem else row.aggregate_id,
        problem_id=problem.id if problem else "",
        conflict_id=row.id,
        choice=choice,
        text=hand.word() if choice in ("both", "edit") else "",
    )


def decide(hand: Hand) -> Operation | None:
    """Work in quarantine is let in, or sent back with a reason."""
    row = hand.some(Parked, decision="")
    if row is None:
        return None
    problem = hand.some(Problem, id=row.aggregate_id)
    return hand.act(
        hand.luck.choice((AdmitWork, AdmitWork, DeclineWork)),
        enterprise_id=problem.enterprise_id if problem else row.aggregate_id,
        problem_id=problem.id if problem else "",
        parked_id=row.id,
        reason=hand.word(),
    )


def hand_over(hand: Hand) -> Operation | None:
    """One representative's firms go to the other."""
    rows = hand.laptop.read(lambda connection: select(connection, Assignment, until=None))
    served = [row for row in rows if row.role == "representative"]
    if not served:
        return None
    one = hand.luck.choice(sorted(served, key=lambda row: row.id)).person_id
    other = "rep-spare" if one == "rep-east" else "rep-east"
    return hand.act(
        HandOver,
        from_person_id=one,
        to_person_id=other,
        directory_id="city",
        enterprise_ids=tuple(sorted({row.enterprise_id for row in served if row.person_id == one})),
        on=hand.today,
        reason=hand.word(),
    )


def in_case(make: Callable[[Hand, Problem, dict[str, str]], Operation | None]) -> Make:
    """A step in a problem's life, built on its newest history line here."""

    def made(hand: Hand) -> Operation | None:
        problem = hand.some(Problem)
        if problem is None:
            return None
        names = {"problem_id": problem.id, "enterprise_id": problem.enterprise_id}
        return make(hand, problem, {**names, "seen": hand.newest_line(problem.id)})

    return made


def step(kind: type[Operation], *texts: str, **values: Any) -> Make:
    """A step with new words in these fields."""
    return in_case(
        lambda hand, _problem, names: hand.act(
            kind, **names, **{text: hand.word() for text in texts}, **values
        )
    )


def on_day(kind: type[Operation], field: str, *texts: str, **values: Any) -> Make:
    """A step that happened, or is due, today."""
    return in_case(
        lambda hand, _problem, names: hand.act(
            kind, **names, **{text: hand.word() for text in texts}, **{field: hand.today}, **values
        )
    )


def with_order(kind: type[Operation], *texts: str, **values: Any) -> Make:
    """A step on an order that stands."""

    def made(hand: Hand, problem: Problem, names: dict[str, str]) -> Operation | None:
        order = hand.some(Order, problem_id=problem.id, withdrawn_at=None)
        if order is None:
            return None
        named = names | ({"order_id": order.id} if "order_id" in kind.__struct_fields__ else {})
        return hand.act(kind, **named, **{text: hand.word() for text in texts}, **values)

    return in_case(made)


def report_in(hand: Hand) -> Operation | None:
    row = hand.some(Summons)
    problem = hand.some(Problem, id=row.aggregate_id) if row else None
    if row is None or problem is None:
        return None
    names = {"problem_id": problem.id, "enterprise_id": problem.enterprise_id}
    return hand.act(ReportIn, **names, summons_id=row.id, name=hand.word())


def begin_cluster(hand: Hand) -> Operation | None:
    office = "centre-" + hand.laptop.identity.person_id.partition("-")[2]
    return hand.act(BeginCluster, title=hand.word(), description=hand.word(), centre_id=office)


def in_cluster(kind: type[Operation], *texts: str) -> Make:
    """A problem among others, or no longer."""

    def made(hand: Hand, _problem: Problem, names: dict[str, str]) -> Operation | None:
        row = hand.some(Cluster)
        words = {text: hand.word() for text in texts}
        return hand.act(kind, **names, **words, cluster_id=row.id) if row else None

    return in_case(made)


def attach_to_problem(hand: Hand) -> Operation | None:
    row = hand.some(Problem)
    return file_beside(hand, row.enterprise_id, row.id, row.id) if row else None


def file_beside(hand: Hand, enterprise_id: str, subject_id: str, problem_id: str = "") -> Operation:
    """Bytes that are kept, and the operation that names them."""
    content = hand.word().encode()
    return hand.act(
        AttachFile,
        enterprise_id=enterprise_id,
        problem_id=problem_id,
        subject_id=subject_id,
        sha256=hand.laptop.keep(content),
        size=len(content),
        name=hand.word(),
        media_type="text/plain",
    )


edit_problem = in_case(
    lambda hand, problem, names: hand.act(
        EditProblem, **names, edits=hand.edit(problem, "title", "description")
    )
)
resubmit = in_case(
    lambda hand, problem, names: hand.act(ResubmitProblem, **names, edits=hand.edit(problem, "title"))
)
ORDER: Final = {"signer_id": "leader-east", "directory_id": "east"}
TO_COLLEAGUE: Final = {"person_id": "colleague-east", "directory_id": "east"}

accept = step(AcceptProblem)
NUMBERED: Final[tuple[Make, ...]] = (accept, step(IssueOrder, "instruction", lead_office_id="land", **ORDER))

SERVING: Final[tuple[Make, ...]] = (
    log, amend_visit, amend_visit, amend_firm, amend_firm, tell, tell, edit_problem, edit_problem, attach,
    settle, resubmit,
)  # fmt: skip
CENTRE: Final[tuple[Make, ...]] = (
    amend_visit, amend_firm, amend_firm, edit_problem, edit_problem, settle, settle, log,
    step(ReturnProblem, "reason"),
    accept, accept, accept,
    on_day(HoldMeeting, "held_on", "decision"),
    step(IssueOrder, "instruction", lead_office_id="housing", assisting_ids=("land",), **ORDER),
    step(IssueOrder, "instruction", lead_office_id="land", **ORDER),
    step(SendPerson, "instruction", **TO_COLLEAGUE),
    on_day(Summon, "respond_by", "words", office_id="land"),
    step(CloseProblem, "words"),
    decide, decide, hand_over,
)  # fmt: skip
DEPARTMENT: Final[tuple[Make, ...]] = (
    with_order(SignForOrder), with_order(SignForOrder), with_order(ObjectToOrder, "reason"),
    with_order(ReportProgress, "text"), with_order(ReplyToOrder, "text", result="solved"),
    report_in, report_in,
)  # fmt: skip
CALLER: Final[tuple[Make, ...]] = (
    step(StartFollowUp), on_day(RecordFollowUp, "called_on", "words", reached=True, satisfied="yes"),
    amend_firm, edit_problem, settle,
)  # fmt: skip
# By the first word of the person's id.
ACTS: Final[dict[str, tuple[Make, ...]]] = {
    "rep": SERVING,
    "coordinator": CENTRE,
    "colleague": CENTRE,
    "handler": DEPARTMENT,
    "caller": CALLER,
}

WAYS: Final[tuple[Make, ...]] = (
    step(ConcealProblem, "reason", office_id="housing"), step(ConcealProblem, "reason", office_id="land"),
    step(ReleaseProblem, "reason", office_id="housing"), step(ReleaseProblem, "reason", office_id="land"),
    step(RaiseProblem, "analysis"), step(ReturnRaised, "decision"), step(ReturnRaised, "decision"),
)  # fmt: skip
# What only later seeds do.
FURTHER: Final[dict[str, tuple[Make, ...]]] = {
    "rep": (attach_to_problem,),
    "coordinator": (
        *WAYS, begin_cluster, in_cluster(AddToCluster), in_cluster(AddToCluster),
        in_cluster(RemoveFromCluster, "reason"), step(UpholdOrder, "reason"), step(RejectReply, "reason"),
        step(CloseOnSite, "words", result="solved"), on_day(SetDueDate, "due_on", "reason"),
        on_day(RecordOutcome, "happened_on", "evidence", outcome="days_saved", amount="3"), attach_to_problem,
    ),
    "colleague": (*WAYS, on_day(RecordGuidance, "guided_on", "guidance")),
    "handler": (attach_to_problem,),
}  # fmt: skip


def acts_of(person: str, further: bool = False) -> tuple[Make, ...]:
    """What this person may think of doing."""
    who = person.partition("-")[0]
    return ACTS[who] + (FURTHER.get(who, ()) if further else ())
