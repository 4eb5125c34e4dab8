"""From the words that people use to the codes that commands want, by the city's own profile."""

from __future__ import annotations

from typing import Any

from sync.domain import clock
from sync.domain.deadlines import Deadline
from sync.domain.profile import Profile
from sync.domain.working_time import Calendar
from sync.store.tables import Limit

# The words a person uses for what a history line records.
ACTIONS = {
    "上报": "report",
    "受理": "accept",
    "吹哨": "summon",
    "报到": "report_in",
    "议事": "meet",
    "转办": "issue_order",
    "签收": "sign_for",
    "进展": "progress",
    "答复": "reply",
    "办结": "close",
    "开始回访": "start_follow_up",
    "销号": "settle",
}


class Words:
    """One city's words."""

    def __init__(self, profile: Profile, calendar: Calendar) -> None:
        self._profile, self._calendar = profile, calendar

    def code(self, group: str, word: str) -> str:
        """The code of a choice."""
        return next(choice.code for choice in self._profile.choices[group] if choice.name == word)

    def outcome(self, word: str) -> str:
        """The code of a kind of outcome."""
        return next(kind.code for kind in self._profile.outcomes if kind.name == word)

    def field(self, form: str, label: str) -> str:
        """The name of a form's field."""
        return next(field.field for field in self._profile.forms[form] if field.label == label)

    def actions(self, steps: list[str]) -> list[str]:
        """The actions of a history."""
        return [ACTIONS[step] for step in steps]

    def due_day(self, limit: dict[str, Any]) -> str:
        """The day a limit falls due."""
        return Deadline.of(Limit(**limit)).due_day(self._calendar).isoformat()

    def today(self) -> str:
        """The story's day in Shanghai."""
        return clock.day_of(clock.now()).isoformat()
