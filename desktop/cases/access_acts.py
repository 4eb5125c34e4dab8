"""回避, 提级, 专人查阅: what each act on who reads a problem asks for, and the operation that it becomes."""

from __future__ import annotations

from desktop.cases.asks import Ask, Values, key_of
from desktop.cases.stand import Stand
from desktop.cases.words import person, translate
from sync.operations import access
from sync.store.tables import Duty


def conceal_asks(_stand: Stand) -> list[Ask]:
    return [
        Ask("office", translate("ActForm", "Department it is about"), "department", required=True),
        Ask("reason", translate("ActForm", "Reason"), required=True),
    ]


def conceal(stand: Stand, values: Values) -> access.ConcealProblem:
    return access.ConcealProblem(**stand.step(), office_id=key_of(values["office"]), reason=values["reason"])


def is_concealed(stand: Stand) -> bool:
    """Whether there is a department that it is kept from."""
    return bool(stand.here.concealed())


def release_asks(stand: Stand) -> list[Ask]:
    kept = [(row.holder_id, row.holder_name) for row in stand.here.concealed()]
    department = translate("ActForm", "Department it is kept from")
    return [
        Ask("office_id", department, "one", required=True, start=kept[0][0] if kept else "", options=kept),
        Ask("reason", translate("ActForm", "Reason"), required=True),
    ]


def release(stand: Stand, values: Values) -> access.ReleaseProblem:
    return access.ReleaseProblem(**stand.step(), office_id=values["office_id"], reason=values["reason"])


def may_be_raised(stand: Stand) -> bool:
    """Whether it is with its own centre, and one stands above that."""
    facts = stand.here.facts
    return not facts.raised_to and bool(set(facts.centres) - {facts.centre_id})


def raise_asks(_stand: Stand) -> list[Ask]:
    return [Ask("analysis", translate("ActForm", "Analysis"), required=True)]


def raise_(stand: Stand, values: Values) -> access.RaiseProblem:
    return access.RaiseProblem(**stand.step(), analysis=values["analysis"])


def return_raised_asks(_stand: Stand) -> list[Ask]:
    return [Ask("decision", translate("ActForm", "Decision"), required=True)]


def return_raised(stand: Stand, values: Values) -> access.ReturnRaised:
    return access.ReturnRaised(**stand.step(), decision=values["decision"])


def may_name_reader(stand: Stand) -> bool:
    """Whether a directory here lists somebody of supervision who does not read it yet."""
    return bool(_others(stand))


def _others(stand: Stand) -> list[Duty]:
    named = {row.holder_id for row in stand.here.named()}
    return [duty for duty in stand.here.supervisors if duty.person_id not in named]


def name_reader_asks(stand: Stand) -> list[Ask]:
    return [
        Ask(
            "person",
            translate("ActForm", "Who is to read it"),
            "person",
            required=True,
            people=_others(stand),
        ),
        Ask("reason", translate("ActForm", "Reason"), required=True),
    ]


def name_reader(stand: Stand, values: Values) -> access.NameReader:
    person_id = key_of(values["person"])
    directories = (duty.aggregate_id for duty in stand.here.supervisors if duty.person_id == person_id)
    return access.NameReader(
        **stand.step(), person_id=person_id, directory_id=next(directories, ""), reason=values["reason"]
    )


def is_named(stand: Stand) -> bool:
    """Whether somebody was named to read it."""
    return bool(stand.here.named())


def dismiss_reader_asks(stand: Stand) -> list[Ask]:
    named = [(row.holder_id, person(row.holder_name, row.holder_post)) for row in stand.here.named()]
    who = translate("ActForm", "Who reads it no longer")
    return [
        Ask("person_id", who, "one", required=True, start=named[0][0] if named else "", options=named),
        Ask("reason", translate("ActForm", "Reason"), required=True),
    ]


def dismiss_reader(stand: Stand, values: Values) -> access.DismissReader:
    return access.DismissReader(**stand.step(), person_id=values["person_id"], reason=values["reason"])
