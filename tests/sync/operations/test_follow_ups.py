"""反馈: the call, 销号, and the next cycle with its own clock."""

from __future__ import annotations

import pytest

from sync.domain.clock import HOUR
from sync.operations.administration import Appoint, Assign, EndAppointment, EndAssignment
from sync.operations.centre import (
    AcceptProblem,
    CloseOnSite,
    HoldMeeting,
    RecordGuidance,
    SendPerson,
    Summon,
)
from sync.operations.follow_ups import RecordFollowUp, StartFollowUp
from sync.operations.orders import (
    CloseProblem,
    IssueOrder,
    ObjectToOrder,
    ReplyToOrder,
    ReportProgress,
    SignForOrder,
)
from sync.operations.reports import ReportProblem
from sync.store.tables import Dispatch, FollowUp, History, Limit, Meeting, Order, Reply, Summons
from tests.sync.operations.city import City
from tests.sync.operations.ways import (
    CALL,
    NEED,
    ORDER,
    at,
    closed_on_site,
    guided,
    order_id,
    unsatisfied,
)

CENTRE, HOUSING, CALLER = "coordinator-east", "handler-housing", "caller-east"


def test_satisfied_is_settled() -> None:
    city = at("awaiting_follow_up")
    city.as_(CALLER).do(RecordFollowUp, **CALL | {"words": ""}, satisfied="yes", respondent="示例联系人")
    call = city.one(FollowUp)
    assert (city.problem.state, city.problem.settled_at) == ("settled", city.now)
    assert (call.caller_id, call.caller_name, call.respondent, call.satisfied) == (
        CALLER, "示例回访员", "示例联系人", "yes",
    )  # fmt: skip


def test_a_call_that_reached_nobody_says_nothing_of_satisfaction() -> None:
    city = at("awaiting_follow_up")
    city.as_(CALLER).do(
        RecordFollowUp, called_on="2026-03-02", reached=False, satisfied="yes", back_to="assign"
    )
    call = city.one(FollowUp)
    assert (call.reached, call.satisfied, call.back_to) == (False, "", "")
    assert city.problem.state == "awaiting_follow_up"
    assert city.one(History, action="not_reached").state == "awaiting_follow_up"


@pytest.mark.parametrize(
    ("city", "back_to", "state"),
    [
        (lambda: at("awaiting_follow_up"), "assign", "transferred"),
        (lambda: at("awaiting_follow_up"), "handle", "in_hand"),
        (closed_on_site, "assign", "accepted"),
        (closed_on_site, "handle", "on_site"),
    ],
)
def test_unsatisfied_goes_back_in_a_new_cycle_with_its_own_clock(
    city: object, back_to: str, state: str
) -> None:
    assert callable(city)
    told = unsatisfied(city(), back_to)
    problem = told.problem
    assert (problem.state, problem.cycle) == (state, 2)
    assert (problem.closed_at, problem.result, problem.conclusion, problem.settled_at) == (None, "", "", None)
    first, second = sorted(told.all(Limit), key=lambda row: row.cycle)
    assert (first.cycle, first.ended_on) == (1, "2026-03-02")
    assert (second.cycle, second.ended_on, second.amount) == (2, None, first.amount)
    assert told.one(FollowUp).cycle == 1


def test_back_to_the_department_it_is_handled_and_settled_in_the_second_cycle() -> None:
    city = unsatisfied(at("awaiting_follow_up"), "handle")
    city.as_(HOUSING).do(ReplyToOrder, text="示例：这次办好了。", result="solved")
    city.as_(CENTRE).do(CloseProblem)
    city.as_(CALLER).do(StartFollowUp)
    city.as_(CALLER).do(RecordFollowUp, **CALL, satisfied="yes")
    assert (city.problem.state, city.problem.cycle) == ("settled", 2)
    assert {call.cycle: call.satisfied for call in city.all(FollowUp)} == {1: "no", 2: "yes"}
    assert all(limit.ended_on for limit in city.all(Limit))


def test_back_to_assignment_the_order_waits_to_be_signed_for_again() -> None:
    city = unsatisfied(at("awaiting_follow_up"), "assign")
    order = city.one(Order)
    assert (order.signed_for_at, order.signed_for_name, order.signed_for_post) == (None, "", "")
    city.as_(HOUSING).do(SignForOrder, **order_id(city))
    assert (city.problem.state, city.one(Order).signed_for_name) == ("in_hand", "示例经办甲")


def test_back_on_site_the_same_person_goes_again_and_can_end_it() -> None:
    city = unsatisfied(closed_on_site(), "handle")
    assert city.as_("colleague-east").refused(CloseOnSite, result="solved") == "incomplete"
    city.as_("colleague-east").do(RecordGuidance, guided_on="2026-03-02", guidance="示例：再讲一次。")
    city.as_("colleague-east").do(CloseOnSite, result="solved")
    sent = sorted(city.all(Dispatch), key=lambda row: row.cycle)
    assert {(row.person_id, row.person_name, row.person_post) for row in sent} == {
        ("colleague-east", "示例协调员乙", "科员")
    }
    assert [(row.cycle, row.guidance) for row in sent] == [(1, "示例：讲解手续。"), (2, "示例：再讲一次。")]
    assert city.problem.state == "closed"


def test_what_was_explained_in_the_first_cycle_is_not_written_over_in_the_second() -> None:
    city = unsatisfied(closed_on_site(), "assign")
    city.as_(CENTRE).do(SendPerson, person_id="leader-east", directory_id="east")
    guidance = {"guided_on": "2026-03-02", "guidance": "示例：别的讲解。"}
    assert city.as_("colleague-east").refused(RecordGuidance, **guidance) == "not_allowed"
    city.as_("leader-east").do(RecordGuidance, **guidance)
    assert {row.cycle: row.guidance for row in city.all(Dispatch)} == {
        1: "示例：讲解手续。", 2: "示例：别的讲解。",
    }  # fmt: skip


def test_what_is_done_in_the_second_cycle_is_told_apart() -> None:
    city = unsatisfied(closed_on_site(), "assign")
    city.as_(CENTRE).do(SendPerson, person_id="leader-east", directory_id="east")
    city.as_(CENTRE).do(Summon, office_id="housing", respond_by="2026-03-04")
    city.as_(CENTRE).do(IssueOrder, **ORDER)
    city.as_(HOUSING).do(SignForOrder, **order_id(city))
    city.as_(HOUSING).do(ReportProgress, text="示例：正在办理。")
    assert city.one(Summons).cycle == city.one(Order).cycle == city.one(Reply).cycle == 2
    assert sorted(row.cycle for row in city.all(Dispatch)) == [1, 2]
    assert city.one(History, action="progress").cycle == 2


def test_a_meeting_belongs_to_its_cycle() -> None:
    city = unsatisfied(closed_on_site(), "assign")
    city.as_(CENTRE).do(HoldMeeting, held_on="2026-03-02", decision="示例：再议。")
    assert city.one(Meeting).cycle == 2


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (HOUSING, "follow_up_by_handler"),
        ("handler-land", "follow_up_by_department"),
        (CENTRE, "follow_up_by_signer"),
        ("leader-east", "follow_up_by_signer"),
        ("rep-east", "follow_up_by_representative"),
    ],
)
def test_even_as_a_caller_nobody_with_a_part_in_it_may_call(person: str, code: str) -> None:
    city = at("closed")
    city.as_("it").do(
        Appoint, appointment_id="also-caller", person_id=person, office_id="centre-east", role="caller",
        since="2026-01-01", directory_id="east",
    )  # fmt: skip
    assert city.as_(person).refused(StartFollowUp) == code


def test_who_was_sent_may_not_call() -> None:
    city = guided()
    city.as_("colleague-east").do(CloseOnSite, result="explained")
    assert city.as_("colleague-east").refused(StartFollowUp) == "follow_up_by_handler"


def also_caller(city: City, person: str) -> City:
    """The centre's callers have this one among them as well."""
    city.as_("it").do(
        Appoint, appointment_id=f"also/{person}", person_id=person, office_id="centre-east", role="caller",
        since="2026-01-01", directory_id="east",
    )  # fmt: skip
    return city


def test_who_signed_for_the_order_in_an_earlier_cycle_may_not_call_either() -> None:
    """Handed back, it is signed for anew by a colleague; the first one has left the department since."""
    city, colleague = at("in_hand"), "handler-land"
    named = {"appointment_id": "also-housing", "person_id": colleague, "directory_id": "east"}
    city.as_("it").do(Appoint, **named, office_id="housing", role="handler", since="2026-01-01")
    for back in (True, False):
        city.as_(colleague).do(ReplyToOrder, text="示例：已办理。", result="solved")
        city.as_(CENTRE).do(CloseProblem)
        if back:
            city.as_(CALLER).do(StartFollowUp)
            unsatisfied(city, "assign").as_(colleague).do(SignForOrder, **order_id(city))
    gone = {"appointment_id": f"housing/{HOUSING}", "person_id": HOUSING, "directory_id": "east"}
    also_caller(city, HOUSING).as_("it").do(EndAppointment, **gone, until="2026-03-01")
    assert city.as_(HOUSING).refused(StartFollowUp) == "follow_up_by_handler"


def test_who_ended_it_on_site_may_not_call_either() -> None:
    """Nobody else handled it: the centre sent somebody, and ended it."""
    city = guided()
    city.as_(CENTRE).do(CloseOnSite, result="explained")
    assert also_caller(city, CENTRE).as_(CENTRE).refused(StartFollowUp) == "follow_up_by_handler"
    city.as_(CALLER).do(StartFollowUp)
    unsatisfied(city, "handle").as_("colleague-east").do(
        RecordGuidance, guided_on="2026-03-02", guidance="示例：再讲一次。"
    )
    city.as_("colleague-east").do(CloseOnSite, result="explained")
    assert city.as_(CENTRE).refused(StartFollowUp) == "follow_up_by_handler"


def test_the_department_of_an_earlier_cycle_may_not_call_either() -> None:
    """It handled the first cycle, and objected to the second: the order went to another one."""
    city = unsatisfied(at("awaiting_follow_up"), "assign")
    city.as_(HOUSING).do(ObjectToOrder, **order_id(city), reason="示例：已尽力。")
    city.as_(CENTRE).do(IssueOrder, **ORDER | {"lead_office_id": "water", "assisting_ids": ()})
    city.as_("handler-water").do(SignForOrder, **order_id(city))
    city.as_("handler-water").do(ReplyToOrder, text="示例：办好了。", result="solved")
    city.as_(CENTRE).do(CloseProblem)
    assert also_caller(city, "handler-land").as_("handler-land").refused(StartFollowUp) == (
        "follow_up_by_department"
    )


def test_who_served_the_firm_for_a_while_since_the_report_may_not_call_either() -> None:
    city = City()
    city.as_(CENTRE).do(ReportProblem, **NEED)
    for person, role in (("rep-spare", "representative"), ("liaison", "liaison")):
        named = {"assignment_id": f"then/{person}", "enterprise_id": "firm-east"}
        city.as_("it").do(
            Assign, **named, person_id=person, person_name="示例", person_post="示例", role=role,
            since="2026-03-02",
        )  # fmt: skip
        city.as_("it").do(EndAssignment, **named, until="2026-03-02", reason="示例：工作调整。")
    city.now += 24 * HOUR
    city.as_(CENTRE).do(AcceptProblem)
    city.as_(CENTRE).do(SendPerson, person_id="colleague-east", directory_id="east")
    city.as_("colleague-east").do(RecordGuidance, guided_on="2026-03-02", guidance="示例：讲解手续。")
    city.as_("colleague-east").do(CloseOnSite, result="explained")
    for person in ("rep-spare", "liaison"):
        refused = also_caller(city, person).as_(person).refused(StartFollowUp)
        assert refused == "follow_up_by_representative"


def test_who_drafted_a_withdrawn_order_may_not_call_either() -> None:
    city = at("objected")
    city.as_("colleague-east").do(IssueOrder, **ORDER | {"lead_office_id": "land", "assisting_ids": ()})
    city.as_("handler-land").do(SignForOrder, **order_id(city))
    city.as_("handler-land").do(ReplyToOrder, text="示例：已办理。", result="solved")
    city.as_("colleague-east").do(CloseProblem)
    assert city.as_(CENTRE).refused(StartFollowUp) == "follow_up_by_signer"
