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
    `representatives` are those of the day it was reported and of any day since, `assigned` those who serve
    the firm now, `readers` the people named to it (红色专班), `raised_to` the centres above (提级),
    `supervising` the supervision offices of its region, `concealed_from` the departments it is about (回避).
    `sent` were ever sent to the firm, `on_site` in this cycle.
    `handled_by` and `handled_in`: the people and departments that worked on it, in this cycle or before.
    """

    centre_id: str
    centres: tuple[str, ...]
    station_offices: tuple[str, ...]
    assigned: tuple[str, ...]
    reporter_id: str
    representatives: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    on_site: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    raised_to: tuple[str, ...] = ()
    supervising: tuple[str, ...] = ()
    concealed_from: tuple[str, ...] = ()
    summoned: tuple[str, ...] = ()
    lead_offices: tuple[str, ...] = ()
    assisting_offices: tuple[str, ...] = ()
    handled_by: tuple[str, ...] = ()
    handled_in: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()


class ClusterFacts(msgspec.Struct, frozen=True):
    """What membership of a `cluster` aggregate rests on: the centres that read its own place and those that
    answer for its problems; `concealed_from` are the departments that one of them is about."""

    centres: tuple[str, ...]
    members: tuple[str, ...] = ()
    concealed_from: tuple[str, ...] = ()


def holders_of_cluster(facts: ClusterFacts) -> frozenset[str]:
    """Offices that hold a group of similar problems: every centre that one of its problems concerns."""
    return frozenset((*facts.centres, *facts.members)) - frozenset(facts.concealed_from)


def holders_of_enterprise(facts: EnterpriseFacts) -> frozenset[str]:
    """Offices and people that hold a firm: its people, its small-firm station, the centres above it."""
    return frozenset((*facts.centres, *facts.station_offices, *facts.assigned))


def holders_of_case(facts: CaseFacts) -> frozenset[str]:
    """Offices and people that hold a problem: those of the firm, who was called, sent, named or raised to it,
    who supervises; whatever else it is, a department that the problem is about holds it not."""
    return frozenset(
        (
            facts.centre_id,
            *facts.centres,
            *facts.station_offices,
            *facts.assigned,
            facts.reporter_id,
            *facts.sent,
            *facts.readers,
            *facts.raised_to,
            *facts.supervising,
            *facts.summoned,
            *facts.lead_offices,
            *facts.assisting_offices,
        )
    ) - frozenset(facts.concealed_from)
