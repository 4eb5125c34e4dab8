"""One good example of every kind of operation: where the problem stands, who acts, with what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from sync.domain.actor import SYSTEM_ID
from sync.operations.administration import (
    Appoint,
    Assign,
    EndAppointment,
    EndAssignment,
    OpenStation,
    Publish,
    SetContact,
    SetEnterprise,
    SetOffice,
    SetPerson,
    SetRegion,
)
from sync.operations.attachments import AttachFile
from sync.operations.base import Operation
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
from sync.operations.conflicts import SettleConflict
from sync.operations.edits import Edit
from sync.operations.enterprises import AmendEnterprise
from sync.operations.follow_ups import RecordFollowUp, StartFollowUp
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
from sync.operations.rules import shipped_profile
from sync.operations.visits import AmendVisit, LogVisit
from sync.store.tables import Conflict, Summons, Visit
from tests.sync.operations.city import City, Fields
from tests.sync.operations.ways import CALL, INTAKE, ORDER, at, guided, order_id, plain


class Example(NamedTuple):
    """A city that is ready, a person, and the fields of what the person does."""

    city: Callable[[], City]
    person: str
    fields: Callable[[City], Fields]


def a_case(state: str, person: str, fields: Callable[[City], Fields]) -> Example:
    """An act on a problem in a state."""
    return Example(lambda: at(state), person, fields)


def administration(**fields: object) -> Example:
    """An act of the system in the city as it was founded."""
    return Example(City, SYSTEM_ID, plain(**fields))


def visited() -> City:
    """A city with one visit to firm-east."""
    city = City()
    city.as_("rep-east").do(LogVisit, enterprise_id="firm-east", visited_on="2026-03-02", situation="示例")
    return city


def summoned() -> City:
    """A city whose problem the housing department was called to."""
    city = at("accepted")
    city.as_("coordinator-east").do(Summon, office_id="housing", respond_by="2026-03-04")
    return city


def in_conflict() -> City:
    """A city in which two people changed the title of a reported problem, both from the same text."""
    city = at("reported")
    for person, title in (("rep-east", "示例：甲的标题"), ("coordinator-east", "示例：乙的标题")):
        edit = Edit("title", str(INTAKE["title"]), title)
        city.as_(person).do(EditProblem, edits=(edit,))
    return city


def conflict_id(city: City) -> Fields:
    """The city's one conflict."""
    return {"conflict_id": city.one(Conflict).id}


def visit_id(city: City) -> Fields:
    """The city's one visit, and an edit of it."""
    edit = Edit("situation", "示例", "示例：补充")
    return {"enterprise_id": "firm-east", "visit_id": city.one(Visit).id, "edits": (edit,)}


def summons_id(city: City) -> Fields:
    """The city's one summons, answered."""
    return {"summons_id": city.one(Summons).id, "name": "示例经办甲", "post": "科长"}


CENTRE: Final = "coordinator-east"
HOUSING: Final = "handler-housing"
TITLE: Final = Edit("title", str(INTAKE["title"]), "示例：改过的标题")
FILE: Final = {
    "subject_id": "s",
    "sha256": "0" * 64,
    "size": 3,
    "name": "照片.png",
    "media_type": "image/png",
}

EXAMPLES: Final[dict[type[Operation], Example]] = {
    LogVisit: Example(City, "rep-east", plain(enterprise_id="firm-east", visited_on="2026-03-02")),
    AmendVisit: Example(visited, "rep-east", visit_id),
    AmendEnterprise: Example(
        City, "rep-east", plain(enterprise_id="firm-east", edits=(Edit("address", "", "示例路1号"),))
    ),
    ReportProblem: Example(City, "rep-east", plain(**INTAKE)),
    EditProblem: a_case("reported", "rep-east", plain(edits=(TITLE,))),
    ReturnProblem: a_case("reported", CENTRE, plain(reason="示例：请补充。", marks=("process",))),
    ResubmitProblem: a_case("returned", "rep-east", plain(edits=(TITLE,))),
    AcceptProblem: a_case("reported", CENTRE, plain(topic="licence", cause="obstruction", weight="major")),
    SetDueDate: a_case("accepted", CENTRE, plain(due_on="2026-03-20", reason="示例：材料多。")),
    SendPerson: a_case("accepted", CENTRE, plain(person_id="colleague-east", directory_id="east")),
    RecordGuidance: a_case(
        "on_site",
        "colleague-east",
        plain(guided_on="2026-03-02", guidance="示例：讲解。", steps=("project_approval", "construction")),
    ),
    CloseOnSite: Example(guided, "colleague-east", plain(result="explained")),
    Summon: a_case("accepted", CENTRE, plain(office_id="housing", respond_by="2026-03-04")),
    ReportIn: Example(summoned, HOUSING, summons_id),
    HoldMeeting: a_case(
        "accepted", CENTRE, plain(held_on="2026-03-02", decision="示例：转办。", lead_office_id="housing")
    ),
    IssueOrder: a_case("accepted", CENTRE, plain(**ORDER)),
    UpholdOrder: a_case("objected", CENTRE, plain(reason="示例：属本局职责。")),
    SignForOrder: a_case("transferred", HOUSING, order_id),
    ObjectToOrder: a_case(
        "transferred",
        HOUSING,
        lambda city: {**order_id(city), "reason": "示例：不属本局。", "suggested_office_id": "land"},
    ),
    ReportProgress: a_case("in_hand", HOUSING, plain(text="示例：正在办理。")),
    ReplyToOrder: a_case("in_hand", HOUSING, plain(text="示例：已办理。", result="solved")),
    RejectReply: a_case("replied", CENTRE, plain(reason="示例：缺文件。")),
    CloseProblem: a_case("replied", CENTRE, plain(words="示例：已核对。")),
    StartFollowUp: a_case("closed", "caller-east", plain()),
    RecordFollowUp: a_case("awaiting_follow_up", "caller-east", plain(**CALL, satisfied="yes")),
    RecordOutcome: a_case(
        "closed", "rep-east", plain(outcome="loan", amount="3000", happened_on="2026-03-02", evidence="示例")
    ),
    AttachFile: a_case("reported", "rep-east", plain(**FILE)),
    SettleConflict: Example(
        in_conflict, "rep-east", lambda city: {**conflict_id(city), "choice": "both", "text": "示例：两者"}
    ),
    SetRegion: administration(region_id="hamlet", name="示例村", level="township", parent_id="east"),
    SetOffice: administration(office_id="tax", name="示例税务局", office="department", region_id="east"),
    Publish: administration(
        published_id="profile", document="profile", name="chengde", text=shipped_profile()
    ),
    SetPerson: administration(person_id="new", name="示例新人", post="科员"),
    Appoint: administration(
        appointment_id="a", person_id="rep-spare", office_id="centre-east", role="caller",
        since="2026-03-02", directory_id="east",
    ),
    EndAppointment: administration(
        appointment_id="centre-east/caller-east", person_id="caller-east", directory_id="east",
        until="2026-03-02",
    ),
    SetEnterprise: administration(enterprise_id="firm-new", name="示例新企业", region_id="west"),
    SetContact: administration(contact_id="c", enterprise_id="firm-east", name="示例联系人"),
    OpenStation: administration(
        station_id="s", enterprise_id="firm-east", station="own", opened_on="2026-03-02"
    ),
    Assign: administration(
        assignment_id="new", enterprise_id="firm-east", person_id="rep-spare", person_name="示例代表丙",
        person_post="政府服务代表", role="representative", since="2026-03-02",
    ),
    EndAssignment: administration(
        assignment_id="firm-east/rep-east", enterprise_id="firm-east", until="2026-03-02", reason="示例",
    ),
}  # fmt: skip
