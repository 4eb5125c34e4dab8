"""Every kind of operation by every person, sent past the laptop's own checks: the server asks again.

The table here is written from the duties that the city describes (CD-04 … CD-20, F24, F30), not from the
program's own table of rights.
"""

from __future__ import annotations

from typing import Final

import pytest

from sync.operations.kinds import OPERATIONS
from sync.store.rows import select
from sync.store.tables import SYNCED, Parked, Row
from tests.cases import in_hand
from tests.city import PEOPLE
from tests.stage import Stage
from tests.sync.server.forms import every_kind

SERVES: Final = frozenset({"rep-east"})
CENTRE: Final = frozenset({"coordinator-east", "colleague-east"})
LEADS: Final = frozenset({"handler-housing"})
DEPARTMENTS: Final = frozenset({"handler-housing", "handler-land"})
NOBODY: Final = frozenset[str]()

MAY: Final[dict[str, frozenset[str]]] = {
    "log_visit": SERVES | CENTRE,
    "amend_visit": SERVES | CENTRE,
    "amend_enterprise": SERVES | CENTRE,
    "report_problem": SERVES | CENTRE,
    "edit_problem": SERVES | CENTRE,
    "resubmit_problem": SERVES | CENTRE,
    "record_outcome": SERVES | CENTRE,
    "settle_conflict": SERVES | CENTRE,
    "admit_work": CENTRE,
    "decline_work": CENTRE,
    "attach_file": SERVES | CENTRE | DEPARTMENTS,
    "return_problem": CENTRE,
    "accept_problem": CENTRE,
    "set_due_date": CENTRE,
    "send_person": CENTRE,
    "record_guidance": frozenset({"colleague-east"}),  # the one who was sent
    "close_on_site": CENTRE,
    "summon": CENTRE,
    "report_in": CENTRE | {"handler-land"},  # the department that was called
    "hold_meeting": CENTRE,
    "issue_order": CENTRE,
    "uphold_order": CENTRE,
    "sign_for_order": LEADS,
    "object_to_order": LEADS,
    "report_progress": DEPARTMENTS,
    "reply_to_order": LEADS,
    "reject_reply": CENTRE,
    "close_problem": CENTRE,
    "start_follow_up": frozenset({"caller-east"}),
    "record_follow_up": frozenset({"caller-east"}),
    "conceal_problem": SERVES | CENTRE,
    "release_problem": CENTRE,
    "raise_problem": CENTRE,
    "return_raised": NOBODY,  # it was not raised
    "name_reader": CENTRE,
    "dismiss_reader": CENTRE,
    "begin_cluster": CENTRE,
    "add_to_cluster": NOBODY,  # there is no such cluster
    "remove_from_cluster": NOBODY,
    "hand_over": CENTRE | {"coordinator-city"},
    "set_region": frozenset({"it"}),
    "set_office": frozenset({"it"}),
    "publish": frozenset({"it"}),
    # An administrator's laptop does not hold what it would set up: these are done at the server.
    "set_person": NOBODY, "appoint": NOBODY, "end_appointment": NOBODY,
    "set_enterprise": NOBODY, "set_contact": NOBODY, "open_station": NOBODY, "assign": NOBODY,
    "end_assignment": NOBODY,
}  # fmt: skip
NOT_YOURS: Final = {
    "not_allowed",
    "follow_up_by_handler",
    "follow_up_by_department",
    "follow_up_by_signer",
    "follow_up_by_representative",
    "out_of_scope",
}


def test_the_table_names_every_kind() -> None:
    assert set(MAY) == set(OPERATIONS) == {op.kind for op in every_kind("f", "p", "r")}


@pytest.mark.parametrize("person", [person for person, *_ in PEOPLE])
def test_nobody_does_what_is_not_their_office(small_stage: Stage, person: str) -> None:
    """Nor does a word of it change the record."""
    problem = in_hand(small_stage).problem_id
    forged = [op for op in every_kind("firm-east", problem, "row") if person not in MAY[op.kind]]
    before = record(small_stage)
    answers = small_stage.as_person(person, *forged)
    taken = [
        (op.kind, answer.verdict, answer.code)
        for op, answer in zip(forged, answers, strict=True)
        if answer.code not in NOT_YOURS
    ]
    assert taken == []
    assert record(small_stage) == before


@pytest.mark.parametrize("person", sorted({person for people in MAY.values() for person in people}))
def test_what_is_their_office_is_not_held_against_them(small_stage: Stage, person: str) -> None:
    """Other rules may still say no: the state, a row that is not there."""
    problem = in_hand(small_stage).problem_id
    allowed = [op for op in every_kind("firm-east", problem, "row") if person in MAY[op.kind]]
    answers = small_stage.as_person(person, *allowed)
    assert [(op.kind, a.code) for op, a in zip(allowed, answers, strict=True) if a.code in NOT_YOURS] == []
    assert "accepted" in {answer.verdict for answer in answers} or person == "caller-east"


def record(stage: Stage) -> dict[str, list[Row]]:
    """Every synced row that the server has; what waits to be admitted is none of the record yet."""
    kinds = [kind for kind in SYNCED if kind is not Parked]
    return {kind.table: sorted(stage.read(select, kind), key=lambda row: row.id) for kind in kinds}
