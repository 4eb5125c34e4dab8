"""One good example of every kind of operation: where the problem stands, who acts, with what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import msgspec

from sync.domain.actor import SYSTEM_ID
from sync.operations.access import (
    ConcealProblem,
    DismissReader,
    NameReader,
    RaiseProblem,
    ReleaseProblem,
    ReturnRaised,
)
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
from sync.operations.admissions import AdmitWork, DeclineWork, parked_id
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
from sync.operations.clusters import AddToCluster, BeginCluster, RemoveFromCluster
from sync.operations.conflicts import SettleConflict
from sync.operations.edits import Edit
from sync.operations.enterprises import AmendEnterprise
from sync.operations.follow_ups import RecordFollowUp, StartFollowUp
from sync.operations.hand_over import HandOver
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
from sync.store.tables import Cluster, Conflict, Meeting, Parked, Summons, Visit
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


def after(state: str, kind: type[Operation], person: str = "coordinator-east", **fields: object) -> City:
    """A city whose problem stands in a state, and one act more."""
    city = at(state)
    city.as_(person).do(kind, **fields)
    return city


def concealed() -> City:
    """A city whose problem is about the housing department."""
    return after("in_meeting", ConcealProblem, office_id="housing", reason="示例：涉及该局。")


def raised() -> City:
    """A city whose problem was raised to the city's centre."""
    return after("in_meeting", RaiseProblem, analysis="示例：本县解决不了。")


def watched() -> City:
    """A city with an office of discipline, and the supervisor in it; its problem is accepted."""
    city = at("accepted")
    system = city.as_(SYSTEM_ID)
    system.do(SetOffice, office_id="discipline", name="示例纪委监委", office="discipline", region_id="east")
    system.do(
        Appoint, appointment_id="discipline/supervisor", person_id="supervisor", office_id="discipline",
        role="supervisor", since="2026-01-01", directory_id="east",
    )  # fmt: skip
    return city


def read_by_discipline() -> City:
    """The same, and the person was named to the problem."""
    city = watched()
    city.as_("coordinator-east").do(NameReader, person_id="supervisor", directory_id="east", reason="示例")
    return city


def clustered() -> City:
    """A city with a cluster that the problem is not in yet."""
    return after("accepted", BeginCluster, title="示例：用地指标", centre_id="centre-east")


def in_cluster() -> City:
    """A city whose problem is in a cluster."""
    city = clustered()
    city.as_("coordinator-east").do(AddToCluster, cluster_id=city.one(Cluster).id)
    return city


def cluster_id(city: City) -> Fields:
    """The city's one cluster."""
    return {"cluster_id": city.one(Cluster).id}


def served_elsewhere() -> City:
    """A city in which the liaison serves firm-east beside its representative."""
    city = City()
    city.as_(SYSTEM_ID).do(
        Assign, assignment_id="l", enterprise_id="firm-east", person_id="liaison", person_name="示例联络员",
        person_post="企业联络员", role="liaison", since="2026-01-01",
    )  # fmt: skip
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


def in_quarantine() -> City:
    """A city in which a visit waits to be admitted, and an edit of a reported problem."""
    city = at("reported")
    visit = city.make(LogVisit, enterprise_id="firm-east", visited_on="2026-03-02", situation="示例：迟到")
    edit = city.make(EditProblem, edits=(Edit("title", str(INTAKE["title"]), "示例：迟到的标题"),))
    for op, where in ((visit, "firm-east"), (edit, city.problem_id)):
        city.shelf.put([parked(op, where)])
    return city


def parked(op: Operation, where: str) -> Parked:
    """Work of rep-spare, who does not hold the record."""
    return Parked(
        id=parked_id(op.op_id), aggregate_id=where, op_id=op.op_id, kind=op.kind, code="out_of_scope",
        author_id="rep-spare", author_name="示例代表丙", author_post="政府服务代表", made_at=op.made_at,
        received_at=op.made_at, text=msgspec.json.encode(op).decode(),
    )  # fmt: skip


def parked_edit(city: City) -> Fields:
    """The parked edit of the city's problem, and why it is decided so."""
    return {"parked_id": city.one(Parked, aggregate_id=city.problem_id).id, "reason": "示例：当时由其包联。"}


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

ENTRY: Final = {
    "visited_on": "2026-03-02", "manner": "phone", "met": "示例联系人", "companions": "示例同行",
    "purposes": ("guidance", "information"), "situation": "示例：筹建项目。", "advice": "示例：先立项。",
    "promises": "示例：下周答复。", "next_on": "2026-03-09", "combined": True,
}  # fmt: skip
UNSATISFIED: Final = {"satisfied": "no", "back_to": "handle"}
PAGE: Final = {
    "held_on": "2026-03-02", "place": "示例会议室", "chair": "示例主任", "present": "示例东县住建局",
    "discussion": "示例：缺备案。", "decision": "示例：转办。", "lead_office_id": "housing",
}  # fmt: skip

EXAMPLES: Final[dict[type[Operation], Example]] = {
    LogVisit: Example(City, "rep-east", plain(enterprise_id="firm-east", **ENTRY)),
    AmendVisit: Example(visited, "rep-east", visit_id),
    AmendEnterprise: Example(
        City, "rep-east", plain(enterprise_id="firm-east", edits=(Edit("address", "", "示例路1号"),))
    ),
    ReportProblem: Example(
        visited,
        "rep-east",
        lambda city: {
            **INTAKE, "visit_id": city.one(Visit).id, "channel": "call", "topic": "licence",
            "contact_name": "示例联系人", "contact_phone": "示例电话",
        },
    ),
    EditProblem: a_case("reported", "rep-east", plain(edits=(TITLE,))),
    ReturnProblem: a_case("reported", CENTRE, plain(reason="示例：请补充。", marks=("process",))),
    ResubmitProblem: a_case("returned", "rep-east", plain(edits=(TITLE,))),
    AcceptProblem: a_case("reported", CENTRE, plain(topic="licence", cause="obstruction", weight="major")),
    SetDueDate: a_case("accepted", CENTRE, plain(due_on="2026-03-20", reason="示例：材料多。")),
    SendPerson: a_case(
        "accepted", CENTRE, plain(person_id="colleague-east", directory_id="east", instruction="示例：去看。")
    ),
    RecordGuidance: a_case(
        "on_site",
        "colleague-east",
        plain(guided_on="2026-03-02", guidance="示例：讲解。", steps=("project_approval", "construction")),
    ),
    CloseOnSite: Example(guided, "colleague-east", plain(result="explained", words="示例：已了解。")),
    Summon: a_case(
        "accepted", CENTRE, plain(office_id="housing", respond_by="2026-03-04", words="示例：请来。")
    ),
    ReportIn: Example(summoned, HOUSING, summons_id),
    HoldMeeting: a_case("accepted", CENTRE, plain(**PAGE)),
    IssueOrder: a_case(
        "in_meeting", CENTRE, lambda city: {**ORDER, "meeting_id": city.one(Meeting).id}
    ),
    UpholdOrder: a_case("objected", CENTRE, plain(reason="示例：属本局职责。")),
    SignForOrder: a_case("transferred", HOUSING, order_id),
    ObjectToOrder: a_case(
        "transferred",
        HOUSING,
        lambda city: {**order_id(city), "reason": "示例：不属本局。", "suggested_office_id": "land"},
    ),
    ReportProgress: a_case("in_hand", HOUSING, plain(text="示例：正在办理。")),
    ReplyToOrder: a_case(
        "in_hand", HOUSING, plain(text="示例：已办理。", document="示例备案", result="solved")
    ),
    RejectReply: a_case("replied", CENTRE, plain(reason="示例：缺文件。")),
    CloseProblem: a_case("replied", CENTRE, plain(words="示例：已核对。")),
    StartFollowUp: a_case("closed", "caller-east", plain()),
    RecordFollowUp: a_case(
        "awaiting_follow_up", "caller-east", plain(**CALL, respondent="示例联系人", **UNSATISFIED)
    ),
    RecordOutcome: a_case(
        "closed", "rep-east", plain(outcome="loan", amount="3000", happened_on="2026-03-02", evidence="示例")
    ),
    AttachFile: a_case("accepted", CENTRE, plain(**FILE, paper="1" * 64)),
    SettleConflict: Example(
        in_conflict, "rep-east", lambda city: {**conflict_id(city), "choice": "both", "text": "示例：两者"}
    ),
    ConcealProblem: a_case("accepted", "rep-east", plain(office_id="housing", reason="示例：涉及该局。")),
    ReleaseProblem: Example(concealed, CENTRE, plain(office_id="housing", reason="示例：已查清。")),
    RaiseProblem: a_case("in_meeting", CENTRE, plain(analysis="示例：本县解决不了。")),
    ReturnRaised: Example(raised, "coordinator-city", plain(decision="示例：由市局协调。")),
    NameReader: Example(
        watched, CENTRE, plain(person_id="supervisor", directory_id="east", reason="示例：超期。")
    ),
    DismissReader: Example(
        read_by_discipline, CENTRE, plain(person_id="supervisor", reason="示例：已办结。")
    ),
    BeginCluster: a_case(
        "accepted",
        CENTRE,
        plain(title="示例：用地指标", description="示例：多家企业。", topic="land", centre_id="centre-east"),
    ),
    AddToCluster: Example(clustered, CENTRE, cluster_id),
    RemoveFromCluster: Example(
        in_cluster, CENTRE, lambda city: {**cluster_id(city), "reason": "示例：不同。"}
    ),
    HandOver: Example(
        served_elsewhere,
        CENTRE,
        plain(
            from_person_id="rep-east", to_person_id="rep-spare", directory_id="city",
            enterprise_ids=("firm-east",), on="2026-03-02", reason="示例：工作调整。",
        ),
    ),
    AdmitWork: Example(in_quarantine, CENTRE, parked_edit),
    DeclineWork: Example(in_quarantine, CENTRE, parked_edit),
    SetRegion: administration(region_id="hamlet", name="示例村", level="township", parent_id="east"),
    SetOffice: administration(
        office_id="tax", name="示例税务局", office="department", region_id="east", mark="税",
        phone="示例电话", topics=("tax", "policy"),
    ),
    Publish: administration(
        published_id="profile", document="profile", name="chengde", text=shipped_profile()
    ),
    SetPerson: administration(
        person_id="new", name="示例新人", post="科员", home_unit="示例单位", phone="示例电话"
    ),
    Appoint: administration(
        appointment_id="a", person_id="rep-spare", office_id="centre-east", role="caller",
        since="2026-03-02", directory_id="east",
    ),
    EndAppointment: administration(
        appointment_id="centre-east/caller-east", person_id="caller-east", directory_id="east",
        until="2026-03-02",
    ),
    SetEnterprise: administration(
        enterprise_id="firm-new", name="示例新企业", region_id="west", credit_code="123", address="示例路1号",
        industry="示例行业", scale="示例规模", tags=("示例",), products="示例产品",
        unsaid=("scale",),
    ),
    SetContact: administration(
        contact_id="c", enterprise_id="firm-east", name="示例联系人", post="经理", phone="示例电话"
    ),
    OpenStation: administration(
        station_id="s", enterprise_id="firm-east", station="small", office_id="station", number="示例1号",
        opened_on="2026-03-02",
    ),
    Assign: administration(
        assignment_id="new", enterprise_id="firm-east", person_id="rep-spare", person_name="示例代表丙",
        person_post="政府服务代表", role="representative", since="2026-03-02",
    ),
    EndAssignment: administration(
        assignment_id="firm-east/rep-east", enterprise_id="firm-east", until="2026-03-02", reason="示例",
    ),
}  # fmt: skip
