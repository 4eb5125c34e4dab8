"""反馈: the follow-up call, one form for each way it can end."""

from __future__ import annotations

from typing import Any

from desktop.cases.asks import Ask, Values
from desktop.cases.stand import Stand
from desktop.cases.words import translate
from sync.operations import follow_ups


def start(stand: Stand, _values: Values) -> follow_ups.StartFollowUp:
    return follow_ups.StartFollowUp(**stand.step())


def _called_on(stand: Stand) -> Ask:
    today = stand.today.isoformat()
    return Ask("called_on", translate("ActForm", "Day of the call"), "day", required=True, start=today)


def _respondent(stand: Stand) -> Ask:
    name = stand.problem.contact_name
    return Ask("respondent", translate("ActForm", "Who answered"), "line", start=name)


def satisfied_asks(stand: Stand) -> list[Ask]:
    return [Ask("words", translate("ActForm", "What was said")), _respondent(stand), _called_on(stand)]


def unsatisfied_asks(stand: Stand) -> list[Ask]:
    """The firm's words are the reason for the next cycle; the caller chooses where it begins."""
    back = stand.options("back_to")
    return [
        Ask("words", translate("ActForm", "What was said"), required=True),
        Ask("back_to", translate("ActForm", "Goes back to"), "one", required=True, options=back),
        _respondent(stand),
        _called_on(stand),
    ]


def not_reached_asks(stand: Stand) -> list[Ask]:
    return [Ask("words", translate("ActForm", "Note")), _called_on(stand)]


def satisfied(stand: Stand, values: Values) -> follow_ups.RecordFollowUp:
    return follow_ups.RecordFollowUp(**stand.step(), **_texts(values), reached=True, satisfied="yes")


def unsatisfied(stand: Stand, values: Values) -> follow_ups.RecordFollowUp:
    return follow_ups.RecordFollowUp(
        **stand.step(), **_texts(values), reached=True, satisfied="no", back_to=values["back_to"]
    )


def not_reached(stand: Stand, values: Values) -> follow_ups.RecordFollowUp:
    return follow_ups.RecordFollowUp(**stand.step(), **_texts(values), reached=False)


def _texts(values: Values) -> dict[str, Any]:
    return {name: values[name] for name in ("called_on", "respondent", "words") if name in values}
