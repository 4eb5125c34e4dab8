"""专题议事会议记录 on one page (CD-16)."""

from __future__ import annotations

from desktop.documents.forms import Form, facts, prose
from desktop.documents.words import day, signature, translate
from sync.domain.clock import start_of, to_date
from sync.domain.profile import Profile
from sync.store.tables import Meeting, Problem


def meeting_form(profile: Profile, problem: Problem, meeting: Meeting) -> Form:
    """The record of one meeting about one problem; it carries the problem's number."""
    signed = signature(translate("documents", "Chair"), translate("documents", "Recorded by"))
    return Form(
        title=profile.documents["meeting"],
        dated=start_of(to_date(meeting.held_on)),
        heading=problem.centre_name,
        number=problem.official_number,
        reference=problem.local_code,
        about=problem.enterprise_name,
        bands=(
            facts((translate("documents", "Matter"), problem.title)),
            facts((translate("documents", "Enterprise"), problem.enterprise_name)),
            facts(
                (translate("documents", "Held on"), day(meeting.held_on)),
                (translate("documents", "Place"), meeting.place),
            ),
            facts((translate("documents", "Chair"), meeting.chair)),
            facts((translate("documents", "Present"), meeting.present)),
            prose(translate("documents", "Discussion"), meeting.discussion, least=40.0),
            prose(translate("documents", "Decision"), meeting.decision, least=50.0, foot=signed),
            facts((translate("documents", "Lead office"), meeting.lead_office_name)),
        ),
    )
