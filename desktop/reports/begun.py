"""How a report begins: empty, for an enterprise, or with a passage of a visit."""

from __future__ import annotations

import re
from typing import Final

from desktop.drafts.keeping import new_draft
from desktop.drafts.kinds import REPORT
from desktop.reports.who import forms_of, usual_channel
from desktop.widgets.choice import Choice
from sync.domain.actor import Actor
from sync.store.tables import Draft

LONGEST_TITLE: Final = 40  # characters that a list can show
_SENTENCE: Final = re.compile(r"[^。！？；!?;\n]+")


def report(actor: Actor, enterprise: Choice | None = None) -> Draft:
    """A new report, for an enterprise when one is given."""
    values = {"form": forms_of(actor)[0], "channel": usual_channel(actor), "enterprise": enterprise}
    return new_draft(REPORT, enterprise.key if enterprise else "", values)


def report_of_passage(
    actor: Actor,
    enterprise: Choice,
    passage: str,
    *,
    visit_id: str,
    visited_on: str,
    contact: str = "",
    visit_draft: str = "",
) -> Draft:
    """A report that grew from a visit: nothing is typed twice. `visit_draft`: the draft of that visit, while
    it is not finished."""
    values = {
        "form": forms_of(actor)[0],
        "channel": "visit",
        "enterprise": enterprise,
        "title": first_sentence(passage),
        "description": passage.strip(),
        "contact_name": contact,
        "visit_id": visit_id,
        "visited_on": visited_on,
        "visit_draft": visit_draft,
    }
    return new_draft(REPORT, enterprise.key, values)


def first_sentence(text: str) -> str:
    """What a problem can be called until somebody finds a better title."""
    found = _SENTENCE.search(text)
    return found.group().strip()[:LONGEST_TITLE] if found else ""
