"""汇总: accepted, counted, people sent, departments called, a meeting held."""

from __future__ import annotations

import msgspec
import pytest

from sync.domain.clock import HOUR
from sync.domain.workflow import BEFORE_ACCEPTANCE
from sync.operations.administration import EndAppointment
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
from sync.operations.edits import Edit
from sync.operations.reports import EditProblem
from sync.store.queries.queues import QUEUES
from sync.store.tables import Dispatch, History, Limit, Meeting, Summons
from tests.sync.operations.examples import raised, summoned, summons_id
from tests.sync.operations.ways import at, guided

CENTRE = "coordinator-east"


def test_acceptance_gives_the_number_and_starts_the_clock() -> None:
    city = at("reported")
    city.as_(CENTRE).do(AcceptProblem, topic="licence", cause="obstruction", weight="major")
    problem, limit = city.problem, city.one(Limit)
    assert (problem.state, problem.official_number) == ("accepted", "东企受〔2026〕1号")
    assert (problem.topic, problem.cause, problem.weight) == ("licence", "obstruction", "major")
    assert problem.accepted_at == city.now
    assert (limit.starts_on, limit.amount, limit.unit, limit.cycle) == ("2026-03-02", 15, "workday", 1)
    assert limit.basis == "重大复杂问题 · 本地设定"


@pytest.mark.parametrize(("starts_from", "starts_on"), [("made", "2026-02-26"), ("received", "2026-03-02")])
def test_the_city_says_which_of_two_times_starts_the_clock(starts_from: str, starts_on: str) -> None:
    """Accepted on a laptop without a line on Thursday, received on Monday."""
    city = at("reported")
    limits = tuple(msgspec.structs.replace(rule, starts_from=starts_from) for rule in city.profile.limits)
    city.profile = msgspec.structs.replace(city.profile, limits=limits)
    thursday = city.now - 4 * 24 * HOUR
    city.as_(CENTRE).do(AcceptProblem, made_at=thursday)
    assert city.one(Limit).starts_on == starts_on
    assert city.problem.accepted_at == thursday


def test_what_the_reporter_chose_stays_when_the_centre_chooses_nothing() -> None:
    city = at("reported")
    city.as_("rep-east").do(EditProblem, edits=(Edit("topic", "", "land"), Edit("cause", "", "means")))
    city.as_(CENTRE).do(AcceptProblem)
    assert (city.problem.topic, city.problem.cause) == ("land", "means")


def test_a_colleague_who_accepts_second_is_told_so() -> None:
    city = at("accepted")
    assert city.as_("colleague-east").refused(AcceptProblem) == "already_accepted"


def test_another_day_is_set_with_its_reason_and_the_rule_stays_on_record() -> None:
    city = at("accepted")
    city.as_(CENTRE).do(SetDueDate, due_on="2026-03-31", reason="示例：材料多。")
    limit = city.one(Limit)
    assert (limit.set_due_on, limit.reason, limit.amount) == ("2026-03-31", "示例：材料多。", 3)
    assert city.one(History, action="set_due").detail == "2026-03-31"


def test_a_person_of_the_centre_is_sent_under_the_name_of_the_directory() -> None:
    city = at("accepted")
    city.as_(CENTRE).do(
        SendPerson, person_id="leader-east", directory_id="east", instruction="示例：去看看。"
    )
    sent = city.one(Dispatch)
    assert (sent.person_id, sent.person_name, sent.person_post) == ("leader-east", "示例主任", "主任")
    assert (sent.sent_at, sent.instruction, sent.cycle) == (city.now, "示例：去看看。", 1)
    assert city.one(History, action="send_person").detail == "示例主任 主任"


def test_nobody_is_sent_whose_duty_has_ended() -> None:
    city = at("accepted")
    city.as_("it").do(
        EndAppointment, appointment_id="centre-east/leader-east", person_id="leader-east",
        directory_id="east", until="2026-03-01",
    )  # fmt: skip
    refused = city.as_(CENTRE).refused(SendPerson, person_id="leader-east", directory_id="east")
    assert refused == "unknown_person"


def test_on_the_last_day_of_a_duty_it_still_counts() -> None:
    city = at("accepted")
    city.as_("it").do(
        EndAppointment, appointment_id="centre-east/leader-east", person_id="leader-east",
        directory_id="east", until="2026-03-02",
    )  # fmt: skip
    city.as_(CENTRE).do(SendPerson, person_id="leader-east", directory_id="east")
    assert city.problem.state == "on_site"


def test_a_second_person_can_go_when_the_first_cannot() -> None:
    city = at("on_site")
    city.as_(CENTRE).do(SendPerson, person_id="leader-east", directory_id="east")
    city.as_("leader-east").do(RecordGuidance, guided_on="2026-03-02", guidance="示例：已讲解。")
    assert {row.person_id: row.guidance for row in city.all(Dispatch)} == {
        "colleague-east": "", "leader-east": "示例：已讲解。",
    }  # fmt: skip


def test_guidance_is_kept_with_its_steps_in_the_citys_words() -> None:
    city = at("on_site")
    city.as_("colleague-east").do(
        RecordGuidance,
        guided_on="2026-03-02",
        guidance="示例：讲解手续。",
        steps=("project_approval", "construction", "completion_acceptance"),
    )
    sent = city.one(Dispatch)
    assert (sent.guided_on, sent.guidance) == ("2026-03-02", "示例：讲解手续。")
    assert city.one(History, action="guide").detail == "立项 → 施工 → 竣工验收"


def test_ended_on_site_without_an_order() -> None:
    city = guided()
    city.as_("colleague-east").do(CloseOnSite, result="explained", words="示例：已了解。")
    problem = city.problem
    assert (problem.state, problem.result, problem.conclusion) == ("closed", "explained", "on_site")
    assert problem.closed_at == city.now
    assert city.one(Limit).ended_on == "2026-03-02"


def test_a_department_is_called_and_reports_in() -> None:
    city = summoned()
    called = city.one(Summons)
    assert (called.office_name, called.respond_by, called.reported_at) == (
        "示例东县住建局",
        "2026-03-04",
        None,
    )
    assert city.one(History, action="summon").detail == "示例东县住建局"
    city.as_("handler-housing").do(ReportIn, **summons_id(city))
    came = city.one(Summons)
    assert (came.reported_at, came.reported_name, came.reported_post) == (city.now, "示例经办甲", "科长")
    assert city.one(History, action="report_in").office_name == "示例东县住建局"
    assert city.problem.state == "accepted"


@pytest.mark.parametrize("state", sorted(set(QUEUES["summoned"].states) - BEFORE_ACCEPTANCE))
def test_a_department_can_report_in_wherever_its_call_waits(state: str) -> None:
    city = at(state)
    called = Summons(
        id="s", aggregate_id=city.problem_id, problem_id=city.problem_id, cycle=1, office_id="housing",
        office_name="示例东县住建局", called_at=city.now, respond_by="2026-03-04",
    )  # fmt: skip
    city.shelf.put([called])
    city.as_("handler-housing").do(ReportIn, **summons_id(city))
    assert (city.one(Summons).reported_at, city.problem.state) == (city.now, state)


def test_the_centre_above_that_called_a_department_writes_down_who_came() -> None:
    city = raised()
    above = city.as_("coordinator-city")
    above.do(Summon, office_id="housing", respond_by="2026-03-04")
    above.do(ReportIn, **summons_id(city))
    assert city.one(Summons).reported_name == "示例经办甲"
    assert city.as_("coordinator-west").refused(ReportIn, **summons_id(city)) == "not_allowed"


@pytest.mark.parametrize("second", ["handler-housing", CENTRE])
def test_the_first_report_stands(second: str) -> None:
    city = summoned()
    city.as_("handler-housing").do(ReportIn, **summons_id(city))
    first = city.one(Summons)
    assert city.as_(second).do(ReportIn, **summons_id(city) | {"name": "示例别人"}) == "merged"
    assert city.one(Summons) == first
    assert len(city.all(History, action="report_in")) == 2


def test_a_meeting_is_one_page_with_its_decision() -> None:
    city = at("accepted")
    page = {
        "held_on": "2026-03-02", "place": "示例会议室", "chair": "示例主任", "present": "示例住建局",
        "discussion": "示例：缺备案。", "decision": "示例：由住建局办理。", "lead_office_id": "housing",
    }  # fmt: skip
    city.as_(CENTRE).do(HoldMeeting, **page)
    meeting = city.one(Meeting)
    assert {name: getattr(meeting, name) for name in page} == page
    assert (meeting.lead_office_name, city.problem.state) == ("示例东县住建局", "in_meeting")
    city.as_(CENTRE).do(HoldMeeting, held_on="2026-03-02", decision="示例：再议。")
    assert len(city.all(Meeting)) == 2
