"""Holiday notices: the data that say on which days work rests and which rest days are worked (调休).

One text (TOML) for one notice, never edited after publication: an amendment is a text of its own, so that the
calendar of any past day can be rebuilt. The State Council's notices ship in resources/calendars; the server
may send more, and a region may have its own (全国年节及纪念日放假办法 第四条).

TO ADD A NOTICE: copy the newest cn-20XX.toml, write the sentences of the notice in their order, let
`covered_from` be 29 December of the year before (a notice may rearrange its last days) and `covered_through`
28 December, and run tests/sync/domain/test_holiday_notices.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

NATIONAL: Final = "cn"
_LONGEST_HOLIDAY: Final = 31  # days; a longer one is a slip of the pen in a year


class NoticeError(ValueError):
    """The text is no notice; the message names the key, or the day, that is wrong."""


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence of a notice: these days rest, those weekend days are worked for them.

    `rest` holds days and spans with both ends, "2026-10-01" or "2026-10-01/2026-10-07"; `make_up` holds days.
    """

    name: str
    rest: tuple[str, ...] = ()
    make_up: tuple[str, ...] = ()

    def rest_days(self) -> Iterator[date]:
        """Each day that rests, weekends inside a span included."""
        for text in self.rest:
            yield from _days(text)

    def make_up_days(self) -> Iterator[date]:
        """Each day that is worked although it would rest."""
        for text in self.make_up:
            yield from _days(text)


class Notice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A notice as it was published.

    `number` is the 发文字号. `published_at` is the day on which people could read it, not the day of signing.
    `covered_from` to `covered_through` are the days about which it is complete: a weekday among them that no
    sentence names is worked, for certain. An amendment (`supersedes` names the notice it changes) and the law
    itself (全国年节及纪念日放假办法) cover none.
    """

    id: str
    title: str
    published_at: date
    holiday: tuple[Holiday, ...]
    number: str = ""
    region: str = NATIONAL
    covered_from: date | None = None
    covered_through: date | None = None
    supersedes: str = ""

    @property
    def covered(self) -> tuple[date, date] | None:
        """The first and the last covered day, or None."""
        if self.covered_from is None or self.covered_through is None:
            return None
        return self.covered_from, self.covered_through


def parse(text: str) -> Notice:
    """The notice in a text; NoticeError when it is none, before any of its days is used."""
    try:
        notice = msgspec.toml.decode(text, type=Notice)
    except msgspec.DecodeError as error:
        raise NoticeError(str(error)) from error
    if (notice.covered_from is None) != (notice.covered_through is None):
        raise NoticeError(f"{notice.id}: covered_from and covered_through stand together")
    for holiday in notice.holiday:
        for _ in (*holiday.rest_days(), *holiday.make_up_days()):
            pass  # reading them is the check
    return notice


def _days(text: str) -> Iterator[date]:
    first, _, last = text.partition("/")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as error:
        raise NoticeError(f"not a day or a span of days: {text!r}") from error
    if not 0 <= (end - start).days < _LONGEST_HOLIDAY:
        raise NoticeError(f"a span runs from its first day to its last, within a month: {text!r}")
    return (start + timedelta(days=number) for number in range((end - start).days + 1))
