"""What the administrator does meanwhile: people come and go, firms move, duties end and begin again."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from sync.operations.administration import EndAppointment, EndAssignment, SetEnterprise
from sync.operations.administration.firms import OPTIONAL
from sync.operations.base import Operation
from tests.cases import today
from tests.city import FIRMS, act, appointment, assignment

OF_EAST: Final = ("firm-east", "firm-east", "firm-other", "firm-small")
SERVING: Final = ("rep-east", "rep-spare")
COMING_AND_GOING: Final = (
    ("housing", "handler-housing", "handler", "east"),
    ("land", "handler-land", "handler", "east"),
    ("centre-east", "colleague-east", "coordinator", "east"),
)
NAMES: Final = {firm: name for firm, name, _ in FIRMS}


def assign(luck: random.Random) -> Operation:
    return assignment(luck.choice(OF_EAST), luck.choice(SERVING))


def end_assignment(luck: random.Random) -> Operation:
    return end_of(luck.choice(OF_EAST), luck.choice(SERVING))


def end_of(firm: str, person: str) -> Operation:
    names = {"assignment_id": f"{firm}/{person}", "enterprise_id": firm}
    return act(EndAssignment, **names, until=today(), reason="调整")


def appoint(luck: random.Random) -> Operation:
    office, person, role, _ = luck.choice(COMING_AND_GOING)
    return appointment(person, role, office)


def end_appointment(luck: random.Random) -> Operation:
    office, person, _, region = luck.choice(COMING_AND_GOING)
    return act(
        EndAppointment,
        person_id=person,
        appointment_id=f"{office}/{person}",
        directory_id=region,
        until=today(),
    )


def move_firm(luck: random.Random) -> Operation:
    firm = luck.choice(("firm-east", "firm-other"))
    region = luck.choice(("east", "west"))
    return act(SetEnterprise, enterprise_id=firm, name=NAMES[firm], region_id=region, unsaid=OPTIONAL)


DUTIES: Final[tuple[Callable[[random.Random], Operation], ...]] = (
    assign, assign, assign, end_assignment, end_assignment, appoint, end_appointment, move_firm,
)  # fmt: skip
