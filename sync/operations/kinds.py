"""Every kind of operation there is, each with the one function that applies it."""

from __future__ import annotations

from typing import Any, Final

from sync.operations import (
    access,
    admissions,
    attachments,
    centre,
    clusters,
    conflicts,
    enterprises,
    follow_ups,
    hand_over,
    orders,
    outcomes,
    reports,
    visits,
)
from sync.operations.administration import catalogue, firms, people
from sync.operations.base import Operation

_TABLE: Final[tuple[tuple[type[Operation], Any], ...]] = (
    (visits.LogVisit, visits.log_visit),
    (visits.AmendVisit, visits.amend_visit),
    (enterprises.AmendEnterprise, enterprises.amend_enterprise),
    (reports.ReportProblem, reports.report_problem),
    (reports.EditProblem, reports.edit_problem),
    (reports.ReturnProblem, reports.return_problem),
    (reports.ResubmitProblem, reports.resubmit_problem),
    (centre.AcceptProblem, centre.accept_problem),
    (centre.SetDueDate, centre.set_due_date),
    (centre.SendPerson, centre.send_person),
    (centre.RecordGuidance, centre.record_guidance),
    (centre.CloseOnSite, centre.close_on_site),
    (centre.Summon, centre.summon),
    (centre.ReportIn, centre.report_in),
    (centre.HoldMeeting, centre.hold_meeting),
    (orders.IssueOrder, orders.issue_order),
    (orders.UpholdOrder, orders.uphold_order),
    (orders.SignForOrder, orders.sign_for_order),
    (orders.ObjectToOrder, orders.object_to_order),
    (orders.ReportProgress, orders.report_progress),
    (orders.ReplyToOrder, orders.reply_to_order),
    (orders.RejectReply, orders.reject_reply),
    (orders.CloseProblem, orders.close_problem),
    (follow_ups.StartFollowUp, follow_ups.start_follow_up),
    (follow_ups.RecordFollowUp, follow_ups.record_follow_up),
    (outcomes.RecordOutcome, outcomes.record_outcome),
    (attachments.AttachFile, attachments.attach_file),
    (conflicts.SettleConflict, conflicts.settle_conflict),
    (access.ConcealProblem, access.conceal_problem),
    (access.ReleaseProblem, access.release_problem),
    (access.RaiseProblem, access.raise_problem),
    (access.ReturnRaised, access.return_raised),
    (access.NameReader, access.name_reader),
    (access.DismissReader, access.dismiss_reader),
    (clusters.BeginCluster, clusters.begin_cluster),
    (clusters.AddToCluster, clusters.add_to_cluster),
    (clusters.RemoveFromCluster, clusters.remove_from_cluster),
    (hand_over.HandOver, hand_over.hand_over),
    (admissions.AdmitWork, admissions.admit_work),
    (admissions.DeclineWork, admissions.decline_work),
    (catalogue.SetRegion, catalogue.set_region),
    (catalogue.SetOffice, catalogue.set_office),
    (catalogue.Publish, catalogue.publish),
    (people.SetPerson, people.set_person),
    (people.Appoint, people.appoint),
    (people.EndAppointment, people.end_appointment),
    (firms.SetEnterprise, firms.set_enterprise),
    (firms.SetContact, firms.set_contact),
    (firms.OpenStation, firms.open_station),
    (firms.Assign, firms.assign),
    (firms.EndAssignment, firms.end_assignment),
)

OPERATIONS: Final[dict[str, type[Operation]]] = {operation.kind: operation for operation, _ in _TABLE}
APPLY: Final[dict[str, Any]] = {operation.kind: function for operation, function in _TABLE}
