"""《问题转办单》 (CD-17; domain-ux A4 ④): the centre's order, the department's receipt and answer."""

from __future__ import annotations

from desktop.documents.forms import Band, Form, facts, prose
from desktop.documents.words import moment, rule, signature, translate, until, who
from sync.domain.profile import Profile
from sync.store.tables import Limit, Order, Problem, Reply

RETURN_SLIP = 46.0  # mm, room to write by hand


def order_form(
    profile: Profile, problem: Problem, order: Order, limit: Limit | None = None, reply: Reply | None = None
) -> Form:
    """The order of one problem. `limit`: the clock of the order's cycle; `reply`: the final one."""
    return Form(
        title=profile.documents["order"],
        dated=order.issued_at,
        heading=problem.centre_name,
        red=True,
        number=order.number,
        about=problem.enterprise_name,
        withdrawn=order.withdrawn_at is not None,
        bands=(*_matter(problem, order), *_time_and_people(order, limit), *_receipt(profile, order, reply)),
    )


def _matter(problem: Problem, order: Order) -> tuple[Band, ...]:
    return (
        facts(
            (translate("documents", "Problem no."), problem.official_number or problem.local_code),
            (translate("documents", "Accepted"), moment(problem.accepted_at)),
        ),
        facts((translate("documents", "Enterprise"), problem.enterprise_name)),
        prose(translate("documents", "The problem"), f"{problem.title}\n{problem.description}"),
        facts(
            (translate("documents", "Lead office"), order.lead_office_name),
            (translate("documents", "Assisting offices"), "、".join(order.assisting_names)),
        ),
        prose(translate("documents", "Instruction"), order.instruction),
    )


def _time_and_people(order: Order, limit: Limit | None) -> tuple[Band, ...]:
    return (
        facts(
            (translate("documents", "Transferred"), moment(order.issued_at)),
            (translate("documents", "To be done by"), until(order.due_on)),
        ),
        _time_limit(limit),
        facts(
            (translate("documents", "Drafted by"), who(order.drafter_name, order.drafter_post)),
            (translate("documents", "Signed by"), who(order.signer_name, order.signer_post)),
        ),
    )


def _time_limit(limit: Limit | None) -> Band:
    """A rule is one line; a day that the centre set comes with a reason of any length."""
    label = translate("documents", "Time limit")
    if limit and limit.set_due_on:
        return prose(label, rule(limit), grows=False)
    return facts((label, rule(limit)))


def _receipt(profile: Profile, order: Order, reply: Reply | None) -> tuple[Band, ...]:
    bands = [
        Band(caption=translate("documents", "Receipt and return slip of the handling office")),
        facts(
            (translate("documents", "Signed for by"), who(order.signed_for_name, order.signed_for_post)),
            (translate("documents", "Signed for"), moment(order.signed_for_at)),
        ),
    ]
    if order.objection:
        bands.append(prose(translate("documents", "Objection"), order.objection, grows=False))
    signed = signature(translate("documents", "Head of the office"), translate("documents", "Seal"))
    result = prose(translate("documents", "Result"), _result(profile, reply), least=RETURN_SLIP, foot=signed)
    return (*bands, result)


def _result(profile: Profile, reply: Reply | None) -> str:
    if reply is None:
        return ""
    lines = [f"【{profile.word('result', reply.result)}】{reply.text}"]
    if reply.document:
        lines.append(translate("documents", "Document issued: {name}").format(name=reply.document))
    author = who(reply.author_name, reply.author_post)
    replied = translate("documents", "Answered by {who}, {day}")
    return "\n".join([*lines, replied.format(who=author, day=moment(reply.at))])
