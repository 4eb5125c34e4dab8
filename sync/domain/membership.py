"""Who should hold an aggregate: the one rule behind every download (DESIGN: scope is data).

An aggregate is held by people and by offices; a person reaches an office's aggregates through an
appointment that reads them. The server compares this answer with its placements after every change.
"""

from __future__ import annotations

from typing import Final

import msgspec

# A representative is detached from the sending unit (与派出单位脱钩, CD-02) and a liaison serves single
# firms: neither reads what the office holds.
READING_ROLES: Final = frozenset(
    {"coordinator", "leader", "caller", "handler", "station_staff", "supervisor"}
)


class EnterpriseFacts(msgspec.Struct, frozen=True):
    """What membership of an `enterprise` aggregate rests on."""

    centres: tuple[str, ...]
    station_offices: tuple[str, ...]
    assigned: tuple[str, ...]

    @property
    def centre_id(self) -> str:
        """The responsible centre, the nearest above the firm; "" where none answers."""
        return self.centres[0] if self.centres else ""


class CaseFacts(msgspec.Struct, frozen=True):
    """What membership of a `case` aggregate, and the rights in it, rest on.

    `centre_id` is the centre that the problem was reported to and that answers for it to the end;
    `representatives` are those of the day it was reported, `assigned` those who serve the firm now.
    """

    centre_id: str
    centres: tuple[str, ...]
    station_offices: tuple[str, ...]
    assigned: tuple[str, ...]
    reporter_id: str
    representatives: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    summoned: tuple[str, ...] = ()
    lead_offices: tuple[str, ...] = ()
    assisting_offices: tuple[str, ...] = ()
    handled_by: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()


def holders_of_enterprise(facts: EnterpriseFacts) -> frozenset[str]:
    """Offices and people that hold a firm: its people, its small-firm station, the centres above it."""
    return frozenset((*facts.centres, *facts.station_offices, *facts.assigned))


def holders_of_case(facts: CaseFacts) -> frozenset[str]:
    """Offices and people that hold a problem: those of the firm, and every department called to it."""
    return frozenset(
        (
            facts.centre_id,
            *facts.centres,
            *facts.station_offices,
            *facts.assigned,
            facts.reporter_id,
            *facts.sent,
            *facts.summoned,
            *facts.lead_offices,
            *facts.assisting_offices,
        )
    )
