"""回避 and 提级: what each act on who reads a problem asks for, and the operation that it becomes."""

from __future__ import annotations

from desktop.cases.asks import Ask, Values, key_of
from desktop.cases.stand import Stand
from desktop.cases.words import translate
from sync.operations import access


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
    """Whether it is with its own centre."""
    return not stand.here.facts.raised_to


def raise_asks(_stand: Stand) -> list[Ask]:
    return [Ask("analysis", translate("ActForm", "Analysis"), required=True)]


def raise_(stand: Stand, values: Values) -> access.RaiseProblem:
    return access.RaiseProblem(**stand.step(), analysis=values["analysis"])


def return_raised_asks(_stand: Stand) -> list[Ask]:
    return [Ask("decision", translate("ActForm", "Decision"), required=True)]


def return_raised(stand: Stand, values: Values) -> access.ReturnRaised:
    return access.ReturnRaised(**stand.step(), decision=values["decision"])
