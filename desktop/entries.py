"""How a visit, a problem, a draft look as one entry of a list, the same wherever they stand.

`now` is asked once for a whole list: the laptop's corrected time costs a look into the database.
"""

from __future__ import annotations

from datetime import date

from desktop.cases import deadlines
from desktop.cases.words import delivery_mark, joined
from desktop.drafts import kinds
from desktop.drafts.keeping import time_of
from desktop.widgets.badge import Mark
from desktop.widgets.rows_model import Entry
from desktop.workplace import Workplace
from sync.domain.clock import Instant, day_of
from sync.store.queries.problems import ProblemRow
from sync.store.queries.visits import VisitRow
from sync.store.tables import Draft


def visit_entry(row: VisitRow, workplace: Workplace, now: Instant, *, named: bool = True) -> Entry:
    """`named`: with the enterprise's name; without, the visitor's (on the enterprise's own page)."""
    about = row.opening.replace("\n", " ") or workplace.word("manner", row.manner)
    mark = delivery_mark(row.delivery)
    title = row.enterprise_name if named else joined((row.visitor_name, workplace.word("manner", row.manner)))
    return Entry(title, about, short_day(row.visited_on, now), mark)


def problem_entry(row: ProblemRow, workplace: Workplace, now: Instant, *, named: bool = True) -> Entry:
    """The mark: that it is not sent yet, or how its time stands, or the city's word for its state."""
    state = workplace.state_word(row.state)
    limit = deadlines.mark(row.limit, workplace.rules.calendar, now)
    way = None if row.delivery == "delivered" else delivery_mark(row.delivery)
    mark = way or limit or Mark(state, "success" if row.state == "settled" else "info")
    about = joined((row.enterprise_name if named else row.number, "" if mark.word == state else state))
    return Entry(row.title, about, short_day(day_of(row.reported_at).isoformat(), now), mark)


def draft_entry(draft: Draft, workplace: Workplace, now: Instant) -> Entry:
    """草稿, and what kind of it."""
    word = kinds.word(workplace.rules.profile, draft)
    day = short_day(day_of(draft.updated_at).isoformat(), now)
    mark = Mark(workplace.state_word("draft"), "caution", "edit")
    return Entry(
        kinds.title(draft),
        joined((word, kinds.opening(draft))),
        joined((day, time_of(draft.updated_at)), " "),
        mark,
    )


def short_day(day: str, now: Instant) -> str:
    """11-19; with its year when that is another."""
    this_year = date.fromisoformat(day).year == day_of(now).year
    return day[5:] if this_year else day
