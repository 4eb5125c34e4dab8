"""One operation of every kind about one firm and one problem, as a stranger's program would fill it in."""

from __future__ import annotations

from sync.domain import clock
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
from sync.operations.admissions import AdmitWork, DeclineWork
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
from sync.operations.visits import AmendVisit, LogVisit
from tests.city import SINCE, act

SHA = "0" * 64


def every_kind(firm: str, problem: str, row: str) -> list[Operation]:
    """`row` stands for a visit, an order, a summons, a conflict: whatever the operation names."""
    return [*at_firm(firm, row), *in_case({"problem_id": problem, "enterprise_id": firm}, row), *of_it(firm)]


def at_firm(firm: str, row: str) -> list[Operation]:
    day, edits = _today(), (Edit("situation", "", "新"),)
    return [
        act(LogVisit, enterprise_id=firm, visited_on=day),
        act(AmendVisit, enterprise_id=firm, visit_id=row, edits=edits),
        act(AmendEnterprise, enterprise_id=firm, edits=(Edit("note", "", "新"),)),
        act(ReportProblem, enterprise_id=firm, form="need", local_code="1", title="电", description="停电"),
        act(
            HandOver,
            from_person_id="rep-east",
            to_person_id="rep-spare",
            directory_id="city",
            enterprise_ids=(firm,),
            on=day,
            reason="调整",
        ),
    ]


def in_case(case: dict[str, str], row: str) -> list[Operation]:
    day, edits = _today(), (Edit("title", "停电", "断电"),)
    file = {"subject_id": row, "sha256": SHA, "size": 9, "name": "图.png", "media_type": "image/png"}
    return [
        act(EditProblem, **case, edits=edits),
        act(ReturnProblem, **case, reason="补充"),
        act(ResubmitProblem, **case, edits=edits),
        act(AcceptProblem, **case),
        act(SetDueDate, **case, due_on=day, reason="急"),
        act(SendPerson, **case, person_id="colleague-east", directory_id="east"),
        act(RecordGuidance, **case, guided_on=day, guidance="讲解"),
        act(CloseOnSite, **case, result="solved"),
        act(Summon, **case, office_id="land", respond_by=day),
        act(ReportIn, **case, summons_id=row, name="示例"),
        act(HoldMeeting, **case, held_on=day, decision="转办"),
        act(
            IssueOrder,
            **case,
            lead_office_id="housing",
            instruction="办",
            signer_id="leader-east",
            directory_id="east",
        ),
        act(UpholdOrder, **case, reason="不变"),
        act(SignForOrder, **case, order_id=row),
        act(ObjectToOrder, **case, order_id=row, reason="非本局"),
        act(ReportProgress, **case, text="办理中"),
        act(ReplyToOrder, **case, text="已办", result="solved"),
        act(RejectReply, **case, reason="不全"),
        act(CloseProblem, **case),
        act(StartFollowUp, **case),
        act(RecordFollowUp, **case, called_on=day, reached=True, satisfied="yes"),
        act(RecordOutcome, **case, outcome="certificate", amount="1", happened_on=day),
        act(AttachFile, **case, **file),
        act(SettleConflict, **case, conflict_id=row, choice="theirs"),
        act(ConcealProblem, **case, office_id="water", reason="涉及"),
        act(ReleaseProblem, **case, office_id="water", reason="查清"),
        act(RaiseProblem, **case, analysis="县里不行"),
        act(ReturnRaised, **case, decision="已定"),
        act(NameReader, **case, person_id="leader-east", directory_id="east", reason="超期"),
        act(DismissReader, **case, person_id="leader-east", reason="办结"),
        act(BeginCluster, title="用地", centre_id="centre-east"),
        act(AddToCluster, **case, cluster_id=row),
        act(RemoveFromCluster, **case, cluster_id=row, reason="不同"),
        act(AdmitWork, **case, parked_id=row),
        act(DeclineWork, **case, parked_id=row, reason="示例"),
    ]


def of_it(firm: str) -> list[Operation]:
    """Administration."""
    person = {"person_id": "rep-west", "person_name": "示例", "person_post": "代表"}
    return [
        act(SetRegion, region_id="east", name="示例新县", level="county"),
        act(SetOffice, office_id="housing", name="示例新局", office="department", region_id="east"),
        act(Publish, published_id="p", document="calendar", name="n", text="not a calendar"),
        act(SetPerson, person_id="rep-west", name="示例新名", post="代表"),
        act(
            Appoint,
            appointment_id="a",
            person_id="rep-west",
            office_id="centre-east",
            role="coordinator",
            since=SINCE,
            directory_id="east",
        ),
        act(
            EndAppointment,
            appointment_id="centre-east/coordinator-east",
            person_id="coordinator-east",
            directory_id="east",
            until=_today(),
        ),
        act(SetEnterprise, enterprise_id=firm, name="示例新名有限公司", region_id="west"),
        act(SetContact, contact_id="c", enterprise_id=firm, name="示例"),
        act(OpenStation, station_id="s", enterprise_id=firm, station="own"),
        act(Assign, assignment_id="x", enterprise_id=firm, **person, role="representative", since=SINCE),
        act(EndAssignment, assignment_id=f"{firm}/rep-east", enterprise_id=firm, until=_today(), reason="调"),
    ]


def _today() -> str:
    return clock.day_of(clock.now()).isoformat()
