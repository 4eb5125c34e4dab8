"""How a problem moves: the city's whole table, written out a second time and compared pair by pair."""

from __future__ import annotations

import pytest

from sync.domain.errors import Refused
from sync.domain.profile import read_profile
from sync.domain.workflow import ACTIONS, STATES, follow, may_follow, ring_of
from sync.operations.rules import shipped_profile

PROFILE = read_profile(shipped_profile(), "chengde")

# state (搜集 | 汇总 | 交办 | 处置 | 反馈): what may be done there, and the state that follows
STEPS = {
    "draft": "report→reported",
    "reported": "edit return→returned accept→accepted",
    "returned": "edit resubmit→reported",
    "accepted": "edit set_due send_person→on_site summon report_in meet→in_meeting issue_order→transferred"
    " record_outcome",
    "in_meeting": "set_due send_person→on_site summon report_in meet issue_order→transferred record_outcome",
    "transferred": "report_in sign_for→in_hand object→objected record_outcome",
    "objected": "set_due report_in issue_order→transferred uphold_order→transferred record_outcome",
    "on_site": "set_due send_person guide close_on_site→closed summon report_in issue_order→transferred"
    " record_outcome",
    "in_hand": "report_in progress reply→replied record_outcome",
    "replied": "report_in progress reject_reply→in_hand close→closed record_outcome",
    "closed": "start_follow_up→awaiting_follow_up record_outcome",
    "awaiting_follow_up": "not_reached settle→settled reopen_assign→transferred reopen_handle→in_hand"
    " reopen_assign_without_order→accepted reopen_handle_without_order→on_site record_outcome",
    "settled": "record_outcome",
}
RINGS = (
    ("draft", "reported", "returned"),
    ("accepted", "in_meeting"),
    ("transferred", "objected"),
    ("on_site", "in_hand", "replied"),
    ("closed", "awaiting_follow_up", "settled"),
)


def expected(state: str) -> dict[str, str]:
    """Action → the state that follows."""
    pairs = (step.partition("→") for step in STEPS[state].split())
    return {action: to or state for action, _, to in pairs}


def test_the_table_names_every_state_and_every_action() -> None:
    assert STEPS.keys() == STATES
    assert {action for state in STEPS for action in expected(state)} == ACTIONS


@pytest.mark.parametrize("state", STEPS)
@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_a_step_leads_on_or_is_refused(action: str, state: str) -> None:
    to = expected(state).get(action)
    assert may_follow(PROFILE, action, state) is (to is not None)
    if to is not None:
        assert follow(PROFILE, action, state) == to
        return
    with pytest.raises(Refused) as no:
        follow(PROFILE, action, state)
    too_late = action == "accept" and state not in RINGS[0]
    assert no.value.code == ("already_accepted" if too_late else "wrong_state")
    assert no.value.details == {"action": action, "state": state}


def test_every_state_can_be_reached_and_every_one_but_the_last_left() -> None:
    reached, before = {"draft"}, set[str]()
    while reached != before:
        before, reached = reached, reached | {to for state in reached for to in expected(state).values()}
    assert reached == STATES
    assert {state for state in STATES if set(expected(state).values()) == {state}} == {"settled"}


@pytest.mark.parametrize("state", STATES)
def test_every_state_lies_in_its_ring(state: str) -> None:
    assert state in RINGS[ring_of(PROFILE, state)]


def test_the_rings_have_the_citys_names() -> None:
    assert "-".join(ring.name for ring in PROFILE.rings) == "搜集-汇总-交办-处置-反馈"  # CD-19
