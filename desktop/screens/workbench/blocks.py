"""A block of the workbench: a heading, how many, and rows that lead on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal

from desktop import entries
from desktop.cases.words import joined
from desktop.screens.workbench.day import Day
from desktop.widgets.badge import Mark
from desktop.widgets.card import Card
from desktop.widgets.entry_lines import EntryLines
from desktop.widgets.rows_model import Entry
from desktop.workplace import Workplace
from sync.domain.clock import Instant
from sync.store.queries.enterprises import EnterpriseRow

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


MOST = 8  # rows of a block


@dataclass(frozen=True)
class Todo:
    """One thing to do: how it looks, and what is opened for it."""

    entry: Entry
    kind: str
    record_id: str


class Block(Card):
    """Signals: `opened(row)`."""

    opened = Signal(object)

    def __init__(
        self, heading: str, nothing: str, entry_of: Callable[[Any], Entry], most: int = MOST
    ) -> None:
        super().__init__(heading, " ")
        self.lines = EntryLines(entry_of, nothing, most)
        self.lines.opened.connect(self.opened)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these, and how many they are."""
        self.note.setText(str(len(rows) or ""))
        self.lines.set_rows(rows)


def todos(found: Day, workplace: Workplace, now: Instant) -> list[Todo]:
    """What waits for the person, in order: stopped work, returned forms, being sent on site, then visits."""
    return [*_stopped(found), *_problems(found, workplace, now), *_visits(found, now)]


def _stopped(found: Day) -> Iterator[Todo]:
    if found.stopped:
        line = translate("Workbench", "Not accepted, or written by two: {n}").format(n=found.stopped)
        mark = Mark(translate("Workbench", "Needs you"), "danger", "alert")
        yield Todo(Entry(translate("Workbench", "Sync screen"), line, "", mark), "sync", "")


def _problems(found: Day, workplace: Workplace, now: Instant) -> Iterator[Todo]:
    marks = {
        "returned": Mark(workplace.state_word("returned"), "caution", "reply"),
        "sent": Mark(workplace.state_word("on_site"), "info", "visit"),
    }
    for queue, rows in (("returned", found.returned), ("sent", found.sent)):
        for row in rows:
            seen = entries.problem_entry(row, workplace, now)
            entry = Entry(row.title, joined((row.enterprise_name, row.number)), seen.aside, marks[queue])
            yield Todo(entry, "problem", row.id)


def _visits(found: Day, now: Instant) -> Iterator[Todo]:
    for row in found.planned:
        word = translate("Workbench", "Visit agreed")
        last = translate("Workbench", "last there {day}").format(day=entries.short_day(row.visited_on, now))
        day = entries.short_day(row.next_on or "", now)
        yield Todo(
            Entry(row.enterprise_name, last, day, Mark(word, "info", "calendar")),
            "enterprise",
            row.enterprise_id,
        )


def firm_entry(row: EnterpriseRow) -> Entry:
    """A firm by how long nobody was there."""
    if row.days_since_visit is None:
        aside = translate("Workbench", "never visited")
    elif row.days_since_visit:
        aside = translate("Workbench", "{n} days without a visit").format(n=row.days_since_visit)
    else:
        aside = translate("Workbench", "visited today")
    count = translate("Workbench", "{n} open problems").format(n=row.open_problems)
    return Entry(
        row.name, joined((row.region_name, count if row.open_problems else "")), aside, icon="enterprise"
    )
