"""交办 and 处置: the order, its objection, the department's work, the centre's check."""

from __future__ import annotations

import pytest

from sync.operations.centre import HoldMeeting, SetDueDate
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
from sync.store.tables import History, Limit, Meeting, Order, Reply
from tests.sync.operations.ways import ORDER, at, order_id

CENTRE, HOUSING, LAND = "coordinator-east", "handler-housing", "handler-land"


def test_an_order_names_everybody_who_has_a_part_in_it() -> None:
    order = (city := at("transferred")).one(Order)
    assert (order.number, order.due_on) == ("东企转〔2026〕2号", "2026-03-05")  # three working days
    assert (order.lead_office_id, order.lead_office_name) == ("housing", "示例东县住建局")
    assert (order.assisting_ids, order.assisting_names) == (("land",), ("示例东县自然资源局",))
    assert (order.drafter_id, order.drafter_name, order.drafter_post) == (CENTRE, "示例协调员甲", "科员")
    assert (order.signer_id, order.signer_name, order.signer_post) == ("leader-east", "示例主任", "主任")
    assert order.issued_at == city.now
    line = city.one(History, action="issue_order")
    assert (line.text, line.detail) == (order.instruction, order.lead_office_name)
    assert city.one(History, action="issue_order").office_name == "示例东县企业发展服务中心"


def test_an_order_falls_due_on_the_day_that_the_centre_set() -> None:
    city = at("accepted")
    city.as_(CENTRE).do(SetDueDate, due_on="2026-03-31", reason="示例：材料多。")
    city.as_(CENTRE).do(IssueOrder, **ORDER)
    assert city.one(Order).due_on == "2026-03-31"


def test_another_day_is_set_before_the_order_that_follows_an_objection() -> None:
    city = at("objected")
    city.as_(CENTRE).do(SetDueDate, due_on="2026-03-31", reason="示例：换了部门。")
    city.as_(CENTRE).do(IssueOrder, **ORDER | {"lead_office_id": "water", "assisting_ids": ()})
    assert city.one(Order, withdrawn_at=None).due_on == "2026-03-31"


def test_a_decision_leads_to_its_order() -> None:
    city = at("accepted")
    city.as_(CENTRE).do(HoldMeeting, held_on="2026-03-02", decision="示例：转办。")
    city.as_(CENTRE).do(IssueOrder, **ORDER, meeting_id=city.one(Meeting).id)
    assert city.one(Order).meeting_id == city.one(Meeting).id


def test_a_department_signs_for_its_order() -> None:
    order = (city := at("in_hand")).one(Order)
    assert (order.signed_for_id, order.signed_for_name, order.signed_for_post) == (
        HOUSING,
        "示例经办甲",
        "科长",
    )
    assert order.signed_for_at == city.now


def test_an_objection_is_answered_and_the_order_stays() -> None:
    city = at("transferred")
    city.as_(HOUSING).do(
        ObjectToOrder, **order_id(city), reason="示例：不属本局。", suggested_office_id="land"
    )
    assert (city.one(Order).objection, city.one(Order).suggested_office_id) == ("示例：不属本局。", "land")
    city.as_(CENTRE).do(UpholdOrder, reason="示例：属本局。")
    order = city.one(Order)
    assert (order.objection, order.objected_at, order.suggested_office_id) == ("", None, "")
    assert city.problem.state == "transferred"
    assert [city.one(History, action=what).text for what in ("object", "uphold_order")] == [
        "示例：不属本局。", "示例：属本局。",
    ]  # fmt: skip
    assert city.one(History, action="object").detail == "示例东县自然资源局"


def test_another_department_gets_a_new_order_and_the_old_one_is_withdrawn() -> None:
    city = at("objected")
    old = city.one(Order)
    city.as_(CENTRE).do(IssueOrder, **ORDER | {"lead_office_id": "land", "assisting_ids": ()})
    new, gone = city.one(Order, withdrawn_at=None), city.one(Order, id=old.id)
    assert (new.lead_office_id, new.number) == ("land", "东企转〔2026〕3号")
    assert (gone.withdrawn_at, gone.withdrawn_reason) == (city.now, "示例：不属本局。")
    assert city.as_("handler-water").refused(SignForOrder, order_id=new.id) == "not_allowed"
    assert city.as_(LAND).refused(SignForOrder, order_id=old.id) == "no_order"
    city.as_(LAND).do(SignForOrder, order_id=new.id)
    assert city.problem.state == "in_hand"


def test_who_worked_on_a_withdrawn_order_without_a_line_is_told_so() -> None:
    """Not that the role gives no right: it gave one when the work was done."""
    city = at("objected")
    old = city.one(Order).id
    city.as_(CENTRE).do(IssueOrder, **ORDER | {"lead_office_id": "water", "assisting_ids": ()})
    assert city.as_(HOUSING).refused(SignForOrder, order_id=old) == "no_order"
    assert city.as_(HOUSING).refused(ObjectToOrder, order_id=old, reason="示例：不属本局。") == "no_order"
    city.as_("handler-water").do(SignForOrder, **order_id(city))
    assert city.as_(HOUSING).refused(ReplyToOrder, text="示例：已办理。", result="solved") == "no_order"
    assert city.as_(LAND).refused(ReportProgress, text="示例：正在办理。") == "no_order"


def test_a_department_has_one_part_in_an_order() -> None:
    city = at("accepted")
    city.as_(CENTRE).do(IssueOrder, **ORDER | {"assisting_ids": ("land", "housing", "land")})
    assert (city.one(Order).assisting_ids, city.one(Order).assisting_names) == (
        ("land",),
        ("示例东县自然资源局",),
    )


@pytest.mark.parametrize(("who", "office"), [(HOUSING, "示例东县住建局"), (LAND, "示例东县自然资源局")])
def test_lead_and_assisting_departments_report_progress_in_their_own_name(who: str, office: str) -> None:
    city = at("in_hand")
    city.as_(who).do(ReportProgress, text="示例：正在办理。")
    reply = city.one(Reply)
    assert (reply.kind, reply.office_name, reply.order_id) == ("progress", office, city.one(Order).id)
    assert (reply.author_id, reply.author_post, reply.at) == (who, "科长", city.now)
    assert reply.author_name in ("示例经办甲", "示例经办乙")


def test_what_an_assisting_department_wrote_without_a_line_comes_beside_the_reply() -> None:
    """The lead department has answered meanwhile; the centre checks both."""
    city = at("replied")
    city.as_(LAND).do(ReportProgress, text="示例：本局部分已办完。", made_at=city.now - 60_000)
    assert city.problem.state == "replied"
    city.as_(CENTRE).do(CloseProblem)
    assert {reply.kind: reply.verdict for reply in city.all(Reply)} == {"final": "approved", "progress": ""}


def test_the_centre_closes_after_checking_the_reply() -> None:
    city = at("in_hand")
    city.as_(HOUSING).do(ReplyToOrder, text="示例：已备案。", document="竣工验收备案", result="solved")
    city.as_(CENTRE).do(CloseProblem, words="示例：已核对。")
    problem, reply = city.problem, city.one(Reply)
    assert (problem.state, problem.result, problem.conclusion) == ("closed", "solved", "replied")
    assert (reply.document, reply.verdict, reply.verdict_words) == (
        "竣工验收备案",
        "approved",
        "示例：已核对。",
    )
    assert city.one(Limit).ended_on == "2026-03-02"


@pytest.mark.parametrize(
    ("action", "office"),
    [
        ("accept", "示例东县企业发展服务中心"),
        ("issue_order", "示例东县企业发展服务中心"),
        ("sign_for", "示例东县住建局"),
        ("reply", "示例东县住建局"),
        ("reject_reply", "示例东县企业发展服务中心"),
        ("close", "示例东县企业发展服务中心"),
    ],
)
def test_the_history_names_the_office_that_took_the_step(action: str, office: str) -> None:
    city = at("replied")
    city.as_(CENTRE).do(RejectReply, reason="示例：缺文件。")
    city.as_(HOUSING).do(ReplyToOrder, text="示例：附文件。", result="solved")
    city.as_(CENTRE).do(CloseProblem)
    assert {line.office_name for line in city.all(History, action=action)} == {office}


def test_a_reply_that_was_sent_back_stays_beside_the_next_one() -> None:
    city = at("replied")
    city.as_(CENTRE).do(RejectReply, reason="示例：缺文件。")
    assert city.problem.state == "in_hand"
    city.as_(HOUSING).do(ReplyToOrder, text="示例：附文件。", result="solved")
    city.as_(CENTRE).do(CloseProblem)
    replies = sorted(city.all(Reply), key=lambda row: row.at)
    assert [(row.text, row.verdict, row.verdict_words) for row in replies] == [
        ("示例：已办理。", "rejected", "示例：缺文件。"),
        ("示例：附文件。", "approved", ""),
    ]
