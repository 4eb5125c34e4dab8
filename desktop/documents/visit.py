"""企业联络工作日志 (CD-09): one visit on one page."""

from __future__ import annotations

from desktop.documents.forms import Form, facts, prose
from desktop.documents.words import chosen, day, signature, translate, who
from sync.domain.clock import start_of, to_date
from sync.domain.profile import Profile
from sync.store.tables import Visit


def visit_form(profile: Profile, visit: Visit) -> Form:
    """A page of the log; it carries no official number, so it is never a draft."""
    return Form(
        title=profile.documents["visit"],
        dated=start_of(to_date(visit.visited_on)),
        heading=f"{profile.city}{profile.title}",
        numbered=False,
        reference=visit.visited_on,
        about=visit.enterprise_name,
        bands=(
            facts((translate("documents", "Enterprise"), visit.enterprise_name)),
            facts(
                (translate("documents", "Visited on"), day(visit.visited_on)),
                (translate("documents", "Manner"), _manner(profile, visit)),
            ),
            facts((translate("documents", "Visitor"), who(visit.visitor_name, visit.visitor_post))),
            facts((translate("documents", "Companions"), visit.companions)),
            facts((translate("documents", "People met"), visit.met)),
            facts((translate("documents", "Purpose"), chosen(profile, "purpose", visit.purposes))),
            prose(translate("documents", "Situation"), visit.situation, least=60.0),
            prose(translate("documents", "Advice given"), visit.advice),
            prose(translate("documents", "Promises"), visit.promises),
            facts((translate("documents", "Next contact"), day(visit.next_on))),
            prose(
                translate("documents", "The enterprise's confirmation"),
                "",
                grows=False,
                foot=signature(translate("documents", "Signature")),
            ),
        ),
    )


def _manner(profile: Profile, visit: Visit) -> str:
    """How they met, and whether on the way of another duty (CD-08)."""
    manner = chosen(profile, "manner", (visit.manner,))
    return (
        translate("documents", "{manner}, with another duty").format(manner=manner)
        if visit.combined
        else manner
    )
