"""The table of acts, row by row: each is reached by its key, asks what it asks, and does its operation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from desktop.cases.acts import ACTS, offered
from desktop.cases.here import case_here
from desktop.cases.stand import Stand
from sync.engine.actor_here import actor_here
from sync.engine.laptop import Laptop
from sync.operations.reports import ReportProblem
from tests.desktop.cases import on_the_way
from tests.desktop.cases.conftest import At
from tests.journeys.window import Window
from tests.stage import Stage

Fill = tuple[str, str, str]


@dataclass(frozen=True)
class Done:
    """How one act is done: who, from where, on which screen, what is filled in, and what follows."""

    person: str
    begun: Callable[[Stage], ReportProblem]
    screen: str
    fills: tuple[Fill, ...]
    kind: str
    state: str


COORDINATOR, HANDLER, CALLER = "coordinator-east", "handler-housing", "caller-east"
WALK = {
    "accept": Done(
        COORDINATOR,
        on_the_way.reported,
        "inbox",
        (
            ("choose", "Topic", "证照办理"),
            ("choose", "Cause", "想办不好办"),
            ("choose", "Weight", "重大复杂"),
        ),
        "accept_problem",
        "accepted",
    ),
    "return": Done(
        COORDINATOR,
        on_the_way.reported,
        "inbox",
        (("fill", "Reason", "请写明何时咨询"), ("choose", "Parts to complete", "企业办理过程")),
        "return_problem",
        "returned",
    ),
    "issue_order": Done(
        COORDINATOR,
        on_the_way.accepted,
        "problems",
        (
            ("search", "Lead department", "住建"),
            ("search", "Assisting departments", "zrzy"),
            ("fill", "Instruction", "请依规办理"),
        ),
        "issue_order",
        "transferred",
    ),
    "send_person": Done(
        COORDINATOR,
        on_the_way.accepted,
        "problems",
        (("search", "Person sent", "协调员乙"), ("fill", "Instruction", "到企业查看")),
        "send_person",
        "on_site",
    ),
    "summon": Done(
        COORDINATOR,
        on_the_way.accepted,
        "problems",
        (("search", "Department called", "zjj"), ("fill", "Call", "请派员参加")),
        "summon",
        "accepted",
    ),
    "meet": Done(
        COORDINATOR,
        on_the_way.accepted,
        "problems",
        (("fill", "Decision", "由住建局办理"), ("search", "Lead department", "住建")),
        "hold_meeting",
        "in_meeting",
    ),
    "uphold_order": Done(
        COORDINATOR,
        on_the_way.objected,
        "problems",
        (("fill", "Reason", "职责清单第三条"),),
        "uphold_order",
        "transferred",
    ),
    "sign_for": Done(HANDLER, on_the_way.transferred, "to_sign", (), "sign_for_order", "in_hand"),
    "object": Done(
        HANDLER,
        on_the_way.transferred,
        "to_sign",
        (("fill", "Reason", "不属本单位"),),
        "object_to_order",
        "objected",
    ),
    "report_in": Done(HANDLER, on_the_way.summoned, "problems", (), "report_in", "accepted"),
    "reply": Done(
        HANDLER,
        on_the_way.in_hand,
        "in_hand",
        (
            ("fill", "Reply", "已出具"),
            ("choose", "Result", "已解决"),
            ("fill", "Document issued", "竣工验收备案"),
        ),
        "reply_to_order",
        "replied",
    ),
    "progress": Done(
        HANDLER,
        on_the_way.in_hand,
        "in_hand",
        (("fill", "Progress", "正在办理"),),
        "report_progress",
        "in_hand",
    ),
    "guide": Done(
        "colleague-east",
        on_the_way.sent,
        "problems",
        (("choose", "Steps explained", "立项"), ("fill", "What was explained", "讲解手续")),
        "record_guidance",
        "on_site",
    ),
    "close_on_site": Done(
        "colleague-east",
        on_the_way.guided,
        "problems",
        (("choose", "Result", "解释说明"),),
        "close_on_site",
        "closed",
    ),
    "close": Done(
        COORDINATOR, on_the_way.replied, "problems", (("fill", "Note", "已核对"),), "close_problem", "closed"
    ),
    "reject_reply": Done(
        COORDINATOR,
        on_the_way.replied,
        "problems",
        (("fill", "Reason", "缺附件"),),
        "reject_reply",
        "in_hand",
    ),
    "set_due": Done(
        COORDINATOR,
        on_the_way.accepted,
        "problems",
        (("fill", "Last day", "+20"), ("fill", "Reason", "需现场勘验")),
        "set_due_date",
        "accepted",
    ),
    "start_follow_up": Done(
        CALLER, on_the_way.closed, "follow_up", (), "start_follow_up", "awaiting_follow_up"
    ),
    "satisfied": Done(
        CALLER,
        on_the_way.called,
        "problems",
        (("fill", "What was said", "已办好"),),
        "record_follow_up",
        "settled",
    ),
    "unsatisfied": Done(
        CALLER,
        on_the_way.called,
        "problems",
        (("fill", "What was said", "没有人来"), ("choose", "Goes back to", "退回处置")),
        "record_follow_up",
        "in_hand",
    ),
    "not_reached": Done(
        CALLER,
        on_the_way.called,
        "problems",
        (("fill", "Note", "无人接听"),),
        "record_follow_up",
        "awaiting_follow_up",
    ),
    "resubmit": Done(
        "rep-east",
        on_the_way.returned,
        "problems",
        (("fill", "企业办理过程", "9月15日向供电所咨询"),),
        "resubmit_problem",
        "reported",
    ),
    "edit": Done(
        "rep-east",
        on_the_way.reported,
        "problems",
        (("fill", "解决意向", "年内办好"),),
        "edit_problem",
        "reported",
    ),
    "complete": Done(
        COORDINATOR,
        on_the_way.need,
        "problems",
        (
            ("fill", "企业办理过程", "已咨询"),
            ("fill", "未办事宜症结所在", "缺备案"),
            ("search", "拟承办部门", "住建"),
            ("fill", "解决办法", "补办"),
            ("fill", "解决意向", "尽快"),
        ),
        "edit_problem",
        "reported",
    ),
    "record_outcome": Done(
        "rep-east",
        on_the_way.closed,
        "problems",
        (("choose", "Kind", "不动产登记证"), ("fill", "Amount", "13"), ("fill", "Evidence", "不动产登记证")),
        "record_outcome",
        "closed",
    ),
    "conceal": Done(
        COORDINATOR,
        on_the_way.accepted,
        "problems",
        (("search", "Department it is about", "住建"), ("fill", "Reason", "涉及该局")),
        "conceal_problem",
        "accepted",
    ),
    "release": Done(
        COORDINATOR,
        on_the_way.concealed,
        "problems",
        (("fill", "Reason", "已查清"),),
        "release_problem",
        "accepted",
    ),
    "raise": Done(
        COORDINATOR,
        on_the_way.accepted,
        "problems",
        (("fill", "Analysis", "本县解决不了"),),
        "raise_problem",
        "accepted",
    ),
    "return_raised": Done(
        "coordinator-city",
        on_the_way.raised,
        "problems",
        (("fill", "Decision", "由市局牵头"),),
        "return_raised",
        "accepted",
    ),
    "name_reader": Done(
        "coordinator-city",
        on_the_way.raised,
        "problems",
        (("search", "Who is to read it", "督查"), ("fill", "Reason", "请查阅")),
        "name_reader",
        "accepted",
    ),
    "dismiss_reader": Done(
        "coordinator-city",
        on_the_way.read,
        "problems",
        (("fill", "Reason", "已查完"),),
        "dismiss_reader",
        "accepted",
    ),
}


def test_the_walk_has_every_act() -> None:
    assert set(WALK) == {act.code for act in ACTS}


@pytest.mark.parametrize("code", WALK)
def test_an_act_is_done_by_its_key_and_the_centre_takes_it(code: str, small_stage: Stage, at: At) -> None:
    way = WALK[code]
    problem = way.begun(small_stage).problem_id
    desk = at(way.person)
    queue = desk.open(way.screen)
    queue.show_problem(problem)
    act = next(act for act in ACTS if act.code == code)
    desk.window.key(act.key)
    for how, label, value in way.fills:
        _fill(desk.window, how, label, value)
    if act.asks is not None:
        desk.window.key("Ctrl+Return")
    assert [entry.kind for entry in desk.outbox()] == [way.kind]
    assert desk.problem(problem).state == way.state
    desk.sync()
    assert [entry.state for entry in desk.outbox()] == ["accepted"]


def _fill(window: Window, how: str, label: str, value: str) -> None:
    if how == "choose":
        return window.choose(label, value)
    window.fill(label, value)
    return window.key("Return") if how == "search" else None


STATES = (
    on_the_way.reported,
    on_the_way.need,
    on_the_way.returned,
    on_the_way.accepted,
    on_the_way.summoned,
    on_the_way.discussed,
    on_the_way.sent,
    on_the_way.guided,
    on_the_way.transferred,
    on_the_way.objected,
    on_the_way.in_hand,
    on_the_way.replied,
    on_the_way.closed,
    on_the_way.called,
    on_the_way.concealed,
    on_the_way.raised,
    on_the_way.read,
)
LIST_KEYS = set("JKU/[]?")


def test_no_two_acts_that_stand_together_share_a_key(small_stage: Stage) -> None:
    problems = [begun(small_stage).problem_id for begun in STATES]
    for person in (COORDINATOR, "coordinator-city", HANDLER, CALLER, "rep-east", "colleague-east"):
        laptop = small_stage.laptop(person)
        for problem in problems:
            keys = _keys(laptop, problem)
            assert len(keys) == len(set(keys)), (person, keys)
            assert not LIST_KEYS & set(keys)


LEADING = {
    COORDINATOR: {
        on_the_way.reported: "accept",
        on_the_way.returned: "",
        on_the_way.accepted: "issue_order",
        on_the_way.summoned: "issue_order",
        on_the_way.sent: "",
        on_the_way.transferred: "",
        on_the_way.replied: "close",
    },
    "rep-east": {on_the_way.returned: "resubmit", on_the_way.accepted: ""},
    "colleague-east": {on_the_way.sent: "guide", on_the_way.guided: "close_on_site"},
    HANDLER: {
        on_the_way.summoned: "report_in",
        on_the_way.transferred: "sign_for",
        on_the_way.in_hand: "reply",
    },
    CALLER: {on_the_way.closed: "start_follow_up", on_the_way.called: "satisfied"},
}


@pytest.mark.parametrize("person", LEADING)
def test_the_filled_button_is_what_is_waited_for(person: str, small_stage: Stage) -> None:
    """At most one; and none where somebody else is at work."""
    problems = {begun(small_stage).problem_id: code for begun, code in LEADING[person].items()}
    laptop = small_stage.laptop(person)
    for problem, code in problems.items():
        stand = _stand(laptop, problem)
        assert stand is not None
        assert [act.code for act in offered(stand) if act.leads(stand)] == ([code] if code else [])


def _keys(laptop: Laptop, problem_id: str) -> list[str]:
    stand = _stand(laptop, problem_id)
    return [act.key for act in offered(stand)] if stand else []


def _stand(laptop: Laptop, problem_id: str) -> Stand | None:
    rules = laptop.rules()
    here = laptop.read(case_here, problem_id, rules, laptop.now())
    if here is None:
        return None
    return Stand(here, actor_here(laptop), rules.profile, rules.calendar, laptop.now())
