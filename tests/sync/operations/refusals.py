"""The rules that say no, once for each kind of operation that they stop.

Each line is the kind's good example with something else in it: other fields, another person, another city.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from sync.domain.profile import Profile
from sync.domain.profile_parts import Step
from sync.operations.access import (
    ConcealProblem,
    DismissReader,
    NameReader,
    RaiseProblem,
    ReleaseProblem,
    ReturnRaised,
)
from sync.operations.admissions import AdmitWork, DeclineWork
from sync.operations.attachments import LARGEST_FILE, AttachFile
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
from sync.store.tables import Office
from tests.sync.operations.administration.refusals import ADMINISTRATION
from tests.sync.operations.city import PROFILE, City
from tests.sync.operations.examples import (
    EXAMPLES,
    clustered,
    concealed,
    in_cluster,
    in_conflict,
    in_quarantine,
    parked_edit,
    raised,
    read_by_discipline,
    summoned,
    visited,
)
from tests.sync.operations.no import NO_DAY, TOMORROW, YESTERDAY, No
from tests.sync.operations.ways import ORDER, at, order_id


def state(name: str) -> Callable[[], City]:
    """A city whose problem stands elsewhere."""
    return lambda: at(name)


def edits(*changes: tuple[str, str]) -> dict[str, Any]:
    """Edits of texts that were empty or as in the example."""
    return {"edits": tuple(Edit(field, "", text) for field, text in changes)}


def emptied(field: str, old: str) -> dict[str, Any]:
    """One text taken away."""
    return {"edits": (Edit(field, old, ""),)}


def without_centres() -> City:
    """A city in which no service centre answers."""
    rows = visited().shelf.rows().values()
    return City([row for row in rows if not (isinstance(row, Office) and row.kind == "centre")])


def without_the_city() -> City:
    """A city in which no centre stands above the county's."""
    rows = at("in_meeting")
    kept = [row for row in rows.shelf.rows().values() if row.id != "centre-city"]
    city = City(kept)
    city.problem_id, city.now = rows.problem_id, rows.now
    return city


def stepping(action: str, *sources: str) -> Profile:
    """The city's profile with one step that may be done in other states."""
    steps = [Step(action, sources, step.to) if step.action == action else step for step in PROFILE.steps]
    return msgspec.structs.replace(PROFILE, steps=tuple(steps))


def ordered_after(city: City) -> City:
    """An order was issued after all that, and objected to."""
    city.as_("coordinator-east").do(IssueOrder, **ORDER)
    city.as_("handler-housing").do(ObjectToOrder, **order_id(city), reason="示例：不属本局。")
    return city


def ended_after(city: City) -> City:
    """Somebody was sent after all that, and ended it on site."""
    city.as_("coordinator-east").do(SendPerson, person_id="colleague-east", directory_id="east")
    city.as_("colleague-east").do(RecordGuidance, guided_on="2026-03-02", guidance="示例：讲解手续。")
    city.as_("colleague-east").do(CloseOnSite, result="explained")
    return city


def ordered_after_a_meeting() -> City:
    """An order was issued already."""
    city = at("in_meeting")
    city.as_("coordinator-east").do(IssueOrder, **ORDER)
    return city


def settled() -> City:
    """A conflict that somebody has settled."""
    city = in_conflict()
    city.as_("rep-east").do(SettleConflict, **EXAMPLES[SettleConflict].fields(city))
    return city


def decided() -> City:
    """Parked work that somebody has admitted."""
    city = in_quarantine()
    city.as_("colleague-east").do(AdmitWork, **parked_edit(city))
    return city


LONG_WORD = "长" * 201
TABLE = (
    No(LogVisit, "not_allowed", person="rep-west"),
    No(LogVisit, "unknown_person", person="nobody"),
    No(LogVisit, "missing", {"enterprise_id": "none"}),
    No(LogVisit, "future_visit", {"visited_on": TOMORROW}),
    No(LogVisit, "not_a_day", {"visited_on": NO_DAY}),
    No(LogVisit, "not_a_day", {"next_on": "20260302"}),
    No(LogVisit, "unknown_choice", {"manner": "dream"}),
    No(LogVisit, "unknown_choice", {"purposes": ("guidance", "dream")}),
    No(AmendVisit, "not_allowed", person="rep-west"),
    No(AmendVisit, "missing", {"visit_id": "none"}),
    No(AmendVisit, "bad_body", edits(("visited_on", TOMORROW))),
    No(AmendVisit, "bad_body", edits(("advice", "一"), ("advice", "二"))),
    No(AmendVisit, "too_long", edits(("met", LONG_WORD))),
    No(AmendEnterprise, "not_allowed", person="handler-housing"),
    No(AmendEnterprise, "missing", {"enterprise_id": "none"}),
    No(AmendEnterprise, "bad_body", edits(("name", "示例"))),
    No(AmendEnterprise, "too_long", edits(("address", LONG_WORD))),
    No(ReportProblem, "not_allowed", person="rep-west"),
    No(ReportProblem, "missing", {"enterprise_id": "none"}),
    No(ReportProblem, "unknown_choice", {"form": "letter"}),
    No(ReportProblem, "unknown_choice", {"channel": "dream"}),
    No(ReportProblem, "unknown_choice", {"topic": "dream"}),
    No(ReportProblem, "unknown_office", {"proposed_office_id": "centre-east"}),
    No(ReportProblem, "incomplete", {"crux": " \n"}),
    No(ReportProblem, "no_centre", city=without_centres),
    No(EditProblem, "not_allowed", person="rep-west"),
    No(EditProblem, "missing", {"problem_id": "none"}),
    No(EditProblem, "wrong_enterprise", {"enterprise_id": "firm-other"}),
    No(EditProblem, "wrong_state", city=state("in_hand")),
    No(EditProblem, "incomplete", emptied("intention", "示例：年内办好。")),
    No(EditProblem, "unknown_choice", {"edits": (Edit("form", "intake", "letter"),)}),
    No(EditProblem, "unknown_choice", edits(("cause", "dream"))),
    No(EditProblem, "unknown_office", {"edits": (Edit("proposed_office_id", "housing", "unit"),)}),
    No(EditProblem, "bad_body", edits(("state", "settled"))),
    No(EditProblem, "too_long", edits(("title", LONG_WORD))),
    No(ReturnProblem, "not_allowed", person="rep-east"),
    No(ReturnProblem, "wrong_state", city=state("accepted")),
    No(ReturnProblem, "reason_needed", {"reason": " "}),
    No(ReturnProblem, "unknown_choice", {"marks": ("process", "state")}),
    No(ResubmitProblem, "not_allowed", person="rep-west"),
    No(ResubmitProblem, "wrong_state", city=state("reported")),
    No(ResubmitProblem, "incomplete", emptied("crux", "示例：缺少备案。")),
    No(AcceptProblem, "not_allowed", person="coordinator-west"),
    No(AcceptProblem, "wrong_state", city=state("returned")),
    No(AcceptProblem, "already_accepted", city=state("accepted")),
    No(AcceptProblem, "already_accepted", city=state("settled")),
    No(AcceptProblem, "unknown_choice", {"topic": "dream"}),
    No(AcceptProblem, "unknown_choice", {"cause": "dream"}),
    No(AcceptProblem, "unknown_choice", {"weight": ""}),
    No(SetDueDate, "not_allowed", person="rep-east"),
    No(SetDueDate, "wrong_state", city=state("transferred")),
    No(SetDueDate, "reason_needed", {"reason": ""}),
    No(SetDueDate, "due_in_past", {"due_on": YESTERDAY}),
    No(SetDueDate, "not_a_day", {"due_on": NO_DAY}),
    No(SetDueDate, "missing", city=lambda: at("reported", stepping("set_due", "reported"))),
    No(SetDueDate, "too_far", {"due_on": "2028-03-03"}),
    No(SetDueDate, "not_a_day", {"due_on": "9999-12-31"}),
    No(SendPerson, "not_allowed", person="leader-east"),
    No(SendPerson, "wrong_state", city=state("in_hand")),
    No(SendPerson, "unknown_person", {"person_id": "rep-east"}),
    No(SendPerson, "unknown_person", {"person_id": "coordinator-west", "directory_id": "west"}),
    No(SendPerson, "unknown_person", {"directory_id": "west"}),
    No(RecordGuidance, "not_allowed", person="coordinator-east"),
    No(RecordGuidance, "wrong_state", city=lambda: ordered_after(at("on_site"))),
    No(RecordGuidance, "future_visit", {"guided_on": TOMORROW}),
    No(RecordGuidance, "not_a_day", {"guided_on": ""}),
    No(RecordGuidance, "unknown_choice", {"steps": ("dream",)}),
    No(RecordGuidance, "incomplete", {"guidance": ""}),
    No(CloseOnSite, "not_allowed", person="rep-east"),
    No(CloseOnSite, "wrong_state", city=state("accepted"), person="coordinator-east"),
    No(CloseOnSite, "incomplete", city=state("on_site")),
    No(CloseOnSite, "unknown_choice", {"result": "dream"}),
    No(Summon, "not_allowed", person="rep-east"),
    No(Summon, "wrong_state", city=state("transferred")),
    No(Summon, "unknown_office", {"office_id": "centre-east"}),
    No(Summon, "due_in_past", {"respond_by": YESTERDAY}),
    No(Summon, "not_a_day", {"respond_by": NO_DAY}),
    No(Summon, "too_far", {"respond_by": "2062-03-04"}),
    No(ReportIn, "not_allowed", person="handler-land"),
    No(ReportIn, "missing", {"summons_id": "none"}),
    No(ReportIn, "wrong_state", city=lambda: ended_after(summoned())),
    No(HoldMeeting, "not_allowed", person="rep-east"),
    No(HoldMeeting, "wrong_state", city=state("transferred")),
    No(HoldMeeting, "incomplete", {"decision": ""}),
    No(HoldMeeting, "future_visit", {"held_on": TOMORROW}),
    No(HoldMeeting, "not_a_day", {"held_on": NO_DAY}),
    No(HoldMeeting, "unknown_office", {"lead_office_id": "unit"}),
    No(IssueOrder, "not_allowed", person="leader-east"),
    No(IssueOrder, "wrong_state", city=ordered_after_a_meeting),
    No(IssueOrder, "unknown_office", {"lead_office_id": "centre-east"}),
    No(IssueOrder, "unknown_office", {"assisting_ids": ("land", "none")}),
    No(IssueOrder, "unknown_person", {"signer_id": "coordinator-east"}),
    No(IssueOrder, "unknown_person", {"directory_id": "west"}),
    No(IssueOrder, "incomplete", {"instruction": ""}),
    No(IssueOrder, "missing", {"meeting_id": "none"}),
    No(UpholdOrder, "not_allowed", person="handler-housing"),
    No(UpholdOrder, "wrong_state", city=state("transferred")),
    No(UpholdOrder, "reason_needed", {"reason": ""}),
    No(SignForOrder, "not_allowed", person="handler-land"),
    No(SignForOrder, "wrong_state", city=state("in_hand")),
    No(SignForOrder, "no_order", {"order_id": "none"}),
    No(ObjectToOrder, "not_allowed", person="handler-land"),
    No(ObjectToOrder, "wrong_state", city=state("in_hand")),
    No(ObjectToOrder, "no_order", {"order_id": "none"}),
    No(ObjectToOrder, "reason_needed", {"reason": ""}),
    No(ObjectToOrder, "unknown_office", {"suggested_office_id": "unit"}),
    No(ReportProgress, "not_allowed", person="handler-water"),
    No(ReportProgress, "wrong_state", city=state("transferred")),
    No(ReportProgress, "incomplete", {"text": ""}),
    No(ReplyToOrder, "not_allowed", person="handler-land"),
    No(ReplyToOrder, "wrong_state", city=state("replied")),
    No(ReplyToOrder, "incomplete", {"text": ""}),
    No(ReplyToOrder, "unknown_choice", {"result": "dream"}),
    No(RejectReply, "not_allowed", person="handler-housing"),
    No(RejectReply, "wrong_state", city=state("in_hand")),
    No(RejectReply, "reason_needed", {"reason": ""}),
    No(RejectReply, "reply_missing", city=lambda: at("in_hand", stepping("reject_reply", "in_hand"))),
    No(CloseProblem, "not_allowed", person="handler-housing"),
    No(CloseProblem, "wrong_state", city=state("in_hand")),
    No(CloseProblem, "reply_missing", city=lambda: at("in_hand", stepping("close", "in_hand"))),
    No(StartFollowUp, "not_allowed", person="supervisor"),
    No(StartFollowUp, "wrong_state", city=state("replied")),
    No(StartFollowUp, "follow_up_by_handler", person="handler-housing"),
    No(StartFollowUp, "follow_up_by_department", person="handler-land"),
    No(StartFollowUp, "follow_up_by_signer", person="leader-east"),
    No(StartFollowUp, "follow_up_by_representative", person="rep-east"),
    No(RecordFollowUp, "not_allowed", person="supervisor"),
    No(RecordFollowUp, "wrong_state", city=state("closed")),
    No(RecordFollowUp, "incomplete", {"satisfied": ""}),
    No(RecordFollowUp, "unknown_choice", {"satisfied": "no", "back_to": "heaven"}),
    No(RecordFollowUp, "reason_needed", {"satisfied": "no", "back_to": "handle", "words": ""}),
    No(RecordFollowUp, "future_visit", {"called_on": TOMORROW}),
    No(RecordFollowUp, "not_a_day", {"called_on": NO_DAY}),
    No(RecordOutcome, "not_allowed", person="handler-housing"),
    No(RecordOutcome, "wrong_state", city=state("reported")),
    No(RecordOutcome, "unknown_choice", {"outcome": "dream"}),
    No(RecordOutcome, "not_a_number", {"amount": "三千"}),
    No(RecordOutcome, "future_visit", {"happened_on": TOMORROW}),
    No(RecordOutcome, "not_a_day", {"happened_on": NO_DAY}),
    No(AttachFile, "not_allowed", {"paper": ""}, "rep-west"),
    No(AttachFile, "not_allowed", person="rep-east"),
    No(AttachFile, "not_allowed", {}, "handler-housing", state("in_hand")),
    No(AttachFile, "missing", {"problem_id": "none"}),
    No(AttachFile, "missing", {"problem_id": ""}),
    No(AttachFile, "missing", {"paper": "", "problem_id": "", "enterprise_id": "none"}),
    No(AttachFile, "wrong_enterprise", {"enterprise_id": "firm-other"}),
    No(AttachFile, "file_too_large", {"size": LARGEST_FILE + 1}),
    No(AttachFile, "file_empty", {"size": 0}),
    No(AttachFile, "no_number", city=state("reported")),
    No(SettleConflict, "not_allowed", person="rep-west"),
    No(SettleConflict, "missing", {"conflict_id": "none"}),
    No(SettleConflict, "missing", {"problem_id": ""}),
    No(SettleConflict, "wrong_enterprise", {"enterprise_id": "firm-other"}),
    No(SettleConflict, "settled_conflict", city=settled),
    No(SettleConflict, "too_long", {"text": LONG_WORD}),
    No(ConcealProblem, "not_allowed", person="handler-housing"),
    No(ConcealProblem, "reason_needed", {"reason": " "}),
    No(ConcealProblem, "unknown_office", {"office_id": "centre-east"}),
    No(ConcealProblem, "already_exists", city=concealed),
    No(ReleaseProblem, "not_allowed", person="rep-east"),
    No(ReleaseProblem, "reason_needed", {"reason": ""}),
    No(ReleaseProblem, "missing", {"office_id": "land"}),
    No(Summon, "concealed", city=concealed),
    No(HoldMeeting, "concealed", city=concealed),
    No(IssueOrder, "concealed", city=concealed),
    No(IssueOrder, "concealed", {"lead_office_id": "land", "assisting_ids": ("housing",)}, city=concealed),
    No(RaiseProblem, "not_allowed", person="coordinator-city"),
    No(RaiseProblem, "incomplete", {"analysis": ""}),
    No(RaiseProblem, "already_exists", city=raised),
    No(RaiseProblem, "no_centre", city=without_the_city),
    No(ReturnRaised, "not_allowed", person="coordinator-east"),
    No(ReturnRaised, "incomplete", {"decision": " "}),
    No(NameReader, "not_allowed", person="rep-east"),
    No(NameReader, "reason_needed", {"reason": ""}),
    No(NameReader, "unknown_person", {"person_id": "leader-east"}),
    No(NameReader, "already_exists", city=read_by_discipline),
    No(DismissReader, "not_allowed", person="rep-east"),
    No(DismissReader, "reason_needed", {"reason": ""}),
    No(DismissReader, "missing", {"person_id": "leader-east"}),
    No(BeginCluster, "not_allowed", person="coordinator-west"),
    No(BeginCluster, "unknown_office", {"centre_id": "housing"}),
    No(BeginCluster, "unknown_choice", {"topic": "dream"}),
    No(AddToCluster, "not_allowed", person="rep-east"),
    No(AddToCluster, "missing", {"cluster_id": "none"}),
    No(AddToCluster, "already_exists", city=in_cluster),
    No(RemoveFromCluster, "not_allowed", person="rep-east"),
    No(RemoveFromCluster, "reason_needed", {"reason": ""}),
    No(RemoveFromCluster, "missing", city=clustered),
    No(HandOver, "not_allowed", person="coordinator-west"),
    No(HandOver, "not_allowed", {"enterprise_ids": ("firm-east", "firm-west")}),
    No(HandOver, "missing", {"enterprise_ids": ("none",)}),
    No(HandOver, "missing", {"from_person_id": "rep-west"}),
    No(HandOver, "missing", {"enterprise_ids": ("firm-east", "firm-small")}),
    No(HandOver, "reason_needed", {"reason": " "}),
    No(HandOver, "future_visit", {"on": TOMORROW}),
    No(HandOver, "not_a_day", {"on": NO_DAY}),
    No(HandOver, "ends_before_start", {"on": "2025-12-31"}),
    No(HandOver, "unknown_person", {"to_person_id": "leader-east", "directory_id": "east"}),
    No(HandOver, "unknown_person", {"to_person_id": "rep-east"}),
    No(AdmitWork, "not_allowed", person="coordinator-city"),
    No(AdmitWork, "missing", {"parked_id": "none"}),
    No(AdmitWork, "missing", {"problem_id": ""}),
    No(AdmitWork, "wrong_enterprise", {"enterprise_id": "firm-other"}),
    No(AdmitWork, "already_decided", city=decided),
    No(DeclineWork, "not_allowed", person="rep-east"),
    No(DeclineWork, "missing", {"problem_id": "", "enterprise_id": "none"}),
    No(DeclineWork, "reason_needed", {"reason": " "}),
    No(DeclineWork, "already_decided", city=decided),
    *ADMINISTRATION,
)
