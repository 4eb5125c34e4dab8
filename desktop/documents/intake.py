"""《问题受理单》 and 问题反映 (CD-14; domain-ux A4 ③): the parts are those of the city's profile."""

from __future__ import annotations

from desktop.documents.forms import Band, Form, facts, prose
from desktop.documents.words import chosen, moment, phone, signature, translate, who
from sync.domain.profile import Profile
from sync.domain.profile_parts import Field
from sync.store.tables import Problem


def problem_form(profile: Profile, problem: Problem) -> Form:
    """The paper that a problem was reported on, `problem.form` in the profile's forms."""
    return Form(
        title=profile.documents[problem.form],
        dated=problem.reported_at,
        heading=f"{profile.city}{profile.title}",
        number=problem.official_number,
        reference=problem.local_code,
        about=problem.enterprise_name,
        bands=(
            *_enterprise(profile, problem),
            *(_part(field, problem) for field in profile.forms[problem.form]),
            *_acceptance(profile, problem),
        ),
    )


def _enterprise(profile: Profile, problem: Problem) -> tuple[Band, ...]:
    return (
        facts((translate("documents", "Enterprise"), problem.enterprise_name)),
        facts((translate("documents", "Address"), problem.enterprise_address)),
        facts(
            (translate("documents", "Credit code"), problem.credit_code),
            (translate("documents", "Topic"), chosen(profile, "topic", (problem.topic,))),
        ),
        facts(
            (translate("documents", "Contact"), problem.contact_name),
            (translate("documents", "Phone"), phone(problem.contact_phone)),
        ),
        facts((translate("documents", "Problem"), problem.title)),
    )


def _part(field: Field, problem: Problem) -> Band:
    """An office is a short fact, shown by the name that stands beside its id."""
    if field.kind == "office":
        return facts((field.label, getattr(problem, field.field.removesuffix("_id") + "_name")))
    return prose(field.label, getattr(problem, field.field))


def _acceptance(profile: Profile, problem: Problem) -> tuple[Band, ...]:
    signed = signature(translate("documents", "Filled in by"), translate("documents", "Enterprise (seal)"))
    return (
        facts(
            (translate("documents", "Source"), chosen(profile, "channel", (problem.channel,))),
            (translate("documents", "Filled in"), moment(problem.reported_at)),
        ),
        facts((translate("documents", "Filled in by"), who(problem.reporter_name, problem.reporter_post))),
        facts(
            (translate("documents", "Accepted by"), problem.centre_name if problem.accepted_at else ""),
            (translate("documents", "Accepted"), moment(problem.accepted_at)),
        ),
        Band(cells=(), foot=signed, least=24.0),
    )
