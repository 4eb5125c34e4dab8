"""Profile and calendars, read once: a run starts programs by the thousand, and all read the same texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from sync.domain.profile import read_profile
from sync.domain.working_time import Calendar
from sync.operations import rules

_profile = cache(read_profile)


@cache
def _calendar(notices: tuple[str, ...]) -> Calendar:
    return Calendar.from_notices(notices)


class _Calendars:
    """In the place of Calendar in `rules`, where only this is asked of it."""

    @staticmethod
    def from_notices(notices: Iterable[str]) -> Calendar:
        return _calendar(tuple(notices))


@contextmanager
def once() -> Iterator[None]:
    """Inside, the same text is parsed only once."""
    with patch.object(rules, "read_profile", _profile), patch.object(rules, "Calendar", _Calendars):
        yield
