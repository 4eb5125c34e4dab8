"""Which function reads which kind of line. To add a kind: its function in a file of this room, its row here.

In all of them an empty cell asks for nothing: it never erases what is on record.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sync.server.planning.firms import assignment, enterprise, station
from sync.server.planning.names import Names
from sync.server.planning.people import person
from sync.server.planning.places import organisation, region
from sync.server.planning.wish import Wish, Words
from sync.server.roster import (
    AssignmentLine,
    EnterpriseLine,
    Line,
    OrganisationLine,
    PersonLine,
    RegionLine,
    StationLine,
)

PLANS: Final[dict[type[Line], Callable[[Any, Names, Words], Wish]]] = {
    RegionLine: region,
    OrganisationLine: organisation,
    PersonLine: person,
    EnterpriseLine: enterprise,
    StationLine: station,
    AssignmentLine: assignment,
}


def wish_of(line: Line, names: Names, words: Words) -> Wish:
    """What the line asks for. Raises Unclear."""
    return PLANS[type(line)](line, names, words)
