"""汇总 and 交办: what each act of the centre asks for, and the operation that it becomes."""

from __future__ import annotations

from desktop.cases.asks import Ask, Values, key_of, office_choice, person_choice
from desktop.cases.stand import Stand
from desktop.cases.words import joined, label, translate
from desktop.widgets.choice import Choice
from sync.domain.permissions import acts_for_a_centre
from sync.operations import centre, orders, reports
from sync.store.tables import Summons


def accept_asks(stand: Stand) -> list[Ask]:
    """What the centre says of a problem when it takes it on; the weight decides the time limit."""
    problem = stand.problem
    limits = (f"{rule.name} {rule.amount}" for rule in stand.profile.limits)
    term = translate("ActForm", "{limits} working days").format(limits=joined(limits, " / "))
    return [
        Ask(
            "topic",
            label(stand.profile, "", "topic"),
            "one",
            start=problem.topic,
            options=stand.options("topic"),
        ),
        Ask(
            "cause",
            label(stand.profile, "", "cause"),
            "one",
            start=problem.cause,
            options=stand.options("cause"),
        ),
        Ask(
            "weight",
            translate("ActForm", "Weight"),
            "one",
            required=True,
            start=problem.weight,
            options=stand.options("weight"),
            hint=term,
        ),
    ]


def accept(stand: Stand, values: Values) -> centre.AcceptProblem:
    return centre.AcceptProblem(
        **stand.step(), topic=values["topic"], cause=values["cause"], weight=values["weight"]
    )


def return_asks(stand: Stand) -> list[Ask]:
    fields = [(part.field, part.label) for part in stand.profile.forms[stand.problem.form]]
    return [
        Ask("reason", translate("ActForm", "Reason"), required=True),
        Ask("marks", translate("ActForm", "Parts to complete"), "several", options=fields),
    ]


def return_(stand: Stand, values: Values) -> reports.ReturnProblem:
    return reports.ReturnProblem(**stand.step(), reason=values["reason"], marks=tuple(values["marks"]))


def set_due_asks(stand: Stand) -> list[Ask]:
    def check(day: str) -> str:
        return translate("ActForm", "The day lies before today") if day < stand.today.isoformat() else ""

    return [
        Ask("due_on", translate("ActForm", "Last day"), "day", required=True, check=check),
        Ask("reason", translate("ActForm", "Reason"), required=True),
    ]


def set_due(stand: Stand, values: Values) -> centre.SetDueDate:
    return centre.SetDueDate(**stand.step(), due_on=values["due_on"], reason=values["reason"])


def send_person_asks(stand: Stand) -> list[Ask]:
    people = stand.here.persons()
    return [
        Ask("person", translate("ActForm", "Person sent"), "person", required=True, people=people),
        Ask("instruction", translate("ActForm", "Instruction")),
    ]


def send_person(stand: Stand, values: Values) -> centre.SendPerson:
    return centre.SendPerson(
        **stand.step(),
        person_id=key_of(values["person"]),
        directory_id=_directory(stand, values["person"]),
        instruction=values["instruction"],
    )


def _directory(stand: Stand, chosen: Choice | None) -> str:
    """The county whose directory lists a person of the centre."""
    return next((duty.aggregate_id for duty in stand.here.people if duty.person_id == key_of(chosen)), "")


def guide_asks(stand: Stand) -> list[Ask]:
    today = stand.today.isoformat()
    steps = stand.options("guidance_step")
    return [
        Ask("guided_on", translate("ActForm", "Day on site"), "day", required=True, start=today),
        Ask("steps", translate("ActForm", "Steps explained"), "several", options=steps),
        Ask("guidance", translate("ActForm", "What was explained"), required=True),
    ]


def guide(stand: Stand, values: Values) -> centre.RecordGuidance:
    return centre.RecordGuidance(
        **stand.step(),
        guided_on=values["guided_on"],
        guidance=values["guidance"],
        steps=tuple(values["steps"]),
    )


def close_on_site_asks(stand: Stand) -> list[Ask]:
    results = stand.options("result")
    return [
        Ask("result", translate("ActForm", "Result"), "one", required=True, options=results),
        Ask("words", translate("ActForm", "Note")),
    ]


def close_on_site(stand: Stand, values: Values) -> centre.CloseOnSite:
    return centre.CloseOnSite(**stand.step(), result=values["result"], words=values["words"])


def summon_asks(stand: Stand) -> list[Ask]:
    soon = stand.next_working_day
    return [
        Ask("office", translate("ActForm", "Department called"), "department", required=True),
        Ask("respond_by", translate("ActForm", "To report in by"), "day", required=True, start=soon),
        Ask("words", translate("ActForm", "Call")),
    ]


def summon(stand: Stand, values: Values) -> centre.Summon:
    return centre.Summon(
        **stand.step(),
        office_id=key_of(values["office"]),
        respond_by=values["respond_by"],
        words=values["words"],
    )


def report_in_asks(stand: Stand) -> list[Ask]:
    """The department reports for itself; the centre writes down who came."""
    called = [(row.id, row.office_name) for row in _may_report(stand)]
    first = called[0][0] if called else ""
    who, post = (stand.actor.name, stand.actor.post) if stand.actor.offices("handler") else ("", "")
    department = translate("ActForm", "Department called")
    return [
        Ask("summons", department, "one", required=True, start=first, options=called),
        Ask("name", translate("ActForm", "Who came"), "line", required=True, start=who),
        Ask("post", translate("ActForm", "Post"), "line", start=post),
    ]


def report_in(stand: Stand, values: Values) -> centre.ReportIn:
    return centre.ReportIn(
        **stand.step(), summons_id=values["summons"], name=values["name"], post=values["post"]
    )


def _may_report(stand: Stand) -> list[Summons]:
    of_centre = acts_for_a_centre(stand.actor, stand.here.facts)
    mine = stand.actor.offices("handler")
    return [row for row in stand.here.unanswered() if of_centre or row.office_id in mine]


def may_report_in(stand: Stand) -> bool:
    """Whether a call waits for an answer that this person may give."""
    return bool(_may_report(stand))


def meet_asks(stand: Stand) -> list[Ask]:
    leaders = stand.here.leaders()
    chair = leaders[0].person_name if leaders else ""
    today = stand.today.isoformat()
    return [
        Ask("held_on", translate("ActForm", "Day of the meeting"), "day", required=True, start=today),
        Ask("place", translate("ActForm", "Place"), "line", start=stand.problem.centre_name),
        Ask("chair", translate("ActForm", "Chair"), "line", start=chair),
        Ask("present", translate("ActForm", "Present"), "line"),
        Ask("discussion", translate("ActForm", "Discussion")),
        Ask("decision", translate("ActForm", "Decision"), required=True),
        Ask("lead", translate("ActForm", "Lead department"), "department", start=proposed(stand)),
    ]


def meet(stand: Stand, values: Values) -> centre.HoldMeeting:
    texts = {
        name: values[name] for name in ("held_on", "place", "chair", "present", "discussion", "decision")
    }
    return centre.HoldMeeting(**stand.step(), **texts, lead_office_id=key_of(values["lead"]))


def issue_order_asks(stand: Stand) -> list[Ask]:
    leaders = stand.here.leaders()
    signer = person_choice(leaders[0]) if len(leaders) == 1 else None
    return [
        Ask(
            "lead",
            translate("ActForm", "Lead department"),
            "department",
            required=True,
            start=proposed(stand),
        ),
        Ask("assisting", translate("ActForm", "Assisting departments"), "departments"),
        Ask("instruction", translate("ActForm", "Instruction"), required=True),
        Ask(
            "signer", translate("ActForm", "Signed by"), "person", required=True, start=signer, people=leaders
        ),
    ]


def issue_order(stand: Stand, values: Values) -> orders.IssueOrder:
    cycle = stand.problem.cycle
    meetings = [row.id for row in stand.here.detail.meetings if row.cycle == cycle]
    return orders.IssueOrder(
        **stand.step(),
        lead_office_id=key_of(values["lead"]),
        assisting_ids=tuple(choice.key for choice in values["assisting"]),
        instruction=values["instruction"],
        signer_id=key_of(values["signer"]),
        directory_id=_directory(stand, values["signer"]),
        meeting_id=meetings[-1] if meetings else "",
    )


def proposed(stand: Stand) -> Choice | None:
    """The department that the newest word on record names: the meeting's decision, or the form."""
    meetings = [row for row in stand.here.detail.meetings if row.lead_office_id]
    if meetings:
        return office_choice(meetings[-1].lead_office_id, meetings[-1].lead_office_name)
    return office_choice(stand.problem.proposed_office_id, stand.problem.proposed_office_name)


def reason_asks(_stand: Stand) -> list[Ask]:
    return [Ask("reason", translate("ActForm", "Reason"), required=True)]


def uphold_order(stand: Stand, values: Values) -> orders.UpholdOrder:
    return orders.UpholdOrder(**stand.step(), reason=values["reason"])


def reject_reply(stand: Stand, values: Values) -> orders.RejectReply:
    return orders.RejectReply(**stand.step(), reason=values["reason"])


def close_asks(_stand: Stand) -> list[Ask]:
    return [Ask("words", translate("ActForm", "Note"))]


def close(stand: Stand, values: Values) -> orders.CloseProblem:
    return orders.CloseProblem(**stand.step(), words=values["words"])
