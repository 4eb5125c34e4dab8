"""搜集: completing what was reported, sending it again, and the ledger of what came of it."""

from __future__ import annotations

from desktop.cases.asks import Ask, Values, office_choice
from desktop.cases.stand import Stand
from desktop.cases.words import label, translate
from desktop.widgets.choice import Choice
from sync.domain.errors import Refused
from sync.domain.profile_parts import Field
from sync.operations import outcomes, reports
from sync.operations.edits import Edit


def edit_asks(stand: Stand) -> list[Ask]:
    """The form as it is, to be changed."""
    return _form_asks(stand, stand.problem.form)


def complete_asks(stand: Stand) -> list[Ask]:
    """What the full form has, begun with what the short one says."""
    return _form_asks(stand, "intake")


def _form_asks(stand: Stand, form: str) -> list[Ask]:
    problem, profile = stand.problem, stand.profile
    topics = stand.options("topic")
    return [
        Ask("title", label(profile, form, "title"), "line", required=True, start=problem.title),
        *(_part(stand, part) for part in profile.forms[form]),
        Ask("contact_name", label(profile, form, "contact_name"), "line", start=problem.contact_name),
        Ask("contact_phone", label(profile, form, "contact_phone"), "short", start=problem.contact_phone),
        Ask("topic", label(profile, form, "topic"), "one", start=problem.topic, options=topics),
    ]


def _part(stand: Stand, part: Field) -> Ask:
    problem = stand.problem
    kind, start = "text", getattr(problem, part.field)
    if part.kind == "office":
        kind, start = "department", office_choice(start, getattr(problem, _name_beside(part.field)))
    warning = problem.return_reason if part.field in problem.return_marks else ""
    return Ask(part.field, part.label, kind, part.required, start, warning=warning)


def _name_beside(field: str) -> str:
    """An office's name stands beside its id."""
    return field.removesuffix("_id") + "_name"


def edits(stand: Stand, values: Values) -> tuple[Edit, ...]:
    """What the person changed, field by field, with what stood there when they began."""
    old, new = _texts(stand.base), _texts(values)
    return tuple(
        Edit(field, old.get(field, ""), text) for field, text in new.items() if text != old.get(field, "")
    )


def _texts(values: Values) -> dict[str, str]:
    """The fields of a problem behind the fields of a form: an office is its id and its name."""
    texts: dict[str, str] = {}
    for name, value in values.items():
        texts[name] = value.key if isinstance(value, Choice) else value or ""
        if name.endswith("_id"):
            texts[_name_beside(name)] = value.title if isinstance(value, Choice) else ""
    return texts


def edit(stand: Stand, values: Values) -> reports.EditProblem | None:
    """None when nothing was changed."""
    made = edits(stand, values)
    return reports.EditProblem(**stand.step(), edits=made) if made else None


def complete(stand: Stand, values: Values) -> reports.EditProblem:
    """A 问题反映 becomes a 问题受理单."""
    form = Edit("form", stand.problem.form, "intake")
    return reports.EditProblem(**stand.step(), edits=(form, *edits(stand, values)))


def may_be_edited(stand: Stand) -> bool:
    """What was returned is completed by sending it again."""
    return stand.problem.state != "returned"


def may_be_completed(stand: Stand) -> bool:
    """Whether the problem was reported on the short form."""
    return stand.problem.form == "need" and may_be_edited(stand)


def is_asked(stand: Stand) -> bool:
    """A centre may complete what it returned, but waits for those who reported it."""
    return stand.problem.reporter_id == stand.actor.person_id or not stand.actor.offices("coordinator")


def resubmit(stand: Stand, values: Values) -> reports.ResubmitProblem:
    return reports.ResubmitProblem(**stand.step(), edits=edits(stand, values))


def outcome_asks(stand: Stand) -> list[Ask]:
    """Each kind is counted in its own unit; kinds are never added together (CD-23)."""
    kinds = [(kind.code, kind.name) for kind in stand.profile.outcomes]
    units = "；".join(f"{kind.name} {kind.unit}" for kind in stand.profile.outcomes)
    today = stand.today.isoformat()
    return [
        Ask("outcome", translate("ActForm", "Kind"), "one", required=True, options=kinds),
        Ask("amount", translate("ActForm", "Amount"), "short", required=True, hint=units, check=_amount),
        Ask("happened_on", translate("ActForm", "Day"), "day", required=True, start=today),
        Ask("evidence", translate("ActForm", "Evidence"), "line"),
    ]


def _amount(text: str) -> str:
    try:
        outcomes.as_amount(text)
    except Refused:
        return translate("ActForm", "Please write a number, such as 13 or 3000.5")
    return ""


def record_outcome(stand: Stand, values: Values) -> outcomes.RecordOutcome:
    return outcomes.RecordOutcome(
        **stand.step(),
        outcome=values["outcome"],
        amount=values["amount"],
        happened_on=values["happened_on"],
        evidence=values["evidence"],
    )
