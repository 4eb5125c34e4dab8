"""How far a problem has come in the profile's rings (搜集-汇总-交办-处置-反馈, CD-19)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import msgspec

from sync.domain.clock import Instant
from sync.domain.workflow import ring_of

if TYPE_CHECKING:
    from sync.domain.profile import Profile

FINISHED: Final = "settled"


class RingState(msgspec.Struct, frozen=True):
    """One ring. `standing`: done · current · todo; `state`, `since`: its last state and when that began;
    "" and None for a ring that was passed over or is still to come."""

    code: str
    name: str
    standing: str
    state: str = ""
    since: Instant | None = None


def rings_of(profile: Profile, state: str, steps: Iterable[tuple[str, Instant]]) -> tuple[RingState, ...]:
    """The rings of a problem in `state`; `steps` are its history's (state, instant), oldest first.

    A problem that went back to an earlier ring has the later ones before it again.
    """
    reached = _reached(profile, steps)
    now = ring_of(profile, state)
    return tuple(
        RingState(ring.code, ring.name, _standing(place, now, state), *reached.get(place, ("", None)))
        for place, ring in enumerate(profile.rings)
    )


def _standing(place: int, now: int, state: str) -> str:
    if place < now or state == FINISHED:
        return "done"
    return "current" if place == now else "todo"


def _reached(profile: Profile, steps: Iterable[tuple[str, Instant]]) -> dict[int, tuple[str, Instant | None]]:
    """Ring → its last state and since when, on the way that led to the present."""
    reached: dict[int, tuple[str, Instant | None]] = {}
    before = -1
    for state, at in steps:
        if state not in profile.state_by_code:
            continue
        place = ring_of(profile, state)
        if place < before:
            reached = {ring: entry for ring, entry in reached.items() if ring < place}
        if place != before or reached[place][0] != state:
            reached[place] = (state, at)
        before = place
    return reached
