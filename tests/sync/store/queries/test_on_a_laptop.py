"""The questions on real laptops: what was done there is shown as it is, before and after a sync."""

from __future__ import annotations

from sync.domain.clock import day_of
from sync.engine.actor_here import actor_here
from sync.engine.laptop import Laptop
from sync.operations.centre import AcceptProblem
from sync.operations.reports import ReportProblem
from sync.operations.visits import LogVisit, visit_id
from sync.store.queries import cases, enterprises, orders, outbox_view, problems, queues, search, visits
from sync.store.queries.problems import EVERYTHING
from tests.city import act
from tests.stage import Stage

FIRM = {"enterprise_id": "firm-east"}


def words(laptop: Laptop) -> list[tuple[str, str]]:
    """Each record's title and honest word."""
    seen = laptop.read(visits.listed, visits.Filter())
    reported = laptop.read(problems.listed, EVERYTHING)
    return [*((row.opening, row.delivery) for row in seen), *((row.title, row.delivery) for row in reported)]


def found(laptop: Laptop, typed: str) -> tuple[int, int, int]:
    """How many firms, problems and visits a search finds once all is indexed."""
    while laptop.index():
        pass
    hits = laptop.read(search.search, typed)
    return len(hits.enterprises), len(hits.problems), len(hits.visits)


def test_a_day_offline_and_back(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    with small_stage.away():
        today = day_of(laptop.now())
        visit = act(LogVisit, **FIRM, visited_on=today.isoformat(), situation="厂房尚未登记")
        laptop.do(visit)
        report = act(
            ReportProblem,
            **FIRM,
            form="need",
            local_code=laptop.next_code(),
            title="不动产登记",
            description="缺竣工验收",
            visit_id=visit_id(visit),
        )
        laptop.do(report)
        assert words(laptop) == [("厂房尚未登记", "waiting"), ("不动产登记", "waiting")]
        assert found(laptop, "sldf") == (2, 1, 1)
        assert found(laptop, "登记") == (0, 1, 1)
        seen = laptop.read(outbox_view.overview, "rep-east")
        assert [(waits.kind, waits.title) for waits in seen.queue] == [
            ("log_visit", "示例东方制药有限公司"),
            ("report_problem", "不动产登记"),
        ]
    laptop.sync()
    assert words(laptop) == [("厂房尚未登记", "delivered"), ("不动产登记", "delivered")]
    assert laptop.read(outbox_view.overview, "rep-east").queue == ()
    firms = {row.id: row for row in laptop.read(enterprises.listed, "rep-east", today, True)}
    assert set(firms) == {"firm-east", "firm-other"}
    assert (firms["firm-east"].open_problems, firms["firm-east"].days_since_visit) == (1, 0)
    detail = laptop.read(visits.detail, visit_id(visit))
    assert detail is not None
    assert [row.id for row in detail.problems] == [report.problem_id]


def test_the_centre_accepts_what_its_queue_shows(small_stage: Stage) -> None:
    report = act(ReportProblem, **FIRM, form="need", local_code="A-1", title="登记", description="缺验收")
    small_stage.done_by("rep-east", report)
    laptop = small_stage.laptop("coordinator-east")
    centre = actor_here(laptop)
    (waiting,) = laptop.read(queues.listed, "to_accept", centre)
    assert (waiting.number, waiting.number_pending) == ("A-1", True)
    laptop.do(act(AcceptProblem, **FIRM, problem_id=waiting.id, seen=waiting.seen))
    assert laptop.read(queues.counts, centre)["to_accept"] == 0
    laptop.sync()
    (row,) = laptop.read(queues.listed, "to_transfer", centre)
    assert not row.number_pending
    assert row.limit is not None
    assert row.seen != waiting.seen
    detail = laptop.read(cases.detail, row.id, laptop.rules().profile)
    assert detail is not None
    assert [line.history.action for line in detail.lines] == ["accept", "report"]
    assert laptop.read(orders.listed, EVERYTHING) == []
