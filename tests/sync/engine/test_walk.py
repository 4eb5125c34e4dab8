"""A walk at random: three laptops work, are cut off, lose and regain what they hold; what was stopped is done
again, admitted or given up. At each rest a copy is what its person may see (I3), what may be seen is what the
rule of membership says, and no text of a visit is in two rows or in none.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from sync.domain.errors import Quarantined, Refused
from sync.engine import outbox
from sync.engine.laptop import Laptop
from sync.engine.transport import Away
from sync.operations.access import ConcealProblem, RaiseProblem, ReleaseProblem
from sync.operations.administration import EndAppointment, EndAssignment, SetEnterprise
from sync.operations.admissions import AdmitWork, DeclineWork
from sync.operations.base import Operation
from sync.operations.centre import AcceptProblem, HoldMeeting
from sync.operations.edits import Edit
from sync.operations.hand_over import HandOver
from sync.operations.orders import (
    CloseProblem,
    IssueOrder,
    ObjectToOrder,
    ReplyToOrder,
    ReportProgress,
    SignForOrder,
)
from sync.operations.reports import EditProblem, ReturnProblem
from sync.operations.visits import AmendVisit
from sync.server import membership
from sync.store.rows import select
from sync.store.tables import (
    Enterprise,
    History,
    Order,
    Outbox,
    Parked,
    Placement,
    Problem,
    Region,
    Row,
    Visit,
)
from tests.bad_line import cut, spoiled
from tests.cases import report, today, visit
from tests.city import act, appointment, assignment
from tests.copies import assert_same
from tests.stage import Stage

R = TypeVar("R", bound=Row)
PEOPLE: Final = ("rep-east", "coordinator-east", "handler-housing")
FIRMS: Final = ("firm-east", "firm-other", "firm-small")
STEPS: Final = 200
REST: Final = 40  # steps from one rest to the next


class Walk:
    """The stage, its three laptops, and the luck that leads them."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.luck = stage, random.Random(seed)
        self.laptops = {person: stage.laptop(person) for person in PEOPLE}

    def step(self) -> None:
        """Somebody does something, somewhere; a rule may say no."""
        self.luck.choices((self.work, self.administer, self.sync), (12, 2, 5))[0]()

    def work(self) -> None:
        person = self.luck.choice(PEOPLE)
        laptop = self.laptops[person]
        make = self.luck.choice(ACTS[person])
        try:
            operation = make(self, laptop)
            if operation is not None:
                laptop.do(operation)
        except (Refused, Quarantined):
            return

    def administer(self) -> None:
        operation = self.luck.choice(ADMINISTRATION)(self.luck)
        self.stage.as_person("system", operation)

    def sync(self) -> None:
        with bad_luck(self.luck):
            self.luck.choice(list(self.laptops.values())).sync()

    def rest(self) -> None:
        """Everybody syncs until nothing is left to send; what was stopped is done again once, or given up."""
        for last in (False, True):
            for laptop in self.laptops.values():
                laptop.sync()
                for entry in laptop.read(stopped):
                    if last or not self.repair(laptop, entry.op_id):
                        laptop.discard(entry.op_id)
        for laptop in self.laptops.values():
            laptop.sync()
        for laptop in self.laptops.values():
            assert_same(self.stage, laptop)
        assert_membership(self.stage)
        assert_once(self.stage, self.laptops.values())

    def repair(self, laptop: Laptop, op_id: str) -> bool:
        """A visit or a report, on a firm that the person has now; False where there is none, or by luck."""
        entry = next(each for each in laptop.read(stopped) if each.op_id == op_id)
        again = REPAIRS.get(entry.kind)
        op = again(self, laptop) if again and self.luck.random() < 0.7 else None
        if op is None:
            return False
        try:
            laptop.repair(op_id, op)
        except (Refused, Quarantined):
            return False
        return True

    def some(self, laptop: Laptop, kind: type[R], **equal: object) -> R | None:
        """A row that the laptop has."""
        rows = laptop.read(lambda connection: select(connection, kind, **equal))
        return self.luck.choice(rows) if rows else None


@contextmanager
def bad_luck(luck: random.Random) -> Iterator[None]:
    """Now and then the line breaks in the middle of a reply."""
    if luck.random() > 0.3:
        yield
        return
    try:
        with spoiled(luck.randrange(3), cut(luck.randrange(400))):
            yield
    except Away:
        return


def stopped(connection: Any) -> list[Outbox]:
    return select(connection, Outbox, state=list(outbox.STOPPED))


def assert_membership(stage: Stage) -> None:
    """The placements that stand are those that the rule, asked for everything at once, would make."""
    with stage.database.read() as connection:
        wanted = membership.wanted(connection, list(select(connection, Region)))
        standing: dict[str, set[str]] = {aggregate_id: set() for aggregate_id in wanted}
        for row in select(connection, Placement, revoked=None):
            standing.setdefault(row.aggregate_id, set()).add(row.holder_id)
    assert standing == {aggregate_id: set(holders) for aggregate_id, holders in wanted.items()}


def assert_once(stage: Stage, laptops: Iterable[Laptop]) -> None:
    """No text of a visit is in two rows; none that was taken is in no row, unless somebody wrote another."""
    written = [row.situation for row in stage.read(select, Visit)]
    lines = stage.read(select, History, action="amend_visit")
    before = {old for line in lines for _, old, _ in json.loads(line.detail)}
    assert len(written) == len(set(written))
    entries = [entry for laptop in laptops for entry in laptop.read(select, Outbox)]
    visits = [entry for entry in entries if entry.kind == "log_visit"]
    taken = [entry for entry in visits if entry.state in ("accepted", "admitted")]
    assert {json.loads(entry.body)["situation"] for entry in taken} <= {*written, *before}


def log(walk: Walk, laptop: Laptop) -> Operation | None:
    firm = walk.some(laptop, Enterprise)
    return visit(firm.id, situation=str(walk.luck.random())) if firm else None


def amend(walk: Walk, laptop: Laptop) -> Operation | None:
    row = walk.some(laptop, Visit)
    if row is None:
        return None
    edits = (Edit("situation", row.situation, str(walk.luck.random())),)
    return act(AmendVisit, enterprise_id=row.enterprise_id, visit_id=row.id, edits=edits)


def tell(walk: Walk, laptop: Laptop) -> Operation | None:
    firm = walk.some(laptop, Enterprise)
    return report(firm.id, title=str(walk.luck.random())) if firm else None


def decide(walk: Walk, laptop: Laptop) -> Operation | None:
    """The centre about work in quarantine."""
    row = walk.some(laptop, Parked, decision="")
    if row is None:
        return None
    problem = next(
        iter(laptop.read(lambda connection: select(connection, Problem, id=row.aggregate_id))), None
    )
    firm = problem.enterprise_id if problem else row.aggregate_id
    names = {"enterprise_id": firm, "problem_id": problem.id if problem else "", "parked_id": row.id}
    kind = walk.luck.choice((AdmitWork, AdmitWork, DeclineWork))
    return act(kind, **names, reason="示例")


def in_case(
    make: Callable[[Walk, Problem, dict[str, str]], Operation],
) -> Callable[[Walk, Laptop], Operation | None]:
    """A step in a problem's life, built on its newest history line."""

    def made(walk: Walk, laptop: Laptop) -> Operation | None:
        problem = walk.some(laptop, Problem)
        if problem is None:
            return None
        lines = laptop.read(lambda connection: select(connection, History, aggregate_id=problem.id))
        newest = max(lines, key=lambda line: line.at).id
        names = {"problem_id": problem.id, "enterprise_id": problem.enterprise_id, "seen": newest}
        return make(walk, problem, names)

    return made


def with_order(kind: type[Operation], **values: Any) -> Callable[[Walk, Laptop], Operation | None]:
    def made(walk: Walk, laptop: Laptop) -> Operation | None:
        order = walk.some(laptop, Order, withdrawn_at=None)
        problem = walk.some(laptop, Problem, id=order.problem_id) if order else None
        if order is None or problem is None:
            return None
        names = {"problem_id": problem.id, "enterprise_id": problem.enterprise_id, "order_id": order.id}
        return act(kind, **{name: names[name] for name in names if name in kind.__struct_fields__}, **values)

    return made


def retitle(walk: Walk, problem: Problem, names: dict[str, str]) -> Operation:
    return act(EditProblem, **names, edits=(Edit("title", problem.title, str(walk.luck.random())),))


def step(kind: type[Operation], **values: Any) -> Callable[[Walk, Laptop], Operation | None]:
    return in_case(lambda _walk, _problem, names: act(kind, **names, **values))


ORDER: Final = {"instruction": "办", "signer_id": "leader-east", "directory_id": "east"}
ACTS: Final[dict[str, list[Callable[[Walk, Laptop], Operation | None]]]] = {
    "rep-east": [log, log, amend, tell, tell, in_case(retitle)],
    "coordinator-east": [
        log,
        decide,
        decide,
        amend,
        in_case(retitle),
        step(ReturnProblem, reason="补充"),
        step(AcceptProblem),
        step(AcceptProblem),
        step(HoldMeeting, held_on=today(), decision="转办"),
        step(IssueOrder, lead_office_id="housing", **ORDER),
        step(IssueOrder, lead_office_id="land", **ORDER),
        step(CloseProblem),
        step(ConcealProblem, office_id="housing", reason="涉及该局"),
        step(ReleaseProblem, office_id="housing", reason="已查清"),
        step(RaiseProblem, analysis="县里解决不了"),
    ],
    "handler-housing": [
        with_order(SignForOrder),
        with_order(SignForOrder),
        with_order(ObjectToOrder, reason="非本局"),
        with_order(ReportProgress, text="进展"),
        with_order(ReplyToOrder, text="已办", result="solved"),
    ],
}
REPAIRS: Final[dict[str, Callable[[Walk, Laptop], Operation | None]]] = {
    "log_visit": log,
    "report_problem": tell,
}
ENDING: Final = {"person_id": "handler-housing", "appointment_id": "housing/handler-housing"}
ADMINISTRATION: Final[list[Callable[[random.Random], Operation]]] = [
    lambda luck: assignment(luck.choice(FIRMS), "rep-east"),
    lambda luck: handed_over(luck, "rep-east", "rep-spare"),
    lambda luck: handed_over(luck, "rep-spare", "rep-east"),
    lambda luck: assignment(luck.choice(FIRMS), "rep-spare"),
    lambda luck: end_of(luck.choice(FIRMS), "rep-east"),
    lambda luck: end_of(luck.choice(FIRMS), "rep-spare"),
    lambda _luck: act(EndAppointment, **ENDING, directory_id="east", until=today()),
    lambda _luck: appointment("handler-housing", "handler", "housing"),
    lambda luck: act(
        SetEnterprise,
        enterprise_id="firm-other",
        name="示例东方机械有限公司",
        region_id=luck.choice(("east", "west")),
    ),
]


def handed_over(luck: random.Random, start: str, to: str) -> Operation:
    names = {"from_person_id": start, "to_person_id": to, "directory_id": "city"}
    firms = tuple(sorted(luck.sample(FIRMS, luck.randint(1, 2))))
    return act(HandOver, **names, enterprise_ids=firms, on=today(), reason="轮岗")


def end_of(firm: str, person: str) -> Operation:
    names = {"assignment_id": f"{firm}/{person}", "enterprise_id": firm}
    return act(EndAssignment, **names, until=today(), reason="调整")


def test_at_every_rest_each_copy_is_what_its_person_may_see(small_stage: Stage) -> None:
    seed = random.randrange(1_000_000)
    walk = Walk(small_stage, seed)
    for number in range(1, STEPS + 1):
        walk.step()
        if number % REST == 0:
            walk.rest()
    assert small_stage.read(select, Visit), seed


def test_the_same_on_postgresql(postgresql_stage: Stage) -> None:
    walk = Walk(postgresql_stage, random.randrange(1_000_000))
    for _ in range(REST):
        walk.step()
    walk.rest()
