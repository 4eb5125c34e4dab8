"""How a problem of the small city comes to each state, told by what people do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sync.domain.profile import Profile
from sync.operations.base import Operation
from sync.operations.centre import AcceptProblem, CloseOnSite, HoldMeeting, RecordGuidance, SendPerson
from sync.operations.follow_ups import RecordFollowUp, StartFollowUp
from sync.operations.orders import CloseProblem, IssueOrder, ObjectToOrder, ReplyToOrder, SignForOrder
from sync.operations.reports import ReportProblem, ReturnProblem
from sync.store.tables import Order
from tests.sync.operations.city import PROFILE, City, Fields

NEED: Final[Fields] = {
    "enterprise_id": "firm-east", "form": "need", "local_code": "甲-0001",
    "title": "示例：不了解施工手续", "description": "示例：不知道怎样办理施工手续。",
}  # fmt: skip
INTAKE: Final[Fields] = {
    **NEED, "form": "intake", "process": "示例：已咨询。", "crux": "示例：缺少备案。",
    "proposed_office_id": "housing", "proposed_office_name": "示例东县住建局",
    "solution": "示例：补办备案。", "intention": "示例：年内办好。",
}  # fmt: skip
ORDER: Final[Fields] = {
    "lead_office_id": "housing", "assisting_ids": ("land",), "instruction": "示例：请办理。",
    "signer_id": "leader-east", "directory_id": "east",
}  # fmt: skip
CALL: Final[Fields] = {"called_on": "2026-03-02", "reached": True, "words": "示例：还没有办好。"}

Step = tuple[str, type[Operation], Callable[[City], Fields]]


def plain(**fields: Any) -> Callable[[City], Fields]:
    """Fields that do not hang on the city's rows."""
    return lambda _city: fields


def order_id(city: City) -> Fields:
    """The standing order, named as a department names it."""
    return {"order_id": city.one(Order, problem_id=city.problem_id, withdrawn_at=None).id}


_REPORT: Final[Step] = ("rep-east", ReportProblem, plain(**INTAKE))
_ACCEPT: Final[Step] = ("coordinator-east", AcceptProblem, plain())
_SEND: Final[Step] = ("coordinator-east", SendPerson, plain(person_id="colleague-east", directory_id="east"))
_ISSUE: Final[Step] = ("coordinator-east", IssueOrder, plain(**ORDER))
_SIGN: Final[Step] = ("handler-housing", SignForOrder, order_id)
_REPLY: Final[Step] = ("handler-housing", ReplyToOrder, plain(text="示例：已办理。", result="solved"))
_CLOSE: Final[Step] = ("coordinator-east", CloseProblem, plain())
_RING: Final[Step] = ("caller-east", StartFollowUp, plain())
_ORDERED: Final = (_REPORT, _ACCEPT, _ISSUE)
_ANSWERED: Final = (*_ORDERED, _SIGN, _REPLY)

# How a problem comes to each state, by what people do.
WAYS: Final[dict[str, tuple[Step, ...]]] = {
    "draft": (),
    "reported": (_REPORT,),
    "returned": (_REPORT, ("coordinator-east", ReturnProblem, plain(reason="示例：请补充。"))),
    "accepted": (_REPORT, _ACCEPT),
    "in_meeting": (
        _REPORT, _ACCEPT,
        ("coordinator-east", HoldMeeting, plain(held_on="2026-03-02", decision="示例：转办。")),
    ),
    "transferred": _ORDERED,
    "objected": (
        *_ORDERED,
        ("handler-housing", ObjectToOrder, lambda city: {**order_id(city), "reason": "示例：不属本局。"}),
    ),
    "on_site": (_REPORT, _ACCEPT, _SEND),
    "in_hand": (*_ORDERED, _SIGN),
    "replied": _ANSWERED,
    "closed": (*_ANSWERED, _CLOSE),
    "awaiting_follow_up": (*_ANSWERED, _CLOSE, _RING),
    "settled": (*_ANSWERED, _CLOSE, _RING, ("caller-east", RecordFollowUp, plain(**CALL, satisfied="yes"))),
}  # fmt: skip


def at(state: str, profile: Profile = PROFILE) -> City:
    """A city whose problem has come to a state."""
    city = City(profile=profile)
    for person, kind, fields in WAYS[state]:
        city.as_(person).do(kind, **fields(city))
    return city


def guided() -> City:
    """A city whose problem can be ended on site."""
    city = at("on_site")
    city.as_("colleague-east").do(RecordGuidance, guided_on="2026-03-02", guidance="示例：讲解手续。")
    return city


def closed_on_site() -> City:
    """A problem that was ended on site and waits for its call."""
    city = guided()
    city.as_("colleague-east").do(CloseOnSite, result="explained")
    city.as_("caller-east").do(StartFollowUp)
    return city


def unsatisfied(city: City, back_to: str) -> City:
    """The firm says no."""
    city.as_("caller-east").do(RecordFollowUp, **CALL, satisfied="no", back_to=back_to)
    return city
