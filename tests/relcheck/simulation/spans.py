"""Who held what, when: the simulator's own record of every person's scope, beside the centre's.

From it follows, without the centre's rule, which work may not be turned away for its scope (it was held when
it was made), and which may not be taken (it was held neither then nor since).
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from sync.operations.kinds import OPERATIONS
from tests.relcheck.simulation.ledger import Made


class Moment(NamedTuple):
    """The scopes from one revision on; `at` in UTC milliseconds."""

    at: int
    scopes: dict[str, set[str]]


class Spans:
    """Moments in order."""

    def __init__(self) -> None:
        self._moments: list[Moment] = []
        self._kept: list[list[Moment]] = []  # of each backup

    def note(self, at: int, scopes: dict[str, set[str]]) -> None:
        """From now on people hold this."""
        self._moments.append(Moment(at, scopes))

    def keep(self) -> None:
        """A backup is made, which knows all this."""
        self._kept.append(list(self._moments))

    def back_to(self, backup: int) -> None:
        """The record was restored: what was given and taken since that backup is not known any more."""
        self._moments = list(self._kept[backup])

    def held(self, one: Made, received_at: int) -> list[bool]:
        """Whether its person held all that the operation needs: when it was made, and after each change until
        it was received."""
        op = msgspec.json.decode(one.body, type=OPERATIONS[one.kind])
        needs = set(op.needs())
        before = [moment for moment in self._moments if moment.at <= op.made_at][-1:]
        after = [moment for moment in self._moments if op.made_at < moment.at <= received_at]
        return [needs <= moment.scopes.get(one.person, set()) for moment in (*before, *after)]


def lost_once(held: list[bool]) -> bool:
    """Held at first; perhaps lost since, and not got back: such work is late, never out of scope."""
    return bool(held) and held[0] and held == sorted(held, reverse=True)
