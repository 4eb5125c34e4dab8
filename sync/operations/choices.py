"""Codes of the city's lists, checked once."""

from __future__ import annotations

from collections.abc import Iterable

from sync.domain.errors import Refused
from sync.domain.profile import Profile


def known(profile: Profile, group: str, codes: Iterable[str]) -> None:
    """Raises Refused("unknown_choice") unless each code is among the city's choices of this group."""
    for code in codes:
        if not profile.knows(group, code):
            raise Refused("unknown_choice", field=group, choice=code)


def known_or_open(profile: Profile, group: str, code: str) -> None:
    """The same for one choice that may still be open ("")."""
    known(profile, group, (code,) if code else ())
